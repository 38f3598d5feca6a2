"""Reading a .journey file from disk: regular files only, within the limit, never hanging."""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import replace
from pathlib import Path

from model.file.envelope import MAX_BYTES
from model.file.loading import Opened, open_bytes
from model.journey import JourneyMap
from model.problems import FileProblem
from model.values import clean_text

HEAD_BYTES = 4096
"""Of a file's beginning; what tells of a map's format and id stands there."""

_CODES = {
    errno.ENOENT: "file.not_there",
    errno.ENOTDIR: "file.not_there",
    errno.EACCES: "file.not_allowed",
    errno.EPERM: "file.not_allowed",
    errno.EISDIR: "file.is_folder",
    errno.ENXIO: "file.not_regular",
    errno.ELOOP: "file.link_loop",
    errno.ENAMETOOLONG: "file.name_too_long",
}

# Windows' numbers for a file whose content a sync client has to fetch and cannot (winerror.h,
# ERROR_CLOUD_FILE_…): the client does not run, is not signed in, has no network, gives up.
_NOT_FETCHED = (362, 386, 388, 389, 393, 398, 404, 426)


def read_journey(path: str | os.PathLike[str]) -> JourneyMap:
    """Return the map in the file at ``path``; a symbolic link is followed.

    Raises:
        FileProblem: If it cannot be read, or is not a whole and sound map; codes ``file.*``.
    """
    return open_journey(path).journey


def open_journey(path: str | os.PathLike[str]) -> Opened:
    """Return the map at ``path`` with what is to be told about the file.

    Raises:
        FileProblem: As `read_journey`.
    """
    name = shown_name(path)
    try:
        opened = open_bytes(read_bounded(path), name)
    except FileProblem as problem:
        raise _with_older(problem, path) from None
    notes = tuple(
        _with_older(note, path) if note.code == "file.note_checksum" else note
        for note in opened.notes
    )
    return replace(opened, notes=notes)


def read_bounded(path: str | os.PathLike[str], limit: int = MAX_BYTES) -> bytes:
    """Return the bytes of the regular file at ``path``.

    Raises:
        FileProblem: If there is none, it may not be read, or it is larger than ``limit`` bytes,
            which is told before it is read.
    """
    name = shown_name(path)
    # O_NONBLOCK: opening a FIFO without a writer would wait for ever.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        if Path(path).is_dir():  # Windows answers "permission denied" to opening a folder
            raise FileProblem("file.is_folder", file=name)
        handle = os.open(path, flags | getattr(os, "O_CLOEXEC", 0))
        with os.fdopen(handle, "rb") as file:
            found = os.fstat(handle)
            if not stat.S_ISREG(found.st_mode):
                raise FileProblem("file.not_regular", file=name)
            if found.st_size > limit:
                raise _too_large(name, found.st_size, limit)
            data = file.read(limit + 1) or b""  # None from a file of the system that would wait
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise _unreadable(error, name) from error
    if len(data) > limit:
        raise _too_large(name, len(data), limit)
    return data


def read_head(path: str | os.PathLike[str]) -> bytes:
    """Return the first `HEAD_BYTES` of the regular file at ``path``; nothing if it gives none."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        if not Path(path).is_file():
            return b""
        with os.fdopen(os.open(path, flags), "rb") as file:
            return file.read(HEAD_BYTES) or b""
    except (OSError, ValueError):  # ValueError: a NUL in the path
        return b""


def shown_name(path: str | os.PathLike[str]) -> str:
    """Return ``path`` as it can be shown: what no text can hold becomes U+FFFD."""
    return clean_text(os.fsdecode(path)).replace("\n", "\ufffd")


def _with_older(problem: FileProblem, path: str | os.PathLike[str]) -> FileProblem:
    """Return ``problem`` with the name of the version before, if a save has left one here."""
    backup = Path(f"{os.fsdecode(path)}.bak")
    try:
        has_older = backup.is_file()
    except (OSError, ValueError):
        has_older = False
    if not has_older:
        return problem
    return FileProblem(problem.code, **{**problem.params, "older": shown_name(backup.name)})


def _too_large(name: str, size: int, limit: int) -> FileProblem:
    mega = 1024 * 1024
    return FileProblem("file.too_large", file=name, size=-(-size // mega), limit=limit // mega)


def _unreadable(error: OSError | ValueError, name: str) -> FileProblem:
    number = getattr(error, "errno", None) or errno.EINVAL
    code = _CODES.get(number, "file.unreadable")
    if getattr(error, "winerror", None) in _NOT_FETCHED:
        code = "file.in_the_cloud"
    return FileProblem(code, file=name, reason=errno.errorcode.get(number, str(number)))
