"""Drawing a frame round items to choose them."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from widgets.canvas.gestures.gesture import Gesture, Keys
from widgets.canvas.selection import item_selection
from widgets.canvas.stage import Stage


class Marquee(Gesture):
    """Chooses what the frame touches; with ``is_adding`` besides what was chosen before."""

    is_scrolling_across = True
    is_scrolling_down = True

    def __init__(self, stage: Stage, start: QPointF, *, is_adding: bool) -> None:
        super().__init__(stage, start)
        self._before = stage.selection
        is_kept = is_adding and self._before.kind == "items"
        self._kept = self._before.ids if is_kept else ()
        # On the sheet, so that the corner stays where it was put when the canvas scrolls.
        self._corner = stage.frame.view.sheet_point(start)
        self._end = start

    def move(self, point: QPointF, keys: Keys) -> Gesture:  # noqa: ARG002
        """Choose what lies between the first corner and ``point``."""
        stale = self._rect()
        self._end = point
        now = self._rect()
        self.stage.refresh(stale.united(now).adjusted(-2, -2, 2, 2))
        left, top, right, bottom = self.stage.frame.view.sheet_rect(now)
        area = QRectF(left, top, right - left, bottom - top)
        touched = [spot.id for spot in self.stage.frame.index.items_in(area)]
        self.stage.select(item_selection((*self._kept, *touched)))
        return self

    def release(self, point: QPointF, keys: Keys) -> None:  # noqa: ARG002
        """Leave what is chosen."""
        self.stage.refresh()

    def cancel(self) -> None:
        """Choose again what was chosen before."""
        self.stage.select(self._before)
        self.stage.refresh()

    def paint(self, painter: QPainter) -> None:
        """Draw the frame."""
        line = self.stage.colour("selection")
        ground = QColor(line)
        ground.setAlphaF(0.12)
        painter.setPen(QPen(line, 1))
        painter.setBrush(ground)
        painter.drawRect(self._rect())

    def _rect(self) -> QRectF:
        corner = self.stage.frame.view.point(*self._corner)
        return QRectF(corner, self._end).normalized()
