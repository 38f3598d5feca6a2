"""The shapes that personas are known by on cards, curves and in the legend, also without colour."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from model.layout.icons import ellipse
from model.layout.marks import Mark, Outline, PathCommand, Role
from model.people import PersonaMark

Point = tuple[float, float]

_EDGE = 0.06
_HOLLOW_EDGE = 0.17


def _corners(count: int, reach: float, first_degrees: float = -90.0) -> tuple[Point, ...]:
    turns = (math.radians(first_degrees + at * 360 / count) for at in range(count))
    return tuple((reach * math.cos(turn), reach * math.sin(turn)) for turn in turns)


def _star() -> tuple[Point, ...]:
    outer, inner = _corners(5, 0.62), _corners(5, 0.27, -54.0)
    return tuple(point for pair in zip(outer, inner, strict=True) for point in pair)


def _cross() -> tuple[Point, ...]:
    far, near = 0.5, 0.17
    return (
        (-near, -far), (near, -far), (near, -near), (far, -near), (far, near), (near, near),
        (near, far), (-near, far), (-near, near), (-far, near), (-far, -near), (-near, -near),
    )  # fmt: skip


# Round a middle at (0, 0), in parts of the size; of about the same weight to the eye.
_CORNERS: Mapping[PersonaMark, tuple[Point, ...]] = MappingProxyType(
    {
        "square": _corners(4, 0.6, -45.0),
        "triangle": tuple((x, y + 0.08) for x, y in _corners(3, 0.62)),
        "diamond": _corners(4, 0.58),
        "pentagon": _corners(5, 0.54),
        "hexagon": _corners(6, 0.52, 0.0),
        "star": _star(),
        "cross": _cross(),
    }
)
_RADIUS = 0.46


def persona_shape(
    mark: PersonaMark,
    x: float,
    y: float,
    size: float,
    colour: Role,
    edge: Role,
    *,
    is_hollow: bool = False,
) -> Mark:
    """Return ``mark`` round (x, y), about ``size`` mm across.

    The ``edge`` keeps it apart from a ground of nearly its own colour; a hollow one, of how
    things are to be, is drawn in ``colour`` round a fill of ``edge``.
    """
    commands = tuple(_commands(mark, x, y, size))
    if is_hollow:
        return Outline(commands, fill=edge, stroke=colour, stroke_width=size * _HOLLOW_EDGE)
    return Outline(commands, fill=colour, stroke=edge, stroke_width=size * _EDGE)


def _commands(mark: PersonaMark, x: float, y: float, size: float) -> Iterator[PathCommand]:
    if mark == "circle":
        yield from ellipse(x, y, _RADIUS * size, _RADIUS * size)
        return
    points = _CORNERS[mark]
    yield ("M", x + points[0][0] * size, y + points[0][1] * size)
    for across, down in points[1:]:
        yield ("L", x + across * size, y + down * size)
    yield ("Z",)
