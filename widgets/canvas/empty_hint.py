"""What a map without cards to see says at the lower edge of the canvas: what to do about it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from model.journey import JourneyMap
from widgets.canvas.canvas import Canvas
from widgets.canvas.frame import Frame
from widgets.map_filter import MapFilter
from widgets.overrides import guarded

_WIDEST_PX = 600.0
_PADDING_PX = 10.0
_ABOVE_EDGE_PX = 14.0


@guarded
class EmptyHint(QObject):
    """An overlay that is there as long as no cell of the map holds anything one could see.

    Args:
        canvas: The canvas.
        criteria: What may hide all cards of a map that has some.
    """

    def __init__(self, canvas: Canvas, criteria: MapFilter) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._criteria = criteria
        self._is_filtered_out = False
        self._is_empty = _is_empty(canvas.document.value)
        criteria.changed.connect(self._look)
        canvas.document.changed.connect(self._map_changed)
        canvas.editing_changed.connect(self._refresh)
        canvas.add_overlay(self)

    @property
    def is_shown(self) -> bool:
        """Whether there is anything to say."""
        return self._is_empty or self._is_filtered_out

    @property
    def text(self) -> str:
        """What to do next: write a card, add the lane it can hang in, or take the filter away."""
        has_lanes = bool(self._canvas.document.value.lanes)
        words = self._canvas.words
        if self._is_filtered_out:
            return words("canvas.empty.filter")
        return words("canvas.empty.map") if has_lanes else words("canvas.empty.map_without_lanes")

    def paint_on_board(self, painter: QPainter, frame: Frame) -> None:
        """Draw nothing under the headers."""

    def paint_on_headers(self, painter: QPainter, frame: Frame) -> None:
        """Draw the sentence."""
        if not self.is_shown or self._canvas.is_editing:
            return
        text = self.text
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignCenter
        painter.setFont(self._canvas.font())
        window = frame.window
        width = min(_WIDEST_PX, window.width() - 4 * _PADDING_PX)
        needed = painter.fontMetrics().boundingRect(
            QRectF(0, 0, width, window.height()).toRect(), flags.value, text
        )
        box = QRectF(needed).adjusted(-_PADDING_PX, -_PADDING_PX, _PADDING_PX, _PADDING_PX)
        box.moveCenter(window.center())
        box.moveBottom(window.bottom() - _ABOVE_EDGE_PX)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = QColor(self._canvas.colour("text"))
        line.setAlphaF(0.3)
        painter.setPen(QPen(line, 1))
        painter.setBrush(self._canvas.colour("paper"))
        painter.drawRoundedRect(box, 6, 6)
        painter.setPen(self._canvas.colour("text"))
        painter.drawText(box, flags, text)

    def _map_changed(self, before: JourneyMap, after: JourneyMap) -> None:
        is_empty = _is_empty(after)
        if is_empty != self._is_empty or bool(before.lanes) != bool(after.lanes):
            self._is_empty = is_empty
            self._canvas.viewport().update()
        self._look()

    def _look(self) -> None:
        """See whether the filter hides every card."""
        through = self._criteria.through
        is_hiding = through is not None and through.view.others == "hide" and not self._is_empty
        is_filtered_out = is_hiding and self._criteria.count.shown == 0
        if is_filtered_out != self._is_filtered_out:
            self._is_filtered_out = is_filtered_out
            self._canvas.viewport().update()

    def _refresh(self) -> None:
        if self.is_shown:
            self._canvas.viewport().update()


def _is_empty(journey: JourneyMap) -> bool:
    return not any(lane.cells for lane in journey.lanes)
