"""Paints what lies on the sheet: cells near from pictures, cells far as plain colour."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from time import perf_counter

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from model.layout.marks import Mark, Rectangle
from model.layout.sheet import Block, Cell, Placed, Sheet
from model.layout.theme import Theme
from widgets.canvas.bounds import Box, ink_box, mark_bounds
from widgets.canvas.frame import Frame
from widgets.canvas.header_words import room_across, shift_of_words, split_header, split_words
from widgets.canvas.pictures import PictureCache, picture_size
from widgets.painting import SheetPainter

# New pictures may take this much of a frame, counted from the first card, and a few are always
# made, so that a slow background cannot starve them (reference/qt.md 2.4).
BUDGET_SECONDS = 0.004
# When nobody waits for the next frame it may take longer; and the first shows all it can.
RESTING_BUDGET_SECONDS = 0.03
FIRST_BUDGET_SECONDS = 0.4
ALWAYS_MADE = 4
# Below these zooms (px per mm) cards are plain colour: on a sheet of few cards, and of many.
FAR_ZOOM = 0.2
FAR_ZOOM_OF_MANY = 0.42
MANY_ITEMS = 900
# Marks of the whole sheet are painted where they reach this near (px); bounds of so many sheets'
# marks are kept.
_MARGIN_PX = 6.0
_INK_MM = 6.0  # a block draws no further beyond its box
_KEPT_BOUNDS = 16
_KEPT_BATCHES = 200  # rows of cells as rectangles
_TRACE_PX = 8.0  # the last pixel of a coarse picture is several here
# Without its outline a white note would not show on the grid.
_FAR_FILLS = {"card.white.fill": "card.grey.fill"}


@dataclass(frozen=True, slots=True)
class Painted:
    """How painting went; ``lacking`` is where pictures are still to be made, in px."""

    lacking: tuple[QRectF, ...]

    @property
    def is_complete(self) -> bool:
        """Whether every picture was there."""
        return not self.lacking


@dataclass(slots=True)
class _Frame:
    """What one frame needs at every block."""

    painter: QPainter
    frame: Frame
    scale: float
    is_exact: bool
    faded: frozenset[str]
    lacking: list[QRectF]


class Board:
    """Paints sheets for one canvas; keeps pictures and far-out batches between frames."""

    def __init__(self, marks: SheetPainter, theme: Theme) -> None:
        self._marks = marks
        self._theme = theme
        self.pictures = PictureCache(marks, theme)
        self._batches: dict[int, tuple[tuple[Cell, ...], _Batches]] = {}
        self._bounds: dict[int, tuple[tuple[Mark, ...], list[Box]]] = {}
        self._colours: dict[str, QColor] = {}
        self._is_resting = True
        self._is_first = True
        self._budget_seconds = 0.0
        self._deadline = 0.0
        self._left_to_make = 0

    @property
    def is_resting(self) -> bool:
        """Whether the zoom of this frame stays."""
        return self._is_resting

    @property
    def theme(self) -> Theme:
        """The colours it paints in."""
        return self._theme

    def use_theme(self, theme: Theme) -> None:
        """Paint in other colours from now on."""
        self._theme = theme
        self._colours.clear()
        self.pictures.use_theme(theme)

    def colour(self, role: str) -> QColor:
        """Return the theme's colour of ``role``."""
        known = self._colours.get(role)
        if known is None:
            known = self._colours[role] = QColor(*self._theme.rgb(role))
        return QColor(known)  # a colour can be changed by who gets it

    def begin_frame(self, *, is_resting: bool, is_moving: bool) -> None:
        """Begin a frame, of which `paint` may paint several parts.

        Args:
            is_resting: Whether the zoom stays, so that text is to be drawn at its exact size.
            is_moving: Whether somebody scrolls or zooms and waits for the next frame.
        """
        self._is_resting = is_resting
        self._left_to_make = ALWAYS_MADE
        self._deadline = 0.0
        self._budget_seconds = BUDGET_SECONDS if is_moving else RESTING_BUDGET_SECONDS
        if self._is_first:
            self._is_first = False
            self._budget_seconds = FIRST_BUDGET_SECONDS

    def paint(
        self,
        painter: QPainter,
        frame: Frame,
        exposed: QRectF,
        *,
        ratio: float,
        is_resting: bool,
        faded: frozenset[str],
    ) -> Painted:
        """Paint the part of the sheet in ``exposed`` (px).

        Args:
            painter: Painter of the viewport in logical px.
            frame: What is seen where.
            exposed: The part to paint.
            ratio: Device px per logical px.
            is_resting: Whether text is to be drawn at its exact size.
            faded: Items to draw pale.
        """
        scale = frame.view.zoom * ratio
        job = _Frame(
            painter, frame, scale if is_resting else picture_size(scale), is_resting, faded, []
        )
        self._marks.use_images(frame.sheet.images)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._paint_ground(job, exposed)
        self._paint_headers(job, exposed)
        if self.is_far(frame):
            self._paint_far(job, exposed)
        else:
            self._paint_near(job, exposed)
        self._paint_seen_marks(job, frame.sheet.overlay, exposed)
        return Painted(tuple(job.lacking))

    def paint_plain(self, painter: QPainter, frame: Frame, exposed: QRectF) -> Painted:
        """Paint the part of the sheet in ``exposed`` (px) as from afar, cards as plain blocks."""
        job = _Frame(painter, frame, frame.view.zoom, False, frozenset(), [])
        self._paint_ground(job, exposed)
        self._paint_far(job, exposed)
        return Painted((exposed,))

    def is_far(self, frame: Frame) -> bool:
        """Tell whether cards are so small that they are drawn as plain colour."""
        is_many = frame.index.item_count > MANY_ITEMS
        return frame.view.zoom < (FAR_ZOOM_OF_MANY if is_many else FAR_ZOOM)

    def paint_block(self, painter: QPainter, frame: Frame, place: QPointF, block: Block) -> None:
        """Paint one block at ``place`` (px), e.g. under the pointer."""
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        ratio = painter.device().devicePixelRatioF()
        self._paint_picture(painter, block, place, frame.view.zoom, ratio)

    def paint_header(self, painter: QPainter, block: Block, rect: QRectF, seen: QRectF) -> None:
        """Paint a header that stays in the window, as large as ``rect`` (px).

        Where it begins outside ``seen``, its words move in as far as it has room for them.
        """
        zoom = rect.width() / block.width if block.width else 1.0
        ratio = painter.device().devicePixelRatioF()
        if rect.left() >= seen.left() and rect.top() >= seen.top():
            self._paint_picture(painter, block, rect.topLeft(), zoom, ratio)
            return
        shift = shift_of_words(block, rect, seen, zoom)
        ground, words = split_header(block)
        name, rest = split_words(block)
        across = room_across(name, rect, seen, zoom)
        if shift == (0.0, 0.0) and across == 0.0:
            self._paint_picture(painter, block, rect.topLeft(), zoom, ratio)
            return
        self._paint_picture(painter, ground, rect.topLeft(), zoom, ratio)
        if across <= shift[0]:
            self._paint_picture(painter, words, rect.topLeft() + QPointF(*shift), zoom, ratio)
            return
        # What stands below the name fills the width; the name alone has room to move.
        self._paint_picture(painter, rest, rect.topLeft() + QPointF(*shift), zoom, ratio)
        moved = QPointF(across, shift[1])
        self._paint_picture(painter, name, rect.topLeft() + moved, zoom, ratio)

    def _paint_picture(
        self, painter: QPainter, block: Block, place: QPointF, zoom: float, ratio: float
    ) -> None:
        """Paint ``block`` from its picture, which is made if need be."""
        scale = zoom * ratio if self._is_resting else picture_size(zoom * ratio)
        if self._is_resting:
            place = _on_pixels(place, ratio)
        if self.pictures.has(block, scale) or self.pictures.make(block, scale):
            self.pictures.draw(painter, block, place, zoom, scale)
        else:
            self.pictures.draw_directly(painter, block, place, zoom)

    def paint_header_ground(self, painter: QPainter, block: Block, rect: QRectF) -> None:
        """Paint a header's ground without its words, stretched over ``rect`` (px)."""
        ground, _ = split_header(block)
        across = rect.width() / block.width if block.width else 1.0
        down = rect.height() / block.height if block.height else 1.0
        self._paint_stretched(painter, ground.marks, rect, across, down)

    def _paint_stretched(
        self, painter: QPainter, marks: tuple[Mark, ...], rect: QRectF, across: float, down: float
    ) -> None:
        painter.save()
        painter.translate(rect.topLeft())
        painter.scale(across, down)
        self._marks.paint_marks(painter, marks, self._theme)
        painter.restore()

    def _paint_ground(self, job: _Frame, exposed: QRectF) -> None:
        painter, frame = job.painter, job.frame
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        paper = frame.paper
        if not paper.contains(exposed):
            painter.fillRect(exposed, self.colour("canvas"))
            for spread, alpha in ((6.0, 10), (3.5, 16), (1.5, 26)):
                shade = paper.adjusted(-spread, -spread + 2, spread, spread + 2)
                for edge in _edges(shade, paper):
                    painter.fillRect(edge, QColor(0, 0, 0, alpha))
        painter.fillRect(paper.intersected(exposed), self.colour("paper"))
        self._paint_seen_marks(job, frame.sheet.background, exposed)

    def _paint_headers(self, job: _Frame, exposed: QRectF) -> None:
        view = job.frame.view
        left, top, right, bottom = view.sheet_rect(exposed.adjusted(-8, -8, 8, 8))
        for placed in self._headers_on(job.frame.sheet):
            block, x, y = placed.block, placed.x, placed.y
            if x <= right and y <= bottom and x + block.width >= left and y + block.height >= top:
                self._paint_block(job, block, view.rect(x, y, block.width, block.height))

    def _headers_on(self, sheet: Sheet) -> Iterator[Placed]:
        if sheet.title is not None:
            yield sheet.title
        for band in sheet.phases:
            yield band.header
        for column in sheet.columns:
            yield column.header
        for row in sheet.rows:
            yield row.header
        yield from sheet.trailers

    def _paint_near(self, job: _Frame, exposed: QRectF) -> None:
        frame, index = job.frame, job.frame.index
        left, top, right, bottom = frame.view.sheet_rect(exposed.adjusted(-6, -6, 6, 6))
        left, top = left - _INK_MM, top - _INK_MM
        right, bottom = right + _INK_MM, bottom + _INK_MM
        columns = index.columns_between(left, right)
        for at in index.rows_between(top, bottom):
            row = frame.sheet.rows[at]
            self._paint_marks(job, frame.sheet.grid_x, row.y, row.body)
            cells = frame.sheet.cells[at]
            for column in columns:
                cell = cells[column]
                if cell.marks:
                    self._paint_marks(job, cell.x, cell.y, cell.marks)
            for cell, placed in index.wide_from_left(at, columns.start):
                self._paint_placed(job, cell, placed)
            for column in columns:
                cell = cells[column]
                above, below = top - cell.y, bottom - cell.y
                before, beyond = left - cell.x, right - cell.x
                for placed in cell.contents:
                    block, x, y = placed.block, placed.x, placed.y
                    is_seen = above < y + block.height and y < below
                    if is_seen and before < x + block.width and x < beyond:
                        self._paint_placed(job, cell, placed)

    def _paint_placed(self, job: _Frame, cell: Cell, placed: Placed) -> None:
        block, view = placed.block, job.frame.view
        if block.id in job.faded:
            rect = view.rect(cell.x + placed.x, cell.y + placed.y, block.width, block.height)
            job.painter.setOpacity(0.28)
            self._paint_block(job, block, rect)
            job.painter.setOpacity(1.0)
            return
        if job.is_exact and job.scale == view.zoom:  # a picture's pixels are those of the window
            x, y = (
                (cell.x + placed.x) * view.zoom - view.x,
                (cell.y + placed.y) * view.zoom - view.y,
            )
            if self.pictures.draw_exact(job.painter, block, round(x), round(y), job.scale):
                return
        rect = view.rect(cell.x + placed.x, cell.y + placed.y, block.width, block.height)
        self._paint_block(job, block, rect)

    def _paint_block(self, job: _Frame, block: Block, rect: QRectF) -> None:
        pictures, zoom = self.pictures, job.frame.view.zoom
        is_there = pictures.has(block, job.scale)
        if not is_there and self._has_time():
            is_there = pictures.make(block, job.scale)
            if not is_there:
                pictures.draw_directly(job.painter, block, rect.topLeft(), zoom)
                return
        place = rect.topLeft()
        if is_there and job.is_exact:
            place = _on_pixels(place, job.scale / zoom)
        if pictures.draw(job.painter, block, place, zoom, job.scale):
            if not is_there:
                job.lacking.append(_ink_rect(block, rect, zoom))
            return
        job.lacking.append(_ink_rect(block, rect, zoom))
        if block.fill is not None:
            job.painter.setPen(QPen(self.colour("grid.strong"), 1))
            job.painter.setBrush(self.colour(block.fill))
            job.painter.drawRect(rect)

    def _has_time(self) -> bool:
        if self._left_to_make > 0:
            self._left_to_make -= 1
            return True
        if not self._deadline:  # counted from here: a slow background must not use it up
            self._deadline = perf_counter() + self._budget_seconds
        return perf_counter() < self._deadline

    def _paint_seen_marks(self, job: _Frame, marks: tuple[Mark, ...], exposed: QRectF) -> None:
        """Paint those of the sheet's ``marks`` that reach into ``exposed``."""
        if not marks:
            return
        known = self._bounds.get(id(marks))
        if known is None:
            if len(self._bounds) > _KEPT_BOUNDS:
                self._bounds.clear()
            known = self._bounds[id(marks)] = (marks, [mark_bounds(mark) for mark in marks])
        around = exposed.adjusted(-_MARGIN_PX, -_MARGIN_PX, _MARGIN_PX, _MARGIN_PX)
        left, top, right, bottom = job.frame.view.sheet_rect(around)
        seen = tuple(
            mark
            for mark, box in zip(marks, known[1], strict=True)
            if box[0] <= right and box[2] >= left and box[1] <= bottom and box[3] >= top
        )
        self._paint_marks(job, 0, 0, seen)

    def _paint_marks(self, job: _Frame, x: float, y: float, marks: tuple[Mark, ...]) -> None:
        if not marks:
            return
        painter, view = job.painter, job.frame.view
        painter.save()
        painter.translate(view.point(x, y))
        painter.scale(view.zoom, view.zoom)
        self._marks.paint_marks(painter, marks, self._theme)
        painter.restore()

    def _paint_far(self, job: _Frame, exposed: QRectF) -> None:
        frame, painter = job.frame, job.painter
        _, top, _, bottom = frame.view.sheet_rect(exposed)
        rows = frame.index.rows_between(top, bottom)
        batches = [self._row_batches(frame.sheet.cells[at]) for at in rows]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        self._paint_rectangles(job, [batch.grounds for batch in batches])
        for at in rows:
            row = frame.sheet.rows[at]
            self._paint_marks(job, frame.sheet.grid_x, row.y, row.body)
        self._paint_rectangles(job, [batch.items for batch in batches])

    def _paint_rectangles(self, job: _Frame, batches: list[dict[str, list[QRectF]]]) -> None:
        """Paint rectangles in millimetres of the sheet, those of a colour at once."""
        view, painter = job.frame.view, job.painter
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.translate(-view.x, -view.y)
        painter.scale(view.zoom, view.zoom)
        for batch in batches:
            for role, rects in batch.items():
                painter.setBrush(QBrush(self.colour(role)))
                painter.drawRects(rects)
        painter.restore()

    def _row_batches(self, cells: tuple[Cell, ...]) -> _Batches:
        known = self._batches.get(id(cells))
        if known is None:
            while len(self._batches) >= _KEPT_BATCHES:  # one at a time: hundreds take 0.1 s
                del self._batches[next(iter(self._batches))]
            known = self._batches[id(cells)] = (cells, _batches(cells))
        return known[1]


