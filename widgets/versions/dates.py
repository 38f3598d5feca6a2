"""When versions were named: as people on this computer write it, and in that order."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QLocale, Qt

from model.versions import Version
from widgets.language import Language


def time_words(words: Language, created: str) -> str:
    """Return an ISO time in UTC as local day and minute; "" where it is not known."""
    time = QDateTime.fromString(created, Qt.DateFormat.ISODate)
    if not time.isValid():
        return ""
    return words.locale.toString(time.toLocalTime(), QLocale.FormatType.ShortFormat)


def newest_first(versions: tuple[Version, ...]) -> list[Version]:
    """Return the versions by when they were named; those of one second as they were added."""
    placed = sorted(enumerate(versions), key=lambda held: (held[1].created, held[0]))
    return [version for _, version in reversed(placed)]
