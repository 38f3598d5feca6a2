"""The plug pulled before every call of the disk, and right after each promise, on ext4 and XFS.

Needs root: a drive in a file is mounted, and the system's own call shuts it down without writing
its log (EXT4_IOC_SHUTDOWN, XFS_IOC_GOINGDOWN). What is there after it is mounted again is what a
computer would find that starts again.
"""

from __future__ import annotations

import fcntl
import mmap
import os
import random
import shutil
import struct
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path

from app.keeping.disk import SystemDisk
from tests.faults.batches import SLATE
from tests.faults.kills import Tally
from tests.faults.operations import BY_FILE, OPERATIONS, Attempt, Case, attempt, in_place

SHUT_DOWN, WITHOUT_LOG = 0x8004587D, struct.pack("I", 2)  # ext4.h, xfs_fs.h
DRIVES = {"ext4": ("64M", ["mkfs.ext4", "-qF"]), "xfs": ("320M", ["mkfs.xfs", "-qf"])}
CALLS = (
    "find", "create", "append", "write", "sync", "close", "link", "replace", "exchange", "remove",
    "make_folder", "sync_folder",
)  # fmt: skip
SIZES = (0, 40_000, 2_000_000)


class Drive:
    """A drive in a file, mounted at ``place``."""

    def __init__(self, kind: str, folder: Path) -> None:
        size, make = DRIVES[kind]
        image = folder / f"{kind}.img"
        self.place = folder / kind
        self.place.mkdir()
        _do("truncate", "-s", size, str(image))
        _do(*make, str(image))
        self._device = _do("losetup", "-f", "--show", str(image)).strip()
        self.mount()

    def mount(self) -> None:
        """Have it again, as after a start of the computer."""
        _do("mount", self._device, str(self.place))

    def unmount(self) -> None:
        """Take it off."""
        _do("umount", str(self.place))

    def end(self) -> None:
        """Give all back."""
        subprocess.run(["umount", str(self.place)], check=False, capture_output=True)
        _do("losetup", "-d", self._device)


@contextmanager
def drive(kind: str) -> Iterator[Drive]:
    """Make a drive of ``kind``, and take it away again."""
    with tempfile.TemporaryDirectory(prefix="powercuts-") as folder:
        made = Drive(kind, Path(folder))
        try:
            yield made
        finally:
            made.end()


def why_not(kind: str) -> str:
    """Return why there can be no such drive here; "" if there can."""
    if os.geteuid() != 0:
        return "needs root"
    if not shutil.which(DRIVES[kind][1][0]):
        return f"{DRIVES[kind][1][0]} is not installed"
    try:
        with drive(kind) as made:
            shut_down(made.place)
    except (OSError, subprocess.CalledProcessError) as error:
        return f"no drive can be mounted and shut down here: {error}"
    return ""


def run(seconds: float = 1200.0) -> list[str]:
    """Cut everything everywhere; a line for each kind of drive, and what was wrong."""
    said = []
    for kind in DRIVES:
        if reason := why_not(kind):
            said.append(f"{kind}: NOT RUN: {reason}")
            continue
        with drive(kind) as made:
            tally = _cut_all(made, time.monotonic() + seconds)
        said += [f"{kind}: {line}" for line in tally.lines()]
    return said


def cases() -> list[Case]:
    """Return what is cut."""
    befores = ("nothing", "file", "backed", "leftover")
    by_file = [Case(*each) for each in product(BY_FILE, befores, SIZES, (False, True))]
    others = [name for name in OPERATIONS if name not in BY_FILE]
    return by_file + [Case(name, "backed", size) for name, size in product(others, SIZES)]


def _cut_all(made: Drive, end: float) -> Tally:
    tally, chance = Tally(), random.Random(6)
    for case in cases():
        number = 1
        while time.monotonic() < end:
            # Sometimes the system writes by itself what nobody has asked it to write.
            synced = chance.randint(1, number) if chance.random() < 0.3 else 0
            if not _cut(made, case, number, synced, tally):
                break
            number += 1
        print(f"{case}: {number} calls; {tally.lines(1)[0]}", flush=True)
    return tally


def _cut(made: Drive, case: Case, number: int, synced: int, tally: Tally) -> bool:
    """Cut ``case`` before its call ``number``; False if it came to its end before."""
    folder = made.place / "here"
    shutil.rmtree(folder, ignore_errors=True)
    tried = attempt(case, folder)
    os.sync()
    slate = mmap.mmap(-1, SLATE)
    child = os.fork()
    if child == 0:
        _run_to(tried, made.place, (number, synced), slate)
    os.waitpid(child, 0)
    if kept := getattr(tried, "kept", None):
        kept._leave_file()
    made.unmount()
    made.mount()
    told = tuple(slate[:].rstrip(b"\0").decode().splitlines())
    is_at_end = "at the end" in told
    faults = tried.judge(tuple(word for word in told if word != "at the end"))
    tally.count("after a promise" if told else "before any promise")
    tally.faults += [f"{case}, call {number}, synced {synced}: {fault}" for fault in faults]
    return not is_at_end


def _run_to(tried: Attempt, place: Path, at: tuple[int, int], slate: mmap.mmap) -> None:
    """Be the process that is under way when the plug is pulled."""
    try:
        in_place(tried.case)
        _count_calls(place, *at)
        written = 0

        def tell(promise: str) -> None:
            nonlocal written
            data = f"{promise}\n".encode()
            slate[written : written + len(data)] = data
            written += len(data)

        tried.run(tell)
        tell("at the end")
        shut_down(place)
    finally:
        os._exit(0)


def _count_calls(place: Path, number: int, synced: int) -> None:
    made = 0

    def counted(call: Callable[..., object]) -> Callable[..., object]:
        def wrapped(*args: object, **kwargs: object) -> object:
            nonlocal made
            made += 1
            if made == synced:
                os.sync()
            if made == number:
                shut_down(place)
                os._exit(0)
            return call(*args, **kwargs)

        return wrapped

    for name in CALLS:
        setattr(SystemDisk, name, counted(getattr(SystemDisk, name)))
    Path.rename = counted(Path.rename)  # how a journal is set aside


def shut_down(place: Path) -> None:
    """Have the drive at ``place`` take nothing more, as when its power fails."""
    handle = os.open(place, os.O_RDONLY)
    fcntl.ioctl(handle, SHUT_DOWN, WITHOUT_LOG)
    os.close(handle)


def _do(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
