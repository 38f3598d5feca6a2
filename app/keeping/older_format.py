"""The file of an older format stays beside the map for good when that is first saved in ours.

A migration loses nothing that we know of. But a program older than this one reads only the file
as it was, and `NAME.bak` is another one after two saves (reference/reliability.md 5.3).
"""

from __future__ import annotations

import re
import secrets
from contextlib import suppress
from pathlib import Path

from app.file_names import LONGEST_NAME, name_length
from app.keeping.disk import THE_DISK, Disk, copy_whole
from app.keeping.saver import BEGINNING
from model.file import FORMAT, SCHEMA_VERSION, read_head

# Within a text of the file the quotes would have a backslash before them.
_VERSION = re.compile(rb'"schema_version"\s*:\s*([0-9]{1,6})\s*[,}]')


def keep_older_format(target: Path) -> Path | None:
    """Give the map at ``target``, which is about to be replaced, a second name if it is older.

    Return it; None where nothing is to be kept, or it is kept already.

    Raises:
        OSError: If it cannot be kept; then it must not be replaced.
    """
    version = older_version_in(target)
    return None if version is None else keep_version(target, version)


def older_version_in(path: Path) -> int | None:
    """Return the version of the format of the map at ``path`` if it is older than ours."""
    head = read_head(path)  # what may not be read may still be replaced, or is refused there
    found = _VERSION.search(head) if b'"%b"' % FORMAT.encode() in head else None
    version = int(found[1]) if found is not None else SCHEMA_VERSION
    return version if 0 < version < SCHEMA_VERSION else None


def keep_version(target: Path, version: int, disk: Disk = THE_DISK) -> Path | None:
    """Keep ``target`` as ``NAME.vN.bak``; what has that name already stays. See above."""
    kept = target.with_name(f"{target.name}.v{version}.bak")
    if name_length(kept.name) > LONGEST_NAME or disk.find(kept) is not None:
        return None
    try:
        disk.link(target, kept)
    except FileExistsError:
        return None
    except OSError:  # no hard links on exFAT, FAT and many shares
        _copy(target, kept, disk)
    # The saver has the drive keep all names of the folder before it replaces anything.
    return kept


def _copy(target: Path, kept: Path, disk: Disk) -> None:
    new = kept.with_name(f"{BEGINNING}{secrets.token_hex(4)}.bak")
    try:
        copy_whole(disk, target, new)
        disk.replace(new, kept)
    except BaseException:
        with suppress(OSError):
            disk.remove(new)
        raise
