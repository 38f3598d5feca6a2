"""The saver: whatever fails, at whatever moment, the file on disk is the old one or the new one.

The order of the steps is reference/reliability.md 5.4, where it was proved with power cuts and
injected errors. Every line that syncs, replaces or checks has a campaign that fails without it
(tests/campaigns, docs/reliability.md).
"""

from __future__ import annotations

import hashlib
import itertools
import secrets
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from app.file_names import lengthened
from app.file_stamp import FileStamp
from app.keeping.disk import THE_DISK, Disk, Found, copy_whole, is_locked, write_all
from app.keeping.wording import reason, worded
from model.problems import FileProblem

PAUSES_S = (0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.0)
"""How long to wait for a virus scanner or a sync client to let go (reliability.md 4.2)."""

BEGINNING = ".~jw-"
"""What the names of our files in the making begin with; they never outlive a save by intent."""

OTHER_VERSION = "other version"
"""What stands in the name of another program's version that is kept beside ours."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What must still be so for a save to go on without asking.

    Attributes:
        stamp: What the file was when we read or wrote it last; None if there was none.
        folder: Device and number of its folder then; None if that is not known. An unplugged
            drive leaves an empty folder of the same name behind (reliability.md D8).
    """

    stamp: FileStamp | None
    folder: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Saved:
    """A save that is on the disk.

    Attributes:
        sha256: Of the file.
        other: Where another program's version stays that came in between; None if none did.
        data: All of the file.
    """

    sha256: str
    other: Path | None
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Job:
    """One file to be saved.

    Attributes:
        target: Where; no link.
        data: All of it.
        name: What people know it as.
        expected: See there; None if whatever stands there may go.
        is_map: Whether the old version stays as ``NAME.bak`` and the new one as a rescue file,
            should only the last steps fail. Exports need neither: they can be made again.
        other: Stands in the name of another program's version.
    """

    target: Path
    data: bytes
    name: str
    expected: Expected | None = None
    is_map: bool = True
    other: str = OTHER_VERSION


def save_file(job: Job, disk: Disk = THE_DISK) -> Saved:
    """Do ``job``; on return it is on the disk.

    Raises:
        FileProblem: If it was not saved; codes ``file.not_saved…``. The old file is as it was,
            except after ``file.not_saved_unsure``: then it is the old or the new one.
    """
    with worded(job.name):
        old = _checked_target(job, disk)
        new = job.target.with_name(f"{BEGINNING}{secrets.token_hex(4)}.tmp")
        try:
            write_all(disk, new, job.data, old)
            sha256 = _check_written(job, new, disk)
        except BaseException:
            _remove(new, disk)
            raise
        displaced = _swap_in(job, new, old, disk)
    try:
        disk.sync_folder(job.target.parent)
        other = _keep_other(job, old, displaced, disk)
    except OSError as error:
        told = {"file": job.name, "reason": reason(error), "sha256": sha256}
        raise FileProblem("file.not_saved_unsure", **told) from error
    return Saved(sha256, other, job.data)


def backup_of(target: Path) -> Path:
    """Return where the version before the last saving of ``target`` stays."""
    return target.with_name(target.name + ".bak")


def names_beside(target: Path, other: str) -> Iterator[Path]:
    """Yield names beside ``target``, the best first, with ``other`` and the time in brackets."""
    clock = datetime.now().strftime("%H.%M.%S")  # of people, who look for it in the folder
    for number in itertools.count(1):
        more = "" if number == 1 else f" {number}"
        yield target.with_name(lengthened(target.name, f" ({other} {clock}){more}"))


def digest(data: bytes) -> str:
    """Return the SHA-256 of ``data`` as people write it."""
    return hashlib.sha256(data).hexdigest()


def _checked_target(job: Job, disk: Disk) -> Found | None:
    """Return what is at the target now; refuse what has changed or cannot become a file."""
    folder = disk.find(job.target.parent)
    if folder is None or folder.kind != "folder":
        raise FileProblem("file.not_saved_no_folder", file=job.name)
    expected = job.expected
    if expected is not None and expected.folder not in (None, folder.place):
        raise FileProblem("file.not_saved_other_folder", file=job.name)
    old = disk.find(job.target)
    if old is not None:
        _check_replaceable(job, old, disk)
    if expected is not None:
        _check_unchanged(job, expected.stamp, old, disk)
    return old


def _check_replaceable(job: Job, old: Found, disk: Disk) -> None:
    if old.kind == "folder":
        raise FileProblem("file.not_saved_is_folder", file=job.name)
    if old.kind != "file":
        raise FileProblem("file.not_saved_not_regular", file=job.name)
    backup = disk.find(backup_of(job.target)) if job.is_map else None
    if backup is not None and backup.kind == "folder":
        blocked = backup_of(job.target).name
        raise FileProblem("file.not_saved_backup_blocked", file=job.name, backup=blocked)
    # Replacing needs no right to the file itself, but who write-protects one means it.
    if not old.mode & 0o222:
        raise FileProblem("file.not_saved_read_only", file=job.name)


def _check_unchanged(job: Job, stamp: FileStamp | None, old: Found | None, disk: Disk) -> None:
    if old is None:  # who deleted it did not mean what is on the screen: it is written again
        return
    if stamp is not None:
        marks = (old.size, old.mtime_ns, old.place[1])
        if stamp.sha256 and marks == (stamp.size, stamp.mtime_ns, stamp.inode):
            return
        if digest(disk.read(job.target)) == stamp.sha256:
            return
    raise FileProblem("file.not_saved_changed_outside", file=job.name)


