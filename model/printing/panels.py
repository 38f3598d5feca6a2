"""Panels: a wall longer than a PDF page may be, in as many pages as it takes, side by side."""

from __future__ import annotations

import math
from collections.abc import Sequence

from model.paper import TOLERANCE
from model.problems import PrintProblem

MOST_PANELS = 20

Span = tuple[float, float]


def panel_spans(
    length: float, most: float, wanted: int, overlap: float, gutters: Sequence[float] = ()
) -> tuple[Span, ...]:
    """Return (start, end) in mm of each panel along a wall of ``length``; neighbours share overlap.

    Seams go where the panels come out alike, or to the nearest of ``gutters`` from which every
    panel still fits: there they cut no card.

    Args:
        length: Of the wall.
        most: How long a panel may be, marks apart.
        wanted: How many panels; 0 for as many as it takes.
        overlap: What neighbours have in common.
        gutters: Where a seam does no harm.

    Raises:
        PrintProblem: ``print.too_few_panels``, ``print.too_many_panels``.
    """
    needed = panels_needed(length, most, overlap)
    count = wanted or needed
    if count < needed or needed > MOST_PANELS:
        raise PrintProblem("print.too_few_panels", panels=count, needed=needed, limit=MOST_PANELS)
    if count > 1 and length / count < 2 * overlap:
        fitting = max(1, int(length / max(2 * overlap, 1.0)))
        raise PrintProblem("print.too_many_panels", panels=count, fitting=fitting)
    seams: list[float] = []
    for _ in range(1, count):
        seams.append(_seam(length, most, overlap, count, seams, gutters))
    starts = [0.0, *(seam - overlap / 2 for seam in seams)]
    ends = [*(seam + overlap / 2 for seam in seams), length]
    return tuple(zip(starts, ends, strict=True))


def panels_needed(length: float, most: float, overlap: float) -> int:
    """Return into how many panels of at most ``most`` mm a wall of ``length`` must be split."""
    if length <= most + TOLERANCE:
        return 1
    if most <= overlap:
        return math.ceil(length)
    return math.ceil((length - overlap - TOLERANCE) / (most - overlap))


def _seam(
    length: float,
    most: float,
    overlap: float,
    count: int,
    before: Sequence[float],
    gutters: Sequence[float],
) -> float:
    """Return the middle of the next overlap, so that this panel and all that follow fit."""
    number = len(before) + 1
    at_most = before[-1] + most - overlap if before else most - overlap / 2
    at_least = length - (count - number) * (most - overlap) - overlap / 2
    at_least = max(at_least, (before[-1] if before else 0.0) + overlap)
    at_most = min(at_most, length - (count - number) * overlap)
    ideal = min(max(number * length / count, at_least), at_most)
    reach = length / count / 4  # no panel much longer than another for the sake of a gutter
    fitting = [x for x in gutters if at_least <= x <= at_most and abs(x - ideal) <= reach]
    return min(fitting, key=lambda x: abs(x - ideal), default=ideal)
