"""Which parts of a sheet look different from the sheet before it, so that only they are painted."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from model.layout.sheet import Cell, Placed, Sheet


def changed_areas(before: Sheet, after: Sheet) -> list[QRectF] | None:
    """Return the areas (mm) that differ, None where it is simplest to paint everything."""
    if not _has_same_frame(before, after):
        return None
    areas: list[QRectF] = []
    for at, row in enumerate(after.rows):
        if row.body is not before.rows[at].body and row.body != before.rows[at].body:
            areas.append(QRectF(0, row.y, after.width, row.height))
            continue
        old_cells, new_cells = before.cells[at], after.cells[at]
        if old_cells is new_cells:
            continue
        for old, new in zip(old_cells, new_cells, strict=True):
            if not _is_same_cell(old, new):
                areas.append(_reach(old).united(_reach(new)))
    return areas


def _has_same_frame(before: Sheet, after: Sheet) -> bool:
    """Tell whether everything but the cells is as it was, at the same place."""
    return (
        (before.width, before.height, before.grid_x, before.grid_y)
        == (after.width, after.height, after.grid_x, after.grid_y)
        and len(before.rows) == len(after.rows)
        and len(before.columns) == len(after.columns)
        and all(
            old.lane_id == new.lane_id
            and (old.y, old.height) == (new.y, new.height)
            and _is_same_placed(old.header, new.header)
            for old, new in zip(before.rows, after.rows, strict=True)
        )
        and all(
            old.step_id == new.step_id
            and (old.x, old.width) == (new.x, new.width)
            and _is_same_placed(old.header, new.header)
            for old, new in zip(before.columns, after.columns, strict=True)
        )
        and _are_same_placed(
            [band.header for band in before.phases], [b.header for b in after.phases]
        )
        and _are_same_placed(_rest(before), _rest(after))
        and _are_same_marks(before.background, after.background)
        and _are_same_marks(before.overlay, after.overlay)
    )


def _rest(sheet: Sheet) -> list[Placed]:
    return [*([sheet.title] if sheet.title else []), *sheet.trailers]


def _are_same_marks(before: tuple[object, ...], after: tuple[object, ...]) -> bool:
    return before is after or before == after


def _are_same_placed(before: list[Placed], after: list[Placed]) -> bool:
    return len(before) == len(after) and all(map(_is_same_placed, before, after))


def _is_same_placed(before: Placed, after: Placed) -> bool:
    return before is after or (
        before.block is after.block and (before.x, before.y) == (after.x, after.y)
    )


def _is_same_cell(before: Cell, after: Cell) -> bool:
    if before is after:
        return True
    return (
        _are_same_marks(before.marks, after.marks)
        and len(before.contents) == len(after.contents)
        and all(map(_is_same_placed, before.contents, after.contents))
    )


def _reach(cell: Cell) -> QRectF:
    """Return the cell with all that stands out of it."""
    area = QRectF(cell.x, cell.y, cell.width, cell.height)
    for placed in cell.contents:
        block = placed.block
        area = area.united(QRectF(cell.x + placed.x, cell.y + placed.y, block.width, block.height))
    return area.adjusted(-4, -4, 4, 4)
