"""The line of a feelings lane under the pointer: a ghost of the point a click would add there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from model.cards import Feeling, JourneyState
from model.edits import add_item, set_item
from model.find import item_by_id, lane_by_id
from model.journey import JourneyMap
from model.lanes import FeelingsLane, Lane
from model.layout.curves import monotone_curve
from model.layout.link_labels import way_points
from model.values import new_id, with_changes
from widgets.canvas.bounds import mark_bounds
from widgets.canvas.frame import Frame
from widgets.canvas.gestures.drag_feeling import (
    SNAP,
    bubble_rect,
    feeling_words,
    paint_bubble,
    shifted,
    snapped,
)
from widgets.canvas.gestures.gesture import Gesture, Keys
from widgets.canvas.selection import item_selection
from widgets.canvas.stage import Stage

if TYPE_CHECKING:
    from widgets.canvas.canvas import Canvas

Group = tuple[str | None, JourneyState]
_STEPS = {"+": SNAP, "-": -SNAP, "\u2212": -SNAP}
_REACH_PX = 8.0  # how near the line the pointer must be
_RADIUS_PX = 9.0


@dataclass(frozen=True, slots=True)
class Curve:
    """A curve of a feelings lane: its points on the sheet (mm), and the steps it has points at."""

    group: Group
    points: tuple[tuple[float, float], ...]
    steps: frozenset[str]

    def height_at(self, x: float) -> float | None:
        """Return where the curve passes ``x``, None beside its ends."""
        if len(self.points) < 2 or not self.points[0][0] <= x <= self.points[-1][0]:
            return None
        way = way_points(monotone_curve(self.points))
        at = min(max(bisect_right([point[0] for point in way], x), 1), len(way) - 1)
        (x1, y1), (x2, y2) = way[at - 1], way[at]
        return y1 if x2 <= x1 else y1 + (y2 - y1) * (x - x1) / (x2 - x1)


@dataclass(frozen=True, slots=True)
class Ghost:
    """A point that is not there yet; ``centre`` is where it would stand, px."""

    lane_id: str
    step_id: str
    group: Group
    value: float
    centre: QPointF

    @property
    def circle(self) -> QRectF:
        """The pixels of the point itself."""
        reach = QPointF(_RADIUS_PX, _RADIUS_PX)
        return QRectF(self.centre - reach, self.centre + reach)


class FeelingLine:
    """Points to be added to the feelings lanes of one canvas."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._ghost: Ghost | None = None
        self._pens: dict[str, Group] = {}
        canvas.selection_changed.connect(self._take_pen)

    def pen_of(self, lane: FeelingsLane) -> Group:
        """Return whose feelings are added now: the curve last chosen, else the lane's first."""
        journey = self._canvas.document.value
        pen = self._pens.get(lane.id)
        if pen is not None and (pen[0] is None or pen[0] in {p.id for p in journey.personas}):
            return pen
        held = next((item for cell in lane.cells.values() for item in cell), None)
        if held is not None:
            return held.persona, held.state
        return next(iter(lane.personas), None), "as_is"

    def point_in(self, lane: Lane | None, step_id: str) -> str | None:
        """Return the id of the pen's point at a step of a lane, None where there is none."""
        if not isinstance(lane, FeelingsLane):
            return None
        pen = self.pen_of(lane)
        cell = lane.cells.get(step_id, ())
        return next((item.id for item in cell if (item.persona, item.state) == pen), None)

    def use_pen(self, lane_id: str, group: Group) -> None:
        """Add feelings of ``group``, (persona, state), to the lane from now on."""
        self._pens[lane_id] = group

    def hover(self, point: QPointF) -> None:
        """Show what a click at ``point`` would add."""
        self._use(self._ghost_at(point))

    def leave(self) -> None:
        """Show nothing."""
        self._use(None)

    def is_at(self, point: QPointF) -> bool:
        """Tell whether a click at ``point`` would add something."""
        return self._ghost_at(point) is not None

    def take_press(self, point: QPointF, keys: Keys) -> Gesture | None:
        """Return what a press on the line begins."""
        ghost = (
            None if keys & (Keys.ControlModifier | Keys.ShiftModifier) else self._ghost_at(point)
        )
        return None if ghost is None else AddFeeling(self._canvas, point, ghost)

    def paint(self, painter: QPainter) -> None:
        """Draw the ghost with its value."""
        if self._ghost is not None:
            paint_ghost(painter, self._canvas, self._ghost)

    def _ghost_at(self, point: QPointF) -> Ghost | None:
        canvas = self._canvas
        if canvas.is_editing or not canvas.frame.grid.contains(point):
            return None
        hit = canvas.frame.hit(point)
        lane = lane_by_id(canvas.shown, hit.cell.lane_id) if hit.cell and not hit.spot else None
        if not isinstance(lane, FeelingsLane) or lane.is_locked or hit.kind != "cell":
            return None
        return ghost_on_line(canvas.frame, lane, point, self.pen_of(lane))

    def _use(self, ghost: Ghost | None) -> None:
        if ghost == self._ghost:
            return
        for held in (self._ghost, ghost):
            if held is not None:
                bubble = bubble_rect(self._canvas, held.circle, _words(self._canvas, held))
                self._canvas.refresh(held.circle.united(bubble).adjusted(-3, -3, 3, 3))
        self._ghost = ghost

    def _take_pen(self) -> None:
        """What is added next is of the curve that was chosen last."""
        selection = self._canvas.selection
        spot = None
        if selection.kind == "items" and selection.current is not None:
            spot = self._canvas.frame.index.find(selection.current)
        lane = lane_by_id(self._canvas.shown, spot.cell.lane_id) if spot is not None else None
        if isinstance(lane, FeelingsLane) and spot is not None:
            for item in lane.cells.get(spot.cell.step_id, ()):
                if item.id == spot.id:
                    self._pens[lane.id] = (item.persona, item.state)


