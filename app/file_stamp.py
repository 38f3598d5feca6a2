"""What a file was when it was last read or written, to notice that another program changed it.

This is step 2 of the saving of reference/reliability.md 5.4: size, time and inode say quickly that
nothing happened; where they differ, the SHA-256 of the content decides.
"""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class FileStamp:
    """A file as it was at one moment."""

    size: int
    mtime_ns: int
    inode: int
    sha256: str


Marks = tuple[int, int, int]


def take_marks(path: Path) -> Marks | None:
    """Return size, time and inode of ``path``; None if it cannot be asked."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_size, found.st_mtime_ns, found.st_ino


def take_stamp(path: Path, before: Marks | None = None) -> FileStamp | None:
    """Return what ``path`` is now; None if it cannot be read.

    Args:
        path: The file.
        before: Its marks before its content was used. If they are others now, the content that
            was used is not known, and the stamp is like that of no file.
    """
    marks = take_marks(path)
    digest = digest_of_file(path)
    if marks is None or digest is None:
        return None
    is_known = before in (None, marks) and take_marks(path) == marks
    return FileStamp(*marks, digest if is_known else "")


def stamp_of_saved(path: Path, sha256: str) -> FileStamp:
    """Return what ``path`` is after we wrote content of ``sha256`` there.

    If another program has replaced it already, the stamp is like that of no file, so that its
    version is noticed.
    """
    stamp = take_stamp(path)
    return stamp if stamp is not None and stamp.sha256 == sha256 else FileStamp(-1, 0, 0, sha256)


def folder_place(path: Path) -> tuple[int, int] | None:
    """Return device and number of the folder of ``path``, or of what it links to; None if lost."""
    try:
        found = Path(os.path.realpath(path)).parent.stat()
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino


def has_changed(path: Path, stamp: FileStamp | None) -> bool:
    """Tell whether ``path`` holds something else than ``stamp``; a file that has gone does not."""
    marks = take_marks(path)
    if stamp is None or marks is None:
        return False
    if stamp.sha256 and marks == (stamp.size, stamp.mtime_ns, stamp.inode):
        return False
    digest = digest_of_file(path)
    return digest is not None and digest != stamp.sha256


def is_read_only(path: Path) -> bool:
    """Tell whether saving at ``path`` would be refused: by the file, its folder or the drive."""
    path = Path(os.path.realpath(path))
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return False
    has_bit = bool(mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH))
    return not (has_bit and os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def digest_of_file(path: Path) -> str | None:
    """Return the SHA-256 of ``path``; None if it cannot be read, as a pipe, which would wait."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(path, flags | getattr(os, "O_CLOEXEC", 0)), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return None
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return None
