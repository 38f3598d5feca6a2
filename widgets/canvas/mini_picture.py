"""A small picture of a sheet: its blocks as plain colour, painted a few rows at a time."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF

from model.layout.marks import Mark, Outline
from model.layout.sheet import Block, Cell, Row, Sheet

# So long may one go at it without anybody waiting for the next frame.
_SLICE_SECONDS = 0.004
# Without its outline a white note would not show on the grid.
_FILLS = {"card.white.fill": "card.grey.fill", "pale:card.white.fill": "pale:card.grey.fill"}

Colours = Callable[[str], QColor]


class _DrawnRow(NamedTuple):
    """What a row of the picture was painted from."""

    y: float
    height: float
    cells: tuple[Cell, ...]
    body: tuple[Mark, ...]
    header: Block


class MiniPicture:
    """Keeps a picture of one canvas's sheet and repairs the rows that have changed."""

    def __init__(self, colours: Colours) -> None:
        self._colours = colours
        self._sheet: Sheet | None = None
        self._frame: tuple[object, ...] = ()
        self._drawn: dict[int, _DrawnRow] = {}
        self._scale = 1.0
        self.pixmap = QPixmap()

    def is_of(self, sheet: Sheet) -> bool:
        """Tell whether the picture shows all of ``sheet``."""
        return self._sheet is sheet

    def forget(self) -> None:
        """Paint everything anew next time, e.g. in other colours."""
        self._sheet, self._frame = None, ()

    def repair(self, sheet: Sheet, size: QSize, ratio: float) -> bool:
        """Paint what is not yet as on ``sheet``, for a few milliseconds.

        Args:
            sheet: What to show.
            size: The size of the picture in logical px.
            ratio: Device px per logical px.

        Returns:
            Whether the picture is complete now.
        """
        frame = _frame_of(sheet, size, ratio)
        if self._frame != frame:
            self._begin(sheet, size, ratio)
            self._frame = frame
        deadline = perf_counter() + _SLICE_SECONDS
        painter = QPainter(self.pixmap)
        painter.scale(1 / ratio, 1 / ratio)  # device px: what is smaller must not get lost
        is_complete = True
        for at, row in enumerate(sheet.rows):
            wanted = _DrawnRow(row.y, row.height, sheet.cells[at], row.body, row.header.block)
            if self._is_drawn(at, wanted):
                continue
            if perf_counter() > deadline:
                is_complete = False
                break
            self._paint_row(painter, sheet, row, wanted)
            self._drawn[at] = wanted
        painter.end()
        if is_complete:
            self._sheet = sheet
        return is_complete

    def _is_drawn(self, at: int, wanted: _DrawnRow) -> bool:
        held = self._drawn.get(at)
        return (
            held is not None
            and (held.y, held.height) == (wanted.y, wanted.height)
            and held.cells is wanted.cells
            and held.header is wanted.header
            and (held.body is wanted.body or held.body == wanted.body)
        )

    def _begin(self, sheet: Sheet, size: QSize, ratio: float) -> None:
        """Paint all that is not in rows on a new picture."""
        self._drawn = {}
        self._scale = size.width() * ratio / sheet.width
        self.pixmap = QPixmap(size * ratio)
        self.pixmap.setDevicePixelRatio(ratio)
        self.pixmap.fill(self._colours("paper"))
        painter = QPainter(self.pixmap)
        painter.scale(1 / ratio, 1 / ratio)
        for band in sheet.phases:
            block = band.header.block
            area = self._area(band.header.x, band.header.y, block.width, block.height)
            painter.fillRect(area.adjusted(0, 0, -1, 0), self._colours("phase.line"))
        painter.end()

    def _paint_row(self, painter: QPainter, sheet: Sheet, row: Row, wanted: _DrawnRow) -> None:
        whole = self._area(0, row.y, sheet.width, row.height)
        painter.fillRect(whole, self._colours("paper"))
        header = row.header
        name = self._area(header.x, row.y, header.block.width, row.height)
        painter.fillRect(name, self._colours("lane.line"))
        right = sheet.columns[-1].x + sheet.columns[-1].width if sheet.columns else sheet.grid_x
        painter.fillRect(
            self._area(sheet.grid_x, row.y, right - sheet.grid_x, row.height),
            self._colours("grid.fill"),
        )
        for mark in wanted.body:
            if isinstance(mark, Outline) and mark.stroke is not None:
                self._paint_curve(painter, mark, mark.stroke, sheet.grid_x, row.y)
        colours: dict[str, QColor] = {}
        for cell in wanted.cells:
            for placed in cell.contents:
                fill = placed.block.fill
                if fill is None:
                    continue
                if fill not in colours:
                    colours[fill] = self._colours(_FILLS.get(fill, fill))
                block = placed.block
                area = self._area(cell.x + placed.x, cell.y + placed.y, block.width, block.height)
                painter.fillRect(area, colours[fill])

    def _paint_curve(
        self, painter: QPainter, mark: Outline, role: str, left: float, top: float
    ) -> None:
        points = [
            QPointF((left + command[-2]) * self._scale, (top + command[-1]) * self._scale)
            for command in mark.commands
            if command[0] != "Z"
        ]
        painter.setPen(QPen(self._colours(role), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(points))

    def _area(self, x: float, y: float, width: float, height: float) -> QRect:
        """Return the device px of a rectangle in mm, one at least."""
        scale = self._scale
        left, top = round(x * scale), round(y * scale)
        right, bottom = round((x + width) * scale), round((y + height) * scale)
        return QRect(left, top, max(right - left, 1), max(bottom - top, 1))


def _frame_of(sheet: Sheet, size: QSize, ratio: float) -> tuple[object, ...]:
    """Return what the picture without its rows depends on; another is begun when it differs."""
    ends = (sheet.columns[0].x, sheet.columns[-1].x) if sheet.columns else ()
    return (
        (sheet.width, sheet.height, sheet.grid_x, len(sheet.rows)),
        (size.width(), size.height(), ratio),
        (*ends, len(sheet.columns)),
        tuple((band.x, band.width) for band in sheet.phases),
    )
