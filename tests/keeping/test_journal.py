"""The journal: what was noted is read again, whatever became of its end."""

import errno
import os
import shutil
import time
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.keeping import frames, sessions
from app.keeping.disk import SystemDisk, make_lasting_folder
from app.keeping.frames import frame, read_frames
from app.keeping.journal import LINES_TO_REST, Journal, base_file, journal_file
from app.keeping.keeper import Keeper
from app.keeping.left_maps import maps_left_behind
from app.keeping.notes import Note, Origin, Start
from app.keeping.recovering import origin_told, recover
from app.keeping.saver import digest
from app.keeping.sessions import Session, left_behind, set_aside, those_aside
from model.edits import set_about
from model.file import encode
from model.templates import template
from tests.strategies import journeys

AT = "2026-11-28T12:00:00Z"
BASE = template("blank", "en")


def titled(title):
    return set_about(BASE, title=title)


PAYLOADS = st.lists(
    st.dictionaries(st.text(max_size=8), st.text(max_size=30) | st.integers() | st.none()),
    max_size=6,
)


@given(PAYLOADS)
def test_lines_come_back_as_they_were(payloads):
    data = b"".join(frame(number, payload) for number, payload in enumerate(payloads))
    read = read_frames(data)
    assert read.payloads == tuple(payloads)
    assert read.is_whole


def test_of_a_journal_damaged_anywhere_all_lines_before_come_back():
    lines = [frame(number, {"text": "æ" * number}) for number in range(4)]
    data = b"".join(lines)
    ends = [sum(map(len, lines[:number])) for number in range(5)]
    for at in range(len(data)):
        before = sum(1 for end in ends[1:] if end <= at)
        torn = read_frames(data[:at])
        assert (len(torn.payloads), torn.is_whole) == (before, at in ends)
        for bit in range(8):
            spoilt = data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :]
            read = read_frames(spoilt)
            assert len(read.payloads) == before
            assert not read.is_whole


def test_a_line_longer_than_any_map_is_neither_written_nor_read(monkeypatch):
    line = frame(0, {"text": "a" * 100})
    monkeypatch.setattr(frames, "MAX_PAYLOAD", 99)
    with pytest.raises(ValueError, match="too long"):
        frame(0, {"text": "a" * 100})
    assert read_frames(line).payloads == ()


def test_a_line_that_is_sound_and_no_line_of_ours_ends_the_reading():
    for content in (b"[1]", b"{", b"[" * 100_000):
        rest = b"0 %d %b" % (len(content), content)
        assert read_frames(b"%08x %b\n" % (zlib.crc32(rest), rest)).payloads == ()
    for line in (b"x", b"12345678 a 2 {}\n", b"1234567 0 2 {}\n"):
        assert not read_frames(line).is_whole


@pytest.mark.parametrize("spoilt", [b"", b"{}", encode(titled("another map"))])
def test_a_base_that_is_not_the_one_the_lines_belong_to_brings_nothing_back(tmp_path, spoilt):
    journal = Journal(tmp_path)
    journal.begin(BASE, Origin())
    journal.note(Note(titled("a"), AT))
    base_file(tmp_path, 1).write_bytes(spoilt)
    assert recover(tmp_path) is None


def test_a_base_that_is_no_map_of_this_version_brings_nothing_back(tmp_path):
    (tmp_path / "base-000001.journey").write_bytes(b"{}")
    first = frame(0, {"base": digest(b"{}"), "origin": {"of later": 1}})
    (tmp_path / "journal-000001").write_bytes(first)
    assert recover(tmp_path) is None
    assert origin_told(tmp_path) == Origin()
    (tmp_path / "journal-000002").write_bytes(b"torn")
    assert origin_told(tmp_path) == Origin()
    assert origin_told(tmp_path / "none") == Origin()


def test_where_a_newer_generation_cannot_be_read_the_older_one_counts(tmp_path):
    class Worn(SystemDisk):
        def read(self, path):
            if path.name == "base-000002.journey":
                raise OSError(errno.EIO, "a bad spot")
            return super().read(path)

    kept = Journal(tmp_path)
    kept.begin(titled("first"), Origin(name="kort"))
    older = {path: path.read_bytes() for path in tmp_path.iterdir()}
    kept.begin(titled("second"), Origin())
    for path, data in older.items():
        path.write_bytes(data)
    found = recover(tmp_path, Worn())
    assert found is not None
    assert found.journey.about.title == "first"
    assert not found.is_whole


