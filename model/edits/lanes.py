"""Edits of lanes: the rows of the map."""

from __future__ import annotations

from typing import Any

from model.cards import CellItem
from model.edits.changes import (
    changed,
    check_references,
    check_unlocked,
    inserted,
    replaced,
    same_or,
    settable,
    the_lane,
    with_lane,
    without_references_to,
)
from model.edits.grid import without_references_to_items_of
from model.edits.spans import with_room
from model.find import item_place, lane_by_id, step_place
from model.journey import JourneyMap
from model.lanes import Lane, with_cells
from model.problems import EditProblem


def add_lane(journey: JourneyMap, lane: Lane, index: int | None = None) -> JourneyMap:
    """Put ``lane``, empty or with items, at ``index``, by default last.

    Raises:
        EditProblem: If its id or an item's is taken, or it refers to something unknown.
    """
    if lane_by_id(journey, lane.id):
        raise EditProblem("edit.id_taken", id=lane.id)
    fitted = _fitted(journey, lane)
    made = changed(journey, lanes=inserted(journey.lanes, (fitted,), index))
    check_references(made, fitted, *(item for cell in fitted.cells.values() for item in cell))
    return made


def remove_lane(journey: JourneyMap, lane_id: str) -> JourneyMap:
    """Take a lane away with all that stands in it.

    Raises:
        EditProblem: If it is unknown or locked.
    """
    lane = the_lane(journey, lane_id)
    check_unlocked(lane)
    left = changed(journey, lanes=replaced(journey.lanes, lane))
    left = without_references_to(left, "lanes", {lane_id})
    return without_references_to_items_of(left, lane)


def move_lane(journey: JourneyMap, lane_id: str, index: int) -> JourneyMap:
    """Put a lane at ``index``, counted after it has been taken out.

    Raises:
        EditProblem: If it is unknown.
    """
    lane = the_lane(journey, lane_id)
    lanes = inserted(replaced(journey.lanes, lane), (lane,), index)
    return changed(journey, lanes=same_or(journey.lanes, lanes))


def set_lane(journey: JourneyMap, lane_id: str, **fields: Any) -> JourneyMap:
    """Set fields of a lane, but not its kind or cells; also of a locked one.

    Raises:
        EditProblem: If it is unknown, has no such field, a value does not fit, or it names a
            persona the map does not have.
    """
    lane = the_lane(journey, lane_id)
    settable(lane, fields, "kind", "cells")
    made = changed(lane, **fields)
    check_references(journey, made)
    return with_lane(journey, lane, made)


def _fitted(journey: JourneyMap, lane: Lane) -> Lane:
    """Return ``lane`` with spans cut at the last step, once its cells are known to fit."""
    cells: dict[str, tuple[CellItem, ...]] = {}
    seen: set[str] = set()
    for step_id, items in lane.cells.items():
        place = step_place(journey, step_id)
        if place is None:
            raise EditProblem("edit.unknown_step", id=step_id)
        for item in items:
            if item.id in seen or item_place(journey, item.id):
                raise EditProblem("edit.id_taken", id=item.id)
            seen.add(item.id)
        room = len(journey.steps) - place.column
        cells[step_id] = same_or(items, tuple(with_room(item, room) for item in items))
    return with_cells(lane, cells)
