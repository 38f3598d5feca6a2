"""How it felt before, drawn into the lanes of feelings: dashed, with rings, behind what is now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from model.layout.curves import monotone_curve
from model.layout.marks import Mark, Outline, Rectangle
from model.layout.sheet import Column, Row, Sheet
from model.marking import CurveBefore, Marking

_INK: Final = "curve.white"
_WIDTH, _RING, _DASH = 1.2, 7.0, (6.0, 3.5)


def with_curves_before(sheet: Sheet, marking: Marking) -> Sheet:
    """Return ``sheet`` with the curves of the map it is compared with; itself without any."""
    if not marking.curves:
        return sheet
    columns = {column.step_id: column for column in sheet.columns}
    rows = tuple(_row(row, sheet.grid_x, columns, marking) for row in sheet.rows)
    return replace(sheet, rows=rows)


def _row(row: Row, left: float, columns: dict[str, Column], marking: Marking) -> Row:
    if row.zero_y is None or row.unit is None or row.is_collapsed:
        return row
    marks: list[Mark] = []
    for curve in marking.curves:
        if curve.lane_id == row.lane_id:
            marks.extend(_curve(row.zero_y - row.y, row.unit, left, columns, curve))
    return replace(row, body=(*row.body, *marks)) if marks else row


def _curve(
    zero: float, unit: float, left: float, columns: dict[str, Column], curve: CurveBefore
) -> Iterator[Mark]:
    places: list[tuple[float, float]] = []
    for step_id, value in curve.points:
        column = columns.get(step_id)
        if column is not None:
            x = column.x - left + column.width / 2
            places.append((x, zero - value * unit))
    places.sort()
    if len(places) > 1:
        yield Outline(monotone_curve(places), stroke=_INK, stroke_width=_WIDTH, dash=_DASH)
    for x, y in places:
        yield before_ring(x, y, _RING)


def before_ring(x: float, y: float, size: float) -> Mark:
    """Return the ring round (x, y) that says how it felt before."""
    return Rectangle(
        x - size / 2, y - size / 2, size, size,
        fill="paper", stroke=_INK, stroke_width=0.17 * size, radius=size / 2,
    )  # fmt: skip
