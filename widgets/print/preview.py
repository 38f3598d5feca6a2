"""The preview: exactly the pages that will come out, on the wall or side by side."""

from __future__ import annotations

from collections.abc import Generator
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QHideEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from model.printing.assembly import ASSEMBLY
from model.printing.pages import Area, Printout, PrintPage
from widgets.canvas.view import WHEEL_STEP, ZOOM_STEP, View
from widgets.language import Language
from widgets.overrides import guarded
from widgets.print.arranging import (
    Arrangement,
    main_piece,
    on_wall,
    pages_of_wall,
    side_by_side,
)
from widgets.print.overlay import HANDLE_PX, Overlay, paint_overlay, paint_papers
from widgets.print.page_painting import Extents, PagePainter
from widgets.print.person import PERSON_ASPECT, PERSON_MM
from widgets.print.slices import SlicedPicture

Way = Literal["wall", "pages"]
_MARGIN = 20.0
_LEAST_WITH_PERSON = 500.0
_EMPTY = Arrangement((), 1.0, 1.0)


@guarded
class PrintPreview(QWidget):
    """Shows a `Printout`.

    ``page_chosen`` carries the index of the page the keyboard or the mouse is at, ``toggled`` the
    name of a page to print or to leave out, ``scale_wished`` a scale, ``scaled`` that it is
    found or (False) not wanted after all.
    """

    page_chosen = Signal(int)
    toggled = Signal(str)
    scale_wished = Signal(float)
    scaled = Signal(bool)

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._pages: PagePainter | None = None
        self._printout: Printout | None = None
        self.way: Way = "wall"
        self.arrangement = _EMPTY
        self.view = View()
        self.current: int | None = None
        self.is_enlarged = False
        self.is_fitted = True
        self.can_toggle = False
        self.is_steerable = True
        self.left_out: frozenset[str] = frozenset()
        self.read_out = ""
        self.empty_sentence = ""
        self._picture = QImage()
        self._picture_view = View()
        self._slices = SlicedPicture(self)
        self._slices.advanced.connect(self.update)
        self._slices.finished.connect(self._take_picture)
        self._pressed: QPointF | None = None
        self._is_panning = False
        self._is_scaling = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(QSize(220, 140))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    # --- what is shown -------------------------------------------------------------------------

    def show_printout(self, printout: Printout | None, extents: Extents | None = None) -> None:
        """Show ``printout`` from now on, None for nothing."""
        self._slices.stop()
        self._printout = printout
        before = self._pages
        self._pages = None if printout is None else PagePainter(printout, extents, before)
        if printout is None:
            self._picture = QImage()
        self._arrange()

    @property
    def printout(self) -> Printout | None:
        """What is shown."""
        return self._printout

    @property
    def has_wall(self) -> bool:
        """Whether there is anything to hang on a wall."""
        return self._printout is not None and on_wall(self._printout) is not None

    @property
    def is_settled(self) -> bool:
        """Whether all is seen sharply."""
        return not self._slices.is_painting

    def look(self, way: Way) -> None:
        """Look at the pages on the wall or side by side."""
        self.way, self.is_enlarged, self.is_fitted = way, False, True
        self._arrange()

    def _arrange(self) -> None:
        printout = self._printout
        arrangement = None
        if printout is not None and self.way == "wall":
            arrangement = on_wall(printout)
        if printout is not None and arrangement is None:
            arrangement = side_by_side(printout, self.width() / max(self.height(), 1))
        self.arrangement = arrangement or _EMPTY
        count = len(self.arrangement.placed)
        self.current = None if not count else min(self.current or 0, count - 1)
        self._tell_current()
        if self.is_fitted and not self._is_scaling:
            self._fit()
        else:
            self._render()

    # --- looking -------------------------------------------------------------------------------

    def fit(self) -> None:
        """Show all pages, or the whole of the one that is enlarged."""
        self.is_fitted = True
        self._fit()

    def zoom(self, factor: float) -> None:
        """Go nearer or further away."""
        self._look_at(self.view.zoomed_at(QRectF(self.rect()).center(), self.view.zoom * factor))

    def enlarge(self, index: int) -> None:
        """Show page ``index`` alone, as large as it can be."""
        self.current, self.is_enlarged = index, True
        self._tell_current()
        self.fit()

    def show_all(self) -> None:
        """Show all pages again."""
        self.is_enlarged = False
        self.fit()

    def step(self, by: int) -> None:
        """Go to another page, as large as the one before."""
        count = len(self.arrangement.placed)
        if count:
            self.current = ((self.current or 0) + by) % count
            self._tell_current()
            if self.is_enlarged:
                self.fit()
            self.update()

    @property
    def current_page(self) -> PrintPage | None:
        """The page the keyboard is at."""
        placed = self.arrangement.placed
        return placed[self.current].page if self.current is not None and placed else None

    def _fit(self) -> None:
        x, y, width, height = self._room_wanted()
        zoom = min((self.width() - 2 * _MARGIN) / width, (self.height() - 2 * _MARGIN) / height)
        zoom = max(zoom, 1e-4)
        left = x * zoom - (self.width() - width * zoom) / 2
        self.view = View(zoom, left, y * zoom - (self.height() - height * zoom) / 2)
        self._render()

    def _room_wanted(self) -> tuple[float, float, float, float]:
        whole = self.arrangement
        if self.is_enlarged and self.current is not None and whole.placed:
            return whole.placed[self.current].area
        if not self._has_person():
            return 0.0, 0.0, whole.width, whole.height
        top = min(0.0, (whole.height - PERSON_MM) / 2)
        width = whole.width + 0.06 * whole.width + PERSON_MM * PERSON_ASPECT
        return 0.0, top, width, max(whole.height, PERSON_MM)

    def _has_person(self) -> bool:
        whole = self.arrangement
        is_wall = self.way == "wall" and self.has_wall and not self.is_enlarged
        return is_wall and max(whole.width, whole.height) >= _LEAST_WITH_PERSON

    def _look_at(self, view: View) -> None:
        self.is_fitted = False
        self.view = view
        self._render()

    # --- painting ------------------------------------------------------------------------------

    def _render(self) -> None:
        """Paint the pages anew, in slices; meanwhile the old picture is shown moved and scaled."""
        self.update()
        if self._pages is None or not self.isVisible() or self.width() < 2 or self.height() < 2:
            return
        ratio = self.devicePixelRatioF()
        image = QImage(self.size() * ratio, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(ratio)
        image.fill(Qt.GlobalColor.transparent)
        self._slices.begin(image, self._paint_pages)

    def _paint_pages(self, painter: QPainter) -> Generator[None, None, None]:
        pages, view = self._pages, self.view
        if pages is None:
            return
        line = self.palette().color(QPalette.ColorRole.Mid)
        yield from paint_papers(painter, self.arrangement, view, pages.paper(), line)
        left, top, right, bottom = view.sheet_rect(QRectF(self.rect()))
        for placed in self.arrangement.placed:
            x0, y0 = max(placed.area[0], left), max(placed.area[1], top)
            x1 = min(placed.area[0] + placed.area[2], right)
            y1 = min(placed.area[1] + placed.area[3], bottom)
            if x1 <= x0 or y1 <= y0:
                continue
            painter.save()
            try:
                painter.setClipRect(view.rect(*placed.area))
                painter.translate(view.point(placed.x, placed.y))
                painter.scale(view.zoom, view.zoom)
                seen = (x0 - placed.x, y0 - placed.y, x1 - x0, y1 - y0)
                yield from pages.painted(painter, placed.page, seen)
            finally:
                painter.restore()

    def _take_picture(self) -> None:
        self._picture, self._picture_view = self._slices.image, self.view
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint ground, pages and what is shown over them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Midlight))
        if self._pages is None:
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
            room = QRectF(self.rect()).adjusted(24, 24, -24, -24)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(room, flags, self.empty_sentence)
            painter.end()
            return
        self._paint_picture(painter)
        overlay = self._overlay()
        is_focused = self.hasFocus()
        paint_overlay(
            painter, self.arrangement, self.view, overlay, self.palette(), has_focus=is_focused
        )
        painter.end()

    def _paint_picture(self, painter: QPainter) -> None:
        if self._picture.isNull():
            painter.drawImage(0, 0, self._slices.image)
            return
        factor = self.view.zoom / self._picture_view.zoom
        corner = QPointF(
            self._picture_view.x * factor - self.view.x, self._picture_view.y * factor - self.view.y
        )
        size = self._picture.deviceIndependentSize() * factor
        painter.drawImage(QRectF(corner, size), self._picture)

    def _overlay(self) -> Overlay:
        whole = self.arrangement
        person = None
        if self._has_person():
            person = (whole.width * 1.06, max(whole.height, (whole.height + PERSON_MM) / 2))
        return Overlay(
            self.left_out,
            self.current,
            has_names=self.is_steerable,
            person_at=person,
            handle=self._handle(),
            read_out=self.read_out if self._is_scaling else "",
        )

    def _map_area(self) -> Area | None:
        """Return where the whole map lies on the wall."""
        printout = self._printout
        if printout is None or self.way != "wall" or not self.arrangement.placed:
            return None
        first = self.arrangement.placed[0]
        piece = main_piece(first.page)
        if piece is None or not pages_of_wall(printout):
            return None
        size = (piece.sheet.width * piece.scale, piece.sheet.height * piece.scale)
        return first.x + piece.x, first.y + piece.y, *size

    def _handle(self) -> tuple[float, float] | None:
        """Return the lower right corner of the map on the wall."""
        area = self._map_area() if self.is_steerable else None
        return None if area is None else (area[0] + area[2], area[1] + area[3])

    # --- events --------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Paint what was not painted while nobody saw it."""
        super().showEvent(event)
        self._render()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Stop painting: a painter that outlives its picture ends the program."""
        self._slices.stop()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Show the same in the new room."""
        super().resizeEvent(event)
        self._arrange()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Zoom with Ctrl, else move."""
        turned = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            zoom = self.view.zoom * WHEEL_STEP ** (turned.y() / 120)
            self._look_at(self.view.zoomed_at(event.position(), zoom))
        elif not self.is_fitted:
            moved = event.pixelDelta() if not event.pixelDelta().isNull() else turned
            self._look_at(self.view.moved(-moved.x(), -moved.y()))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Take hold of the corner, or begin to move the view or to choose a page."""
        if event.button() != Qt.MouseButton.LeftButton or not self.is_steerable:
            return
        self._pressed, self._is_panning = event.position(), False
        if self._is_at_handle(event.position()):
            self._is_scaling = True

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Scale or move; show what the pointer would do."""
        at = event.position()
        if self._is_scaling:
            self._scale_to(at)
        elif self._pressed is not None:
            way = at - self._pressed
            if self._is_panning or way.manhattanLength() >= QApplication.startDragDistance():
                self._is_panning, self._pressed = True, at
                self._look_at(self.view.moved(-way.x(), -way.y()))
        else:
            shape = Qt.CursorShape
            is_corner = self._is_at_handle(at)
            self.setCursor(shape.SizeFDiagCursor if is_corner else shape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """End what was begun; a click is for the page under it."""
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        self._pressed = None
        if self._is_scaling:
            self._end_scaling(is_wanted=True)
        elif not self._is_panning:
            self._click(event.position())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Go from page to page, print or leave out, enlarge, zoom."""
        key, keys = event.key(), Qt.Key
        if key in (keys.Key_Right, keys.Key_Down, keys.Key_PageDown):
            self.step(1)
        elif key in (keys.Key_Left, keys.Key_Up, keys.Key_PageUp):
            self.step(-1)
        elif key == keys.Key_Space and self.current_page is not None:
            self._toggle(self.current_page)
        elif key in (keys.Key_Return, keys.Key_Enter) and self.current is not None:
            self.show_all() if self.is_enlarged else self.enlarge(self.current)
        elif key in (keys.Key_Plus, keys.Key_Equal):
            self.zoom(ZOOM_STEP)
        elif key == keys.Key_Minus:
            self.zoom(1 / ZOOM_STEP)
        elif key == keys.Key_0:
            self.fit()
        elif key == keys.Key_Escape and self._is_scaling:
            self._end_scaling(is_wanted=False)
        elif key == keys.Key_Escape and self.is_enlarged:
            self.show_all()
        else:
            super().keyPressEvent(event)

    def _click(self, at: QPointF) -> None:
        index = self.arrangement.at(*self.view.sheet_point(at))
        if index is None:
            return
        self.current = index
        self._tell_current()
        if self.way == "wall":
            self._toggle(self.arrangement.placed[index].page)
        elif len(self.arrangement.placed) > 1 and not self.is_enlarged:
            self.enlarge(index)
        self.update()

    def _toggle(self, page: PrintPage) -> None:
        if self.can_toggle and page.name != ASSEMBLY:
            self.toggled.emit(page.name)

    def _is_at_handle(self, at: QPointF) -> bool:
        corner = self._handle()
        if corner is None:
            return False
        way = self.view.point(*corner) - at
        return max(abs(way.x()), abs(way.y())) <= HANDLE_PX

    def _scale_to(self, at: QPointF) -> None:
        area = self._map_area()
        if area is None or self._printout is None:
            return
        x, y = self.view.sheet_point(at)
        factor = max((x - area[0]) / area[2], (y - area[1]) / area[3])
        if factor > 0:
            self.scale_wished.emit(self._printout.scale * factor)

    def _end_scaling(self, *, is_wanted: bool) -> None:
        self._is_scaling, self._pressed = False, None
        self.scaled.emit(is_wanted)
        self.fit()

    def _tell_current(self) -> None:
        if self.current is not None:
            self.page_chosen.emit(self.current)
