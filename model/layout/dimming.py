"""Dimming: what a filter leaves out is drawn paler, at the same place and in the same shape.

Dimmed blocks are blocks in paler colours, so no painter knows of filters, and paper shows what the
screen does without anything transparent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import replace

from model.layout.marks import Glyphs, Icon, ImageMark, Mark, Outline, Rectangle, Stroke
from model.layout.memo import BlockMemo
from model.layout.sheet import Block, Cell, Sheet
from model.layout.theme import pale_role

# Far out cards are their ground alone: a pale white one would be nothing at all.
_FAR_GROUNDS = {"card.white.fill": "card.grey.fill"}


def pale_marks(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Return ``marks`` in paler colours."""
    return tuple(pale for mark in marks for pale in _pale(mark))


class Dimmer:
    """Dims items of one kind of sheet; what stays as it was is the same object as before."""

    def __init__(self) -> None:
        self._blocks = BlockMemo()
        self._cells: dict[int, tuple[Cell, frozenset[str], Cell]] = {}
        self._rows: dict[int, tuple[tuple[Cell, ...], tuple[Cell, ...]]] = {}

    def dimmed(self, sheet: Sheet, ids: Set[str]) -> Sheet:
        """Return ``sheet`` with the items ``ids`` dimmed."""
        before, self._cells = self._cells, {}
        rows, self._rows = self._rows, {}
        made = tuple(self._row(cells, ids, before, rows) for cells in sheet.cells)
        self._blocks.end_sheet(len(ids))
        return replace(sheet, cells=made)

    def _row(
        self,
        cells: tuple[Cell, ...],
        ids: Set[str],
        before: dict[int, tuple[Cell, frozenset[str], Cell]],
        rows: dict[int, tuple[tuple[Cell, ...], tuple[Cell, ...]]],
    ) -> tuple[Cell, ...]:
        made = tuple(self._cell(cell, ids, before) for cell in cells)
        if all(one is other for one, other in zip(made, cells, strict=True)):
            return cells
        known = rows.get(id(cells))
        if known is not None and known[0] is cells:
            held = known[1]
            if all(one is other for one, other in zip(made, held, strict=True)):
                made = held
        self._rows[id(cells)] = (cells, made)
        return made

    def _cell(
        self, cell: Cell, ids: Set[str], before: dict[int, tuple[Cell, frozenset[str], Cell]]
    ) -> Cell:
        pale = frozenset(held.block.id for held in cell.contents if held.block.id in ids)
        if not pale:
            return cell
        known = before.get(id(cell))
        if known is None or known[0] is not cell or known[1] != pale:
            contents = tuple(
                replace(held, block=self._block(held.block)) if held.block.id in pale else held
                for held in cell.contents
            )
            known = (cell, pale, replace(cell, contents=contents))
        self._cells[id(cell)] = known
        return known[2]

    def _block(self, block: Block) -> Block:
        return self._blocks.block(block, "pale", lambda: _pale_block(block))


def _pale_block(block: Block) -> Block:
    fill = None if block.fill is None else pale_role(_FAR_GROUNDS.get(block.fill, block.fill))
    return replace(block, marks=pale_marks(block.marks), fill=fill)


def _pale(mark: Mark) -> Iterator[Mark]:
    match mark:
        case Rectangle() | Outline():
            yield replace(mark, fill=_role(mark.fill), stroke=_role(mark.stroke))
        case Stroke() | Glyphs() | Icon():
            yield replace(mark, colour=pale_role(mark.colour))
        case ImageMark():
            yield replace(mark, is_pale=True)


def _role(role: str | None) -> str | None:
    return None if role is None else pale_role(role)