class AddFeeling(Gesture):
    """Puts a point on the line; as long as the button is down its height follows the pointer."""

    cursor = Qt.CursorShape.SizeVerCursor

    def __init__(self, stage: Stage, start: QPointF, ghost: Ghost) -> None:
        super().__init__(stage, start)
        persona, state = ghost.group
        self._ghost = ghost
        self._feeling = Feeling(id=new_id(), persona=persona, state=state, values=(ghost.value,))
        row = stage.frame.index.row(ghost.lane_id)
        self._unit = (row.unit if row else None) or 1.0
        stage.preview(self._edit)

    def move(self, point: QPointF, keys: Keys) -> Gesture:
        """Show the curve with the new point at the pointer's height."""
        rise = (self.start.y() - point.y()) / (self._unit * self.stage.frame.view.zoom)
        value = snapped(self._ghost.value + rise, is_free=bool(keys & Keys.AltModifier))
        if value != self._feeling.value:
            self._feeling = with_changes(self._feeling, values=(value,))
            self.stage.preview(self._edit)
            self.stage.refresh()
        return self

    def release(self, point: QPointF, keys: Keys) -> None:
        """Add it: one edit."""
        self.move(point, keys)
        self.stage.preview(None)
        if self.stage.document.apply("edits.add_feeling", self._edit):
            self.stage.select(item_selection((self._feeling.id,)))

    def cancel(self) -> None:
        """Add none."""
        self.stage.preview(None)
        self.stage.refresh()

    def paint(self, painter: QPainter) -> None:
        """Draw the value beside the point."""
        spot = self.stage.frame.index.find(self._feeling.id)
        lane = lane_by_id(self.stage.shown, self._ghost.lane_id)
        if spot is not None and isinstance(lane, FeelingsLane):
            words = feeling_words(self._feeling.value, lane.levels)
            paint_bubble(painter, self.stage, self.stage.frame.item_rect(spot), words)

    def _edit(self, journey: JourneyMap) -> JourneyMap:
        return add_item(journey, self._ghost.lane_id, self._ghost.step_id, self._feeling)


def ghost_on_line(frame: Frame, lane: FeelingsLane, point: QPointF, pen: Group) -> Ghost | None:
    """Return the point that a click on the lane's line at ``point`` (px) adds, None beside it.

    On a curve it is a point of that curve; on the zero line, where the curve of ``pen`` does not
    pass, one of ``pen``. Nothing at a step that has a point of it already.
    """
    x, y = frame.view.sheet_point(point)
    row, at = frame.index.row(lane.id), frame.index.column_at(x)
    if row is None or row.zero_y is None or not row.unit or at is None:
        return None
    column = frame.sheet.columns[at]
    reach = _REACH_PX / frame.view.zoom
    curves = list(curves_of(frame, lane)) if lane.style == "curve" else []
    found: tuple[float, Group] | None = None
    if abs(y - row.zero_y) <= reach and not any(_covers(c, pen, column.step_id, x) for c in curves):
        found = (reach, pen)
    for curve in curves:
        height = curve.height_at(x)
        if height is not None and column.step_id not in curve.steps:
            off = abs(height - y)
            if off <= (found[0] if found else reach):
                found = (off, curve.group)
    if found is None or _has_point(lane, column.step_id, found[1]):
        return None
    value = snapped((row.zero_y - y) / row.unit, is_free=False)
    centre = frame.view.point(column.x + column.width / 2, row.zero_y - value * row.unit)
    return Ghost(lane.id, column.step_id, found[1], value, centre)


