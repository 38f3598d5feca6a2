"""The small plus signs that add: a card in a cell, a phase, a step or a lane between others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from model.layout.marks import Rectangle
from model.layout.sheet import Cell
from widgets.canvas.board import Board
from widgets.canvas.folding import is_folded
from widgets.canvas.frame import Frame
from widgets.canvas.index import ITEM_KINDS

RADIUS_PX = 11.0
_REACH_PX = 9.0  # how near a border between headers the pointer must be
_BESIDE_PX = 19.0  # how far past the last header its plus stands
_BELOW_PX = 3.0
_BORDER_PX = 5.0
_LEAST_CELL_PX = (44.0, 30.0)

PlusKind = Literal["item", "phase", "step", "lane"]


@dataclass(frozen=True, slots=True)
class Plus:
    """A plus sign.

    Attributes:
        kind: What it adds.
        index: Where in the map's phases, columns or lanes it adds; -1 for items.
        cell: (lane id, step id) for items.
        centre: Where it stands, px.
        line: The line along which something would come in, from and to, px.
        is_hot: Whether the pointer is on it.
    """

    kind: PlusKind
    index: int
    cell: tuple[str, str] | None
    centre: QPointF
    line: tuple[QPointF, QPointF] | None = None
    is_hot: bool = False

    @property
    def area(self) -> QRectF:
        """All pixels it is painted on."""
        reach = RADIUS_PX + 3
        area = QRectF(self.centre.x() - reach, self.centre.y() - reach, 2 * reach, 2 * reach)
        if self.line is not None:
            line = QRectF(self.line[0], self.line[1]).normalized()
            area = area.united(line.adjusted(-3, -3, 3, 3))
        return area


def plus_at(frame: Frame, point: QPointF, locked: frozenset[str]) -> Plus | None:
    """Return the plus that shows when the pointer is at ``point``.

    Args:
        frame: What is seen where.
        point: The pointer, px.
        locked: Lanes nothing can be added to.
    """
    found = _among_columns(frame, point) or _among_rows(frame, point)
    if found is None and frame.grid.contains(point):
        cell = frame.index.cell_at(*frame.view.sheet_point(point))
        is_open = cell is not None and not is_folded(frame.index, cell)
        if cell is not None and is_open and cell.lane_id not in locked:
            found = _in_cell(frame, cell)
    if found is None:
        return None
    offset = found.centre - point
    is_hot = offset.x() ** 2 + offset.y() ** 2 <= _hot_reach(frame, found.kind) ** 2
    return Plus(found.kind, found.index, found.cell, found.centre, found.line, is_hot)


def _hot_reach(frame: Frame, kind: PlusKind) -> float:
    """Return how near one must be to a plus; in low headers some of the border stays free."""
    if kind in ("item", "lane"):
        return RADIUS_PX + 2
    sheet = frame.sheet
    first = (
        frame.phase_rect(sheet.phases[0]) if kind == "phase" else frame.step_rect(sheet.columns[0])
    )
    return min(RADIUS_PX + 2, max(first.height() / 2 - _BORDER_PX, RADIUS_PX / 2))


def end_pluses(frame: Frame) -> tuple[Plus, ...]:
    """Return the plus signs after the last phase, step and lane, which show at all times."""
    sheet = frame.sheet
    found: list[Plus] = []
    if sheet.columns and sheet.phases:
        found.append(_column_plus(frame, "phase", len(sheet.phases)))
        found.append(_column_plus(frame, "step", len(sheet.columns)))
    found.append(_row_plus(frame, len(sheet.rows)))
    return tuple(found)


def paint_plus(painter: QPainter, board: Board, plus: Plus, *, is_pale: bool) -> None:
    """Paint ``plus``; pale where it only says that something can be added here."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    accent = board.colour("drop")
    if plus.line is not None and not is_pale:
        painter.setPen(QPen(accent, 2))
        painter.drawLine(*plus.line)
    if plus.is_hot:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(accent)
        ink = board.colour("paper")
    else:
        painter.setPen(QPen(board.colour("grid.strong" if is_pale else "drop"), 1.2))
        painter.setBrush(board.colour("paper"))
        ink = board.colour("text.muted" if is_pale else "drop")
    painter.drawEllipse(plus.centre, RADIUS_PX - 1.5, RADIUS_PX - 1.5)
    painter.setPen(QPen(ink, 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    arm = RADIUS_PX * 0.42
    painter.drawLine(plus.centre - QPointF(arm, 0), plus.centre + QPointF(arm, 0))
    painter.drawLine(plus.centre - QPointF(0, arm), plus.centre + QPointF(0, arm))


def _among_columns(frame: Frame, point: QPointF) -> Plus | None:
    if not frame.top.start - 2 <= point.y() < frame.top.end or not frame.sheet.phases:
        return None
    kind = header_row(frame, point.y())
    edges = _column_edges(frame, kind)
    for index, edge in enumerate(edges):
        is_last = index == len(edges) - 1
        reach = _BESIDE_PX + RADIUS_PX + 2 if is_last else _REACH_PX
        if -_REACH_PX <= point.x() - edge <= reach and edge >= frame.grid.left() - 1:
            return _column_plus(frame, kind, index)
    return None


def _among_rows(frame: Frame, point: QPointF) -> Plus | None:
    if not frame.left.start <= point.x() < frame.left.end:
        return None
    edges = _row_edges(frame)
    for index, edge in enumerate(edges):
        is_last = index == len(edges) - 1
        reach = _BELOW_PX + RADIUS_PX + 2 if is_last else _REACH_PX
        if -_REACH_PX <= point.y() - edge <= reach and edge >= frame.grid.top() - 1:
            return _row_plus(frame, index)
    return None


def header_row(frame: Frame, y: float) -> PlusKind:
    """Return whether ``y`` (px) is at the height of the phases or of the steps."""
    return "phase" if y <= frame.phase_rect(frame.sheet.phases[0]).bottom() else "step"


def _column_edges(frame: Frame, kind: PlusKind) -> list[float]:
    parts = frame.sheet.phases if kind == "phase" else frame.sheet.columns
    if not parts:
        return []
    edges = [part.x for part in parts]
    edges.append(parts[-1].x + parts[-1].width)
    return [edge * frame.view.zoom - frame.view.x for edge in edges]


def _row_edges(frame: Frame) -> list[float]:
    rows = frame.sheet.rows
    edges = [row.y for row in rows]
    edges.append(rows[-1].y + rows[-1].height if rows else frame.sheet.grid_y)
    return [edge * frame.view.zoom - frame.view.y for edge in edges]


def _column_plus(frame: Frame, kind: PlusKind, index: int) -> Plus:
    edges = _column_edges(frame, kind)
    if kind == "phase":
        header = frame.phase_rect(frame.sheet.phases[0])
    else:
        header = frame.step_rect(frame.sheet.columns[0])
    x, y = edges[index], header.center().y()
    if index == len(edges) - 1:
        return Plus(kind, index, None, QPointF(x + _BESIDE_PX, y))
    bottom = min(_row_edges(frame)[-1], frame.size.height())
    return Plus(kind, index, None, QPointF(x, y), (QPointF(x, header.top()), QPointF(x, bottom)))


def _row_plus(frame: Frame, index: int) -> Plus:
    edges = _row_edges(frame)
    x = frame.left.end - RADIUS_PX - 5  # names begin at the other end
    y = edges[index]
    if index == len(edges) - 1:
        return Plus("lane", index, None, QPointF(x, y + _BELOW_PX))
    columns = _column_edges(frame, "step")
    right = min(columns[-1] if columns else x, frame.size.width())
    return Plus(
        "lane", index, None, QPointF(x, y), (QPointF(frame.left.start, y), QPointF(right, y))
    )


def _in_cell(frame: Frame, cell: Cell) -> Plus | None:
    rect = frame.cell_rect(cell)
    if rect.width() < _LEAST_CELL_PX[0] or rect.height() < _LEAST_CELL_PX[1]:
        return None
    row = frame.index.row(cell.lane_id)
    is_feelings = row is not None and row.unit is not None
    if is_feelings or any(placed.block.kind == "feeling" for placed in cell.contents):
        return None  # feelings are added on the line itself, see `feeling_line`
    return Plus("item", -1, (cell.lane_id, cell.step_id), _free_place(frame, cell, rect))


def _free_place(frame: Frame, cell: Cell, rect: QRectF) -> QPointF:
    """Return where in a cell the next item would come, or its lower edge where it is full."""
    items = [placed for placed in cell.contents if placed.block.kind in ITEM_KINDS]
    if not items:
        slot = next((mark for mark in cell.marks if isinstance(mark, Rectangle)), None)
        if slot is None or slot.fill is not None:
            return rect.center()
        centre = QPointF(slot.x + slot.width / 2, slot.y + slot.height / 2)
        return rect.topLeft() + centre * frame.view.zoom
    last, zoom = items[-1], frame.view.zoom
    right = last.x + last.block.width
    if right + last.block.width <= cell.width:
        middle = last.y + min(last.block.height, cell.height - last.y) / 2
        return rect.topLeft() + QPointF((right + cell.width) / 2, middle) * zoom
    below = (cell.height - last.y - last.block.height) * zoom
    if below > 2 * RADIUS_PX + 4:
        return QPointF(rect.center().x(), rect.bottom() - below / 2)
    return QPointF(rect.center().x(), rect.bottom() - 2)
