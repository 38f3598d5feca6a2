"""Named hardships that need root, a drive of their own or FUSE; each is told in its own words.

Those that need nothing are the tests of tests/faults/test_scenarios.py, which are run first.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from app.keeping.keeper import Keeper
from app.keeping.notes import Note, Origin, Start
from app.keeping.recovering import recover
from app.saving import save_journey
from model.file import read_journey
from model.templates import template
from tests.campaigns.kills.drives import MADE, do, made_drive, memory_drive, quietly, why_not
from tests.campaigns.kills.powercuts import shut_down
from tests.faults.desk import OLD, Desk
from tests.faults.operations import AT, OPERATIONS, titled

ROOT = Path(__file__).resolve().parents[3]
SLEEPING_PROGRAM = Path(__file__).with_name("sleeping_program.py")
HARD_DRIVE = Path(__file__).with_name("hard_drive.py")
NOBODY = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")


class CannotRunError(Exception):
    """This computer lacks something."""


def run() -> list[str]:
    """Go through all hardships; a line for each."""
    said, faults = [_plain_ones()], 0
    for name, hardship in HARDSHIPS.items():
        try:
            with tempfile.TemporaryDirectory(prefix="hardship-") as state:
                hardship(Path(state))
            said.append(f"{name}: ok")
        except CannotRunError as reason:
            said.append(f"{name}: NOT RUN: {reason}")
        except Exception:
            faults += 1
            said.append(f"{name}: FAULT: {traceback.format_exc()}")
    count = sum(line.endswith(": ok") for line in said)
    return [*said, f"{count + faults} tried ({count} ok), {faults} faults"]


def _plain_ones() -> str:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "tests/faults/test_scenarios.py"],
        check=False, capture_output=True, text=True, cwd=ROOT,
    )  # fmt: skip
    return f"tests/faults/test_scenarios.py: {'ok' if done.returncode == 0 else done.stdout}"


@contextmanager
def _needs(kind: str, size: str = "") -> Iterator[Path]:
    """Have a drive of ``kind``, or say why there is none."""
    if reason := why_not(kind):
        raise CannotRunError(reason)
    made = memory_drive(size or "size=512k") if kind == "tmpfs" else made_drive(kind, size)
    with made as place:
        yield place


def _fill(place: Path) -> None:
    with suppress(OSError), (place / "fill").open("wb", buffering=0) as file:
        for size in (65536, 1024, 1):
            with suppress(OSError):
                while file.write(b"x" * size):
                    pass
    os.sync()


def full(kind: str, size: str = "") -> Callable[[Path], None]:
    """Have a drive without room; when there is some again, the map is saved."""

    def hardship(state: Path) -> None:
        with _needs(kind, size) as place:
            desk = Desk(place, state).lay()
            _fill(place)
            desk.refuses("file.not_saved_full")
            (place / "fill").unlink()
            os.sync()
            desk.saves()

    return hardship


def no_more_files(state: Path) -> None:
    """Have a drive that has room, and no place for another file's entry."""
    with _needs("tmpfs", "size=4m,nr_inodes=5") as place:
        desk = Desk(place, state).lay()
        others = [place / str(number) for number in range(3)]
        for other in others:
            other.write_bytes(b"")
        desk.refuses("file.not_saved_full")
        for other in others:
            other.unlink()
        desk.saves()


def full_journal(state: Path) -> None:
    """Have no room for the journal: it is told, and told again when there is some."""
    told: list[bool] = []
    with _needs("tmpfs", "size=64k") as place:
        _fill(place)
        kept = Keeper(Start(titled("old"), Origin()), told.append, place / "recovery")
        kept.take(Note(titled("new"), AT))
        kept.wait(2)
        assert told == [False]
        desk = Desk(state, state / "s").lay()
        desk.saves()  # on its own drive, all the same
        (place / "fill").unlink()
        kept.take(Note(titled("newer"), AT))
        assert kept.wait(5)
        assert told == [False, True]
        kept.close(is_done_with=True)


