"""What all edits are made of: validated changes, things by id or a clear problem, references."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from typing import Any, TypeVar

from pydantic import ValidationError

from model.cards import CellItem
from model.find import ItemPlace, StepPlace, item_place, lane_by_id, phase_by_id, step_place
from model.journey import JourneyMap, Phase
from model.lanes import Lane, with_cells
from model.problems import EditProblem
from model.references import (
    REFERRING_REGISTERS,
    Target,
    has_target,
    references,
    without_references,
)
from model.values import Part, Value, with_changes

Cells = Mapping[str, tuple[CellItem, ...]]
Thing = TypeVar("Thing")

# Which lanes can hold references to what, so that removing a card need not look at all cards.
_KINDS_REFERRING_TO: Mapping[Target, Set[str]] = {
    "cards": {"feelings"},
    "metrics": {"cards"},
    "personas": {"cards", "feelings"},
    "evidence": {"cards"},
    "images": {"cards", "images"},
    "phases": set(),
    "steps": set(),
    "lanes": set(),
}


def changed(part: Part, **fields: Any) -> Part:
    """Return ``part`` with ``fields``, validated; itself when nothing differs.

    Raises:
        EditProblem: If a value does not fit its field.
    """
    try:
        return with_changes(part, **fields)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        if first["type"] == "string_too_long":
            limit = first.get("ctx", {}).get("max_length")
            raise EditProblem("edit.too_long", limit=limit) from error
        raise EditProblem("edit.invalid", field=", ".join(fields)) from error


def settable(part: Value, fields: Mapping[str, Any], *fixed: str) -> None:
    """Check that ``fields`` are fields of ``part`` that may be set.

    Raises:
        EditProblem: If one is unknown, or one of ``fixed``: an id, or what other edits change.
    """
    for name in fields:
        if name in ("id", *fixed) or name not in type(part).model_fields:
            raise EditProblem("edit.invalid", field=name)


def the_lane(journey: JourneyMap, lane_id: str) -> Lane:
    """Return the lane of that id, or raise EditProblem."""
    lane = lane_by_id(journey, lane_id)
    if lane is None:
        raise EditProblem("edit.unknown_lane", id=lane_id)
    return lane


def the_unlocked_lane(journey: JourneyMap, lane_id: str) -> Lane:
    """Return the lane of that id, or raise EditProblem also when it is locked."""
    lane = the_lane(journey, lane_id)
    check_unlocked(lane)
    return lane


def check_unlocked(lane: Lane) -> None:
    """Raise EditProblem if the contents of ``lane`` are locked."""
    if lane.is_locked:
        raise EditProblem("edit.lane_locked", lane=lane.name or lane.id)


def the_phase(journey: JourneyMap, phase_id: str) -> Phase:
    """Return the phase of that id, or raise EditProblem."""
    return _found(phase_by_id(journey, phase_id), "phase", phase_id)


def the_step(journey: JourneyMap, step_id: str) -> StepPlace:
    """Return the place of the step of that id, or raise EditProblem."""
    return _found(step_place(journey, step_id), "step", step_id)


def the_item(journey: JourneyMap, item_id: str) -> ItemPlace:
    """Return the place of the item of that id, or raise EditProblem."""
    return _found(item_place(journey, item_id), "item", item_id)


def _found(thing: Thing | None, kind: str, thing_id: str) -> Thing:
    if thing is None:
        raise EditProblem(f"edit.unknown_{kind}", id=thing_id)
    return thing


def inserted(held: Sequence[Thing], new: Sequence[Thing], index: int | None) -> tuple[Thing, ...]:
    """Return ``held`` with ``new`` at ``index``; None, or past the end, puts them last."""
    at = len(held) if index is None else max(0, min(index, len(held)))
    return (*held[:at], *new, *held[at:])


def replaced(held: Sequence[Thing], old: Thing, *new: Thing) -> tuple[Thing, ...]:
    """Return ``held`` with ``new`` in place of ``old``, which is known by identity."""
    return tuple(
        one for thing in held for one in (new if thing is old else (thing,))
    )  # fmt: skip


def same_or(held: tuple[Thing, ...], new: tuple[Thing, ...]) -> tuple[Thing, ...]:
    """Return ``held`` itself if ``new`` holds the very same things, else ``new``."""
    is_same = len(held) == len(new) and all(a is b for a, b in zip(held, new, strict=True))
    return held if is_same else new


def with_lane(journey: JourneyMap, old: Lane, new: Lane) -> JourneyMap:
    """Return ``journey`` with the lane ``new`` in place of ``old``."""
    return journey if new is old else changed(journey, lanes=replaced(journey.lanes, old, new))


def with_lane_cells(journey: JourneyMap, cells: Mapping[str, Cells]) -> JourneyMap:
    """Return ``journey`` with other cells: lane id to step id to items."""
    lanes = tuple(
        with_cells(lane, _kept_where_same(lane, cells[lane.id])) if lane.id in cells else lane
        for lane in journey.lanes
    )
    lanes = same_or(journey.lanes, lanes)
    return journey if lanes is journey.lanes else changed(journey, lanes=lanes)


def _kept_where_same(lane: Lane, cells: Cells) -> Cells:
    held: Cells = lane.cells
    return {step_id: same_or(held.get(step_id, ()), items) for step_id, items in cells.items()}


def with_mapped_items(lane: Lane, change: Callable[[CellItem], CellItem]) -> Lane:
    """Return ``lane`` with ``change`` done to each item; itself when no item differs."""
    made: dict[str, tuple[CellItem, ...]] = {}
    for step_id, items in lane.cells.items():
        new = tuple(change(item) for item in items)
        if same_or(items, new) is not items:
            made[step_id] = new
    return with_cells(lane, made) if made else lane


def check_references(journey: JourneyMap, *values: Value) -> None:
    """Check that ``values`` refer to nothing that ``journey`` does not hold.

    Raises:
        EditProblem: If one does.
    """
    for value in values:
        for reference in references(value):
            if not has_target(journey, reference.target, reference.id):
                raise EditProblem("edit.unknown_reference", field=reference.field, id=reference.id)


def without_references_to(journey: JourneyMap, target: Target, ids: Set[str]) -> JourneyMap:
    """Return ``journey`` with no reference left to things that go away."""
    if not ids:
        return journey
    kinds = _KINDS_REFERRING_TO[target]
    lanes = tuple(_lane_without(lane, kinds, target, ids) for lane in journey.lanes)
    changes: dict[str, Any] = {"lanes": same_or(journey.lanes, lanes)}
    for register in REFERRING_REGISTERS:
        held = getattr(journey, register)
        kept = tuple(without_references(entry, target, ids) for entry in held)
        changes[register] = same_or(held, tuple(entry for entry in kept if entry is not None))
    if target == "steps":
        phases = tuple(_phase_without(phase, ids) for phase in journey.phases)
        changes["phases"] = same_or(journey.phases, phases)
    return changed(journey, **changes)


def _lane_without(lane: Lane, kinds: Set[str], target: Target, ids: Set[str]) -> Lane:
    if lane.kind in kinds:
        lane = with_mapped_items(lane, lambda item: _kept(item, target, ids))
    return _kept(lane, target, ids)


def _phase_without(phase: Phase, ids: Set[str]) -> Phase:
    steps = tuple(_kept(step, "steps", ids) for step in phase.steps)
    return changed(phase, steps=same_or(phase.steps, steps))


def _kept(part: Part, target: Target, ids: Set[str]) -> Part:
    """Return ``part`` without its references; parts of the grid are never dropped for one."""
    return without_references(part, target, ids) or part
