"""Dragging a point of a feelings curve up and down."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from model.cards import Feeling
from model.edits import set_item
from model.find import item_by_id, item_place
from model.journey import JourneyMap
from model.lanes import FeelingsLane
from widgets.canvas.bounds import mark_bounds
from widgets.canvas.gestures.gesture import Gesture, Keys
from widgets.canvas.index import Spot
from widgets.canvas.stage import Stage

# Points snap to halves unless Alt is held (reference/workshops-and-print.md 2.2).
SNAP = 0.5
FINE_SNAP = 0.05
LOWEST, HIGHEST = -2.0, 2.0


class DragFeeling(Gesture):
    """Sets how a step feels; the curve follows the pointer."""

    cursor = Qt.CursorShape.SizeVerCursor

    def __init__(self, stage: Stage, start: QPointF, spot: Spot) -> None:
        super().__init__(stage, start)
        self._id = spot.id
        feeling = item_by_id(stage.document.value, spot.id)
        assert isinstance(feeling, Feeling)
        self._values = feeling.values
        self._first = feeling.value
        self._now = feeling.value
        row = stage.frame.index.row(spot.cell.lane_id)
        self._unit = (row.unit if row else None) or 1.0

    def move(self, point: QPointF, keys: Keys) -> Gesture:
        """Show the curve with the point at the pointer's height."""
        rise = (self.start.y() - point.y()) / (self._unit * self.stage.frame.view.zoom)
        wanted = snapped(self._first + rise, is_free=bool(keys & Keys.AltModifier))
        if wanted != self._now:
            self._refresh_bubble()
            self._now = wanted
            self.stage.preview(self._edit)
            self._refresh_bubble()
        return self

    def release(self, point: QPointF, keys: Keys) -> None:
        """Set the value: one edit."""
        self.move(point, keys)
        self.stage.preview(None)
        if self._now != self._first:
            self.stage.document.apply("edits.change_feeling", self._edit)
        self.stage.refresh()

    def cancel(self) -> None:
        """Leave the point where it was."""
        self.stage.preview(None)
        self.stage.refresh()

    def paint(self, painter: QPainter) -> None:
        """Draw the value beside the point."""
        spot = self.stage.frame.index.find(self._id)
        if spot is not None:
            paint_bubble(painter, self.stage, self._point_rect(spot), self._read_out())

    def _refresh_bubble(self) -> None:
        """It reaches out of the cell, which is all that a change of the curve has painted."""
        spot = self.stage.frame.index.find(self._id)
        if spot is not None:
            bubble = bubble_rect(self.stage, self._point_rect(spot), self._read_out())
            self.stage.refresh(bubble.adjusted(-1, -1, 1, 1))

    def _point_rect(self, spot: Spot) -> QRectF:
        """Return a square round the point itself."""
        rect = self.stage.frame.block_rect(spot)
        row = self.stage.frame.index.row(spot.cell.lane_id)
        if row is None or row.zero_y is None:
            return rect
        y = self.stage.frame.view.point(0, row.zero_y - self._now * self._unit).y()
        zoom = self.stage.frame.view.zoom
        left, _, right, _ = mark_bounds(spot.placed.block.marks[0])  # the ground of the face
        half = (right - left) / 2 * zoom
        return QRectF(rect.x() + left * zoom, y - half, 2 * half, 2 * half)

    def _edit(self, journey: JourneyMap) -> JourneyMap:
        values = shifted(self._values, self._now - self._first)
        return set_item(journey, self._id, values=values)

    def _read_out(self) -> str:
        place = item_place(self.stage.document.value, self._id)
        lane = place.lane if place else None
        return feeling_words(self._now, lane.levels if isinstance(lane, FeelingsLane) else ())


def bubble_rect(stage: Stage, beside: QRectF, text: str) -> QRectF:
    """Return where the words beside a point stand: on its left at the window's edge, px."""
    width = QFontMetricsF(_bubble_font()).horizontalAdvance(text) + 20.0
    bubble = QRectF(beside.right() + 8, beside.center().y() - 14, width, 28)
    if bubble.right() > stage.frame.size.width() - 4:
        bubble.moveRight(beside.left() - 8)
    return bubble


def paint_bubble(painter: QPainter, stage: Stage, beside: QRectF, text: str) -> None:
    """Draw ``text`` in a bubble beside a point of a curve."""
    bubble = bubble_rect(stage, beside, text)
    painter.setFont(_bubble_font())
    painter.setPen(QPen(stage.colour("paper"), 1.5))
    painter.setBrush(stage.colour("drop"))
    painter.drawRoundedRect(bubble, 14, 14)
    painter.setPen(stage.colour("paper"))
    painter.drawText(bubble, Qt.AlignmentFlag.AlignCenter, text)


def _bubble_font() -> QFont:
    font = QFont()
    font.setPixelSize(13)
    font.setBold(True)
    return font


def snapped(value: float, *, is_free: bool) -> float:
    """Return the nearest value a point may have; ``is_free`` lets it stand between halves."""
    snap = FINE_SNAP if is_free else SNAP
    return min(max(round(round(value / snap) * snap, 4), LOWEST), HIGHEST)


def shifted(values: tuple[float, ...], shift: float) -> tuple[float, ...]:
    """Return ``values`` moved together, each held inside the scale."""
    return tuple(min(max(round(value + shift, 4), LOWEST), HIGHEST) for value in values)


def feeling_words(value: float, levels: tuple[str, ...]) -> str:
    """Return a value as people read it: ``+1,0 · glad``, ``-0,5``."""
    number = QLocale().toString(abs(value), "f", 2 if value * 2 % 1 else 1)
    sign = "+" if value > 0 else "\u2212" if value < 0 else ""
    at = round(value) + 2
    is_on_level = abs(value - round(value)) < 0.3
    name = levels[at] if is_on_level and at < len(levels) else ""
    return f"{sign}{number} · {name}" if name else f"{sign}{number}"