@dataclass(frozen=True, slots=True)
class _Batches:
    """Rectangles in mm on the sheet by colour role."""

    grounds: dict[str, list[QRectF]]
    items: dict[str, list[QRectF]]


def _batches(cells: tuple[Cell, ...]) -> _Batches:
    grounds: dict[str, list[QRectF]] = {}
    items: dict[str, list[QRectF]] = {}
    for cell in cells:
        for mark in cell.marks:
            if isinstance(mark, Rectangle) and mark.fill is not None:
                area = QRectF(cell.x + mark.x, cell.y + mark.y, mark.width, mark.height)
                grounds.setdefault(mark.fill, []).append(area)
        for placed in cell.contents:
            block = placed.block
            if block.fill is not None:
                area = QRectF(cell.x + placed.x, cell.y + placed.y, block.width, block.height)
                items.setdefault(_FAR_FILLS.get(block.fill, block.fill), []).append(area)
    return _Batches(grounds, items)


def _edges(outer: QRectF, inner: QRectF) -> tuple[QRectF, ...]:
    """Return what ``outer`` has and ``inner`` has not, in four rectangles."""
    return (
        QRectF(outer.left(), outer.top(), outer.width(), inner.top() - outer.top()),
        QRectF(outer.left(), inner.bottom(), outer.width(), outer.bottom() - inner.bottom()),
        QRectF(outer.left(), inner.top(), inner.left() - outer.left(), inner.height()),
        QRectF(inner.right(), inner.top(), outer.right() - inner.right(), inner.height()),
    )


def _ink_rect(block: Block, rect: QRectF, zoom: float) -> QRectF:
    """Return all pixels that a picture of ``block`` in ``rect`` (px) may touch, whatever its size.

    A coarse picture leaves traces beside the block, which the sharp one has to cover.
    """
    left, top, right, bottom = (round(mm * zoom) for mm in ink_box(block))
    ink = QRectF(rect.x() + left, rect.y() + top, right - left, bottom - top)
    return rect.united(ink).adjusted(-_TRACE_PX, -_TRACE_PX, _TRACE_PX, _TRACE_PX)


def _on_pixels(place: QPointF, ratio: float) -> QPointF:
    """Return ``place`` moved to the nearest device pixel, where pictures stay sharp."""
    return QPointF(round(place.x() * ratio) / ratio, round(place.y() * ratio) / ratio)
