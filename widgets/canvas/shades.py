"""The shade beside headers under which something slides."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPixmap

_SHADE_PX = 7.0
_MOST_KEPT = 60


class Shades:
    """Draws shades from pictures: a gradient takes longer than the cards of a scroll."""

    def __init__(self) -> None:
        self._pictures: dict[tuple[int, int], QPixmap] = {}

    def paint(
        self, painter: QPainter, exposed: QRectF, place: QPointF, size_px: tuple[float, float]
    ) -> None:
        """Paint the shade of an edge from ``place``; ``size_px`` is 0 where it runs out."""
        size = (ceil(size_px[0]), ceil(size_px[1]))
        if size == (0, 0):
            return
        shade = self._pictures.get(size)
        if shade is None:
            if len(self._pictures) > _MOST_KEPT:
                self._pictures.clear()
            shade = self._pictures[size] = _shade(*size)
        corner = QPointF(round(place.x()), round(place.y()))
        if QRectF(corner, QSizeF(shade.size())).intersects(exposed):
            painter.drawPixmap(corner, shade)


def _shade(width: int, height: int) -> QPixmap:
    shade = QPixmap(width or int(_SHADE_PX), height or int(_SHADE_PX))
    shade.fill(Qt.GlobalColor.transparent)
    gradient = QLinearGradient(0, 0, 0 if width else _SHADE_PX, 0 if height else _SHADE_PX)
    gradient.setColorAt(0, QColor(0, 0, 0, 56))
    gradient.setColorAt(1, QColor(0, 0, 0, 0))
    painter = QPainter(shade)
    painter.fillRect(shade.rect(), gradient)
    painter.end()
    return shade
