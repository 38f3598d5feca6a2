"""Whether the program that made a folder still runs: it holds a lock that ends with it.

A number of a process tells little: it is given out again, and after a start of the computer it
means another program. The system's own lock on an open file goes with its holder, however it ends.
"""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class Hold:
    """A lock on a file, held until `release` or the end of the process."""

    def __init__(self, path: Path) -> None:
        """Take the lock ``path``, which is made if it is not there.

        Raises:
            BlockingIOError: If somebody holds it.
            OSError: If the file cannot be made or locked.
        """
        self._path = path
        self._handle: int | None = os.open(
            path,
            os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0),
            0o600,
        )
        try:
            _lock(self._handle)
            _check_still_there(self._handle, path)
        except OSError:
            os.close(self._handle)
            self._handle = None
            raise

    @property
    def is_there(self) -> bool:
        """Whether the file is still the one that is held."""
        return self._handle is not None and _is_at(self._handle, self._path)

    def release(self) -> None:
        """Let go, and take the file away."""
        is_there, handle, self._handle = self.is_there, self._handle, None
        if handle is None:
            return
        if os.name != "nt" and is_there:  # Windows cannot remove what is open
            with suppress(OSError):
                self._path.unlink()
        with suppress(OSError):
            os.close(handle)
        if os.name == "nt":
            with suppress(OSError):
                self._path.unlink()


def is_held(path: Path) -> bool:
    """Tell whether a running program, this one too, holds the lock ``path``."""
    if not path.is_file():
        return False
    try:
        Hold(path).release()
    except BlockingIOError:
        return True
    except OSError:  # it cannot be asked, so nothing of it is touched
        return True
    return False


def _check_still_there(handle: int, path: Path) -> None:
    """Refuse a lock on a file that its holder took away between our opening and our locking."""
    if not _is_at(handle, path):
        raise BlockingIOError(errno.EAGAIN, "somebody is letting go of it", str(path))


def _is_at(handle: int, path: Path) -> bool:
    if os.name == "nt":  # there it cannot be taken away while we have it open
        return True
    try:
        return os.path.samestat(os.fstat(handle), path.lstat())
    except OSError:
        return False


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            raise BlockingIOError(*error.args) from error
    else:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
