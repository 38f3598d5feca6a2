"""Paints what is chosen, where the keyboard is, and what the pointer is over."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from widgets.canvas.board import Board
from widgets.canvas.frame import Frame
from widgets.canvas.link_lines import link_bounds, paint_chosen_links
from widgets.canvas.selection import Selection

_RING_PX = 2.5
_OUTSET_PX = 2.5
_REACH_PX = 10.0  # how far a ring reaches, its broken line for the focus included
_FEW = 200


class Highlights:
    """Paints the selection of one canvas: on the board, then over the headers."""

    def __init__(self, board: Board) -> None:
        self._board = board

    def paint_board(
        self, painter: QPainter, frame: Frame, selection: Selection, *, has_focus: bool
    ) -> None:
        """Paint what is chosen among cells and items, and the title."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._board.colour("selection"), self._board.colour("paper")
        paint_chosen_links(painter, frame, selection, *colours)
        if selection.kind == "items":
            if len(selection.ids) > _FEW:
                self._paint_many(painter, frame, selection)
                return
            for item_id, rect in _item_rects(frame, selection, painter.clipBoundingRect()):
                is_current = has_focus and item_id == selection.current and len(selection.ids) > 1
                self._paint_ring(painter, rect, is_current=is_current)
        elif selection.cell is not None:
            cell = frame.index.cell_of(*selection.cell)
            if cell is not None:
                self._paint_cell(painter, frame.cell_rect(cell))
        elif selection.kind == "title":
            title = frame.title_line or frame.title_rect()
            if title is not None:
                self._paint_ring(painter, title, is_current=False)
        else:
            self._paint_bands(painter, frame, selection)

    def paint_headers(self, painter: QPainter, frame: Frame, selection: Selection) -> None:
        """Paint what is chosen among headers."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for rect in header_rects(frame, selection):
            painter.setPen(QPen(self._board.colour("selection"), _RING_PX))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            inside = _RING_PX / 2 + 0.5
            painter.drawRoundedRect(rect.adjusted(inside, inside, -inside, -inside), 3, 3)

    def _paint_ring(self, painter: QPainter, rect: QRectF, *, is_current: bool) -> None:
        """A ring with a gap to the card, so that it shows on every colour."""
        out = _OUTSET_PX if min(rect.width(), rect.height()) > 14 else 1.0
        ring = rect.adjusted(-out, -out, out, out)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._board.colour("paper"), _RING_PX + 2))
        painter.drawRoundedRect(ring, 4, 4)
        painter.setPen(QPen(self._board.colour("selection"), _RING_PX))
        painter.drawRoundedRect(ring, 4, 4)
        if is_current:
            painter.setPen(QPen(self._board.colour("focus"), 1.5, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(ring.adjusted(-3.5, -3.5, 3.5, 3.5), 6, 6)

    def _paint_many(self, painter: QPainter, frame: Frame, selection: Selection) -> None:
        """One plain frame each, all drawn at once: thousands of rings take longer than a frame."""
        pen = QPen(self._board.colour("selection"), _RING_PX)
        pen.setCosmetic(True)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.translate(-frame.view.x, -frame.view.y)
        painter.scale(frame.view.zoom, frame.view.zoom)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen)
        painter.drawRects(frame.index.areas_of(selection.ids))
        painter.restore()

    def _paint_cell(self, painter: QPainter, rect: QRectF) -> None:
        colour = self._board.colour("selection")
        ground = QColor(colour)
        ground.setAlphaF(0.07)
        painter.setPen(QPen(colour, 2))
        painter.setBrush(ground)
        painter.drawRoundedRect(rect.adjusted(2, 2, -2, -2), 4, 4)

    def _paint_bands(self, painter: QPainter, frame: Frame, selection: Selection) -> None:
        """Tint the column or the row of a chosen header."""
        ground = QColor(self._board.colour("selection"))
        ground.setAlphaF(0.07)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        for rect in band_rects(frame, selection):
            painter.drawRect(rect)


def _item_rects(
    frame: Frame, selection: Selection, exposed: QRectF
) -> Iterator[tuple[str, QRectF]]:
    """Yield the chosen items whose rings reach into ``exposed``, and where they are."""
    seen = exposed.adjusted(-_REACH_PX, -_REACH_PX, _REACH_PX, _REACH_PX)
    for item_id in selection.ids:
        spot = frame.index.find(item_id)
        if spot is not None:
            rect = frame.item_rect(spot)
            if rect.intersects(seen):
                yield item_id, rect


def header_rects(frame: Frame, selection: Selection) -> Iterator[QRectF]:
    """Yield where the headers that are chosen show now."""
    for header_id in selection.ids:
        rect = header_rect(frame, selection.kind, header_id)
        if rect is not None:
            yield rect


def header_rect(frame: Frame, kind: str, header_id: str) -> QRectF | None:
    """Return where a header shows now: ``kind`` is ``phases``, ``steps`` or ``lanes``."""
    if kind == "phases":
        band = frame.index.phase_of(header_id)
        return None if band is None else frame.phase_rect(band)
    if kind == "steps":
        column = frame.index.column(header_id)
        return None if column is None else frame.step_rect(column)
    if kind == "lanes":
        row = frame.index.row(header_id)
        return None if row is None else frame.lane_rect(row)
    return None


def band_rects(frame: Frame, selection: Selection) -> Iterator[QRectF]:
    """Yield the columns or rows of cells that belong to what is chosen."""
    sheet, index = frame.sheet, frame.index
    if not sheet.rows or not sheet.columns:
        return
    is_phases = selection.kind == "phases"
    bottom = sheet.rows[-1].y + sheet.rows[-1].height
    right = sheet.columns[-1].x + sheet.columns[-1].width
    for header_id in selection.ids:
        part = index.phase_of(header_id) if is_phases else index.column(header_id)
        if part is not None:
            yield frame.view.rect(part.x, sheet.grid_y, part.width, bottom - sheet.grid_y)
        row = index.row(header_id)
        if row is not None:
            yield frame.view.rect(sheet.grid_x, row.y, right - sheet.grid_x, row.height)


def selection_area(frame: Frame, selection: Selection) -> QRectF | None:
    """Return the rectangle in mm round all that is chosen among items and cells."""
    area = QRectF()
    if selection.cell is not None:
        cell = frame.index.cell_of(*selection.cell)
        if cell is not None:
            area = QRectF(cell.x, cell.y, cell.width, cell.height)
    elif selection.kind == "items":
        for held in frame.index.areas_of(selection.ids):
            area = area.united(held)
    elif selection.kind == "links":
        for link in frame.sheet.links:
            if link.id in selection.ids:
                area = area.united(link_bounds(link))
    elif selection.kind == "title" and frame.sheet.title is not None:
        title = frame.sheet.title
        area = QRectF(title.x, title.y, title.block.width, title.block.height)
    else:
        for rect in (*band_rects(frame, selection),):
            left, top, right, bottom = frame.view.sheet_rect(rect)
            area = area.united(QRectF(left, top, right - left, bottom - top))
    return None if area.isEmpty() else area
