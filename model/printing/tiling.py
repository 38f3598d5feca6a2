"""Tiles: how a whole is shared out to sheets of an office printer, as pure geometry.

All lengths are millimetres on the paper. A sheet is called by row and column, ``2.3``. Where two
sheets meet, the one is cut along the seam and glued over the other, which goes on below it: the
overlap is what is cut off the one and what the other keeps for the glue.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from model.computed import computed
from model.paper import TOLERANCE, Orientation, Paper, parse_paper
from model.printing.pages import Area
from model.printing.seams import Span, Strip, cut_spans, even_seams, quiet_seams
from model.printing.settings import GlueSide
from model.problems import PrintProblem

# Shrinking by this much is not seen, and may save a row of sheets (reference 3.5).
MOST_SHRINK = 0.02
MOST_SHEETS = 3000
# Of the overlap, the part that is cut off; the rest is under the neighbour, where labels stand.
CUT_PART = 0.4
_LEAST_STEP = 20.0  # by which each sheet carries the map on


@computed(eq=True)
class Obstacle:
    """A thing on the whole that seams should not cut.

    Attributes:
        id: Of the card; "" for what nobody needs to be told of.
        x, y: How bad a cut from top to bottom, or from left to right, is; a card is 1.
    """

    id: str
    area: Area
    x: float = 1.0
    y: float = 1.0


@dataclass(frozen=True, slots=True)
class TileWay:
    """A way to share the whole out: a paper turned one way."""

    paper: str
    is_landscape: bool
    page_width: float
    page_height: float
    columns: int
    rows: int
    shrink: float

    @property
    def sheets(self) -> int:
        """How many sheets it takes."""
        return self.columns * self.rows

    @property
    def paper_m2(self) -> float:
        """How much paper that is, in square metres."""
        return self.sheets * self.page_width * self.page_height / 1e6


@dataclass(frozen=True)
class TilePlan:
    """How a whole is shared out to sheets.

    Attributes:
        width, height: The whole, as it will hang.
        scale: Millimetres on the paper for one of the map's sheet.
        shrink: What of ``scale`` was given up to save sheets; 1 for nothing.
        way: The paper chosen.
        ways: All that were weighed, the chosen one first.
        x_seams, y_seams: Where the sheets meet, from the whole's top left corner.
        header_width, header_height: What sheets beyond the first column and row keep at their left
            and top for repeated headings.
        cut_cards: Ids of the cards that a seam goes through.
    """

    width: float
    height: float
    scale: float
    shrink: float
    way: TileWay
    ways: tuple[TileWay, ...]
    x_seams: tuple[float, ...]
    y_seams: tuple[float, ...]
    margin: float
    overlap: float
    glue_side: GlueSide
    header_width: float = 0.0
    header_height: float = 0.0
    cut_cards: tuple[str, ...] = ()

    @property
    def columns(self) -> int:
        """How many sheets stand side by side."""
        return self.way.columns

    @property
    def rows(self) -> int:
        """How many sheets stand one above the other."""
        return self.way.rows

    @property
    def sheets(self) -> int:
        """How many sheets there are, blank ones too."""
        return self.way.sheets

    @property
    def paper(self) -> str:
        """Name of the paper of each sheet."""
        return self.way.paper

    @property
    def is_landscape(self) -> bool:
        """Whether each sheet is wider than high."""
        return self.way.is_landscape

    @property
    def page_width(self) -> float:
        """Width of each sheet of paper."""
        return self.way.page_width

    @property
    def page_height(self) -> float:
        """Height of each sheet of paper."""
        return self.way.page_height

    @property
    def seams(self) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """Where sheets meet: along x, and along y."""
        return self.x_seams, self.y_seams

    @property
    def waste_m2(self) -> float:
        """Paper that is not seen on the wall, in square metres."""
        return self.way.paper_m2 - self.width * self.height / 1e6

    @cached_property
    def places(self) -> tuple[tuple[int, int], ...]:
        """(row, column) of all sheets from 1 on, row by row."""
        return tuple(product(range(1, self.rows + 1), range(1, self.columns + 1)))

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all sheets, row by row."""
        return tuple(tile_name(row, column) for row, column in self.places)

    def seen(self, row: int, column: int) -> Area:
        """Return what of the whole is seen of a sheet on the wall."""
        x1, x2 = _between(self.x_seams, column, self.width)
        y1, y2 = _between(self.y_seams, row, self.height)
        return x1, y1, x2 - x1, y2 - y1

    def printed(self, row: int, column: int) -> Area:
        """Return what of the whole is printed on a sheet: what is seen, and the overlaps."""
        before, after = sides_of_overlap(self.overlap, self.glue_side)
        cut, under = sides_of_overlap(self.overlap, "right")
        x1, x2 = _between(self.x_seams, column, self.width)
        y1, y2 = _between(self.y_seams, row, self.height)
        x1, x2 = max(x1 - before, 0.0), min(x2 + after, self.width)
        y1, y2 = max(y1 - cut, 0.0), min(y2 + under, self.height)
        return x1, y1, x2 - x1, y2 - y1

    def corner(self, row: int, column: int) -> tuple[float, float]:
        """Return where on its page the printed part of a sheet begins."""
        x = self.margin + (self.header_width if column > 1 else 0.0)
        return x, self.margin + (self.header_height if row > 1 else 0.0)