def test_of_lines_that_do_not_fit_their_map_those_before_come_back(tmp_path):
    journal = Journal(tmp_path)
    journal.begin(BASE, Origin())
    journal.note(Note(titled("a"), AT))
    lines = journal_file(tmp_path, 1)
    bad = frame(2, {"patch": {"lanes": ["no such lane"]}, "edits": 5, "at": "later"})
    lines.write_bytes(lines.read_bytes() + bad + frame(3, {"draft": "x"}))
    found = recover(tmp_path)
    assert (found.journey, found.edits, found.draft) == (titled("a"), 1, "")
    assert not found.is_whole


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(journeys(), min_size=1, max_size=5))
def test_what_was_noted_last_is_what_is_recovered(tmp_path_factory, maps):
    folder = tmp_path_factory.mktemp("journal")
    base, *later = maps
    journal = Journal(folder)
    journal.begin(base, Origin("/kort.journey", "kort.journey", "ab", AT))
    for journey in later:
        journal.note(Note(journey, AT, label="edits.text"))
    found = recover(folder)
    assert found is not None
    assert found.journey == maps[-1]
    assert found.base == base
    assert found.origin.name == "kort.journey"
    assert found.is_whole


def test_edits_are_counted_and_a_draft_is_kept(tmp_path):
    journal = Journal(tmp_path)
    journal.begin(BASE, Origin())
    journal.note(Note(titled("a"), AT, edits=3))
    journal.note(Note(titled("a"), AT, edits=0, draft="half a wo"))
    found = recover(tmp_path)
    assert (found.edits, found.draft, found.last_edit) == (3, "half a wo", AT)


def test_a_long_journal_is_begun_anew_and_nothing_is_missed(tmp_path):
    journal = Journal(tmp_path)
    journal.begin(BASE, Origin(name="kort"))
    for number in range(LINES_TO_REST + 20):
        journal.note(Note(titled(str(number)), AT))
    assert len(list(tmp_path.iterdir())) == 2
    found = recover(tmp_path)
    assert found.journey == titled(str(LINES_TO_REST + 19))
    assert (found.edits, found.origin.name) == (LINES_TO_REST + 20, "kort")


def test_a_new_generation_has_from_its_first_moment_what_the_one_before_had(tmp_path):
    journal = Journal(tmp_path)
    journal.begin(BASE, Origin())
    journal.note(Note(titled("saved"), AT))
    journal.note(Note(titled("edited while it was being saved"), AT, draft="half a w"))
    journal.begin(
        titled("saved"),
        Origin(),
        0,
        Note(titled("edited while it was being saved"), AT, 1, "", "half a w"),
    )
    found = recover(tmp_path)
    assert (found.journey.about.title, found.draft) == (
        "edited while it was being saved",
        "half a w",
    )
    assert (found.base.about.title, found.edits) == ("saved", 1)


def test_a_generation_that_was_not_finished_leaves_the_one_before(tmp_path):
    journal = Journal(tmp_path)
    journal.begin(BASE, Origin())
    journal.note(Note(titled("kept"), AT))
    journal_file(tmp_path, 2).write_bytes(frame(0, {"base": "of a file that is not there"}))
    found = recover(tmp_path)
    assert found.journey == titled("kept")
    assert not found.is_whole


def test_where_a_map_came_from_is_told_by_the_newest_generation_that_tells_anything(tmp_path):
    Journal(tmp_path).begin(BASE, Origin("kort.journey", "kort"))
    journal_file(tmp_path, 2).write_bytes(b"torn")
    assert origin_told(tmp_path) == Origin("kort.journey", "kort")


class Full(SystemDisk):
    """A disk that can be full."""

    is_full = False

    def write(self, handle, data):
        if self.is_full:
            raise OSError(errno.ENOSPC, "full")
        return super().write(handle, data)


def test_after_a_full_disk_nothing_is_missing(tmp_path):
    disk = Full()
    journal = Journal(tmp_path, disk)
    journal.begin(BASE, Origin())
    journal.note(Note(titled("before"), AT))
    disk.is_full = True
    for _ in range(2):
        with pytest.raises(OSError, match="full"):
            journal.note(Note(titled("while"), AT))
    assert recover(tmp_path).journey == titled("before")
    disk.is_full = False
    journal.note(Note(titled("after"), AT))
    assert recover(tmp_path).journey == titled("after")


