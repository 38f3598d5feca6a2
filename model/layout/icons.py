"""The bundled icons as paths: a small whitelist reader for the SVGs in resources/icons."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from functools import cache

from model.layout.marks import PathCommand
from resources import resource_names, resource_text

ICON_BOX = 24.0
"""Icons are drawn in a square of this side ..."""
ICON_STROKE = 2.0
"""... with strokes of this width, round caps and joins."""

# Only these elements, found by pattern: nothing here parses entities, styles or links.
_ELEMENT = re.compile(r"<(path|circle|ellipse|rect|line|polyline|polygon)\b([^>]*?)/?>", re.DOTALL)
_ATTRIBUTE = re.compile(r'([a-z0-9-]+)="([^"]*)"')
_TOKEN = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.\d*|\.\d+|\d+)(?:[eE][-+]?\d+)?")
_ARC_FLAGS = re.compile(r"\s*,?\s*([01])")
_NUMBER = re.compile(r"\s*,?\s*([-+]?(?:\d+\.\d*|\.\d+|\d+)(?:[eE][-+]?\d+)?)")
_ARGUMENTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
# How far the handles of a quarter circle reach, as a part of the radius.
_KAPPA = 0.5522847498

Point = tuple[float, float]


def icon_names() -> tuple[str, ...]:
    """Return the names of all bundled icons."""
    return tuple(n.removesuffix(".svg") for n in resource_names("icons") if n.endswith(".svg"))


@cache
def icon_paths(name: str) -> tuple[PathCommand, ...]:
    """Return the strokes of the icon ``name`` in a 24 x 24 box, y down.

    Raises:
        FileNotFoundError: If there is no such icon: a fault of ours.
    """
    return svg_paths(resource_text(f"icons/{name}.svg"))


def has_icon(name: str) -> bool:
    """Tell whether there is a bundled icon ``name``; a map's file may name any."""
    return name in _known()


def svg_paths(svg: str) -> tuple[PathCommand, ...]:
    """Return the outlines of all shapes in ``svg``; arcs become cubic curves."""
    commands: list[PathCommand] = []
    for element, attributes in _ELEMENT.findall(svg):
        commands.extend(_shape(element, dict(_ATTRIBUTE.findall(attributes))))
    return tuple(commands)


@cache
def _known() -> frozenset[str]:
    return frozenset(icon_names())


def _shape(element: str, given: Mapping[str, str]) -> Iterator[PathCommand]:
    def number(name: str, default: float = 0.0) -> float:
        return float(given[name]) if name in given else default

    if element == "path":
        return _Path(given["d"]).commands()
    if element == "circle":
        return ellipse(number("cx"), number("cy"), number("r"), number("r"))
    if element == "ellipse":
        return ellipse(number("cx"), number("cy"), number("rx"), number("ry"))
    if element == "rect":
        radius_x = number("rx", number("ry"))
        return rounded(
            number("x"), number("y"), number("width"), number("height"),
            radius_x, number("ry", radius_x),
        )  # fmt: skip
    if element == "line":
        return _polygon(
            ((number("x1"), number("y1")), (number("x2"), number("y2"))), is_closed=False
        )
    numbers = [float(token) for token in _TOKEN.findall(given["points"])]
    points = tuple(zip(numbers[::2], numbers[1::2], strict=True))
    return _polygon(points, is_closed=element == "polygon")


def _polygon(points: tuple[Point, ...], *, is_closed: bool) -> Iterator[PathCommand]:
    yield ("M", *points[0])
    for point in points[1:]:
        yield ("L", *point)
    if is_closed:
        yield ("Z",)


