"""Dragging the sheet itself: space and the left button, or the middle button."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt

from widgets.canvas.gestures.gesture import Gesture, Keys
from widgets.canvas.stage import Stage


class Pan(Gesture):
    """Moves the sheet with the hand."""

    cursor = Qt.CursorShape.ClosedHandCursor

    def __init__(self, stage: Stage, start: QPointF) -> None:
        super().__init__(stage, start)
        self._last = start

    def move(self, point: QPointF, keys: Keys) -> Gesture:  # noqa: ARG002
        """Keep the place that was grabbed under the pointer."""
        step = self._last - point
        self._last = point
        self.stage.scroll(step.x(), step.y())
        return self

    def cancel(self) -> None:
        """Go back to where it began."""
        step = self._last - self.start
        self.stage.scroll(step.x(), step.y())
