"""How a clipping comes into a map: with fresh ids, and nothing that leads nowhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from model.cards import CellItem
from model.clippings.bringing import with_registers_of
from model.clippings.grid import Placed, put_lanes, put_phases, put_steps
from model.clippings.part import Clipping
from model.clippings.people import with_people
from model.clippings.photos import with_photos
from model.clippings.renewal import Renewal, renewal_of
from model.clippings.room import (
    Pasted,
    Spot,
    Where,
    first_column,
    nearest,
    room_from,
    shown_lanes,
    shown_steps,
    with_items,
    with_more_steps,
)
from model.edits.changes import changed, check_unlocked, the_lane
from model.edits.conversion import converted
from model.edits.spans import with_room
from model.journey import JourneyMap
from model.lanes import Lane
from model.problems import EditProblem

__all__ = ["Pasted", "Where", "paste"]


def paste(
    journey: JourneyMap, clipping: Clipping, where: Where, *, is_growing: bool = False
) -> Pasted:
    """Put ``clipping`` into ``journey``.

    Items go to the user's cell and round it as they hung; lanes below the user's lane, phases and
    steps after the user's. What a lane cannot hold goes into the nearest that can, but what was
    meant for the user's own lane must fit there. What hung at steps the map does not have goes
    into its last one, unless ``is_growing`` adds those steps.

    Raises:
        EditProblem: If the user's lane is locked or of a kind that cannot hold it.
    """
    if clipping.kind == "personas":
        return with_people(journey, clipping, where.index)
    brought = with_registers_of(journey, clipping.part)
    renewal = renewal_of(clipping, brought)
    match clipping.kind:
        case "items":
            placed = _put_items(renewal, where, is_growing=is_growing)
        case "lanes":
            placed = put_lanes(renewal, where, is_growing=is_growing)
        case "phases":
            placed = put_phases(renewal, where)
        case "steps":
            placed = put_steps(renewal, where)
    if not placed.ids:
        return Pasted(journey, clipping.kind, left_out=placed.left_out)
    made = with_photos(renewal, placed.journey, placed.lanes)
    links = tuple(renewal.links(made, placed.items))
    names = (*brought.added, *placed.brought)
    return Pasted(
        changed(made, links=made.links + links) if links else made,
        clipping.kind,
        placed.ids,
        brought=tuple(name for name in names if name),
        missing_steps=placed.missing_steps,
        left_out=placed.left_out,
    )


def _put_items(renewal: Renewal, where: Where, *, is_growing: bool) -> Placed:
    journey, part = renewal.journey, renewal.clipping.part
    where = _spot_for(journey, part, where)
    rows = _rows(journey, part, where)
    steps = shown_steps(journey, where.step_id)
    first = first_column(steps, where.step_id)
    column_of = _columns(part)
    missing = max(first + max(_used(part, column_of), default=0) + 1 - len(steps), 0)
    if is_growing and missing:
        names = _names_from(part, len(steps) - first)
        journey = with_more_steps(journey, names[:missing])
        steps = shown_steps(journey, where.step_id)
    held: dict[Spot, list[CellItem]] = {}
    left_out = 0
    for lane, target in zip(part.lanes, rows, strict=True):
        for step_id in sorted(lane.cells, key=column_of.__getitem__):
            items = lane.cells[step_id]
            if target is None:
                left_out += len(items)
                continue
            at = steps[min(first + column_of[step_id], len(steps) - 1)]
            room = room_from(journey, at)
            held.setdefault((target.id, at), []).extend(
                with_room(converted(renewal.item(item), target), room) for item in items
            )
    placed = [item for items in held.values() for item in items]
    return Placed(
        with_items(journey, renewal.sound(held), where),
        tuple(item.id for item in placed),
        tuple(placed),
        left_out=left_out,
        missing_steps=missing,
    )


def _spot_for(journey: JourneyMap, part: JourneyMap, where: Where) -> Where:
    """Return ``where`` with the first step one sees where none is chosen."""
    if where.step_id is not None:
        return where
    home = part.steps[0].id if journey.id == part.id else None
    steps = shown_steps(journey) or [journey.steps[0].id]
    return replace(where, step_id=home if home in steps and where.lane_id is None else steps[0])


def _rows(journey: JourneyMap, part: JourneyMap, where: Where) -> list[Lane | None]:
    """Return for each lane of the part the lane its items go to, None for nowhere."""
    lanes = shown_lanes(journey, where.lane_id)
    carriers = shown_lanes(part, *(lane.id for lane in part.lanes if lane.cells))
    row_of = {lane.id: row for row, lane in enumerate(carriers)}
    items = {lane.id: [item for cell in lane.cells.values() for item in cell] for lane in carriers}
    if where.lane_id is not None:
        own = the_lane(journey, where.lane_id)
        check_unlocked(own)
        for item in items[carriers[0].id] if carriers else ():
            converted(item, own)
        base = lanes.index(own)
    else:
        base = _row_like(lanes, carriers[0], items[carriers[0].id]) if carriers else 0
    return [
        _lane_for(lanes, base + row_of[lane.id], items[lane.id]) if lane.id in row_of else None
        for lane in part.lanes
    ]


def _row_like(lanes: Sequence[Lane], lane: Lane, items: Sequence[CellItem]) -> int:
    """Return the row of the lane that means the same, or else of one that can hold the items."""
    tests: tuple[Callable[[Lane], bool], ...] = (
        lambda other: (other.id, other.kind) == (lane.id, lane.kind),
        lambda other: other.role is not None and (other.role, other.kind) == (lane.role, lane.kind),
        lambda other: other.kind == lane.kind,
        lambda _: True,
    )
    for is_like in tests:
        for row, other in enumerate(lanes):
            if is_like(other) and _can_hold(other, items):
                return row
    return 0


def _lane_for(lanes: Sequence[Lane], row: int, items: Sequence[CellItem]) -> Lane | None:
    """Return the lane in ``row`` if it can hold the items, else the nearest that best can."""
    if not items:
        return None
    if row < len(lanes) and _can_hold(lanes[row], items):
        return lanes[row]
    kinds = {type(item) for item in items}
    same = nearest(lanes, row, lambda lane: kinds == {lane.item_type} and not lane.is_locked)
    return same or nearest(lanes, row, lambda lane: _can_hold(lane, items))


def _can_hold(lane: Lane, items: Iterable[CellItem]) -> bool:
    if lane.is_locked:
        return False
    try:
        for item in items:
            converted(item, lane)
    except EditProblem:
        return False
    return True


def _columns(part: JourneyMap) -> dict[str, int]:
    """Return for each step how many steps one sees before it."""
    columns: dict[str, int] = {}
    count = 0
    for phase in part.phases:
        for step in phase.steps:
            columns[step.id] = count
            count += phase.is_visible
    return columns


def _used(part: JourneyMap, column_of: dict[str, int]) -> set[int]:
    return {column_of[step_id] for lane in part.lanes for step_id in lane.cells}


def _names_from(part: JourneyMap, column: int) -> list[str]:
    shown = [step.name for phase in part.phases if phase.is_visible for step in phase.steps]
    return shown[column:]
