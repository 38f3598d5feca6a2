"""Something from another program is carried over the canvas: it shows where it would go."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from model.cards import Card, Picture
from model.clippings import Where, covered_cells
from model.find import item_by_id, lane_by_id
from model.lanes import Lane
from widgets.canvas.drop_painting import paint_badge, paint_drop
from widgets.canvas.drops import Drop, drop_at
from widgets.canvas.gestures.gesture import Gesture, Keys
from widgets.canvas.stage import Stage

_BADGE_PX = 22.0
_BADGE_PLACE = QPointF(14.0, 14.0)  # from the pointer
_FRAME_PX = 4.0


@dataclass(frozen=True, slots=True)
class Cargo:
    """What is carried.

    Attributes:
        kind: ``notes`` and ``pictures`` go into one cell, one picture also into a card without
            one; a ``table`` covers cells; ``files`` belong to the window.
        takes: Whether a lane can hold it, or the row of a table that would come there.
        count: How many items it makes.
        rows, columns: Size of a table.
    """

    kind: Literal["notes", "table", "pictures", "files"]
    takes: Callable[[Lane, int], bool] = lambda _lane, _row: True
    count: int = 1
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Landing:
    """Where it would go: a place in a cell, or the item that gets the picture."""

    where: Where
    item_id: str | None = None


class DropIn(Gesture):
    """Carries ``cargo`` over the canvas; what becomes of it is not ours to do.

    Attributes:
        landing: Where it would go now, None where it cannot.
    """

    is_scrolling_across = True
    is_scrolling_down = True

    def __init__(self, stage: Stage, start: QPointF, cargo: Cargo) -> None:
        super().__init__(stage, start)
        self.cargo = cargo
        self.landing: Landing | None = None
        self._drop: Drop | None = None
        self._point = start

    def move(self, point: QPointF, keys: Keys) -> Gesture:  # noqa: ARG002 - no key changes it
        """Look where it would go from ``point``."""
        stale = self._dirty()
        self._point = point
        self._look()
        self.stage.refresh(stale)
        self.stage.refresh(self._dirty())
        return self

    def release(self, point: QPointF, keys: Keys) -> None:
        """It was let go: the last look tells where."""
        self.move(point, keys)

    def cancel(self) -> None:
        """It was carried away again."""
        self.landing = self._drop = None
        self.stage.refresh()

    def paint(self, painter: QPainter) -> None:
        """Mark the place."""
        if self.cargo.kind == "files":
            painter.setPen(QPen(self.stage.colour("drop"), _FRAME_PX))
            painter.setBrush(QColor(0, 0, 0, 0))
            inset = _FRAME_PX / 2
            painter.drawRect(self.stage.frame.window.adjusted(inset, inset, -inset, -inset))
            return
        if self.landing is None:
            return
        for area in self._areas(self.landing):
            bar = self._drop.bar if self._drop and self.landing.item_id is None else None
            paint_drop(painter, self.stage, area, bar if self.cargo.kind != "table" else None)
        if self.cargo.count > 1:
            font = QFont(painter.font())
            font.setPixelSize(12)
            font.setBold(True)
            painter.setFont(font)
            text = f"+{self.cargo.count}"
            width = max(_BADGE_PX, painter.fontMetrics().horizontalAdvance(text) + 12.0)
            corner = QRectF(self._point + _BADGE_PLACE, QSizeF(width, _BADGE_PX))
            paint_badge(painter, self.stage, corner, text)

    def _dirty(self) -> QRectF | None:
        """Return the pixels that `paint` draws on, None for all."""
        if self.cargo.kind == "files":
            return None
        around = QRectF(self._point + _BADGE_PLACE, QSizeF(5 * _BADGE_PX, _BADGE_PX))
        if self.landing is not None:
            for area in self._areas(self.landing):
                around = around.united(self.stage.frame.area_rect(area))
        return around.adjusted(-6, -6, 6, 6)

    def _look(self) -> None:
        self.landing = self._drop = None
        frame, journey = self.stage.frame, self.stage.document.value
        if self.cargo.kind == "files" or not frame.grid.contains(self._point):
            return
        hit = frame.hit(self._point)
        item = item_by_id(journey, hit.id) if hit.spot is not None else None
        is_one_picture = self.cargo.kind == "pictures" and self.cargo.count == 1
        drop = drop_at(frame.index, *frame.view.sheet_point(self._point), frozenset())
        lane = lane_by_id(journey, drop.lane_id) if drop is not None else None
        if drop is None or lane is None:
            return
        where = Where(drop.lane_id, drop.step_id, drop.place_in(journey))
        if is_one_picture and isinstance(item, Card | Picture) and item.image is None:
            self.landing = Landing(where, item.id) if not lane.is_locked else None
        elif self.cargo.takes(lane, 0) or self.cargo.kind == "table":
            self._drop, self.landing = drop, Landing(where)

    def _areas(self, landing: Landing) -> Iterator[QRectF]:
        """Yield what is to be marked, in mm."""
        index, journey = self.stage.frame.index, self.stage.document.value
        if landing.item_id is not None:
            spot = index.find(landing.item_id)
            if spot is not None:
                yield spot.area
        elif self.cargo.kind != "table":
            if self._drop is not None:
                yield self._drop.area
        else:
            cargo = self.cargo
            cells = covered_cells(journey, landing.where, cargo.rows, cargo.columns)
            for row, line in enumerate(cells):
                for lane_id, step_id in line:
                    lane, cell = lane_by_id(journey, lane_id), index.cell_of(lane_id, step_id)
                    if lane is not None and cell is not None and cargo.takes(lane, row):
                        yield QRectF(cell.x, cell.y, cell.width, cell.height)
