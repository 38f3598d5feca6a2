"""Finds what lies where on a sheet, by bisection; all lengths in mm."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QRectF

from model.layout.sheet import Cell, Column, PhaseBand, Placed, Row, Sheet
from widgets.canvas.bounds import ink_box

# Kinds of block that a person can choose, move and delete in a cell.
ITEM_KINDS = frozenset({"card", "feeling", "metric", "passage", "picture"})
_FEW = 200


@dataclass(frozen=True, slots=True, eq=False)
class Spot:
    """An item at its place: row and column of its cell, and its block."""

    row: int
    column: int
    cell: Cell
    placed: Placed

    @property
    def id(self) -> str:
        """The item's id."""
        return self.placed.block.id

    @property
    def block_area(self) -> QRectF:
        """The rectangle of the item's block on the sheet."""
        block = self.placed.block
        return QRectF(
            self.cell.x + self.placed.x, self.cell.y + self.placed.y, block.width, block.height
        )

    @property
    def area(self) -> QRectF:
        """Where the item is seen and can be grasped: a feeling is smaller than its block."""
        return _area(self.cell, self.placed)


def _area(cell: Cell, placed: Placed) -> QRectF:
    block, x, y = placed.block, cell.x + placed.x, cell.y + placed.y
    if block.kind != "feeling":
        return QRectF(x, y, block.width, block.height)
    left, top, right, bottom = ink_box(block)
    return QRectF(x + left, y + top, right - left, bottom - top)


class _RowTable:
    """What stands in one row of cells; shared by the sheets that share the row."""

    def __init__(self, cells: tuple[Cell, ...], before: _RowTable | None = None) -> None:
        self.cells = cells
        if before is not None and _hold_same(before.cells, cells):
            self.__dict__.update(before.found)

    @property
    def found(self) -> dict[str, object]:
        """What has been looked for so far, for a row of the same contents elsewhere."""
        return {name: held for name, held in self.__dict__.items() if name != "cells"}

    @cached_property
    def items(self) -> dict[str, tuple[int, Placed]]:
        """The column and place of each item by id."""
        return {
            placed.block.id: (column, placed)
            for column, cell in enumerate(self.cells)
            for placed in cell.contents
            if placed.block.kind in ITEM_KINDS
        }

    @cached_property
    def wide(self) -> tuple[tuple[int, Placed], ...]:
        """What reaches beyond its cell's right edge, with its column."""
        return tuple(
            (column, placed)
            for column, cell in enumerate(self.cells)
            for placed in cell.contents
            if placed.x + placed.block.width > cell.width + 0.01
        )


def _hold_same(before: tuple[Cell, ...], after: tuple[Cell, ...]) -> bool:
    """Tell whether the cells of a row that was moved or made higher hold the very same things."""
    return len(before) == len(after) and all(
        old.contents is new.contents and old.width == new.width
        for old, new in zip(before, after, strict=True)
    )


