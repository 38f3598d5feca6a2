"""The last sharp picture of the board, shown larger or smaller while one zooms."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QPixmap

from widgets.canvas.view import View

# Beyond these sizes it is too coarse, or shows too little of the window, and is made anew.
_SMALLEST, _LARGEST = 0.55, 4.5


class Snapshot:
    """Pixels of a window that looked through ``view``.

    Args:
        pixels: As large as the window, in device px.
        view: What they show.
        ratio: Device px per px.
    """

    def __init__(self, pixels: QPixmap, view: View, ratio: float) -> None:
        self._pixels = pixels
        self._view = view
        self._ratio = ratio

    def may_stand_for(self, view: View) -> bool:
        """Tell whether it can be shown in place of what ``view`` would show."""
        factor = view.zoom / self._view.zoom
        size = self._pixels.size() / self._ratio
        window = QRectF(0, 0, size.width(), size.height())
        return _SMALLEST <= factor <= _LARGEST and self.target(view).intersects(window)

    def target(self, view: View) -> QRectF:
        """Return where its pixels stand in a window that looks through ``view``, px."""
        factor = view.zoom / self._view.zoom
        return QRectF(
            self._view.x * factor - view.x,
            self._view.y * factor - view.y,
            self._pixels.width() / self._ratio * factor,
            self._pixels.height() / self._ratio * factor,
        )

    def covered(self, view: View) -> QRect:
        """Return the whole pixels of the window that it covers."""
        target = self.target(view)
        inner = target.toRect().intersected(target.toAlignedRect())
        return inner.adjusted(1, 1, -1, -1)

    def paint(self, painter: QPainter, view: View, rect: QRect) -> None:
        """Paint what of it stands in ``rect`` (px)."""
        factor = view.zoom / self._view.zoom
        target = self.target(view)
        part = target.intersected(QRectF(rect))
        if part.isEmpty():
            return
        scale = self._ratio / factor
        source = QRectF(
            (part.x() - target.x()) * scale,
            (part.y() - target.y()) * scale,
            part.width() * scale,
            part.height() * scale,
        )
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(part, self._pixels, source)
