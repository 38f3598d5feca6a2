"""A large picture of what is chosen, for as long as Space is held; the zoom stays as it is."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from model.layout.marks import Mark
from model.layout.sheet import Cell
from widgets.canvas.board import Board
from widgets.canvas.frame import Frame
from widgets.canvas.selection import Selection
from widgets.painting import SheetPainter

_SHARE = 0.8  # of the window
_LARGEST_PX_PER_MM = 6.0  # a sticky note of 76 mm is 456 px then, and its type 20
_WORTH = 1.1  # what is hardly larger than on the wall is no help
_MARGIN_PX = 12.0
_SHADE = QColor(0, 0, 0, 70)
Drawing = tuple[float, float, tuple[Mark, ...]]


class Peek:
    """Shows one item, cell or header of a canvas large, in the middle of the window."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._selection: Selection | None = None

    @property
    def is_shown(self) -> bool:
        """Whether a picture is wanted now."""
        return self._selection is not None

    def show(self, selection: Selection) -> None:
        """Show what is chosen from now on."""
        self._selection = selection

    def hide(self) -> bool:
        """Show nothing; tell whether something was shown."""
        was_shown, self._selection = self.is_shown, None
        return was_shown

    def paint_on_board(self, painter: QPainter, frame: Frame) -> None:
        """Nothing is drawn under the headers."""

    def paint_on_headers(self, painter: QPainter, frame: Frame) -> None:
        """Draw the picture over everything."""
        if self._selection is None:
            return
        found = _drawn(frame, self._selection)
        if found is None:
            return
        width, height, drawings = found
        window = frame.window
        zoom = min(
            window.width() * _SHARE / max(width, 1.0),
            window.height() * _SHARE / max(height, 1.0),
            _LARGEST_PX_PER_MM,
        )
        if zoom < frame.view.zoom * _WORTH:
            return
        area = QRectF(0, 0, width * zoom, height * zoom)
        area.moveCenter(window.center())
        painter.save()
        painter.fillRect(window, _SHADE)
        self._paint_ground(painter, area)
        painter.translate(area.topLeft())
        painter.scale(zoom, zoom)
        marks = SheetPainter(frame.sheet.fonts)
        marks.use_images(frame.sheet.images)
        for x, y, drawn in drawings:
            painter.translate(x, y)
            marks.paint_marks(painter, drawn, self._board.theme)
            painter.translate(-x, -y)
        painter.restore()

    def _paint_ground(self, painter: QPainter, area: QRectF) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._board.colour("grid.strong"), 1))
        painter.setBrush(self._board.colour("paper"))
        out = _MARGIN_PX
        painter.drawRoundedRect(area.adjusted(-out, -out, out, out), 8, 8)


def _drawn(frame: Frame, selection: Selection) -> tuple[float, float, list[Drawing]] | None:
    """Return (width, height, drawings) in mm of what is chosen, None where it is not shown."""
    index = frame.index
    if selection.kind == "items" and selection.current is not None:
        spot = index.find(selection.current)
        if spot is None:
            return None
        block = spot.placed.block
        return block.width, block.height, [(0.0, 0.0, block.marks)]
    if selection.cell is not None:
        cell = index.cell_of(*selection.cell)
        return None if cell is None else (cell.width, cell.height, _of_cell(cell))
    current = selection.current or ""
    part = {
        "phases": index.phase_of(current),
        "steps": index.column(current),
        "lanes": index.row(current),
    }.get(selection.kind)
    if part is None:
        return None
    block = part.header.block
    return block.width, block.height, [(0.0, 0.0, block.marks)]


def _of_cell(cell: Cell) -> list[Drawing]:
    contents = [(placed.x, placed.y, placed.block.marks) for placed in cell.contents]
    return [(0.0, 0.0, cell.marks), *contents]
