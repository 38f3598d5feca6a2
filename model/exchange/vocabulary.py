"""Words in tables of both languages: what a header, a type or a marker is called."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final, cast

from model.folding import fold
from model.lanes import LaneRole
from model.texts import LANGUAGES, text_table

# Headers of other programs and people beside our own words, which stand in ``exchange.column``.
_MORE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "stage": "phase", "journey phase": "phase", "journey stage": "phase", "etape": "phase",
        "steps": "step", "activity": "step", "aktivitet": "step",
        "swimlane": "lane", "row": "lane", "category": "lane", "kategori": "lane", "spor": "lane",
        "card": "text", "note": "text", "seddel": "text", "content": "text", "indhold": "text",
        "description": "text", "beskrivelse": "text", "title": "text", "titel": "text",
        "score": "values", "emotion": "values", "følelse": "values", "feeling": "values",
        "persona": "personas", "channel": "channels", "kanal": "channels", "tag": "tags",
        "owner": "owner", "ejer": "owner", "deadline": "due", "dato": "due",
    }
)  # fmt: skip


@cache
def column_called(header: str) -> str:
    """Return the column of the long form that ``header`` names, "" for none."""
    plain = _plain(header)
    return _columns().get(plain) or {_plain(k): v for k, v in _MORE.items()}.get(plain, "")


@cache
def value_called(area: str, word: str) -> str | None:
    """Return the value that ``word`` means, from ``names.<area>`` in either language, or None."""
    return _values(area).get(_plain(word))


def role_called(name: str) -> LaneRole | None:
    """Return the role of a lane that is called just as the role is, or None."""
    return cast("LaneRole | None", value_called("lane_role", name))


def is_said(key: str, text: str) -> bool:
    """Tell whether ``text`` is the sentence ``key`` in either language."""
    plain = _plain(text)
    return any(_plain(str(text_table(code)[key])) == plain for code in LANGUAGES)


@cache
def _columns() -> Mapping[str, str]:
    return _words("exchange.column.")


@cache
def _values(area: str) -> Mapping[str, str]:
    start = f"names.{area}."
    named = _words(start)
    raw = {key.removeprefix(start) for key in text_table("en") if key.startswith(start)}
    return {**{_plain(value): value for value in raw}, **named}


def _words(start: str) -> Mapping[str, str]:
    """Return the keys under ``start`` by their words in both languages, folded."""
    return {
        _plain(str(said)): key.removeprefix(start)
        for code in LANGUAGES
        for key, said in text_table(code).items()
        if key.startswith(start)
    }


def _plain(text: str) -> str:
    return " ".join(fold(text.replace("_", " ").replace("-", " ")).split()).strip(" .:")
