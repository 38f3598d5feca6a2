"""Each step of a save and of the journal is taken in its place; what it is for is seen here."""

from __future__ import annotations

import errno
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.keeping.backups import keep_state, states_of
from app.keeping.journal import LINES_TO_REST, Journal
from app.keeping.notes import Note, Origin
from app.keeping.saver import BEGINNING, OTHER_VERSION, Job, save_file
from model.edits import set_about
from model.file import encode
from model.problems import FileProblem
from model.templates import template
from tests.faults.crash_images import MODELS, crash_images
from tests.faults.saving_stories import BACKUP, FOLDER, TARGET, disk_of, job_of, stories
from tests.faults.sim_disk import Image, SimDisk, held

OLD, NEW, THEIRS, BEFORE = b"the old version", b"the new one", b"of another program", b"before"
FOLDERS: Image = (("/disk", 1, None), (str(FOLDER), 2, None))
FILE: Image = (*FOLDERS, (str(TARGET), 3, OLD))
NO_LINKS, NO_EXCHANGE = {"has_links": False}, {"can_exchange": False}
KINDS = [{}, NO_LINKS, NO_EXCHANGE, NO_LINKS | NO_EXCHANGE]

SESSION = Path("/disk/maps/session")
BASE = template("blank", "en")


def _steps(disk: SimDisk) -> str:
    return " ".join(str(call[0]) for call in disk.asked if call[0] != "find")


WRITTEN = "create write sync close read"
COPIED = f"read {WRITTEN}"


@pytest.mark.parametrize(
    ("kind", "steps"),
    [
        ({}, "link sync_folder replace remove sync_folder exchange sync_folder remove"),
        (
            NO_LINKS,
            f"link {COPIED} sync_folder replace remove sync_folder exchange sync_folder remove",
        ),
        (
            NO_EXCHANGE,
            "link sync_folder replace remove sync_folder exchange replace sync_folder",
        ),
    ],
)
def test_a_save_takes_the_steps_of_the_study_in_their_order(kind, steps):
    disk = SimDisk((*FILE, (str(BACKUP), 4, BEFORE)), **kind)
    save_file(Job(TARGET, NEW, "kort"), disk)
    assert _steps(disk) == f"{WRITTEN} {steps}"


@pytest.mark.parametrize("kind", KINDS)
def test_a_save_that_went_well_leaves_nothing_lying_about(kind):
    for story in stories():
        disk = disk_of(story, **kind)
        save_file(job_of(story, disk, NEW), disk)
        made = set(held(disk.image())) - set(held(story.first))
        assert made <= {str(TARGET), str(BACKUP)}, story.name


class Empty(SimDisk):
    """Gives back nothing of what it held from the beginning."""

    def read(self, path):
        return b"" if path in (TARGET, BACKUP) else super().read(path)


def test_an_old_version_that_reads_as_nothing_does_not_become_an_empty_backup():
    disk = Empty((*FILE, (str(BACKUP), 4, BEFORE)), **NO_LINKS)
    with pytest.raises(FileProblem, match="not_saved_rescued"):
        save_file(Job(TARGET, NEW, "kort"), disk)
    files = held(disk.image())
    assert (files[str(TARGET)], files[str(BACKUP)]) == (OLD, BEFORE)


class Odd(SimDisk):
    """Has something at the target that is neither file nor folder."""

    def find(self, path):
        found = super().find(path)
        return replace(found, kind="other") if found and path == TARGET else found


def _read_only() -> SimDisk:
    disk = SimDisk(FILE)
    disk.inodes[3].mode = 0o444
    return disk


@pytest.mark.parametrize(
    ("disk", "code"),
    [
        (SimDisk(FOLDERS[:1]), "file.not_saved_no_folder"),
        (SimDisk((FOLDERS[0], (str(FOLDER), 2, b"a file"))), "file.not_saved_no_folder"),
        (SimDisk((*FOLDERS, (str(TARGET), 3, None))), "file.not_saved_is_folder"),
        (Odd(FILE), "file.not_saved_not_regular"),
        (SimDisk((*FILE, (str(BACKUP), 4, None))), "file.not_saved_backup_blocked"),
        (_read_only(), "file.not_saved_read_only"),
    ],
    ids=["no folder", "file as folder", "folder", "pipe", "backup is folder", "read-only"],
)
def test_what_cannot_become_a_file_is_refused_before_anything_is_written(disk, code):
    before = disk.image()
    with pytest.raises(FileProblem) as caught:
        save_file(Job(TARGET, NEW, "kort"), disk)
    assert (caught.value.code, disk.image(), disk.log) == (code, before, [])


