"""What the program finds at its start: maps whose last edits were in no file when it ended.

Looking changes nothing but what holds no edit at all, which is removed, and what was set aside
longer than it is kept.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from app.file_stamp import digest_of_file
from app.keeping.alive import Hold
from app.keeping.notes import Origin
from app.keeping.recovering import Recovered, origin_told, recover
from app.keeping.sessions import (
    claim,
    forget_old,
    later_session,
    left_behind,
    set_aside,
    those_aside,
)

FileState = Literal["same", "changed", "gone", "none"]
"""What stands in the file of a map: what it was, something else, nothing; or it never had one."""

_LOG = logging.getLogger(__name__)
_UNKNOWN = Origin()


@dataclass(frozen=True, slots=True)
class LeftMap:
    """A session without its program.

    Attributes:
        folder: Of the session.
        found: What its journal brings back, None if none of it can be read.
        hold: Keeps other programs from offering it too; None for what was set aside.
        origin: Where the map came from, as far as that can be read.
    """

    folder: Path
    found: Recovered | None
    hold: Hold | None = None
    origin: Origin = _UNKNOWN


def maps_left_behind(root: Path) -> list[LeftMap]:
    """Return what was left in the folder ``root`` of the sessions, held; the newest edit first."""
    forget_old(root)
    try:
        folders = left_behind(root)
    except OSError as error:
        _LOG.warning("journals cannot be looked for: %s", error)
        return []
    left: list[LeftMap] = []
    for folder in folders:
        hold = claim(folder)  # first: it may just be beginning in another program
        if hold is None:
            continue
        if _is_worth_telling(folder):
            found = _read(folder)
            origin = found.origin if found is not None else origin_told(folder)
            left.append(LeftMap(folder, found, hold, origin))
        else:
            hold.release()
            with suppress(OSError):
                folder.rmdir()
    return sorted(left, key=_last_edit, reverse=True)


def settle(left: LeftMap) -> None:
    """Set aside what was recovered and is saved now, or is not wanted, and what went on in it."""
    if left.hold is not None:
        left.hold.release()
    waiting = [left.folder]
    while waiting:
        folder = waiting.pop()
        with suppress(OSError):
            waiting += [path for path in folder.parent.iterdir() if later_session(path) == folder]
        try:
            set_aside(folder)
        except OSError as error:
            _LOG.warning("a journal stays where it is: %s", error)


def maps_aside(root: Path) -> list[LeftMap]:
    """Return what was set aside, the newest first."""
    read = ((folder, _read(folder)) for folder in those_aside(root))
    return [
        LeftMap(folder, found, origin=found.origin) for folder, found in read if found is not None
    ]


def state_of_file(origin: Origin) -> FileState:
    """Tell what became of the file of a map since its journal began. It may take long to say."""
    if not origin.path:
        return "none"
    digest = digest_of_file(Path(origin.path))
    if digest is None:
        return "gone"
    return "same" if digest == origin.sha256 else "changed"


def _is_worth_telling(folder: Path) -> bool:
    """Tell whether ``folder`` is to be offered; what holds no edit at all is emptied."""
    later = later_session(folder)
    if later is not None and later.is_dir() and _read(later) is not None:
        return False
    found = _read(folder)
    if found is None:
        return any(folder.glob("journal-*"))
    if found.is_worth_telling or not found.is_whole:
        return True
    for path in (*folder.glob("journal-*"), *folder.glob("base-*")):
        with suppress(OSError):
            path.unlink()  # all of it is in the map's file
    return False


def _read(folder: Path) -> Recovered | None:
    try:
        return recover(folder)
    except Exception as error:  # whatever a damaged disk holds, the other maps are offered
        _LOG.warning("a journal cannot be read: %s", error)
        return None


def _last_edit(left: LeftMap) -> str:
    return left.found.last_edit if left.found is not None else ""
