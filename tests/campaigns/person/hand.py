"""The hand on keyboard and mouse: everything it does comes in through the X server."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from desk import Desk

Point = tuple[float, float]
_BUTTONS = {"left": 1, "middle": 2, "right": 3, "wheel_up": 4, "wheel_down": 5}
# What a Danish keyboard writes with a dead key and a letter.
_DEAD_KEYS = {
    "é": ("dead_acute", "e"),
    "É": ("dead_acute", "E"),
    "è": ("dead_grave", "e"),
    "ü": ("dead_diaeresis", "u"),
}
_ACCENTED = re.compile(f"([{''.join(_DEAD_KEYS)}])")
_DRAG_STEPS = 8
_KEY_MS, _LETTER_MS = 12, 8


@dataclass
class Strokes:
    """What the hand has done: letters of texts, other keys (a chord is one), clicks, drags."""

    letters: int = 0
    keys: int = 0
    clicks: int = 0
    drags: int = 0


class Hand:
    """Types and points through xdotool."""

    def __init__(self, desk: Desk, *, may_type: bool = True, may_point: bool = True) -> None:
        self._desk = desk
        self._may_type = may_type
        self._may_point = may_point
        self.strokes = Strokes()

    def letters(self, text: str) -> None:
        """Type ``text`` as it stands; it may have no line feeds."""
        assert self._may_type, "this person has no keyboard"
        assert "\n" not in text
        self.strokes.letters += len(text)
        for part in _ACCENTED.split(text):
            if part in _DEAD_KEYS:
                self._do("key", "--delay", str(_KEY_MS), *_DEAD_KEYS[part])
            elif part:
                self._do("type", "--delay", str(_LETTER_MS), "--", part)

    def keys(self, *chords: str) -> None:
        """Press keys one after the other, e.g. ``keys("ctrl+k", "Tab", "Return")``."""
        assert self._may_type, "this person has no keyboard"
        self.strokes.keys += len(chords)
        self._do("key", "--delay", str(_KEY_MS), *chords)

    def hold(self, key: str) -> None:
        """Press a key and keep it down."""
        assert self._may_type, "this person has no keyboard"
        self.strokes.keys += 1
        self._do("keydown", key)

    def let_go(self, key: str) -> None:
        """Let a key go again."""
        self._do("keyup", key)

    def park(self) -> None:
        """Put the pointer away, into the lower right corner of the screen."""
        width, height = self._desk.size
        self._do("mousemove", str(width - 1), str(height - 1))

    def point(self, place: Point) -> None:
        """Move the pointer to ``place`` in a few steps, as a hand does."""
        assert self._may_point, "this person has no mouse"
        x, y = place
        self._move(x - 3, y - 2)
        self._move(x, y)

    def click(self, place: Point, button: str = "left", *, times: int = 1) -> None:
        """Click at ``place``."""
        self.point(place)
        self.strokes.clicks += times
        number = str(_BUTTONS[button])
        self._do("click", "--repeat", str(times), "--delay", "60", number)

    def press(self, place: Point) -> None:
        """Press the left button at ``place`` and keep it down."""
        self.point(place)
        self.strokes.drags += 1
        self._do("mousedown", "1")

    def carry(self, start: Point, *stops: Point) -> None:
        """Move with the button down from ``start`` over ``stops``."""
        before = start
        for stop in stops:
            for x, y in _way(before, stop):
                self._move(x, y)
            before = stop

    def release(self) -> None:
        """Let the left button go."""
        self._do("mouseup", "1")

    def drag(self, start: Point, *stops: Point) -> None:
        """Drag from ``start`` over ``stops`` and drop at the last."""
        self.press(start)
        self.carry(start, *stops)
        self.release()

    def _move(self, x: float, y: float) -> None:
        self._do("mousemove", str(round(x)), str(round(y)))

    def _do(self, *command: str) -> None:
        self._desk.run("xdotool", *command)


def _way(start: Point, end: Point) -> Iterable[Point]:
    for step in range(1, _DRAG_STEPS + 1):
        part = step / _DRAG_STEPS
        yield start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part
