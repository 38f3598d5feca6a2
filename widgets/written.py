"""Numbers and dates as people write them in the window's language, read without guessing."""

from __future__ import annotations

import re

from PySide6.QtCore import QDate, QLocale

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})\s*([-./\s])\s*(\d{1,2})\s*\2\s*(\d{4})")
_MONTH_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)?\s+([^\W\d_]{3,})\.?,?\s+(\d{4})")
_SPACES = str.maketrans("", "", " \u00a0\u202f\u2009'\u2019")
_FIRST_YEAR, _LAST_YEAR = 1900, 9999


def read_number(text: str, locale: QLocale) -> float | None:
    """Return the number ``text`` says in ``locale``, None if it says none.

    Thousands are grouped by three or not at all: in Danish ``5.000`` is five thousand and
    ``1.5`` is no number, since one cannot know what was meant.
    """
    group, point = re.escape(locale.groupSeparator()), re.escape(locale.decimalPoint())
    typed = text.replace("\u2212", "-").translate(_SPACES).removesuffix("%")
    pattern = rf"([+-]?)(\d{{1,3}}(?:{group}\d{{3}})+|\d+)?(?:{point}(\d*))?"
    found = re.fullmatch(pattern, typed)
    if found is None or not (found[2] or found[3]):
        return None
    whole = re.sub(r"\D", "", found[2] or "0")
    return float(f"{found[1]}{whole}.{found[3] or '0'}")


def read_date(text: str, locale: QLocale) -> QDate | None:
    """Return the date ``text`` says, None if it says none.

    Taken are 2026-11-22, and with the day first 22-11-2026, 22.11.2026, 22/11/2026 and
    22. november 2026, with the month also in English or shortened to three letters.
    """
    text = text.strip()
    if found := _ISO.fullmatch(text):
        date = QDate(int(found[1]), int(found[2]), int(found[3]))
    elif found := _DAY_FIRST.fullmatch(text):
        date = QDate(int(found[4]), int(found[3]), int(found[1]))
    elif found := _MONTH_NAMED.fullmatch(text):
        date = QDate(int(found[3]), _month(found[2], locale), int(found[1]))
    else:
        return None
    return date if date.isValid() and _FIRST_YEAR <= date.year() <= _LAST_YEAR else None


def _month(word: str, locale: QLocale) -> int:
    """Return the number of the month whose name begins with ``word``, 0 if there is none."""
    for spoken in (locale, QLocale(QLocale.Language.English)):
        for number in range(1, 13):
            if spoken.monthName(number).casefold().startswith(word.casefold()):
                return number
    return 0
