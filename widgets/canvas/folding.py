"""Lanes and phases collapsed and expanded on the canvas, and what lies in them.

What lies in a collapsed or hidden lane or phase can be chosen (in the outline, by searching), and
then its strip is shown; it is expanded only by a person who asks: Enter, a double click, typing.
"""

from __future__ import annotations

from collections.abc import Sequence

from model.edits import set_headers, with_opened
from model.edits.showing import Foldable, in_the_way
from model.find import item_place, lane_by_id, phase_by_id
from model.journey import JourneyMap
from model.layout.sheet import Cell
from widgets.canvas.index import SheetIndex
from widgets.canvas.selection import Selection, cell_selection
from widgets.canvas.stage import Stage


def fold(stage: Stage, kind: Foldable, ids: Sequence[str], *, is_collapsed: bool) -> bool:
    """Collapse or expand phases or lanes: one edit."""
    way = "collapse" if is_collapsed else "expand"
    return stage.document.apply(
        f"edits.{way}_{kind}",
        lambda journey: set_headers(journey, kind, ids, is_collapsed=is_collapsed),
    )


def toggle(stage: Stage, kind: Foldable, part_id: str) -> bool:
    """Collapse what is whole, expand what is collapsed."""
    return fold(stage, kind, (part_id,), is_collapsed=not is_collapsed(stage.shown, kind, part_id))


def is_collapsed(journey: JourneyMap, kind: Foldable, part_id: str) -> bool:
    """Tell whether a phase or lane is collapsed."""
    part = (phase_by_id if kind == "phases" else lane_by_id)(journey, part_id)
    return part is not None and part.is_collapsed


def open_up(stage: Stage, selection: Selection) -> bool:
    """Expand and show what keeps ``selection`` from being seen whole: one edit.

    Returns:
        Whether there was anything of the kind.
    """
    journey = stage.document.value
    lanes, steps = _around(journey, selection)
    if not any(in_the_way(journey, lanes, steps).values()):
        return False
    return stage.document.apply("edits.expand", lambda held: with_opened(held, lanes, steps))


def is_folded(index: SheetIndex, cell: Cell) -> bool:
    """Tell whether a cell lies in a collapsed lane or below a collapsed phase."""
    row, column = index.row(cell.lane_id), index.column(cell.step_id)
    return (row is not None and row.is_collapsed) or (column is not None and column.is_collapsed)


def as_seen(index: SheetIndex, journey: JourneyMap, selection: Selection) -> Selection:
    """Return what shows where ``selection`` is: for an item in a collapsed strip its cell."""
    if selection.kind != "items" or selection.current is None:
        return selection
    if index.find(selection.current) is not None:
        return selection
    place = item_place(journey, selection.current)
    if place is None or index.cell_of(place.lane.id, place.step_id) is None:
        return selection
    return cell_selection(place.lane.id, place.step_id)


def _around(journey: JourneyMap, selection: Selection) -> tuple[set[str], set[str]]:
    """Return the ids of the lanes and the steps that ``selection`` is in."""
    if selection.cell is not None:
        return {selection.cell[0]}, {selection.cell[1]}
    if selection.kind == "items":
        places = [place for held in selection.ids if (place := item_place(journey, held))]
        return {place.lane.id for place in places}, {place.step_id for place in places}
    if selection.kind == "phases":
        phases = [phase for held in selection.ids if (phase := phase_by_id(journey, held))]
        return set(), {step.id for phase in phases for step in phase.steps}
    if selection.kind == "steps":
        return set(), set(selection.ids)
    return (set(selection.ids) if selection.kind == "lanes" else set()), set()
