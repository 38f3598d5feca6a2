"""The shapes that personas are known by on cards, curves and in the legend, also without colour."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from model.layout.icons import ellipse
from model.layout.marks import Mark, Outline, PathCommand, Rectangle, Role
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
_CORNERS: Mapping[str, tuple[Point, ...]] = MappingProxyType(
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
# What is left out of a shape. A triangle and a star have their room elsewhere than in the middle.
_DOT, _BAR = 0.17, (0.3, 0.09)
_MIDDLES: Mapping[str, float] = MappingProxyType({"triangle": 0.1, "star": 0.02})
_SHORT_BARS: Mapping[str, float] = MappingProxyType({"triangle": 0.24, "star": 0.24})


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


def shape_on_line(
    mark: PersonaMark,
    x: float,
    y: float,
    size: float,
    colour: Role,
    edge: Role,
    *,
    is_hollow: bool = False,
) -> Iterator[Mark]:
    """Yield `persona_shape` over a line or a face, which must not be seen where it is left out."""
    if "_" in mark:
        wide, high = 1.9 * _BAR[0] * size, 2 * _DOT * size
        yield Rectangle(x - wide / 2, y - high / 2, wide, high, fill=edge, radius=high / 2)
    yield persona_shape(mark, x, y, size, colour, edge, is_hollow=is_hollow)


def _commands(mark: PersonaMark, x: float, y: float, size: float) -> Iterator[PathCommand]:
    shape, _, inlay = mark.partition("_")
    if shape == "circle":
        yield from ellipse(x, y, _RADIUS * size, _RADIUS * size)
    else:
        yield from _polygon(_CORNERS[shape], x, y, size)
    middle = _MIDDLES.get(shape, 0.0)
    # The other way round than the shape: what is wound twice is left out, whoever paints it.
    if inlay == "dot":
        yield from ellipse(x, y + middle * size, -_DOT * size, _DOT * size)
    elif inlay == "bar":
        far, near = _SHORT_BARS.get(shape, _BAR[0]), _BAR[1]
        top, bottom = middle - near, middle + near
        yield from _polygon(((-far, top), (-far, bottom), (far, bottom), (far, top)), x, y, size)


def _polygon(points: Sequence[Point], x: float, y: float, size: float) -> Iterator[PathCommand]:
    yield ("M", x + points[0][0] * size, y + points[0][1] * size)
    for across, down in points[1:]:
        yield ("L", x + across * size, y + down * size)
    yield ("Z",)
