"""Places for the labels of links: on the line, over no card."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from math import hypot

from model.layout.marks import PathCommand

Point = tuple[float, float]
IsFree = Callable[[float, float, float, float], bool]

_PIECES = 16  # a curve is walked in so many
_STRIDE = 6.0  # how far apart places are tried, mm


def label_place(commands: Sequence[PathCommand], middle: Point, size: Point, fits: IsFree) -> Point:
    """Return the middle for a label of ``size`` mm: the free place on the line nearest its middle.

    Args:
        commands: The way of the line.
        middle: Where a label stands that has room there, and one that finds none.
        size: Width and height.
        fits: Tells whether (left, top, right, bottom) lies on no card.
    """
    half_width, half_height = size[0] / 2, size[1] / 2

    def has_room(at: Point) -> bool:
        x, y = at
        return fits(x - half_width, y - half_height, x + half_width, y + half_height)

    if has_room(middle):
        return middle
    places = sorted(_places(commands), key=lambda at: hypot(at[0] - middle[0], at[1] - middle[1]))
    return next((at for at in places if has_room(at)), middle)


def way_points(commands: Sequence[PathCommand]) -> tuple[Point, ...]:
    """Return the corners of a way; curves become short straight pieces."""
    points: list[Point] = []
    for command in commands:
        if command[0] == "C":
            _, x1, y1, x2, y2, x3, y3 = command
            x0, y0 = points[-1]
            for step in range(1, _PIECES + 1):
                t = step / _PIECES
                a, b, c, d = (1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t**3
                points.append(
                    (a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3)
                )
        elif command[0] != "Z":
            points.append((command[1], command[2]))
    return tuple(points)


def _places(commands: Sequence[PathCommand]) -> Iterator[Point]:
    for (x1, y1), (x2, y2) in pairwise(way_points(commands)):
        count = max(int(hypot(x2 - x1, y2 - y1) / _STRIDE), 1)
        for step in range(count):
            yield x1 + (x2 - x1) * step / count, y1 + (y2 - y1) * step / count
