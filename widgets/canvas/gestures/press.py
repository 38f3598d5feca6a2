"""What a press on the canvas may become: a click, a drag, or a frame round items."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication

from widgets.canvas.frame import Hit
from widgets.canvas.gestures.drag_feeling import DragFeeling
from widgets.canvas.gestures.drag_header import DragHeader
from widgets.canvas.gestures.drag_items import DragItems
from widgets.canvas.gestures.gesture import Gesture, Keys
from widgets.canvas.gestures.marquee import Marquee
from widgets.canvas.index import Spot
from widgets.canvas.selection import (
    Selection,
    item_selection,
)
from widgets.canvas.stage import Stage

_HEADERS = ("phase", "step", "lane", "title")


def begin_press(stage: Stage, point: QPointF, hit: Hit, keys: Keys) -> Gesture:
    """Return the gesture that a press of the left button on ``hit`` begins."""
    if hit.spot is not None:
        return PressItem(stage, point, hit.spot, keys)
    if hit.kind in _HEADERS or hit.kind == "link":
        return PressHeader(stage, point, hit, keys)
    return PressGround(stage, point, hit, keys)


class PressItem(Gesture):
    """A press on an item: a click chooses it, a drag carries it and what is chosen with it."""

    cursor = Qt.CursorShape.OpenHandCursor

    def __init__(self, stage: Stage, start: QPointF, spot: Spot, keys: Keys) -> None:
        super().__init__(stage, start)
        self._spot = spot
        self._was_chosen = stage.selection.has("items", spot.id)
        if keys & Keys.ShiftModifier:
            stage.select(_reaching(stage, spot))
        elif not keys & Keys.ControlModifier and not self._was_chosen:
            stage.select(item_selection((spot.id,)))

    def move(self, point: QPointF, keys: Keys) -> Gesture:
        """Become a drag once the pointer has left the place of the press."""
        if not self.is_far(point, QApplication.startDragDistance()):
            return self
        if not self.stage.selection.has("items", self._spot.id):
            self.stage.select(item_selection((self._spot.id,)))
        return self._drag().move(point, keys)

    def release(self, point: QPointF, keys: Keys) -> None:  # noqa: ARG002
        """It was a click."""
        if keys & Keys.ShiftModifier:
            return
        if keys & Keys.ControlModifier:
            self.stage.select(self.stage.selection.toggled("items", self._spot.id))
        elif self._was_chosen:
            self.stage.select(item_selection((self._spot.id,)))

    def _drag(self) -> Gesture:
        ids = self.stage.selection.ids
        if self._spot.placed.block.kind == "feeling" and len(ids) == 1:
            return DragFeeling(self.stage, self.start, self._spot)
        return DragItems(self.stage, self.start, self._spot, ids)


class PressHeader(Gesture):
    """A press on the header of a phase, step or lane, on the map's title, or on a link.

    A click chooses it, a drag moves it and what is chosen with it among their like.
    """

    def __init__(self, stage: Stage, start: QPointF, hit: Hit, keys: Keys) -> None:
        super().__init__(stage, start)
        self._pressed = hit.selection
        if keys & Keys.ShiftModifier and hit.id:
            stage.select(_reaching_header(stage, hit.selection))
        elif keys & Keys.ControlModifier and hit.id:
            stage.select(stage.selection.toggled(hit.selection.kind, hit.id))
        elif not self._is_chosen:
            stage.select(hit.selection)

    def move(self, point: QPointF, keys: Keys) -> Gesture:
        """Become a drag once the pointer has left the place of the press."""
        is_near = not self.is_far(point, QApplication.startDragDistance())
        if is_near or self._pressed.current is None or self._pressed.kind == "links":
            return self
        if not self._is_chosen:
            self.stage.select(self._pressed)
        chosen, part_id = self.stage.selection, self._pressed.current
        return DragHeader(self.stage, self.start, chosen, part_id).move(point, keys)

    def release(self, point: QPointF, keys: Keys) -> None:  # noqa: ARG002
        """It was a click."""
        if not keys & (Keys.ShiftModifier | Keys.ControlModifier):
            self.stage.select(self._pressed)

    @property
    def _is_chosen(self) -> bool:
        held = self._pressed.current
        return held is not None and self.stage.selection.has(self._pressed.kind, held)


class PressGround(Gesture):
    """A press beside all items: a click chooses the cell, a drag draws a frame."""

    def __init__(self, stage: Stage, start: QPointF, hit: Hit, keys: Keys) -> None:
        super().__init__(stage, start)
        self._hit = hit
        self._is_adding = bool(keys & (Keys.ControlModifier | Keys.ShiftModifier))

    def move(self, point: QPointF, keys: Keys) -> Gesture:
        """Become a frame once the pointer has left the place of the press."""
        if not self.is_far(point, QApplication.startDragDistance()):
            return self
        return Marquee(self.stage, self.start, is_adding=self._is_adding).move(point, keys)

    def release(self, point: QPointF, keys: Keys) -> None:  # noqa: ARG002
        """It was a click."""
        if self._is_adding:
            return
        self.stage.select(self._hit.selection)


def _reaching_header(stage: Stage, pressed: Selection) -> Selection:
    """Return what Shift-click on a header chooses: all of its kind from the current one on."""
    sheet, current = stage.frame.sheet, stage.selection.current
    ids = {
        "phases": [band.phase_id for band in sheet.phases],
        "steps": [column.step_id for column in sheet.columns],
        "lanes": [row.lane_id for row in sheet.rows],
    }.get(pressed.kind, [])
    if stage.selection.kind != pressed.kind or current not in ids or pressed.current not in ids:
        return pressed
    first, last = ids.index(current), ids.index(pressed.current)
    between = ids[min(first, last) : max(first, last) + 1]
    # The one it began with stays the current one, so that another Shift-click reaches from there.
    return Selection(pressed.kind, (*(held for held in between if held != current), current))


def _reaching(stage: Stage, spot: Spot) -> Selection:
    """Return what Shift-click chooses: all from the current item to this one, in wall order."""
    current = stage.selection.current if stage.selection.kind == "items" else None
    first = stage.frame.index.find(current) if current else None
    if first is None:
        return item_selection((spot.id,))
    rows = sorted((first.row, spot.row))
    columns = sorted((first.column, spot.column))
    if first.cell is spot.cell:
        ids = [placed.block.id for placed in spot.cell.contents]
        ends = sorted((ids.index(first.id), ids.index(spot.id)))
        between = ids[ends[0] : ends[1] + 1]
    else:
        between = [
            found.id
            for row in range(rows[0], rows[1] + 1)
            for found in stage.frame.index.row_items(row, range(columns[0], columns[1] + 1))
        ]
    return item_selection((*(held for held in between if held != current), first.id))
