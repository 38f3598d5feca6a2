"""Dragging the header of a phase, a step or a lane to another place among its like."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from model.edits import move_lane, move_phase, move_step
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
    """Carries a header along its row or column and shows the border it would go to."""

    cursor = Qt.CursorShape.ClosedHandCursor

    def __init__(self, stage: Stage, start: QPointF, kind: SelectionKind, part_id: str) -> None:
        super().__init__(stage, start)
        self._kind = kind
        self._id = part_id
        self.is_scrolling_down = kind == "lanes"
        self.is_scrolling_across = not self.is_scrolling_down
        self._point = start
        self._place: _Place | None = None
        rect = header_rect(stage.frame, kind, part_id) or QRectF()
        self._size = rect.intersected(stage.frame.window).size()
        self._grip = start - rect.intersected(stage.frame.window).topLeft()
        target = target_of(stage.document.value, Selection(kind, (part_id,)))
        self._name = (target.read(stage.document.value) if target else None) or ""

    def move(self, point: QPointF, keys: Keys) -> Gesture:  # noqa: ARG002
        """Carry it to ``point``."""
        self._point = point
        place = _place_under(self.stage.frame, self._kind, point)
        if place is not None and not self._can_be(place):
            place = None
        self._place = place
        self.cursor = Qt.CursorShape.ClosedHandCursor if place else Qt.CursorShape.ForbiddenCursor
        self.stage.refresh()
        return self

    def release(self, point: QPointF, keys: Keys) -> None:
        """Put it down: one edit."""
        self.move(point, keys)
        if self._place is not None:
            self.stage.document.apply("edits.move", _Move(self._kind, self._id, self._place))
        self.stage.refresh()

    def cancel(self) -> None:
        """Leave it where it was."""
        self.stage.refresh()

    def paint(self, painter: QPainter) -> None:
        """Draw the border it would go to, and the header under the pointer."""
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
            _Move(self._kind, self._id, place)(self.stage.document.value)
        except EditProblem:
            return False
        return True


class _Move:
    """The edit of a header put down beside another."""

    def __init__(self, kind: SelectionKind, part_id: str, place: _Place) -> None:
        self._kind = kind
        self._id = part_id
        self._place = place

    def __call__(self, journey: JourneyMap) -> JourneyMap:
        if self._place.beside == self._id:
            return journey
        if self._kind == "phases":
            return move_phase(journey, self._id, self._index([p.id for p in journey.phases]))
        if self._kind == "lanes":
            return move_lane(journey, self._id, self._index([lane.id for lane in journey.lanes]))
        for phase in journey.phases:
            ids = [step.id for step in phase.steps]
            if self._place.beside in ids:
                return move_step(journey, self._id, phase.id, self._index(ids))
        return journey

    def _index(self, ids: list[str]) -> int:
        """Return the place among ``ids`` counted without the one that is moved."""
        rest = [held for held in ids if held != self._id]
        return rest.index(self._place.beside) + (1 if self._place.is_after else 0)


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
