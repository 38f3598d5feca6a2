"""Whatever a power cut leaves of a save or of the journal: nothing is lost that was called kept.

``python3 packaging test --campaign crash-images`` does the same at length (docs/reliability.md).
"""

from __future__ import annotations

import itertools
import random

import pytest

from app.keeping import journal
from app.keeping.disk import Disk, write_all
from app.keeping.saver import Job, save_file
from tests.faults import kept_stories
from tests.faults.crash_images import MODELS, crash_images
from tests.faults.saving_stories import (
    BACKUP,
    LEFT,
    TARGET,
    Story,
    disk_of,
    fault_of,
    stories,
    tell,
)
from tests.faults.sim_disk import SimDisk
from tests.faults.working_stories import FIRST, faults, go_on, play, random_steps

DISKS = [
    {"has_links": links, "can_exchange": exchange}
    for links, exchange in itertools.product((True, False), repeat=2)
]


@pytest.fixture(autouse=True)
def short_generations(monkeypatch):
    """Have the journal begin anew so often that a short story sees it."""
    monkeypatch.setattr(journal, "LINES_TO_REST", 3)


def _loss(story: Story, disk: SimDisk, **how) -> tuple[int, list[str]]:
    """Return how many images there were, and what was lost in them."""
    count, lost = 0, []
    for model in MODELS:
        for told, image in crash_images(disk, model, **how):
            count += 1
            if fault := fault_of(story, told, image):
                lost.append(f"{story.name}, {model}: {fault}")
    return count, lost


@pytest.mark.parametrize("kind", DISKS)
def test_a_save_is_the_old_file_or_the_new_one_at_any_moment(kind):
    count = 0
    for story, most in itertools.product(stories(), (None, 20)):
        disk = disk_of(story, **kind, most=most)
        tell(story, disk)
        images, lost = _loss(story, disk)
        assert lost == []
        count += images
    assert count > 5_000


@pytest.mark.parametrize("kind", DISKS)
def test_a_save_after_a_cut_off_save_is_as_safe(kind):
    chance, count = random.Random(6), 0
    for story, model in itertools.product(stories(), MODELS):
        disk = disk_of(story, **kind)
        tell(story, disk)
        for _, image in chance.sample(list(crash_images(disk, model)), 3):
            second = Story("again", image, (b"the third version",), is_map=story.is_map)
            disk = disk_of(second, **kind)
            tell(second, disk)
            images, lost = _loss(second, disk)
            assert lost == []
            count += images
    assert count > 2_000


@pytest.mark.parametrize("seed", range(4))
def test_what_was_typed_comes_back_from_the_file_or_the_journal(seed):
    disk = SimDisk(FIRST, **DISKS[seed], most=60 if seed == 3 else None)
    latest = play(random_steps(seed, 8), disk).number
    count = 0
    for model in MODELS:
        images, lost = faults(crash_images(disk, model), latest)
        assert lost == []
        count += images
    assert count > 500


def test_what_was_recovered_and_is_worked_on_comes_back_too():
    chance, count = random.Random(9), 0
    for seed, kind in enumerate(DISKS[:2]):
        disk = SimDisk(FIRST, **kind)
        play(random_steps(seed, 6), disk)
        for model in MODELS:
            told, image = chance.choice(list(crash_images(disk, model)))
            again = SimDisk(image, **kind)
            for what in told:
                again.tell(what)
            latest = go_on(random_steps(seed, 3), again).number
            images, lost = faults(crash_images(again, model), latest)
            assert lost == []
            count += images
    assert count > 500


def test_states_kept_on_this_computer_are_whole_and_in_their_order_and_the_newest_stay():
    count = 0
    with kept_stories.few():
        for seed, kind in enumerate(DISKS):
            disk = SimDisk(kept_stories.FIRST, **kind)
            kept_stories.keep_some(seed, range(5), disk)
            for model in MODELS:
                for told, image in crash_images(disk, model):
                    assert kept_stories.fault_of(told, image, 5) == ""
                    count += 1
    assert count > 500


# ------------------------------------------------ the images find what careless savers lose


def _in_place(job: Job, disk: Disk) -> None:
    if disk.find(job.target):
        disk.remove(job.target)
    write_all(disk, job.target, job.data)


def _without_sync(job: Job, disk: Disk) -> None:
    handle = disk.create(LEFT)
    disk.write(handle, memoryview(job.data))
    disk.close(handle)
    disk.replace(LEFT, job.target)
    disk.sync_folder(job.target.parent)


def _without_folder_sync(job: Job, disk: Disk) -> None:
    write_all(disk, LEFT, job.data)
    disk.replace(LEFT, job.target)


def _by_moving_the_old_one_away(job: Job, disk: Disk) -> None:
    write_all(disk, LEFT, job.data)
    disk.replace(job.target, BACKUP)
    disk.replace(LEFT, job.target)
    disk.sync_folder(job.target.parent)


CARELESS = [_in_place, _without_sync, _without_folder_sync, _by_moving_the_old_one_away]


@pytest.mark.parametrize("save", CARELESS)
def test_a_careless_saver_is_found_out_on_every_disk(save):
    story = Story("over a file", (*next(stories()).first, (str(TARGET), 3, b"old")), (b"new" * 9,))
    for model in MODELS:
        disk = disk_of(story)
        tell(story, disk, save)
        assert any(fault_of(story, told, image) for told, image in crash_images(disk, model))
        disk = disk_of(story)
        tell(story, disk, save_file)
        assert not any(fault_of(story, told, image) for told, image in crash_images(disk, model))
