"""What every gesture is: from the press of a button to its release or to Escape."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter

from widgets.canvas.stage import Stage

Keys = Qt.KeyboardModifier


class Gesture:
    """One press, moves and a release. It previews, and touches the map once, on release.

    Attributes:
        cursor: How the pointer looks while it lasts, None for no change.
        faded: Items drawn pale while it lasts.
        is_scrolling_across: Whether the canvas scrolls when the pointer nears its sides.
        is_scrolling_down: Whether it scrolls when the pointer nears its top or bottom.
    """

    cursor: Qt.CursorShape | None = None
    faded: frozenset[str] = frozenset()
    is_scrolling_across = False
    is_scrolling_down = False

    def __init__(self, stage: Stage, start: QPointF) -> None:
        self.stage = stage
        self.start = start

    def move(self, point: QPointF, keys: Keys) -> Gesture:  # noqa: ARG002 - for subclasses
        """The pointer is at ``point`` now; returns the gesture that goes on from here."""
        return self

    def release(self, point: QPointF, keys: Keys) -> None:
        """The button was let go at ``point``: do it."""

    def cancel(self) -> None:
        """Take it back: Escape, another button, or the window lost the pointer."""

    def paint(self, painter: QPainter) -> None:
        """Draw what goes with the pointer, over everything else."""

    def is_far(self, point: QPointF, distance: float) -> bool:
        """Tell whether the pointer has left the place it was pressed at."""
        return (point - self.start).manhattanLength() >= distance
