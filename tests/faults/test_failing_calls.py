"""Each call of saver and journal fails or lies in turn: no false "saved", and no version goes."""

from __future__ import annotations

import errno
import itertools
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from app.keeping import journal
from app.keeping.saver import BEGINNING, Expected, Job, save_file
from model.problems import FileProblem
from tests.faults.crash_images import MODELS, crash_images
from tests.faults.saving_stories import (
    BACKUP,
    FOLDER,
    TARGET,
    Story,
    disk_of,
    fault_of,
    job_of,
)
from tests.faults.sim_disk import After, Lie, SimDisk, Told, held
from tests.faults.working_stories import FIRST, Kept, faults, play, random_steps

NEW, THEIRS = b"the new version of the map", b"what another program saved"
OLD, BEFORE = b"the old version of the map", b"what was there before that"
FOLDERS = (("/disk", 1, None), ("/disk/maps", 2, None))
FILE = (str(TARGET), 3, OLD)
OVER = Story("over a file with a backup", (*FOLDERS, FILE, (str(BACKUP), 4, BEFORE)), (NEW,))
KINDS = {
    "all": {},
    "no links": {"has_links": False},
    "no exchange": {"can_exchange": False},
    "neither": {"has_links": False, "can_exchange": False},
    "no numbers": {"has_numbers": False},
}
ONE_SAVE = [
    OVER,
    Story("a new file", FOLDERS, (NEW,)),
    Story("over a file as an export", (*FOLDERS, FILE), (NEW,), is_map=False),
    Story("over whatever is there", OVER.first, (NEW,), is_watched=False),
]
KEEP_THE_NEW_FILE = ("file.not_saved_rescued", "file.not_saved_unsure")


@pytest.fixture(autouse=True)
def short_generations(monkeypatch):
    monkeypatch.setattr(journal, "LINES_TO_REST", 3)


@pytest.fixture(params=KINDS.values(), ids=KINDS.keys())
def kind(request):
    return request.param


def _calls_of(story: Story, kind: dict[str, bool]) -> list[tuple[object, ...]]:
    disk = disk_of(story, **kind)
    _save(story, disk)
    return disk.asked


def _save(story: Story, disk: SimDisk, before: Callable | None = None) -> str:
    """Save; return "" or the code of what was told instead."""
    job = job_of(story, disk, story.versions[0])
    disk.calls, disk.before = 0, before
    disk.asked.clear()
    try:
        save_file(job, disk)
    except FileProblem as problem:
        rescue = problem.params.get("rescue")
        if rescue is not None:
            assert NEW in (held(disk.image()).get(f"{FOLDER}/{rescue}"), _there(disk, TARGET))
        return problem.code
    else:
        disk.tell("saved")
        return ""
    finally:
        disk.before = None


def _there(disk: SimDisk, path: Path) -> bytes | None:
    return held(disk.image()).get(str(path))


def _at(call: int, effect: Exception, *, is_lasting: bool = False) -> Callable:
    def before(number: int, name: str, _args: object) -> None:
        is_later = is_lasting and number > call and (name == "write" or not isinstance(effect, Lie))
        if number == call or is_later:
            raise effect

    return before


def _effects(name: str) -> list[Exception]:
    failed = [OSError(number, os.strerror(number)) for number in (errno.EIO, errno.ENOSPC)]
    effects: list[Exception] = [*failed, After(failed[0])]
    return [*effects, Lie()] if name == "write" else effects


@pytest.mark.parametrize("story", ONE_SAVE, ids=lambda story: story.name)
def test_a_call_that_fails_or_lies_never_makes_a_false_saved_and_no_version_goes(story, kind):
    calls = _calls_of(story, kind)
    for (number, call), is_lasting in itertools.product(enumerate(calls), (False, True)):
        for effect in _effects(str(call[0])):
            disk = disk_of(story, **kind)
            code = _save(story, disk, _at(number, effect, is_lasting=is_lasting))
            case = f"{call[0]} {effect!r}: {code}"
            assert (_there(disk, TARGET) == NEW) or code, case
            assert disk.open_files == 0 or call[0] in ("create", "close") or is_lasting, case
            assert _there(disk, TARGET) in story.states, case
            if story.is_map and _there(disk, TARGET) == NEW and story.content(TARGET):
                assert OLD in held(disk.image()).values(), case
            assert story.is_map or code != "file.not_saved_rescued", case
            if not is_lasting and code not in KEEP_THE_NEW_FILE:
                assert len(_left(disk)) <= (call[0] == "remove"), case


@pytest.mark.parametrize("story", ONE_SAVE, ids=lambda story: story.name)
def test_a_power_cut_after_a_failed_call_takes_nothing_either(story, kind):
    for number, call in enumerate(_calls_of(story, kind)):
        disk = disk_of(story, **kind)
        _save(story, disk, _at(number, OSError(errno.EIO, "error")))
        for model in MODELS:
            for told, image in crash_images(disk, model):
                assert not fault_of(story, told, image), (call[0], model)


def test_a_locked_file_is_waited_for_and_one_that_stays_locked_is_told(kind):
    for call in ("replace", "exchange"):
        for times, code in ((3, ""), (99, "file.not_saved_rescued")):
            disk, busy = disk_of(OVER, **kind), []

            def before(_number, name, _args, busy=busy, call=call, times=times):
                if name == call and len(busy) < times:
                    busy.append(name)
                    raise OSError(errno.EBUSY, "held")

            told = _save(OVER, disk, before)
            if busy:
                assert (told, len(busy)) == (code, min(times, 8))
                assert disk.waited == pytest.approx(0.14 if times == 3 else 2.26)


