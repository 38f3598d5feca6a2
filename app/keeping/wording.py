"""What the system says about a file, as a problem that people are told."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from app.keeping.disk import WINDOWS_LOCKS
from model.problems import FileProblem

_CODES = {
    errno.ENOSPC: "file.not_saved_full",
    errno.EDQUOT: "file.not_saved_full",
    errno.EROFS: "file.not_saved_read_only",
    errno.EACCES: "file.not_saved_not_allowed",
    errno.EPERM: "file.not_saved_not_allowed",
    errno.ENOENT: "file.not_saved_no_folder",
    errno.ENOTDIR: "file.not_saved_no_folder",
    errno.EISDIR: "file.not_saved_is_folder",
    errno.ENAMETOOLONG: "file.not_saved_name_too_long",
    errno.EBUSY: "file.not_saved_in_use",
}


@contextmanager
def worded(name: str) -> Iterator[None]:
    """Turn an error of the system about the file ``name`` into a `FileProblem`."""
    try:
        yield
    except OSError as error:
        code = _CODES.get(error.errno or 0, "file.not_saved")
        if getattr(error, "winerror", None) in WINDOWS_LOCKS:
            code = "file.not_saved_in_use"
        raise FileProblem(code, file=name, reason=reason(error)) from error
    except ValueError as error:  # a NUL in the path
        raise FileProblem("file.not_saved", file=name, reason=type(error).__name__) from error


def reason(error: OSError) -> str:
    """Return the system's short name of what went wrong, e.g. ``EIO``."""
    return errno.errorcode.get(error.errno or 0, type(error).__name__)
