"""Dragging items from cell to cell; with Ctrl their copies."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPixmap

from model.edits import duplicate_items, move_items
from model.find import in_wall_order
from model.journey import JourneyMap
from model.problems import EditProblem
from model.values import new_id
from widgets.canvas.drop_painting import paint_badge, paint_bar, paint_drop
from widgets.canvas.drops import Drop, drop_at
from widgets.canvas.gestures.gesture import Gesture, Keys
from widgets.canvas.index import Spot
from widgets.canvas.selection import item_selection
from widgets.canvas.stage import Stage

_STACK_PX = 5.0  # how far the notes beneath the grabbed one show
_BADGE_PX = 22.0
_SHADOW_PX = 8  # its margin


class DragItems(Gesture):
    """Carries items under the pointer and shows where they would go."""

    cursor = Qt.CursorShape.ClosedHandCursor
    is_scrolling_across = True
    is_scrolling_down = True

    def __init__(
        self, stage: Stage, start: QPointF, grabbed: Spot, item_ids: tuple[str, ...]
    ) -> None:
        super().__init__(stage, start)
        places = in_wall_order(stage.document.value, item_ids)
        self._ids = tuple(place.item.id for place in places)
        self._copies = tuple(new_id() for _ in self._ids)
        self._grabbed = grabbed
        self._grip = start - stage.frame.block_rect(grabbed).topLeft()
        self._zoom = stage.frame.view.zoom
        self._point = start
        self._drop: Drop | None = None
        self._allowed: dict[tuple[str, str, bool], bool] = {}
        self._is_copy = False
        self._shadow: QPixmap | None = None  # drawn once: it goes along with every frame
        self._update_fading()

    def move(self, point: QPointF, keys: Keys) -> Gesture:
        """Carry them to ``point``."""
        stale, before = self._ghost_dirt(), self._drop
        self._is_copy = bool(keys & Keys.ControlModifier)
        self._update_fading()
        self._point = point
        self._drop = self._drop_under(point)
        self.cursor = self._cursor_now()
        self.stage.refresh(stale)
        self.stage.refresh(self._ghost_dirt())
        if self._drop != before:
            for drop in (before, self._drop):
                if drop is not None:
                    around = self.stage.frame.area_rect(drop.area)
                    self.stage.refresh(around.adjusted(-6, -6, 6, 6))
        return self

    def release(self, point: QPointF, keys: Keys) -> None:
        """Put them down: one edit."""
        self.move(point, keys)
        self.faded = frozenset()
        drop = self._drop
        self.stage.refresh()
        if drop is None:
            return
        label = "edits.duplicate" if self._is_copy else "edits.move"
        if self.stage.document.apply(label, self._edit(drop)):
            self.stage.select(item_selection(self._copies if self._is_copy else self._ids))

    def cancel(self) -> None:
        """Leave them where they were."""
        self.faded = frozenset()
        self.stage.refresh()

    def paint(self, painter: QPainter) -> None:
        """Draw the cell and the bar they would go to, and the items under the pointer."""
        if self._drop is not None:
            paint_drop(painter, self.stage, self._drop.area, None)
        corner = self._corner()
        count = len(self._ids)
        for at in range(min(count, 3) - 1, 0, -1):
            self._paint_beneath(painter, corner + QPointF(at, at) * _STACK_PX)
        self._paint_shadow(painter, corner)
        painter.setOpacity(0.94)
        self.stage.draw_block(painter, self._grabbed.placed.block, corner)
        painter.setOpacity(1.0)
        if self._drop is not None and self._drop.bar is not None:
            paint_bar(painter, self.stage, self._drop.bar)  # over them: far out they cover it
        if count > 1 or self._is_copy:
            self._paint_badge(painter, corner, count)

    def _update_fading(self) -> None:
        self.faded = frozenset() if self._is_copy else frozenset(self._ids)

    def _cursor_now(self) -> Qt.CursorShape:
        if self._drop is None:
            return Qt.CursorShape.ForbiddenCursor
        if self._is_copy:
            return Qt.CursorShape.DragCopyCursor
        return Qt.CursorShape.ClosedHandCursor

    def _drop_under(self, point: QPointF) -> Drop | None:
        frame = self.stage.frame
        if not frame.grid.contains(point):
            return None
        moving = frozenset() if self._is_copy else frozenset(self._ids)
        drop = drop_at(frame.index, *frame.view.sheet_point(point), moving)
        return drop if drop and self._may_drop(drop) else None

    def _may_drop(self, drop: Drop) -> bool:
        key = (drop.lane_id, drop.step_id, self._is_copy)
        if key not in self._allowed:
            try:
                self._edit(drop)(self.stage.document.value)
                self._allowed[key] = True
            except EditProblem:
                self._allowed[key] = False
        return self._allowed[key]

    def _edit(self, drop: Drop) -> _Carry:
        copies = self._copies if self._is_copy else None
        return _Carry(self._ids, copies, drop)

    def _corner(self) -> QPointF:
        return self._point - self._grip * (self.stage.frame.view.zoom / self._zoom)

    def _ghost_rect(self) -> QRectF:
        size = self.stage.frame.block_rect(self._grabbed).size()
        return QRectF(self._corner(), size)

    def _ghost_dirt(self) -> QRectF:
        return self._ghost_rect().adjusted(-30, -30, 30, 30)

    def _paint_beneath(self, painter: QPainter, corner: QPointF) -> None:
        rect = QRectF(corner, self._ghost_rect().size())
        painter.setPen(QPen(self.stage.colour("grid.strong"), 1))
        painter.setBrush(self.stage.colour(self._grabbed.placed.block.fill or "paper"))
        painter.drawRoundedRect(rect, 2, 2)

    def _paint_shadow(self, painter: QPainter, corner: QPointF) -> None:
        rect = QRectF(corner, self._ghost_rect().size())
        size = rect.size().toSize() + QSize(2 * _SHADOW_PX, 2 * _SHADOW_PX)
        if self._shadow is None or self._shadow.size() != size:
            self._shadow = _shadow(size)
        painter.drawPixmap(rect.topLeft().toPoint() - QPoint(_SHADOW_PX, _SHADOW_PX), self._shadow)

    def _paint_badge(self, painter: QPainter, corner: QPointF, count: int) -> None:
        text = ("+" if self._is_copy else "") + (str(count) if count > 1 else "")
        font = QFont(painter.font())
        font.setPixelSize(12)
        font.setBold(True)
        painter.setFont(font)
        width = max(_BADGE_PX, painter.fontMetrics().horizontalAdvance(text) + 12.0)
        rect = QRectF(corner.x() - 8, corner.y() - 8, width, _BADGE_PX)
        paint_badge(painter, self.stage, rect, text)


class _Carry:
    """The edit of a drop: moves items, or their copies, to a place."""

    def __init__(
        self, item_ids: tuple[str, ...], copies: tuple[str, ...] | None, drop: Drop
    ) -> None:
        self._ids = item_ids
        self._copies = copies
        self._drop = drop

    def __call__(self, journey: JourneyMap) -> JourneyMap:
        drop = self._drop
        if self._copies is None:
            place = drop.place_in(journey, frozenset(self._ids))
            return move_items(journey, self._ids, drop.lane_id, drop.step_id, place)
        copied = duplicate_items(journey, self._ids, self._copies)
        place = drop.place_in(journey)
        return move_items(copied, self._copies, drop.lane_id, drop.step_id, place)


def _shadow(size: QSize) -> QPixmap:
    """Return the shadow of a card that is smaller by its margins."""
    shadow = QPixmap(size)
    shadow.fill(Qt.GlobalColor.transparent)
    rect = QRectF(QPointF(0, 0), QSizeF(size))
    rect.adjust(_SHADOW_PX, _SHADOW_PX, -_SHADOW_PX, -_SHADOW_PX)
    painter = QPainter(shadow)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for spread in (7.0, 4.5, 2.0):
        painter.setBrush(QColor(0, 0, 0, 22))
        painter.drawRoundedRect(
            rect.adjusted(-spread / 2, spread / 3, spread / 2, spread), spread, spread
        )
    painter.end()
    return shadow
