"""The campaign: every image that a power cut may leave of saving and of work, at length.

``python3 packaging test --campaign crash-images [NUMBER]`` looks at that many images, a million if
nothing is said, and ends with 1 if anything was lost in one (docs/reliability.md).
"""

from __future__ import annotations

import itertools
import random
import sys
import time
from collections.abc import Iterable, Iterator

from app.keeping import journal
from tests.faults import kept_stories, saving_stories, working_stories
from tests.faults.crash_images import MODELS, crash_images
from tests.faults.saving_stories import Story, disk_of, stories, tell
from tests.faults.sim_disk import Image, SimDisk
from tests.faults.working_stories import FIRST, go_on, play, random_steps

KINDS = [
    {"has_links": links, "can_exchange": exchange, "most": most}
    for links, exchange, most in itertools.product((True, False), (True, False), (None, 20, 64))
]
WORK_KINDS = [kind | {"most": 60 if kind["most"] == 20 else None} for kind in KINDS]
LINES_TO_REST = 3

Found = tuple[int, list[str]]
"""How many images there were, and what was lost in them."""


def saves() -> Iterator[Found]:
    """Save, save as, export, over an older version; files of several lengths, torn writes."""
    for story, kind, cuts in _shuffled(stories((48, 120, 300)), KINDS, (2, 5)):
        disk = disk_of(story, **kind)
        tell(story, disk)
        yield _looked_at(story, disk, cuts)


def saves_after_a_cut() -> Iterator[Found]:
    """Save again on each image that the first save may have left."""
    for story, kind, model in _shuffled(stories(), KINDS, MODELS):
        disk = disk_of(story, **kind)
        tell(story, disk)
        for _, image in crash_images(disk, model):
            second = Story("again", image, (b"the third version",), is_map=story.is_map)
            disk = disk_of(second, **kind)
            tell(second, disk)
            yield _looked_at(second, disk, 2)


def work() -> Iterator[Found]:
    """Edit, type, save, edit while saving: in any order, with a new generation each few lines."""
    for seed in itertools.count(1000):
        disk = SimDisk(FIRST, **WORK_KINDS[seed % len(WORK_KINDS)])
        latest = play(random_steps(seed, 10), disk).number
        for model in MODELS:
            yield working_stories.faults(crash_images(disk, model), latest)


def work_after_a_cut() -> Iterator[Found]:
    """Recover from an image of such work, and go on working."""
    for seed in itertools.count(2000):
        chance, kind = random.Random(seed), WORK_KINDS[seed % len(WORK_KINDS)]
        disk = SimDisk(FIRST, **kind)
        play(random_steps(seed, 6), disk)
        for model in MODELS:
            for told, image in chance.sample(list(crash_images(disk, model)), 2):
                again = SimDisk(image, **kind)
                for what in told:
                    again.tell(what)
                latest = go_on(random_steps(seed + 1, 4), again).number
                yield working_stories.faults(crash_images(again, model), latest)


def saved_states() -> Iterator[Found]:
    """Keep states on this computer, of two maps, and again after a cut, while older ones go."""
    with kept_stories.few():
        for seed in itertools.count(3000):
            chance, kind = random.Random(seed), KINDS[seed % len(KINDS)]
            disk = SimDisk(kept_stories.FIRST, **kind)
            kept_stories.keep_some(seed, range(5), disk)
            for model in MODELS:
                images = list(crash_images(disk, model))
                yield _states_looked_at(images, 5)
                for told, image in chance.sample(images, 2):
                    again = SimDisk(image, **kind)
                    for what in told:
                        again.tell(what)
                    kept_stories.keep_some(seed + 1, range(5, 7), again)
                    yield _states_looked_at(list(crash_images(again, model)), 7)


def _states_looked_at(images: list[tuple[tuple[object, ...], Image]], latest: int) -> Found:
    faults = (kept_stories.fault_of(told, image, latest) for told, image in images)
    return len(images), [fault for fault in faults if fault]


def _shuffled(*choices: Iterable) -> list:
    """Return all combinations in an order in which the first few are of all kinds."""
    combined = list(itertools.product(*choices))
    random.Random(1).shuffle(combined)
    return combined


def _looked_at(story: Story, disk: SimDisk, cuts: int) -> Found:
    count, lost = 0, []
    for model in MODELS:
        for told, image in crash_images(disk, model, cuts=cuts):
            count += 1
            if fault := saving_stories.fault_of(story, told, image):
                lost.append(f"{story.name}, {model}: {fault}")
    return count, lost


def main(wanted: int) -> int:
    """Run the parts until there were ``wanted`` images; 1 if anything was lost."""
    journal.LINES_TO_REST = LINES_TO_REST
    parts = (saves, saves_after_a_cut, work, work_after_a_cut, saved_states)
    images, losses = 0, 0
    for number, part in enumerate(parts):
        share = (wanted - images) // (len(parts) - number)
        begun, count, lost = time.monotonic(), 0, []
        for more, faults in part():
            count += more
            lost += faults
            if count >= share:
                break
        seconds = time.monotonic() - begun
        name = part.__name__.replace("_", " ")
        print(f"{name}: {count:,} images in {seconds:.0f} s, {len(lost)} lost", flush=True)
        for fault in lost[:10]:
            print(f"  {fault}")
        images += count
        losses += len(lost)
    print(f"all: {images:,} images, {losses} lost")
    return 1 if losses else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000))
