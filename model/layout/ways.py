"""Branches and loops back: lines below the headings of the steps, stacked so that few cross."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from model.course import Way, step_names, way_words, ways_of
from model.journey import JourneyMap
from model.layout.columns import Columns
from model.layout.look import Look
from model.layout.marks import Icon, Mark, Outline, PathCommand, Rectangle
from model.layout.sheet import PlacedWay
from model.layout.writing import write
from model.text.glyphs import TextBlock

_LINE = 0.9
_LEAD = 6.0
"""How far the first line keeps from the headings: an arrow head must be seen there."""
_HEAD_LENGTH, _HEAD_HALF = 4.5, 2.0
_BEND = 3.0
_INSET = 5.0
_LABEL_ROOM = 1.0
_LABEL_GAP = 2.0
_MOST_LEGS = 64
_ONE_LINE = 1e5


@dataclass(frozen=True, slots=True)
class _Span:
    """A way between two headings: ``first`` and ``last`` are half columns it runs below."""

    way: Way
    source: int
    target: int
    level: int

    @property
    def length(self) -> int:
        return abs(self.target - self.source)


def lay_ways(
    look: Look, journey: JourneyMap, columns: Columns, left: float, top: float
) -> tuple[tuple[PlacedWay, ...], float]:
    """Return the lines of all branches and loops from ``top`` on, and where they end.

    ``left`` is where the first column begins on the sheet. Without anything to draw they end at
    ``top``.
    """
    ends = _ends(columns)
    spans = _stacked(_spans(ways_of(journey.phases), ends))
    if not spans:
        return (), top
    names = step_names(look.words, journey)
    legs = _legs(spans, columns, ends, left)
    standing = _Standing(spans, legs)
    pitch = _pitch(look)
    placed = tuple(
        _placed(look, span, legs[number], names, standing, top, pitch)
        for number, span in enumerate(spans)
    )
    return placed, top + _LEAD + max(span.level for span in spans) * pitch + _LABEL_GAP


def _pitch(look: Look) -> float:
    return look.small("X", _ONE_LINE).height + 2 * _LABEL_ROOM + _LABEL_GAP


def _ends(columns: Columns) -> Mapping[str, int]:
    """Return the column each step is reached at: those of a collapsed phase at its first."""
    ends: dict[str, int] = {}
    folded: dict[str, int] = {}
    for at, place in enumerate(columns.places):
        ends[place.step_id] = folded.setdefault(place.phase_id, at) if place.is_collapsed else at
    return ends


def _spans(ways: Mapping[str, Sequence[Way]], ends: Mapping[str, int]) -> list[_Span]:
    """Return what is to be drawn, the shortest first; a strip leads to itself no more than once."""
    found: dict[tuple[int, int], _Span] = {}
    for each in ways.values():
        for way in each:
            source, target = ends.get(way.source), ends.get(way.target)
            if source is None or target is None or (source == target and way.source != way.target):
                continue
            found.setdefault((source, target), _Span(way, source, target, 0))
    return sorted(found.values(), key=lambda span: (span.length, min(span.source, span.target)))


def _stacked(spans: Sequence[_Span]) -> list[_Span]:
    """Give each span the level next below all that it meets: short ways stand inside long ones.

    Two ways that end at one step on its two sides do not meet: a column has two halves.
    """
    width = 2 * max((max(span.source, span.target) for span in spans), default=0) + 2
    skyline = [0] * width
    stacked = []
    for span in spans:
        low, high = sorted((span.source, span.target))
        first, last = (2 * low + 1, 2 * high) if low < high else (2 * low, 2 * low + 1)
        level = max(skyline[first : last + 1]) + 1
        skyline[first : last + 1] = [level] * (last + 1 - first)
        stacked.append(_Span(span.way, span.source, span.target, level))
    return stacked


def _legs(
    spans: Sequence[_Span], columns: Columns, ends: Mapping[str, int], left: float
) -> list[tuple[float, float]]:
    """Return where each way leaves and arrives on the sheet.

    Below a heading those to the left come first, inner ones outermost; then those to the right,
    outer ones first: so that none crosses another that ends there.
    """
    joined: dict[int, list[tuple[int, int, int, int]]] = {}
    for number, span in enumerate(spans):
        for which, (own, other) in enumerate(
            ((span.source, span.target), (span.target, span.source))
        ):
            is_right = other > own or (other == own and which == 0)
            order = (1, -span.level) if is_right else (0, span.level)
            joined.setdefault(own, []).append((*order, number, which))
    legs = [[0.0, 0.0] for _ in spans]
    for own, held in joined.items():
        place = columns.places[own]
        width = place.width
        if place.is_collapsed:
            steps = (p.width for p in columns.places if ends[p.step_id] == own)
            width = sum(steps)
        inner = width - 2 * _INSET
        for at, (*_, number, which) in enumerate(sorted(held), 1):
            legs[number][which] = left + place.x + _INSET + inner * at / (len(held) + 1)
    return [(start, end) for start, end in legs]


class _Standing:
    """The upright parts of all ways, by how deep they reach: labels keep clear of them."""

    def __init__(self, spans: Sequence[_Span], legs: Sequence[tuple[float, float]]) -> None:
        self._below: dict[int, list[float]] = {}
        standing: list[float] = []
        by_level: dict[int, list[float]] = {}
        for span, ends in zip(spans, legs, strict=True):
            by_level.setdefault(span.level, []).extend(ends)
        for level in sorted(by_level, reverse=True):
            self._below[level] = list(standing)
            for x in by_level[level]:
                insort(standing, x)

    def gap(self, level: int, start: float, end: float, width: float) -> float | None:
        """Return the middle of a place of ``width`` between the lines, the nearest to the middle.

        None where there is no such place among the first lines that stand there.
        """
        xs = self._below[level]
        first, last = bisect_right(xs, start), bisect_left(xs, end)
        edges = [start, *xs[first : min(last, first + _MOST_LEGS)], end]
        middle, half = (start + end) / 2, width / 2 + _LABEL_GAP
        places = [
            min(max(middle, low + half), high - half)
            for low, high in pairwise(edges)
            if high - low >= 2 * half
        ]
        return min(places, key=lambda x: abs(x - middle), default=None)


def _placed(
    look: Look,
    span: _Span,
    legs: tuple[float, float],
    names: Mapping[str, str],
    standing: _Standing,
    top: float,
    pitch: float,
) -> PlacedWay:
    way = span.way
    start, end = legs
    y = top + _LEAD + (span.level - 0.5) * pitch
    commands = _line(start, end, top, y)
    marks: list[Mark] = [
        Outline(commands, stroke="link", stroke_width=_LINE),
        Outline(
            (
                ("M", end, top), ("L", end + _HEAD_HALF, top + _HEAD_LENGTH),
                ("L", end - _HEAD_HALF, top + _HEAD_LENGTH), ("Z",),
            ),
            fill="link",
        ),
        Rectangle(start - 1.2, top - 1.2, 2.4, 2.4, fill="link", radius=1.2),
    ]  # fmt: skip
    words = look.small(way_words(look.words, way, names[way.target]), _ONE_LINE)
    em = look.small_em
    left, right = sorted(legs)
    for text in (words, None):
        width = 1.2 * em + 2 * _LABEL_ROOM + (0.4 * em + text.width if text else 0.0)
        middle = standing.gap(span.level, left + _BEND, right - _BEND, width)
        if middle is not None:
            marks += _label(way, text, (middle - width / 2, y, width), em, words.height)
            break
    return PlacedWay(
        source=way.source, target=way.target, commands=commands,
        head=(end, top), marks=tuple(marks),
    )  # fmt: skip


def _line(start: float, end: float, top: float, y: float) -> tuple[PathCommand, ...]:
    sign = 1.0 if end >= start else -1.0
    bend = min(_BEND, abs(end - start) / 2)
    pull = bend * 0.45
    return (
        ("M", start, top),
        ("L", start, y - bend),
        ("C", start, y - pull, start + sign * pull, y, start + sign * bend, y),
        ("L", end - sign * bend, y),
        ("C", end - sign * pull, y, end, y - pull, end, y - bend),
        ("L", end, top + _HEAD_LENGTH / 2),
    )


def _label(
    way: Way, text: TextBlock | None, box: tuple[float, float, float], em: float, height: float
) -> Iterator[Mark]:
    """Yield the sign of a way and where it leads, on a ground of their own."""
    x, y, width = box
    tall = height + _LABEL_ROOM
    yield Rectangle(x, y - tall / 2, width, tall, fill="paper", radius=1.5)
    icon = "repeat" if way.kind == "back" else "arrow-right"
    yield Icon(icon, x + _LABEL_ROOM, y - 0.6 * em, 1.2 * em, "link")
    if text is not None:
        yield from write(text, x + _LABEL_ROOM + 1.6 * em, y - height / 2, text.width, "text.muted")
