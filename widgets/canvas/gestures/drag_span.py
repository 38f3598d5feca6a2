"""Dragging the right edge of a card, a text or a picture over more steps, or fewer."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter

from model.edits import set_item
from model.find import item_by_id, step_place
from model.journey import JourneyMap
from widgets.canvas.gestures.gesture import Gesture, Keys
from widgets.canvas.index import Spot
from widgets.canvas.read_out import paint_read_out
from widgets.canvas.stage import Stage


class DragSpan(Gesture):
    """Sets how many steps an item covers; it is shown so while the edge is dragged."""

    cursor = Qt.CursorShape.SplitHCursor
    is_scrolling_across = True

    def __init__(self, stage: Stage, start: QPointF, spot: Spot) -> None:
        super().__init__(stage, start)
        self._id = spot.id
        self._step_id = spot.cell.step_id
        self._first = self._now = span_of(stage.document.value, spot.id)
        self._point = start

    def move(self, point: QPointF, keys: Keys) -> Gesture:  # noqa: ARG002
        """Let the item end with the step whose right edge is nearest to the pointer."""
        self._point = point
        wanted = self._span_at(point)
        if wanted != self._now:
            self._now = wanted
            self.stage.preview(self._edit)
        self.stage.refresh()
        return self

    def release(self, point: QPointF, keys: Keys) -> None:
        """Set the span: one edit."""
        self.move(point, keys)
        self.stage.preview(None)
        if self._now != self._first:
            self.stage.document.apply("edits.change_span", self._edit)
        self.stage.refresh()

    def cancel(self) -> None:
        """Leave the item as wide as it was."""
        self.stage.preview(None)
        self.stage.refresh()

    def paint(self, painter: QPainter) -> None:
        """Tell how many steps it is."""
        text = self.stage.words("canvas.read_out.steps", count=self._now)
        paint_read_out(painter, self.stage, text, self._point)

    def _edit(self, journey: JourneyMap) -> JourneyMap:
        return set_item(journey, self._id, span=self._now)

    def _span_at(self, point: QPointF) -> int:
        index = self.stage.frame.index
        first = index.column_of(self._step_id)
        if first is None:
            return self._now
        x, _ = self.stage.frame.view.sheet_point(point)
        columns = index.sheet.columns[first:]
        last = min(columns, key=lambda column: abs(column.x + column.width - x))
        return steps_between(self.stage.document.value, self._step_id, last.step_id)


def span_of(journey: JourneyMap, item_id: str) -> int:
    """Return how many steps an item covers; 1 for what cannot cover several."""
    return int(getattr(item_by_id(journey, item_id), "span", 1))


def steps_between(journey: JourneyMap, first_id: str, last_id: str) -> int:
    """Return how many steps there are from one to another, both counted, hidden ones too."""
    first, last = step_place(journey, first_id), step_place(journey, last_id)
    return 1 if first is None or last is None else last.column - first.column + 1
