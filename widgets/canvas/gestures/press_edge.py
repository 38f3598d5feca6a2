"""A press on a border or edge: a click means what lies there, a drag moves the border."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication

from widgets.canvas.edges import Edge
from widgets.canvas.gestures.drag_border import DragBorder
from widgets.canvas.gestures.drag_span import DragSpan
from widgets.canvas.gestures.gesture import Gesture, Keys
from widgets.canvas.stage import Stage


class PressEdge(Gesture):
    """Waits whether the pointer moves.

    Args:
        stage: The canvas.
        start: Where the button went down, px.
        edge: The border under it.
        click: What a release in the same place does: the plus that stands there, or the end of
            the press on what lies under it.
    """

    def __init__(
        self,
        stage: Stage,
        start: QPointF,
        edge: Edge,
        click: Callable[[QPointF, Keys], object],
    ) -> None:
        super().__init__(stage, start)
        self._edge = edge
        self._click = click
        self.cursor = edge.cursor

    def move(self, point: QPointF, keys: Keys) -> Gesture:
        """Become a drag once the pointer has left the place of the press."""
        if not self.is_far(point, QApplication.startDragDistance()):
            return self
        if self._edge.spot is not None:
            return DragSpan(self.stage, self.start, self._edge.spot).move(point, keys)
        return DragBorder(self.stage, self.start, self._edge).move(point, keys)

    def release(self, point: QPointF, keys: Keys) -> None:
        """It was a click."""
        self._click(point, keys)
