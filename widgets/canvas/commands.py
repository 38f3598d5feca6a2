"""What keys and menus do to what is chosen on the canvas."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

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
from model.find import ItemPlace, in_wall_order, lane_by_id, phase_of_step, step_place
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


def delete_selected(stage: Stage, label: str = "edits.delete") -> bool:
    """Take away what is chosen, ``label`` in the history; `choosing` chooses the neighbour."""
    selection, document = stage.selection, stage.document
    if selection.kind == "items":
        ids = selection.ids
        return document.apply(label, lambda journey: remove_items(journey, ids))
    if selection.kind == "links":
        return document.apply("edits.delete_links", lambda held: remove_links(held, selection.ids))
    remove = _REMOVERS.get(selection.kind)
    if remove is None:
        return False

    def without(journey: JourneyMap) -> JourneyMap:
        for part_id in selection.ids:
            journey = remove(journey, part_id)
        return journey

    return document.apply(label, without)


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
    """Move the chosen items a place on in their cell, or each into the cell next to its own.

    Feelings go up and down on their curve.
    """
    rise = {"up": SNAP, "down": -SNAP}.get(direction)
    if rise is not None and set_feelings(stage, by=rise):
        return True
    if stage.selection.kind != "items":
        return False
    ids = stage.selection.ids
    moves = _moves(stage, direction)
    if not moves:
        return False

    def moved(journey: JourneyMap) -> JourneyMap:
        for move in moves:
            journey = move_items(journey, move.ids, move.lane_id, move.step_id, move.index)
        return journey

    if not stage.document.apply("edits.move", moved):
        return False
    stage.select(item_selection(ids))
    stage.reveal(stage.selection)
    return True


@dataclass(frozen=True, slots=True)
class _Move:
    """Where items of one cell go: see `model.edits.move_items`."""

    ids: tuple[str, ...]
    lane_id: str
    step_id: str
    index: int | None


def _moves(stage: Stage, direction: Direction) -> tuple[_Move, ...]:
    """Return where the chosen items go with an arrow key; nothing where one would leave the wall.

    Items of several cells keep their distance: each cell's go to the cell next to it.
    """
    places = in_wall_order(stage.document.value, stage.selection.ids)
    cells: dict[tuple[str, str], list[ItemPlace]] = {}
    for place in places:
        cells.setdefault((place.lane.id, place.step_id), []).append(place)
    if len(cells) == 1:
        within = _move_within(stage, places, direction)
        if within is not None:
            return (within,)
    moves = [_move_to_next(stage, held, direction) for held in cells.values()]
    whole = tuple(move for move in moves if move is not None)
    return whole if len(whole) == len(moves) else ()


def _move_within(stage: Stage, places: Sequence[ItemPlace], direction: Direction) -> _Move | None:
    """Return the move past the next item seen in the cell, None where there is none."""
    first, last = places[0], places[-1]
    ids = tuple(place.item.id for place in places)
    items = [item.id for item in first.lane.cells[first.step_id]]
    staying = [item for item in items if item not in ids]
    cell = stage.frame.index.cell_of(first.lane.id, first.step_id)
    seen = {placed.block.id for placed in cell.contents} if cell else set()
    if seen.isdisjoint(ids):  # in a strip nothing is seen
        seen = set(items)
    if direction == "left":
        before = [item for item in items[: first.index] if item in seen]
        if before:
            return _Move(ids, first.lane.id, first.step_id, staying.index(before[-1]))
    if direction == "right":
        behind = [item for item in items[last.index + 1 :] if item in seen]
        if behind:
            return _Move(ids, first.lane.id, first.step_id, staying.index(behind[0]) + 1)
    return None


def _move_to_next(stage: Stage, places: Sequence[ItemPlace], direction: Direction) -> _Move | None:
    """Return the move of one cell's items into the next cell, None at the edge of the wall."""
    index, first = stage.frame.index, places[0]
    row, column = index.row_of(first.lane.id), index.column_of(first.step_id)
    if row is None or column is None:
        return None
    row, column = open_place(index, row, column, direction)
    if not (0 <= row < len(index.sheet.rows) and 0 <= column < len(index.sheet.columns)):
        return None
    cell = index.sheet.cells[row][column]
    ids = tuple(place.item.id for place in places)
    return _Move(ids, cell.lane_id, cell.step_id, 0 if direction == "right" else None)


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