def tile_name(row: int, column: int) -> str:
    """Return what a sheet is called: ``A3`` would read as a paper size."""
    return f"{row}.{column}"


def sides_of_overlap(overlap: float, glue_side: GlueSide) -> tuple[float, float]:
    """Return how much of its neighbours a sheet shows (before its first seam, after its last)."""
    cut = overlap * CUT_PART
    return (cut, overlap - cut) if glue_side == "right" else (overlap - cut, cut)


def sheets_along(
    length: float, room: float, overlap: float, first_room: float | None = None
) -> int:
    """Return how many sheets a length takes; what is too long by 0.01 mm still fits."""
    first = room if first_room is None else first_room
    if length <= first + TOLERANCE:
        return 1
    return 1 + math.ceil((length - first - TOLERANCE) / (room - overlap))


def parse_tile_papers(text: str) -> tuple[Paper, ...]:
    """Return the papers a person named: ``A4``; ``A4,A3`` or ``auto`` for the better of several.

    Raises:
        PrintProblem: If one is unknown, or no sheet: a roll, the map's own size.
    """
    names = "A4,A3" if text.strip().lower() == "auto" else text
    papers = tuple(parse_paper(name) for name in names.split(","))
    for paper in papers:
        if paper.width is None or paper.height is None:
            raise PrintProblem("print.tile_paper", paper=paper.name)
    return papers


def plan_tiles(
    width: float,
    height: float,
    papers: Sequence[Paper],
    *,
    margin: float = 5.0,
    overlap: float = 10.0,
    orientation: Orientation = "auto",
    glue_side: GlueSide = "right",
    scale: float = 1.0,
    obstacles: Sequence[Obstacle] = (),
    is_fitted_to_sheets: bool = False,
    header: tuple[float, float] = (0.0, 0.0),
) -> TilePlan:
    """Return how a whole of ``width`` times ``height`` is shared out to the fewest sheets.

    Args:
        width: Of the whole at ``scale``.
        height: Of the whole.
        papers: What sheets there are; with several, the one of which fewest are needed.
        margin: What the printer cannot reach.
        overlap: What neighbours share.
        orientation: ``auto`` tries both ways.
        glue_side: Where a sheet keeps the strip that goes under its neighbour in the row.
        scale: Of the whole; the plan's is less where it was shrunk.
        obstacles: What seams should not cut; () leaves them evenly spaced.
        is_fitted_to_sheets: Whether to shrink by up to 2 % where that saves a row or a column.
        header: What repeated headings take at the left and the top of further sheets.

    Raises:
        PrintProblem: If a sheet has no room, or there would be too many.
    """
    rules = _Rules(margin, overlap, glue_side, header, is_fitted_to_sheets)
    ways = [
        _way((width, height), paper, rules, is_landscape=is_landscape)
        for paper in papers
        for is_landscape in _turns(paper, orientation)
    ]
    possible = sorted((way for way in ways if way), key=_preference)
    if not possible:
        raise PrintProblem("print.tile_too_small", paper=papers[0].name, overlap=overlap)
    if possible[0].sheets > MOST_SHEETS:
        raise PrintProblem("print.too_many_sheets", count=possible[0].sheets, most=MOST_SHEETS)
    best = possible[0]
    equals = [way for way in possible if (way.sheets, way.paper) == (best.sheets, best.paper)]
    others = tuple(possible)
    plans = [_plan((width, height), scale, way, others, rules, obstacles) for way in equals]
    return min(plans, key=lambda plan: len(plan.cut_cards))  # the first of equals


def _turns(paper: Paper, orientation: Orientation) -> Iterator[bool]:
    if orientation in ("auto", "portrait"):
        yield False
    if orientation in ("auto", "landscape") and not (
        orientation == "auto" and paper.width == paper.height
    ):
        yield True


