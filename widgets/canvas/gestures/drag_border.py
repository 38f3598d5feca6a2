"""Dragging a border between headers: how wide steps and phases are, how tall a lane is."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from widgets.canvas.edges import Edge
from widgets.canvas.gestures.gesture import Gesture, Keys
from widgets.canvas.read_out import paint_read_out
from widgets.canvas.sizing import Sizing, sizing_of
from widgets.canvas.stage import Stage

# Sizes snap to 5 mm, with Alt to whole millimetres.
SNAP_MM = 5
FINE_SNAP_MM = 1
_LINE_PX = 2.0


class DragBorder(Gesture):
    """Makes a step, a phase or a lane larger or smaller; the sheet follows the pointer."""

    def __init__(self, stage: Stage, start: QPointF, edge: Edge) -> None:
        super().__init__(stage, start)
        self._is_lane = edge.kind == "lane"
        self.cursor = edge.cursor
        self.is_scrolling_down = self._is_lane
        self.is_scrolling_across = not self._is_lane
        self._sizing: Sizing = sizing_of(stage, edge)
        self._grip = self._sizing.origin + self._sizing.first - self._along(start)
        self._now = self._sizing.first
        self._point = start

    def move(self, point: QPointF, keys: Keys) -> Gesture:
        """Put the border where the pointer is, to the nearest size it may have."""
        self._point = point
        snap = FINE_SNAP_MM if keys & Keys.AltModifier else SNAP_MM
        length = self._along(point) + self._grip - self._sizing.origin
        wanted = self._sizing.bounded(round(length / snap) * snap)
        if wanted != self._now:
            self._now = wanted
            self.stage.preview(self._sizing.edit(wanted))
        self.stage.refresh()
        return self

    def release(self, point: QPointF, keys: Keys) -> None:
        """Set the size: one edit."""
        self.move(point, keys)
        self.stage.preview(None)
        if self._now != self._sizing.first:
            self.stage.document.apply(self._sizing.label, self._sizing.edit(self._now))
        self.stage.refresh()

    def cancel(self) -> None:
        """Leave it as large as it was."""
        self.stage.preview(None)
        self.stage.refresh()

    def paint(self, painter: QPainter) -> None:
        """Draw the border, and tell the size."""
        frame = self.stage.frame
        at = frame.view.point(*[self._sizing.origin + self._now] * 2)
        painter.setPen(QPen(self.stage.colour("drop"), _LINE_PX))
        window: QRectF = frame.window
        if self._is_lane:
            painter.drawLine(QPointF(frame.left.start, at.y()), QPointF(window.right(), at.y()))
        else:
            painter.drawLine(QPointF(at.x(), frame.top.start), QPointF(at.x(), window.bottom()))
        key = "fits" if self._sizing.is_fitted(self._now) else "mm"
        text = self.stage.words(f"canvas.read_out.{key}", mm=round(self._now))
        paint_read_out(painter, self.stage, text, self._point)

    def _along(self, point: QPointF) -> float:
        """Return where ``point`` (px) lies along the axis of the border, mm."""
        x, y = self.stage.frame.view.sheet_point(point)
        return y if self._is_lane else x
