"""What the pointer finds between headings and rows: branches and loops, and the funnel."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from model.layout.link_labels import way_points
from model.layout.sheet import PlacedWay
from widgets.canvas.index import SheetIndex
from widgets.canvas.link_lines import off_piece


def step_below_headings(index: SheetIndex, x: float, y: float, reach: float) -> str | None:
    """Return the step that a click at (x, y) mm chooses, None where nothing is drawn for one.

    A line chooses the step at its other end: near the arrow head the one it comes from, else the
    one it leads to. The funnel chooses the step above.
    """
    sheet = index.sheet
    if not sheet.rows or not sheet.grid_y <= y < sheet.rows[0].y:
        return None
    funnel = sheet.funnel
    if funnel is not None and funnel.y <= y < funnel.y + funnel.height:
        at = index.column_at(x)
        return None if at is None else sheet.columns[at].step_id
    best: tuple[float, PlacedWay | None] = (reach, None)
    for way in sheet.ways:
        left, right = sorted((way.commands[0][1], way.head[0]))  # type: ignore[misc]
        if left - reach <= x <= right + reach:
            off = min(off_piece(x, y, a, b) for a, b in pairwise(_points(way)))
            if off <= best[0]:
                best = (off, way)
    found = best[1]
    if found is None:
        return None
    is_near_head = abs(x - found.head[0]) < abs(x - found.commands[0][1])  # type: ignore[misc]
    return found.source if is_near_head else found.target


@lru_cache(maxsize=1024)
def _points(way: PlacedWay) -> tuple[tuple[float, float], ...]:
    return way_points(way.commands)
