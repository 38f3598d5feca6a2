"""A sheet in a window that scrolls and zooms: what the canvas is before one can touch anything."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, QSignalBlocker, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QCursor, QPainter, QPaintEvent, QRegion, QResizeEvent, QScreen
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from model.filtering import Filter
from model.journey import JourneyMap
from model.layout.engine import Layout
from model.layout.print_look import PLAIN, PrintLook
from model.layout.sheet import Block, Sheet
from model.layout.theme import Theme
from widgets.canvas.board import Board
from widgets.canvas.changes import changed_areas
from widgets.canvas.frame import Frame, covered_by_names, left_area
from widgets.canvas.headers import HeaderPainter
from widgets.canvas.index import SheetIndex
from widgets.canvas.layer import BoardLayer, Manner
from widgets.canvas.lettering import sans_family
from widgets.canvas.thin_bar import ThinBar
from widgets.canvas.view import (
    MAX_ZOOM,
    MIN_ZOOM,
    ZOOM_STEP,
    View,
    actual_zoom,
    bounded,
    fitting,
    followed,
    scroll_limits,
    showing,
)
from widgets.overrides import guarded
from widgets.painting import SheetPainter
from widgets.pausing import pause_before

# Text is drawn anew at its exact size when nothing has moved for so long (reference/qt.md 2.4).
_REST_MS = 120
_FIT_PADDING_PX = 22.0
_FIT_ROUNDS = 6
# A small map is not blown up to fill the window.
_LARGEST_FIT = 1.25
# And nobody needs to see it smaller than this part of the window.
_LEAST_OF_FIT = 1 / 3
# A region is painted piece by piece when that saves so many pixels; a piece costs time of its own.
_MANY_RECTS = 6
_SAVED_PIXELS = 150_000


@guarded
class SheetView(QAbstractScrollArea):
    """Shows the sheet of a map; `Canvas` adds the hand.

    Attributes:
        zoom_changed: The zoom is another one now; 1.0 is actual size.
        view_changed: Another part of the sheet is seen, or another sheet.
    """

    zoom_changed = Signal(float)
    view_changed = Signal()

    def __init__(
        self, journey: JourneyMap, layout: Layout, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._layout = layout
        self._shown = journey
        self._through: Filter | None = None
        self._asked = PLAIN
        self._measured: Callable[[QScreen], float | None] | None = None
        sheet = layout.sheet(journey)
        self._board = Board(SheetPainter(sheet.fonts), theme)
        self._headers = HeaderPainter(self._board, sans_family())
        self._view = View()  # as asked for; `frame` has it as drawn
        self._drawn = self._view
        self._is_fitted = True
        self._is_resting = True
        self._is_painted_sharp = False
        self._is_syncing = False
        self._layer = BoardLayer(self._board)
        self._lacking = QRegion()
        self._frame = self._look_at(SheetIndex(sheet))
        self._rest = pause_before(self._come_to_rest, _REST_MS, self)
        self._more = pause_before(self._paint_more, 0, self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBar(ThinBar(Qt.Orientation.Horizontal, self))
        self.setVerticalScrollBar(ThinBar(Qt.Orientation.Vertical, self))
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    @property
    def frame(self) -> Frame:
        """What is seen where now."""
        return self._frame

    @property
    def sheet(self) -> Sheet:
        """The sheet that is shown."""
        return self._frame.sheet

    @property
    def shown(self) -> JourneyMap:
        """The map that is drawn."""
        return self._shown

    @property
    def is_settled(self) -> bool:
        """Whether the last frame lacked nothing and the next would look no sharper."""
        return self._is_painted_sharp and self._lacking.isEmpty() and not self._more.isActive()

    @property
    def view(self) -> View:
        """Zoom and place, to remember or give back with `use_view`."""
        return self._view

    @property
    def is_fitted(self) -> bool:
        """Whether the whole map is kept in the window."""
        return self._is_fitted

    @property
    def zoom(self) -> float:
        """The zoom; 1.0 shows a millimetre as a millimetre."""
        return self._view.zoom / self.pixels_per_mm

    @property
    def zoom_range(self) -> tuple[float, float]:
        """The smallest and the largest zoom; 1.0 is actual size."""
        actual = self.pixels_per_mm
        return self._least_zoom / actual, MAX_ZOOM / actual

    @property
    def _least_zoom(self) -> float:
        """The smallest zoom in px per mm: a part of that which shows the whole map."""
        area = QRectF(0, 0, self.sheet.width, self.sheet.height)
        whole = fitting(area, self._window_size(), padding=_FIT_PADDING_PX).zoom
        return max(whole * _LEAST_OF_FIT, MIN_ZOOM)

    @property
    def pixels_per_mm(self) -> float:
        """The logical pixels of a millimetre on this screen: as measured, else as told."""
        measured = self._measured(self.screen()) if self._measured is not None else None
        return measured or self.system_pixels_per_mm

    @property
    def system_pixels_per_mm(self) -> float:
        """The logical pixels of a millimetre as the system tells."""
        screen = self.screen()
        return actual_zoom(screen.physicalDotsPerInch(), screen.logicalDotsPerInch())

    def use_measured(self, measured: Callable[[QScreen], float | None]) -> None:
        """Take actual size from what was ``measured``, logical px per mm, where anything was."""
        self._measured = measured
        self.zoom_changed.emit(self.zoom)

    def set_zoom(self, zoom: float) -> None:
        """Zoom about the middle of the window; 1.0 is actual size."""
        self.zoom_at(self._frame.grid.center(), zoom / self.zoom)

    def zoom_in(self) -> None:
        """Look closer, where the pointer is; about the middle where it is not over the map."""
        self.zoom_at(self._pointed(), ZOOM_STEP)

    def zoom_out(self) -> None:
        """Look from further away, as `zoom_in` looks closer."""
        self.zoom_at(self._pointed(), 1 / ZOOM_STEP)

    def _pointed(self) -> QPointF:
        viewport = self.viewport()
        place = viewport.mapFromGlobal(QCursor.pos())
        is_over_map = viewport.underMouse() and viewport.childAt(place) is None
        return QPointF(place) if is_over_map else self._frame.grid.center()

    def zoom_at(self, point: QPointF, factor: float) -> None:
        """Zoom by ``factor``; the place of the sheet under ``point`` (px) stays there."""
        self._is_fitted = False
        least = min(self._least_zoom, self._view.zoom)  # a map may have shrunk while one looked
        zoom = max(self._view.zoom * factor, least)
        self.use_view(self._view.zoomed_at(point, zoom))

    def actual_size(self) -> None:
        """Show a millimetre as a millimetre, about the middle of the window."""
        self.set_zoom(1.0)

    def fit(self) -> None:
        """Show the whole map; it stays fitted when the window changes size."""
        area = QRectF(0, 0, self.sheet.width, self.sheet.height)
        largest = _LARGEST_FIT * self.pixels_per_mm
        window = self._window_size()
        view = fitting(area, window, padding=_FIT_PADDING_PX, max_zoom=largest)
        room = QPointF()
        for _ in range(_FIT_ROUNDS):
            # Names that are larger than the sheet's own headers get room beside it; the smaller
            # sheet that leaves has smaller headers, hence again.
            missing = covered_by_names(Frame(self._frame.index, view, window))
            if missing.isNull():
                break
            room += missing
            free = QSizeF(window.width() - room.x(), window.height() - room.y())
            view = fitting(area, free, padding=_FIT_PADDING_PX, max_zoom=largest)
            view = view.moved(-room.x(), -room.y())
        self.use_view(view)
        self._is_fitted = True

    def zoom_to(self, area: QRectF) -> None:
        """Show ``area`` (mm) as large as it fits beside the headers, up to twice actual size."""
        self._is_fitted = False
        largest = 2 * self.pixels_per_mm
        for _ in range(2):  # the headers' extent follows from the zoom
            grid = self._frame.grid
            view = fitting(area, grid.size(), padding=_FIT_PADDING_PX, max_zoom=largest)
            self.use_view(view.moved(-grid.left(), -grid.top()))

    def scroll(self, dx: float, dy: float) -> None:  # type: ignore[override]  # px, not a rect
        """Move the window over the sheet by px."""
        if dx or dy:
            self._is_fitted = False
            self.use_view(self._view.moved(dx, dy))

    def show_area(self, area: QRectF) -> None:
        """Scroll as little as needed for ``area`` (mm) to be seen beside the headers."""
        free = self._frame.grid.adjusted(10, 10, -10, -10)
        view = showing(self._view, area, free)
        if view is not self._view:
            self._is_fitted = False
            self.use_view(view)
            # Headers may have come to be held by this, over what is to be seen.
            self.use_view(showing(self._view, area, self._frame.grid.adjusted(10, 10, -10, -10)))

    def look_at(self, view: View) -> None:
        """Look through a view that was remembered; the map is not fitted any more."""
        self._is_fitted = False
        self.use_view(view)

    def use_view(self, view: View) -> None:
        """Look at the sheet through ``view``, as far as that shows any of it."""
        size = QSizeF(self.sheet.width, self.sheet.height)
        held = bounded(view, size, self._window_size())
        if held == self._view:
            return
        is_zoomed = held.zoom != self._view.zoom
        self._view = held
        self._see()
        self._rest.start()
        if is_zoomed:
            self._is_resting = self._is_painted_sharp = False
            self.zoom_changed.emit(self.zoom)

    def use_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._board.use_theme(theme)
        self._layer.forget()
        self.viewport().update()

    def show_map(self, journey: JourneyMap, *, is_preview: bool = False) -> None:
        """Show ``journey``; only what differs from before is painted anew.

        Where the sheet has become smaller the window moves with its edge, and shows all of it
        when nothing of what was seen is left; not for a preview, which is under the pointer.
        """
        if journey is not self._shown:
            self._shown = journey
            self._lay_again(is_preview=is_preview)

    def look_through(self, through: Filter | None) -> None:
        """Show the map through a filter; None shows all of it."""
        if through != self._through:
            self._through = through
            self._lay_again()

    @property
    def is_evidence_shown(self) -> bool:
        """Whether cards tell by ground and edge how well they are founded."""
        return self._asked.is_evidence_shown

    def show_evidence(self, *, is_shown: bool) -> None:
        """Have cards tell by ground and edge how well they are founded, or what they are."""
        if is_shown != self.is_evidence_shown:
            self._asked = PrintLook(is_evidence_shown=is_shown)
            self._lay_again()

    def _as_printed(self, journey: JourneyMap) -> JourneyMap:
        """Return what is laid out to show ``journey``."""
        return journey

    def _lay_again(self, *, is_preview: bool = False) -> None:
        before = self.sheet
        journey = self._as_printed(self._shown)
        after = self._layout.sheet(journey, through=self._through, print_look=self._asked)
        if before is after:
            return
        areas = changed_areas(before, after)
        self._frame = self._look_at(SheetIndex(after, self._frame.index))
        if areas is None:
            self._layer.forget()
        else:
            self._layer.replace_sheet(after, areas)
        if (before.width, before.height) != (after.width, after.height):
            sizes = QSizeF(before.width, before.height), QSizeF(after.width, after.height)
            is_seen = self._frame.paper.intersects(self._frame.window)
            if is_preview:
                pass  # what is under the pointer stays there
            elif self._is_fitted or not is_seen:
                self.fit()
            else:
                self.use_view(followed(self._view, *sizes, self._window_size()))
                self.use_view(self._view)
            self._sync_bars()
        if areas is None:
            self.viewport().update()
        else:
            has_moved = [row.y for row in before.rows] != [row.y for row in after.rows]
            has_moved = has_moved or before.height != after.height
            for area in areas:
                rect = self._frame.area_rect(area)
                (self.refresh if has_moved else self._refresh_board)(rect)
            if has_moved:
                self.refresh(left_area(self._frame))  # all names there have one size
        self.moved()
        self.view_changed.emit()

    def refresh(self, area: QRectF | None = None) -> None:
        """Have ``area`` (px) painted anew, or everything."""
        if area is None:
            self.viewport().update()
        else:
            self.viewport().update(area.toAlignedRect().adjusted(-1, -1, 1, 1))

    def _refresh_board(self, area: QRectF) -> None:
        """Have ``area`` (px) of the board painted anew, but not the headers that lie over it."""
        around = area.toAlignedRect().adjusted(-1, -1, 1, 1)
        self.viewport().update(around & self._frame.grid.toAlignedRect())

    def draw_block(self, painter: QPainter, block: Block, place: QPointF) -> None:
        """Draw a block's picture with its top left corner at ``place`` (px)."""
        self._board.paint_block(painter, self._frame, place, block)

    def colour(self, role: str) -> QColor:
        """Return the theme's colour of ``role``."""
        return self._board.colour(role)

    def faded(self) -> frozenset[str]:
        """Return the items to draw pale; for subclasses."""
        return frozenset()

    def written_header(self) -> str | None:
        """Return the id of the header that is open for writing; for subclasses."""
        return None

    def paint_over_board(self, painter: QPainter) -> None:
        """Draw over the cells and under the headers, within the clip; for subclasses."""

    def paint_over_headers(self, painter: QPainter) -> None:
        """Draw over everything; for subclasses."""

    def moved(self) -> None:
        """What is seen where has changed; for subclasses."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint what was exposed."""
        self._is_painted_sharp = self._is_resting
        self._board.begin_frame(is_resting=self._is_resting, is_moving=self._rest.isActive())
        manner = Manner(self.devicePixelRatioF(), self._is_resting, self.faded())
        aged = self._layer.bring_up_to_date(self._frame, manner) - event.region()
        painter = QPainter(self.viewport())
        for rect in _parts_of(event.region()):
            self._paint_part(painter, rect)
        painter.end()
        if not aged.isEmpty():
            self.viewport().update(aged)
        if not self._lacking.isEmpty():
            self._more.start()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep the whole map in the window if it was, else the top left corner."""
        super().resizeEvent(event)
        self._frame = self._look_at(self._frame.index)
        if self._is_fitted:
            self.fit()
        self.use_view(self._view)
        self._sync_bars()
        self.moved()

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802, ARG002
        """A scroll bar was moved."""
        if self._is_syncing:
            return
        self._is_fitted = False
        self.use_view(
            View(
                self._view.zoom,
                float(self.horizontalScrollBar().value()),
                float(self.verticalScrollBar().value()),
            )
        )

    def _paint_part(self, painter: QPainter, rect: QRect) -> None:
        painter.setClipRect(rect)
        self._lacking += self._layer.paint(painter, self._frame, rect)
        self.paint_over_board(painter)
        self._headers.paint(painter, self._frame, self._shown, QRectF(rect), self.written_header())
        painter.setClipRect(rect)
        self.paint_over_headers(painter)

    def _see(self) -> None:
        self._frame = self._look_at(self._frame.index)
        self._sync_bars()
        self.viewport().update()
        self.moved()
        self.view_changed.emit()

    def _sync_bars(self) -> None:
        window = self._window_size()
        zoom = self._view.zoom
        self._is_syncing = True
        for bar, length, size, value in (
            (self.horizontalScrollBar(), self.sheet.width, window.width(), self._view.x),
            (self.verticalScrollBar(), self.sheet.height, window.height(), self._view.y),
        ):
            low, high = scroll_limits(length * zoom, size)
            with QSignalBlocker(bar):
                bar.setRange(int(low), int(high))
                bar.setPageStep(max(int(size), 1))
                bar.setSingleStep(40)
                bar.setValue(round(value))
        self._is_syncing = False

    def _come_to_rest(self) -> None:
        if not self._is_resting:
            self._is_resting = True
            self.viewport().update()

    def _paint_more(self) -> None:
        lacking, self._lacking = self._lacking, QRegion()
        self._is_painted_sharp = False  # until that has been painted
        self.viewport().update(lacking)

    def _look_at(self, index: SheetIndex) -> Frame:
        """Return what is seen where.

        Seen at the same zoom as before, the sheet has moved by whole pixels of the screen.
        """
        drawn = self._drawn.moved_by_pixels(self._view, self.devicePixelRatioF())
        self._drawn = drawn
        return Frame(index, drawn, self._window_size())

    def _window_size(self) -> QSizeF:
        return QSizeF(self.viewport().size())


def _parts_of(region: QRegion) -> list[QRect]:
    """Return the rectangles to paint ``region`` in: its own, or the one round it."""
    around = region.boundingRect()
    if not 1 < region.rectCount() <= _MANY_RECTS:
        return [around]
    parts = [*region]  # type: ignore[misc]  # the stub forgets that it can be gone through
    exposed = sum(part.width() * part.height() for part in parts)
    is_worth_it = around.width() * around.height() - exposed > _SAVED_PIXELS
    return parts if is_worth_it else [around]
