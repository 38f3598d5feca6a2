"""Pictures of blocks in a few sizes, so that a frame is a matter of copying pixels."""

from __future__ import annotations

import math
from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from model.layout.sheet import Block
from model.layout.theme import Theme
from widgets.canvas.bounds import pixel_box
from widgets.painting import SheetPainter

# Sizes in device px per mm that pictures are made in while zooming; a picture is shown at its own
# size or smaller (reference/qt.md 2.4).
SIZES = (0.4, 0.6, 0.9, 1.3, 1.9, 2.7, 3.8, 5.4, 7.6, 11.0, 16.0)
MEMORY_CAP = 96 * 1024 * 1024
# Blocks that would need a larger picture are drawn afresh each time.
LARGEST_PICTURE = 3_000_000  # device px


@dataclass(slots=True, eq=False)
class _Picture:
    block: Block
    pixmap: QPixmap
    scale: float
    left: int  # device px from the block's corner to the picture's
    top: int

    @property
    def cost(self) -> int:
        return self.pixmap.width() * self.pixmap.height() * 4


class PictureCache:
    """Pictures by block and size, the least used dropped first."""

    def __init__(self, marks: SheetPainter, theme: Theme, cap: int = MEMORY_CAP) -> None:
        self._marks = marks
        self._theme = theme
        self._cap = cap
        self._pictures: OrderedDict[tuple[int, float], _Picture] = OrderedDict()
        self._scales: dict[int, list[float]] = {}
        self._cost = 0

    @property
    def cost(self) -> int:
        """Bytes held now."""
        return self._cost

    def use_theme(self, theme: Theme) -> None:
        """Draw in other colours from now on."""
        if theme is not self._theme:
            self._theme = theme
            self.forget()

    def forget(self) -> None:
        """Drop every picture."""
        self._pictures.clear()
        self._scales.clear()
        self._cost = 0

    def has(self, block: Block, scale: float) -> bool:
        """Tell whether there is a picture in just this size (device px per mm)."""
        return (id(block), scale) in self._pictures

    def make(self, block: Block, scale: float) -> bool:
        """Make the picture; False where it would be too large."""
        left, top, right, bottom = pixel_box(block, scale)
        if (right - left) * (bottom - top) > LARGEST_PICTURE:
            return False
        pixmap = QPixmap(max(right - left, 1), max(bottom - top, 1))
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.translate(-left, -top)
        painter.scale(scale, scale)
        self._marks.paint_block(painter, block, self._theme)
        painter.end()
        self._keep(_Picture(block, pixmap, scale, left, top))
        return True

    def draw_exact(self, painter: QPainter, block: Block, x: int, y: int, scale: float) -> bool:
        """Draw the picture in just this size with the block's corner at (x, y) device px.

        The painter's unit must be a device px. Returns False where there is no such picture.
        """
        key = (id(block), scale)
        picture = self._pictures.get(key)
        if picture is None:
            return False
        self._pictures.move_to_end(key)
        painter.drawPixmap(x + picture.left, y + picture.top, picture.pixmap)
        return True

    def draw(
        self, painter: QPainter, block: Block, place: QPointF, zoom: float, scale: float
    ) -> bool:
        """Draw the block at ``place`` (px) from the picture in size ``scale``, or the nearest.

        Args:
            painter: Painter in logical px.
            block: What to draw.
            place: Its top left corner.
            zoom: Logical px per mm it is to be drawn at.
            scale: The size wanted, in device px per mm.

        Returns:
            Whether there was a picture.
        """
        picture = self._best(block, scale)
        if picture is None:
            return False
        ratio = zoom / picture.scale  # logical px a device px of the picture
        pixmap = picture.pixmap
        target = QRectF(
            place.x() + picture.left * ratio,
            place.y() + picture.top * ratio,
            pixmap.width() * ratio,
            pixmap.height() * ratio,
        )
        painter.drawPixmap(target, pixmap, QRectF(0, 0, pixmap.width(), pixmap.height()))
        return True

    def draw_directly(self, painter: QPainter, block: Block, place: QPointF, zoom: float) -> None:
        """Draw the block without a picture."""
        painter.save()
        painter.translate(place)
        painter.scale(zoom, zoom)
        self._marks.paint_block(painter, block, self._theme)
        painter.restore()

    def _best(self, block: Block, scale: float) -> _Picture | None:
        key = (id(block), scale)
        picture = self._pictures.get(key)
        if picture is None:
            scales = self._scales.get(id(block))
            if not scales:
                return None
            nearest = min(scales, key=lambda held: abs(math.log(held / scale)))
            key = (id(block), nearest)
            picture = self._pictures[key]
        self._pictures.move_to_end(key)
        return picture

    def _keep(self, picture: _Picture) -> None:
        key = (id(picture.block), picture.scale)
        self._pictures[key] = picture
        self._scales.setdefault(key[0], []).append(picture.scale)
        self._cost += picture.cost
        while self._cost > self._cap and len(self._pictures) > 1:
            old_key, old = self._pictures.popitem(last=False)
            self._cost -= old.cost
            scales = self._scales[old_key[0]]
            scales.remove(old_key[1])
            if not scales:
                del self._scales[old_key[0]]


def picture_size(scale: float) -> float:
    """Return the size of picture to use for ``scale`` while zooming, both device px per mm."""
    return next((size for size in SIZES if size >= scale * 0.999), SIZES[-1])
