"""What others draw over the canvas: codes of cells, matches of a search, where a note will go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from model.codes import step_codes
from model.journey import JourneyMap
from widgets.canvas.frame import Frame
from widgets.canvas.stage import Stage

_TYPE_PX = 11
_ROOM_PX = (52.0, 20.0)  # cells smaller than this leave their codes to the names
_CHIP_PADDING_PX = 4.0
_CHIP_OUTSET_PX = 3.0  # from the corner of what it names
_RING_PX = 3.0


class Overlay(Protocol):
    """Something drawn over the sheet, in px of the viewport."""

    def paint_on_board(self, painter: QPainter, frame: Frame) -> None:
        """Draw over the cells and under the headers."""

    def paint_on_headers(self, painter: QPainter, frame: Frame) -> None:
        """Draw over everything."""


class CodeLabels:
    """The code of each cell in its corner, and the cell that quick entry leads to.

    Attributes:
        is_shown: Whether codes show, whatever the map says of its prints.
        target: (lane id, step id) of the cell to mark.
    """

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._known: tuple[JourneyMap, Mapping[str, str], Mapping[str, str]] | None = None
        self.is_shown = False
        self.target: tuple[str, str] | None = None

    def paint_on_board(self, painter: QPainter, frame: Frame) -> None:
        """Draw the codes that have room in their cells, and the mark."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.is_shown and self._have_room(frame):
            for corner, room, code in self._cells(frame):
                self._paint_chip(painter, corner, room, code)
        cell = frame.index.cell_of(*self.target) if self.target else None
        if cell is not None:
            colour = self._stage.colour("drop")
            ground = QColor(colour)
            ground.setAlphaF(0.14)
            painter.setPen(QPen(colour, _RING_PX))
            painter.setBrush(ground)
            painter.drawRoundedRect(frame.cell_rect(cell).adjusted(2, 2, -2, -2), 4, 4)

    def paint_on_headers(self, painter: QPainter, frame: Frame) -> None:
        """Draw the parts of the codes at the names, where cells are too small for them."""
        if not self.is_shown or self._have_room(frame):
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for corner, room, code in self._headers(frame):
            self._paint_chip(painter, corner, room, code)

    def _have_room(self, frame: Frame) -> bool:
        """Tell whether cells are large enough to hold their codes."""
        sheet, zoom = frame.sheet, frame.view.zoom
        width = min((column.width for column in sheet.columns), default=0.0) * zoom
        height = min((row.height for row in sheet.rows), default=0.0) * zoom
        return width >= _ROOM_PX[0] and height >= _ROOM_PX[1]

    def _cells(self, frame: Frame) -> Iterator[tuple[QPointF, QRectF, str]]:
        steps, lanes = self._codes()
        index, grid = frame.index, frame.grid
        left, top, right, bottom = frame.view.sheet_rect(grid)
        for row in index.rows_between(top, bottom):
            for column in index.columns_between(left, right):
                cell = frame.sheet.cells[row][column]
                rect = frame.cell_rect(cell)
                code = f"{steps.get(cell.step_id, '')}-{lanes.get(cell.lane_id, '')}"
                yield rect.topLeft(), rect, code

    def _headers(self, frame: Frame) -> Iterator[tuple[QPointF, QRectF, str]]:
        steps, lanes = self._codes()
        for column in frame.sheet.columns:
            rect = frame.step_rect(column)
            if rect.intersects(frame.window):
                yield rect.topLeft(), rect, steps.get(column.step_id, "")
        for row in frame.sheet.rows:
            rect = frame.lane_rect(row)
            if rect.intersects(frame.window):
                yield rect.topLeft(), rect, lanes.get(row.lane_id, "")

    def _codes(self) -> tuple[Mapping[str, str], Mapping[str, str]]:
        journey = self._stage.shown
        if self._known is None or self._known[0] is not journey:
            lanes = {lane.id: str(number) for number, lane in enumerate(journey.lanes, 1)}
            self._known = (journey, step_codes(journey), lanes)
        return self._known[1], self._known[2]

    def _paint_chip(self, painter: QPainter, corner: QPointF, room: QRectF, code: str) -> None:
        font = QFont(painter.font())
        font.setPixelSize(_TYPE_PX)
        font.setBold(True)
        metrics = QFontMetricsF(font)
        size = metrics.horizontalAdvance(code) + 2 * _CHIP_PADDING_PX
        height = metrics.height() + 1
        out = _CHIP_OUTSET_PX
        if size + 2 * out > room.width() or height > room.height():
            return
        chip = QRectF(corner.x() + out, corner.y() + min(out, room.height() - height), size, height)
        painter.setPen(QPen(self._stage.colour("grid.strong"), 1))
        painter.setBrush(self._stage.colour("paper"))
        painter.drawRoundedRect(chip, 3, 3)
        painter.setFont(font)
        painter.setPen(self._stage.colour("text"))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, code)
