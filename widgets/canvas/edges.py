"""Borders and edges one can drag: of phases, steps and lanes, and the right edge of wide items."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, Qt

from widgets.canvas.affordances import header_row
from widgets.canvas.frame import Frame
from widgets.canvas.index import Spot

EdgeKind = Literal["phase", "step", "lane", "span"]

# How near a border the pointer must be; a finger is less exact.
REACH_PX = 5.0
TOUCH_REACH_PX = 16.0
# Of a small item hardly anything would be left to take hold of.
_LEAST_ITEM_PX = (40.0, 12.0)
_INSIDE_PX = 6.0
_OUTSIDE_PX = 4.0
_SPANNING = ("card", "passage", "picture")


@dataclass(frozen=True, slots=True)
class Edge:
    """A border: the right one of a phase, a step or an item, the lower one of a lane.

    Attributes:
        id: Id of the phase, step, lane or item it belongs to.
        spot: The item, where it is one's edge.
    """

    kind: EdgeKind
    id: str
    spot: Spot | None = None

    @property
    def cursor(self) -> Qt.CursorShape:
        """How the pointer looks over it."""
        is_lane = self.kind == "lane"
        return Qt.CursorShape.SplitVCursor if is_lane else Qt.CursorShape.SplitHCursor


def edge_at(
    frame: Frame, point: QPointF, locked: frozenset[str], *, is_touch: bool = False
) -> Edge | None:
    """Return the border under ``point`` (px); ``locked`` lanes' items have none."""
    reach = TOUCH_REACH_PX if is_touch else REACH_PX
    return (
        _column_edge(frame, point, reach)
        or _lane_edge(frame, point, reach)
        or _item_edge(frame, point, locked)
    )


def _column_edge(frame: Frame, point: QPointF, reach: float) -> Edge | None:
    sheet = frame.sheet
    if not frame.top.start <= point.y() < frame.top.end or not sheet.phases:
        return None
    if point.x() < frame.grid.left() - 1:
        return None
    kind: EdgeKind = "phase" if header_row(frame, point.y()) == "phase" else "step"
    rights: Iterable[tuple[str, float]]
    if kind == "phase":
        rights = (
            (band.phase_id, band.x + band.width) for band in sheet.phases if not band.is_collapsed
        )
    else:
        columns = (column for column in sheet.columns if not column.is_collapsed)
        rights = ((column.step_id, column.x + column.width) for column in columns)
    found = _nearest(((i, frame.view.point(x, 0).x()) for i, x in rights), point.x(), reach)
    return Edge(kind, found) if found else None


def _lane_edge(frame: Frame, point: QPointF, reach: float) -> Edge | None:
    if not frame.left.start <= point.x() < frame.left.end or point.y() < frame.grid.top() - 1:
        return None
    bottoms = (
        (row.lane_id, frame.view.point(0, row.y + row.height).y())
        for row in frame.sheet.rows
        if not row.is_collapsed
    )
    found = _nearest(bottoms, point.y(), reach)
    return Edge("lane", found) if found else None


def _nearest(borders: Iterable[tuple[str, float]], place: float, reach: float) -> str:
    near = ((abs(at - place), part_id) for part_id, at in borders if abs(at - place) <= reach)
    return min(near, default=(0.0, ""))[1]


def _item_edge(frame: Frame, point: QPointF, locked: frozenset[str]) -> Edge | None:
    if not frame.grid.contains(point):
        return None
    index, view = frame.index, frame.view
    for aside in (0.0, -_OUTSIDE_PX):
        spot = index.item_at(*view.sheet_point(point + QPointF(aside, 0)))
        if spot is not None:
            break
    if spot is None or spot.cell.lane_id in locked:
        return None
    rect = frame.block_rect(spot)
    is_large = rect.width() >= _LEAST_ITEM_PX[0] and rect.height() >= _LEAST_ITEM_PX[1]
    is_near = rect.right() - _INSIDE_PX <= point.x() <= rect.right() + _OUTSIDE_PX
    is_one = spot.placed.block.kind in _SPANNING
    return Edge("span", spot.id, spot) if is_large and is_near and is_one else None
