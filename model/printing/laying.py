"""The sheet of a print: laid out so that what must be legible and true on paper is so."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Final

from model.filtering import Filter
from model.journey import JourneyMap
from model.layout.engine import Layout
from model.layout.print_look import PrintLook
from model.layout.sheet import Sheet
from model.layout.vote_boxes import SMALLEST_SCALE
from model.paper import parse_paper, parse_scale, scale_name
from model.printing.settings import PrintSettings
from model.problems import Problem
from model.sheet_settings import SheetSettings
from model.values import with_changes

LEAST_TRAILER_PT: Final = 10.0
"""Legend and footer are read from half a metre (reference workshops-and-print.md 3.7)."""
_LARGEST_TRAILER_PT: Final = 160.0
# Larger small print makes the sheet taller and the print smaller: each time by far less.
_MOST_PASSES: Final = 12

ScaleOf = Callable[[Sheet], float]
"""Tells at what scale a sheet would be printed: millimetres on the paper for one of it."""


def printed_settings(sheet: SheetSettings, settings: PrintSettings) -> SheetSettings:
    """Return the map's sheet settings with what the print wants otherwise."""
    wanted = {
        name: getattr(settings, name)
        for name in ("are_codes_shown", "is_legend_shown", "is_footer_shown", "theme")
    }
    return with_changes(sheet, **{name: wish for name, wish in wanted.items() if wish is not None})


def lay_out(
    journey: JourneyMap,
    settings: PrintSettings,
    layout: Layout,
    scale_of: ScaleOf,
    through: Filter | None = None,
) -> Sheet:
    """Return the sheet of ``journey`` for a print whose scale ``scale_of`` tells.

    On what will hang on the wall legend and footer are at least `LEAST_TRAILER_PT` and boxes to
    vote in 60 x 24 mm, and the footer says the scale. Where the scale follows from the sheet
    (fitted to a paper) the sheet is laid out again until both agree.
    """
    scale = _asked_scale(settings)
    least_pt = 0.0
    for _ in range(_MOST_PASSES):
        # It never shrinks again, so that this comes to an end.
        least_pt = max(least_pt, _trailer_size(_wall_scale(settings, scale)))
        look = _look(settings, scale, least_pt)
        sheet = layout.sheet(journey, for_print=True, through=through, print_look=look)
        found = scale_of(sheet)
        needed_pt = _trailer_size(_wall_scale(settings, found))
        if _look(settings, found, max(least_pt, needed_pt)) == look:
            break
        scale = found
    return sheet


def _look(settings: PrintSettings, scale: float, least_pt: float) -> PrintLook:
    return PrintLook(
        vote_scale=_wall_scale(settings, scale) if settings.has_vote_boxes else None,
        slot=None if settings.content == "filled" else (settings.note_width, settings.note_height),
        is_form=settings.content != "filled",
        note_rows=settings.note_rows,
        trailer_size_pt=least_pt,
        scale_name=scale_name(scale),
        is_evidence_shown=settings.is_evidence_shown,
    )


def laying_notes(
    sheet_settings: SheetSettings, settings: PrintSettings, scale: float
) -> Iterator[Problem]:
    """Yield what could not be made legible or true at this scale."""
    wall_scale = _wall_scale(settings, scale)
    least_pt = max(sheet_settings.small_size_pt, _trailer_size(wall_scale)) * wall_scale
    has_trailers = sheet_settings.is_legend_shown or sheet_settings.is_footer_shown
    if has_trailers and least_pt < LEAST_TRAILER_PT - 0.1:
        yield Problem(
            "print.small_legend", size=round(least_pt, 1), scale=scale_name(scale),
            least=round(LEAST_TRAILER_PT),
        )  # fmt: skip
    if settings.has_vote_boxes and _wall_scale(settings, scale) < SMALLEST_SCALE:
        yield Problem("print.small_vote_boxes", scale=scale_name(scale))


def is_reduced_original(settings: PrintSettings) -> bool:
    """Tell whether the file is a reduced one of a wall, which a print shop enlarges again."""
    return enlargement(settings) > 1


def enlargement(settings: PrintSettings) -> float:
    """Return how many times a print shop enlarges the file; 1 where it is printed as it is.

    A wall of the map's own size at a smaller exact scale, 1:2 or 1:10, which stands in the file's
    name, is to be enlarged (reference workshops-and-print.md 3.2). On a paper one has chosen, and
    larger than the map, what comes out is final.
    """
    if settings.output != "wall" or not parse_paper(settings.paper).is_map_size:
        return 1.0
    return max(1.0, 1 / _asked_scale(settings))


def _wall_scale(settings: PrintSettings, scale: float) -> float:
    """Return millimetres on what will hang on the wall for one of the sheet, to a thousandth."""
    if is_reduced_original(settings):
        return 1.0
    return max(0.001, round(scale, 3))


def _trailer_size(scale: float) -> float:
    """Return the least size of legend and footer on the sheet, in whole points."""
    return min(float(math.ceil(LEAST_TRAILER_PT / scale - 0.01)), _LARGEST_TRAILER_PT)


def _asked_scale(settings: PrintSettings) -> float:
    asked = parse_scale(settings.scale)
    return 1.0 if asked == "fit" else asked
