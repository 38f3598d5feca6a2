"""A map from its merged parts: everything in order, nothing that refers to nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, cast

from model.cards import CellItem
from model.difference import REGISTERS
from model.edits.changes import same_or
from model.edits.spans import with_room
from model.journey import JourneyMap, Phase, Step
from model.lanes import Lane, with_cells
from model.merging.conflicts import SideName
from model.merging.kinds import fresh_id
from model.merging.order import merged_order
from model.merging.table import TOP, Part, Place, Table
from model.references import (
    REFERRING_REGISTERS,
    Target,
    item_ids,
    plain_fields,
    references,
    set_fields,
    target_ids,
    without_references,
)
from model.values import Value, with_changes

_LONGEST_START = 50


@dataclass(frozen=True, slots=True)
class Pieces:
    """What a merged map is made of.

    Attributes:
        base, sides: What was merged: they tell the order.
        values: What stays, by sort and id.
        steps, items: Where steps and items stand.
        copies: Second cards by the id of the first: the other side's version, and its place if
            it does not hang beside the first.
    """

    base: Table
    sides: Mapping[SideName, Table]
    values: Mapping[Part, Mapping[str, Value]]
    steps: Mapping[str, Place]
    items: Mapping[str, Place]
    copies: Mapping[str, tuple[CellItem, Place | None]]


def assembled(
    pieces: Pieces, fields: Mapping[str, Any], unknown: Mapping[str, Any]
) -> tuple[JourneyMap, tuple[str, ...]]:
    """Return the map, and the phases that had no steps left and got an empty one.

    ``fields`` are the map's id, its card and its sheet; ``unknown`` are fields of newer versions.
    """
    ours = pieces.sides["ours"].journey
    phases, emptied = _phases(pieces)
    made: dict[str, Any] = {"phases": phases, "lanes": _lanes(pieces)}
    made |= {register: _top(pieces, register) for register in REGISTERS}
    journey = with_changes(ours, **fields)
    return _with_unknown(sound(_with_parts(journey, made)), unknown), emptied


def _top(pieces: Pieces, part: Part) -> tuple[Value, ...]:
    values = pieces.values[part]
    return tuple(values[one] for one in _ordered(pieces, part, TOP, list(values)))


def _ordered(pieces: Pieces, part: Part, place: Place, ids: Sequence[str]) -> tuple[str, ...]:
    ours, theirs = (side.order(part, place) for side in pieces.sides.values())
    return merged_order(pieces.base.order(part, place), ours, theirs, ids)


def _by_place(places: Mapping[str, Place]) -> dict[Place, list[str]]:
    found: dict[Place, list[str]] = {}
    for one, place in places.items():
        found.setdefault(place, []).append(one)
    return found


def _phases(pieces: Pieces) -> tuple[tuple[Phase, ...], tuple[str, ...]]:
    held = _by_place(pieces.steps)
    taken = {*pieces.steps, *pieces.base.values["steps"]}
    phases: list[Phase] = []
    emptied: list[str] = []
    for phase in _top(pieces, "phases"):
        assert isinstance(phase, Phase)
        ids = _ordered(pieces, "steps", (phase.id,), held.get((phase.id,), []))
        steps = tuple(cast("Step", pieces.values["steps"][one]) for one in ids)
        if not steps:
            steps = (Step(id=fresh_id(f"{phase.id[:_LONGEST_START]}.empty", taken)),)
            taken.add(steps[0].id)
            emptied.append(phase.id)
        phases.append(with_changes(phase, steps=same_or(phase.steps, steps)))
    return tuple(phases), tuple(emptied)


def _lanes(pieces: Pieces) -> tuple[Lane, ...]:
    cells: dict[str, dict[str, tuple[CellItem, ...]]] = {}
    for place, ids in _by_place(pieces.items).items():
        order = _ordered(pieces, "items", place, ids)
        items = tuple(cast("CellItem", pieces.values["items"][one]) for one in order)
        cells.setdefault(place[0], {})[place[1]] = items
    _add_copies(pieces, cells)
    lanes = cast("tuple[Lane, ...]", _top(pieces, "lanes"))
    return tuple(_with_all_cells(lane, cells.get(lane.id, {})) for lane in lanes)


def _add_copies(pieces: Pieces, cells: dict[str, dict[str, tuple[CellItem, ...]]]) -> None:
    """Hang the second cards: below the first, or last where their side had them."""
    taken = set(pieces.items)
    taken.update(pieces.base.values["items"])
    for first, (item, place) in sorted(pieces.copies.items()):
        if first not in pieces.items:
            continue
        lane_id, step_id = place or pieces.items[first]
        if lane_id not in pieces.values["lanes"] or step_id not in pieces.steps:
            continue
        second = with_changes(item, id=fresh_id(f"{first[:_LONGEST_START]}.2", taken))
        taken.add(second.id)
        cell = cells.setdefault(lane_id, {}).get(step_id, ())
        at = next((at for at, one in enumerate(cell, 1) if one.id == first), len(cell))
        cells[lane_id][step_id] = (*cell[:at], second, *cell[at:])


def _with_all_cells(lane: Lane, cells: Mapping[str, tuple[CellItem, ...]]) -> Lane:
    held: Mapping[str, tuple[CellItem, ...]] = lane.cells
    gone: dict[str, tuple[CellItem, ...]] = {
        step_id: () for step_id in held if step_id not in cells
    }
    same = {step_id: same_or(held.get(step_id, ()), items) for step_id, items in cells.items()}
    return with_cells(lane, {**gone, **same})


def _with_parts(journey: JourneyMap, made: Mapping[str, Any]) -> JourneyMap:
    """Return the map with other sequences, sharing those that hold the same things."""
    parts = {name: same_or(getattr(journey, name), held) for name, held in made.items()}
    return with_changes(journey, **parts)


def _with_unknown(journey: JourneyMap, unknown: Mapping[str, Any]) -> JourneyMap:
    """Return the map with these fields of a newer version and no others."""
    if unknown == (journey.model_extra or {}):
        return journey
    return JourneyMap(**{**unknown, **journey.__dict__})


def sound(journey: JourneyMap) -> JourneyMap:
    """Return the map without references to what is gone, and with spans that end in it."""
    known = target_ids(journey, item_ids(journey))
    room = {step.id: len(journey.steps) - column for column, step in enumerate(journey.steps)}
    made: dict[str, Any] = {
        "phases": tuple(
            with_changes(
                phase,
                steps=same_or(
                    phase.steps, tuple(_kept(step, known) or step for step in phase.steps)
                ),
            )
            for phase in journey.phases
        ),
        "lanes": tuple(_sound_lane(lane, known, room) for lane in journey.lanes),
    }
    for register in REFERRING_REGISTERS:
        kept = (_kept(entry, known) for entry in getattr(journey, register))
        made[register] = tuple(entry for entry in kept if entry is not None)
    return _with_parts(journey, made)


def _sound_lane(lane: Lane, known: Mapping[Target, Set[str]], room: Mapping[str, int]) -> Lane:
    lane = _kept(lane, known) or lane
    if set_fields(lane) <= plain_fields(lane.item_type) - {"span"}:
        return lane
    cells: dict[str, tuple[CellItem, ...]] = {}
    held: Mapping[str, tuple[CellItem, ...]] = lane.cells
    for step_id, items in held.items():
        sound = tuple(with_room(_kept(item, known) or item, room[step_id]) for item in items)
        if same_or(items, sound) is not items:
            cells[step_id] = sound
    return with_cells(lane, cells) if cells else lane


def _kept(value: Any, known: Mapping[Target, Set[str]]) -> Any:
    """Return ``value`` without references to what is not there; None if it is nothing then."""
    lost: dict[Target, set[str]] = {}
    for reference in references(value):
        if reference.id not in known[reference.target]:
            lost.setdefault(reference.target, set()).add(reference.id)
    for target, ids in lost.items():
        value = without_references(value, target, ids) if value is not None else None
    return value