def unchangeable(what: str, code: str, flag: str = "i") -> Callable[[Path], None]:
    """Have a file or folder that nobody may change, root neither."""

    def hardship(state: Path) -> None:
        with _needs("ext4") as place:
            (place / "folder").mkdir()
            desk = Desk(place / "folder", state).lay()
            target = str(desk.file if what == "file" else desk.file.parent)
            do("chattr", f"+{flag}", target)
            try:
                desk.refuses(code, is_rescued=code.endswith("rescued"))
            finally:
                do("chattr", f"-{flag}", target)
            for left in desk.file.parent.glob(".~jw-*"):
                left.unlink()
            desk.saves()

    return hardship


def read_only_mount(state: Path) -> None:
    """Have a folder that is shown once more, to be read only."""
    with _needs("ext4") as place:
        (place / "real").mkdir()
        (place / "shown").mkdir()
        (place / "real" / "kort.journey").write_bytes(OLD)
        do("mount", "--bind", str(place / "real"), str(place / "shown"))
        do("mount", "-o", "remount,bind,ro", str(place / "shown"))
        try:
            Desk(place / "shown", state).refuses("file.not_saved_read_only")
        finally:
            do("umount", str(place / "shown"))


def became_read_only(state: Path) -> None:
    """Have a drive that the system made read-only after an error, and back again."""
    with _needs("ext4") as place:
        desk = Desk(place, state).lay()
        do("mount", "-o", "remount,ro", str(place))
        desk.refuses("file.not_saved_read_only")
        do("mount", "-o", "remount,rw", str(place))
        desk.saves()


def unplugged(state: Path) -> None:
    """Pull the stick: its empty mount point takes nothing, and plugged in again it is saved."""
    with _needs("ext4") as place:
        desk = Desk(place, state).lay()
        seen = desk.seen()
        device = do("findmnt", "-no", "SOURCE", str(place)).strip()
        do("umount", "-l", str(place))
        desk.refuses("file.not_saved_other_folder", expected=seen)
        assert list(place.iterdir()) == []
        do("mount", device, str(place))
        desk.saves(expected=seen)


def gone_on_waking(state: Path) -> None:
    """Let the computer sleep while the map is open, and the stick be gone when it wakes."""
    with _needs("ext4") as place, _program_on(place / "kort.journey", state) as program:
        device = do("findmnt", "-no", "SOURCE", str(place)).strip()
        _wait_until((state / "ready").exists)
        program.send_signal(signal.SIGSTOP)
        do("umount", "-l", str(place))
        time.sleep(1.0)
        program.send_signal(signal.SIGCONT)
        (state / "awake").touch()
        _wait_until((state / "told").exists)
        told = json.loads((state / "told").read_text(encoding="utf-8"))
        assert told["is_kept"]
        assert "kort.journey" in told["text"]
        (folder,) = (state / "state" / "recovery").iterdir()
        assert recover(folder).journey.about.title == "After waking"
        assert list(place.iterdir()) == []
        do("mount", device, str(place))
        _wait_until((state / "saved").exists)
        assert read_journey(place / "kort.journey").about.title == "After waking"


