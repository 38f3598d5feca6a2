"""All texts of a map with their places, and how they are written anew: what search goes through."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, TypeVar, get_type_hints

from model.cards import Card, CellItem
from model.edits import set_about, set_entry, set_phase
from model.edits.changes import changed, same_or, with_mapped_items
from model.journey import JourneyMap
from model.lanes import Lane
from model.values import Line, Lines, Text, Value

PlaceKind = Literal[
    "map", "phase", "step", "lane", "item", "personas", "evidence", "channels", "links", "photos",
    "views", "rounds", "dismissals", "versions",
]  # fmt: skip
_TextRegister = Literal[
    "personas", "evidence", "channels", "links", "photos", "views", "rounds", "dismissals",
    "versions",
]  # fmt: skip
_REGISTERS: tuple[_TextRegister, ...] = (
    "personas", "evidence", "channels", "links", "photos", "views", "rounds", "dismissals",
    "versions",
)  # fmt: skip
_Part = TypeVar("_Part", bound=Value)


@dataclass(frozen=True, slots=True)
class TextPlace:
    """Where a text stands.

    Attributes:
        kind: What holds it: a part of the grid, an item, the map card or an entry of a register.
        id: The holder's id, "" for the map card.
        field: Its field, ``action.owner`` and ``scope.start`` for those of a part of it.
        index: Which entry of a list of lines it is, None for a text of its own.
        lane_id: For items, the lane they hang in.
    """

    kind: PlaceKind
    id: str
    field: str
    index: int | None = None
    lane_id: str = ""


def texts_of(journey: JourneyMap) -> Iterator[tuple[TextPlace, str]]:
    """Yield every text of the map that is not empty, as one reads the wall.

    The title and the map card, phases with their steps, lanes each with its cells from left to
    right, then the registers.
    """
    yield from _own_texts("map", "", journey.about)
    for phase in journey.phases:
        yield from _own_texts("phase", phase.id, phase)
        for step in phase.steps:
            yield from _own_texts("step", step.id, step)
    steps = [step.id for step in journey.steps]
    for lane in journey.lanes:
        yield from _own_texts("lane", lane.id, lane)
        for step_id in steps:
            for item in lane.cells.get(step_id, ()):
                yield from _own_texts("item", item.id, item, lane.id)
    for register in _REGISTERS:
        for entry in getattr(journey, register):
            yield from _own_texts(register, entry.id, entry)


def write_texts(journey: JourneyMap, written: Mapping[TextPlace, str]) -> JourneyMap:
    """Return the map with the texts at these places written anew; all cells in one pass.

    What hangs in a locked lane stays as it is: leave it out with `is_locked` to tell of it.

    Raises:
        EditProblem: If a text is longer than its field may be.
    """
    by_holder: dict[tuple[PlaceKind, str], dict[TextPlace, str]] = {}
    for place, text in written.items():
        by_holder.setdefault((place.kind, place.id), {})[place] = text
    about = by_holder.get(("map", ""))
    if about:
        journey = set_about(journey, **_fields(journey.about, about))
    journey = _write_phases(journey, by_holder)
    lanes = tuple(_written_lane(lane, by_holder) for lane in journey.lanes)
    journey = changed(journey, lanes=same_or(journey.lanes, lanes))
    for register in _REGISTERS:
        for entry in getattr(journey, register):
            texts = by_holder.get((register, entry.id))
            if texts:
                journey = set_entry(journey, register, entry.id, **_fields(entry, texts))
    return journey


def is_locked(journey: JourneyMap, place: TextPlace) -> bool:
    """Tell whether a text hangs in a locked lane."""
    return any(lane.id == place.lane_id and lane.is_locked for lane in journey.lanes)


def _write_phases(
    journey: JourneyMap, by_holder: Mapping[tuple[PlaceKind, str], Mapping[TextPlace, str]]
) -> JourneyMap:
    for phase in journey.phases:
        steps = tuple(_written(step, by_holder.get(("step", step.id))) for step in phase.steps)
        if same_or(phase.steps, steps) is not phase.steps:
            made = changed(phase, steps=steps)
            phases = tuple(made if held is phase else held for held in journey.phases)
            journey = changed(journey, phases=phases)
        texts = by_holder.get(("phase", phase.id))
        if texts:
            journey = set_phase(journey, phase.id, **_fields(phase, texts))
    return journey


def _written_lane(
    lane: Lane, by_holder: Mapping[tuple[PlaceKind, str], Mapping[TextPlace, str]]
) -> Lane:
    made = _written(lane, by_holder.get(("lane", lane.id)))
    if made.is_locked:
        return made

    def write(item: CellItem) -> CellItem:
        return _written(item, by_holder.get(("item", item.id)))

    return with_mapped_items(made, write)


def _written(part: _Part, texts: Mapping[TextPlace, str] | None) -> _Part:
    return changed(part, **_fields(part, texts)) if texts else part


def _fields(holder: Value, texts: Mapping[TextPlace, str]) -> dict[str, Any]:
    """Return the fields of ``holder`` to set so that ``texts`` stand in it."""
    fields: dict[str, Any] = {}
    for place, text in texts.items():
        head, _, inner = place.field.partition(".")
        if inner:
            part = fields.get(head, getattr(holder, head))
            fields[head] = changed(part, **{inner: text})
        elif place.index is None:
            fields[head] = text
        else:
            lines = list(fields.get(head, getattr(holder, head)))
            lines[place.index] = text
            fields[head] = tuple(lines)
    return fields


def _own_texts(
    kind: PlaceKind, holder_id: str, holder: Value, lane_id: str = ""
) -> Iterator[tuple[TextPlace, str]]:
    for name, is_list in _text_fields(type(holder)):
        held = getattr(holder, name)
        if not held:
            continue
        if not is_list:
            yield TextPlace(kind, holder_id, name, None, lane_id), held
            continue
        for index, line in enumerate(held):
            yield TextPlace(kind, holder_id, name, index, lane_id), line
    part_name = "scope" if kind == "map" else "action" if isinstance(holder, Card) else ""
    part: Value | None = getattr(holder, part_name) if part_name else None
    if part is not None:
        for name, _ in _text_fields(type(part)):
            held = getattr(part, name)
            if held:
                yield TextPlace(kind, holder_id, f"{part_name}.{name}", None, lane_id), held


@cache
def _text_fields(owner: type[Value]) -> tuple[tuple[str, bool], ...]:
    """Return (name, whether it is a list) of the fields people write words in."""
    hints = get_type_hints(owner, include_extras=True)
    kinds = {name: hints[name] for name in owner.model_fields}
    return tuple(
        (name, kind == Lines) for name, kind in kinds.items() if kind in (Line, Text, Lines)
    )
