"""Rulers: a length on the paper that can be laid a real ruler on."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from model.layout.marks import Mark, Stroke

At = Callable[[float, float], tuple[float, float]]
"""From (along, across) in mm to (x, y) on the page."""

RULER_HEIGHT = 3.0
_LINE = 0.2


def ruler(length: float, at: At, height: float = RULER_HEIGHT) -> Iterator[Mark]:
    """Yield a ruler of ``length`` mm with a tick every 5 mm; its line lies ``height`` across."""
    yield _line(at, (0.0, height), (length, height))
    for step in range(int(length // 5) + 1):
        along = step * 5.0
        is_end = along in (0.0, length)
        tall = height if is_end else height * (0.6 if step % 2 == 0 else 0.35)
        yield _line(at, (along, height - tall), (along, height))


def _line(at: At, start: tuple[float, float], end: tuple[float, float]) -> Stroke:
    return Stroke(*at(*start), *at(*end), colour="text", width=_LINE)
