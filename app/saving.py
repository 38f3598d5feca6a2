"""Saving so that nothing is lost: the file on disk is always the old one or the whole new one.

The order of the steps is reference/reliability.md 5.4, where it was proved with power cuts and
injected errors: temporary file in the same folder, fsync, read back, the old file kept as
``NAME.bak``, replace, fsync of the folder. Needs no Qt.
"""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import shutil
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from app.file_names import LONGEST_NAME, is_windows_name, name_length, windows_name
from model.file import decode, encode, shown_name
from model.journey import JourneyMap
from model.problems import FileProblem

# On macOS fsync leaves the bytes in the drive's own cache.
_MAC_FULL_SYNC: int | None = None
try:
    import fcntl
except ImportError:  # Windows
    pass
else:
    _MAC_FULL_SYNC = getattr(fcntl, "F_FULLFSYNC", None)

PAUSES_S = (0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.0)
"""How long to wait for a virus scanner or a sync client to let go (reliability.md 4.2)."""

_WINDOWS_LOCKS = (5, 32, 33, 1175)  # access denied, sharing and lock violation, cannot replace
_NO_FOLDER_SYNC = (errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, errno.EBADF)

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


def save_journey(path: str | os.PathLike[str], journey: JourneyMap) -> None:
    """Save ``journey`` at ``path``; the version before it stays beside it as ``NAME.bak``.

    What is to be written is read again and compared with the map before anything is touched.

    Raises:
        FileProblem: If it was not saved; the old file is as it was.
    """
    save_bytes(path, checked_bytes(journey, shown_name(path)))


def checked_bytes(journey: JourneyMap, name: str) -> bytes:
    """Return ``journey`` as the bytes of a file, proved by reading them to be this map.

    Raises:
        FileProblem: If they are not: writing them would lose something.
    """
    try:
        data = encode(journey)
        reason = "" if decode(data, name) == journey else "difference"
    except FileProblem as problem:
        reason = f"{problem.code} {problem.params.get('path', '')}".strip()
    except (ValueError, TypeError) as error:
        # pydantic-core raises these for what UTF-8 or JSON cannot hold, e.g. a lone surrogate.
        reason = type(error).__name__
    if reason:
        raise FileProblem("file.not_saved_self_check", file=name, reason=reason)
    return data


def save_bytes(path: str | os.PathLike[str], data: bytes, *, keep_backup: bool = True) -> None:
    """Write ``data`` to ``path`` so that the file is always the old one or the whole new one.

    A symbolic link stays; the file it names is replaced. The file's mode and, where allowed,
    owner are kept.

    Args:
        path: Where to; the folder must exist.
        data: The whole new content.
        keep_backup: Keep the old version as ``NAME.bak``, and the new one as a rescue file
            if all but the last step went well. Exports need neither: they can be made again.

    Raises:
        FileProblem: If it was not saved; codes ``file.not_saved…``. The old file is as it was.
    """
    name = shown_name(path)
    with _worded(name):
        target = Path(os.path.realpath(path))
        old = _checked_target(target, name, keep_backup=keep_backup)
        new = target.with_name(f".~jw-{secrets.token_hex(4)}.tmp")
        try:
            _write_new(new, data, old)
            _check_written(new, data, name)
        except BaseException:
            _remove(new)
            raise
        _swap_in(new, target, name, is_backed_up=keep_backup and old is not None,
                 is_rescued=keep_backup)  # fmt: skip
    try:
        _sync_folder(target.parent)
    except OSError as error:
        raise FileProblem("file.not_saved_unsure", file=name, reason=_reason(error)) from error


def save_export(path: str | os.PathLike[str], data: bytes) -> None:
    """Write what can be made again: without a backup, and never in the place of a map.

    Raises:
        FileProblem: ``file.not_saved_over_map`` if ``path`` is a map or a link to one, else as
            `save_bytes`.
    """
    name = shown_name(path)
    with _worded(name):
        if _is_json_object(Path(path)):
            raise FileProblem("file.not_saved_over_map", file=name)
    save_bytes(path, data, keep_backup=False)


