"""What saver and journal ask of a disk, one call of the system each, so that each can be failed.

`THE_DISK` is the computer's. Tests put another in its place: one that remembers what reached the
platter, one that fails, one that lies (tests/faults).
"""

from __future__ import annotations

import ctypes
import errno
import os
import stat
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

# On macOS fsync leaves the bytes in the drive's own cache.
_MAC_FULL_SYNC: int | None = None
try:
    import fcntl
except ImportError:  # Windows
    pass
else:
    _MAC_FULL_SYNC = getattr(fcntl, "F_FULLFSYNC", None)

WINDOWS_LOCKS = (5, 32, 33, 1175)
"""Windows' numbers for: access denied, sharing violation, lock violation, cannot replace."""

_NO_FOLDER_SYNC = (errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, errno.EBADF)
_NO_EXCHANGE = (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EXDEV, errno.EPERM)
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2  # linux/fcntl.h, linux/fs.h
_RENAME_SWAP = 2  # macOS, sys/stdio.h
_BLOCK = 1024 * 1024

Kind = Literal["file", "folder", "other"]


@dataclass(frozen=True, slots=True)
class Found:
    """What stands at a name: its kind, what tells it from others, and what may be done with it.

    Attributes:
        place: Device and number of the file on it: the same as long as it is the same file.
    """

    kind: Kind
    place: tuple[int, int]
    size: int
    mtime_ns: int
    mode: int
    owner: tuple[int, int]


class Disk(Protocol):
    """The calls; all raise OSError as `os` does."""

    def find(self, path: Path) -> Found | None:
        """Return what stands at ``path`` (a link itself, not what it leads to), None if nothing."""

    def create(self, path: Path, like: Found | None = None) -> int:
        """Make a new file, with mode and owner of ``like`` as far as they may be given."""

    def append(self, path: Path) -> int:
        """Open a file of ours to write at its end."""

    def write(self, handle: int, data: memoryview) -> int:
        """Write the beginning of ``data``; return how many bytes."""

    def sync(self, handle: int) -> None:
        """Make the drive write what was written to ``handle``."""

    def close(self, handle: int) -> None:
        """Give ``handle`` back."""

    def read(self, path: Path) -> bytes:
        """Return all of the regular file at ``path``."""

    def link(self, source: Path, target: Path) -> None:
        """Give the file ``source`` the second name ``target``, which is free."""

    def replace(self, source: Path, target: Path) -> None:
        """Move ``source`` to ``target``, over what may stand there."""

    def exchange(self, first: Path, second: Path) -> bool:
        """Swap two files in one step; False where the system or the drive cannot."""

    def remove(self, path: Path) -> None:
        """Take a file away."""

    def make_folder(self, path: Path) -> None:
        """Make a folder in one that stands, readable by its owner alone; it may stand there."""

    def names(self, folder: Path) -> tuple[str, ...]:
        """Return what stands in ``folder``, sorted."""

    def sync_folder(self, folder: Path) -> None:
        """Make the drive write the names in ``folder``; nothing where the system cannot."""

    def pause(self, seconds: float) -> None:
        """Wait."""


class SystemDisk:
    """The computer's own."""

    def find(self, path: Path) -> Found | None:
        """See `Disk.find`."""
        try:
            found = os.lstat(path)
        except FileNotFoundError:
            return None
        kind: Kind = "other"
        if stat.S_ISREG(found.st_mode):
            kind = "file"
        elif stat.S_ISDIR(found.st_mode):
            kind = "folder"
        return Found(
            kind,
            (found.st_dev, found.st_ino),
            found.st_size,
            found.st_mtime_ns,
            stat.S_IMODE(found.st_mode),
            (found.st_uid, found.st_gid),
        )

    def create(self, path: Path, like: Found | None = None) -> int:
        """See `Disk.create`."""
        handle = os.open(path, _flags(os.O_WRONLY | os.O_CREAT | os.O_EXCL), 0o666)
        if like is not None:
            _take_over(handle, like)
        return handle

    def append(self, path: Path) -> int:
        """See `Disk.append`."""
        return os.open(path, _flags(os.O_WRONLY | os.O_APPEND))

    def write(self, handle: int, data: memoryview) -> int:
        """See `Disk.write`."""
        return os.write(handle, data)

    def sync(self, handle: int) -> None:
        """See `Disk.sync`; after an error never again on the same file (ATC'20, A16)."""
        os.fsync(handle)
        if _MAC_FULL_SYNC is not None:
            with suppress(OSError):  # network drives know only fsync
                fcntl.fcntl(handle, _MAC_FULL_SYNC)

    def close(self, handle: int) -> None:
        """See `Disk.close`."""
        os.close(handle)

    def read(self, path: Path) -> bytes:
        """See `Disk.read`; a pipe or a device is refused before it could hold us up."""
        handle = os.open(path, _flags(os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)))
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise OSError(errno.EINVAL, "not a regular file", str(path))
            return file.read()

    def link(self, source: Path, target: Path) -> None:
        """See `Disk.link`."""
        target.hardlink_to(source)

    def replace(self, source: Path, target: Path) -> None:
        """See `Disk.replace`."""
        source.replace(target)

    def exchange(self, first: Path, second: Path) -> bool:
        """See `Disk.exchange`."""
        result = _exchange(os.fsencode(first), os.fsencode(second))
        if result in _NO_EXCHANGE:
            return False
        if result:
            raise OSError(result, os.strerror(result), str(second))
        return True

    def remove(self, path: Path) -> None:
        """See `Disk.remove`."""
        path.unlink()

    def make_folder(self, path: Path) -> None:
        """See `Disk.make_folder`."""
        path.mkdir(mode=0o700, exist_ok=True)

    def names(self, folder: Path) -> tuple[str, ...]:
        """See `Disk.names`."""
        return tuple(sorted(path.name for path in folder.iterdir()))

    def sync_folder(self, folder: Path) -> None:
        """See `Disk.sync_folder`."""
        if os.name == "nt":
            return
        handle = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
        try:
            os.fsync(handle)
        except OSError as error:
            if error.errno not in _NO_FOLDER_SYNC:
                raise
        finally:
            os.close(handle)

    def pause(self, seconds: float) -> None:
        """See `Disk.pause`."""
        time.sleep(seconds)


