"""Where arrow keys and Tab lead: from item to item and cell to cell, as they hang."""

from __future__ import annotations

from typing import Literal

from model.layout.sheet import Cell
from widgets.canvas.folding import is_folded
from widgets.canvas.index import ITEM_KINDS, SheetIndex, Spot
from widgets.canvas.selection import NOTHING, Selection, cell_selection, item_selection

Direction = Literal["left", "right", "up", "down"]
_STEPS: dict[Direction, tuple[int, int]] = {
    "left": (0, -1),
    "right": (0, 1),
    "up": (-1, 0),
    "down": (1, 0),
}


def towards(index: SheetIndex, selection: Selection, direction: Direction) -> Selection:
    """Return what an arrow key leads to; ``selection`` itself at the end of the wall."""
    if selection.kind == "items" and selection.current is not None:
        spot = index.find(selection.current)
        return selection if spot is None else _from_item(index, spot, direction)
    if selection.cell is not None:
        cell = index.cell_of(*selection.cell)
        return selection if cell is None else _from_cell(index, cell, direction, None)
    if selection.kind in ("phases", "steps", "lanes") and selection.current is not None:
        return _from_header(index, selection, direction)
    if selection.kind == "links":
        return _along_link(index, selection, direction)
    if selection.kind == "title":
        return _from_title(index, selection, direction)
    return first_place(index)


