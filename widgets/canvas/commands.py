"""What keys and menus do to what is chosen on the canvas."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from model.edits import (
    add_lane,
    add_phase,
    add_step,
    duplicate_items,
    move_items,
    remove_items,
    remove_lane,
    remove_links,
    remove_phase,
    remove_step,
)
from model.find import in_wall_order, lane_by_id, phase_of_step, step_place
from model.journey import JourneyMap, Phase, Step
from model.lanes import CardsLane, FeelingsLane, ImagesLane, Lane, LaneKind, MetricsLane, TextLane
from model.values import new_id
from widgets.canvas.feeling_line import set_feelings
from widgets.canvas.gestures.drag_feeling import SNAP
from widgets.canvas.selection import Selection, item_selection
from widgets.canvas.stage import Stage
from widgets.canvas.walk import Direction, open_place

LANE_TYPES: Mapping[LaneKind, Callable[..., Lane]] = {
    "cards": CardsLane,
    "feelings": FeelingsLane,
    "text": TextLane,
    "images": ImagesLane,
    "metrics": MetricsLane,
}
_REMOVERS = {"phases": remove_phase, "steps": remove_step, "lanes": remove_lane}


def delete_selected(stage: Stage) -> bool:
    """Take away what is chosen; `widgets.canvas.choosing` chooses the neighbour."""
    selection, document = stage.selection, stage.document
    if selection.kind == "items":
        ids = selection.ids
        return document.apply("edits.delete", lambda journey: remove_items(journey, ids))
    if selection.kind == "links":
        return document.apply("edits.delete_links", lambda held: remove_links(held, selection.ids))
    remove = _REMOVERS.get(selection.kind)
    if remove is None:
        return False

    def without(journey: JourneyMap) -> JourneyMap:
        for part_id in selection.ids:
            journey = remove(journey, part_id)
        return journey

    return document.apply("edits.delete", without)


def duplicate_selected(stage: Stage) -> bool:
    """Put copies of the chosen items beside them, and choose the copies."""
    if stage.selection.kind != "items":
        return False
    ids = stage.selection.ids
    copies = tuple(new_id() for _ in ids)
    if not stage.document.apply("edits.duplicate", lambda held: duplicate_items(held, ids, copies)):
        return False
    stage.select(item_selection(copies))
    stage.reveal(stage.selection)
    return True


def move_selected(stage: Stage, direction: Direction) -> bool:
    """Move the chosen items a place on in their cell, or into the next cell.

    Feelings go up and down on their curve.
    """
    rise = {"up": SNAP, "down": -SNAP}.get(direction)
    if rise is not None and set_feelings(stage, by=rise):
        return True
    if stage.selection.kind != "items":
        return False
    ids = stage.selection.ids
    target = _next_place(stage, direction)
    if target is None:
        return False
    lane_id, step_id, index = target
    if not stage.document.apply(
        "edits.move", lambda held: move_items(held, ids, lane_id, step_id, index)
    ):
        return False
    stage.select(item_selection(ids))
    stage.reveal(stage.selection)
    return True


def _next_place(stage: Stage, direction: Direction) -> tuple[str, str, int | None] | None:
    """Return (lane id, step id, index) where the chosen items go with an arrow key."""
    places = in_wall_order(stage.document.value, stage.selection.ids)
    if not places:
        return None
    first, last = places[0], places[-1]
    is_one_cell = (first.lane.id, first.step_id) == (last.lane.id, last.step_id)
    if direction == "left" and is_one_cell and first.index > 0:
        return first.lane.id, first.step_id, first.index - 1
    if direction == "right" and is_one_cell:
        staying = len(last.lane.cells[last.step_id]) - len(places)
        if last.index - len(places) + 1 < staying:
            return last.lane.id, last.step_id, last.index - len(places) + 2
    index = stage.frame.index
    row, column = index.row_of(first.lane.id), index.column_of(first.step_id)
    if row is None or column is None:
        return None
    row, column = open_place(index, row, column, direction)
    if not (0 <= row < len(index.sheet.rows) and 0 <= column < len(index.sheet.columns)):
        return None
    cell = index.sheet.cells[row][column]
    return cell.lane_id, cell.step_id, 0 if direction == "right" else None


def add_phase_at(stage: Stage, index: int) -> bool:
    """Put a phase with one step at ``index`` and open its name for writing."""
    phase = Phase(id=new_id(), name=stage.words("canvas.new_phase"), steps=(Step(id=new_id()),))
    if not stage.document.apply("edits.add_phase", lambda held: add_phase(held, phase, index)):
        return False
    return _name(stage, Selection("phases", (phase.id,)))


def add_step_at(stage: Stage, column: int) -> bool:
    """Put a step before the shown column ``column`` (or last) and open its name for writing.

    At the border of two phases it becomes the last step of the first.
    """
    columns = stage.frame.sheet.columns
    if not columns:
        return False
    journey = stage.document.value
    beside = columns[column - 1] if column > 0 else columns[0]
    place = step_place(journey, beside.step_id)
    phase = phase_of_step(journey, beside.step_id)
    if place is None or phase is None:
        return False
    index = place.index + (1 if column > 0 else 0)
    step = Step(id=new_id(), name=stage.words("canvas.new_step"))
    if not stage.document.apply(
        "edits.add_step", lambda held: add_step(held, phase.id, step, index)
    ):
        return False
    return _name(stage, Selection("steps", (step.id,)))


def add_lane_at(stage: Stage, row: int, kind: LaneKind) -> bool:
    """Put a lane of ``kind`` before the shown row ``row`` (or last) and open its name."""
    rows = stage.frame.sheet.rows
    ids = [lane.id for lane in stage.document.value.lanes]
    index = ids.index(rows[row].lane_id) if row < len(rows) else len(ids)
    name = stage.words(f"canvas.new_lane.{kind}")
    lane: Lane = LANE_TYPES[kind](id=new_id(), name=name)
    if not stage.document.apply("edits.add_lane", lambda held: add_lane(held, lane, index)):
        return False
    return _name(stage, Selection("lanes", (lane.id,)))


def _name(stage: Stage, selection: Selection) -> bool:
    stage.select(selection)
    return stage.edit(selection, is_all_chosen=True)


def is_open(journey: JourneyMap, lane_id: str) -> bool:
    """Tell whether things can be put into the lane."""
    lane = lane_by_id(journey, lane_id)
    return lane is not None and not lane.is_locked
