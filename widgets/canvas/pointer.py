"""Mouse, wheel, touch pad and touch: begins gestures and carries them to their end."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QInputDevice, QMouseEvent, QNativeGestureEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import QGestureEvent, QPinchGesture

from widgets.canvas.gestures.gesture import Gesture
from widgets.canvas.gestures.pan import Pan
from widgets.canvas.gestures.press import begin_press
from widgets.canvas.gestures.press_edge import PressEdge
from widgets.canvas.view import WHEEL_STEP
from widgets.overrides import guarded

if TYPE_CHECKING:
    from widgets.canvas.canvas import Canvas

_NOTCH = 120  # angle of one notch of a wheel
_NOTCH_PX = 90.0
# The canvas scrolls when something is dragged this near its edges, so much a tick at most.
_EDGE_PX = 36.0
_EDGE_SPEED_PX = 22.0
_TICK_MS = 16

Button = Qt.MouseButton


@guarded
class Pointer(QObject):
    """The one gesture that is going on, if any."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._gesture: Gesture | None = None
        self._button = Button.NoButton
        self._last = QPointF()
        self._keys = Qt.KeyboardModifier.NoModifier
        self._is_space_down = False
        self._ticks = QTimer(self)
        self._ticks.setInterval(_TICK_MS)
        self._ticks.timeout.connect(self._tick)

    @property
    def gesture(self) -> Gesture | None:
        """What the pointer is doing."""
        return self._gesture

    @property
    def faded(self) -> frozenset[str]:
        """Items to draw pale now."""
        return self._gesture.faded if self._gesture else frozenset()

    def press(self, event: QMouseEvent) -> None:
        """A button went down."""
        point = event.position()
        self._last, self._keys = point, event.modifiers()
        if self._gesture is not None:
            self.cancel()  # another button takes back what the first began
            return
        if event.button() == Button.MiddleButton or (
            event.button() == Button.LeftButton and self._is_space_down
        ):
            self._begin(Pan(self._canvas, point), event.button())
        elif event.button() == Button.LeftButton:
            is_touch = event.pointingDevice().type() == QInputDevice.DeviceType.TouchScreen
            gesture = self._pressed(point, event.modifiers(), is_touch=is_touch)
            if gesture is not None:
                self._begin(gesture, event.button())

    def move(self, event: QMouseEvent) -> None:
        """The pointer moved."""
        self._last, self._keys = event.position(), event.modifiers()
        if self._gesture is None:
            self._canvas.hovering.at(self._last)
            self._show_cursor()
            return
        self._carry(self._last)

    def release(self, event: QMouseEvent) -> None:
        """A button came up."""
        gesture = self._gesture
        if gesture is None or event.button() != self._button:
            return
        self._end()
        gesture.release(event.position(), event.modifiers())
        self._show_cursor()

    def cancel(self) -> bool:
        """Take back what is going on; False when there is nothing."""
        gesture = self._gesture
        if gesture is None:
            return False
        self._end()
        gesture.cancel()
        self._show_cursor()
        return True

    def carry_in(self, gesture: Gesture, point: QPointF) -> None:
        """Begin what comes in from another program: no button of ours is down."""
        self.cancel()
        self._last = point
        self._begin(gesture, Button.NoButton)
        self._carry(point)

    def carry_on(self, point: QPointF, keys: Qt.KeyboardModifier) -> None:
        """Go on with it at ``point``."""
        self._last, self._keys = point, keys
        if self._gesture is not None:
            self._carry(point)

    def use_keys(self, keys: Qt.KeyboardModifier) -> None:
        """A modifier went down or up: the gesture may mean something else now."""
        self._keys = keys
        if self._gesture is not None:
            self._carry(self._last)

    def hold_space(self, *, is_down: bool) -> None:
        """Space turns the pointer into a hand."""
        if is_down != self._is_space_down:
            self._is_space_down = is_down
            self._show_cursor()

    def paint(self, painter: QPainter) -> None:
        """Draw what goes with the pointer."""
        if self._gesture is not None:
            self._gesture.paint(painter)

    def wheel(self, event: QWheelEvent) -> None:
        """Scroll; with Shift sideways; with Ctrl zoom at the cursor."""
        keys = event.modifiers()
        pixels, angle = event.pixelDelta(), event.angleDelta()
        if keys & Qt.KeyboardModifier.ControlModifier:
            notches = (angle.y() or angle.x()) / _NOTCH
            self._canvas.zoom_at(event.position(), WHEEL_STEP**notches)
        else:
            dx, dy = (
                (float(pixels.x()), float(pixels.y()))
                if not pixels.isNull()
                else (angle.x() / _NOTCH * _NOTCH_PX, angle.y() / _NOTCH * _NOTCH_PX)
            )
            if keys & Qt.KeyboardModifier.ShiftModifier and not dx:
                dx, dy = dy, 0.0
            self._canvas.scroll(-dx, -dy)
        if self._gesture is not None:
            self._carry(self._last)
        event.accept()

    def pinch_pad(self, event: QNativeGestureEvent) -> bool:
        """Two fingers on a touch pad."""
        kind = event.gestureType()
        if kind == Qt.NativeGestureType.ZoomNativeGesture:
            self._canvas.zoom_at(event.position(), math.exp(event.value()))
            return True
        if kind == Qt.NativeGestureType.SmartZoomNativeGesture:
            self._canvas.fit()
            return True
        return False

    def pinch_touch(self, event: QGestureEvent) -> bool:
        """Two fingers on a touch screen: they zoom and move together."""
        pinch = event.gesture(Qt.GestureType.PinchGesture)
        if not isinstance(pinch, QPinchGesture):
            return False
        self.cancel()
        centre = QPointF(self._canvas.viewport().mapFromGlobal(pinch.centerPoint().toPoint()))
        last = QPointF(self._canvas.viewport().mapFromGlobal(pinch.lastCenterPoint().toPoint()))
        if pinch.state() == Qt.GestureState.GestureUpdated:
            self._canvas.scroll(last.x() - centre.x(), last.y() - centre.y())
            self._canvas.zoom_at(centre, pinch.scaleFactor())
        event.accept(pinch)
        return True

    def _pressed(
        self, point: QPointF, keys: Qt.KeyboardModifier, *, is_touch: bool
    ) -> Gesture | None:
        """Return what a press of the left button begins; None where it is done at once."""
        canvas = self._canvas
        special = canvas.linking.take_press(point, keys)
        special = special or canvas.feeling_line.take_press(point, keys)
        if special is not None:
            return special
        edge = canvas.hovering.edge_at(point, is_touch=is_touch)
        if edge is not None and canvas.hovering.is_on_plus(point):
            return PressEdge(
                canvas, point, edge, lambda _point, _keys: canvas.hovering.press(point)
            )
        if canvas.hovering.press(point):
            return None
        hit = canvas.frame.hit(point)
        if edge is not None and edge.spot is None:  # who sizes has not chosen what lies there
            return PressEdge(
                canvas,
                point,
                edge,
                lambda at, held: begin_press(canvas, point, hit, keys).release(at, held),
            )
        press = begin_press(canvas, point, hit, keys)
        return press if edge is None else PressEdge(canvas, point, edge, press.release)

    def _begin(self, gesture: Gesture, button: Qt.MouseButton) -> None:
        self._gesture = gesture
        self._button = button
        self._canvas.hovering.leave()
        self._show_cursor()

    def _carry(self, point: QPointF) -> None:
        assert self._gesture is not None
        self._gesture = self._gesture.move(point, self._keys)
        self._show_cursor()
        if self._edge_pull() != (0.0, 0.0):
            if not self._ticks.isActive():
                self._ticks.start()
        else:
            self._ticks.stop()

    def _end(self) -> None:
        self._gesture = None
        self._button = Button.NoButton
        self._ticks.stop()

    def _tick(self) -> None:
        if self._gesture is None:
            self._ticks.stop()
            return
        self._canvas.scroll(*self._edge_pull())
        self._carry(self._last)

    def _edge_pull(self) -> tuple[float, float]:
        """Return how far to scroll in this tick, by how near the edges the pointer is.

        An edge with no more of the sheet behind it does not pull.
        """
        gesture, frame = self._gesture, self._canvas.frame
        if gesture is None:
            return 0.0, 0.0
        grid, sheet = frame.grid, frame.sheet
        first = frame.view.point(sheet.grid_x, sheet.grid_y)
        last = frame.view.point(sheet.width, sheet.height)
        across = _pull(self._last.x(), grid.left(), grid.right())
        across = _with_more(across, first.x() < grid.left(), last.x() > grid.right())
        down = _pull(self._last.y(), grid.top(), grid.bottom())
        down = _with_more(down, first.y() < grid.top(), last.y() > grid.bottom())
        return (
            across if gesture.is_scrolling_across else 0.0,
            down if gesture.is_scrolling_down else 0.0,
        )

    def _show_cursor(self) -> None:
        cursor = self._gesture.cursor if self._gesture else None
        if cursor is None and self._is_space_down and self._gesture is None:
            cursor = Qt.CursorShape.OpenHandCursor
        if cursor is None:
            cursor = self._canvas.hovering.cursor_at(self._last)
        viewport = self._canvas.viewport()
        if viewport.cursor().shape() != cursor:
            viewport.setCursor(cursor)


def _with_more(pull: float, is_more_before: bool, is_more_behind: bool) -> float:
    return pull if (is_more_before if pull < 0 else is_more_behind) else 0.0


def _pull(place: float, start: float, end: float) -> float:
    if end - start < 4 * _EDGE_PX:
        return 0.0
    if place < start + _EDGE_PX:
        return -_EDGE_SPEED_PX * min((start + _EDGE_PX - place) / _EDGE_PX, 1.5)
    if place > end - _EDGE_PX:
        return _EDGE_SPEED_PX * min((place - end + _EDGE_PX) / _EDGE_PX, 1.5)
    return 0.0