def next_cell(index: SheetIndex, selection: Selection, step: int) -> Selection | None:
    """Return the cell ``step`` places on in wall order: along the lane, then the next lane.

    Its first item where it has one. None past either end.
    """
    place = _place(index, selection)
    columns, rows = len(index.sheet.columns), len(index.sheet.rows)
    if place is None or not columns:
        return None
    at = place[0] * columns + place[1] + step
    while 0 <= at < rows * columns:
        cell = index.sheet.cells[at // columns][at % columns]
        if not is_folded(index, cell):
            return into_cell(cell)
        at += step
    return None


def extended(index: SheetIndex, selection: Selection, direction: Direction) -> Selection:
    """Return ``selection`` with the next of its kind in ``direction`` chosen too.

    Empty cells are passed over. Going back over what was chosen last gives it up again.
    """
    if selection.kind not in ("items", "phases", "steps", "lanes") or selection.current is None:
        there = towards(index, selection, direction)
        return there if there.kind == "items" else selection
    added = _next_of_kind(index, Selection(selection.kind, (selection.current,)), direction)
    if added is None:
        return selection
    ids = selection.ids
    if len(ids) > 1 and added == ids[-2]:
        return Selection(selection.kind, ids[:-1])
    return Selection(selection.kind, (*(held for held in ids if held != added), added))


def end_of_row(index: SheetIndex, selection: Selection, *, is_last: bool) -> Selection | None:
    """Return the last cell of the row one is in, or the first; its first item where it has one."""
    if selection.kind in ("phases", "steps"):
        headers = index.sheet.phases if selection.kind == "phases" else index.sheet.columns
        ids = [getattr(part, "phase_id" if selection.kind == "phases" else "step_id")
               for part in headers]  # fmt: skip
        return Selection(selection.kind, (ids[-1 if is_last else 0],)) if ids else None
    if selection.kind == "lanes" and selection.current is not None:
        row = index.row_of(selection.current)
    else:
        place = _place(index, selection)
        row = None if place is None else place[0]
    columns = [at for at, column in enumerate(index.sheet.columns) if not column.is_collapsed]
    if row is None or not columns:
        return None
    return into_cell(index.sheet.cells[row][columns[-1 if is_last else 0]])


def last_place(index: SheetIndex) -> Selection:
    """Return the last cell of the wall, or its first item."""
    if not index.sheet.cells or not index.sheet.cells[-1]:
        return NOTHING
    return into_cell(index.sheet.cells[-1][-1])


def next_phase(index: SheetIndex, selection: Selection, step: int) -> Selection | None:
    """Return the first cell of the row one is in under the next phase (1) or the one before (-1).

    For chosen headers the next phase itself; what is collapsed is passed over. None past the ends.
    """
    bands = index.sheet.phases
    phases = [band.phase_id for band in bands]
    columns = index.sheet.columns
    place = _place(index, selection)
    if place is not None:
        present = columns[place[1]].phase_id
    elif selection.kind == "steps" and index.column(selection.current or "") is not None:
        present = columns[index.column_of(selection.current or "") or 0].phase_id
    elif selection.kind == "phases" and selection.current in phases:
        present = selection.current
    else:
        return None
    at = phases.index(present) + step
    while 0 <= at < len(phases) and bands[at].is_collapsed:
        at += step
    if not 0 <= at < len(phases):
        return None
    if place is None:
        return Selection("phases", (phases[at],))
    first = next(number for number, held in enumerate(columns) if held.phase_id == phases[at])
    return into_cell(index.sheet.cells[place[0]][first])


def next_header(index: SheetIndex, selection: Selection, step: int) -> Selection | None:
    """Return the phase, step or lane ``step`` places on from the chosen one; None past the ends."""
    sheet = index.sheet
    ids = {
        "phases": [band.phase_id for band in sheet.phases],
        "steps": [column.step_id for column in sheet.columns],
        "lanes": [row.lane_id for row in sheet.rows],
    }[selection.kind]
    if selection.current not in ids:
        return None
    at = ids.index(selection.current) + step
    return Selection(selection.kind, (ids[at],)) if 0 <= at < len(ids) else None


def cell_of(index: SheetIndex, selection: Selection) -> Cell | None:
    """Return the cell that the selection is in."""
    place = _place(index, selection)
    return None if place is None else index.sheet.cells[place[0]][place[1]]


def first_place(index: SheetIndex) -> Selection:
    """Return the first cell of the wall, or its first item."""
    if not index.sheet.cells or not index.sheet.cells[0]:
        return NOTHING
    cells = (cell for row in index.sheet.cells for cell in row)
    first = index.sheet.cells[0][0]
    return into_cell(next((cell for cell in cells if not is_folded(index, cell)), first))


def open_place(index: SheetIndex, row: int, column: int, direction: Direction) -> tuple[int, int]:
    """Return the next row and column in ``direction``, collapsed lanes and phases passed over.

    They may lie outside the wall.
    """
    down, across = _STEPS[direction]
    row, column = row + down, column + across
    rows, columns = index.sheet.rows, index.sheet.columns
    while down and 0 <= row < len(rows) and rows[row].is_collapsed:
        row += down
    while across and 0 <= column < len(columns) and columns[column].is_collapsed:
        column += across
    return row, column


def into_cell(cell: Cell) -> Selection:
    """Return the selection of a cell's first item, or of the cell where it is empty."""
    for placed in cell.contents:
        if placed.block.kind in ITEM_KINDS:
            return item_selection((placed.block.id,))
    return cell_selection(cell.lane_id, cell.step_id)


def _next_of_kind(index: SheetIndex, selection: Selection, direction: Direction) -> str | None:
    """Return the id of the nearest thing of the same kind in ``direction``, over empty cells."""
    here = selection
    for _ in range(len(index.sheet.rows) + len(index.sheet.columns) + 1):
        there = towards(index, here, direction)
        if there == here:
            return None
        if there.kind == selection.kind and there.current != selection.current:
            return there.current
        if there.kind not in (selection.kind, "cell"):
            return None
        here = there
    return None


def _place(index: SheetIndex, selection: Selection) -> tuple[int, int] | None:
    if selection.kind == "items" and selection.current is not None:
        spot = index.find(selection.current)
        return None if spot is None else (spot.row, spot.column)
    if selection.cell is not None:
        row, column = (
            index.row_of(selection.cell[0]),
            index.column_of(selection.cell[1]),
        )
        return None if row is None or column is None else (row, column)
    return None


def _from_item(index: SheetIndex, spot: Spot, direction: Direction) -> Selection:
    neighbour = _neighbour_in_cell(spot, direction)
    if neighbour is not None:
        return item_selection((neighbour,))
    return _from_cell(index, spot.cell, direction, spot)


def _neighbour_in_cell(spot: Spot, direction: Direction) -> str | None:
    """Return the nearest item of the same cell that lies in ``direction``."""
    here = spot.area.center()
    best: tuple[float, str] | None = None
    for placed in spot.cell.contents:
        block = placed.block
        if block.kind not in ITEM_KINDS or block.id == spot.id:
            continue
        dx = spot.cell.x + placed.x + block.width / 2 - here.x()
        dy = spot.cell.y + placed.y + block.height / 2 - here.y()
        down, across = _STEPS[direction]
        ahead = dx * across + dy * down
        aside = abs(dy * across) + abs(dx * down)
        if ahead > 1 and aside <= ahead and (best is None or ahead + 2 * aside < best[0]):
            best = (ahead + 2 * aside, block.id)
    return best[1] if best else None


def _from_cell(index: SheetIndex, cell: Cell, direction: Direction, spot: Spot | None) -> Selection:
    row, column = index.row_of(cell.lane_id), index.column_of(cell.step_id)
    assert row is not None
    assert column is not None
    row, column = open_place(index, row, column, direction)
    if row < 0:
        return Selection("steps", (cell.step_id,))
    if column < 0:
        return Selection("lanes", (cell.lane_id,))
    if row >= len(index.sheet.rows) or column >= len(index.sheet.columns):
        return _stay(cell, spot)
    return _nearest_in(index.sheet.cells[row][column], direction, spot)


def _stay(cell: Cell, spot: Spot | None) -> Selection:
    if spot is not None:
        return item_selection((spot.id,))
    return cell_selection(cell.lane_id, cell.step_id)


def _nearest_in(cell: Cell, direction: Direction, spot: Spot | None) -> Selection:
    items = [placed for placed in cell.contents if placed.block.kind in ITEM_KINDS]
    if not items:
        return cell_selection(cell.lane_id, cell.step_id)
    if spot is None:
        return item_selection((items[0].block.id,))
    here = spot.area.center()
    down, across = _STEPS[direction]
    # First the items nearest in the direction one comes from, then the one most in line.
    nearest = min(
        items,
        key=lambda placed: (
            abs(cell.x + placed.x + placed.block.width / 2 - here.x()) * (1 + 2 * abs(down))
            + abs(cell.y + placed.y + placed.block.height / 2 - here.y()) * (1 + 2 * abs(across))
        ),
    )
    return item_selection((nearest.block.id,))


def _from_header(index: SheetIndex, selection: Selection, direction: Direction) -> Selection:
    sheet = index.sheet
    current = selection.current or ""
    if selection.kind == "lanes":
        row = index.row_of(current)
        if row is None:
            return selection
        if direction == "right" and sheet.columns:
            return into_cell(sheet.cells[row][0])
        ids = [held.lane_id for held in sheet.rows]
        return _beside(selection, ids, {"up": -1, "down": 1}.get(direction, 0))
    if selection.kind == "phases":
        if direction == "down":
            return next(
                (Selection("steps", (c.step_id,)) for c in sheet.columns if c.phase_id == current),
                selection,
            )
        if direction == "up" and sheet.title is not None:
            return Selection("title")
        ids = [band.phase_id for band in sheet.phases]
    else:
        column = index.column_of(current)
        if column is None:
            return selection
        if direction == "down" and sheet.rows:
            return into_cell(sheet.cells[0][column])
        if direction == "up":
            return Selection("phases", (sheet.columns[column].phase_id,))
        ids = [held.step_id for held in sheet.columns]
    return _beside(selection, ids, {"left": -1, "right": 1}.get(direction, 0))


def _from_title(index: SheetIndex, selection: Selection, direction: Direction) -> Selection:
    """Return the first phase below the title, or what else comes first."""
    if direction != "down":
        return selection
    phases = index.sheet.phases
    return Selection("phases", (phases[0].phase_id,)) if phases else first_place(index)


def _along_link(index: SheetIndex, selection: Selection, direction: Direction) -> Selection:
    """Return the end of a link: where it leads to by right and down, where from by left and up."""
    for link in index.sheet.links:
        if link.id == selection.current:
            onwards = direction in ("right", "down")
            return item_selection((link.target if onwards else link.source,))
    return first_place(index)


def _beside(selection: Selection, ids: list[str], step: int) -> Selection:
    at = ids.index(selection.ids[-1]) + step
    return Selection(selection.kind, (ids[at],)) if step and 0 <= at < len(ids) else selection
