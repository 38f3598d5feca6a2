"""What has become of an open map's file by other hands; asked in a thread, for drives may hang."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from app.file_stamp import FileStamp, Marks, folder_place, take_marks, take_stamp
from app.keeping.disk import THE_DISK, Disk, write_proved
from app.keeping.saver import digest, names_beside

OutsideKind = Literal["same", "changed", "gone", "lost"]


@dataclass(frozen=True, slots=True)
class Outside:
    """What a file is now.

    Attributes:
        kind: As it was read or written last; another content, be it older; no file any more; or
            its folder cannot be reached, or is another one in its place.
        stamp: Of what is there; None where that is not known.
        folder: Device and number of its folder.
    """

    kind: OutsideKind
    stamp: FileStamp | None = None
    folder: tuple[int, int] | None = None


def marks_of(stamp: FileStamp | None) -> Marks | None:
    """Return what tells quickly that a file is as it was at ``stamp``; None if nothing does."""
    if stamp is None or not stamp.sha256:
        return None
    return stamp.size, stamp.mtime_ns, stamp.inode


def look_outside(path: Path, stamp: FileStamp | None, folder: tuple[int, int] | None) -> Outside:
    """Return what ``path`` is now; ``stamp`` and ``folder`` are of when it was read or written.

    Content decides, not time: a file that was only touched is the same, and so is one on a stick
    that was plugged in again, although its folder has another number then.
    """
    place = folder_place(path)
    is_other = folder is not None and place != folder
    if place is None:
        return Outside("lost")
    try:
        path.stat()
    except FileNotFoundError:
        return Outside("lost" if is_other else "gone", folder=place)
    except (OSError, ValueError):
        return Outside("lost", folder=place)
    marks = take_marks(path)
    if not is_other and marks is not None and marks == marks_of(stamp):
        return Outside("same", stamp, place)
    found = take_stamp(path, marks)
    if found is None or not found.sha256:  # it is just being written
        return Outside("same", stamp, folder)
    if stamp is not None and found.sha256 == stamp.sha256:
        return Outside("same", found, place)
    return Outside("lost" if is_other else "changed", found, place)


def keep_theirs(target: Path, name: str, disk: Disk = THE_DISK) -> tuple[Path, FileStamp]:
    """Copy what stands at ``target`` to a free name beside it, for good; return where.

    The stamp is for `app.keeping.saver.Expected`: only what was copied may be written over.

    Args:
        target: The file; no link.
        name: Stands in the copy's name in brackets, e.g. "other version".
        disk: Where.

    Raises:
        OSError: If it cannot be read or copied.
    """
    data = disk.read(target)
    path = _write_beside(target, name, data, disk)
    try:
        disk.sync_folder(path.parent)
    except BaseException:
        with suppress(OSError):
            disk.remove(path)
        raise
    return path, FileStamp(-1, 0, 0, digest(data))


def _write_beside(target: Path, name: str, data: bytes, disk: Disk) -> Path:
    for path in names_beside(target, name):
        if disk.find(path) is not None:
            continue
        try:
            write_proved(disk, path, data)
        except FileExistsError:  # somebody else took it just now
            continue
        except BaseException:
            with suppress(OSError):
                disk.remove(path)
            raise
        return path
    raise AssertionError("numbers never end")
