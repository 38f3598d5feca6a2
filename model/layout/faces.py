"""Faces from very sad to very glad, drawn as paths so that they look alike everywhere."""

from __future__ import annotations

from collections.abc import Iterator

from model.layout.icons import ellipse
from model.layout.marks import Mark, Outline, PathCommand, Rectangle


def face_fill(value: float) -> str:
    """Return the role of a face's ground: blue is good, orange is bad (reference 3.10)."""
    if value > 0.25:
        return "feeling.positive"
    return "feeling.negative" if value < -0.25 else "feeling.neutral"


def face(value: float, centre_x: float, centre_y: float, size: float, edge: str) -> Iterator[Mark]:
    """Yield a face ``size`` mm across for ``value``; ``edge`` is the role of its outline."""
    radius = size / 2
    yield Rectangle(
        centre_x - radius, centre_y - radius, size, size,
        fill=face_fill(value), stroke=edge, stroke_width=size * 0.07, radius=radius,
    )  # fmt: skip
    eye = size * 0.06
    eyes: list[PathCommand] = []
    for side in (-1, 1):
        eyes.extend(ellipse(centre_x + side * size * 0.17, centre_y - size * 0.12, eye, eye * 1.25))
    yield Outline(tuple(eyes), fill="feeling.ink")
    yield Outline(
        _mouth(value, centre_x, centre_y + size * 0.17, size * 0.22),
        stroke="feeling.ink",
        stroke_width=size * 0.07,
    )


def _mouth(value: float, x: float, y: float, half: float) -> tuple[PathCommand, ...]:
    """Return a mouth whose corners rise with ``value``: straight at 0."""
    bend = value / 2 * half * 0.75
    return (
        ("M", x - half, y - bend * 0.6),
        ("C", x - half * 0.5, y + bend, x + half * 0.5, y + bend, x + half, y - bend * 0.6),
    )
