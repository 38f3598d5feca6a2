"""Slides: each phase in the shape of a screen, on several pictures where its type would be small.

A slide is a page of 13⅓ × 7½ inches (16:9, what presentation programs start with): at 144 dpi it
is 1920 × 1080 pixels.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from model.filtering import Filter
from model.journey import JourneyMap
from model.layout.columns import shown_phases
from model.layout.drawing_order import Layer
from model.layout.engine import Layout
from model.people_shown import with_shown_only
from model.printing.fitted_part import FittedPart, Fitter
from model.printing.page_frame import PageFrame
from model.printing.pages import Piece, PrintPage
from model.printing.split_parts import readable_parts
from model.problems import PrintProblem, Problem
from model.texts import Texts

WIDTH, HEIGHT = 338.667, 190.5
_MARGIN = 7.0
_TITLE_PT, _SMALL_PT, _LARGEST_PT = 20.0, 10.0, 20.0


def slides(
    journey: JourneyMap,
    layout: Layout,
    through: Filter | None,
    *,
    is_evidence_shown: bool = False,
) -> tuple[tuple[PrintPage, ...], float, tuple[Problem, ...]]:
    """Return a page for each phase, the smallest scale and what to tell of them.

    Raises:
        PrintProblem: ``print.nothing_printed`` if no phase is printed.
    """
    phases = shown_phases(journey, for_print=True)
    if not phases:
        raise PrintProblem("print.nothing_printed")
    frame = PageFrame(
        journey, layout.fonts, (WIDTH, HEIGHT), _MARGIN, _TITLE_PT, _SMALL_PT, through
    )
    fitter = Fitter(
        journey,
        layout,
        through,
        _LARGEST_PT,
        has_guidance=False,
        is_evidence_shown=is_evidence_shown,
    )
    words = Texts(journey.about.language)
    told: list[tuple[str, str, FittedPart]] = []
    for number, phase in enumerate(phases, 1):
        steps = [step.id for step in phase.steps]
        label = words("print.handout.phase", number=number, count=len(phases))
        more = words("print.handout.more", phase=label)
        lanes, room = _lanes(journey, steps), frame.room[2:]
        rough = readable_parts(fitter, steps, lanes, room)
        parts = (fitter.enlarged(part, room) for part in rough)
        told += [(phase.name or label, more if at else label, p) for at, p in enumerate(parts)]
    pages: list[PrintPage] = []
    for number, (title, label, part) in enumerate(told, 1):
        layers = [frame.heading(label)]
        if frame.has_footer:
            layers.append(frame.footer(number, len(told)))
        pages.append(_slide(number, title, part, frame, layers))
    shown = [part for _, _, part in told]
    return tuple(pages), min(part.scale for part in shown), tuple(_notes(shown))


def _notes(parts: Sequence[FittedPart]) -> Iterator[Problem]:
    small = [number for number, part in enumerate(parts, 1) if not part.is_readable]
    if small:
        size = round(min(part.smallest_pt for part in parts), 1)
        yield PrintProblem("print.slides_small", slide=small[0], size=size, count=len(small))


def _lanes(journey: JourneyMap, steps: Sequence[str]) -> tuple[str, ...]:
    """Return the lanes that have something to show in ``steps``; all where none has."""
    printed = [lane for lane in with_shown_only(journey).lanes if lane.is_printed]
    filled = [lane for lane in printed if any(lane.cells.get(step) for step in steps)]
    return tuple(lane.id for lane in filled or printed)


def _slide(
    number: int, title: str, part: FittedPart, frame: PageFrame, layers: list[Layer]
) -> PrintPage:
    x, y, width, _ = frame.room
    page = (0.0, 0.0, WIDTH, HEIGHT)
    left = x + (width - part.sheet.width * part.scale) / 2
    piece = Piece(part.sheet, (x, y, width, part.height), left, y, part.scale)
    return PrintPage(f"{number}", WIDTH, HEIGHT, page, page, (piece,), tuple(layers), title=title)