def test_a_generation_cut_off_while_it_was_begun_does_not_hide_the_one_before(tmp_path):
    kept = Journal(tmp_path)
    kept.begin(BASE, Origin(), note=Note(titled("kept"), AT, draft="half a w"))
    older = {path: path.read_bytes() for path in tmp_path.iterdir()}
    kept.begin(BASE, Origin(), note=Note(titled("newer"), AT))
    newer = journal_file(tmp_path, 2)
    first = newer.read_bytes().index(b"\n") + 1
    newer.write_bytes(newer.read_bytes()[: first + 9])
    alone = recover(tmp_path)
    assert alone is not None
    assert (alone.journey, alone.is_whole) == (BASE, False)
    for path, data in older.items():
        path.write_bytes(data)
    found = recover(tmp_path)
    assert found is not None
    assert (found.journey.about.title, found.draft) == ("kept", "half a w")


def test_what_was_undone_while_the_disk_failed_does_not_come_back(tmp_path):
    class Failing(SystemDisk):
        is_failing = False

        def sync(self, handle):
            super().sync(handle)
            if self.is_failing:
                raise OSError(errno.EIO, "not now")

    disk = Failing()
    kept = Journal(tmp_path, disk)
    kept.begin(BASE, Origin(), note=Note(titled("kept"), AT))
    disk.is_failing = True
    with pytest.raises(OSError, match="not now"):
        kept.note(Note(titled("taken back"), AT))
    disk.is_failing = False
    kept.note(Note(titled("kept"), AT))
    found = recover(tmp_path)
    assert found is not None
    assert found.journey.about.title == "kept"


def test_a_running_session_is_not_left_behind_and_one_that_ended_is(tmp_path):
    session = Session(tmp_path / "recovery")
    journal = Journal(session.folder)
    journal.begin(BASE, Origin())
    assert left_behind(tmp_path / "recovery") == []
    session.end()
    assert left_behind(tmp_path / "recovery") == [session.folder]
    aside = set_aside(session.folder)
    assert left_behind(tmp_path / "recovery") == []
    assert recover(aside).journey == BASE


def test_a_session_begins_though_one_tidies_up_at_that_moment(root, monkeypatch):
    made = []

    def make(disk, folder):
        make_lasting_folder(disk, folder)
        made.append(folder)
        if len(made) == 1:
            maps_left_behind(root)

    monkeypatch.setattr(sessions, "make_lasting_folder", make)
    session = Session(root)
    assert made[-1] == session.folder
    assert session.is_there
    assert maps_left_behind(root) == []
    assert session.is_there


def test_what_was_set_aside_long_ago_goes(tmp_path):
    root = tmp_path / "recovery"
    root.mkdir()
    for name in ("20200101-old", "29990101-new", "kept"):
        (tmp_path / "discarded" / name).mkdir(parents=True)
    sessions.forget_old(root)
    assert {path.name for path in (tmp_path / "discarded").iterdir()} == {"29990101-new", "kept"}


def test_a_clock_that_is_ahead_forgets_nothing_that_was_set_aside(root):
    days = {"20200301", "20200309", "20200310", "20200203"}  # today is years later
    for day in days:
        (root.parent / "discarded" / f"{day}-map").mkdir(parents=True)
    sessions.forget_old(root)
    assert {path.name[:8] for path in those_aside(root)} == days - {"20200203"}


def test_of_too_much_that_was_set_aside_the_oldest_goes_but_never_the_newest_three(
    root, monkeypatch
):
    monkeypatch.setattr(sessions, "KEPT_BYTES", 1000)
    days = ("29990101", "29990102", "29990103", "29990104", "29990105")
    for day in days:
        folder = root.parent / "discarded" / f"{day}-map"
        folder.mkdir(parents=True)
        (folder / "base-1.journey").write_bytes(bytes(240))
    sessions.forget_old(root)
    assert [path.name[:8] for path in those_aside(root)] == ["29990105", *days[3:0:-1]]
    monkeypatch.setattr(sessions, "KEPT_BYTES", 10)
    sessions.forget_old(root)
    assert [path.name[:8] for path in those_aside(root)] == ["29990105", "29990104", "29990103"]