def _come_between(disk: SimDisk) -> None:
    def before(_number, name, _args):
        if name == "exchange":
            disk.before = None
            disk.put(TARGET, THEIRS)
            disk.tell("theirs")

    disk.before = before


@pytest.mark.parametrize("kind", [{}, NO_LINKS])
@pytest.mark.parametrize("model", MODELS)
def test_once_saved_another_programs_version_survives_a_power_cut_too(kind, model):
    disk = SimDisk(FILE, **kind)
    _come_between(disk)
    saved = save_file(Job(TARGET, NEW, "kort"), disk)
    assert saved.other is not None
    disk.tell("saved")
    for told, image in crash_images(disk, model):
        assert "saved" not in told or held(image).get(str(saved.other)) == THEIRS


@pytest.mark.parametrize("kind", [{}, NO_LINKS])
@pytest.mark.parametrize("model", ["journal", "posix"])
def test_another_programs_version_is_somewhere_at_every_moment(kind, model):
    disk = SimDisk(FILE, **kind)
    _come_between(disk)
    save_file(Job(TARGET, NEW, "kort"), disk)
    for told, image in crash_images(disk, model):
        assert "theirs" not in told or THEIRS in held(image).values()


@pytest.mark.parametrize("kind", [{}, NO_LINKS])
def test_two_other_versions_of_one_second_both_stay(kind):
    clocks = (datetime.now() + timedelta(seconds=second) for second in range(60))
    names = {f"kort ({OTHER_VERSION} {clock:%H.%M.%S}).journey" for clock in clocks}
    earlier = tuple(
        (str(FOLDER / name), number, b"earlier") for number, name in enumerate(sorted(names), 10)
    )
    disk = SimDisk((*FILE, *earlier), **kind)
    _come_between(disk)
    saved = save_file(Job(TARGET, NEW, "kort"), disk)
    files = held(disk.image())
    assert files[str(saved.other)] == THEIRS
    assert all(files[path] == b"earlier" for path, _, _ in earlier)


# ------------------------------------------------------------------------------ the journal


def _begun() -> tuple[SimDisk, Journal]:
    disk = SimDisk(FOLDERS)
    journal = Journal(SESSION, disk)
    journal.begin(BASE, Origin())
    return disk, journal


def _note(title: str) -> Note:
    return Note(set_about(BASE, title=title), "", 1)


def test_a_journal_has_one_generation_and_when_it_ends_none_and_no_open_file():
    disk, journal = _begun()
    journal.note(_note("a"))
    journal.begin(BASE, Origin())
    assert len(disk.names(SESSION)) == 2
    journal.note(_note("b"))
    assert disk.open_files == 1
    journal.end()
    assert (disk.names(SESSION), disk.open_files) == ((), 0)
    with pytest.raises(ValueError, match="base"):
        journal.note(_note("c"))


def test_what_changes_nothing_asks_nothing_of_the_disk():
    disk, journal = _begun()
    journal.note(_note("a"))
    asked = disk.calls
    journal.note(_note("a"))
    assert disk.calls == asked


def test_a_file_of_the_journal_that_failed_is_let_go_at_once():
    disk, journal = _begun()
    journal.note(_note("a"))

    def before(_number, name, _args):
        if name == "sync":
            raise OSError(errno.EIO, "lost")

    disk.before = before
    with pytest.raises(OSError, match="lost"):
        journal.note(_note("b"))
    assert disk.open_files == 0
    disk.before = None
    journal.note(_note("b"))
    assert [name for name in disk.names(SESSION) if "000001" in name] == []


