"""Where a whole is cut: seams moved along one axis so that they run between cards, not through."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from model.computed import computed

# A seam may run along the very edge of a card: what is closer than this is not cut.
TOUCH = 0.05
_CLEARANCE = 1.5  # how far from an edge scissors should stay
_CLEARANCE_WEIGHT = 0.02
_EVEN_WEIGHT = 0.001
_SAMPLES = 64


@computed(eq=True)
class Span:
    """What a thing takes along one axis, in mm, and how bad it is to cut it (a card is 1)."""

    start: float
    end: float
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Strip:
    """One axis of a whole that goes onto several sheets.

    Attributes:
        length: Of the whole.
        rooms: What each sheet can show along this axis, in order.
        before: How much of what is seen on the sheet before, a sheet shows once more.
        after: How much of what is seen on the next sheet it shows too.
    """

    length: float
    rooms: tuple[float, ...]
    before: float
    after: float

    @property
    def slack(self) -> float:
        """How far each seam can be moved; negative if the sheets do not suffice."""
        shared = (len(self.rooms) - 1) * (self.before + self.after)
        return sum(self.rooms) - shared - self.length

    def bounds(self) -> tuple[tuple[float, float], ...]:
        """Return the (least, most) of each seam, one for each pair of neighbouring sheets."""
        shared = self.before + self.after
        most = accumulate(
            self.rooms[1:-1], lambda at, room: at + room - shared, initial=self.rooms[0]
        )
        slack, ends = max(self.slack, 0.0), list(most)[: len(self.rooms) - 1]
        return tuple(
            (max(at - self.after - slack, 0.0), min(at - self.after, self.length)) for at in ends
        )


def even_seams(strip: Strip) -> tuple[float, ...]:
    """Return seams that give all sheets about the same share, without a look at what they cut."""
    total = sum(strip.rooms)
    shares = accumulate(room / total * strip.length for room in strip.rooms[:-1])
    bounds = strip.bounds()
    seams = [min(max(at, low), high) for at, (low, high) in zip(shares, bounds, strict=True)]
    steps = [room - strip.before - strip.after for room in strip.rooms[1:-1]]
    if all(b - a <= step + TOUCH / 10 for (a, b), step in zip(pairwise(seams), steps, strict=True)):
        return tuple(seams)
    return tuple((low + high) / 2 for low, high in bounds)


def quiet_seams(strip: Strip, spans: Sequence[Span]) -> tuple[float, ...]:
    """Return the seams that cut the least of ``spans``, with the same number of sheets.

    A search over cut positions: each seam has a range as long as the sheets' slack, in which
    places between spans and places at regular steps are weighed; a deque with the cheapest
    earlier seams in reach makes the search linear in the places (reference/pdf.md 1.6).
    """
    even = even_seams(strip)
    if not even or not spans or strip.slack <= TOUCH:
        return even
    costs = _Costs(spans)
    places = [
        costs.places(low, high, own) for (low, high), own in zip(strip.bounds(), even, strict=True)
    ]
    prices = [
        [costs.at(at) + _EVEN_WEIGHT * abs(at - own) / strip.slack for at in row]
        for row, own in zip(places, even, strict=True)
    ]
    # No sheet gets a sliver, if that can be helped.
    for least in (min(strip.rooms) / 4, 0.0):
        found = _cheapest(strip, places, prices, least)
        if found:
            return found
    return even


def cut_spans(seams: Sequence[float], spans: Sequence[Span]) -> list[int]:
    """Return the indices of the spans that some seam cuts."""
    return [
        at
        for at, span in enumerate(spans)
        if bisect_right(seams, span.start + TOUCH) < bisect_left(seams, span.end - TOUCH)
    ]


class _Costs:
    """What a seam at a place cuts, asked in logarithmic time."""

    def __init__(self, spans: Sequence[Span]) -> None:
        near = [
            Span(span.start - _CLEARANCE, span.end + _CLEARANCE, span.weight * _CLEARANCE_WEIGHT)
            for span in spans
        ]
        self._starts, self._begun = _running((s.start + TOUCH, s.weight) for s in (*spans, *near))
        self._ends, self._ended = _running((s.end - TOUCH, s.weight) for s in (*spans, *near))
        self._edges = sorted({edge for span in spans for edge in (span.start, span.end)})

    def at(self, place: float) -> float:
        """Return the weight of all that a seam at ``place`` cuts or comes too near."""
        begun = self._begun[bisect_left(self._starts, place)]
        return begun - self._ended[bisect_right(self._ends, place)]

    def places(self, low: float, high: float, own: float) -> list[float]:
        """Return the places of a seam between ``low`` and ``high`` that are worth a look."""
        first, last = bisect_right(self._edges, low), bisect_left(self._edges, high)
        edges = self._edges[max(first - 1, 0) : last + 1]
        middles = [(a + b) / 2 for a, b in pairwise(edges) if b - a > 2 * TOUCH]
        steps = [low + (high - low) * at / _SAMPLES for at in range(_SAMPLES + 1)]
        return sorted({at for at in (*middles, *steps, own) if low <= at <= high})


def _running(weighed: Iterable[tuple[float, float]]) -> tuple[list[float], list[float]]:
    """Return places in order, and what all before each of them weigh together."""
    ordered = sorted(weighed)
    return [at for at, _ in ordered], list(accumulate((w for _, w in ordered), initial=0.0))


def _cheapest(
    strip: Strip, places: list[list[float]], prices: list[list[float]], least: float
) -> tuple[float, ...]:
    """Return the cheapest seams at which each sheet shows at least ``least``; () if there are none.

    ``totals`` are the prices up to a seam, ``ways`` which place of the seam before it takes.
    """
    infinite = float("inf")
    totals = [
        price if at >= least else infinite for at, price in zip(places[0], prices[0], strict=True)
    ]
    ways: list[list[int]] = []
    for number in range(1, len(places)):
        most = strip.rooms[number] - strip.before - strip.after + TOUCH / 10
        before, reach, waiting = places[number - 1], deque[int](), 0
        row: list[float] = []
        way: list[int] = []
        for at, price in zip(places[number], prices[number], strict=True):
            while waiting < len(before) and before[waiting] <= at - least:
                while reach and totals[reach[-1]] >= totals[waiting]:
                    reach.pop()
                reach.append(waiting)
                waiting += 1
            while reach and before[reach[0]] < at - most:
                reach.popleft()
            row.append(totals[reach[0]] + price if reach else infinite)
            way.append(reach[0] if reach else -1)
        totals = row
        ways.append(way)
    ends = [
        total if strip.length - at >= least else infinite
        for at, total in zip(places[-1], totals, strict=True)
    ]
    at = min(range(len(ends)), key=ends.__getitem__)
    if ends[at] == infinite:
        return ()
    chosen = [at]
    for way in reversed(ways):
        chosen.append(way[chosen[-1]])
    return tuple(row[at] for row, at in zip(places, reversed(chosen), strict=True))