def _check_written(job: Job, new: Path, disk: Disk) -> str:
    """Refuse a drive that says it wrote and did not; return the digest of what it wrote."""
    sha256 = digest(job.data)
    if digest(disk.read(new)) != sha256:
        raise FileProblem("file.not_saved_misread", file=job.name)
    return sha256


def _swap_in(job: Job, new: Path, old: Found | None, disk: Disk) -> Path | None:
    """Put ``new`` in the place of the target; return where what stood there is now, if anywhere."""
    try:
        if old is None and _move_in(job, new, disk):
            return None
        if job.is_map:
            _back_up(job.target, disk)
        return _exchange(job, new, old, disk)
    except OSError as error:
        if not job.is_map:
            _remove(new, disk)
            raise
        raise FileProblem(
            "file.not_saved_rescued", file=job.name, rescue=new.name, reason=reason(error)
        ) from error


def _move_in(job: Job, new: Path, disk: Disk) -> bool:
    """Give ``new`` its name; False if a file of that name was made meanwhile, and it may go."""
    try:
        disk.link(new, job.target)
    except FileExistsError:
        is_taken = True
    except OSError:  # no hard links on exFAT, FAT and many shares
        is_taken = disk.find(job.target) is not None
    else:
        _remove(new, disk)  # it is saved now, whether or not its first name goes
        return True
    if not is_taken:
        _patiently(lambda: disk.replace(new, job.target), disk)
        return True
    if job.expected is not None:
        _remove(new, disk)
        raise FileProblem("file.not_saved_changed_outside", file=job.name)
    return False


def _exchange(job: Job, new: Path, old: Found | None, disk: Disk) -> Path | None:
    swapped = False

    def swap() -> None:
        nonlocal swapped
        swapped = disk.exchange(new, job.target)
        if not swapped:
            # What is replaced is gone, so it is looked at once more in the last moment.
            _check_still(job, new, old, disk)
            disk.replace(new, job.target)

    _patiently(swap, disk)
    return new if swapped else None


def _check_still(job: Job, new: Path, old: Found | None, disk: Disk) -> None:
    """Refuse to replace what has come while ``new`` was written, which takes long on a stick."""
    if job.expected is None or old is None:
        return
    found = disk.find(job.target)
    if found is not None and (found.size, found.mtime_ns) != (old.size, old.mtime_ns):
        _remove(new, disk)
        raise FileProblem("file.not_saved_changed_outside", file=job.name)


def _back_up(target: Path, disk: Disk) -> None:
    """Put the present file at ``NAME.bak`` without moving it away for a moment."""
    held = target.with_name(f"{BEGINNING}{secrets.token_hex(4)}.bak")
    try:
        try:
            # The same file under a second name: costs nothing, and no second write can fail.
            disk.link(target, held)
        except OSError:  # no hard links on exFAT, FAT and many shares
            copy_whole(disk, target, held)
        disk.sync_folder(target.parent)
        _patiently(lambda: disk.replace(held, backup_of(target)), disk)
    finally:
        # Also after success: a rename between two names of one file does nothing (POSIX), and
        # they are one file when the save before was cut off between backup and replace.
        _remove(held, disk)
    disk.sync_folder(target.parent)


def _keep_other(job: Job, old: Found | None, displaced: Path | None, disk: Disk) -> Path | None:
    """Keep what was displaced if it is not the file that was looked at before; return where."""
    if displaced is None:
        return None
    if not job.is_map or _is_expected(job, old, displaced, disk):
        _remove(displaced, disk)
        return None
    return _move_aside(job, displaced, disk)


def _is_expected(job: Job, old: Found | None, displaced: Path, disk: Disk) -> bool:
    """Tell whether what was displaced is what was looked at, and kept as the backup, before."""
    found = disk.find(displaced)
    if found is None or old is None:
        return found is None
    if (found.place, found.size, found.mtime_ns) == (old.place, old.size, old.mtime_ns):
        return True
    # Some drives give a file another number each time it is asked for.
    content = digest(disk.read(displaced))
    stamp = job.expected.stamp if job.expected is not None else None
    if stamp is not None and content != stamp.sha256:
        return False
    return content == digest(disk.read(backup_of(job.target)))


def _move_aside(job: Job, displaced: Path, disk: Disk) -> Path:
    """Give another program's version a name of its own, whatever else is being named just now."""
    for path in names_beside(job.target, job.other):
        if disk.find(path) is not None:
            continue
        try:
            disk.link(displaced, path)
        except FileExistsError:
            continue
        except OSError:  # no hard links
            disk.replace(displaced, path)
        # Before the first name goes: drives may keep the two changes in any order.
        disk.sync_folder(path.parent)
        _remove(displaced, disk)
        return path
    raise AssertionError("numbers never end")


def _patiently(step: Callable[[], None], disk: Disk) -> None:
    for pause in (*PAUSES_S, None):
        try:
            step()
        except OSError as error:
            if pause is None or not is_locked(error):
                raise
            disk.pause(pause)
        else:
            return


def _remove(path: Path, disk: Disk) -> None:
    with suppress(OSError):
        disk.remove(path)
