"""What an export leaves behind, counted field by field: nothing of a map is dropped silently."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from model.cards import Card, CellItem, Feeling, Metric, Passage, Picture
from model.evidence import Evidence
from model.exchange.foreign import Losses
from model.journey import JourneyMap, Link, MapCard, Phase, Step
from model.lanes import CardsLane, FeelingsLane, ImagesLane, MetricsLane, TextLane
from model.people import CompanyProfile, Persona
from model.problems import Problem, Word
from model.references import all_items
from model.texts import text_table
from model.values import Value

Carried = Mapping[type[Value], frozenset[str]]
"""Of each part of a map, the fields a format holds; a part that is not named is left out whole."""

# What a new map has of its own: ids, times, the language people read it in.
_OWN: Final = frozenset(("id", "created", "modified", "language"))
# Parts of a part, which are looked at on their own.
_INNER: Final[Mapping[type[Value], frozenset[str]]] = {
    JourneyMap: frozenset(
        ("about", "personas", "channels", "phases", "lanes", "links", "evidence", "photos")
    )
    | {"views", "rounds", "dismissals", "versions", "images", "sheet"},
    Phase: frozenset(("steps",)),
    **{
        kind: frozenset(("kind", "cells"))
        for kind in (CardsLane, FeelingsLane, MetricsLane, TextLane, ImagesLane)
    },
    Persona: frozenset(("kind",)),
    CompanyProfile: frozenset(("kind",)),
}
_NAMES: Final[Mapping[type[Value], str]] = {
    JourneyMap: "map",
    MapCard: "map",
    Phase: "phases",
    Step: "steps",
    Card: "cards",
    Feeling: "feelings",
    Metric: "metrics",
    Passage: "passages",
    Picture: "pictures",
    Persona: "personas",
    CompanyProfile: "personas",
    Link: "links",
    Evidence: "evidence",
}
_REGISTERS: Final = (
    "personas", "channels", "evidence", "photos", "views", "rounds", "dismissals", "versions",
    "images", "links",
)  # fmt: skip


def left_behind(
    journey: JourneyMap, carried: Carried, losses: Losses, items: Iterable[CellItem] | None = None
) -> tuple[Problem, ...]:
    """Return ``losses`` with all that ``journey`` says in fields which are not in ``carried``.

    ``items`` are those that were written, where that are not all of them.
    """
    _look(journey, carried, losses)
    _look(journey.about, carried, losses)
    if journey.sheet != type(journey.sheet)():
        losses.note("carry.lost_sheet")
    for register in _REGISTERS:
        for entry in getattr(journey, register):
            if type(entry) in carried:
                _look(entry, carried, losses)
            else:
                losses.note("carry.lost_entries", kind=Word(f"exchange.kind.{register}"))
    for phase in journey.phases:
        _look(phase, carried, losses)
        for step in phase.steps:
            _look(step, carried, losses)
    for lane in journey.lanes:
        _look(lane, carried, losses)
    for item in all_items(journey) if items is None else items:
        _look(item, carried, losses)
    return losses.problems()


def _look(part: Value, carried: Carried, losses: Losses) -> None:
    owner = type(part)
    kind = _NAMES.get(owner, "lanes")
    for name, default in _defaults(owner):
        if name in _INNER.get(owner, ()) or name in carried.get(owner, ()):
            continue
        held = getattr(part, name)
        if held != default and held not in (None, "", ()):
            losses.note("carry.lost_field", field=field_word(name, kind), kind=_kind(kind))
    for name in part.model_extra or {}:
        losses.note("carry.lost_field", field=name[:60], kind=_kind(kind))


@cache
def _defaults(owner: type[Value]) -> tuple[tuple[str, object], ...]:
    return tuple(
        (name, None if field.is_required() else field.get_default(call_default_factory=True))
        for name, field in owner.model_fields.items()
        if name not in _OWN
    )


@cache
def field_word(name: str, kind: str = "") -> str:
    """Return what people call the field ``name``; its own name where there is no word for it."""
    about = f"about.{name}" if kind == "map" else name
    keys = (f"window.field.{about}", f"exchange.field.{name}", f"window.field.{name}")
    return next((Word(key) for key in keys if key in text_table("en")), name)


def _kind(kind: str) -> Word:
    return Word(f"exchange.kind.{kind}")
