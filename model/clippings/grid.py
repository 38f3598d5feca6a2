"""How whole lanes, phases and steps of a clipping come into a map."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from model.cards import CellItem
from model.clippings.renewal import Renewal
from model.clippings.room import Spot, Where, room_from, with_items, with_more_steps
from model.edits.changes import changed, inserted, replaced
from model.edits.grid import with_phases
from model.edits.spans import with_room
from model.find import phase_of_step, step_place
from model.journey import JourneyMap
from model.lanes import Lane, with_cells


@dataclass(frozen=True, slots=True)
class Placed:
    """What was put into a map.

    Attributes:
        journey: The map with it.
        ids: What was pasted: items, lanes, phases or steps.
        items: All items that are new.
        brought: Names of lanes that had to come along.
        lanes: Which lane of the map stands for which of the clipping.
    """

    journey: JourneyMap
    ids: tuple[str, ...] = ()
    items: tuple[CellItem, ...] = ()
    brought: tuple[str, ...] = ()
    left_out: int = 0
    missing_steps: int = 0
    lanes: Mapping[str, str] = field(default_factory=dict)


def put_lanes(renewal: Renewal, where: Where, *, is_growing: bool) -> Placed:
    """Put the lanes below the user's lane, or last, with all that stands in them."""
    journey, part = renewal.journey, renewal.clipping.part
    used = [
        column
        for column, step in enumerate(part.steps)
        if any(step.id in lane.cells for lane in part.lanes)
    ]
    missing = max(max(used, default=0) + 1 - len(journey.steps), 0)
    if is_growing and missing:
        names = [step.name for step in part.steps[len(journey.steps) :]]
        journey = with_more_steps(journey, names[:missing])
    step_for = _steps_by_place(journey, part)
    made = tuple(_lane_at(renewal, journey, lane, step_for) for lane in part.lanes)
    ids = [lane.id for lane in journey.lanes]
    at = ids.index(where.lane_id) + 1 if where.lane_id in ids else None
    return Placed(
        changed(journey, lanes=inserted(journey.lanes, made, at)),
        tuple(lane.id for lane in made),
        tuple(item for lane in made for cell in lane.cells.values() for item in cell),
        missing_steps=missing,
        lanes={old.id: new.id for old, new in zip(part.lanes, made, strict=True)},
    )


def put_phases(renewal: Renewal, where: Where) -> Placed:
    """Put the phases after the user's phase, or last, and their contents into the same lanes."""
    journey, part = renewal.journey, renewal.clipping.part
    made = tuple(map(renewal.phase, part.phases))
    here = phase_of_step(journey, where.step_id) if where.step_id else None
    at = journey.phases.index(here) + 1 if here else None
    wider = with_phases(journey, inserted(journey.phases, made, at))
    return _with_contents(renewal, wider, tuple(phase.id for phase in made))


def put_steps(renewal: Renewal, where: Where) -> Placed:
    """Put the steps after the user's step, or last, and their contents into the same lanes."""
    journey, part = renewal.journey, renewal.clipping.part
    made = tuple(map(renewal.step, part.steps))
    here = step_place(journey, where.step_id) if where.step_id else None
    phase = here.phase if here else journey.phases[-1]
    longer = changed(phase, steps=inserted(phase.steps, made, here.index + 1 if here else None))
    wider = with_phases(journey, replaced(journey.phases, phase, longer))
    return _with_contents(renewal, wider, tuple(step.id for step in made))


def _lane_at(
    renewal: Renewal, journey: JourneyMap, lane: Lane, step_for: Mapping[str, str]
) -> Lane:
    cells: dict[str, tuple[CellItem, ...]] = dict.fromkeys(lane.cells, ())
    for step in renewal.clipping.part.steps:
        items, at = lane.cells.get(step.id, ()), step_for[step.id]
        if items:
            room = room_from(journey, at)
            copies = tuple(with_room(renewal.item(item), room) for item in items)
            cells[at] = cells.get(at, ()) + copies
    return with_cells(renewal.lane(lane), cells)


def _steps_by_place(journey: JourneyMap, part: JourneyMap) -> dict[str, str]:
    """Return for each step of the part one of the map: itself, or else the one in its place."""
    held = [step.id for step in journey.steps]
    is_home = journey.id == part.id
    return {
        step.id: step.id if is_home and step.id in held else held[min(column, len(held) - 1)]
        for column, step in enumerate(part.steps)
    }


def _with_contents(renewal: Renewal, journey: JourneyMap, ids: tuple[str, ...]) -> Placed:
    """Return ``journey``, which has the new steps, with what stands in their cells."""
    part = renewal.clipping.part
    lane_for = _matching_lanes(journey, part)
    new = {lane.id: renewal.lane(_emptied(lane)) for lane in part.lanes if lane.id not in lane_for}
    journey = changed(journey, lanes=(*journey.lanes, *new.values())) if new else journey
    lane_for |= new
    steps = renewal.names["steps"]
    held: dict[Spot, list[CellItem]] = {}
    left_out = 0
    for lane in part.lanes:
        target = lane_for[lane.id]
        for step_id, items in lane.cells.items():
            if target.is_locked and lane.id not in new:
                left_out += len(items)
                continue
            room = room_from(journey, steps[step_id])
            copies = [with_room(renewal.item(item), room) for item in items]
            held[target.id, steps[step_id]] = copies
    placed = [item for items in held.values() for item in items]
    return Placed(
        with_items(journey, renewal.sound(held), Where()),
        ids,
        tuple(placed),
        brought=tuple(lane.name for lane in new.values()),
        left_out=left_out,
        lanes={old: lane.id for old, lane in lane_for.items()},
    )


def _matching_lanes(journey: JourneyMap, part: JourneyMap) -> dict[str, Lane]:
    """Return for lanes of a part the lanes of the map that are the same or mean the same."""
    is_home = journey.id == part.id
    tests: tuple[Callable[[Lane, Lane], bool], ...] = (
        lambda one, other: one.id == other.id and (is_home or one.name == other.name),
        lambda one, other: one.role is not None and one.role == other.role,
        lambda one, other: bool(one.name) and one.name.casefold() == other.name.casefold(),
    )
    found: dict[str, Lane] = {}
    free = {lane.id: lane for lane in journey.lanes}
    for is_same in tests:
        for lane in part.lanes:
            fitting = (held for held in free.values() if held.kind == lane.kind)
            twin = next((held for held in fitting if is_same(lane, held)), None)
            if lane.id not in found and twin is not None:
                found[lane.id] = free.pop(twin.id)
    return found


def _emptied(lane: Lane) -> Lane:
    return with_cells(lane, dict.fromkeys(lane.cells, ()))
