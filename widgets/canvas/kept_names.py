"""Headers drawn once and copied as long as one only scrolls."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from model.layout.sheet import Block
from model.layout.theme import Theme

_MOST_KEPT = 400


class KeptNames:
    """Pictures of headers that are wholly in sight, by their look and place within a pixel.

    At one zoom a header stands at the same part of a pixel wherever one scrolls, so a picture is
    what would be drawn, to the pixel.
    """

    def __init__(self) -> None:
        self._theme: Theme | None = None
        self._pictures: dict[Hashable, tuple[Block, QPixmap]] = {}

    def paint(
        self,
        painter: QPainter,
        theme: Theme,
        block: Block,
        rect: QRectF,
        look: Hashable,
        draw: Callable[[QPainter], None],
    ) -> None:
        """Paint the header of ``block`` in ``rect`` (px).

        Args:
            painter: Painter of the window in px.
            theme: The colours of now.
            block: The header.
            rect: Where it stands.
            look: All that decides how it is drawn, apart from its place and size.
            draw: Draws it where it stands.
        """
        if theme is not self._theme or len(self._pictures) > _MOST_KEPT:
            self._theme = theme
            self._pictures.clear()
        box = rect.toAlignedRect()
        ratio = painter.device().devicePixelRatioF()
        part = rect.topLeft() - QPointF(box.topLeft())
        place = (round(part.x(), 3), round(part.y(), 3), box.width(), box.height(), ratio)
        key = (id(block), look, place)
        known = self._pictures.get(key)
        if known is None:
            picture = QPixmap(ceil(box.width() * ratio), ceil(box.height() * ratio))
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            inner = QPainter(picture)
            inner.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            inner.translate(-box.topLeft())
            draw(inner)
            inner.end()
            known = self._pictures[key] = (block, picture)
        painter.drawPixmap(box.topLeft(), known[1])
