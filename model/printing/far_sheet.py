"""A sheet as it is seen from far away: cards as patches of their colour, without a word on them."""

from __future__ import annotations

from dataclasses import replace

from model.layout.marks import Glyphs, Rectangle
from model.layout.sheet import Block, Cell, Placed, Sheet

# Set smaller than this, in points on the paper, type is grey dust.
LEAST_PT = 2.0


def seen_from_far(sheet: Sheet) -> Sheet:
    """Return ``sheet`` with its cards as patches, which is drawn in a fraction of the time."""
    return replace(
        sheet,
        cells=tuple(tuple(_cell(cell) for cell in row) for row in sheet.cells),
        overlay=tuple(mark for mark in sheet.overlay if not isinstance(mark, Glyphs)),
    )


def _cell(cell: Cell) -> Cell:
    return replace(cell, marks=(), contents=tuple(_patch(placed) for placed in cell.contents))


def _patch(placed: Placed) -> Placed:
    block = placed.block
    if block.fill is None:
        marks = tuple(mark for mark in block.marks if not isinstance(mark, Glyphs))
    else:
        marks = (Rectangle(0, 0, block.width, block.height, fill=block.fill),)
    return Placed(placed.x, placed.y, Block(block.kind, block.id, block.width, block.height, marks))