class SheetIndex:
    """What lies where on one sheet.

    Args:
        sheet: The sheet.
        before: The index of the sheet before it, whose rows it may share.
    """

    def __init__(self, sheet: Sheet, before: SheetIndex | None = None) -> None:
        self.sheet = sheet
        # In which row an item was when last looked for: checked, and shared by all sheets of a map.
        self._guesses: dict[str, int] = before.guesses if before else {}
        held: tuple[_RowTable, ...] = before.row_tables if before else ()
        known = {id(row.cells): row for row in held}
        self.row_tables: tuple[_RowTable, ...] = tuple(
            known.get(id(cells)) or _RowTable(cells, held[at] if at < len(held) else None)
            for at, cells in enumerate(sheet.cells)
        )
        self._areas: tuple[Sequence[str], list[QRectF]] = ((), [])  # the last of many asked for
        self._lefts = [column.x for column in sheet.columns]
        self._tops = [row.y for row in sheet.rows]
        self._column_of = {column.step_id: at for at, column in enumerate(sheet.columns)}
        self._row_of = {row.lane_id: at for at, row in enumerate(sheet.rows)}

    @property
    def guesses(self) -> dict[str, int]:
        """Where items may be found, for the next index."""
        return self._guesses

    def column_at(self, x: float) -> int | None:
        """Return which column ``x`` is in."""
        at = bisect_right(self._lefts, x) - 1
        if at < 0 or x >= self._lefts[at] + self.sheet.columns[at].width:
            return None
        return at

    def row_at(self, y: float) -> int | None:
        """Return which row ``y`` is in."""
        at = bisect_right(self._tops, y) - 1
        if at < 0 or y >= self._tops[at] + self.sheet.rows[at].height:
            return None
        return at

    def columns_between(self, left: float, right: float) -> range:
        """Return the columns that lie between two places, in part at least."""
        first = max(bisect_right(self._lefts, left) - 1, 0)
        return range(first, bisect_right(self._lefts, right))

    def rows_between(self, top: float, bottom: float) -> range:
        """Return the rows that lie between two places, in part at least."""
        first = max(bisect_right(self._tops, top) - 1, 0)
        return range(first, bisect_right(self._tops, bottom))

    def column_of(self, step_id: str) -> int | None:
        """Return the column of a step, None where it is not shown."""
        return self._column_of.get(step_id)

    def row_of(self, lane_id: str) -> int | None:
        """Return the row of a lane, None where it is not shown."""
        return self._row_of.get(lane_id)

    def cell_at(self, x: float, y: float) -> Cell | None:
        """Return the cell at a place."""
        row, column = self.row_at(y), self.column_at(x)
        if row is None or column is None:
            return None
        return self.sheet.cells[row][column]

    def cell_of(self, lane_id: str, step_id: str) -> Cell | None:
        """Return the cell of a lane and a step, None where either is not shown."""
        row, column = self.row_of(lane_id), self.column_of(step_id)
        if row is None or column is None:
            return None
        return self.sheet.cells[row][column]

    def item_at(self, x: float, y: float) -> Spot | None:
        """Return the topmost item at a place."""
        row, column = self.row_at(y), self.column_at(x)
        if row is None or column is None:
            return None
        for spot in reversed(list(self._spots_over(row, column))):
            if spot.area.contains(x, y):
                return spot
        return None

    def items_in(self, area: QRectF) -> Iterator[Spot]:
        """Yield the items that touch ``area``, in drawing order."""
        columns = self.columns_between(area.left(), area.right())
        for row in self.rows_between(area.top(), area.bottom()):
            for spot in self.row_items(row, columns):
                if spot.area.intersects(area):
                    yield spot

    def row_items(self, row: int, columns: range) -> Iterator[Spot]:
        """Yield the items of a row in these columns, with those that reach in from the left."""
        cells = self.sheet.cells[row]
        for column, placed in self.row_tables[row].wide:
            if column < columns.start <= self._last_column(row, column, placed):
                yield Spot(row, column, cells[column], placed)
        for column in columns:
            for placed in cells[column].contents:
                if placed.block.kind in ITEM_KINDS:
                    yield Spot(row, column, cells[column], placed)

    def wide_from_left(self, row: int, column: int) -> Iterator[tuple[Cell, Placed]]:
        """Yield what stands left of ``column`` in a row and reaches into it or beyond."""
        for held_column, placed in self.row_tables[row].wide:
            if held_column < column <= self._last_column(row, held_column, placed):
                yield self.sheet.cells[row][held_column], placed

    def find(self, item_id: str) -> Spot | None:
        """Return where an item is, None where it is not shown."""
        guess = self._guesses.get(item_id, -1)
        if 0 <= guess < len(self.row_tables) and item_id in self.row_tables[guess].items:
            return self._spot(guess, item_id)
        for row, table in enumerate(self.row_tables):
            if item_id in table.items:
                self._guesses[item_id] = row
                return self._spot(row, item_id)
        return None

    def areas_of(self, item_ids: Sequence[str]) -> list[QRectF]:
        """Return where those of the items are that are shown; thousands by one walk."""
        if len(item_ids) <= _FEW:
            found = (self.find(item_id) for item_id in item_ids)
            return [spot.area for spot in found if spot is not None]
        if self._areas[0] is not item_ids:
            wanted = set(item_ids)
            areas = {
                item_id: _area(table.cells[column], placed)
                for table in self.row_tables
                for item_id, (column, placed) in table.items.items()
                if item_id in wanted
            }
            self._areas = (item_ids, [areas[held] for held in item_ids if held in areas])
        return self._areas[1]

    def phase_of(self, phase_id: str) -> PhaseBand | None:
        """Return the band of a phase."""
        return next((band for band in self.sheet.phases if band.phase_id == phase_id), None)

    def column(self, step_id: str) -> Column | None:
        """Return the column of a step."""
        at = self.column_of(step_id)
        return None if at is None else self.sheet.columns[at]

    def row(self, lane_id: str) -> Row | None:
        """Return the row of a lane."""
        at = self.row_of(lane_id)
        return None if at is None else self.sheet.rows[at]

    @cached_property
    def top_headers(self) -> tuple[float, float]:
        """Where the headers of phases and steps begin (mm), and their smallest type (pt)."""
        sheet = self.sheet
        headers = [*(band.header for band in sheet.phases), *(c.header for c in sheet.columns)]
        whole = [band.header for band in sheet.phases if not band.is_collapsed]
        whole += [column.header for column in sheet.columns if not column.is_collapsed]
        return (
            min((header.y for header in headers), default=sheet.grid_y),
            min((header.block.text_size_pt for header in whole or headers), default=24.0),
        )

    @cached_property
    def left_headers(self) -> tuple[float, float]:
        """Where the headers of lanes begin (mm), and their smallest type (pt)."""
        rows = self.sheet.rows
        whole = [row for row in rows if not row.is_collapsed] or rows
        return (
            min((row.header.x for row in rows), default=self.sheet.grid_x),
            min((row.header.block.text_size_pt for row in whole), default=40.0),
        )

    @cached_property
    def item_count(self) -> int:
        """How many items the sheet shows."""
        return sum(len(table.items) for table in self.row_tables)

    def _spot(self, row: int, item_id: str) -> Spot:
        table = self.row_tables[row]
        column, placed = table.items[item_id]
        return Spot(row, column, table.cells[column], placed)

    def _last_column(self, row: int, column: int, placed: Placed) -> int:
        right = self.sheet.cells[row][column].x + placed.x + placed.block.width
        return bisect_right(self._lefts, right - 0.01) - 1

    def _spots_over(self, row: int, column: int) -> Iterator[Spot]:
        return self.row_items(row, range(column, column + 1))