@contextmanager
def _program_on(file: Path, state: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Have the running editor on ``file``, see sleeping_program.py."""
    save_journey(file, template("blank", "en"))
    program = subprocess.Popen(
        [sys.executable, str(SLEEPING_PROGRAM), str(file), str(state)],
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "QT_QPA_PLATFORM": "offscreen",
            "JOURNEYWALL_STATE": str(state / "state"),
            "JOURNEYWALL_SETTINGS": str(state / "settings"),
        },
        stderr=subprocess.DEVNULL,
    )
    try:
        yield program
    finally:
        program.kill()
        program.wait()


def died(kind: str) -> Callable[[Path], None]:
    """Have a drive that answers nothing but errors."""

    def hardship(state: Path) -> None:
        with _needs(kind) as place:
            desk = Desk(place, state).lay()
            os.sync()
            shut_down(place)
            assert desk.refused(desk.edit()).code == "file.not_saved"
            desk.keeps_edits()

    return hardship


def thin(state: Path) -> None:
    """Have a drive that takes what it has no room for, and says so only when it must be kept."""
    with _needs("tmpfs", "size=24m") as under, tempfile.TemporaryDirectory() as folder:
        image, place = under / "image", Path(folder)
        do("truncate", "-s", "64M", str(image))
        do("mkfs.ext4", "-qF", "-E", "lazy_itable_init=1,nodiscard", str(image))
        do("mount", "-o", "loop,nodiscard", str(image), str(place))
        try:
            desk = Desk(place, state).lay()
            os.sync()
            _fill(under)
            code = desk.refused(desk.edit() + b" " * 3_000_000).code
            assert code in ("file.not_saved", "file.not_saved_full", "file.not_saved_read_only")
            desk.keeps_edits()
            (under / "fill").unlink()
            do("umount", str(place))
            do("mount", "-o", "loop,nodiscard", str(image), str(place))
            assert desk.file.read_bytes() == OLD
            desk.saves()
        finally:
            quietly("umount", "-l", str(place))


def hangs(state: Path) -> None:
    """Have a share that does not answer for a while: the journal goes on, and then it is saved."""
    with _needs("ext4") as place:
        desk = Desk(place, state).lay()
        data, done = desk.edit(), []
        do("fsfreeze", "-f", str(place))
        try:
            saver = threading.Thread(target=lambda: done.append(desk.save(data)), daemon=True)
            saver.start()
            time.sleep(1.5)
            assert done == []
            desk.edit()
            desk.keeps_edits()
        finally:
            do("fsfreeze", "-u", str(place))
        saver.join(20)
        assert len(done) == 1
        assert desk.file.read_bytes() == data


def kind_of_drive(kind: str) -> Callable[[Path], None]:
    """Save on a drive of this kind, over and over, with strange names."""

    def hardship(state: Path) -> None:
        with _needs(kind) as place:
            for number, name in enumerate(("kort.journey", "kørsel 🙂 ה.journey", "x" * 200)):
                desk = Desk(place, state / str(number), name)
                for _ in range(4):
                    desk.saves(expected=desk.seen())

    return hardship


def refused_name(state: Path) -> None:
    """Choose a name that a drive of Windows' cannot hold."""
    with _needs("exfat") as place:
        Desk(place, state, "a:b?.journey").refuses("file.not_saved_rescued", is_rescued=True)


def of_another(what: str, code: str) -> Callable[[Path], None]:
    """Be a person who may not write there: modes hold up everybody but root."""

    def hardship(state: Path) -> None:
        if os.geteuid() != 0:
            raise CannotRunError("needs root")
        with tempfile.TemporaryDirectory(prefix="other-", dir=_open_folder()) as name:
            folder = Path(name)
            file = folder / "kort.journey"
            file.write_bytes(OLD)
            folder.chmod({"folder": 0o555, "file": 0o777, "sticky": 0o1777}[what])
            file.chmod({"folder": 0o666, "file": 0o600, "sticky": 0o666}[what])
            os.environ["JOURNEYWALL_STATE"], mine = (
                "/dev/null/none",
                os.environ["JOURNEYWALL_STATE"],
            )
            child = os.fork()
            if child == 0:
                _as_nobody(file, code)
            _, status = os.waitpid(child, 0)
            os.environ["JOURNEYWALL_STATE"] = mine
            assert status == 0, f"ended with {status}"
            assert file.read_bytes() == OLD

    return hardship


def _open_folder() -> str:
    """Return a folder that everybody may enter."""
    return "/var/tmp"


def _as_nobody(file: Path, code: str) -> None:
    from app.saving import save_bytes
    from model.problems import FileProblem

    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
    try:
        save_bytes(file, b"{new}")
    except FileProblem as problem:
        if problem.code == code:
            os._exit(0)
        os.write(2, f"{problem.code}, not {code}\n".encode())
    os._exit(1)


def few_handles(state: Path) -> None:
    """Have no more open files allowed."""
    import resource

    folder = state / "folder"
    folder.mkdir()
    desk = Desk(folder, state / "s").lay()
    desk.edit()
    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    data = desk.edit()
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, limits[1]))
    try:
        problem = desk.refused(data)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, limits)
    assert (problem.code, problem.params["reason"]) == ("file.not_saved", "EMFILE")
    desk.keeps_edits()
    desk.saves()


