"""One look at a sheet: which pixels of the window show which part of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSizeF

from model.layout.sheet import Cell, Column, PhaseBand, Placed, Row, Sheet
from model.text.glyphs import MM_PER_POINT
from widgets.canvas.index import SheetIndex, Spot
from widgets.canvas.link_lines import link_at
from widgets.canvas.selection import NOTHING, Selection, SelectionKind, cell_selection
from widgets.canvas.strips import (
    LANE_PX,
    LEAST_STEP_PX,
    LEFT_SHARE,
    PHASE_PX,
    SMALLEST_LANE_PX,
    STEP_PX,
    TICK_PX,
    TITLE_PX,
    TOP_SHARE,
    Strip,
    place_strip,
)
from widgets.canvas.view import View
from widgets.canvas.way_hits import step_below_headings

_SELECTION_KINDS: dict[str, SelectionKind] = {
    "phase": "phases",
    "step": "steps",
    "lane": "lanes",
    "title": "title",
    "link": "links",
}
_LINK_REACH_PX = 7.0  # how near a line the pointer must be
_UNSEEN_PX = 0.5
_LEAST_NAMED_PX = 6.0  # a lower row has no room for its name
HitKind = Literal["item", "cell", "phase", "step", "lane", "title", "link", "sheet", "desk"]


@dataclass(frozen=True, slots=True, eq=False)
class Hit:
    """What is under a pixel.

    Attributes:
        id: Id of the item, phase, step, lane or link; "" for the rest.
        cell: The cell under the pixel, also when an item lies over it.
        spot: The item under the pixel.
    """

    kind: HitKind
    id: str = ""
    cell: Cell | None = None
    spot: Spot | None = None

    @property
    def selection(self) -> Selection:
        """What a click here chooses."""
        if self.spot is not None:
            return Selection("items", (self.id,))
        kind = _SELECTION_KINDS.get(self.kind)
        if kind is not None:
            return Selection(kind, (self.id,) if self.id else ())
        if self.cell is not None:
            return cell_selection(self.cell.lane_id, self.cell.step_id)
        return NOTHING


class Frame:
    """A sheet seen through a view in a window of ``size`` px. Made anew whenever one changes."""

    def __init__(self, index: SheetIndex, view: View, size: QSizeF) -> None:
        self.index = index
        self.sheet: Sheet = index.sheet
        self.view = view
        self.size = size
        self.top = self._top_strip()
        self.left = self._left_strip()

    @property
    def grid(self) -> QRectF:
        """The pixels where cells show: right of and below what stays in the window."""
        left = max(self.left.end, 0.0) if self.left.is_held else 0.0
        top = max(self.top.end, 0.0) if self.top.is_held else 0.0
        return QRectF(left, top, self.size.width() - left, self.size.height() - top)

    @property
    def window(self) -> QRectF:
        """All pixels of the window."""
        return QRectF(QPointF(0, 0), self.size)

    @property
    def paper(self) -> QRectF:
        """The pixels of the whole sheet."""
        return self.view.rect(0, 0, self.sheet.width, self.sheet.height)

    def item_rect(self, spot: Spot) -> QRectF:
        """Return the pixels of an item."""
        return self.area_rect(spot.area)

    def block_rect(self, spot: Spot) -> QRectF:
        """Return the pixels of an item's block."""
        return self.area_rect(spot.block_area)

    def area_rect(self, area: QRectF) -> QRectF:
        """Return the pixels of an area in mm."""
        return self.view.rect(area.x(), area.y(), area.width(), area.height())

    def cell_rect(self, cell: Cell) -> QRectF:
        """Return the pixels of a cell."""
        return self.view.rect(cell.x, cell.y, cell.width, cell.height)

    def phase_rect(self, band: PhaseBand) -> QRectF:
        """Return the pixels where a phase's header is shown now."""
        if self.top.mode != "compact":
            return self._placed_rect(band.header).translated(0, self.top.shift)
        seen = self.view.rect(band.x, 0, band.width, 0)
        height = self._phase_share * (self.top.end - self.top.start)
        return QRectF(seen.x(), self.top.start, seen.width(), height)

    def step_rect(self, column: Column) -> QRectF:
        """Return the pixels where a step's header is shown now."""
        if self.top.mode != "compact":
            return self._placed_rect(column.header).translated(0, self.top.shift)
        seen = self.view.rect(column.x, 0, column.width, 0)
        height = self._phase_share * (self.top.end - self.top.start)
        return QRectF(
            seen.x(), self.top.start + height, seen.width(), self.top.end - self.top.start - height
        )

    def lane_rect(self, row: Row) -> QRectF:
        """Return the pixels where a lane's header is shown now."""
        if self.left.mode != "compact":
            return self._placed_rect(row.header).translated(self.left.shift, 0)
        seen = self.view.rect(0, row.y, 0, row.height)
        return QRectF(self.left.start, seen.y(), self.left.end - self.left.start, seen.height())

    def title_rect(self) -> QRectF | None:
        """Return the pixels of the map's title block."""
        return None if self.sheet.title is None else self._placed_rect(self.sheet.title)

    @property
    def title_line(self) -> QRectF | None:
        """The pixels for the title where names stand over its block, None where they do not."""
        block, paper, strip = self.title_rect(), self.paper, self.top
        if strip.mode != "compact" or strip.is_held or block is None:
            return None
        if strip.start >= block.bottom():
            return None
        top = min(paper.top(), strip.start - TITLE_PX)
        return QRectF(paper.left(), top, paper.width(), strip.start - top)

    def hit(self, point: QPointF) -> Hit:
        """Return what is under a pixel."""
        x, y = self.view.sheet_point(point)
        is_in_top = self.top.start <= point.y() < self.top.end
        is_in_left = self.left.start <= point.x() < self.left.end
        if is_in_top and is_in_left and (self.top.is_held or self.left.is_held):
            return Hit("sheet")
        if is_in_top:
            header = self._column_header(point, x)
            if header or self.top.is_held:
                return header or Hit("sheet" if self.paper.contains(point) else "desk")
        if is_in_left:
            header = self._row_header(y)
            if header or self.left.is_held:
                return header or Hit("sheet" if self.paper.contains(point) else "desk")
        return self._board_hit(x, y, point)

    def _board_hit(self, x: float, y: float, point: QPointF) -> Hit:
        spot = self.index.item_at(x, y)
        cell = self.index.cell_at(x, y)
        if spot is not None:
            return Hit("item", spot.id, cell, spot)
        link = link_at(self.sheet, x, y, _LINK_REACH_PX / self.view.zoom)
        if link is not None:
            return Hit("link", link.id, cell)
        if cell is not None:
            return Hit("cell", "", cell)
        step_id = step_below_headings(self.index, x, y, _LINK_REACH_PX / self.view.zoom)
        if step_id is not None:
            return Hit("step", step_id)
        for band in self.sheet.phases:
            if self._placed_rect(band.header).contains(point):
                return Hit("phase", band.phase_id)
        for column in self.sheet.columns:
            if self._placed_rect(column.header).contains(point):
                return Hit("step", column.step_id)
        for row in self.sheet.rows:
            if self._placed_rect(row.header).contains(point):
                return Hit("lane", row.lane_id)
        title = self.title_line or self.title_rect()
        if title is not None and title.contains(point):
            return Hit("title")
        return Hit("sheet" if self.paper.contains(point) else "desk")

    def _column_header(self, point: QPointF, x: float) -> Hit | None:
        at = self.index.column_at(x)
        if at is None:
            return None
        column = self.sheet.columns[at]
        if self.step_rect(column).contains(point):
            return Hit("step", column.step_id)
        band = self.index.phase_of(column.phase_id)
        if band is not None and self.phase_rect(band).contains(point):
            return Hit("phase", band.phase_id)
        return None

    def _row_header(self, y: float) -> Hit | None:
        at = self.index.row_at(y)
        return None if at is None else Hit("lane", self.sheet.rows[at].lane_id)

    def _placed_rect(self, placed: Placed) -> QRectF:
        block = placed.block
        return self.view.rect(placed.x, placed.y, block.width, block.height)

    @property
    def are_steps_named(self) -> bool:
        """Whether steps are wide enough for their names; where not, phases take their room.

        It follows from the zoom alone, so that nothing changes while one scrolls.
        """
        columns = self.sheet.columns
        if not columns or self.top.mode != "compact":
            return True
        width = columns[-1].x + columns[-1].width - columns[0].x
        return width / len(columns) * self.view.zoom >= LEAST_STEP_PX

    @property
    def _phase_share(self) -> float:
        whole = PHASE_PX + STEP_PX
        return (PHASE_PX if self.are_steps_named else whole - TICK_PX) / whole

    def _top_strip(self) -> Strip:
        sheet, view = self.sheet, self.view
        top, points = self.index.top_headers
        return place_strip(
            top * view.zoom - view.y,
            sheet.grid_y * view.zoom - view.y,
            type_px=points * MM_PER_POINT * view.zoom,
            compact=PHASE_PX + STEP_PX,
            cap=max(self.size.height() * TOP_SHARE, PHASE_PX + STEP_PX),
        )

    def _left_strip(self) -> Strip:
        sheet, view = self.sheet, self.view
        left, points = self.index.left_headers
        # Beside a small sheet the names stay on its paper as long as that leaves room for them;
        # far out, where no row is as high as a letter, no place is kept for them.
        tallest = max((row.height for row in sheet.rows), default=0.0) * view.zoom
        least = SMALLEST_LANE_PX if tallest >= _LEAST_NAMED_PX else 0.0
        on_paper = max(sheet.grid_x * view.zoom, least)
        compact = min(LANE_PX, on_paper, self.size.width() * LEFT_SHARE)
        return place_strip(
            left * view.zoom - view.x,
            sheet.grid_x * view.zoom - view.x,
            type_px=points * MM_PER_POINT * view.zoom,
            compact=compact,
            cap=max(self.size.width() * LEFT_SHARE, compact),
        )