def ellipse(cx: float, cy: float, rx: float, ry: float) -> Iterator[PathCommand]:
    """Yield an ellipse as four curves."""
    kx, ky = rx * _KAPPA, ry * _KAPPA
    yield ("M", cx + rx, cy)
    yield ("C", cx + rx, cy + ky, cx + kx, cy + ry, cx, cy + ry)
    yield ("C", cx - kx, cy + ry, cx - rx, cy + ky, cx - rx, cy)
    yield ("C", cx - rx, cy - ky, cx - kx, cy - ry, cx, cy - ry)
    yield ("C", cx + kx, cy - ry, cx + rx, cy - ky, cx + rx, cy)
    yield ("Z",)


def rounded(
    x: float, y: float, width: float, height: float, rx: float, ry: float
) -> Iterator[PathCommand]:
    """Yield a rectangle with corners rounded by (rx, ry)."""
    rx, ry = min(rx, width / 2), min(ry, height / 2)
    right, bottom = x + width, y + height
    if rx <= 0 or ry <= 0:
        yield from _polygon(((x, y), (right, y), (right, bottom), (x, bottom)), is_closed=True)
        return
    kx, ky = rx * (1 - _KAPPA), ry * (1 - _KAPPA)
    yield ("M", x + rx, y)
    yield ("L", right - rx, y)
    yield ("C", right - kx, y, right, y + ky, right, y + ry)
    yield ("L", right, bottom - ry)
    yield ("C", right, bottom - ky, right - kx, bottom, right - rx, bottom)
    yield ("L", x + rx, bottom)
    yield ("C", x + kx, bottom, x, bottom - ky, x, bottom - ry)
    yield ("L", x, y + ry)
    yield ("C", x, y + ky, x + kx, y, x + rx, y)
    yield ("Z",)


class _Path:
    """The ``d`` of a path, read once from left to right."""

    def __init__(self, d: str) -> None:
        self._d = d
        self._at: Point = (0.0, 0.0)
        self._start: Point = (0.0, 0.0)
        self._handle: Point | None = None
        self._handle_of = ""

    def commands(self) -> Iterator[PathCommand]:
        for letter, numbers in self._segments():
            yield from self._segment(letter, numbers)

    def _segments(self) -> Iterator[tuple[str, tuple[float, ...]]]:
        place, letter = 0, ""
        while match := re.compile(r"\s*,?\s*([A-Za-z])?").match(self._d, place):
            if match[1]:
                letter, place = match[1], match.end()
            elif not _NUMBER.match(self._d, place) or letter in "zZ":
                return
            numbers, place = self._numbers(letter.upper(), place)
            yield letter, numbers
            # Further pairs after a move are lines (SVG 1.1, 8.3.2).
            letter = {"M": "L", "m": "l"}.get(letter, letter)

    def _numbers(self, command: str, place: int) -> tuple[tuple[float, ...], int]:
        numbers: list[float] = []
        for index in range(_ARGUMENTS[command]):
            # Arc flags may stand without space between them: "a1 1 0 011 1".
            pattern = _ARC_FLAGS if command == "A" and index in (3, 4) else _NUMBER
            match = pattern.match(self._d, place)
            if match is None:
                raise ValueError(f"not a path: {self._d!r}")
            numbers.append(float(match[1]))
            place = match.end()
        return tuple(numbers), place

    def _segment(self, letter: str, numbers: tuple[float, ...]) -> Iterator[PathCommand]:
        command = letter.upper()
        if command == "Z":
            self._at = self._start
            yield ("Z",)
            return
        if letter.islower():
            numbers = self._absolute(command, numbers)
        if command == "M":
            self._at = self._start = (numbers[0], numbers[1])
            yield ("M", *self._at)
        elif command in "LHV":
            self._at = self._line_end(command, numbers)
            yield ("L", *self._at)
        elif command == "A":
            yield from _arc(self._at, numbers)
            self._at = (numbers[5], numbers[6])
        else:
            yield self._curve(command, numbers)
            self._handle_of = command
            return
        self._handle_of = ""

    def _absolute(self, command: str, numbers: tuple[float, ...]) -> tuple[float, ...]:
        x, y = self._at
        if command == "V":
            return (numbers[0] + y,)
        if command == "A":
            return (*numbers[:5], numbers[5] + x, numbers[6] + y)
        return tuple(number + (y if index % 2 else x) for index, number in enumerate(numbers))

    def _line_end(self, command: str, numbers: tuple[float, ...]) -> Point:
        if command == "H":
            return numbers[0], self._at[1]
        if command == "V":
            return self._at[0], numbers[0]
        return numbers[0], numbers[1]

    def _curve(self, command: str, numbers: tuple[float, ...]) -> PathCommand:
        x, y = self._at
        family = "CS" if command in "CS" else "QT"
        mirrored = (x, y)
        if self._handle is not None and self._handle_of in tuple(family):
            mirrored = (2 * x - self._handle[0], 2 * y - self._handle[1])
        first = (numbers[0], numbers[1]) if command in "CQ" else mirrored
        end = (numbers[-2], numbers[-1])
        self._at = end
        if family == "CS":
            second = (numbers[-4], numbers[-3])
            self._handle = second
            return ("C", *first, *second, *end)
        self._handle = first
        return (
            "C", x + 2 / 3 * (first[0] - x), y + 2 / 3 * (first[1] - y),
            end[0] + 2 / 3 * (first[0] - end[0]), end[1] + 2 / 3 * (first[1] - end[1]), *end,
        )  # fmt: skip