def clock(*command: str) -> Callable[[Path], None]:
    """Do every operation under another clock."""

    def hardship(state: Path) -> None:
        if subprocess.run(["which", command[0]], check=False, capture_output=True).returncode:
            raise CannotRunError(f"{command[0]} is not installed")
        for operation in OPERATIONS:
            folder = state / operation.replace(" ", "-")
            done = subprocess.run(
                [*command, sys.executable, "-m", "tests.faults.operations", operation,
                 str(folder)],
                check=False, capture_output=True, text=True, cwd=ROOT,
            )  # fmt: skip
            assert done.returncode == 0, f"{operation}: {done.stdout}{done.stderr}"

    return hardship


# ---------------------------------------------------------------- Windows, sync clients: FUSE


@contextmanager
def _hard_drive(state: Path) -> Iterator[tuple[Desk, Callable[..., None]]]:
    """Have the drive of hard_drive.py; yield a desk on it and what tells it how to behave."""
    try:
        import fuse  # noqa: F401
    except (ImportError, OSError) as error:
        raise CannotRunError(f"fusepy and libfuse2 are needed: {error}") from error
    if not os.access("/dev/fuse", os.R_OK | os.W_OK):
        raise CannotRunError("/dev/fuse cannot be opened")
    with tempfile.TemporaryDirectory(prefix="fuse-") as name:
        folder, place, control = Path(name) / "real", Path(name) / "drive", Path(name) / "told"
        folder.mkdir()
        place.mkdir()

        def tell(**told: object) -> None:
            control.write_text(json.dumps(told), encoding="utf-8")

        tell()
        log = (Path(name) / "log").open("w")
        server = subprocess.Popen(
            [sys.executable, str(HARD_DRIVE), str(folder), str(place), str(control)],
            stdout=log, stderr=log,
        )  # fmt: skip
        try:
            _wait_until(place.is_mount)
            yield Desk(place, state).lay(), tell
        finally:
            tell()
            quietly("umount", "-l", str(place))
            server.terminate()
            server.wait()
            log.close()


def _wait_until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not is_so():
        if time.monotonic() > end:
            raise CannotRunError("the drive did not come up")
        time.sleep(0.02)


def hard(code: str = "", **told: object) -> Callable[[Path], None]:
    """Have such a drive: a save goes well, or is refused with ``code`` and well afterwards."""

    def hardship(state: Path) -> None:
        with _hard_drive(state) as (desk, tell):
            seen = desk.seen()
            tell(**told)
            if not code:
                desk.saves(expected=seen)
                desk.saves()
                return
            desk.refuses(code, is_rescued=code.endswith("rescued"))
            tell()
            for left in desk.file.parent.glob(".~jw-*"):
                left.unlink()
            desk.saves()

    return hardship


def held(seconds: float, code: str = "") -> Callable[[Path], None]:
    """Have a client that holds the map for so long."""

    def hardship(state: Path) -> None:
        hard(code, held={"/kort.journey": time.time() + seconds})(state)

    return hardship