@dataclass(frozen=True, slots=True)
class _Rules:
    margin: float
    overlap: float
    glue_side: GlueSide
    header: tuple[float, float]
    is_fitted: bool


def _way(
    size: tuple[float, float], paper: Paper, rules: _Rules, *, is_landscape: bool
) -> TileWay | None:
    """Return how many sheets of a paper turned one way it takes; None if they are too small."""
    short, long = sorted((paper.width or 0.0, paper.height or 0.0))
    sides = (long, short) if is_landscape else (short, long)
    axes = [
        _Axis(length, side - 2 * rules.margin, rules.overlap, taken)
        for length, side, taken in zip(size, sides, rules.header, strict=True)
    ]
    if any(axis.step < _LEAST_STEP for axis in axes):
        return None
    shrinks = {1.0}
    if rules.is_fitted:
        saving = [axis.saving_shrink() for axis in axes]
        shrinks.update(shrink for shrink in saving if shrink >= 1 - MOST_SHRINK)
    choices = [
        TileWay(
            paper.name, is_landscape, *sides, axes[0].count(shrink), axes[1].count(shrink), shrink
        )
        for shrink in shrinks
    ]
    return min(choices, key=lambda way: (way.sheets, -way.shrink))


@dataclass(frozen=True, slots=True)
class _Axis:
    length: float
    room: float
    overlap: float
    header: float

    @property
    def step(self) -> float:
        return self.room - self.header - self.overlap

    def count(self, shrink: float) -> int:
        room = self.room - self.header
        return sheets_along(self.length * shrink, room, self.overlap, self.room)

    def saving_shrink(self) -> float:
        """Return the shrink at which one sheet less is enough, 0 if there is but one."""
        fewer = self.count(1.0) - 1
        return (self.room + (fewer - 1) * self.step) / self.length if fewer else 0.0


def _preference(way: TileWay) -> tuple[float, ...]:
    """Fewest sheets, least paper, fewest seams, upright."""
    seams = (way.columns - 1) * way.page_height + (way.rows - 1) * way.page_width
    return way.sheets, round(way.paper_m2, 6), -way.shrink, round(seams, 3), way.is_landscape


def _plan(
    size: tuple[float, float],
    scale: float,
    way: TileWay,
    ways: tuple[TileWay, ...],
    rules: _Rules,
    obstacles: Sequence[Obstacle],
) -> TilePlan:
    k = way.shrink
    width, height = size[0] * k, size[1] * k
    x_spans = [Span(o.area[0] * k, (o.area[0] + o.area[2]) * k, o.x) for o in obstacles]
    y_spans = [Span(o.area[1] * k, (o.area[1] + o.area[3]) * k, o.y) for o in obstacles]
    room = way.page_width - 2 * rules.margin
    shared = sides_of_overlap(rules.overlap, rules.glue_side)
    x_seams = _seams(_strip(width, room, way.columns, rules.header[0], shared), x_spans)
    room = way.page_height - 2 * rules.margin
    shared = sides_of_overlap(rules.overlap, "right")
    y_seams = _seams(_strip(height, room, way.rows, rules.header[1], shared), y_spans)
    cut = {*cut_spans(x_seams, x_spans), *cut_spans(y_seams, y_spans)}
    return TilePlan(
        width=width,
        height=height,
        scale=scale * k,
        shrink=k,
        way=way,
        ways=(way, *(other for other in ways if other is not way)),
        x_seams=x_seams,
        y_seams=y_seams,
        margin=rules.margin,
        overlap=rules.overlap,
        glue_side=rules.glue_side,
        header_width=rules.header[0],
        header_height=rules.header[1],
        cut_cards=tuple(obstacles[at].id for at in sorted(cut) if obstacles[at].id),
    )


def _strip(
    length: float, room: float, count: int, header: float, shared: tuple[float, float]
) -> Strip:
    return Strip(length, (room, *[room - header] * (count - 1)), *shared)


def _seams(strip: Strip, spans: Sequence[Span]) -> tuple[float, ...]:
    weighed = [span for span in spans if span.weight]
    return quiet_seams(strip, weighed) if weighed else even_seams(strip)


def _between(seams: tuple[float, ...], number: int, length: float) -> tuple[float, float]:
    """Return the two ends of the ``number``-th part, from 1 on."""
    start = seams[number - 2] if number > 1 else 0.0
    return start, seams[number - 1] if number <= len(seams) else length
