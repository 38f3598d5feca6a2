"""Named hardships that need neither root nor a drive of their own: each is told in its own words,
and nothing is lost. Those that need root are in tests/campaigns/kills/hardships.py.
"""

import errno
import os
import signal
import socket
import stat
import subprocess
import sys
import unicodedata
from pathlib import Path
from types import SimpleNamespace

import pytest

from app import saving
from app.file_stamp import take_stamp
from app.keeping.disk import SystemDisk
from app.keeping.journal import Journal, base_file, journal_file
from app.keeping.notes import Note, Origin
from app.keeping.recovering import recover
from app.keeping.saver import Expected, backup_of, save_file
from app.saving import save_bytes, save_export
from model.problems import FileProblem
from model.texts import Texts
from tests.faults.desk import OLD, Desk, Failing, error_of
from tests.faults.operations import AT, titled

ROOT = Path(__file__).parents[2]
on_posix = pytest.mark.skipif(os.name == "nt", reason="there is no such thing on Windows")
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="names are any bytes on Linux only")


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "folder"
    made.mkdir()
    return made


@pytest.fixture
def desk(folder, tmp_path):
    return Desk(folder, tmp_path / "state").lay()


def named(folder, tmp_path, name):
    return Desk(folder, tmp_path / "state", name)


# ---------------------------------------------------------------- full, failing, lying drives


@pytest.mark.parametrize("call", ["create", "write", "sync", "close"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_drive_or_quota_that_is_full_is_told_as_full(desk, call, number):
    desk.refuses("file.not_saved_full", disk=Failing(call, error_of(number)))
    desk.saves()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_what_the_system_itself_calls_full_is_told_as_full(desk):
    class Full(SystemDisk):
        def create(self, path, like=None):
            os.close(super().create(path, like))
            return os.open("/dev/full", os.O_WRONLY)

    desk.refuses("file.not_saved_full", disk=Full())


@pytest.mark.parametrize(("free", "told"), [(314_573, True), (10**9, False)])
def test_of_a_full_drive_is_told_what_is_needed_and_what_is_free(desk, monkeypatch, free, told):
    monkeypatch.setattr(SystemDisk, "create", Failing("create", error_of(errno.ENOSPC)).create)
    monkeypatch.setattr(saving.shutil, "disk_usage", lambda _: SimpleNamespace(free=free))
    with pytest.raises(FileProblem, match="not_saved_full") as caught:
        desk.save(b" " * 2_150_000)
    sentence = "It needs 2.1 MB, and 0.3 MB are free."
    assert Texts("en").of(caught.value).endswith(sentence) is told


@on_posix
def test_a_file_larger_than_the_drive_takes_is_told_and_the_old_one_stays(desk):
    import resource  # on POSIX only

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    data = desk.edit() + b" " * 100_000
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, limits[1]))
    try:
        with pytest.raises(FileProblem) as caught:
            desk.save(data)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, before)
    assert (caught.value.code, caught.value.params["reason"]) == ("file.not_saved", "EFBIG")
    assert desk.file.read_bytes() == OLD
    desk.has_left_nothing()
    desk.keeps_edits()


def test_a_drive_that_fills_up_while_the_backup_is_copied_keeps_the_new_version_beside(desk):
    disk = Failing("write", error_of(errno.ENOSPC), first=2)
    disk.link = Failing("link", error_of(errno.EPERM)).link
    desk.refuses("file.not_saved_rescued", disk=disk, is_rescued=True)


@pytest.mark.parametrize("number", [errno.EIO, errno.ESTALE, errno.ETIMEDOUT, errno.EMFILE])
def test_a_failing_drive_or_share_is_told_with_its_reason(desk, number):
    problem = desk.refuses("file.not_saved", disk=Failing("sync", error_of(number)))
    assert problem.params["reason"] == errno.errorcode[number]
    desk.saves()


def test_after_a_failed_sync_a_fresh_file_is_written_and_the_failed_one_never_synced_again(desk):
    disk = Failing("sync", error_of(errno.EIO), times=1)
    desk.refuses("file.not_saved", disk=disk)
    assert disk.calls == 1
    desk.saves(disk=disk)


def test_a_drive_that_forgets_what_it_took_is_found_out(desk):
    class Lying(SystemDisk):
        def write(self, handle, data):
            return len(data)

    desk.refuses("file.not_saved_misread", disk=Lying())


