"""Where in a cell something lands that is dropped at a point; lengths in mm on the sheet."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from model.find import lane_by_id
from model.journey import JourneyMap
from model.layout.sheet import Cell, Placed
from widgets.canvas.folding import is_folded
from widgets.canvas.index import ITEM_KINDS, SheetIndex

_BAR = 2.5  # thickness of the bar that shows where it goes, mm


@dataclass(frozen=True, slots=True)
class Drop:
    """A place between the items of a cell.

    Attributes:
        index: Place among the shown items that stay, None for last.
        bar: Where the bar stands that shows it, None where order does not show.
        area: The cell.
        behind: The item it comes after, None for the first place.
    """

    lane_id: str
    step_id: str
    index: int | None
    bar: QRectF | None
    area: QRectF
    behind: str | None = None

    def place_in(self, journey: JourneyMap, moving: Set[str] = frozenset()) -> int | None:
        """Return `index` among all items that stay, also those a filter hides; None for last."""
        lane = lane_by_id(journey, self.lane_id)
        if self.index is None or self.behind is None or lane is None:
            return self.index
        staying = [item.id for item in lane.cells.get(self.step_id, ()) if item.id not in moving]
        return staying.index(self.behind) + 1 if self.behind in staying else self.index


def drop_at(index: SheetIndex, x: float, y: float, moving: Set[str]) -> Drop | None:
    """Return where ``moving`` would go when dropped at (x, y), None outside the cells."""
    cell = index.cell_at(x, y)
    if cell is None:
        return None
    area = QRectF(cell.x, cell.y, cell.width, cell.height)
    row = index.row(cell.lane_id)
    if (row is not None and row.unit is not None) or is_folded(index, cell):
        return Drop(cell.lane_id, cell.step_id, None, None, area)
    staying = [
        placed
        for placed in cell.contents
        if placed.block.kind in ITEM_KINDS and placed.block.id not in moving
    ]
    place, bar = _place_among(staying, cell, x - cell.x, y - cell.y)
    behind = staying[place - 1].block.id if place else None
    bar.translate(cell.x, cell.y)
    return Drop(cell.lane_id, cell.step_id, place, bar, area, behind)


def _place_among(staying: list[Placed], cell: Cell, x: float, y: float) -> tuple[int, QRectF]:
    # What covers several steps lies above the others, wherever it stands in their order.
    row = [placed for placed in staying if placed.block.width <= cell.width]
    if not row:
        wide = max((placed.y + placed.block.height for placed in staying), default=0.0)
        return len(staying), _bar_in_empty(cell, wide)
    among, bar = _place_in_row(row, cell, x, y)
    if among < len(row):
        return staying.index(row[among]), bar
    return staying.index(row[-1]) + 1, bar


def _place_in_row(row: list[Placed], cell: Cell, x: float, y: float) -> tuple[int, QRectF]:
    """Return the place among items that stand in lines, and the bar that shows it."""
    lines = _lines(row)
    if all(len(line) == 1 for line in lines) and _fills(row, cell):
        return _place_in_stack(row, y)
    before = 0
    for at, line in enumerate(lines):
        bottom = max(placed.y + placed.block.height for placed in line)
        if y < bottom or at == len(lines) - 1:
            left_of = sum(placed.x + placed.block.width / 2 < x for placed in line)
            return before + left_of, _bar_between(line, left_of)
        before += len(line)
    raise AssertionError("the last line always takes it")


def _lines(items: list[Placed]) -> list[list[Placed]]:
    """Return items in the lines they stand in, top to bottom."""
    lines: list[list[Placed]] = []
    for placed in items:
        starts_line = not lines or placed.x <= lines[-1][-1].x + 0.01
        if starts_line:
            lines.append([placed])
        else:
            lines[-1].append(placed)
    return lines


def _fills(items: list[Placed], cell: Cell) -> bool:
    return all(placed.block.width * 2 > cell.width for placed in items)


def _place_in_stack(items: list[Placed], y: float) -> tuple[int, QRectF]:
    above = sum(placed.y + placed.block.height / 2 < y for placed in items)
    if above == 0:
        first = items[0]
        middle = first.y - _BAR
    elif above == len(items):
        first = items[-1]
        middle = first.y + first.block.height + _BAR
    else:
        first = items[above]
        previous = items[above - 1]
        middle = (previous.y + previous.block.height + first.y) / 2
    return above, QRectF(first.x, middle - _BAR / 2, first.block.width, _BAR)


def _bar_between(line: list[Placed], left_of: int) -> QRectF:
    top = min(placed.y for placed in line)
    height = max(placed.y + placed.block.height for placed in line) - top
    if left_of == 0:
        middle = line[0].x - _BAR
    elif left_of == len(line):
        middle = line[-1].x + line[-1].block.width + _BAR
    else:
        previous = line[left_of - 1]
        middle = (previous.x + previous.block.width + line[left_of].x) / 2
    return QRectF(middle - _BAR / 2, top, _BAR, height)


def _bar_in_empty(cell: Cell, top: float = 0.0) -> QRectF:
    """Return the bar in a cell that is free from ``top`` on."""
    gap = min(8.0, cell.width / 6, cell.height / 6)
    height = max(min(76.0, cell.height - top - 2 * gap), 2 * _BAR)
    return QRectF(gap - _BAR / 2, top + gap, _BAR, height)
