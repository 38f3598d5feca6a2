"""How the place looks where something will go that is being dragged."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from widgets.canvas.stage import Stage

_THINNEST_BAR_PX = 4.0
_RADIUS_PX = 4.0


def paint_drop(painter: QPainter, stage: Stage, area: QRectF, bar: QRectF | None) -> None:
    """Mark the cell ``area`` and, with ``bar``, the place among its items; both in mm."""
    colour = stage.colour("drop")
    ground = QColor(colour)
    ground.setAlphaF(0.10)
    cell = stage.frame.area_rect(area).adjusted(1, 1, -1, -1)
    if _inside_of(cell).contains(painter.clipBoundingRect()):  # its border is nowhere near
        painter.fillRect(painter.clipBoundingRect(), ground)
    else:
        painter.setPen(QPen(colour, 1.5))
        painter.setBrush(ground)
        painter.drawRoundedRect(cell, _RADIUS_PX, _RADIUS_PX)
    if bar is not None:
        paint_bar(painter, stage, bar)


def paint_bar(painter: QPainter, stage: Stage, bar: QRectF) -> None:
    """Mark a place among items, ``bar`` in mm; it stands out from cards of any colour."""
    painter.setPen(QPen(stage.colour("paper"), 1))
    painter.setBrush(stage.colour("drop"))
    painter.drawRoundedRect(_at_least(stage.frame.area_rect(bar), _THINNEST_BAR_PX), 2, 2)


def paint_badge(painter: QPainter, stage: Stage, corner: QRectF, text: str) -> None:
    """Write ``text`` into a round label that takes ``corner``, px."""
    painter.setPen(QPen(stage.colour("paper"), 2))
    painter.setBrush(stage.colour("drop"))
    painter.drawRoundedRect(corner, corner.height() / 2, corner.height() / 2)
    painter.setPen(stage.colour("paper"))
    painter.drawText(corner, Qt.AlignmentFlag.AlignCenter, text)


def _inside_of(cell: QRectF) -> QRectF:
    return cell.adjusted(_RADIUS_PX, _RADIUS_PX, -_RADIUS_PX, -_RADIUS_PX)


def _at_least(rect: QRectF, thickness: float) -> QRectF:
    """Return ``rect`` grown about its middle so that no side is thinner than ``thickness`` px."""
    more_across = max(thickness - rect.width(), 0) / 2
    more_down = max(thickness - rect.height(), 0) / 2
    return rect.adjusted(-more_across, -more_down, more_across, more_down)
