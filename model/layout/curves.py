"""Curves through points that never overshoot them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from model.layout.marks import PathCommand

Point = tuple[float, float]

_FLAT = 1e-9
"""Rises smaller than this are none: to divide by them would overflow."""


def monotone_curve(points: Sequence[Point]) -> tuple[PathCommand, ...]:
    """Return a smooth curve through ``points`` (x rising) that stays between neighbours.

    Fritsch and Carlson, "Monotone piecewise cubic interpolation", SIAM J. Numer. Anal. 17 (1980):
    a curve of feelings must not rise above the best or fall below the worst that was felt.
    """
    if not points:
        return ()
    commands: list[PathCommand] = [("M", *points[0])]
    slopes = _slopes(points)
    for index in range(len(points) - 1):
        (x1, y1), (x2, y2) = points[index], points[index + 1]
        third = (x2 - x1) / 3
        commands.append(
            ("C", x1 + third, y1 + slopes[index] * third,
             x2 - third, y2 - slopes[index + 1] * third, x2, y2)
        )  # fmt: skip
    return tuple(commands)


def _slopes(points: Sequence[Point]) -> list[float]:
    secants = [(y2 - y1) / (x2 - x1) for (x1, y1), (x2, y2) in pairwise(points)]
    if not secants:
        return [0.0]
    slopes = [secants[0], *((a + b) / 2 for a, b in pairwise(secants))]
    slopes.append(secants[-1])
    for index, secant in enumerate(secants):
        if index and secants[index - 1] * secant <= 0:
            slopes[index] = 0.0
        if abs(secant) < _FLAT:
            slopes[index] = slopes[index + 1] = 0.0
    for index, secant in enumerate(secants):
        if abs(secant) < _FLAT:
            continue
        a, b = slopes[index] / secant, slopes[index + 1] / secant
        reach = (a * a + b * b) ** 0.5
        if reach > 3:
            slopes[index], slopes[index + 1] = 3 / reach * a * secant, 3 / reach * b * secant
    return slopes
