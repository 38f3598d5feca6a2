"""Marks of what is new, moved, changed or gone since another state of a map.

They differ in shape and line and not in colour, so that grey paper tells as much.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from model.layout.marks import Mark, Outline, Rectangle, Stroke
from model.layout.memo import BlockMemo
from model.layout.sheet import Block, Cell, Placed, Sheet
from model.marking import ChangeSign, Marking

_MarkBlock = Callable[[Block, Sequence[ChangeSign]], Block]

_INK, _GROUND = "text", "paper"
_BADGE = 12.0
_OUT = 1.4  # mm from the edge of a note to the middle of the frame round it
_STICKING_OUT = 4.0
_RADIUS = 3.0
_LINES: Final[Mapping[ChangeSign, tuple[float, tuple[float, float] | None]]] = {
    "added": (1.6, None),
    "moved": (1.4, (7.0, 3.5)),
    "changed": (1.4, (1.6, 2.4)),
    "gone": (0.7, (3.0, 3.0)),
}
_NOTHING: tuple[ChangeSign, ...] = ()


class ChangeMarks:
    """Marks the blocks of a sheet; what has no mark is the same object as before."""

    def __init__(self) -> None:
        self._blocks = BlockMemo()
        self._cells: dict[int, tuple[Cell, Cell]] = {}
        self._rows: dict[int, tuple[tuple[Cell, ...], tuple[Cell, ...]]] = {}
        self._marking: Marking | None = None
        self._signs: dict[str, tuple[ChangeSign, ...]] = {}

    def marked(self, sheet: Sheet, marking: Marking) -> Sheet:
        """Return ``sheet`` with all that ``marking`` knows of it."""
        if marking is not self._marking:
            self._marking, self._cells, self._rows = marking, {}, {}
            gone = (item.id for items in marking.gone.values() for item in items)
            self._signs = {**marking.signs, **dict.fromkeys(gone, ("gone",))}
        cells, self._cells = self._cells, {}
        rows, self._rows = self._rows, {}
        made = tuple(self._row(row, cells, rows) for row in sheet.cells)
        marked = replace(
            sheet,
            cells=made,
            phases=tuple(replace(p, header=self._header(p.header)) for p in sheet.phases),
            columns=tuple(replace(c, header=self._header(c.header)) for c in sheet.columns),
            rows=tuple(replace(row, header=self._header(row.header)) for row in sheet.rows),
        )
        self._blocks.end_sheet(len(self._signs))
        return marked

    def _row(
        self,
        row: tuple[Cell, ...],
        cells: Mapping[int, tuple[Cell, Cell]],
        rows: Mapping[int, tuple[tuple[Cell, ...], tuple[Cell, ...]]],
    ) -> tuple[Cell, ...]:
        known = rows.get(id(row))
        if known is None or known[0] is not row:
            made = tuple(self._cell(cell, cells) for cell in row)
            is_same = all(one is other for one, other in zip(made, row, strict=True))
            known = (row, row if is_same else made)
        else:
            for cell in row:
                if id(cell) in cells:
                    self._cells[id(cell)] = cells[id(cell)]
        self._rows[id(row)] = known
        return known[1]

    def _cell(self, cell: Cell, cells: Mapping[int, tuple[Cell, Cell]]) -> Cell:
        if not any(placed.block.id in self._signs for placed in cell.contents):
            return cell
        known = cells.get(id(cell))
        if known is None or known[0] is not cell:
            contents = tuple(self._placed(placed, _marked_block) for placed in cell.contents)
            known = (cell, replace(cell, contents=contents))
        self._cells[id(cell)] = known
        return known[1]

    def _header(self, placed: Placed) -> Placed:
        return self._placed(placed, _marked_header)

    def _placed(self, placed: Placed, mark: _MarkBlock) -> Placed:
        block = placed.block
        signs = self._signs.get(block.id, _NOTHING)
        if not signs:
            return placed
        return replace(placed, block=self._blocks.block(block, signs, lambda: mark(block, signs)))


def change_badge(sign: ChangeSign, x: float, y: float, size: float) -> Iterator[Mark]:
    """Yield a plus, an arrow, a triangle or a cross with its top left corner at (x, y)."""
    yield Rectangle(x, y, size, size, fill=_INK, radius=0.2 * size)
    width = 0.13 * size

    def line(*ends: float) -> Stroke:
        x1, y1, x2, y2 = (end * size for end in ends)
        return Stroke(x + x1, y + y1, x + x2, y + y2, _GROUND, width)

    if sign == "added":
        yield line(0.22, 0.5, 0.78, 0.5)
        yield line(0.5, 0.22, 0.5, 0.78)
    elif sign == "moved":
        yield line(0.2, 0.5, 0.78, 0.5)
        yield line(0.55, 0.26, 0.79, 0.5)
        yield line(0.55, 0.74, 0.79, 0.5)
    elif sign == "changed":
        corners = ((0.5, 0.22), (0.8, 0.76), (0.2, 0.76))
        for (x1, y1), (x2, y2) in zip(corners, (*corners[1:], corners[0]), strict=True):
            yield line(x1, y1, x2, y2)
    else:
        yield line(0.26, 0.26, 0.74, 0.74)
        yield line(0.26, 0.74, 0.74, 0.26)


def _marked_block(block: Block, signs: Sequence[ChangeSign]) -> Block:
    frame = _frame(block, signs[0])
    right, top = block.width + _STICKING_OUT, -_STICKING_OUT
    badges = tuple(_badges(signs, right, top))
    # What is gone cannot be chosen: it is not in the map.
    kind = "gone" if signs[0] == "gone" else block.kind
    return replace(block, kind=kind, marks=(*block.marks, frame, *badges))


def _marked_header(block: Block, signs: Sequence[ChangeSign]) -> Block:
    size = min(_BADGE, block.height)
    badges = tuple(_badges(signs, block.width, 0.0, size))
    return replace(block, marks=(*block.marks, *badges))


def _badges(
    signs: Sequence[ChangeSign], right: float, top: float, size: float = _BADGE
) -> Iterator[Mark]:
    for place, sign in enumerate(reversed(signs), 1):
        yield from change_badge(sign, right - place * size - (place - 1) * 1.0, top, size)


def _frame(block: Block, sign: ChangeSign) -> Mark:
    width, dash = _LINES[sign]
    left, top = -_OUT, -_OUT
    right, bottom, round_ = block.width + _OUT, block.height + _OUT, _RADIUS
    bend = 0.45 * round_
    return Outline(
        (
            ("M", left + round_, top),
            ("L", right - round_, top),
            ("C", right - bend, top, right, top + bend, right, top + round_),
            ("L", right, bottom - round_),
            ("C", right, bottom - bend, right - bend, bottom, right - round_, bottom),
            ("L", left + round_, bottom),
            ("C", left + bend, bottom, left, bottom - bend, left, bottom - round_),
            ("L", left, top + round_),
            ("C", left, top + bend, left + bend, top, left + round_, top),
            ("Z",),
        ),
        stroke=_INK,
        stroke_width=width,
        dash=dash,
    )
