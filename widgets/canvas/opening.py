"""What a double click or a typed letter opens: a text, a new item, a picture, a figure's value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from model.cards import Metric, Picture
from model.edits.changes import check_unlocked, the_lane
from model.find import item_by_id, item_place, lane_by_id
from model.journey import JourneyMap
from model.lanes import ImagesLane
from widgets.canvas import walk
from widgets.canvas.feeling_line import feel_typed
from widgets.canvas.folding import is_folded, open_up
from widgets.canvas.frame import Hit
from widgets.canvas.gestures.drag_feeling import snapped
from widgets.canvas.index import Spot
from widgets.canvas.selection import (
    NOTHING,
    Selection,
    cell_selection,
    item_selection,
    still_there,
)
from widgets.canvas.sizing import fit_edit
from widgets.canvas.targets import Target, hint_target
from widgets.canvas.writing import slip_of

if TYPE_CHECKING:
    from widgets.canvas.canvas import Canvas


def open_at(canvas: Canvas, point: QPointF) -> None:
    """Open what is under ``point`` (px); in an empty place begin something new.

    A border between headers gives up its size: what it belongs to follows its contents again.
    """
    edge = canvas.hovering.edge_at(point)
    if edge is not None and edge.spot is None:
        if not canvas.hovering.is_on_plus(point):
            canvas.document.apply(*fit_edit(canvas, edge))
        return
    hit = canvas.frame.hit(point)
    if canvas.hovering.is_on_plus(point):
        return  # the first click did what it is for
    if _is_collapsed(canvas, hit) and open_up(canvas, hit.selection):
        return
    if hit.kind == "cell":
        _begin_in_cell(canvas, hit, point)
    elif hit.kind in ("phase", "lane") and is_on_hint(canvas, hit, point):
        canvas.edit(hit.selection, is_hint=True)
    elif hit.spot is None or not _ask_for_more(canvas, hit.spot, point):
        canvas.edit(hit.selection)


def _is_collapsed(canvas: Canvas, hit: Hit) -> bool:
    """Tell whether ``hit`` is on a strip: a collapsed lane or phase, its header or its cells."""
    index = canvas.frame.index
    if hit.spot is not None:
        return False
    if hit.cell is not None:
        return is_folded(index, hit.cell)
    parts = (index.row(hit.id), index.column(hit.id), index.phase_of(hit.id))
    return any(part is not None and part.is_collapsed for part in parts)


def is_on_hint(canvas: Canvas, hit: Hit, point: QPointF) -> bool:
    """Tell whether ``point`` (px) is on a lane's hint or a phase's definition, or their place."""
    target = hint_target(canvas.document.value, hit.selection)
    slip = slip_of(canvas, target) if target is not None else None
    return slip is not None and slip.box.contains(point)


def write_typed(canvas: Canvas, text: str) -> bool:
    """Begin to write with ``text``: a new item in a chosen cell, else what is chosen anew.

    As in spreadsheets and slides, typing takes the place of the text; one undo brings it back.
    Nothing happens with nothing or several things chosen, nor where a picture is needed first.
    """
    if feel_typed(canvas, text):
        return True
    selection = canvas.selection
    if selection.cell is not None:
        lane = lane_by_id(canvas.document.value, selection.cell[0])
        if isinstance(lane, ImagesLane):
            return False
        return canvas.add_card_at(*selection.cell, text=text)
    if selection == NOTHING or len(selection.ids) > 1:
        return False
    return canvas.edit(selection, is_all_chosen=True, text=text)


def refuses(canvas: Canvas, target: Target) -> bool:
    """Tell whether ``target`` stands in a locked lane, and have the person told why."""
    journey, new = canvas.document.value, target.new
    place = item_place(journey, target.id) if target.kind == "item" else None
    lane = place.lane if place is not None else lane_by_id(journey, new.lane_id) if new else None
    if lane is None or not lane.is_locked:
        return False
    canvas.document.apply("edits.change_text", lambda held: _unlocked(held, lane.id))
    return True


def _unlocked(journey: JourneyMap, lane_id: str) -> JourneyMap:
    check_unlocked(the_lane(journey, lane_id))
    return journey


def place_after_writing(
    selection: Selection, journey: JourneyMap, written: Target | None
) -> Selection:
    """Return what to choose when ``written`` is closed and ``selection`` was chosen.

    A new item that was given up without a letter leaves its cell chosen, or the item before it: who
    works by keyboard goes on from there.
    """
    held = still_there(selection, journey)
    new = None if written is None else written.new
    if held != NOTHING or new is None:
        return held
    lane = lane_by_id(journey, new.lane_id)
    cell = lane.cells.get(new.step_id, ()) if lane is not None else ()
    if not cell:
        return still_there(cell_selection(new.lane_id, new.step_id), journey)
    index = len(cell) if new.index is None else new.index
    return item_selection((cell[max(min(index, len(cell)) - 1, 0)].id,))


def go_on(canvas: Canvas, then: str) -> None:
    """Open or choose what follows a text that was written: see `Writing.ended`."""
    if then == "next_card":
        canvas.add_after()
        return
    step = 1 if then == "next_cell" else -1
    selection, index = canvas.selection, canvas.frame.index
    if selection.kind in ("phases", "steps", "lanes"):
        header = walk.next_header(index, selection, step)
        if header is not None:
            canvas.select(header, reveal=True)
            canvas.edit(header, is_all_chosen=True)
        return
    there = walk.next_cell(index, selection, step)
    cell = walk.cell_of(index, there) if there else None
    if cell is not None:
        canvas.select(cell_selection(cell.lane_id, cell.step_id), reveal=True)


def _begin_in_cell(canvas: Canvas, hit: Hit, point: QPointF) -> None:
    assert hit.cell is not None
    row = canvas.frame.index.row(hit.cell.lane_id)
    if row is None or row.zero_y is None or not row.unit:
        canvas.add_card_at(hit.cell.lane_id, hit.cell.step_id)
        return
    lane = lane_by_id(canvas.document.value, hit.cell.lane_id)
    held = canvas.feeling_line.point_in(lane, hit.cell.step_id)
    if held is not None:  # also the second press of a double click on the line
        canvas.edit(item_selection((held,)))
        return
    _, y = canvas.frame.view.sheet_point(point)
    value = snapped((row.zero_y - y) / row.unit, is_free=False)
    canvas.add_feeling_at(hit.cell.lane_id, hit.cell.step_id, value)


def _ask_for_more(canvas: Canvas, spot: Spot, point: QPointF) -> bool:
    """Ask the window for what is not written on the canvas: a picture, or a figure's value."""
    lane = lane_by_id(canvas.document.value, spot.cell.lane_id)
    if lane is None or lane.is_locked:
        return False
    item = item_by_id(canvas.document.value, spot.id)
    if isinstance(item, Picture) and item.image is None:
        canvas.image_wanted.emit(spot.id)
        return True
    if isinstance(item, Metric) and not _is_on_text(canvas, spot, point):
        canvas.value_wanted.emit(spot.id)
        return True
    return False


def _is_on_text(canvas: Canvas, spot: Spot, point: QPointF) -> bool:
    """Tell whether ``point`` is on the name of a figure: above where its box ends."""
    _, y = canvas.frame.view.sheet_point(point)
    _, top, _, height = spot.placed.block.text_box or (0.0, 0.0, 0.0, 0.0)
    return y < spot.block_area.top() + top + height