def fails(**told: object) -> Callable[[Path], None]:
    """Have a drive on which nothing can even be read just now."""

    def hardship(state: Path) -> None:
        with _hard_drive(state) as (desk, tell):
            seen, data = desk.seen(), desk.edit()
            tell(**told)
            problem = desk.refused(data, expected=seen)
            assert problem.code == "file.not_saved", problem
            tell()
            assert desk.file.read_bytes() == OLD
            desk.keeps_edits()
            desk.saves(expected=seen)

    return hardship


def rolled_back(state: Path) -> None:
    """Have a sync client that puts an old version back: it is not covered unasked."""
    with _hard_drive(state) as (desk, _tell):
        desk.saves(expected=desk.seen())
        seen = desk.seen()
        desk.file.with_name("incoming").write_bytes(OLD)
        desk.file.with_name("incoming").replace(desk.file)
        desk.refuses("file.not_saved_changed_outside", expected=seen)


HARDSHIPS: dict[str, Callable[[Path], None]] = {
    "a drive in memory is full": full("tmpfs"),
    "ext4 is full": full("ext4", "8M"),
    "XFS is full": full("xfs"),
    "exFAT is full": full("exfat", "8M"),
    "NTFS is full": full("ntfs", "8M"),
    "no place for another file (inodes)": no_more_files,
    "no room for the journal": full_journal,
    "a file that must not be changed (chattr +i)": unchangeable("file", "file.not_saved_read_only"),
    "a folder that must not be changed (chattr +i)": unchangeable(
        "folder", "file.not_saved_not_allowed"
    ),
    "a folder that may only grow (chattr +a)": unchangeable(
        "folder", "file.not_saved_rescued", "a"
    ),
    "a folder that is shown to be read only (bind)": read_only_mount,
    "a drive that became read-only": became_read_only,
    "a stick that was pulled, and its empty mount point": unplugged,
    "the computer sleeps, and the stick is gone when it wakes": gone_on_waking,
    "ext4 answers nothing but errors": died("ext4"),
    "XFS answers nothing but errors": died("xfs"),
    "a drive that has less room than it says (delayed write error)": thin,
    "a share that hangs (fsfreeze)": hangs,
    "another person's folder": of_another("folder", "file.not_saved_not_allowed"),
    "another person's file": of_another("file", "file.not_saved_read_only"),
    "another person's file in a folder of all (sticky)": of_another(
        "sticky", "file.not_saved_rescued"
    ),
    "no more open files": few_handles,
    "the year 2038": clock("faketime", "2038-01-20"),
    "the clock is 30 days late": clock("faketime", "-f", "-30d"),
    "the clock runs backwards": clock("faketime", "-f", "+0 x-1"),
    "the clock runs a thousand times too fast": clock("faketime", "-f", "+0 x1000"),
    "the computer has slept for a day (time namespace)": clock(
        "unshare", "-T", "--monotonic", "100000", "--boottime", "100000"
    ),
    **{f"saving on {kind}, with strange names": kind_of_drive(kind) for kind in MADE},
    "a name that exFAT cannot hold": refused_name,
    "FUSE: as it is": hard(),
    "FUSE: no hard links": hard(no_link=1),
    "FUSE: folders cannot be synced": hard(no_folder_sync=1),
    "FUSE: no links, no folder sync, scanned for 150 ms (Windows)": hard(
        no_link=1, no_folder_sync=1, scan_ms=150
    ),
    "FUSE: a scanner holds each file for 600 ms": hard(scan_ms=600),
    "FUSE: a sync client holds the map for 1 s": held(1.0),
    "FUSE: a sync client holds the map for good": held(60.0, "file.not_saved_rescued"),
    "FUSE: nothing may be replaced": hard("file.not_saved_rescued", no_replace=1),
    "FUSE: a slow share, 100 ms each call": hard(slow_ms=100),
    "FUSE: a share that is gone": fails(gone=1),
    "FUSE: a drive that forgets what it took": hard("file.not_saved_misread", forgets=1),
    "FUSE: a file that is only in the cloud, offline": fails(offline=1),
    "FUSE: a sync client puts an old version back": rolled_back,
}