def test_a_drive_that_gives_back_nothing_of_the_old_version_does_not_make_it_an_empty_backup(desk):
    class Forgetful(SystemDisk):
        def link(self, path, name):
            raise error_of(errno.EPERM)

        def read(self, path):
            return super().read(path) if path.suffix == ".tmp" else b""

    old = desk.file.read_bytes()
    desk.refuses("file.not_saved_rescued", disk=Forgetful(), is_rescued=True)
    assert desk.file.read_bytes() == old


def test_a_folder_the_drive_does_not_confirm_is_told_as_unsure(desk):
    new = desk.edit()
    with pytest.raises(FileProblem, match="not_saved_unsure"):
        desk.save(new, disk=Failing("sync_folder", error_of(errno.EIO), first=3))
    assert desk.file.read_bytes() == new
    desk.keeps_edits()


# ---------------------------------------------------------------- not allowed, not there


def test_a_write_protected_file_is_left_alone(desk):
    desk.file.chmod(0o444)
    desk.refuses("file.not_saved_read_only")


@on_posix
def test_a_folder_one_may_not_write_in_is_told(desk):
    if os.geteuid() == 0:  # whom no mode holds up
        desk.refuses("file.not_saved_not_allowed", disk=Failing("create", error_of(errno.EACCES)))
        return
    desk.file.parent.chmod(0o555)
    try:
        desk.refuses("file.not_saved_not_allowed")
    finally:
        desk.file.parent.chmod(0o755)


def test_a_drive_that_has_become_read_only_is_told(desk):
    desk.refuses("file.not_saved_read_only", disk=Failing("create", error_of(errno.EROFS)))


def test_a_folder_that_has_gone_is_told_and_when_it_is_back_the_map_is_saved(desk):
    seen, folder = desk.seen(), desk.file.parent
    folder.rename(folder.with_name("unplugged"))
    desk.refuses("file.not_saved_no_folder", expected=seen)
    folder.with_name("unplugged").rename(folder)
    desk.saves(expected=seen)


def test_the_empty_folder_an_unplugged_drive_leaves_is_not_saved_into(desk):
    seen, folder = desk.seen(), desk.file.parent
    folder.rename(folder.with_name("unplugged"))
    folder.mkdir()
    desk.refuses("file.not_saved_other_folder", expected=seen)
    assert list(folder.iterdir()) == []
    folder.rmdir()
    folder.with_name("unplugged").rename(folder)
    desk.saves(expected=seen)


def test_a_folder_that_became_a_file_is_told(folder, tmp_path):
    desk = named(folder / "plain", tmp_path, "kort.journey")
    (folder / "plain").write_bytes(b"")
    desk.refuses("file.not_saved_no_folder")


def test_a_file_that_was_deleted_outside_is_written_again(desk):
    seen = desk.seen()
    desk.file.unlink()
    desk.saves(expected=seen)


# ---------------------------------------------------------------- what stands at the name


def test_a_folder_of_that_name_is_left_alone(folder, tmp_path):
    (folder / "kort.journey").mkdir()
    named(folder, tmp_path, "kort.journey").refuses("file.not_saved_is_folder")


def test_a_folder_in_the_place_of_the_backup_is_told(desk):
    backup_of(desk.file).mkdir()
    desk.refuses("file.not_saved_backup_blocked")


@on_posix
def test_a_pipe_a_socket_or_a_device_is_neither_replaced_nor_waited_for(folder, tmp_path):
    desk = named(folder, tmp_path, "kort.journey")
    os.mkfifo(desk.file)
    desk.refuses("file.not_saved_not_regular")
    assert stat.S_ISFIFO(desk.file.stat().st_mode)
    desk.file.unlink()
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(os.path.relpath(desk.file))  # a path of a socket may not be long
        desk.refuses("file.not_saved_not_regular")
    desk.file.unlink()
    desk.file.symlink_to("/dev/null")
    desk.refuses("file.not_saved_not_regular")


@on_posix
def test_of_a_link_what_it_leads_to_is_replaced(folder, tmp_path):
    (folder / "far").mkdir()
    desk = named(folder, tmp_path, "genvej.journey")
    (folder / "far" / "kort.journey").write_bytes(OLD)
    desk.file.symlink_to(folder / "far" / "kort.journey")
    desk.saves(expected=Expected(take_stamp(desk.file)))
    assert desk.file.is_symlink()


