"""The handout: a map on pages one holds in the hand, whole or phase by phase, never too small.

Each page is a part of the map laid out anew: notes as low as their text, as many side by side as
fill the page. So a page shows more than a window onto the wall would, in larger type.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from model.filtering import Filter
from model.journey import JourneyMap
from model.layout.columns import shown_phases
from model.layout.drawing_order import Layer
from model.layout.engine import Layout
from model.layout.sheet import Block
from model.paper import MAX_SIDE, Paper, parse_paper
from model.printing.fitted_part import LEAST_PT, FittedPart, Fitter
from model.printing.page_frame import PageFrame
from model.printing.pages import Piece, PrintPage
from model.printing.settings import PrintSettings
from model.printing.split_parts import readable_parts
from model.problems import PrintProblem, Problem
from model.texts import Texts

_INSET = 5.0  # between the printer's margin and the map
_TITLE_PT, _SMALL_PT = 14.0, 8.0
_LARGEST_PT = 12.0
_LEGEND_ROOM = 3.0


class Handout(NamedTuple):
    """The pages of a handout, the smallest scale and what to tell of them."""

    pages: tuple[PrintPage, ...]
    scale: float
    notes: tuple[Problem, ...]


def handout(
    journey: JourneyMap, settings: PrintSettings, layout: Layout, through: Filter | None
) -> Handout:
    """Return ``journey`` as a handout, its pages turned the way they are fewer.

    Raises:
        PrintProblem: ``print.handout_paper`` if the paper has no two sides,
            ``print.nothing_printed`` if no phase is printed.
    """
    if settings.orientation != "auto":
        is_upright = settings.orientation == "portrait"
        return _Binder(journey, settings, layout, through, is_upright=is_upright).bound()
    lying = _Binder(journey, settings, layout, through, is_upright=False)
    if lying.count == 1:
        return lying.bound()
    upright = _Binder(journey, settings, layout, through, is_upright=True)
    return (upright if upright.count < lying.count else lying).bound()


def page_size(settings: PrintSettings, usual: str = "A3") -> tuple[str, float, float]:
    """Return (name, width, height) of the page, upright; the map's own size stands for ``usual``.

    Raises:
        PrintProblem: ``print.handout_paper``, ``print.paper_too_large``.
    """
    paper: Paper = parse_paper(settings.paper)
    if paper.is_map_size:
        paper = parse_paper(usual)
    if paper.width is None or paper.height is None:
        raise PrintProblem("print.handout_paper", paper=paper.name)
    side = max(paper.width, paper.height)
    if side > MAX_SIDE:
        raise PrintProblem(
            "print.paper_too_large", paper=paper.name, side=math.ceil(side), limit=round(MAX_SIDE)
        )
    return paper.name, min(paper.width, paper.height), max(paper.width, paper.height)


class _Binder:
    """Shares the map out to pages at once, and makes the pages when they are asked for."""

    def __init__(
        self,
        journey: JourneyMap,
        settings: PrintSettings,
        layout: Layout,
        through: Filter | None,
        *,
        is_upright: bool,
    ) -> None:
        self._paper, short, long = page_size(settings)
        self._page = (short, long) if is_upright else (long, short)
        self._journey, self._settings = journey, settings
        self._words = Texts(journey.about.language)
        is_blank = settings.content != "filled"
        self._fitter = Fitter(
            journey,
            layout,
            through,
            _LARGEST_PT,
            is_blank=is_blank,
            is_evidence_shown=settings.is_evidence_shown,
        )
        self._margin = settings.margin + _INSET
        fonts = layout.fonts
        self._frame = PageFrame(
            journey, fonts, self._page, self._margin, _TITLE_PT, _SMALL_PT, through
        )
        self._room = self._frame.room[2:]
        self._phases = shown_phases(journey, for_print=True)
        if not self._phases:
            raise PrintProblem("print.nothing_printed")
        self._lanes = tuple(lane.id for lane in journey.lanes if lane.is_printed)

        self._whole = None if settings.is_phase_by_phase else self._whole_if_readable()
        parts = [] if self._whole else list(self._rough_parts())
        self._legend = self._legend_of(parts)
        self._parts, self._legend_at = self._with_legend(parts)

    @property
    def count(self) -> int:
        """How many pages there are."""
        return 1 if self._whole else len(self._parts) + self._has_page_for_legend

    def bound(self) -> Handout:
        """Return the pages."""
        if self._whole is not None:
            whole = self._fitter.enlarged(self._whole, self._whole_room, is_whole=True)
            return Handout((self._whole_page(whole),), whole.scale, ())
        parts = list(self._enlarged_parts())
        pages = tuple(self._pages(parts))
        notes: list[Problem] = []
        # Without the map's card one page may do after all.
        if len(pages) > 1 and not self._settings.is_phase_by_phase:
            notes.append(
                PrintProblem("print.handout_split", paper=self._paper, size=round(LEAST_PT))
            )
        if any(not part.is_readable for part in parts):
            small = round(min(part.smallest_pt for part in parts), 1)
            notes.append(PrintProblem("print.handout_small", paper=self._paper, size=small))
        return Handout(pages, min(part.scale for part in parts), tuple(notes))

    @property
    def _whole_room(self) -> tuple[float, float]:
        return self._page[0] - 2 * self._margin, self._page[1] - 2 * self._margin

    @property
    def _has_page_for_legend(self) -> bool:
        return self._legend is not None and self._legend_at == len(self._parts)

    def _whole_if_readable(self) -> FittedPart | None:
        steps = [step.id for phase in self._phases for step in phase.steps]
        if self._fitter.is_too_wide(steps, self._whole_room):
            return None
        whole = self._fitter.rough(steps, self._lanes, self._whole_room, is_whole=True)
        return whole if whole.is_readable else None

    def _whole_page(self, part: FittedPart) -> PrintPage:
        width, height = self._page
        x = (width - part.sheet.width * part.scale) / 2
        page = (0.0, 0.0, width, height)
        piece = Piece(part.sheet, page, x, self._margin, part.scale)
        return PrintPage("1", width, height, page, page, (piece,), title=self._title(part))

    def _rough_parts(self) -> Iterator[FittedPart]:
        """Yield a part for each page: a phase, or as many as stay readable together."""
        phases = [tuple(step.id for step in phase.steps) for phase in self._phases]
        if self._settings.is_phase_by_phase:
            for steps in phases:
                yield from self._readable(steps)
            return
        held: FittedPart | None = None
        for steps in phases:
            if held is not None:
                more = self._rough_if_readable((*held.steps, *steps))
                if more is not None:
                    held = more
                    continue
                yield held
            first, *others = self._readable(steps)
            held = None if others or not first.is_readable else first
            if held is None:
                yield from (first, *others)
        if held is not None:
            yield held

    def _rough_if_readable(self, steps: Sequence[str]) -> FittedPart | None:
        if self._fitter.is_too_wide(steps, self._room):
            return None
        part = self._fitter.rough(steps, self._lanes, self._room)
        return part if part.is_readable else None

    def _readable(self, steps: Sequence[str]) -> Iterator[FittedPart]:
        return readable_parts(self._fitter, steps, self._lanes, self._room)

    def _legend_of(self, parts: Sequence[FittedPart]) -> Block | None:
        signs = frozenset[tuple[str, str]]().union(*(part.sheet.signs for part in parts))
        return self._frame.legend(signs)

    @property
    def _room_above_legend(self) -> tuple[float, float]:
        width, height = self._room
        legend = 0.0 if self._legend is None else self._legend.height + _LEGEND_ROOM
        return width, height - legend

    def _with_legend(self, parts: list[FittedPart]) -> tuple[list[FittedPart], int]:
        """Return ``parts`` and below which one the legend stands, counted from 0.

        It is the last that is readable with the legend; where none is, the last phase of the last
        page comes on one more, with the legend, or the legend alone.
        """
        if self._legend is None or not parts:
            return parts, -1
        room = self._room_above_legend
        if room[1] <= 0:
            return parts, len(parts)
        for at in range(len(parts) - 1, -1, -1):
            if parts[at].within(room[1]).is_readable:
                return parts, at
        *_, last = (self._phases[number - 1] for number in self._numbers(parts[-1]))
        tail = [step.id for step in last.steps]
        head = [step for step in parts[-1].steps if step not in tail]
        if head:
            part = self._fitter.rough(tail, self._lanes, room)
            if part.is_readable:
                rest = self._fitter.rough(head, self._lanes, self._room)
                return [*parts[:-1], rest, part], len(parts)
        return parts, len(parts)

    def _enlarged_parts(self) -> Iterator[FittedPart]:
        for at, part in enumerate(self._parts):
            room = self._room_above_legend if at == self._legend_at else self._room
            yield self._fitter.enlarged(part, room)

    def _pages(self, parts: Sequence[FittedPart]) -> Iterator[PrintPage]:
        x, y, width, height = self._frame.room
        legend, count = self._legend, self.count
        told: set[int] = set()
        for at, part in enumerate(parts):
            first = self._numbers(part)[0]
            layers = [self._frame.heading(self._label(part, is_more=first in told))]
            told.update(self._numbers(part))
            if at == self._legend_at and legend is not None:
                layers.append(Layer(x, y + part.height + _LEGEND_ROOM, legend.marks))
            window = (x, y, width, min(height, part.height))
            left = x + (width - part.sheet.width * part.scale) / 2
            piece = Piece(part.sheet, window, left, y, part.scale)
            yield self._page_of(at + 1, count, (piece,), layers, self._title(part))
        if legend is not None and self._has_page_for_legend:
            layers = [self._frame.heading(""), Layer(x, y, legend.marks)]
            yield self._page_of(count, count, (), layers, self._words("sheet.legend"))

    def _page_of(
        self,
        number: int,
        count: int,
        pieces: tuple[Piece, ...],
        layers: list[Layer],
        title: str,
    ) -> PrintPage:
        if self._frame.has_footer:
            layers.append(self._frame.footer(number, count))
        width, height = self._page
        page = (0.0, 0.0, width, height)
        return PrintPage(str(number), width, height, page, page, pieces, tuple(layers), title=title)

    def _title(self, part: FittedPart) -> str:
        steps = frozenset(part.steps)
        names = [
            phase.name
            for phase in self._phases
            if phase.name and any(step.id in steps for step in phase.steps)
        ]
        return " – ".join(names) or self._journey.about.title

    def _numbers(self, part: FittedPart) -> tuple[int, ...]:
        """Return which phases the part shows, counted from 1."""
        steps = frozenset(part.steps)
        return tuple(
            number
            for number, phase in enumerate(self._phases, 1)
            if any(step.id in steps for step in phase.steps)
        )

    def _label(self, part: FittedPart, *, is_more: bool) -> str:
        numbers, count = self._numbers(part), len(self._phases)
        first, last = numbers[0], numbers[-1]
        if first == last:
            said = self._words("print.handout.phase", number=first, count=count)
        else:
            said = self._words("print.handout.phases", first=first, last=last, phases=count)
        return self._words("print.handout.more", phase=said) if is_more else said
