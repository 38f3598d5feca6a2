"""The shade beside headers under which something slides."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPixmap

_SHADE_PX = 7
_PIECE_PX = 1024


class Shades:
    """Draws shades from pictures: a gradient takes longer than the cards of a scroll.

    A shade is the same all along its edge, so one picture does for edges of any length.
    """

    def __init__(self) -> None:
        self._pictures: dict[bool, QPixmap] = {}

    def paint(
        self, painter: QPainter, exposed: QRectF, place: QPointF, size_px: tuple[float, float]
    ) -> None:
        """Paint the shade of an edge from ``place``; ``size_px`` is 0 where it runs out."""
        is_flat = bool(ceil(size_px[0]))
        left = ceil(size_px[0] or size_px[1])
        at = QPoint(round(place.x()), round(place.y()))
        picture = self._picture(is_flat=is_flat)
        while left > 0:
            size = QSize(min(left, _PIECE_PX), _SHADE_PX)
            piece = QRect(at, size if is_flat else size.transposed())
            if QRectF(piece).intersects(exposed):
                painter.drawPixmap(piece.topLeft(), picture, QRect(QPoint(), piece.size()))
            at += QPoint(_PIECE_PX, 0) if is_flat else QPoint(0, _PIECE_PX)
            left -= _PIECE_PX

    def _picture(self, *, is_flat: bool) -> QPixmap:
        known = self._pictures.get(is_flat)
        if known is None:
            known = self._pictures[is_flat] = _shade(is_flat=is_flat)
        return known


def _shade(*, is_flat: bool) -> QPixmap:
    size = QSize(_PIECE_PX, _SHADE_PX)
    shade = QPixmap(size if is_flat else size.transposed())
    shade.fill(Qt.GlobalColor.transparent)
    gradient = QLinearGradient(0, 0, 0 if is_flat else _SHADE_PX, _SHADE_PX if is_flat else 0)
    gradient.setColorAt(0, QColor(0, 0, 0, 56))
    gradient.setColorAt(1, QColor(0, 0, 0, 0))
    painter = QPainter(shade)
    painter.fillRect(shade.rect(), gradient)
    painter.end()
    return shade
