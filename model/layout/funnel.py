"""The funnel under the headings: how many of all who set out come to each step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from model.course import Share
from model.layout.columns import ColumnPlace, Columns
from model.layout.look import Look
from model.layout.marks import Mark, Outline
from model.layout.sheet import Funnel
from model.layout.writing import write
from model.wording import percent_words

_TALL = 22.0
_LINE = 1.0
_GAP = 2.0
_WIDE_PART = 0.55
"""How much of a column those who come take before it narrows to those who go on."""
_ONE_LINE = 1e5
_LEAST = 0.2


def lay_funnel(
    look: Look, shares: Mapping[str, Share], columns: Columns, left: float, top: float
) -> tuple[Funnel | None, float]:
    """Return the funnel over all columns from ``top`` on, and where it ends."""
    if not shares or not columns.places:
        return None, top
    label = look.small("100", _ONE_LINE, is_bold=True).height
    middle = top + _GAP + label + _TALL / 2
    marks: list[Mark] = []
    margin, room = look.settings.margin, look.settings.lane_title_width
    title = look.text(look.words("sheet.funnel"), room, look.settings.card_size_pt)
    marks += write(title, margin, middle - title.height / 2, room, "text")
    for place in columns.places:
        marks += _part(shares[place.step_id], place, left, middle)
    for place in columns.places:
        if not place.is_collapsed:
            marks += _words(look, shares[place.step_id], place, left, top + _GAP)
    bottom = middle + _TALL / 2 + _GAP
    return Funnel(look.words("sheet.funnel"), top, bottom - top, tuple(marks)), bottom


def _part(share: Share, place: ColumnPlace, left: float, middle: float) -> Iterator[Mark]:
    x, end = left + place.x, left + place.x + place.width
    narrowing = x + place.width * _WIDE_PART
    coming = max(_TALL * share.coming / 100, _LEAST) / 2
    leaving = max(_TALL * share.leaving / 100, _LEAST) / 2
    yield Outline(
        (
            ("M", x, middle - coming), ("L", narrowing, middle - coming),
            ("L", end, middle - leaving), ("L", end, middle + leaving),
            ("L", narrowing, middle + coming), ("L", x, middle + coming), ("Z",),
        ),
        fill="metric.track",
    )  # fmt: skip
    for sign in (-1, 1):
        yield Outline(
            (
                ("M", x, middle + sign * coming), ("L", narrowing, middle + sign * coming),
                ("L", end, middle + sign * leaving),
            ),
            stroke="metric.bar", stroke_width=_LINE,
        )  # fmt: skip


def _words(look: Look, share: Share, place: ColumnPlace, left: float, top: float) -> Iterator[Mark]:
    """Yield who comes, at the left, and who goes on, at the right where that is fewer."""
    gap = look.settings.gap / 2
    room = place.width - 2 * gap
    coming = look.small(percent_words(look.words, share.coming), _ONE_LINE, is_bold=True)
    if coming.width <= room:
        yield from write(coming, left + place.x + gap, top, coming.width, "text")
    if share.leaving >= share.coming:
        return
    said = f"→ {percent_words(look.words, share.leaving)}"
    leaving = look.small(said, _ONE_LINE, is_bold=True)
    if coming.width + gap + leaving.width <= room:
        x = left + place.x + place.width - gap - leaving.width
        yield from write(leaving, x, top, leaving.width, "text")