def _arc(start: Point, numbers: tuple[float, ...]) -> Iterator[PathCommand]:
    """Yield an elliptical arc as curves of a quarter turn or less (SVG 1.1, F.6)."""
    rx, ry, turn_degrees, large, sweep, x2, y2 = numbers
    x1, y1 = start
    if (x1, y1) == (x2, y2):
        return
    rx, ry = abs(rx), abs(ry)
    if rx == 0 or ry == 0:
        yield ("L", x2, y2)
        return
    cos, sin = math.cos(math.radians(turn_degrees)), math.sin(math.radians(turn_degrees))
    dx, dy = (x1 - x2) / 2, (y1 - y2) / 2
    mid_x, mid_y = cos * dx + sin * dy, cos * dy - sin * dx
    reach = (mid_x / rx) ** 2 + (mid_y / ry) ** 2
    if reach > 1:
        rx, ry = rx * math.sqrt(reach), ry * math.sqrt(reach)
    beyond = (rx * mid_y) ** 2 + (ry * mid_x) ** 2
    factor = math.sqrt(max(0.0, (rx * ry) ** 2 / beyond - 1))
    factor = factor if bool(large) != bool(sweep) else -factor
    centre_x, centre_y = factor * rx * mid_y / ry, -factor * ry * mid_x / rx
    from_angle = math.atan2((mid_y - centre_y) / ry, (mid_x - centre_x) / rx)
    to_angle = math.atan2((-mid_y - centre_y) / ry, (-mid_x - centre_x) / rx)
    swept = to_angle - from_angle
    swept += 2 * math.pi * ((sweep and swept < 0) - (not sweep and swept > 0))

    def placed(x: float, y: float) -> Point:
        x, y = x * rx + centre_x, y * ry + centre_y
        return cos * x - sin * y + (x1 + x2) / 2, sin * x + cos * y + (y1 + y2) / 2

    parts = max(1, math.ceil(abs(swept) / (math.pi / 2) - 1e-9))
    step = swept / parts
    handle = 4 / 3 * math.tan(step / 4)
    for part in range(parts):
        a, b = from_angle + part * step, from_angle + (part + 1) * step
        end = placed(math.cos(b), math.sin(b)) if part + 1 < parts else (x2, y2)
        yield (
            "C",
            *placed(math.cos(a) - handle * math.sin(a), math.sin(a) + handle * math.cos(a)),
            *placed(math.cos(b) + handle * math.sin(b), math.sin(b) - handle * math.cos(b)),
            *end,
        )
