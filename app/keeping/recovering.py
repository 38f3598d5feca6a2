"""What a journal brings back after the program ended in the midst of work.

Reading changes nothing on the disk; a session goes only when its map is saved, or is set aside.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from app.keeping.disk import THE_DISK, Disk
from app.keeping.frames import Frames, read_frames
from app.keeping.journal import base_file, journal_file
from app.keeping.notes import Origin
from app.keeping.saver import digest
from model.file import decode
from model.journey import JourneyMap
from model.patch import apply_patch
from model.problems import Problem

_JOURNAL = re.compile(r"journal-([0-9]{6})\Z")
_MOST_EDITS = 10**9  # nobody makes so many, and windows can count no further


@dataclass(frozen=True, slots=True)
class Recovered:
    """A map as it was when the program ended.

    Attributes:
        journey: The map.
        base: What it was when the journal began.
        origin: Where it came from.
        edits: How many edits were made since it was saved.
        last_edit: When the last of them was made, ISO; "" if none was.
        draft: What was being typed.
        is_whole: Whether all that was written could be read; else the end is missing.
        is_base_saved: Whether ``base`` is what was saved last, and not some state after it.
    """

    journey: JourneyMap
    base: JourneyMap
    origin: Origin
    edits: int
    last_edit: str
    draft: str
    is_whole: bool
    is_base_saved: bool = True

    @property
    def is_worth_telling(self) -> bool:
        """Whether there is something that is not in the map's file."""
        return self.edits > 0 or bool(self.draft)


def recover(folder: Path, disk: Disk = THE_DISK) -> Recovered | None:
    """Return the map that the session in ``folder`` was working on; None if there is none.

    Raises:
        OSError: If the folder cannot be read.
    """
    is_whole, half = True, None
    for number in _generations(folder, disk):
        found, is_begun = _of_generation(folder, number, disk)
        if found is not None and is_begun:
            return found if is_whole else _torn(found)
        half = half or found  # the one before, if it is there still, holds more
        is_whole = False  # a newer one was begun and is not readable
    return _torn(half) if half is not None else None


def origin_told(folder: Path, disk: Disk = THE_DISK) -> Origin:
    """Return where the map of a session came from, as far as its journals tell; never fails."""
    with suppress(OSError):
        for number in _generations(folder, disk):
            with suppress(OSError):
                payloads = read_frames(disk.read(journal_file(folder, number))).payloads
                if payloads:
                    return _origin(payloads[0])
    return Origin()


def _generations(folder: Path, disk: Disk) -> list[int]:
    """Return the numbers of the generations in ``folder``, the newest first."""
    matches = (_JOURNAL.match(name) for name in disk.names(folder))
    return sorted((int(match[1]) for match in matches if match), reverse=True)


def _of_generation(folder: Path, number: int, disk: Disk) -> tuple[Recovered | None, bool]:
    """Return what a generation brings back, and whether it has the lines it was begun with."""
    try:
        frames = read_frames(disk.read(journal_file(folder, number)))
        data = disk.read(base_file(folder, number))
    except OSError:  # gone, or on a spot that cannot be read; an older one may be whole
        return None, False
    if not frames.payloads or frames.payloads[0].get("base") != digest(data):
        return None, False
    try:
        base = decode(data, base_file(folder, number).name)
    except Problem:
        return None, False
    is_begun = len(frames.payloads) > _number(frames.payloads[0].get("lines"))
    return _replayed(base, frames), is_begun


def _replayed(base: JourneyMap, frames: Frames) -> Recovered:
    first, *lines = frames.payloads
    earlier = _number(first.get("edits"))
    journey, edits, last_edit, draft = base, earlier, str(first.get("at", "")), ""
    is_whole = frames.is_whole
    for line in lines:
        changes = line.get("patch")
        if isinstance(changes, dict):
            try:
                journey = apply_patch(journey, changes)
            except Problem:
                is_whole = False
                break
        edits += _number(line.get("edits"))
        last_edit = str(line.get("at", last_edit))
        draft = str(line.get("draft", draft))
    return Recovered(
        journey, base, _origin(first), edits, last_edit, draft, is_whole, is_base_saved=not earlier
    )


def _torn(found: Recovered) -> Recovered:
    return replace(found, is_whole=False)


def _origin(first: dict[str, Any]) -> Origin:
    told = first.get("origin")
    held = told if isinstance(told, dict) else {}
    with suppress(TypeError, ValueError):
        origin = Origin(**{key: str(value) for key, value in held.items()})
        if b"\0" not in os.fsencode(origin.path):
            return origin
    return Origin()


def _number(value: object) -> int:
    return value if isinstance(value, int) and 0 <= value < _MOST_EDITS else 0