def _left(disk: SimDisk) -> list[str]:
    return [path for path in held(disk.image()) if Path(path).name.startswith(BEGINNING)]


# ------------------------------------------------------------ another program comes in between


def _moments(story: Story, kind: dict[str, bool]) -> list[int]:
    """Return before which calls another program's saving can be noticed.

    After ours is in its place theirs comes over it, which is as it should be. Without an exchange
    or, for a new file, without links there is a moment between the last look and the replacing.
    """
    calls = _calls_of(story, kind)
    swap = next(
        number
        for number, call in enumerate(calls)
        if call[0] in ("link", "replace", "exchange") and call[-1] == TARGET
    )
    is_looked_at_again = not kind.get("can_exchange", True) and story is OVER
    return list(range(swap + 1 + is_looked_at_again))


@pytest.mark.parametrize("story", [OVER, ONE_SAVE[1]], ids=lambda story: story.name)
def test_what_another_program_saves_meanwhile_survives_beside_ours(story, kind):
    for number in _moments(story, kind):
        disk = disk_of(story, **kind)

        def before(at, _name, _args, disk=disk, number=number):
            if at == number:
                disk.before = None
                disk.put(TARGET, THEIRS)

        code = _save(story, disk, before)
        files = held(disk.image()).values()
        assert THEIRS in files, (number, code)
        # The backup alone would not do: it goes with the next save.
        assert THEIRS in _beside_the_backup(disk), (number, code)
        assert _left(disk) == [], (number, code)
        assert NEW in files or code == "file.not_saved_changed_outside", (number, code)
        for model in MODELS:
            for _, image in crash_images(disk, model):
                found = held(image).values()
                assert THEIRS in found or OLD in found or story.content(TARGET) is None


def _beside_the_backup(disk: SimDisk) -> list[bytes]:
    return [content for path, content in held(disk.image()).items() if path != str(BACKUP)]


@pytest.mark.parametrize("first", [OVER.first, FOLDERS], ids=["over a file", "new"])
def test_over_what_may_go_is_saved_whoever_comes_in_between(first, kind):
    story = Story("over whatever is there", first, (NEW,), is_watched=False)
    for number in _moments(story, kind):
        disk = disk_of(story, **kind)

        def before(at, _name, _args, disk=disk, number=number):
            if at == number:
                disk.before = None
                disk.put(TARGET, THEIRS)

        assert (_save(story, disk, before), _there(disk, TARGET)) == ("", NEW)


def test_a_file_that_changed_since_is_not_saved_over(kind):
    disk = disk_of(OVER, **kind)
    job = job_of(OVER, disk, NEW)
    disk.put(TARGET, THEIRS)
    with pytest.raises(FileProblem) as caught:
        save_file(job, disk)
    assert caught.value.code == "file.not_saved_changed_outside"
    assert held(disk.image()) == {str(TARGET): THEIRS, str(BACKUP): BEFORE}


def test_a_folder_that_is_another_one_now_is_not_saved_into(kind):
    disk = disk_of(OVER, **kind)
    expected = Expected(None, (9, 9))
    with pytest.raises(FileProblem) as caught:
        save_file(Job(TARGET, NEW, "kort", expected), disk)
    assert caught.value.code == "file.not_saved_other_folder"
    assert held(disk.image()) == held(OVER.first)


def test_a_save_like_any_other_reads_only_what_it_wrote():
    reads = [call[1] for call in _calls_of(OVER, {}) if call[0] == "read"]
    assert [path.name.startswith(BEGINNING) for path in reads] == [True]


def test_what_was_swapped_out_may_be_gone_already():
    disk = disk_of(OVER)

    def before(_number, name, args):
        if name == "find" and args[0].name.startswith(BEGINNING):
            disk.before = None
            disk.remove(args[0])

    assert (_save(OVER, disk, before), _there(disk, TARGET)) == ("", NEW)


def test_a_folder_that_has_gone_is_told(kind):
    disk = SimDisk(FOLDERS[:1], **kind)
    for expected in (None, Expected(None, (1, 2))):
        with pytest.raises(FileProblem) as caught:
            save_file(Job(TARGET, NEW, "kort", expected), disk)
        assert caught.value.code == "file.not_saved_no_folder"


# ------------------------------------------------------------------------------ the journal


@pytest.mark.parametrize("effect", [OSError(errno.ENOSPC, "full"), After(OSError(errno.EIO, "?"))])
def test_a_journal_whose_disk_fails_once_goes_on_and_misses_nothing(effect):
    steps = random_steps(3, 6)
    disk = SimDisk(FIRST)
    play(steps, disk)
    for number in range(0, disk.calls, 3):
        failing = SimDisk(FIRST)
        failing.before = _at(number, effect)
        latest = play(steps, failing).number
        failing.before = None
        lost = faults(((told, image) for told, image in crash_images(failing, "posix")), latest)[1]
        assert lost == [], (number, lost[:3])


@pytest.mark.parametrize("lying", [0, 1])
def test_a_generation_that_the_drive_did_not_really_write_is_not_trusted(lying):
    disk, writes = SimDisk(FIRST), []

    def before(_number, name, _args):
        if name == "write":
            writes.append(name)
            if len(writes) == lying + 1:
                raise Lie

    disk.before = before
    work = play(["edit"], disk)
    assert not any(isinstance(entry, Told) for entry in disk.log)
    work.step("nothing")
    assert faults([((Kept(work.number),), disk.image())], work.number)[1] == []
