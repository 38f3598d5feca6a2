"""Crop, registration and overlap marks: where to cut and how to align, all outside the bleed.

Numbers from reference/workshops-and-print.md section 5, number 2; in registration colour, which is
all inks of a press.
"""

from __future__ import annotations

from collections.abc import Iterator

from model.layout.marks import Mark, Rectangle, Stroke
from model.printing.pages import Area

MARK_OFFSET = 3.0
"""How far from the trim marks begin, where the bleed is no wider."""
MARK_LENGTH = 5.0
MARK_WIDTH = 0.25 * 25.4 / 72
MARK_COLOUR = "registration"

_CIRCLE = 1.5  # radius of the ring of a registration mark
_DASH = (1.0, 0.7)


def marks_reach(bleed: float) -> float:
    """Return how far from the trim marks end."""
    return max(MARK_OFFSET, bleed) + MARK_LENGTH


def crop_marks(trim: Area, bleed: float) -> Iterator[Stroke]:
    """Yield two lines at each corner of ``trim``, pointing at its edges."""
    x, y, width, height = trim
    for edge in (x, x + width):
        yield from _across(edge, trim, bleed)
    for edge in (y, y + height):
        yield from _down(edge, trim, bleed)


def overlap_marks(
    trim: Area, bleed: float, edges: tuple[float, ...], *, is_across: bool
) -> Iterator[Stroke]:
    """Yield dashed lines outside ``trim`` at each neighbour's edge.

    ``edges`` are x where panels stand side by side (``is_across``), else y.
    """
    beside = _across if is_across else _down
    for edge in edges:
        yield from beside(edge, trim, bleed, _DASH)


def registration_marks(trim: Area, bleed: float) -> Iterator[Mark]:
    """Yield a ring with a cross in the middle of each side of ``trim``."""
    x, y, width, height = trim
    away = max(MARK_OFFSET, bleed) + MARK_LENGTH / 2
    for centre_x, centre_y in (
        (x + width / 2, y - away),
        (x + width / 2, y + height + away),
        (x - away, y + height / 2),
        (x + width + away, y + height / 2),
    ):
        yield _ring(centre_x, centre_y)
        arm = MARK_LENGTH / 2
        for right, down in ((arm, 0.0), (0.0, arm)):
            yield Stroke(
                centre_x - right, centre_y - down, centre_x + right, centre_y + down,
                MARK_COLOUR, MARK_WIDTH,
            )  # fmt: skip


def _across(
    edge: float, trim: Area, bleed: float, dash: tuple[float, float] | None = None
) -> Iterator[Stroke]:
    _, y, _, height = trim
    for start, end in _ranges(y, height, bleed):
        yield Stroke(edge, start, edge, end, MARK_COLOUR, MARK_WIDTH, dash)


def _down(
    edge: float, trim: Area, bleed: float, dash: tuple[float, float] | None = None
) -> Iterator[Stroke]:
    x, _, width, _ = trim
    for start, end in _ranges(x, width, bleed):
        yield Stroke(start, edge, end, edge, MARK_COLOUR, MARK_WIDTH, dash)


def _ranges(start: float, length: float, bleed: float) -> Iterator[tuple[float, float]]:
    """Yield where marks stand before and after a side from ``start`` on."""
    offset = max(MARK_OFFSET, bleed)
    yield start - offset - MARK_LENGTH, start - offset
    yield start + length + offset, start + length + offset + MARK_LENGTH


def _ring(x: float, y: float) -> Rectangle:
    return Rectangle(
        x - _CIRCLE, y - _CIRCLE, 2 * _CIRCLE, 2 * _CIRCLE,
        stroke=MARK_COLOUR, stroke_width=MARK_WIDTH, radius=_CIRCLE,
    )  # fmt: skip
