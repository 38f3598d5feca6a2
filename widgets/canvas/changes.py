"""Which parts of a sheet look different from the sheet before it, so that only they are painted."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRectF

from model.layout.marks import Mark, Rectangle, Stroke
from model.layout.sheet import Cell, Placed, Sheet
from widgets.canvas.bounds import ink_box, mark_bounds

_MARGIN = 4.0  # mm, for lines and rings that stand out of what they belong to
_DESK = 500.0  # mm beside the sheet, for its shade at any zoom
_MANY_BLOCKS = 8
_Place = tuple[int, float, float]


def changed_areas(before: Sheet, after: Sheet) -> list[QRectF] | None:
    """Return the areas (mm) that differ, None where it is simplest to paint everything."""
    if not _has_same_frame(before, after):
        return _changed_below(before, after)
    areas: list[QRectF] = []
    for at, row in enumerate(after.rows):
        if row.body is not before.rows[at].body and row.body != before.rows[at].body:
            areas.append(QRectF(0, row.y, after.width, row.height))
            continue
        old_cells, new_cells = before.cells[at], after.cells[at]
        if old_cells is new_cells:
            continue
        for old, new in zip(old_cells, new_cells, strict=True):
            if old is not new:
                areas.extend(_changed_in_cell(old, new))
    return areas


def _changed_below(before: Sheet, after: Sheet) -> list[QRectF] | None:
    """Return the area from the first row down that has another height, if that is all there is.

    What lies above stays as it is, but for marks that reach further down now.
    """
    at = _first_of_other_height(before, after)
    if at is None or not _has_same_top(before, after):
        return None
    if any(before.cells[above] is not after.cells[above] for above in range(at)):
        return None
    tops = [after.rows[at].y - _MARGIN]
    for old_marks, new_marks in (
        (before.background, after.background),
        (before.overlay, after.overlay),
    ):
        if len(old_marks) != len(new_marks):
            return None
        pairs = zip(old_marks, new_marks, strict=True)
        tops += [_top_of_change(old, new) for old, new in pairs if old is not new and old != new]
    top = min(tops)
    bottom = max(before.height, after.height)
    return [QRectF(-_DESK, top, after.width + 2 * _DESK, bottom + _DESK - top)]


def _first_of_other_height(before: Sheet, after: Sheet) -> int | None:
    """Return the first row that has another height; None where one above it looks different."""
    if len(before.rows) != len(after.rows):
        return None
    for at, (old, new) in enumerate(zip(before.rows, after.rows, strict=True)):
        if old.lane_id != new.lane_id or old.y != new.y:
            return None
        if old.height != new.height:
            return at
        if not _is_same_placed(old.header, new.header) or old.body != new.body:
            return None
    return None


def _top_of_change(old: Mark, new: Mark) -> float:
    """Return from where on two marks differ, mm down the sheet."""
    if _is_lengthened(old, new):
        return min(mark_bounds(old)[3], mark_bounds(new)[3]) - _MARGIN
    return min(mark_bounds(old)[1], mark_bounds(new)[1]) - _MARGIN


def _is_lengthened(old: Mark, new: Mark) -> bool:
    """Tell whether a plain ground or an upright line reaches further down, or less far."""
    if isinstance(old, Rectangle) and isinstance(new, Rectangle):
        return not old.radius and not old.stroke and new == replace(old, height=new.height)
    if isinstance(old, Stroke) and isinstance(new, Stroke):
        return old.x1 == old.x2 and not old.dash and new == replace(old, y2=new.y2)
    return False


def _changed_in_cell(old: Cell, new: Cell) -> list[QRectF]:
    """Return what of a cell looks different: all of it, or the blocks that came, went or moved."""
    if not _are_same_marks(old.marks, new.marks):
        return [_reach(old).united(_reach(new))]
    before, after = _places(old), _places(new)
    changed = [*(before.keys() - after.keys()), *(after.keys() - before.keys())]
    if len(changed) > _MANY_BLOCKS or not _is_order_kept(old, new):
        return [_reach(old).united(_reach(new))]
    known = before | after
    areas: dict[str, QRectF] = {}
    for key in changed:
        placed = known[key]
        areas[placed.block.id] = areas.get(placed.block.id, QRectF()).united(_area(new, placed))
    return list(areas.values())


def _places(cell: Cell) -> dict[_Place, Placed]:
    return {_place(placed): placed for placed in cell.contents}


def _place(placed: Placed) -> _Place:
    return id(placed.block), placed.x, placed.y


def _is_order_kept(old: Cell, new: Cell) -> bool:
    """Tell whether what stays stands in the same order: where things overlap, it shows."""
    before, after = _places(old), _places(new)
    return [key for key in before if key in after] == [key for key in after if key in before]


def _has_same_frame(before: Sheet, after: Sheet) -> bool:
    """Tell whether everything but the cells is as it was, at the same place."""
    return (
        before.height == after.height
        and len(before.rows) == len(after.rows)
        and all(
            old.lane_id == new.lane_id
            and (old.y, old.height) == (new.y, new.height)
            and _is_same_placed(old.header, new.header)
            for old, new in zip(before.rows, after.rows, strict=True)
        )
        and _has_same_top(before, after)
        and _are_same_placed([*before.trailers], [*after.trailers])
        and _are_same_marks(before.background, after.background)
        and _are_same_marks(before.overlay, after.overlay)
    )


def _has_same_top(before: Sheet, after: Sheet) -> bool:
    """Tell whether title and columns are as they were."""
    return (
        (before.width, before.grid_x, before.grid_y) == (after.width, after.grid_x, after.grid_y)
        and len(before.columns) == len(after.columns)
        and all(
            old.step_id == new.step_id
            and (old.x, old.width) == (new.x, new.width)
            and _is_same_placed(old.header, new.header)
            for old, new in zip(before.columns, after.columns, strict=True)
        )
        and _are_same_placed(
            [band.header for band in before.phases], [b.header for b in after.phases]
        )
        and _are_same_placed(_title(before), _title(after))
    )


def _title(sheet: Sheet) -> list[Placed]:
    return [sheet.title] if sheet.title else []


def _are_same_marks(before: tuple[object, ...], after: tuple[object, ...]) -> bool:
    return before is after or before == after


def _are_same_placed(before: list[Placed], after: list[Placed]) -> bool:
    return len(before) == len(after) and all(map(_is_same_placed, before, after))


def _is_same_placed(before: Placed, after: Placed) -> bool:
    return before is after or (
        before.block is after.block and (before.x, before.y) == (after.x, after.y)
    )


def _reach(cell: Cell) -> QRectF:
    """Return the cell with all that stands out of it."""
    area = QRectF(cell.x, cell.y, cell.width, cell.height)
    for placed in cell.contents:
        area = area.united(_area(cell, placed))
    return area.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)


def _area(cell: Cell, placed: Placed) -> QRectF:
    """Return all that a block in a cell draws."""
    block = placed.block
    left, top, right, bottom = ink_box(block)
    left, top = min(left, 0.0), min(top, 0.0)
    right, bottom = max(right, block.width), max(bottom, block.height)
    x, y = cell.x + placed.x, cell.y + placed.y
    return QRectF(x + left, y + top, right - left, bottom - top).adjusted(
        -_MARGIN, -_MARGIN, _MARGIN, _MARGIN
    )