@on_posix
def test_a_link_that_leads_nowhere_makes_the_file_or_tells_of_the_missing_folder(folder, tmp_path):
    desk = named(folder, tmp_path, "genvej.journey")
    desk.file.symlink_to(folder / "gone" / "kort.journey")
    desk.refuses("file.not_saved_no_folder")
    (folder / "gone").mkdir()
    desk.saves()
    assert desk.file.is_symlink()


@on_posix
def test_a_link_to_itself_is_told(folder, tmp_path):
    desk = named(folder, tmp_path, "rundt.journey")
    desk.file.symlink_to(desk.file)
    desk.refuses("file.not_saved_not_regular")


def test_an_export_never_takes_the_place_of_a_map(desk):
    with pytest.raises(FileProblem, match="not_saved_over_map"):
        save_export(desk.file, b"%PDF-1.7")
    assert desk.file.read_bytes() == OLD


# ---------------------------------------------------------------- names


@on_linux
@pytest.mark.parametrize("name", [
    "x" * 243 + ".journey", "🙂" * 60 + ".journey", "ה מפה שלי.journey", "خريطة\u202e.journey",
    "a\nb\tc.journey", "-rf *.journey", "~.journey", ". .journey", "CON.journey", "a:b?.journey",
    os.fsdecode(b"\xff\xfe.journey"),
])  # fmt: skip
def test_a_strange_name_is_kept_as_it_is(folder, tmp_path, name):
    desk = named(folder, tmp_path, name).lay()
    desk.saves(expected=desk.seen())
    assert {path.name for path in folder.iterdir()} == {name, f"{name}.bak"}


@on_linux
def test_a_name_that_is_no_text_is_told_in_words_that_can_be_shown(folder, tmp_path):
    desk = named(folder, tmp_path, os.fsdecode(b"\xff\xfe.journey"))
    desk.file.mkdir()
    desk.refuses("file.not_saved_is_folder")


@on_posix
def test_a_name_as_long_as_the_drive_takes_leaves_no_room_for_the_backup(folder, tmp_path):
    named(folder, tmp_path, "x" * 255).refuses("file.not_saved_name_too_long")


@on_linux
def test_one_name_written_in_two_ways_is_two_files(folder, tmp_path):
    composed = named(folder, tmp_path, "kørsel é.journey").lay()
    split = folder / unicodedata.normalize("NFD", "kørsel é.journey")
    split.write_bytes(b"{other}")
    composed.saves()
    assert split.read_bytes() == b"{other}"


@pytest.mark.parametrize("name", ["CON", "nul.journey", "lpt1.journey", "a:b", "x.", "y ", "q?"])
def test_a_name_windows_cannot_use_is_refused_there_with_a_proposal(folder, monkeypatch, name):
    target = folder / name
    with monkeypatch.context() as here:
        here.setattr(saving.os, "name", "nt")
        with pytest.raises(FileProblem) as caught:
            saving._check_name(target, name, keep_backup=True)
    assert caught.value.code == "file.not_saved_bad_name"
    assert caught.value.params["proposal"]


# ---------------------------------------------------------------- clocks


@pytest.mark.parametrize("year_s", [-2_000_000_000, 0, 2**31 + 5, 4_000_000_000])
def test_a_clock_that_is_wrong_by_decades_changes_nothing(desk, year_s):
    os.utime(desk.file, (year_s, year_s))
    desk.saves(expected=desk.seen())


def test_of_a_journal_the_newest_generation_counts_whatever_its_files_say_of_the_time(tmp_path):
    kept = Journal(tmp_path)
    kept.begin(titled("first"), Origin())
    left = [(path(tmp_path, 1), path(tmp_path, 1).read_bytes())
            for path in (base_file, journal_file)]  # fmt: skip
    kept.begin(titled("second"), Origin())
    kept.note(Note(titled("third"), AT))
    for path, data in left:  # as when the computer stopped before it removed them
        path.write_bytes(data)
        os.utime(path, (4_000_000_000, 4_000_000_000))
    found = recover(tmp_path)
    assert found is not None
    assert found.journey.about.title == "third"


# ---------------------------------------------------------------- others


def test_a_scanner_that_holds_the_file_for_a_moment_is_waited_out(desk):
    disk = Failing("replace", error_of(errno.EBUSY), times=5)
    disk.exchange = lambda *_names: False
    desk.saves(disk=disk)


