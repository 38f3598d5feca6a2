"""A person standing beside the wall, to see how large that is."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

PERSON_MM = 1750.0
PERSON_ASPECT = 0.28


def paint_person(painter: QPainter, foot: QPointF, height: float, ink: QColor) -> None:
    """Paint a standing person, ``height`` pixels tall, whose left edge is at ``foot``."""
    unit = height / 100
    middle = foot.x() + 14 * unit
    body = QPainterPath()
    body.setFillRule(Qt.FillRule.WindingFill)
    body.addEllipse(QPointF(middle, foot.y() - 93 * unit), 5.2 * unit, 6.4 * unit)
    trunk = QRectF(middle - 10 * unit, foot.y() - 84 * unit, 20 * unit, 40 * unit)
    body.addRoundedRect(trunk, 8 * unit, 8 * unit)
    for side in (-1, 1):
        leg = QRectF(0, foot.y() - 50 * unit, 8.4 * unit, 50 * unit)
        leg.moveCenter(QPointF(middle + side * 4.9 * unit, leg.center().y()))
        body.addRoundedRect(leg, 3 * unit, 3 * unit)
    pale = QColor(ink)
    pale.setAlphaF(0.3)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(pale)
    painter.drawPath(body)
