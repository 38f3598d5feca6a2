"""Numbers and dates as people write them in a map's language; needs no Qt and no fonts."""

from __future__ import annotations

from model.people_shown import Unshown
from model.texts import Texts


def date_words(words: Texts, iso: str) -> str:
    """Return the day of an ISO date or time as people write it: 3 March 2026."""
    year, month, day = iso[:10].split("-")
    name = words(f"sheet.month.{int(month)}") if 1 <= int(month) <= 12 else month
    return words("sheet.date", day=int(day), month=name, year=year)


def number_words(words: Texts, number: float) -> str:
    """Return ``number`` with the decimal sign and grouping of the language."""
    plain = f"{number:,.10g}"
    if "e" in plain:
        return plain
    grouping, decimal = words("sheet.grouping"), words("sheet.decimal")
    return plain.replace(",", "\0").replace(".", decimal).replace("\0", grouping)


def signed_words(words: Texts, value: float) -> str:
    """Return a feeling's value with its sign: +1, −0.5, 0."""
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return sign + number_words(words, abs(round(value, 1)))


def unshown_words(words: Texts, away: Unshown) -> str:
    """Return who is switched off and what that hides, "" where it hides nothing: Emma: 7 cards."""
    parts = [
        words(f"sheet.unshown_{kind}", count=count)
        for kind, count in (("cards", away.cards), ("feelings", away.feelings))
        if count
    ]
    name = away.person.name or words("names.customer_kind." + away.person.kind)
    return f"{name}: {', '.join(parts)}" if parts else ""


def percent_words(words: Texts, percent: float) -> str:
    """Return a share of 0 to 100 as people write it: 72 %, 4.5%; no finer than it can be known."""
    return words(
        "sheet.percent", number=number_words(words, round(percent, 0 if percent >= 10 else 1))
    )