def test_what_was_set_aside_on_one_day_is_told_apart_by_its_last_change(root):
    for name, changed in (("b", 300), ("a", 100), ("c", 200)):
        file = root.parent / "discarded" / f"29990101-{name}" / "journal-1"
        file.parent.mkdir(parents=True)
        file.touch()
        os.utime(file, (changed, changed))
    assert [path.name[9:] for path in those_aside(root)] == ["b", "c", "a"]


@pytest.fixture
def root(tmp_path):
    return tmp_path / "recovery"


def only(root: Path):
    (folder,) = root.iterdir()
    return folder


def test_the_keeper_writes_after_a_pause_and_leaves_it_for_the_next_start(root):
    keeper = Keeper(Start(BASE, Origin(name="kort")), lambda _well: None, root)
    assert not root.exists()
    keeper.take(Note(titled("a"), AT))
    keeper.take(Note(titled("ab"), AT))
    end = time.monotonic() + 10
    while not root.exists() and time.monotonic() < end:
        time.sleep(0.01)
    assert keeper.wait(10)
    assert recover(only(root)).journey == titled("ab")
    assert recover(only(root)).edits == 2
    keeper.take(Note(titled("abc"), AT))
    keeper.close(is_done_with=False)
    (folder,) = left_behind(root)
    assert recover(folder).journey == titled("abc")


def test_after_a_save_there_is_nothing_to_recover_but_what_came_later(root):
    keeper = Keeper(Start(BASE, Origin()), lambda _well: None, root)
    keeper.take(Note(titled("a"), AT))
    assert keeper.wait(10)
    keeper.begin_again(Start(titled("a"), Origin("/kort.journey")))
    assert keeper.wait(10)
    end = time.monotonic() + 10
    while recover(only(root)) is not None and time.monotonic() < end:
        time.sleep(0.01)
    assert recover(only(root)) is None
    keeper.begin_again(Start(titled("a"), Origin("/kort.journey")), Note(titled("ab"), AT))
    assert keeper.wait(10)
    found = recover(only(root))
    assert (found.journey, found.base, found.edits) == (titled("ab"), titled("a"), 1)
    keeper.close(is_done_with=True)
    assert list(root.iterdir()) == []


def test_a_recovered_map_is_kept_before_anything_is_typed(root):
    keeper = Keeper(Start(BASE, Origin()), lambda _well: None, root)
    keeper.begin_again(Start(titled("found again"), Origin(), edits=7))
    assert keeper.wait(10)
    assert (recover(only(root)).journey, recover(only(root)).edits) == (titled("found again"), 7)
    keeper.close(is_done_with=True)


def test_a_full_disk_is_told_and_so_is_its_end(root):
    disk, told = Full(), []
    keeper = Keeper(Start(BASE, Origin()), told.append, root, disk)
    disk.is_full = True
    keeper.take(Note(titled("a"), AT))
    assert not keeper.wait(1)
    assert told == [False]
    disk.is_full = False
    assert keeper.wait(10)
    assert told == [False, True]
    assert recover(only(root)).journey == titled("a")
    keeper.close(is_done_with=True)


class Held(SystemDisk):
    """A disk where somebody holds the files, so that none can be removed."""

    is_held = False

    def remove(self, path):
        if self.is_held:
            raise OSError(errno.EBUSY, "a virus scanner looks at it")
        super().remove(path)


def test_lines_that_could_not_be_removed_do_not_hide_those_written_later(tmp_path):
    disk = Held()
    journal = Journal(tmp_path, disk)
    for title in ("older", "saved"):  # the second generation is the one that stays by mistake
        journal.begin(BASE, Origin(), note=Note(titled(title), AT))
    disk.is_held = True
    journal.end()  # all of it is in the file
    assert not journal.is_begun
    disk.is_held = False
    journal.begin(titled("saved"), Origin(), note=Note(titled("newer"), AT))
    assert recover(tmp_path).journey == titled("newer")


class FullOnce(SystemDisk):
    """A disk that is full, and while it finds that out something else may happen."""

    meanwhile = None

    def write(self, handle, data):
        meanwhile, self.meanwhile = self.meanwhile, None
        if meanwhile is not None:
            meanwhile()
            raise OSError(errno.ENOSPC, "full")
        return super().write(handle, data)