def _is_json_object(path: Path) -> bool:
    """Tell whether the file at ``path`` begins as every map does; no PDF begins so."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            while block := file.read(65536).removeprefix(b"\xef\xbb\xbf"):
                if begun := block.lstrip():
                    return begun.startswith(b"{")
    except PermissionError:  # what may not be read may still be replaced, or is refused there
        pass
    return False


def _checked_target(target: Path, name: str, *, keep_backup: bool) -> os.stat_result | None:
    """Return what is at ``target`` now, or None; refuse what cannot become a file."""
    if os.name == "nt" and not is_windows_name(target.name):
        raise FileProblem("file.not_saved_bad_name", file=name, proposal=windows_name(target.name))
    # The backup's name is the longest one that this file will need.
    if name_length(target.name) + (len(".bak") if keep_backup else 0) > LONGEST_NAME:
        raise FileProblem("file.not_saved_name_too_long", file=name)
    if not target.parent.is_dir():
        raise FileProblem("file.not_saved_no_folder", file=name)
    try:
        old = target.lstat()
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(old.st_mode):
        raise FileProblem("file.not_saved_is_folder", file=name)
    if not stat.S_ISREG(old.st_mode):
        raise FileProblem("file.not_saved_not_regular", file=name)
    if keep_backup and _backup_of(target).is_dir():
        raise FileProblem(
            "file.not_saved_backup_blocked", file=name, backup=_backup_of(target).name
        )
    # Replacing needs no right to the file itself, but who write-protects one means it.
    if not os.access(target, os.W_OK) or not old.st_mode & 0o222:
        raise FileProblem("file.not_saved_read_only", file=name)
    return old


def _write_new(new: Path, data: bytes, old: os.stat_result | None) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    for name in ("O_NOFOLLOW", "O_CLOEXEC", "O_BINARY"):
        flags |= getattr(os, name, 0)
    handle = os.open(new, flags, 0o666)
    try:
        if old is not None:
            _take_over(handle, old)
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        _sync(handle)
    finally:
        os.close(handle)


def _take_over(handle: int, old: os.stat_result) -> None:
    """Give the new file the mode and owner of the old one, as far as the system lets us."""
    if hasattr(os, "fchown"):
        made = os.fstat(handle)
        if (made.st_uid, made.st_gid) != (old.st_uid, old.st_gid):
            with suppress(OSError):
                os.fchown(handle, old.st_uid, old.st_gid)
        with suppress(OSError):  # FAT keeps no modes
            os.fchmod(handle, stat.S_IMODE(old.st_mode))


def _sync(handle: int) -> None:
    """Make the drive write; after an error never again on the same file (ATC'20, A16)."""
    os.fsync(handle)
    if _MAC_FULL_SYNC is not None:
        with suppress(OSError):  # network drives know only fsync
            fcntl.fcntl(handle, _MAC_FULL_SYNC)


def _check_written(new: Path, data: bytes, name: str) -> None:
    """Refuse a drive that says it wrote and did not."""
    with new.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").digest()
    if found != hashlib.sha256(data).digest():
        raise FileProblem("file.not_saved_misread", file=name)


def _swap_in(new: Path, target: Path, name: str, *, is_backed_up: bool, is_rescued: bool) -> None:
    try:
        if is_backed_up:
            _back_up(target)
        _replace(new, target)
    except OSError as error:
        if not is_rescued:
            _remove(new)
            raise
        raise FileProblem(
            "file.not_saved_rescued", file=name, rescue=new.name, reason=_reason(error)
        ) from error


def _back_up(target: Path) -> None:
    """Put the present file at ``NAME.bak`` without moving it away for a moment."""
    held = target.with_name(f".~jw-{secrets.token_hex(4)}.bak")
    try:
        try:
            # The same file under a second name: costs nothing, and no second write can fail.
            os.link(target, held)
        except OSError:  # no hard links on exFAT, FAT and many shares
            _copy(target, held)
        _sync_folder(target.parent)
        _replace(held, _backup_of(target))
    finally:
        # Also after success: a rename between two names of one file does nothing (POSIX), and
        # they are one file when the save before was cut off between backup and replace.
        _remove(held)
    _sync_folder(target.parent)


def _backup_of(target: Path) -> Path:
    return target.with_name(target.name + ".bak")


def _copy(source: Path, target: Path) -> None:
    with source.open("rb") as old, target.open("xb") as new:
        shutil.copyfileobj(old, new, 1024 * 1024)
        new.flush()
        _sync(new.fileno())


def _replace(source: Path, target: Path) -> None:
    for pause in (*PAUSES_S, None):
        try:
            source.replace(target)
        except OSError as error:
            if pause is None or not _is_locked(error):
                raise
            time.sleep(pause)
        else:
            return


def _is_locked(error: OSError) -> bool:
    number = getattr(error, "winerror", None)
    # Elsewhere a refused right stays refused, and waiting for it would hold up the window.
    return number in _WINDOWS_LOCKS if number is not None else error.errno == errno.EBUSY


def _sync_folder(folder: Path) -> None:
    """Make the drive write the folder's names; Windows has no such call."""
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


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink()


@contextmanager
def _worded(name: str) -> Iterator[None]:
    """Turn what the system says about a file into words for people."""
    try:
        yield
    except OSError as error:
        number = error.errno or 0
        code = _CODES.get(number, "file.not_saved")
        if getattr(error, "winerror", None) in _WINDOWS_LOCKS:
            code = "file.not_saved_in_use"
        raise FileProblem(code, file=name, reason=_reason(error)) from error
    except ValueError as error:  # a NUL in the path
        raise FileProblem("file.not_saved", file=name, reason=type(error).__name__) from error


def _reason(error: OSError) -> str:
    return errno.errorcode.get(error.errno or 0, type(error).__name__)
