"""The bar at the left of cards and lanes: in print without full colour each has a pattern too.

Colours that are all white (ink saving) or all grey are told apart by it: a card has the pattern of
its lane's title, or another, as it has its colour or another.
"""

from __future__ import annotations

from collections.abc import Iterator

from model.cards import CardColour
from model.layout.look import Look
from model.layout.marks import Mark, Outline, PathCommand, Rectangle, Stroke

_DASHES = {  # (on, off) in widths of the bar
    "blue": (5.0, 1.8),
    "orange": (1.8, 1.2),
    "violet": (0.4, 0.7),
}
_THIN = 0.3


def colour_bar(
    look: Look, colour: CardColour, x: float, y: float, width: float, height: float, radius: float
) -> Iterator[Mark]:
    """Yield the bar that shows ``colour``; lengths in mm, (x, y) is its top left corner."""
    role = f"card.{colour}.bar"
    middle, bottom = x + width / 2, y + height
    thin = _THIN * width
    if not look.has_patterns or colour == "yellow":
        yield Rectangle(x, y, width, height, fill=role, radius=radius)
    elif colour in _DASHES:
        on, off = _DASHES[colour]
        dash = (on * width, off * width)
        yield Stroke(middle, y, middle, bottom, colour=role, width=width, dash=dash)
    elif colour == "white":
        ends = (height / 4, height / 2)  # at both ends, and nothing between
        yield Stroke(middle, y, middle, bottom, colour=role, width=width, dash=ends)
    elif colour == "green":
        for across in (x + thin / 2, x + width - thin / 2):
            yield Stroke(across, y, across, bottom, colour=role, width=thin)
    elif colour == "pink":
        yield Outline(_zigzag(x, y, width, height), stroke=role, stroke_width=1.3 * thin)
    else:
        yield Stroke(x + thin, y, x + thin, bottom, colour=role, width=thin)


def _zigzag(x: float, y: float, width: float, height: float) -> tuple[PathCommand, ...]:
    teeth = max(2, round(height / (1.4 * width)))
    rise = height / teeth
    start: PathCommand = ("M", x, y)
    return (
        start,
        *(("L", x + width * (at % 2), y + at * rise) for at in range(1, teeth + 1)),
    )
