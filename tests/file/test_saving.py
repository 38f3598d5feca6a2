"""Saving: the file is always the old one or the whole new one, and nothing else is left behind."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from app.file_names import is_windows_name, name_length, windows_name
from app.file_stamp import take_stamp
from app.keeping import disk, saver
from app.keeping.saver import Expected
from app.saving import save_bytes, save_journey
from model.file import SCHEMA_VERSION, read_journey
from model.journey import JourneyMap
from model.problems import FileProblem
from model.texts import Texts
from model.values import with_changes
from tests.strategies import journeys

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "files" / f"v{SCHEMA_VERSION}.journey"
OLD, NEW = b"the old version", b"the new version " * 5000


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "kort.journey"
    path.write_bytes(OLD)
    return path


def _refused(path: str | Path, *, keep_backup: bool = True) -> FileProblem:
    with pytest.raises(FileProblem) as caught:
        save_bytes(path, NEW, keep_backup=keep_backup)
    for language in ("da", "en"):
        sentence = Texts(language).of(caught.value)
        assert str(caught.value.params["file"]) in sentence
        assert sentence.endswith(".")
    return caught.value


@pytest.fixture
def no_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a drive that cannot swap two names in one step: exFAT, FAT, most shares."""
    monkeypatch.setattr(disk, "_exchange", lambda *_names: errno.ENOSYS)


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def _fail(monkeypatch: pytest.MonkeyPatch, call: str, number: int, *, times: int = 99) -> list[int]:
    """Make ``os.<call>`` fail with ``number``, ``times`` times; return a list of its calls."""
    real: Callable[..., Any] = getattr(os, call)
    calls: list[int] = []

    def failing(*args: Any, **kwargs: Any) -> Any:
        calls.append(len(calls))
        if len(calls) <= times:
            raise OSError(number, os.strerror(number))
        return real(*args, **kwargs)

    monkeypatch.setattr(os, call, failing)
    return calls


# ---------------------------------------------------------------- when all goes well


def test_a_new_file_holds_what_was_saved_and_has_no_backup(tmp_path: Path) -> None:
    save_bytes(tmp_path / "ny.journey", NEW)
    assert (tmp_path / "ny.journey").read_bytes() == NEW
    assert _names(tmp_path) == {"ny.journey"}


def test_the_version_before_stays_as_backup(file: Path) -> None:
    save_bytes(file, NEW)
    save_bytes(file, b"third")
    assert file.read_bytes() == b"third"
    assert file.with_name("kort.journey.bak").read_bytes() == NEW
    assert _names(file.parent) == {"kort.journey", "kort.journey.bak"}


def test_an_export_replaces_its_file_without_a_backup(file: Path) -> None:
    save_bytes(file, NEW, keep_backup=False)
    assert (file.read_bytes(), _names(file.parent)) == (NEW, {"kort.journey"})


