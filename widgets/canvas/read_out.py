"""The small label beside the pointer that says what a drag would make: a value, mm, steps."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen

from widgets.canvas.stage import Stage

_HEIGHT_PX = 28.0
_TYPE_PX = 13
_ASIDE_PX = 16.0
_EDGE_PX = 4.0


def paint_read_out(painter: QPainter, stage: Stage, text: str, beside: QPointF) -> None:
    """Paint ``text`` beside a place (px), inside the window."""
    font = QFont(painter.font())
    font.setPixelSize(_TYPE_PX)
    font.setBold(True)
    painter.setFont(font)
    width = painter.fontMetrics().horizontalAdvance(text) + 20.0
    bubble = QRectF(beside.x() + _ASIDE_PX, beside.y() + _ASIDE_PX, width, _HEIGHT_PX)
    window = stage.frame.window.adjusted(_EDGE_PX, _EDGE_PX, -_EDGE_PX, -_EDGE_PX)
    if bubble.right() > window.right():
        bubble.moveRight(beside.x() - _ASIDE_PX)
    if bubble.bottom() > window.bottom():
        bubble.moveBottom(beside.y() - _ASIDE_PX)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(stage.colour("paper"), 1.5))
    painter.setBrush(stage.colour("drop"))
    painter.drawRoundedRect(bubble, _HEIGHT_PX / 2, _HEIGHT_PX / 2)
    painter.setPen(stage.colour("paper"))
    painter.drawText(bubble, Qt.AlignmentFlag.AlignCenter, text)
