"""What "choose all" chooses: first the cell one is in, then its lane, then everything shown."""

from __future__ import annotations

from collections.abc import Iterator

from model.find import phase_by_id
from model.journey import JourneyMap
from widgets.canvas.index import SheetIndex
from widgets.canvas.selection import Selection, item_selection


def wider(index: SheetIndex, journey: JourneyMap, selection: Selection) -> Selection:
    """Return the next larger selection of items round ``selection``."""
    chosen = set(selection.ids) if selection.kind == "items" else set()
    found: tuple[str, ...] = ()
    for found in _circles(index, journey, selection):
        if chosen < set(found):
            break
    return item_selection(found)


def items_of(index: SheetIndex, journey: JourneyMap, selection: Selection) -> tuple[str, ...]:
    """Return the shown items in the chosen lanes, phases, steps or cell, in wall order."""
    columns, rows = range(len(index.sheet.columns)), range(len(index.sheet.rows))
    match selection.kind:
        case "lanes":
            return _in(index, [at for at in rows if _row_id(index, at) in selection.ids], columns)
        case "steps" | "phases":
            steps = set(selection.ids)
            if selection.kind == "phases":
                phases = (phase_by_id(journey, held) for held in selection.ids)
                steps = {step.id for phase in phases if phase for step in phase.steps}
            at = [n for n in columns if index.sheet.columns[n].step_id in steps]
            return _in(index, rows, at)
        case "cell":
            row, column = index.row_of(selection.ids[0]), index.column_of(selection.ids[1])
            return () if row is None or column is None else _in(index, [row], [column])
    return ()


def _circles(
    index: SheetIndex, journey: JourneyMap, selection: Selection
) -> Iterator[tuple[str, ...]]:
    if selection.kind == "items":
        spots = [spot for held in selection.ids if (spot := index.find(held))]
        rows = sorted({spot.row for spot in spots})
        cells = {(spot.row, spot.column) for spot in spots}
        if len(cells) == 1:
            yield _in(index, rows, [spots[0].column])
        yield _in(index, rows, range(len(index.sheet.columns)))
    else:
        yield items_of(index, journey, selection)
        if selection.cell is not None:
            yield items_of(index, journey, Selection("lanes", selection.ids[:1]))
    yield _in(index, range(len(index.sheet.rows)), range(len(index.sheet.columns)))


def _in(index: SheetIndex, rows: list[int] | range, columns: list[int] | range) -> tuple[str, ...]:
    """Return the ids of the items that begin in these rows and columns."""
    wanted = set(columns)
    return tuple(
        spot.id
        for row in rows
        for spot in index.row_items(row, range(len(index.sheet.columns)))
        if spot.column in wanted
    )


def _row_id(index: SheetIndex, at: int) -> str:
    return index.sheet.rows[at].lane_id
