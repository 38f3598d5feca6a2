"""Dragging headers of phases, steps or lanes to another place among their like."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from model.edits import move_lane, move_phase, move_step
from model.find import step_place
from model.journey import JourneyMap
from model.problems import EditProblem
from widgets.canvas.frame import Frame
from widgets.canvas.gestures.gesture import Gesture, Keys
from widgets.canvas.highlights import header_rect
from widgets.canvas.selection import Selection, SelectionKind
from widgets.canvas.stage import Stage
from widgets.canvas.targets import target_of

_LINE_PX = 4.0


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the header would go: before or after the one with the id ``beside``."""

    beside: str
    is_after: bool
    line: QLineF


class DragHeader(Gesture):
    """Carries headers along their row or column and shows the border they would go to."""

    cursor = Qt.CursorShape.ClosedHandCursor

    def __init__(self, stage: Stage, start: QPointF, chosen: Selection, part_id: str) -> None:
        super().__init__(stage, start)
        self._kind = kind = chosen.kind
        self._ids = _in_wall_order(stage.frame, chosen)
        self.is_scrolling_down = kind == "lanes"
        self.is_scrolling_across = not self.is_scrolling_down
        self._point = start
        self._place: _Place | None = None
        rect = header_rect(stage.frame, kind, part_id) or QRectF()
        self._size = rect.intersected(stage.frame.window).size()
        self._grip = start - rect.intersected(stage.frame.window).topLeft()
        target = target_of(stage.document.value, Selection(kind, (part_id,)))
        self._name = (target.read(stage.document.value) if target else None) or ""
        if len(self._ids) > 1:
            self._name = f"{len(self._ids)} · {self._name}"

    def move(self, point: QPointF, keys: Keys) -> Gesture:  # noqa: ARG002
        """Carry them to ``point``."""
        self._point = point
        place = _place_under(self.stage.frame, self._kind, point)
        if place is not None and not self._can_be(place):
            place = None
        self._place = place
        self.cursor = Qt.CursorShape.ClosedHandCursor if place else Qt.CursorShape.ForbiddenCursor
        self.stage.refresh()
        return self

    def release(self, point: QPointF, keys: Keys) -> None:
        """Put them down: one edit."""
        self.move(point, keys)
        if self._place is not None:
            self.stage.document.apply("edits.move", _Move(self._kind, self._ids, self._place))
        self.stage.refresh()

    def cancel(self) -> None:
        """Leave them where they were."""
        self.stage.refresh()

    def paint(self, painter: QPainter) -> None:
        """Draw the border they would go to, and the header under the pointer."""
        colour = self.stage.colour("drop")
        if self._place is not None:
            pen = QPen(colour, _LINE_PX, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawLine(self._place.line)
        ground = QColor(self.stage.colour("selection.fill"))
        ground.setAlphaF(0.9)
        rect = QRectF(self._point - self._grip, self._size)
        painter.setPen(QPen(colour, 1.5))
        painter.setBrush(ground)
        painter.drawRoundedRect(rect, 4, 4)
        font = QFont(painter.font())
        font.setPixelSize(14)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(self.stage.colour("text"))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(rect.adjusted(10, 2, -6, -2), flags, self._name)

    def _can_be(self, place: _Place) -> bool:
        try:
            _Move(self._kind, self._ids, place)(self.stage.document.value)
        except EditProblem:
            return False
        return True


class _Move:
    """The edit of headers put down beside another."""

    def __init__(self, kind: SelectionKind, ids: tuple[str, ...], place: _Place) -> None:
        self._kind = kind
        self._ids = ids
        self._place = place

    def __call__(self, journey: JourneyMap) -> JourneyMap:
        """Put the first beside one that stays, each of the others after the one before it."""
        order = self._like(journey)
        if self._place.beside not in order:
            return journey
        end = order.index(self._place.beside) + (1 if self._place.is_after else 0)
        staying = [held for held in order if held not in self._ids]
        if not staying:
            return journey
        before = [held for held in order[:end] if held not in self._ids]
        beside, is_after = (before[-1], True) if before else (staying[0], False)
        for part_id in self._ids:
            journey = self._moved(journey, part_id, beside, is_after=is_after)
            beside, is_after = part_id, True
        return journey

    def _like(self, journey: JourneyMap) -> list[str]:
        """Return the ids among which the place is."""
        if self._kind == "phases":
            return [phase.id for phase in journey.phases]
        if self._kind == "lanes":
            return [lane.id for lane in journey.lanes]
        groups = [[step.id for step in phase.steps] for phase in journey.phases]
        return next((ids for ids in groups if self._place.beside in ids), [])

    def _moved(
        self, journey: JourneyMap, part_id: str, beside: str, *, is_after: bool
    ) -> JourneyMap:
        rest = [held for held in self._like(journey) if held != part_id]
        index = rest.index(beside) + (1 if is_after else 0)
        if self._kind == "phases":
            return move_phase(journey, part_id, index)
        if self._kind == "lanes":
            return move_lane(journey, part_id, index)
        place = step_place(journey, beside)
        assert place is not None
        return move_step(journey, part_id, place.phase.id, index)


def _in_wall_order(frame: Frame, chosen: Selection) -> tuple[str, ...]:
    """Return the ids of the chosen headers as they stand on the wall."""
    sheet = frame.sheet
    order = {
        "phases": [band.phase_id for band in sheet.phases],
        "steps": [column.step_id for column in sheet.columns],
        "lanes": [row.lane_id for row in sheet.rows],
    }.get(chosen.kind, [])
    return tuple(held for held in order if held in chosen.ids)


def _place_under(frame: Frame, kind: SelectionKind, point: QPointF) -> _Place | None:
    x, y = frame.view.sheet_point(point)
    sheet, index = frame.sheet, frame.index
    if kind == "lanes":
        row = index.row_at(y)
        if row is None:
            return None
        lane = sheet.rows[row]
        is_after = y > lane.y + lane.height / 2
        edge = frame.view.point(0, lane.y + (lane.height if is_after else 0)).y()
        return _Place(lane.lane_id, is_after, QLineF(frame.left.start, edge, _right(frame), edge))
    column = index.column_at(x)
    if column is None:
        return None
    step = sheet.columns[column]
    part = index.phase_of(step.phase_id) if kind == "phases" else step
    if part is None:
        return None
    is_after = x > part.x + part.width / 2
    edge = frame.view.point(part.x + (part.width if is_after else 0), 0).x()
    beside = step.phase_id if kind == "phases" else step.step_id
    return _Place(beside, is_after, QLineF(edge, frame.top.start, edge, _bottom(frame)))


def _right(frame: Frame) -> float:
    last = frame.sheet.columns[-1] if frame.sheet.columns else None
    end = last.x + last.width if last else frame.sheet.width
    return min(frame.view.point(end, 0).x(), frame.size.width())


def _bottom(frame: Frame) -> float:
    last = frame.sheet.rows[-1] if frame.sheet.rows else None
    end = last.y + last.height if last else frame.sheet.grid_y
    return min(frame.view.point(0, end).y(), frame.size.height())
