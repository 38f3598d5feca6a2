"""Rows at their places: what stands where it stood is the same object as before."""

from __future__ import annotations

from collections.abc import Iterator

from model.computed import computed
from model.lanes import Lane
from model.layout.columns import ColumnPlace
from model.layout.folding import folded_marks
from model.layout.look import Look
from model.layout.marks import Mark, Rectangle, Role
from model.layout.plans import CellPlan, RowPlan, Slots
from model.layout.sheet import Block, Cell, Placed, Row
from model.layout.writing import write

# The outline of a place for a note: its colour, and how wide the line is.
_FAINT: tuple[Role, float] = ("slot", 0.35)
_FORM: tuple[Role, float] = ("slot.form", 0.5)
_MOST_SLOT_ROWS = 12
_CODE_INSET = 2.0


@computed(eq=False)
class PlacedRow:
    """A row of the sheet with the plan it was made from."""

    plan: RowPlan
    row: Row
    cells: tuple[Cell, ...]


def place_row(
    lane: Lane,
    plan: RowPlan,
    header: Block,
    y: float,
    height: float,
    old: PlacedRow | None,
) -> PlacedRow:
    """Return the row of ``lane`` with its top at ``y``; what is still true of ``old`` is kept."""
    if old is not None and not _is_in_place(old, plan, y, height):
        old = None
    if old is not None and old.plan is plan and old.row.header.block is header:
        return old
    return PlacedRow(
        plan=plan,
        row=Row(
            lane_id=lane.id,
            y=y,
            height=height,
            header=Placed(plan.desk.look.settings.margin, y, header),
            body=plan.body,
            zero_y=None if plan.zero is None else y + plan.zero,
            unit=plan.unit,
            reach=plan.reach,
            is_collapsed=lane.is_collapsed and not plan.desk.look.is_for_print,
        ),
        cells=_cells(lane, plan, y, height, old),
    )


def grid_left(look: Look) -> float:
    """Return where the first column begins on the sheet."""
    settings = look.settings
    return settings.margin + settings.lane_title_width + settings.gap / 2


def _is_in_place(old: PlacedRow, plan: RowPlan, y: float, height: float) -> bool:
    before = old.plan.desk
    return (
        old.row.y == y
        and old.row.height == height
        and before.columns is plan.desk.columns
        and before.look is plan.desk.look
        and before.bare == plan.desk.bare
        # An empty row shows room for notes over its whole height.
        and bool(old.plan.ids) == bool(plan.ids)
    )


def _cells(
    lane: Lane, plan: RowPlan, y: float, height: float, old: PlacedRow | None
) -> tuple[Cell, ...]:
    if old is not None and old.plan is plan:
        return old.cells
    look, places = plan.desk.look, plan.desk.columns.places
    left = grid_left(look)
    known = zip(old.plan.cells, old.cells, strict=True) if old else ((None, None),) * len(places)
    return tuple(
        was_cell
        if was is cell and was_cell is not None
        else Cell(
            lane_id=lane.id,
            step_id=place.step_id,
            x=left + place.x,
            y=y,
            width=place.width,
            height=height,
            contents=cell.contents,
            marks=_marks(look, lane, plan, cell, place, height),
        )
        for place, cell, (was, was_cell) in zip(places, plan.cells, known, strict=True)
    )


def _marks(
    look: Look, lane: Lane, plan: RowPlan, cell: CellPlan, place: ColumnPlace, height: float
) -> tuple[Mark, ...]:
    """Return what lies in a cell below its contents."""
    if place.is_collapsed or (lane.is_collapsed and not look.is_for_print):
        is_evidence_shown = plan.desk.print_look.is_evidence_shown
        return folded_marks(lane, cell, place.width, height, is_evidence_shown=is_evidence_shown)
    return (*_slots(look, lane, plan, cell, place, height), *_code(look, plan, place))


def _slots(
    look: Look, lane: Lane, plan: RowPlan, cell: CellPlan, place: ColumnPlace, height: float
) -> tuple[Mark, ...]:
    """Return the faint outlines of notes where a cell is empty: there is room to write.

    In a row that holds nothing they fill the cell: it is a form to be printed. Among cards one
    line of them is enough to tell that nothing is known here.
    """
    if cell.items or not plan.desk.has_slots_in(lane):
        return ()
    slots = plan.desk.slots_in(lane, place.width)
    pitch = slots.whole_height + look.settings.gap
    rows = int(min(_MOST_SLOT_ROWS, (height - cell.start + 0.01) / pitch))
    if plan.ids:
        rows = min(rows, 1)
    ink = _FORM if plan.desk.print_look.is_form else _FAINT
    return look.remembered(
        ("slots", slots, cell.start, rows, ink),
        lambda: tuple(_slots_at(slots, cell.start, rows, look.settings.gap, ink)),
    )


def _slots_at(
    slots: Slots, top: float, rows: int, gap: float, ink: tuple[Role, float]
) -> Iterator[Mark]:
    for row in range(rows):
        for column in range(slots.across):
            x = slots.left + column * (slots.width + gap)
            y = top + row * (slots.whole_height + gap)
            yield Rectangle(
                x, y, slots.width, slots.height, stroke=ink[0], stroke_width=ink[1], radius=2.0
            )
            if slots.box is not None:
                yield from slots.box.marks(x, y + slots.height)


def _code(look: Look, plan: RowPlan, place: ColumnPlace) -> tuple[Mark, ...]:
    """Return where a cell hangs on the wall: 3.2-4 is phase 3, step 2, lane 4."""
    if not plan.code:
        return ()
    text = look.small(f"{place.code}-{plan.code}", place.width)
    return write(text, _CODE_INSET, (look.cell_top - text.height) / 2, text.width, "text.muted")