THE_DISK: Disk = SystemDisk()


def write_all(disk: Disk, path: Path, data: bytes, like: Found | None = None) -> None:
    """Write ``data`` to the new file ``path`` and make the drive keep it.

    Raises:
        OSError: If anything of it failed; what there is of the file is for the caller to remove.
    """
    handle = disk.create(path, like)
    try:
        add(disk, handle, data)
        disk.sync(handle)
    except BaseException:
        with suppress(OSError):  # what failed first is what is told
            disk.close(handle)
        raise
    disk.close(handle)


def write_proved(disk: Disk, path: Path, data: bytes) -> None:
    """Write as `write_all`, and see that the drive gives back what it was given.

    Raises:
        OSError: If it does not, or as `write_all`.
    """
    write_all(disk, path, data)
    if disk.read(path) != data:
        raise OSError(errno.EIO, "the drive gave back other bytes", str(path))


def copy_whole(disk: Disk, path: Path, copy: Path) -> None:
    """Write what is in ``path`` to the new file ``copy``, as `write_proved`.

    Raises:
        OSError: As there, or if a failing drive gives back less of ``path`` than it holds.
    """
    found, data = disk.find(path), disk.read(path)
    if found is not None and len(data) != found.size:
        raise OSError(errno.EIO, "less is read than the file holds", str(path))
    write_proved(disk, copy, data)


def add(disk: Disk, handle: int, data: bytes) -> None:
    """Write all of ``data``; a drive may take it in pieces."""
    rest = memoryview(data)
    while rest:
        taken = disk.write(handle, rest)
        if taken <= 0:
            raise OSError(errno.EIO, "nothing was written")
        rest = rest[taken:]


def make_lasting_folder(disk: Disk, path: Path) -> None:
    """Have a folder ``path``, and the drive keep it and all above it.

    Raises:
        OSError: If it cannot be had.
    """
    missing: list[Path] = []
    while disk.find(path) is None:
        if path == path.parent:  # a drive that is gone has no folder above it either
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
        missing.append(path)
        path = path.parent
    for folder in reversed(missing):
        disk.make_folder(folder)
    # Those that stand too: they may have been made a moment ago by a program that then ended.
    for folder in (missing[0] if missing else path).parents:
        with suppress(PermissionError):  # one that we may not read we have not made
            disk.sync_folder(folder)


def is_locked(error: OSError) -> bool:
    """Tell whether somebody holds the file for a moment: a virus scanner, a sync client."""
    number = getattr(error, "winerror", None)
    # Elsewhere a refused right stays refused, and waiting for it would hold up who saves.
    return number in WINDOWS_LOCKS if number is not None else error.errno == errno.EBUSY


def _flags(flags: int) -> int:
    for name in ("O_NOFOLLOW", "O_CLOEXEC", "O_BINARY"):
        flags |= getattr(os, name, 0)
    return flags


def _take_over(handle: int, old: Found) -> None:
    if hasattr(os, "fchown"):
        made = os.fstat(handle)
        if (made.st_uid, made.st_gid) != old.owner:
            with suppress(OSError):
                os.fchown(handle, *old.owner)
        with suppress(OSError):  # FAT keeps no modes
            os.fchmod(handle, old.mode)


def _exchange(first: bytes, second: bytes) -> int:
    """Swap two names by the system's own call; return its error, 0 for none."""
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "linux":
            call = library.renameat2
            failed = call(_AT_FDCWD, first, _AT_FDCWD, second, _RENAME_EXCHANGE)
        elif sys.platform == "darwin":
            failed = library.renamex_np(first, second, _RENAME_SWAP)
        else:
            return errno.ENOSYS
    except (AttributeError, OSError, TypeError):  # an older C library, or none to be asked
        return errno.ENOSYS
    return ctypes.get_errno() if failed else 0
