"""A sheet as it is seen from far away: cards as patches of their colour, without a word on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from model.layout.marks import Glyphs, Mark, Rectangle
from model.layout.sheet import Block, Cell, Placed, Row, Sheet
from model.printing.extents import mark_box

# Set smaller than this, in points on the paper, type is grey dust.
LEAST_PT = 2.0
_STEP = 10.0
_SPECK = 0.7  # mm on the paper


def seen_from_far(sheet: Sheet, scale: float) -> Sheet:
    """Return ``sheet`` with its cards as patches, which takes a fraction of the file and the time.

    The patches of a row are one list, colour by colour, in steps of 10 mm, which is a hair on the
    paper; cards of one colour below each other are one patch. What would be dust at ``scale``
    (millimetres on the paper for one of the sheet) is left out.
    """
    rows = zip(sheet.rows, sheet.cells, strict=True)
    trailers = (_without_dust(placed, scale) for placed in sheet.trailers)
    return replace(
        sheet,
        title=None if sheet.title is None else _without_dust(sheet.title, scale),
        phases=tuple(replace(p, header=_without_dust(p.header, scale)) for p in sheet.phases),
        columns=tuple(replace(c, header=_without_dust(c.header, scale)) for c in sheet.columns),
        rows=tuple(replace(row, header=_without_dust(row.header, scale)) for row in sheet.rows),
        cells=tuple(_row(row, cells, scale) for row, cells in rows),
        overlay=tuple(mark for mark in sheet.overlay if not isinstance(mark, Glyphs)),
        trailers=tuple(placed for placed in trailers if placed.block.marks),
    )


def _without_dust(placed: Placed, scale: float) -> Placed:
    block = placed.block
    marks = tuple(mark for mark in block.marks if not _is_dust(mark, scale))
    return Placed(placed.x, placed.y, replace(block, marks=marks))


def _is_dust(mark: Mark, scale: float) -> bool:
    if isinstance(mark, Glyphs):
        return mark.size_pt * scale < LEAST_PT
    left, top, right, bottom = mark_box(mark)
    return max(right - left, bottom - top) * scale < _SPECK


def _row(row: Row, cells: tuple[Cell, ...], scale: float) -> tuple[Cell, ...]:
    left = cells[0].x if cells else 0.0
    patches = sorted(_patches(cells, left), key=lambda patch: (patch.fill or "", patch.x, patch.y))
    made = [replace(cell, marks=(), contents=tuple(_rest(cell, scale))) for cell in cells]
    if patches:
        block = Block("picture", row.lane_id, 0.0, 0.0, tuple(patches))
        made[0] = replace(made[0], contents=(Placed(0.0, 0.0, block), *made[0].contents))
    return tuple(made)


def _patches(cells: tuple[Cell, ...], left: float) -> Iterator[Rectangle]:
    for cell in cells:
        column: Rectangle | None = None
        for placed in sorted(cell.contents, key=lambda placed: (placed.x, placed.y)):
            block = placed.block
            if block.fill is None:
                continue
            x, y = _stepped(cell.x - left + placed.x), _stepped(placed.y)
            patch = Rectangle(x, y, _stepped(block.width), _stepped(block.height), fill=block.fill)
            if column is not None and _is_below(patch, column):
                patch = replace(column, height=y + patch.height - column.y)
            elif column is not None:
                yield column
            column = patch
        if column is not None:
            yield column


def _is_below(patch: Rectangle, column: Rectangle) -> bool:
    same = (patch.fill, patch.x, patch.width) == (column.fill, column.x, column.width)
    return same and patch.y <= column.y + column.height + 2 * _STEP


def _stepped(length: float) -> float:
    return round(length / _STEP) * _STEP


def _rest(cell: Cell, scale: float) -> Iterator[Placed]:
    """Yield what has no colour of its own: feelings, figures, pictures."""
    for placed in cell.contents:
        if placed.block.fill is None:
            yield _without_dust(placed, scale)