def test_what_could_not_be_noted_is_not_noted_once_something_newer_is_saved(root):
    disk = FullOnce()
    keeper = Keeper(Start(BASE, Origin()), lambda _well: None, root, disk)
    disk.meanwhile = lambda: keeper.begin_again(Start(titled("saved"), Origin("/kort.journey")))
    keeper.take(Note(titled("older"), AT))
    keeper.wait(10)
    keeper.take(Note(titled("newer"), AT))
    assert keeper.wait(10)
    found = recover(only(root))
    assert (found.journey, found.base, found.edits) == (titled("newer"), titled("saved"), 1)
    keeper.begin_again(Start(titled("saved"), Origin("/kort.journey")))
    disk.meanwhile = lambda: keeper.begin_again(Start(titled("saved"), Origin("/kort.journey")))
    keeper.take(Note(titled("older"), AT))
    keeper.wait(10)
    assert keeper.is_idle
    keeper.close(is_done_with=False)
    assert left_behind(root) == []


def test_a_journal_whose_folder_somebody_removes_goes_on_in_a_new_one(root):
    told = []
    keeper = Keeper(Start(BASE, Origin("/kort.journey")), told.append, root)
    for title in ("a", "ab"):  # with the second one the file stays open
        keeper.take(Note(titled(title), AT))
        assert keeper.wait(10)
    shutil.rmtree(root)  # as programs do that clean up
    keeper.take(Note(titled("abc"), AT))
    assert keeper.wait(10)
    found = recover(only(root))
    assert (found.journey, found.edits, told) == (titled("abc"), 3, [])
    assert found.origin.path == "/kort.journey"
    assert left_behind(root) == []  # this program holds it
    keeper.close(is_done_with=True)
    assert list(root.iterdir()) == []


def offered_after_a_crash(root, copy):
    """Return the sessions that the next start offers if the program is killed now."""
    shutil.copytree(root, copy)  # on the copies nobody has a lock
    found = maps_left_behind(copy)
    for left in found:
        left.hold.release()
    return [left.folder.name for left in found]


def test_at_no_moment_a_recovered_map_is_offered_twice_or_not_at_all(root, tmp_path):
    old = root / "0123456789abcdef"
    Journal(old).begin(BASE, Origin(), edits=1)
    offered = []

    class Looking(SystemDisk):
        def sync(self, handle):
            super().sync(handle)
            offered.append(offered_after_a_crash(root, tmp_path / f"{len(offered)}"))

        def sync_folder(self, folder):
            super().sync_folder(folder)
            offered.append(offered_after_a_crash(root, tmp_path / f"{len(offered)}"))

    keeper = Keeper(Start(BASE, Origin()), lambda _well: None, root, Looking(), old=old)
    keeper.begin_again(Start(BASE, Origin(), edits=1))
    assert keeper.wait(10)
    assert [len(folders) for folders in offered] == [1] * len(offered)
    assert offered[-1] != [old.name]
    keeper.close(is_done_with=True)


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no links")
def test_a_link_among_the_sessions_is_neither_locked_nor_tidied_up(tmp_path, root):
    root.mkdir()
    theirs = tmp_path / "theirs"
    journal = Journal(theirs)
    journal.begin(BASE, Origin())  # nothing in it is worth telling
    before = sorted(theirs.iterdir())
    (root / "0123456789abcdef").symlink_to(theirs)
    (root / "fedcba9876543210").mkdir()
    (root / "fedcba9876543210" / "alive").symlink_to(tmp_path / "made by us")
    assert maps_left_behind(root) == []
    assert sorted(theirs.iterdir()) == before
    assert not (tmp_path / "made by us").exists()


@pytest.mark.parametrize("path", ["/kort\0.journey", "\ud800"])
def test_a_forged_journal_names_no_file_that_there_cannot_be_and_no_end_of_edits(tmp_path, path):
    journal = Journal(tmp_path)
    journal.begin(BASE, Origin(path))
    journal.note(Note(titled("a"), AT, edits=10**400))
    found = recover(tmp_path)
    assert (found.origin, found.edits) == (Origin(), 0)
    assert found.journey == titled("a")
