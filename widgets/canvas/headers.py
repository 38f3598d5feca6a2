"""Paints the headers that stay in the window: the sheet's own, or only their names.

Names stand in for headers that are too small to read or too large to keep in the window.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QLinearGradient, QPainter

from model.journey import JourneyMap
from model.layout.sheet import Placed
from widgets.canvas.board import Board
from widgets.canvas.frame import Frame
from widgets.canvas.strips import Strip

_SHADE_PX = 7.0
_TYPE_PX = {"phase": 16, "step": 12, "lane": 14, "title": 15}
_SMALLEST_TYPE_PX = 8
_PADDING_PX = 7.0
_CHEVRON_PX = 14.0
_KEPT_FITS = 4000
_WRAP = Qt.TextFlag.TextWordWrap


class HeaderPainter:
    """Paints the strips of one canvas over the board."""

    def __init__(self, board: Board, family: str) -> None:
        self._board = board
        self._family = family
        self._written: str | None = None
        self._exposed = QRectF()
        self._fitted: dict[tuple[str, int, int, int, bool], tuple[int, bool, str]] = {}
        self._fonts: dict[tuple[int, bool], tuple[QFont, QFontMetricsF]] = {}

    def paint(
        self,
        painter: QPainter,
        frame: Frame,
        journey: JourneyMap,
        exposed: QRectF,
        written: str | None = None,
    ) -> None:
        """Paint the strips; those that stand where the sheet has them are on the board already.

        Args:
            painter: Painter of the viewport in logical px.
            frame: What is seen where.
            journey: The map, for the names.
            exposed: The part to paint.
            written: Id of the header that is open for writing; its name is left out.
        """
        self._written = written
        self._exposed = exposed
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if frame.left.mode != "board":
            self._paint_left(painter, frame, {lane.id: lane.name for lane in journey.lanes})
        if frame.top.mode != "board":
            self._paint_title(painter, frame, journey.about.title)
            self._paint_top(painter, frame, journey)
        if frame.left.is_held or frame.top.is_held:
            self._paint_corner(painter, frame, journey.about.title)
        self._paint_shades(painter, frame)

    def _paint_top(self, painter: QPainter, frame: Frame, journey: JourneyMap) -> None:
        strip = top_area(frame)
        if not strip.intersects(self._exposed):
            return
        seen = strip.intersected(frame.window)
        seen.setLeft(max(seen.left(), frame.grid.left()))
        painter.save()
        painter.setClipRect(strip, Qt.ClipOperation.IntersectClip)
        painter.fillRect(strip, self._board.colour("paper"))
        names = {phase.id: phase.name for phase in journey.phases}
        for band in frame.sheet.phases:
            rect = frame.phase_rect(band)
            if rect.intersects(strip) and rect.intersects(self._exposed):
                text = names.get(band.phase_id, "")
                self._paint_header(painter, frame.top, band.header, rect, seen, text)
        names = {step.id: step.name for step in journey.steps}
        for column in frame.sheet.columns:
            rect = frame.step_rect(column)
            if rect.intersects(strip) and rect.intersects(self._exposed):
                text = names.get(column.step_id, "")
                self._paint_header(painter, frame.top, column.header, rect, seen, text)
        painter.restore()

    def _paint_left(self, painter: QPainter, frame: Frame, names: dict[str, str]) -> None:
        strip = left_area(frame)
        if not strip.intersects(self._exposed):
            return
        seen = strip.intersected(frame.window)
        seen.setTop(max(seen.top(), frame.grid.top()))
        painter.save()
        painter.setClipRect(strip, Qt.ClipOperation.IntersectClip)
        painter.fillRect(strip, self._board.colour("paper"))
        for row in frame.sheet.rows:
            rect = frame.lane_rect(row)
            if rect.intersects(strip) and rect.intersects(self._exposed):
                text = names.get(row.lane_id, "")
                self._paint_header(painter, frame.left, row.header, rect, seen, text)
        painter.restore()

    def _paint_header(
        self,
        painter: QPainter,
        strip: Strip,
        header: Placed,
        rect: QRectF,
        seen: QRectF,
        text: str,
    ) -> None:
        if strip.mode == "pinned":
            self._board.paint_header(painter, header.block, rect, seen)
            return
        kind = header.block.kind
        self._board.paint_header_ground(painter, header.block, rect)
        room = rect.intersected(seen)
        if kind == "phase" and room.width() > 4 * _CHEVRON_PX:
            room.adjust(_CHEVRON_PX / 2, 0, -_CHEVRON_PX, 0)
        if header.block.id == self._written:
            return
        painter.setPen(self._board.colour(f"{kind}.text"))
        self._paint_text(painter, room, text, _TYPE_PX[kind], is_bold=kind != "step")

    def _paint_text(
        self, painter: QPainter, rect: QRectF, text: str, type_px: int, *, is_bold: bool
    ) -> None:
        """Draw ``text`` in the middle of ``rect``: on more lines, then smaller, then cut short."""
        pad = min(_PADDING_PX, rect.width() / 10)
        room = rect.adjusted(pad, 1, -pad, -1)
        if room.width() < 12 or room.height() < _SMALLEST_TYPE_PX or not text:
            return
        key = (text, int(room.width()), int(room.height()), type_px, is_bold)
        fitted = self._fitted.get(key)
        if fitted is None:
            if len(self._fitted) > _KEPT_FITS:
                self._fitted.clear()
            fitted = self._fitted[key] = self._fit(*key)
        size, is_wrapped, words = fitted
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.setFont(self._font(size, is_bold)[0])
        painter.drawText(room, flags | (int(_WRAP) if is_wrapped else 0), words)

    def _fit(
        self, text: str, width: int, height: int, type_px: int, is_bold: bool
    ) -> tuple[int, bool, str]:
        """Return (type size, whether wrapped, words) that fit a room of whole px."""
        room = QRectF(0, 0, width, height)
        for size in range(min(type_px, height), _SMALLEST_TYPE_PX, -1):
            _, metrics = self._font(size, is_bold)
            if metrics.horizontalAdvance(text) <= width:
                return size, False, text
            needed = metrics.boundingRect(room, int(_WRAP), text)
            if needed.height() <= height and needed.width() <= width:
                return size, True, text
        size = min(_SMALLEST_TYPE_PX + 2, height)
        _, metrics = self._font(size, is_bold)
        return size, False, metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)

    def _paint_title(self, painter: QPainter, frame: Frame, title: str) -> None:
        """Where the strip of names covers part of a tiny title block, write the title there."""
        block, paper = frame.title_rect(), frame.paper
        if frame.top.is_held or block is None or frame.top.start >= block.bottom():
            return
        area = QRectF(paper.left(), paper.top(), paper.width(), frame.top.start - paper.top())
        painter.fillRect(area.adjusted(0, 0, 0, 1), self._board.colour("paper"))
        painter.setPen(self._board.colour("text"))
        self._paint_text(painter, area, title, _TYPE_PX["title"], is_bold=True)

    def _paint_corner(self, painter: QPainter, frame: Frame, title: str) -> None:
        """Cover what slides behind both strips, and say which map this is."""
        area = QRectF(
            max(frame.left.start, 0.0),
            frame.top.start,
            frame.left.end - max(frame.left.start, 0.0),
            frame.top.end - frame.top.start,
        )
        if frame.left.mode == "board":  # left headers scroll with the board, under the top strip
            area.setLeft(frame.paper.left())
        painter.fillRect(area, self._board.colour("paper"))
        if frame.top.is_held:
            painter.setPen(self._board.colour("text.muted"))
            self._paint_text(painter, area, title, _TYPE_PX["lane"], is_bold=True)

    def _paint_shades(self, painter: QPainter, frame: Frame) -> None:
        if frame.top.is_held:
            strip = top_area(frame)
            edge = QRectF(strip.left(), strip.bottom(), strip.width(), _SHADE_PX)
            painter.fillRect(edge, _shade(edge.topLeft(), edge.bottomLeft()))
        if frame.left.is_held:
            strip = left_area(frame)
            edge = QRectF(strip.right(), strip.top(), _SHADE_PX, strip.height())
            painter.fillRect(edge, _shade(edge.topLeft(), edge.topRight()))

    def _font(self, size_px: int, is_bold: bool) -> tuple[QFont, QFontMetricsF]:
        known = self._fonts.get((size_px, is_bold))
        if known is None:
            font = QFont(self._family)
            font.setPixelSize(size_px)
            font.setBold(is_bold)
            known = self._fonts[size_px, is_bold] = (font, QFontMetricsF(font))
        return known


def top_area(frame: Frame) -> QRectF:
    """Return the pixels of the strip of phases and steps."""
    columns, paper = frame.sheet.columns, frame.paper
    end = columns[-1].x + columns[-1].width if columns else frame.sheet.grid_x
    left = min(frame.view.point(frame.sheet.grid_x, 0).x(), frame.left.end)
    if frame.top.is_held:
        left = min(left, max(paper.left(), 0.0))
    right = frame.view.point(end, 0).x()
    return QRectF(left, frame.top.start, max(right - left, 0.0), frame.top.end - frame.top.start)


def left_area(frame: Frame) -> QRectF:
    """Return the pixels of the strip of lanes."""
    rows = frame.sheet.rows
    end = rows[-1].y + rows[-1].height if rows else frame.sheet.grid_y
    top = frame.view.point(0, frame.sheet.grid_y).y()
    bottom = frame.view.point(0, end).y()
    return QRectF(frame.left.start, top, frame.left.end - frame.left.start, max(bottom - top, 0.0))


def _shade(start: QPointF, end: QPointF) -> QLinearGradient:
    gradient = QLinearGradient(start, end)
    gradient.setColorAt(0, QColor(0, 0, 0, 56))
    gradient.setColorAt(1, QColor(0, 0, 0, 0))
    return gradient