@pytest.mark.parametrize("step", ["write", "sync", "sync_folder"])
def test_what_a_generation_that_failed_left_is_no_hindrance_to_the_next(step):
    disk, journal = _begun()
    failed = []

    def before(_number, name, args):
        if name == step and (name != "sync_folder" or args == (SESSION,)) and not failed:
            failed.append(name)
            raise OSError(errno.EIO, "lost")

    disk.before = before
    with pytest.raises(OSError, match="lost"):
        journal.begin(BASE, Origin())
    journal.begin(BASE, Origin())
    assert len(disk.names(SESSION)) == 2


def test_what_could_not_even_be_removed_is_no_hindrance_either():
    disk, journal = _begun()

    def before(_number, name, args):
        if name == "remove" or (name == "sync_folder" and args == (SESSION,)):
            raise OSError(errno.EIO, "lost")

    disk.before = before
    with pytest.raises(OSError, match="lost"):
        journal.begin(BASE, Origin())
    disk.before = None
    journal.begin(BASE, Origin())
    assert len(disk.names(SESSION)) == 2


def test_a_journal_that_moves_lets_go_of_its_file_and_goes_on_elsewhere():
    disk, journal = _begun()
    journal.note(_note("before"))
    assert disk.open_files == 1
    journal.move(SESSION.with_name("moved"))
    assert disk.open_files == 0
    journal.note(_note("after"))
    assert len(disk.names(SESSION.with_name("moved"))) == 2


def test_after_many_lines_the_journal_begins_anew():
    disk, journal = _begun()
    for number in range(LINES_TO_REST + 1):
        journal.note(_note(str(number)))
    assert [name for name in disk.names(SESSION) if "000002" in name] != []


# ------------------------------------------------------------------------- the saved states


def test_a_saved_state_is_on_the_drive_before_it_is_told_and_what_failed_is_taken_away():
    root, data = FOLDER / "backups", encode(BASE)
    disk = SimDisk(FOLDERS)
    kept = keep_state(root, "map", data, 1, disk)
    disk.tell("kept")
    for model in MODELS:
        for told, image in crash_images(disk, model):
            assert not told or held(image).get(str(kept.path)) == data

    def before(_number, name, _args):
        if name == "replace":
            raise OSError(errno.EIO, "no")

    disk.before = before
    with pytest.raises(OSError, match="no"):
        keep_state(root, "map", data, 2, disk)
    disk.before = None
    assert [state.path for state in states_of(root, "map", disk)] == [kept.path]
    assert disk.names(kept.path.parent) == (kept.path.name,)


class Hiding(SimDisk):
    """Shows nothing in the folder of the map, so many times."""

    times = 0

    def names(self, folder):
        if folder.name == "map" and self.times:
            self.times -= 1
            return ()
        return super().names(folder)


@pytest.mark.parametrize("cards", [1, 2])  # of 2 the name is free that it would get first
def test_a_saved_state_is_the_newest_though_the_drive_hid_the_others_at_first(cards):
    root, disk = FOLDER / "backups", Hiding(FOLDERS)
    data = [encode(set_about(BASE, title=title)) for title in "abc"]
    for each in data[:2]:
        keep_state(root, "map", each, 1, disk)
    disk.put(root / "stray", b"a file among the folders of the maps")
    disk.times = 1
    kept = keep_state(root, "map", data[2], cards, disk)
    states = states_of(root, "map", disk)
    assert [disk.read(state.path) for state in states] == data[::-1]
    assert states[0] == kept


def test_a_saved_state_that_the_drive_does_not_show_is_not_told_as_kept():
    disk = Hiding(FOLDERS)
    disk.times = 99
    with pytest.raises(OSError, match="does not show"):
        keep_state(FOLDER / "backups", "map", encode(BASE), 1, disk)


def test_what_a_program_left_among_the_saved_states_goes_after_an_hour_and_not_before():
    root, data = FOLDER / "backups", encode(BASE)
    disk = SimDisk(FOLDERS)
    folder = keep_state(root, "map", data, 1, disk).path.parent
    left = folder / f"{BEGINNING}0.tmp"
    disk.put(left, b"half")
    keep_state(root, "map", data, 1, disk)
    assert left.name in disk.names(folder)
    disk.clock += 2 * 3600 * 10**9
    keep_state(root, "map", data, 1, disk)
    assert left.name not in disk.names(folder)
