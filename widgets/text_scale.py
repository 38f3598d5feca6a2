"""How much larger than usual the window's text is: what stands beside it grows along."""

from __future__ import annotations

from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QWidget

_USUAL_HEIGHT_PX = 16  # of a line at 9 points and 96 dots per inch
_FINGER_PX = 32  # the least height of what a finger presses


def text_scale() -> float:
    """Return 1 for usual text, 2 where it is twice as large; never less than 1."""
    return max(QFontMetrics(QGuiApplication.font()).height() / _USUAL_HEIGHT_PX, 1.0)


def scaled(length_px: float) -> int:
    """Return a length that is right beside usual text as one beside the window's text, px."""
    return round(length_px * text_scale())


def give_room(*buttons: QWidget) -> None:
    """Make ``buttons`` large enough for a finger."""
    for button in buttons:
        button.setMinimumSize(scaled(_FINGER_PX), scaled(_FINGER_PX))
