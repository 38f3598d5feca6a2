"""What the recovery window shows of one map, and the words for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QDate, QDateTime, QLocale, Qt

from widgets.language import Language

State = Literal["", "same", "changed", "gone", "none"]
"""What stands in the map's file now; "" while it is being looked at."""

_SHOWN_DRAFT = 160


@dataclass(frozen=True, slots=True)
class RecoveryEntry:
    """One map.

    Attributes:
        key: Names it to whoever asked for the window.
        name: Of its file without ending, or its title.
        place: The folder of its file, "" if it was never saved.
        saved, last_edit: When, ISO with zone; "" if that is not known.
        edits: How many are in no file.
        draft: What was being typed and is not in the map.
        is_whole: Whether all that was written down could be read.
        is_readable: Whether anything could.
        folder: Where what cannot be read is.
        until: Day until which a map that was set aside is kept, ISO; "" for one that waits.
    """

    key: str
    name: str
    place: str = ""
    saved: str = ""
    last_edit: str = ""
    edits: int = 0
    draft: str = ""
    is_whole: bool = True
    is_readable: bool = True
    until: str = ""
    folder: str = ""

    @property
    def is_aside(self) -> bool:
        """Whether it was set aside."""
        return bool(self.until)


def facts_of(words: Language, entry: RecoveryEntry) -> list[str]:
    """Return the lines that say where the map is and how it was left."""
    if not entry.is_readable and not entry.place:
        return []
    lines = [
        words("recovery.place", place=entry.place) if entry.place else words("recovery.no_place")
    ]
    saved, last_edit = moment(words, entry.saved), moment(words, entry.last_edit)
    if saved:
        lines.append(words("recovery.saved", time=saved))
    if not entry.is_readable:
        return lines
    if not last_edit:
        lines.append(words("recovery.edits", count=entry.edits))
    elif not entry.edits:
        lines.append(words("recovery.only_draft", time=last_edit))
    else:
        key = "last_edit_aside" if entry.is_aside else "last_edit"
        lines.append(words(f"recovery.{key}", time=last_edit, count=entry.edits))
    if entry.is_aside:
        day = QDate.fromString(entry.until, Qt.DateFormat.ISODate)
        said = words.locale.toString(day, QLocale.FormatType.ShortFormat)
        lines.append(words("recovery.until", day=said))
    return lines


def cautions_of(words: Language, entry: RecoveryEntry, state: State) -> list[str]:
    """Return the lines that warn of something, most often none."""
    if not entry.is_readable:
        return [words("recovery.unreadable", folder=entry.folder)]
    lines = [] if entry.is_whole else [words("recovery.damaged")]
    # A map that was recovered is in its file by now: that was changed by its own user.
    if state == "gone" or (state == "changed" and not entry.is_aside):
        lines.append(words(f"recovery.{state}"))
    return lines


def shown_draft(draft: str) -> str:
    """Return ``draft`` on one line, and not all of a long one."""
    line = " ".join(draft.split())
    return line if len(line) <= _SHOWN_DRAFT else line[: _SHOWN_DRAFT - 1] + "…"


def moment(words: Language, iso: str) -> str:
    """Return a time as people on this computer write it; "" where it is not known."""
    time = QDateTime.fromString(iso, Qt.DateFormat.ISODate)
    if not time.isValid():
        return ""
    return words.locale.toString(time.toLocalTime(), QLocale.FormatType.ShortFormat)