def top_area(frame: Frame) -> QRectF:
    """Return the pixels of the strip of phases and steps."""
    columns, paper = frame.sheet.columns, frame.paper
    end = columns[-1].x + columns[-1].width if columns else frame.sheet.grid_x
    left = min(frame.view.point(frame.sheet.grid_x, 0).x(), frame.left.end)
    if frame.top.is_held:
        left = min(left, max(paper.left(), 0.0))
    right = frame.view.point(end, 0).x()
    return QRectF(left, frame.top.start, max(right - left, 0.0), frame.top.end - frame.top.start)


def left_area(frame: Frame) -> QRectF:
    """Return the pixels of the strip of lanes."""
    rows = frame.sheet.rows
    end = rows[-1].y + rows[-1].height if rows else frame.sheet.grid_y
    # Beside what hangs below the headings there are no names; held ones cover what slides under.
    above = rows[0].y if rows and not frame.left.is_held else frame.sheet.grid_y
    top = frame.view.point(0, above).y()
    bottom = frame.view.point(0, end).y()
    return QRectF(frame.left.start, top, frame.left.end - frame.left.start, max(bottom - top, 0.0))


def covered_by_names(frame: Frame) -> QPointF:
    """Return how many px of the sheet's cells names cover, and how far the title is outside."""
    across = max(frame.left.end - frame.left.natural_end, 0.0)
    down = max(frame.top.end - frame.top.natural_end, 0.0)
    if frame.title_line is not None:
        down = max(down, -frame.title_line.top())
    return QPointF(across if across > _UNSEEN_PX else 0.0, down if down > _UNSEEN_PX else 0.0)