def test_one_that_never_lets_go_leaves_the_new_version_beside(desk):
    disk = Failing("exchange", error_of(errno.EBUSY))
    problem = desk.refuses("file.not_saved_rescued", disk=disk, is_rescued=True)
    assert (problem.params["reason"], disk.calls) == ("EBUSY", 8)


@pytest.mark.parametrize("number", [5, 32, 33, 1175])
def test_what_windows_says_of_a_held_file_is_waited_out_and_told(desk, number):
    held = PermissionError(errno.EACCES, "held")
    held.winerror = number
    desk.saves(disk=Failing("exchange", held, times=3))
    desk.refuses("file.not_saved_in_use", disk=Failing("create", held))


def test_what_another_program_wrote_meanwhile_is_not_covered(desk):
    seen = desk.seen()
    desk.lay(b"{by a colleague}")
    desk.refuses("file.not_saved_changed_outside", expected=seen)


def test_a_file_somebody_made_under_the_new_name_is_not_covered(folder, tmp_path):
    desk = named(folder, tmp_path, "ny.journey").lay(b"{by a colleague}")
    desk.refuses("file.not_saved_changed_outside", expected=Expected(None))


def test_a_file_that_appears_in_the_moment_of_saving_as_becomes_the_backup(folder, tmp_path):
    desk = named(folder, tmp_path, "ny.journey")

    class Busy(SystemDisk):
        def link(self, source, target):
            if target == desk.file and not target.exists():
                desk.lay(b"{by a colleague}")
            super().link(source, target)

    new = desk.edit()
    desk.save(new, disk=Busy())
    assert desk.file.read_bytes() == new
    assert backup_of(desk.file).read_bytes() == b"{by a colleague}"


# ---------------------------------------------------------------- drives that can little


@pytest.mark.parametrize("missing", ["link", "exchange", "folder sync", "all three"])
def test_what_a_drive_cannot_is_done_in_another_way(desk, missing, monkeypatch):
    class Plain(SystemDisk):
        def link(self, source, target):
            if missing in ("link", "all three"):
                raise OSError(errno.EPERM, "no hard links here")
            super().link(source, target)

        def exchange(self, first, second):
            return missing not in ("exchange", "all three") and super().exchange(first, second)

    if missing in ("folder sync", "all three"):
        real = os.fsync

        def fsync(handle):
            if stat.S_ISDIR(os.fstat(handle).st_mode):
                raise OSError(errno.EINVAL, "not here")
            real(handle)

        monkeypatch.setattr(os, "fsync", fsync)
    desk.saves(disk=Plain(), expected=desk.seen())


@on_posix
def test_a_drive_that_keeps_neither_owner_nor_mode_saves_all_the_same(desk, monkeypatch):
    def refused(*_args):
        raise PermissionError(errno.EPERM, "not here")

    monkeypatch.setattr(os, "fchmod", refused)
    monkeypatch.setattr(os, "fchown", refused)
    desk.saves()


# ---------------------------------------------------------------- memory

STARVED = """
import resource, sys
from app.saving import save_journey
from tests.faults.operations import titled
size = 60_000_000
journey = titled("new", size)
used = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + size, used + size))
save_journey(sys.argv[1], journey)
"""


@on_linux
def test_a_save_for_which_there_is_no_memory_leaves_the_file_and_the_journal(desk):
    desk.edit()
    done = subprocess.run(
        [sys.executable, "-c", STARVED, str(desk.file)],
        check=False, cwd=ROOT, capture_output=True,
    )  # fmt: skip
    assert b"emory" in done.stderr
    assert desk.file.read_bytes() == OLD
    desk.has_left_nothing()
    desk.keeps_edits()
    desk.saves()


def test_no_memory_for_reading_back_what_was_written_leaves_nothing(desk):
    class Starved(SystemDisk):
        def read(self, path):
            raise MemoryError

    job = saving.Job(desk.file, desk.edit(), desk.file.name)
    with pytest.raises(MemoryError):
        save_file(job, Starved())
    assert desk.file.read_bytes() == OLD
    desk.has_left_nothing()
    desk.keeps_edits()


def test_a_path_with_a_nul_is_told(tmp_path):
    with pytest.raises(FileProblem, match="not_saved"):
        save_bytes(f"{tmp_path}/a\0b.journey", b"{}")
