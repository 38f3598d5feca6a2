"""What a tile says of a persona, in words; no widgets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from model.layout.coding import EVIDENCE_ICONS
from model.people import Customer
from model.people_shown import Unshown
from model.printing.persona_fields import tagline
from model.texts import Texts
from model.wording import date_words, unshown_words
from widgets.language import Language

_LISTS = ("goals", "challenges", "needs")
_MOST_POINTS = 3
_MOST_QUOTE = 240


@dataclass(frozen=True, slots=True)
class TileWords:
    """The texts of a tile.

    Attributes:
        name: What she is called; never "".
        about: Kind and whom she stands for.
        quote: In her own words, "" for none.
        lists: (heading, points) of what is filled in.
        founded: How sure one is of her, "" where nobody said.
        icon: The sign of that.
        checked: When she was validated.
        review: When she is to be looked at again.
        is_due: Whether that day has come.
        away: What is not shown because she is switched off.
    """

    name: str
    about: str
    quote: str
    lists: tuple[tuple[str, tuple[str, ...]], ...]
    founded: str
    icon: str
    checked: str
    review: str
    is_due: bool
    away: str

    def read_out(self) -> str:
        """Return all of it as one text for screen readers."""
        lists = (f"{heading}: {'; '.join(points)}" for heading, points in self.lists)
        parts = (self.about, self.quote, *lists, self.founded, self.checked, self.review, self.away)
        return ". ".join(part for part in parts if part)


def tile_words(person: Customer, away: Unshown | None, language: Language, today: str) -> TileWords:
    """Return what the tile of ``person`` says; ``today`` is an ISO date."""
    texts = Texts(language.code)
    kind = language(f"names.customer_kind.{person.kind}")
    is_due = bool(person.review) and person.review <= today
    level = person.evidence_level
    return TileWords(
        name=name_of(person, language),
        about=" · ".join(part for part in (kind, tagline(person)) if part),
        quote=_shortened(person.quote),
        lists=tuple(_lists(person, language)),
        founded=language(f"names.evidence_level.{level}") if level else "",
        icon=EVIDENCE_ICONS[level] if level else "",
        checked=_day("validated", person.validated, texts),
        review=_day("review_due" if is_due else "review", person.review, texts),
        is_due=is_due,
        away=_away(person, away, texts),
    )


def name_of(person: Customer, language: Language) -> str:
    """Return what people call ``person``, also where nobody has named her yet."""
    return person.name.strip() or language("window.outline.no_name")


def switched(
    person: Customer, away: Unshown | None, language: Language
) -> tuple[str, dict[str, object]]:
    """Return the key and the words of what is said when ``person`` was switched on or off."""
    name = name_of(person, language)
    if person.is_visible:
        return "personas.said_on", {"name": name}
    what = _hidden(away, Texts(language.code))
    if not what:
        return "personas.said_off", {"name": name}
    return "personas.said_off_what", {"name": name, "what": what}


def _lists(person: Customer, language: Language) -> Iterator[tuple[str, tuple[str, ...]]]:
    for field in _LISTS:
        points: tuple[str, ...] = getattr(person, field)
        shown = points[:_MOST_POINTS]
        if len(points) > _MOST_POINTS:
            more = language("personas.more", count=len(points) - _MOST_POINTS)
            shown = (*shown, more)
        if shown:
            yield language(f"window.field.{field}"), shown


def _day(key: str, iso: str, texts: Texts) -> str:
    return texts(f"personas.{key}", day=date_words(texts, iso)) if iso else ""


def _away(person: Customer, away: Unshown | None, texts: Texts) -> str:
    if person.is_visible:
        return ""
    what = _hidden(away, texts)
    return texts("personas.off_what", what=what) if what else texts("personas.off")


def _hidden(away: Unshown | None, texts: Texts) -> str:
    """Return what ``away`` hides without her name: 7 cards, 2 feelings."""
    return unshown_words(texts, away).rpartition(": ")[2] if away else ""


def _shortened(quote: str) -> str:
    line = " ".join(quote.split())
    return line if len(line) <= _MOST_QUOTE else line[: _MOST_QUOTE - 1].rstrip() + "…"
