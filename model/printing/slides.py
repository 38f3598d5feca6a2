"""Slides: a picture of each phase in the shape of a screen, for people who sit far from it.

A slide is a page of 13⅓ × 7½ inches (16:9, what presentation programs start with): at 144 dpi it
is 1920 × 1080 pixels.
"""

from __future__ import annotations

from collections.abc import Sequence

from model.filtering import Filter
from model.journey import JourneyMap
from model.layout.columns import shown_phases
from model.layout.drawing_order import Layer
from model.layout.engine import Layout
from model.printing.fitted_part import FittedPart, Fitter
from model.printing.page_frame import PageFrame
from model.printing.pages import Piece, PrintPage
from model.problems import PrintProblem
from model.texts import Texts

WIDTH, HEIGHT = 338.667, 190.5
_MARGIN = 7.0
_TITLE_PT, _SMALL_PT, _LARGEST_PT = 20.0, 10.0, 20.0


def slides(
    journey: JourneyMap, layout: Layout, through: Filter | None
) -> tuple[tuple[PrintPage, ...], float]:
    """Return a page for each phase, and the smallest scale.

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
        journey, layout, through, _LARGEST_PT, has_guidance=False, is_readable_only=False
    )
    words = Texts(journey.about.language)
    pages: list[PrintPage] = []
    scale = 1.0
    for number, phase in enumerate(phases, 1):
        steps = [step.id for step in phase.steps]
        part = fitter.fitted(steps, _lanes(journey, steps), frame.room[2:])
        label = words("print.handout.phase", number=number, count=len(phases))
        layers = [frame.heading(label)]
        if frame.has_footer:
            layers.append(frame.footer(number, len(phases)))
        pages.append(_slide(number, phase.name or label, part, frame, layers))
        scale = min(scale, part.scale)
    return tuple(pages), scale


def _lanes(journey: JourneyMap, steps: Sequence[str]) -> tuple[str, ...]:
    """Return the lanes that have something to show in ``steps``; all where none has."""
    printed = [lane for lane in journey.lanes if lane.is_printed]
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