def curves_of(frame: Frame, lane: FeelingsLane) -> Iterator[Curve]:
    """Yield the curves of a lane as they are drawn: one for each persona and state."""
    row, at = frame.index.row(lane.id), frame.index.row_of(lane.id)
    if row is None or at is None or row.zero_y is None or row.unit is None:
        return
    held = {item.id: item for cell in lane.cells.values() for item in cell}
    groups: dict[Group, list[tuple[str, float, float]]] = {}
    for cell in frame.sheet.cells[at]:
        for placed in cell.contents:
            feeling = held.get(placed.block.id)
            if feeling is not None:
                left, _, right, _ = mark_bounds(placed.block.marks[0])  # the ground of the face
                x = cell.x + placed.x + (left + right) / 2
                y = row.zero_y - feeling.value * row.unit
                group = (feeling.persona, feeling.state)
                groups.setdefault(group, []).append((cell.step_id, x, y))
    for group, members in groups.items():
        points = tuple((x, y) for _, x, y in members)
        yield Curve(group, points, frozenset(step for step, _, _ in members))


def paint_ghost(painter: QPainter, stage: Stage, ghost: Ghost) -> None:
    """Draw a point that is not there yet, with its value beside it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ground = QColor(stage.colour("paper"))
    ground.setAlphaF(0.85)
    painter.setPen(QPen(stage.colour("drop"), 2, Qt.PenStyle.DashLine))
    painter.setBrush(ground)
    painter.drawEllipse(ghost.centre, _RADIUS_PX, _RADIUS_PX)
    painter.setPen(QPen(stage.colour("drop"), 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    arm = _RADIUS_PX * 0.45
    painter.drawLine(ghost.centre - QPointF(arm, 0), ghost.centre + QPointF(arm, 0))
    painter.drawLine(ghost.centre - QPointF(0, arm), ghost.centre + QPointF(0, arm))
    paint_bubble(painter, stage, ghost.circle, _words(stage, ghost))


def _words(stage: Stage, ghost: Ghost) -> str:
    lane = lane_by_id(stage.shown, ghost.lane_id)
    words = feeling_words(ghost.value, lane.levels if isinstance(lane, FeelingsLane) else ())
    persona, state = ghost.group
    name = next((p.name for p in stage.shown.personas if p.id == persona), "")
    whose = name if state == "as_is" else " ".join((name, stage.words("names.state.to_be"))).strip()
    return f"{words} \u00b7 {whose}" if whose else words


def _covers(curve: Curve, pen: Group, step_id: str, x: float) -> bool:
    """Tell whether the curve of ``pen`` passes ``x``, or has a point at the step."""
    return curve.group == pen and (step_id in curve.steps or curve.height_at(x) is not None)


def _has_point(lane: FeelingsLane, step_id: str, group: Group) -> bool:
    return any((item.persona, item.state) == group for item in lane.cells.get(step_id, ()))


def add_feeling(canvas: Canvas, lane: FeelingsLane, step_id: str, value: float) -> str | None:
    """Put a point of the lane's pen on it and choose it; return its id."""
    persona, state = canvas.feeling_line.pen_of(lane)
    feeling = Feeling(id=new_id(), persona=persona, state=state, values=(value,))
    if not canvas.document.apply(
        "edits.add_feeling", lambda held: add_item(held, lane.id, step_id, feeling)
    ):
        return None
    canvas.select(item_selection((feeling.id,)), reveal=True)
    return feeling.id


def value_typed(text: str) -> float | None:
    """Return the value that a digit stands for: 1 is the worst, 5 the best; None for no digit."""
    return float(int(text) - 3) if text in ("1", "2", "3", "4", "5") else None


def feel_typed(canvas: Canvas, text: str) -> bool:
    """Set the chosen feelings by a digit, or move them by + and -.

    In a chosen cell of a feelings lane a digit adds one. Returns False for other text, and where
    something else is chosen.
    """
    value, selection = value_typed(text), canvas.selection
    if selection.cell is not None:
        lane = lane_by_id(canvas.document.value, selection.cell[0])
        if value is None or not isinstance(lane, FeelingsLane) or lane.is_locked:
            return False
        return add_feeling(canvas, lane, selection.cell[1], value) is not None
    if value is None and text not in _STEPS:
        return False
    return set_feelings(canvas, value=value, by=_STEPS.get(text, 0.0))


def set_feelings(stage: Stage, *, value: float | None = None, by: float = 0.0) -> bool:
    """Set all chosen feelings to ``value``, or move them ``by`` so much; False for other things."""
    journey, ids = stage.document.value, stage.selection.ids
    found = [item_by_id(journey, held) for held in ids] if stage.selection.kind == "items" else []
    feelings = [item for item in found if isinstance(item, Feeling)]
    if not feelings or len(feelings) != len(found):
        return False

    def edit(held: JourneyMap) -> JourneyMap:
        for feeling in feelings:
            values = shifted(feeling.values, by) if value is None else (value,)
            held = set_item(held, feeling.id, values=values)
        return held

    stage.document.apply("edits.change_feeling", edit)
    return True
