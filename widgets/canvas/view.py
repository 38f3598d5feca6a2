"""Where the window looks at the sheet: zoom in px per mm and the point in the top left corner."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, QSizeF

# Far enough out for a 15 m map in a small window; near enough in to fill it with one card.
MIN_ZOOM = 0.02
MAX_ZOOM = 20.0
# A step of the zoom commands, and of one notch of the wheel.
ZOOM_STEP = 1.25
WHEEL_STEP = 1.2
# So much of the sheet (px) stays in the window however far one pans.
KEPT_IN_SIGHT = 96.0
# So much of the desk (px) may be seen beside a sheet that has shrunk.
KEPT_DESK = 22.0


@dataclass(frozen=True, slots=True)
class View:
    """A way of looking at the sheet.

    Attributes:
        zoom: Logical pixels per millimetre.
        x: Pixels from the sheet's left edge to the window's left edge.
        y: The same downwards.
    """

    zoom: float = 1.0
    x: float = 0.0
    y: float = 0.0

    def point(self, x: float, y: float) -> QPointF:
        """Return the pixel where (x, y) mm of the sheet is seen."""
        return QPointF(x * self.zoom - self.x, y * self.zoom - self.y)

    def rect(self, x: float, y: float, width: float, height: float) -> QRectF:
        """Return the pixels a rectangle in mm of the sheet covers."""
        zoom = self.zoom
        return QRectF(x * zoom - self.x, y * zoom - self.y, width * zoom, height * zoom)

    def sheet_point(self, point: QPointF) -> tuple[float, float]:
        """Return the place on the sheet in mm under a pixel."""
        return (point.x() + self.x) / self.zoom, (point.y() + self.y) / self.zoom

    def sheet_rect(self, rect: QRectF) -> tuple[float, float, float, float]:
        """Return (left, top, right, bottom) in mm under a rectangle of pixels."""
        left, top = self.sheet_point(rect.topLeft())
        right, bottom = self.sheet_point(rect.bottomRight())
        return left, top, right, bottom

    def zoomed_at(self, point: QPointF, zoom: float) -> View:
        """Return the view at ``zoom`` that shows the same place of the sheet under ``point``."""
        zoom = min(max(zoom, MIN_ZOOM), MAX_ZOOM)
        x, y = self.sheet_point(point)
        return View(zoom, x * zoom - point.x(), y * zoom - point.y())

    def moved(self, dx: float, dy: float) -> View:
        """Return the view moved over the sheet by pixels."""
        return replace(self, x=self.x + dx, y=self.y + dy)

    def moved_by_pixels(self, wanted: View, ratio: float) -> View:
        """Return ``wanted``; at the same zoom so that it is whole device pixels from this view.

        Args:
            wanted: The view to come near to.
            ratio: Device px per px.
        """
        if wanted.zoom != self.zoom:
            return wanted
        across = round((wanted.x - self.x) * ratio) / ratio
        down = round((wanted.y - self.y) * ratio) / ratio
        return self.moved(across, down) if across or down else self


def scroll_limits(length: float, window: float) -> tuple[float, float]:
    """Return how far one may scroll along one axis, both in px.

    Half a window of air beyond each edge, and at least `KEPT_IN_SIGHT` of the sheet stays; so
    zooming at the cursor need never push the sheet away from under it.
    """
    kept = min(KEPT_IN_SIGHT, length / 2, window / 2)
    return kept - window, length - kept


def bounded(view: View, sheet: QSizeF, window: QSizeF) -> View:
    """Return ``view`` moved as little as needed for some of the sheet (mm) to be in the window."""
    left, right = scroll_limits(sheet.width() * view.zoom, window.width())
    top, bottom = scroll_limits(sheet.height() * view.zoom, window.height())
    return View(view.zoom, min(max(view.x, left), right), min(max(view.y, top), bottom))


def followed(view: View, before: QSizeF, after: QSizeF, window: QSizeF) -> View:
    """Return ``view`` moved so that a sheet that shrank (mm) leaves no more desk in the window."""
    zoom = view.zoom
    return View(
        zoom,
        _followed(view.x, before.width() * zoom, after.width() * zoom, window.width()),
        _followed(view.y, before.height() * zoom, after.height() * zoom, window.height()),
    )


def _followed(place: float, before: float, after: float, window: float) -> float:
    if after >= before:
        return place
    desk = max(place + window - before, KEPT_DESK)
    return min(place, max(after + desk - window, -KEPT_DESK))


def fitting(area: QRectF, window: QSizeF, *, padding: float, max_zoom: float = MAX_ZOOM) -> View:
    """Return the view that shows all of ``area`` (mm) in the middle of the window."""
    across = max(window.width() - 2 * padding, 16.0) / max(area.width(), 1.0)
    down = max(window.height() - 2 * padding, 16.0) / max(area.height(), 1.0)
    zoom = min(max(min(across, down, max_zoom), MIN_ZOOM), MAX_ZOOM)
    centre = area.center()
    return View(
        zoom,
        centre.x() * zoom - window.width() / 2,
        centre.y() * zoom - window.height() / 2,
    )


def showing(view: View, area: QRectF, free: QRectF) -> View:
    """Return ``view`` moved as little as needed for ``area`` (mm) to lie in ``free`` (px).

    An area larger than ``free`` shows its top left corner.
    """
    seen = view.rect(area.x(), area.y(), area.width(), area.height())
    dx = _shift(seen.left(), seen.right(), free.left(), free.right())
    dy = _shift(seen.top(), seen.bottom(), free.top(), free.bottom())
    return view.moved(dx, dy) if dx or dy else view


def _shift(start: float, end: float, free_start: float, free_end: float) -> float:
    if start >= free_start and end <= free_end:
        return 0.0
    if start < free_start or end - start > free_end - free_start:
        return start - free_start
    return end - free_end


def actual_zoom(physical_dpi: float, logical_dpi: float) -> float:
    """Return the zoom in px per mm at which a millimetre is a millimetre on the screen.

    Projectors and virtual screens report absurd sizes; then the system's own idea of an inch
    has to do.
    """
    is_sane = 50 <= physical_dpi <= 400 and 0.4 <= physical_dpi / logical_dpi <= 3
    return (physical_dpi if is_sane else logical_dpi) / 25.4
