"""Where something is put into a map, which lanes and steps it meets there, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from model.cards import CellItem
from model.clippings.part import ClippingKind
from model.edits.changes import changed, inserted, with_lane_cells
from model.edits.grid import with_phases
from model.find import step_place
from model.journey import JourneyMap, Step
from model.lanes import Lane
from model.values import new_id

Spot = tuple[str, str]
"""A cell: lane id and step id."""


@dataclass(frozen=True, slots=True)
class Where:
    """Where the user is; None for what is not chosen.

    Attributes:
        index: Place among the items of the cell, None for last.
    """

    lane_id: str | None = None
    step_id: str | None = None
    index: int | None = None


@dataclass(frozen=True, slots=True)
class Pasted:
    """What came of it.

    Attributes:
        journey: The map now.
        kind: What the ids are of.
        ids: What is new in the map, in wall order; empty when nothing found a place.
        brought: Names of personas, sources and lanes that had to come along.
        missing_steps: How many steps more it would need to stand as it did.
        missing_lanes: As many lanes.
        left_out: How many items no lane of the map can hold.
    """

    journey: JourneyMap
    kind: ClippingKind = "items"
    ids: tuple[str, ...] = ()
    brought: tuple[str, ...] = ()
    missing_steps: int = 0
    missing_lanes: int = 0
    left_out: int = 0


def shown_lanes(journey: JourneyMap, *kept: str | None) -> list[Lane]:
    """Return the lanes one sees, and those with the ids ``kept``."""
    return [lane for lane in journey.lanes if lane.is_visible or lane.id in kept]


def shown_steps(journey: JourneyMap, *kept: str | None) -> list[str]:
    """Return the ids of the steps one sees, and ``kept`` of the others."""
    return [
        step.id
        for phase in journey.phases
        for step in phase.steps
        if phase.is_visible or step.id in kept
    ]


def first_column(steps: Sequence[str], step_id: str | None) -> int:
    """Return where ``step_id`` stands in ``steps``, 0 where it does not."""
    return steps.index(step_id) if step_id in steps else 0


def with_more_steps(journey: JourneyMap, names: Iterable[str]) -> JourneyMap:
    """Return ``journey`` with steps of these names at the end of the last phase one sees."""
    steps = tuple(changed(Step(id=new_id()), name=name) for name in names)
    last = next((p for p in reversed(journey.phases) if p.is_visible), journey.phases[-1])
    longer = changed(last, steps=last.steps + steps)
    return with_phases(journey, [longer if phase is last else phase for phase in journey.phases])


def with_items(
    journey: JourneyMap, cells: Mapping[Spot, Sequence[CellItem]], where: Where
) -> JourneyMap:
    """Return ``journey`` with items put last into their cells, or to the place in the user's."""
    made: dict[str, dict[str, tuple[CellItem, ...]]] = {}
    lanes = {lane.id: lane for lane in journey.lanes}
    for (lane_id, step_id), items in cells.items():
        is_here = (lane_id, step_id) == (where.lane_id, where.step_id)
        held = lanes[lane_id].cells.get(step_id, ())
        cell = inserted(held, items, where.index if is_here else None)
        made.setdefault(lane_id, {})[step_id] = cell
    return with_lane_cells(journey, made)


def room_from(journey: JourneyMap, step_id: str) -> int:
    """Return how many steps there are from ``step_id`` to the end."""
    place = step_place(journey, step_id)
    return len(journey.steps) - place.column if place else 1


def nearest(lanes: Sequence[Lane], row: int, can_hold: Callable[[Lane], bool]) -> Lane | None:
    """Return the lane in ``row``, or the nearest to it, of those that ``can_hold``."""
    fitting = [(abs(at - row), at) for at, lane in enumerate(lanes) if can_hold(lane)]
    return lanes[min(fitting)[1]] if fitting else None


def covered_cells(journey: JourneyMap, where: Where, rows: int, columns: int) -> list[list[Spot]]:
    """Return the cells of ``rows`` lanes and ``columns`` steps from the user's on, row by row."""
    lanes, steps = shown_lanes(journey, where.lane_id), shown_steps(journey, where.step_id)
    first = next((at for at, lane in enumerate(lanes) if lane.id == where.lane_id), 0)
    column = first_column(steps, where.step_id)
    return [
        [(lane.id, step_id) for step_id in steps[column : column + columns]]
        for lane in lanes[first : first + rows]
    ]
