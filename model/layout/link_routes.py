"""Ways for lines between cards: straight where nothing lies between, else through the gutters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from math import hypot

from model.layout.marks import PathCommand

Point = tuple[float, float]
IsClear = Callable[[float, float], bool]

_BEND = 6.0
_FEWEST_SAMPLES, _MOST_SAMPLES = 24, 240
_SAMPLE_LENGTH = 8.0
_SIDE_SAMPLES = 12


@dataclass(frozen=True, slots=True)
class Box:
    """Where a card lies on the sheet, with the edges of its cell."""

    x: float
    y: float
    width: float
    height: float
    cell_x: float
    cell_y: float
    cell_width: float
    cell_height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The bottom edge."""
        return self.y + self.height

    @property
    def middle(self) -> Point:
        """The middle of the card."""
        return self.x + self.width / 2, self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Route:
    """A way with the place of its label and the direction it arrives in (a unit vector)."""

    commands: tuple[PathCommand, ...]
    end: Point
    arrival: Point
    label_at: Point


def route(source: Box, target: Box, is_clear: IsClear, aside: float = 0.0) -> Route:
    """Return a way from ``source`` to ``target``; a curve if it is clear, else by the gutters.

    ``aside`` shifts the way in the gutters, so that several do not lie on top of each other.
    """
    direct = _direct(source, target)
    long = _distance(direct[0], direct[3]) / _SAMPLE_LENGTH
    samples = min(max(int(long), _FEWEST_SAMPLES), _MOST_SAMPLES)
    if all(is_clear(*_on_curve(direct, step / samples)) for step in range(1, samples)):
        return _curve_route(direct)
    return _gutter_route(_gutter_points(source, target, is_clear, aside))


def _direct(source: Box, target: Box) -> tuple[Point, Point, Point, Point]:
    """Return a curve from the edge of ``source`` that faces ``target`` to the edge facing it."""
    if target.y >= source.bottom or source.y >= target.bottom:
        down = target.y >= source.bottom
        start = (source.middle[0], source.bottom if down else source.y)
        end = (target.middle[0], target.y if down else target.bottom)
        pull = max(abs(end[1] - start[1]) / 2, _BEND) * (1 if down else -1)
        return start, (start[0], start[1] + pull), (end[0], end[1] - pull), end
    forward = target.middle[0] >= source.middle[0]
    start = (source.right if forward else source.x, source.middle[1])
    end = (target.x if forward else target.right, target.middle[1])
    pull = max(abs(end[0] - start[0]) / 2, _BEND) * (1 if forward else -1)
    return start, (start[0] + pull, start[1]), (end[0] - pull, end[1]), end


def _on_curve(curve: tuple[Point, Point, Point, Point], t: float) -> Point:
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = curve
    a, b, c, d = (1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3
    return a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3


def _curve_route(curve: tuple[Point, Point, Point, Point]) -> Route:
    start, first, second, end = curve
    return Route(
        (("M", *start), ("C", *first, *second, *end)),
        end,
        _direction(second, end),
        _on_curve(curve, 0.5),
    )


def _gutter_points(source: Box, target: Box, is_clear: IsClear, aside: float) -> list[Point]:
    """Return the corners of a way out of a card's side, along gutters, into the other's side.

    The gutters are the edges of cells: half a gap wide on either side, and no card lies there.
    """
    to_right = target.middle[0] > source.middle[0]
    leave_x, leave_edge = _side(source, is_clear, is_right=to_right)
    enter_x, enter_edge = _side(target, is_clear, is_right=not to_right)
    leave_x, enter_x = leave_x + aside, enter_x + aside
    leave_y, enter_y = source.middle[1], target.middle[1]
    points = [(leave_edge, leave_y), (leave_x, leave_y)]
    if abs(leave_x - enter_x) > 0.1:
        down = target.cell_y >= source.cell_y
        between = aside + (target.cell_y if down else target.cell_y + target.cell_height)
        points += [(leave_x, between), (enter_x, between)]
    return [*points, (enter_x, enter_y), (enter_edge, enter_y)]


def _side(box: Box, is_clear: IsClear, *, is_right: bool) -> Point:
    """Return the gutter beside a card's cell, and the card's edge towards it.

    It is the wanted side unless a neighbour in the cell stands there, then the nearer one.
    """
    sides = {True: (box.cell_x + box.cell_width, box.right), False: (box.cell_x, box.x)}
    gutter, edge = sides[is_right]
    y = box.middle[1]
    if all(is_clear(edge + (gutter - edge) * n / _SIDE_SAMPLES, y) for n in range(_SIDE_SAMPLES)):
        return sides[is_right]
    left_room, right_room = box.x - box.cell_x, box.cell_x + box.cell_width - box.right
    return sides[right_room < left_room if abs(left_room - right_room) > 1 else is_right]


def _gutter_route(points: list[Point]) -> Route:
    """Return the way through ``points`` with rounded corners."""
    corners = [p for i, p in enumerate(points) if i == 0 or _distance(p, points[i - 1]) > 0.01]
    commands: list[PathCommand] = [("M", *corners[0])]
    for before, corner, after in zip(corners, corners[1:], corners[2:], strict=False):
        bend = min(_BEND, _distance(before, corner) / 2, _distance(corner, after) / 2)
        start, end = _towards(corner, before, bend), _towards(corner, after, bend)
        commands.append(("L", *start))
        commands.append(
            (
                "C",
                *_towards(corner, before, bend * 0.45),
                *_towards(corner, after, bend * 0.45),
                *end,
            )
        )
    commands.append(("L", *corners[-1]))
    longest = max(pairwise(corners), key=lambda pair: _distance(pair[0], pair[1]))
    middle = ((longest[0][0] + longest[1][0]) / 2, (longest[0][1] + longest[1][1]) / 2)
    return Route(tuple(commands), corners[-1], _direction(corners[-2], corners[-1]), middle)


def _distance(a: Point, b: Point) -> float:
    return hypot(a[0] - b[0], a[1] - b[1])


def _towards(start: Point, goal: Point, length: float) -> Point:
    whole = _distance(start, goal) or 1.0
    part = length / whole
    return start[0] + (goal[0] - start[0]) * part, start[1] + (goal[1] - start[1]) * part


def _direction(start: Point, end: Point) -> Point:
    whole = _distance(start, end) or 1.0
    return (end[0] - start[0]) / whole, (end[1] - start[1]) / whole
