"""What a journal is told: a map after an edit, where it comes from, what it begins with."""

from __future__ import annotations

from dataclasses import dataclass

from model.journey import JourneyMap


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a map comes from.

    Attributes:
        path: Its file as this computer names it, "" for a map that was never saved.
        name: What people know it as.
        sha256: Of the file when it was read or saved last; "" without one.
        saved: When it was saved last, ISO with zone; "" if that is not known.
    """

    path: str = ""
    name: str = ""
    sha256: str = ""
    saved: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """What is to be kept: a map after an edit.

    Attributes:
        journey: The map.
        at: When, ISO with zone.
        edits: How many edits since the note before.
        label: Text key of the last of them.
        draft: What is being typed and is not in the map yet; "" for nothing.
    """

    journey: JourneyMap
    at: str
    edits: int = 1
    label: str = ""
    draft: str = ""


@dataclass(frozen=True, slots=True)
class Start:
    """What a journal begins with: a map, where it comes from, edits since it was saved.

    Attributes:
        journey: The map.
        origin: Where it comes from.
        edits: How many were made since it was saved.
        last_edit: When the last of them was made, ISO with zone; "" without any.
    """

    journey: JourneyMap
    origin: Origin
    edits: int = 0
    last_edit: str = ""
