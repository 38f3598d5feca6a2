"""A small picture of how a journey feels from phase to phase, and the same in words."""

from __future__ import annotations

from collections.abc import Sequence

from model.layout.look import Look
from model.layout.marks import Mark, Outline, PathCommand, Rectangle, Stroke
from model.layout.writing import write_centred, write_ending
from model.reports.report import CurvePoint
from model.text.glyphs import MM_PER_POINT

_HEIGHT_EM = 6.5
_DOT = 2.0
_LEFT_EM = 2.6


def picture_marks(
    curve: Sequence[CurvePoint], look: Look, width: float, size_pt: float
) -> tuple[tuple[Mark, ...], float]:
    """Return the picture from (0, 0) on, as wide as ``width`` mm, and how tall it is."""
    em = size_pt * MM_PER_POINT
    tall, left = _HEIGHT_EM * em, _LEFT_EM * em
    share = (width - left) / len(curve)
    small = size_pt * 0.85
    marks: list[Mark] = []
    for value in (2, 0, -2):
        y = tall * (2 - value) / 4
        marks.append(Stroke(left, y, width, y, "grid.strong" if value == 0 else "grid.line", 0.25))
        said = look.text(look.signed(value), left, small)
        marks.extend(write_ending(said, left - 1.0, y - said.height / 2, "text.muted"))
    at = [left + (place + 0.5) * share for place in range(len(curve))]
    known = [
        (x, tall * (2 - point.value) / 4)
        for x, point in zip(at, curve, strict=True)
        if point.value is not None
    ]
    first, *others = known
    way: list[PathCommand] = [("M", *first), *(("L", x, y) for x, y in others)]
    if others:
        marks.append(Outline(tuple(way), stroke="curve.blue", stroke_width=0.7))
    for x, y in known:
        marks.append(
            Rectangle(
                x - _DOT / 2, y - _DOT / 2, _DOT, _DOT,
                fill="curve.blue", radius=_DOT / 2,
            )
        )  # fmt: skip
    below = 0.0
    for x, point in zip(at, curve, strict=True):
        size = look.whole_word_size(point.name, small, share - 1)
        name = look.text(point.name, share - 1, size)
        marks.extend(write_centred(name, x, tall + 0.5 * em))
        below = max(below, name.height)
    return tuple(marks), tall + 0.5 * em + below


def picture_words(curve: Sequence[CurvePoint], look: Look) -> str:
    """Return what the picture shows, to be read out."""
    unknown = look.words("reports.feeling.unknown")
    told = (
        f"{point.name}: {unknown if point.value is None else look.signed(point.value)}"
        for point in curve
    )
    return f"{look.words('reports.feeling.picture')} {'; '.join(told)}."
