"""Places for the labels of links: on the line, over no card."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from math import hypot

from model.layout.marks import PathCommand
from model.layout.placing import PlacedRow

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
    places = sorted(_places(commands), key=lambda at: hypot(at[0] - middle[0], at[1] - middle[1]))
    for x, y in (middle, *places):
        if fits(x - half_width, y - half_height, x + half_width, y + half_height):
            return x, y
    return middle


def free_of_cards(rows: Sequence[PlacedRow]) -> IsFree:
    """Return a test whether a rectangle on the sheet lies on nothing that stands in cells."""
    tops = [placed.row.y for placed in rows]
    lefts = [cell.x for cell in rows[0].cells] if rows else []

    def is_free(left: float, top: float, right: float, bottom: float) -> bool:
        first, last = bisect_right(tops, top) - 1, bisect_right(tops, bottom)
        for placed in rows[max(first, 0) : last]:
            start = max(bisect_right(lefts, left) - placed.plan.reach, 0)
            for cell in placed.cells[start : bisect_right(lefts, right)]:
                for content in cell.contents:
                    x, y = cell.x + content.x, cell.y + content.y
                    is_beside = x >= right or x + content.block.width <= left
                    if not is_beside and y < bottom and y + content.block.height > top:
                        return False
        return True

    return is_free


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
