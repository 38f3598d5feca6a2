"""Marks what a search has found: the letters themselves where they are drawn, else their card."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from model.layout.marks import Glyphs
from model.layout.sheet import Block, Placed
from model.search import Match, Wanted, ranges_in
from model.text.glyphs import MM_PER_POINT, TextLine
from widgets.canvas.frame import Frame
from widgets.canvas.highlights import header_rect

# Amber shows on every card colour in both looks, and is not the blue of what is chosen.
_GROUND, _GROUND_PRESENT = QColor(255, 170, 0, 95), QColor(255, 110, 0, 150)
_LINE, _LINE_PRESENT = QColor("#c77700"), QColor("#d94f00")
_RING_PX, _RING_PRESENT_PX = 1.5, 3.0
_ABOVE, _BELOW = 0.86, 0.26  # of the type size, round the baseline
# Of more cards than this nothing but the rings is drawn, and all at once, where letters are too
# small to be told apart (px a mm).
_MANY, _FAR_ZOOM = 300, 0.7
_LEAST_TYPE_PX = 3.0  # smaller letters are not told apart
_HEADERS = {"phase": "phases", "step": "steps", "lane": "lanes"}
_Span = tuple[float, float, float, float]  # x, y, width, height in mm, inside a block


class FoundMarks:
    """The matches of one search on one canvas."""

    def __init__(self) -> None:
        self._wanted = Wanted("")
        self._items: frozenset[str] = frozenset()
        self._order: tuple[str, ...] = ()  # the same, as the index remembers where they are
        self._headers: frozenset[tuple[str, str]] = frozenset()
        self._has_title = False
        self._present: Match | None = None
        self._spans: dict[int, tuple[Block, tuple[_Span, ...]]] = {}

    def show(self, wanted: Wanted, matches: Sequence[Match], present: Match | None) -> None:
        """Mark ``matches`` of ``wanted`` from now on, ``present`` more than the others."""
        places = {match.place for match in matches}
        self._wanted, self._present = wanted, present
        self._items = frozenset(place.id for place in places if place.kind == "item")
        self._order = tuple(self._items)
        self._headers = frozenset(
            (_HEADERS[place.kind], place.id) for place in places if place.kind in _HEADERS
        )
        self._has_title = any(place.kind == "map" for place in places)
        self._spans.clear()

    def paint_on_board(self, painter: QPainter, frame: Frame) -> None:
        """Mark what was found on cards and in the title."""
        if not self._items and not self._has_title:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        title = frame.sheet.title
        rect = frame.title_rect()
        if self._has_title and title is not None and rect is not None:
            self._paint_spans(painter, frame, title.block, rect.topLeft(), is_present=False)
        if len(self._items) > _MANY and frame.view.zoom < _FAR_ZOOM:
            self._ring_many(painter, frame)
            return
        left, top, right, bottom = frame.view.sheet_rect(frame.window)
        for spot in frame.index.items_in(QRectF(left, top, right - left, bottom - top)):
            if spot.id in self._items:
                is_present = self._is_present("item", spot.id)
                corner = frame.block_rect(spot).topLeft()
                self._paint_spans(painter, frame, spot.placed.block, corner, is_present=is_present)
                _paint_ring(painter, frame.item_rect(spot), is_present=is_present)

    def _ring_many(self, painter: QPainter, frame: Frame) -> None:
        """Ring thousands of cards at once; the present one as ever, over them."""
        pen = QPen(_LINE, 1)
        pen.setCosmetic(True)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.translate(-frame.view.x, -frame.view.y)
        painter.scale(frame.view.zoom, frame.view.zoom)
        painter.drawRects(frame.index.areas_of(self._order))
        painter.restore()
        place = self._present.place if self._present is not None else None
        spot = frame.index.find(place.id) if place is not None and place.kind == "item" else None
        if spot is not None:
            _paint_ring(painter, frame.item_rect(spot), is_present=True)

    def paint_on_headers(self, painter: QPainter, frame: Frame) -> None:
        """Mark what was found in names of phases, steps and lanes."""
        if not self._headers:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for kind, header_id in self._headers:
            rect = header_rect(frame, kind, header_id)
            if rect is None or not rect.intersects(frame.window):
                continue
            is_present = self._is_present(kind.removesuffix("s"), header_id)
            strip = frame.left if kind == "lanes" else frame.top
            placed = _header_of(frame, kind, header_id)
            if strip.mode != "compact" and placed is not None:
                corner = rect.topLeft()
                self._paint_spans(painter, frame, placed.block, corner, is_present=is_present)
            _paint_ring(painter, rect.adjusted(2, 2, -2, -2), is_present=is_present)

    def _is_present(self, kind: str, holder_id: str) -> bool:
        present = self._present
        return present is not None and (present.place.kind, present.place.id) == (kind, holder_id)

    def _paint_spans(
        self, painter: QPainter, frame: Frame, block: Block, corner: QPointF, *, is_present: bool
    ) -> None:
        zoom = frame.view.zoom
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_GROUND_PRESENT if is_present else _GROUND)
        for x, y, width, height in self._spans_of(block):
            if height * zoom >= _LEAST_TYPE_PX:
                rect = QRectF(x * zoom, y * zoom, width * zoom, height * zoom)
                painter.drawRoundedRect(rect.translated(corner), 2, 2)

    def _spans_of(self, block: Block) -> tuple[_Span, ...]:
        known = self._spans.get(id(block))
        if known is None or known[0] is not block:
            spans = tuple(found_spans(block, self._wanted))
            known = self._spans[id(block)] = (block, spans)
        return known[1]


def found_spans(block: Block, wanted: Wanted) -> Iterator[_Span]:
    """Yield (x, y, width, height) in mm of the stretches of a block's lines that are found.

    What is broken over two lines is not among them.
    """
    for mark in block.marks:
        if not isinstance(mark, Glyphs) or mark.is_turned:
            continue
        em = mark.size_pt * MM_PER_POINT
        for start, end in ranges_in(mark.line.text, wanted):
            left, right = _extent(mark.line, start, end)
            x, width = mark.x + left * em, (right - left) * em
            yield x, mark.y - _ABOVE * em, width, (_ABOVE + _BELOW) * em


def _extent(line: TextLine, start: int, end: int) -> tuple[float, float]:
    """Return from where to where in em characters ``start`` to ``end`` of a line are drawn.

    A line with letters that read from right to left is taken whole.
    """
    if any(run.is_rtl for _, run in line.runs):
        return 0.0, line.width
    left, right, at = line.width, 0.0, 0
    for begin, run in line.runs:
        x = begin
        for cluster, advance in zip(run.clusters, run.advances, strict=True):
            if start <= at + cluster < end:
                left, right = min(left, x), max(right, x + advance)
            x += advance
        at += len(run.text)
    return (left, right) if right > left else (0.0, line.width)


def _header_of(frame: Frame, kind: str, header_id: str) -> Placed | None:
    index = frame.index
    part = (
        index.phase_of(header_id)
        if kind == "phases"
        else index.column(header_id)
        if kind == "steps"
        else index.row(header_id)
    )
    return None if part is None else part.header


def _paint_ring(painter: QPainter, rect: QRectF, *, is_present: bool) -> None:
    width = _RING_PRESENT_PX if is_present else _RING_PX
    painter.setPen(QPen(_LINE_PRESENT if is_present else _LINE, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect, 3, 3)