def test_where_there_are_no_hard_links_the_backup_is_a_copy(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _fail(monkeypatch, "link", errno.EPERM)
    save_bytes(file, NEW)
    assert file.read_bytes() == NEW
    assert file.with_name("kort.journey.bak").read_bytes() == OLD
    assert _names(file.parent) == {"kort.journey", "kort.journey.bak"}


def test_a_link_stays_a_link_and_its_target_is_replaced(file: Path, tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir()
    link = tmp_path / "desk" / "genvej.journey"
    link.symlink_to(file)
    save_bytes(link, NEW)
    assert link.is_symlink()
    assert file.read_bytes() == NEW
    assert _names(tmp_path / "desk") == {"genvej.journey"}


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX modes")
def test_the_mode_of_the_file_is_kept(file: Path) -> None:
    file.chmod(0o640)
    save_bytes(file, NEW)
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_a_name_of_250_bytes_can_be_saved(tmp_path: Path) -> None:
    path = tmp_path / ("å" * 120 + "ab.journey")
    save_bytes(path, OLD)
    save_bytes(path, NEW)
    assert path.read_bytes() == NEW


@pytest.mark.usefixtures("no_exchange")
def test_a_short_lock_by_a_virus_scanner_is_waited_out(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saver, "PAUSES_S", (0.0,) * 7)
    calls = _fail(monkeypatch, "replace", errno.EBUSY, times=3)
    save_bytes(file, NEW)
    assert (file.read_bytes(), len(calls)) == (NEW, 5)  # three refusals, the backup, the file


@pytest.mark.skipif(os.name == "nt", reason="there a scanner's lock looks like a missing right")
@pytest.mark.parametrize("number", [errno.EACCES, errno.EPERM])
@pytest.mark.usefixtures("no_exchange")
def test_a_missing_right_is_told_without_waiting(
    file: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    calls = _fail(monkeypatch, "replace", number)
    assert _refused(file).code == "file.not_saved_rescued"
    assert len(calls) == 1


def test_names_are_measured_as_the_file_system_does(monkeypatch: pytest.MonkeyPatch) -> None:
    for system, length in (("posix", 6), ("nt", 3)):
        with monkeypatch.context() as here:
            here.setattr(os, "name", system)
            measured = name_length("å😀")
        assert measured == length


def test_after_a_save_cut_off_behind_its_backup_the_next_one_leaves_nothing(file: Path) -> None:
    os.link(file, file.with_name("kort.journey.bak"))
    save_bytes(file, NEW)
    assert (file.read_bytes(), _names(file.parent)) == (NEW, {"kort.journey", "kort.journey.bak"})
    assert file.with_name("kort.journey.bak").read_bytes() == OLD


@settings(deadline=None, max_examples=15, suppress_health_check=list(HealthCheck))
@given(journeys())
def test_a_saved_map_is_read_again_as_it_was(journey: JourneyMap) -> None:
    with tempfile.TemporaryDirectory() as folder:
        save_journey(Path(folder) / "m.journey", journey)
        assert read_journey(Path(folder) / "m.journey") == journey


def test_saving_needs_no_qt() -> None:
    script = "import sys; sys.modules['PySide6'] = None; import app.saving"
    subprocess.run([sys.executable, "-c", script], check=True, cwd=ROOT)


# ---------------------------------------------------------------- when it must not be saved


def test_a_map_that_could_not_be_read_again_is_not_saved(tmp_path: Path) -> None:
    journey = read_journey(GOLDEN)
    path = tmp_path / "kort.journey"
    save_journey(path, journey)
    for spoiled in (
        journey.model_copy(update={"x_printed_at": float("nan")}),
        journey.model_copy(update={"x_printed_at": "\ud83d"}),
        journey.model_copy(update={"id": "not an id"}),
        journey.model_copy(update={"evidence": ()}),  # its cards refer to it
    ):
        with pytest.raises(FileProblem) as caught:
            save_journey(path, spoiled)
        assert caught.value.code == "file.not_saved_self_check"
        assert "kort.journey" in Texts("da").of(caught.value)
    assert (read_journey(path), _names(tmp_path)) == (journey, {"kort.journey"})


def test_a_folder_or_a_pipe_is_never_replaced(tmp_path: Path) -> None:
    assert _refused(tmp_path).code == "file.not_saved_is_folder"
    os.mkfifo(tmp_path / "pipe")
    assert _refused(tmp_path / "pipe").code == "file.not_saved_not_regular"
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    assert _refused(tmp_path / "gone" / "k.journey").code == "file.not_saved_no_folder"
    (tmp_path / "plain").write_bytes(b"")
    assert _refused(tmp_path / "plain" / "k.journey").code == "file.not_saved_no_folder"


def test_a_name_that_is_too_long_is_told(tmp_path: Path) -> None:
    assert _refused(tmp_path / ("x" * 253)).code == "file.not_saved_name_too_long"
    assert _refused(tmp_path / "a\0b").code == "file.not_saved"
    assert _names(tmp_path) == set()


def test_a_write_protected_file_is_left_alone(file: Path) -> None:
    file.chmod(0o444)
    assert _refused(file).code == "file.not_saved_read_only"
    assert (file.read_bytes(), _names(file.parent)) == (OLD, {"kort.journey"})


def test_a_folder_in_the_place_of_the_backup_is_told(file: Path) -> None:
    file.with_name("kort.journey.bak").mkdir()
    problem = _refused(file)
    assert problem.code == "file.not_saved_backup_blocked"
    assert _names(file.parent) == {"kort.journey", "kort.journey.bak"}


@pytest.mark.parametrize("name", ["CON", "nul.journey", "com1.txt", "a:b", "x.", "y ", "a?b", ""])
def test_names_windows_cannot_hold_get_a_proposal_it_can(name: str) -> None:
    assert not is_windows_name(name)
    assert is_windows_name(windows_name(name))


@pytest.mark.parametrize("name", ["kort.journey", "Console.journey", "æ 🙂.pdf", ".skjult"])
def test_names_windows_can_hold_stay(name: str) -> None:
    assert is_windows_name(name)
    assert windows_name(name) == name


# ---------------------------------------------------------------- when the drive fails

FAILURES = [
    ("write", errno.ENOSPC, "file.not_saved_full"),
    ("write", errno.EDQUOT, "file.not_saved_full"),
    ("write", errno.EIO, "file.not_saved"),
    ("fsync", errno.EIO, "file.not_saved"),
    ("fsync", errno.ENOSPC, "file.not_saved_full"),
]


@pytest.mark.parametrize(("call", "number", "code"), FAILURES)
def test_an_error_while_writing_leaves_the_old_file_and_nothing_else(
    file: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, code: str
) -> None:
    _fail(monkeypatch, call, number)
    assert _refused(file).code == code
    assert (file.read_bytes(), _names(file.parent)) == (OLD, {"kort.journey"})


@pytest.mark.parametrize(("number", "code"), [
    (errno.EROFS, "file.not_saved_read_only"),
    (errno.EACCES, "file.not_saved_not_allowed"),
    (errno.ENOSPC, "file.not_saved_full"),
    (errno.EMFILE, "file.not_saved"),
])  # fmt: skip
def test_an_error_while_creating_leaves_the_old_file(
    file: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    _fail(monkeypatch, "open", number)
    assert _refused(file).code == code
    monkeypatch.undo()
    assert (file.read_bytes(), _names(file.parent)) == (OLD, {"kort.journey"})


def test_a_drive_that_drops_what_it_says_it_wrote_is_found_out(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "write", lambda _handle, data: len(data))
    assert _refused(file).code == "file.not_saved_misread"
    assert (file.read_bytes(), _names(file.parent)) == (OLD, {"kort.journey"})


def test_a_drive_that_writes_little_at_a_time_writes_all(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: real(handle, data[:4096]))
    save_bytes(file, NEW)
    assert file.read_bytes() == NEW


@pytest.mark.usefixtures("no_exchange")
def test_when_only_the_last_step_fails_the_new_version_is_kept_and_named(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saver, "PAUSES_S", (0.0,) * 7)
    calls = _fail(monkeypatch, "replace", errno.EBUSY)
    problem = _refused(file)
    assert (problem.code, len(calls)) == ("file.not_saved_rescued", 8)
    rescue = str(problem.params["rescue"])
    assert _names(file.parent) == {"kort.journey", rescue}
    assert file.read_bytes() == OLD
    assert (file.parent / rescue).read_bytes() == NEW


@pytest.mark.usefixtures("no_exchange")
def test_an_export_that_cannot_replace_its_file_leaves_nothing(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saver, "PAUSES_S", ())
    _fail(monkeypatch, "replace", errno.EBUSY)
    assert _refused(file, keep_backup=False).code == "file.not_saved_in_use"
    assert (file.read_bytes(), _names(file.parent)) == (OLD, {"kort.journey"})


def _seen(path: Path) -> Expected:
    """Return what a program holds that has read ``path`` just now."""
    found = path.parent.lstat()
    return Expected(take_stamp(path), (found.st_dev, found.st_ino))


def test_what_another_program_wrote_is_not_saved_over(file: Path) -> None:
    seen = _seen(file)
    file.write_bytes(b"by a colleague")
    with pytest.raises(FileProblem, match="not_saved_changed_outside"):
        save_bytes(file, NEW, expected=seen)
    assert (file.read_bytes(), _names(file.parent)) == (b"by a colleague", {"kort.journey"})


def test_a_file_that_was_only_touched_is_saved(file: Path) -> None:
    seen = _seen(file)
    os.utime(file)
    save_bytes(file, NEW, expected=seen)
    assert file.read_bytes() == NEW


def test_a_file_that_somebody_made_in_the_meantime_stays(tmp_path: Path) -> None:
    path = tmp_path / "ny.journey"
    seen = Expected(None)
    path.write_bytes(b"by a colleague")
    with pytest.raises(FileProblem, match="not_saved_changed_outside"):
        save_bytes(path, NEW, expected=seen)
    assert (path.read_bytes(), _names(tmp_path)) == (b"by a colleague", {"ny.journey"})


@pytest.mark.skipif(sys.platform != "linux", reason="swaps two names in one step")
@pytest.mark.parametrize("call", ["hardlink_to", "replace"])
def test_what_comes_in_between_check_and_swap_stays_beside_the_file(
    file: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    seen, real, theirs = _seen(file), getattr(Path, call), b"by a colleague"

    def slowly(*args: Path) -> Any:
        monkeypatch.setattr(Path, call, real)  # once is enough
        (file.parent / "theirs").write_bytes(theirs)
        os.rename(file.parent / "theirs", file)  # noqa: PTH104
        return real(*args)

    monkeypatch.setattr(Path, call, slowly)
    other = save_bytes(file, NEW, expected=seen).other
    assert file.read_bytes() == NEW
    assert other is not None
    assert (other.read_bytes(), other.suffix) == (theirs, ".journey")
    assert _names(file.parent) == {"kort.journey", "kort.journey.bak", other.name}


def test_a_drive_that_was_pulled_out_is_missed_though_its_folder_is_there(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    file = stick / "kort.journey"
    file.write_bytes(OLD)
    seen = _seen(file)
    stick.rename(tmp_path / "pulled out")
    stick.mkdir()
    with pytest.raises(FileProblem, match="not_saved_other_folder"):
        save_bytes(file, NEW, expected=seen)
    assert _names(stick) == set()


def test_a_folder_the_drive_does_not_confirm_is_not_called_saved(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, calls = os.fsync, []

    def fsync(handle: int) -> None:
        calls.append(handle)
        if len(calls) == 4:  # the file, the folder twice for the backup, the folder at the end
            raise OSError(errno.EIO, "I/O error")
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    assert _refused(file).code == "file.not_saved_unsure"
    assert file.read_bytes() == NEW


def test_a_folder_that_cannot_be_synced_is_no_error(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync

    def fsync(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "not here")
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    save_bytes(file, NEW)
    assert file.read_bytes() == NEW


def test_an_interrupted_save_leaves_nothing(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_handle: int, _data: bytes) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "write", interrupted)
    with pytest.raises(KeyboardInterrupt):
        save_bytes(file, NEW)
    assert (file.read_bytes(), _names(file.parent)) == (OLD, {"kort.journey"})


# ---------------------------------------------------------------- real drives, real kills

needs_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0 or not shutil.which("mount"),
    reason="needs root to mount a drive",
)


@pytest.fixture
def small_drive(tmp_path: Path) -> Iterator[Path]:
    drive = tmp_path / "drive"
    drive.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "none", str(drive)],
        check=False,
        capture_output=True,
    )
    if done.returncode:
        pytest.skip("this system lets nobody mount")
    yield drive
    subprocess.run(["umount", "-l", str(drive)], check=True)


@needs_root
def test_a_full_drive_keeps_the_old_file(small_drive: Path) -> None:
    path = small_drive / "kort.journey"
    save_bytes(path, OLD)
    with pytest.raises(FileProblem) as caught:
        save_bytes(path, b"x" * 500_000)
    assert caught.value.code == "file.not_saved_full"
    assert (path.read_bytes(), _names(small_drive)) == (OLD, {"kort.journey"})


@needs_root
def test_a_read_only_drive_keeps_the_old_file(small_drive: Path) -> None:
    path = small_drive / "kort.journey"
    save_bytes(path, OLD)
    subprocess.run(["mount", "-o", "remount,ro", str(small_drive)], check=True)
    assert _refused(path).code == "file.not_saved_read_only"
    assert (path.read_bytes(), _names(small_drive)) == (OLD, {"kort.journey"})


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")
def test_killed_at_any_moment_the_file_is_whole_and_no_older_than_promised(tmp_path: Path) -> None:
    path = tmp_path / "kort.journey"
    journey = read_journey(GOLDEN)
    script = (
        "import sys\n"
        "from app.saving import save_journey\n"
        "from model.file import read_journey\n"
        "from model.values import with_changes\n"
        "journey = read_journey(sys.argv[1])\n"
        "for n in range(10**6):\n"
        "    save_journey(sys.argv[2], with_changes(journey, about={'title': str(n)}))\n"
        "    print(n, flush=True)\n"
    )
    save_journey(path, with_changes(journey, about={"title": "-1"}))
    for delay in (0.0, 0.003, 0.011, 0.02):
        saver = subprocess.Popen(
            [sys.executable, "-c", script, str(GOLDEN), str(path)],
            stdout=subprocess.PIPE, text=True, cwd=ROOT,
        )  # fmt: skip
        assert saver.stdout is not None
        promised = int(saver.stdout.readline())
        time.sleep(delay)
        saver.kill()
        rest = saver.stdout.read().split()
        saver.wait()
        saver.stdout.close()
        promised = int(rest[-1]) if rest else promised
        assert int(read_journey(path).about.title) in (promised, promised + 1)
        assert len([name for name in _names(tmp_path) if name.startswith(".~jw-")]) <= 2
        for left in tmp_path.glob(".~jw-*"):
            left.unlink()
