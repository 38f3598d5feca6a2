"""Rulers: a length on the paper that can be laid a real ruler on."""

from __future__ import annotations

from collections.abc import Callable

from model.layout.marks import Outline, PathCommand

At = Callable[[float, float], tuple[float, float]]
"""From (along, across) in mm to (x, y) on the page."""

RULER_HEIGHT = 3.0
_LINE = 0.2
_STEP = 10.0


def ruler(length: float, at: At, height: float = RULER_HEIGHT) -> Outline:
    """Return a ruler of ``length`` mm with a tick every 10 mm; its line lies ``height`` across."""
    commands: list[PathCommand] = [("M", *at(0.0, height)), ("L", *at(length, height))]
    for step in range(int(length // _STEP) + 1):
        along = step * _STEP
        is_end = along in (0.0, length)
        tall = height if is_end else height * (0.7 if step % 5 == 0 else 0.45)
        commands += [("M", *at(along, height - tall + _LINE / 2)), ("L", *at(along, height))]
    return Outline(tuple(commands), stroke="text", stroke_width=_LINE)
