"""From a map and print settings to pages: the one way to paper, for every command and window."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from model.collector import collector_paused
from model.filtering import Filter
from model.journey import JourneyMap
from model.layout.engine import Layout
from model.layout.look import Look
from model.layout.sheet import Sheet
from model.layout.theme import Theme
from model.paper import scale_name
from model.printing.calibration_page import calibration_page
from model.printing.capacity import capacity, capacity_notes
from model.printing.handout import handout
from model.printing.image_sizes import image_notes
from model.printing.inside import map_inside
from model.printing.laying import ScaleOf, is_reduced_original, lay_out, laying_notes
from model.printing.pages import Printout, PrintPage
from model.printing.persona_poster import persona_posters
from model.printing.preparing import as_printed, prepared
from model.printing.settings import Output, PrintSettings
from model.printing.slides import slides
from model.printing.tiles import blank_places, tile_notes, tile_pages, tile_plan, whole_of
from model.printing.wall import wall_pages, wall_plan
from model.problems import PrintProblem, Problem
from model.texts import Texts
from model.values import with_changes


class Made(NamedTuple):
    """What an output is: its pages, and as in `Printout`."""

    pages: tuple[PrintPage, ...]
    scale: float
    notes: tuple[Problem, ...] = ()


class Asked(NamedTuple):
    """What is to be printed: the map made for this print, and as `print_map` was asked."""

    journey: JourneyMap
    settings: PrintSettings
    layout: Layout
    through: Filter | None


def print_map(
    journey: JourneyMap,
    settings: PrintSettings,
    layout: Layout,
    through: Filter | None = None,
) -> Printout:
    """Return the pages of ``journey`` as ``settings`` ask for them.

    Args:
        journey: What to print.
        settings: How.
        layout: Lays the sheets out; what it laid out last is used again.
        through: The view that is printed, None for the whole map.

    Raises:
        PrintProblem: If this cannot be printed as asked.
    """
    before = journey
    journey, through = prepared(journey, settings, through)
    inside = map_inside(journey, settings, through)
    left_out = settings.profile == "archive" and inside is None
    called = with_changes(settings, persona=_persona_id(settings.persona, before, journey))
    asked = Asked(as_printed(journey, settings), called, layout, through)
    made = _OUTPUTS[settings.output](asked)
    return Printout(
        pages=made.pages,
        settings=called,
        theme=Theme.named(settings.theme or journey.sheet.theme),
        scale=made.scale,
        fonts=layout.fonts,
        notes=(
            *made.notes,
            *((PrintProblem("print.archive_without_map"),) if left_out else ()),
            *image_notes(made.pages, settings),
        ),
        journey=journey,
        inside=inside,
    )


def _persona_id(wanted: str | None, before: JourneyMap, after: JourneyMap) -> str | None:
    """Return what the persona ``wanted`` is called in ``after``: anonymous, its id may be too."""
    places = [at for at, persona in enumerate(before.personas) if persona.id == wanted]
    return after.personas[places[0]].id if places else wanted


def _scale_of(settings: PrintSettings) -> ScaleOf:
    """Return what tells at what scale a sheet comes out."""
    if settings.output != "tiles":
        return lambda sheet: wall_plan(sheet, settings).scale
    if settings.is_fitted_to_sheets:
        return lambda sheet: tile_plan(sheet, settings).scale
    return lambda sheet: whole_of(sheet, settings).scale


def _notes(asked: Asked, sheet: Sheet, scale: float) -> Iterator[Problem]:
    """Yield what of the map comes out otherwise than people would want it."""
    settings = asked.settings
    yield from laying_notes(asked.journey.sheet, settings, scale)
    if settings.content != "filled":
        wall_scale = 1.0 if is_reduced_original(settings) else scale
        yield from capacity_notes(capacity(sheet, settings, wall_scale))


def _laid_out(asked: Asked) -> Sheet:
    """Return the whole map, laid out as it hangs on the wall."""
    settings = asked.settings
    try:
        return lay_out(asked.journey, settings, asked.layout, _scale_of(settings), asked.through)
    except PrintProblem as problem:
        if problem.code != "print.map_too_large":
            raise
        fitting = scale_name(_fitting_scale(asked))
        told = {**problem.params, "fitting": fitting}
        raise PrintProblem(problem.code, **told) from problem


def _fitting_scale(asked: Asked) -> float:
    """Return what fits where the scale asked for does not: small print takes more room then."""
    fitted = with_changes(asked.settings, scale="fit")
    scale_of = _scale_of(fitted)
    return scale_of(lay_out(asked.journey, fitted, asked.layout, scale_of, asked.through))


def _wall(asked: Asked) -> Made:
    sheet = _laid_out(asked)
    pages = wall_pages(sheet, asked.settings, asked.journey.about)
    scale = pages[0].pieces[0].scale
    return Made(pages, scale, tuple(_notes(asked, sheet, scale)))


def _tiles(asked: Asked) -> Made:
    settings, sheet = asked.settings, _laid_out(asked)
    with collector_paused():
        plan = tile_plan(sheet, settings)
        is_skipping = settings.are_blank_sheets_skipped
        blank = blank_places(sheet, settings, plan) if is_skipping else frozenset()
        pages = tile_pages(sheet, settings, asked.journey, plan, blank)
    notes = (*tile_notes(settings, plan, blank), *_notes(asked, sheet, plan.scale))
    return Made(pages, plan.scale, notes)


def _handout(asked: Asked) -> Made:
    with collector_paused():
        return Made(*handout(asked.journey, asked.settings, asked.layout, asked.through))


def _slides(asked: Asked) -> Made:
    with collector_paused():
        return Made(
            *slides(
                asked.journey,
                asked.layout,
                asked.through,
                is_evidence_shown=asked.settings.is_evidence_shown,
            )
        )


def _persona(asked: Asked) -> Made:
    pages = persona_posters(asked.journey, asked.settings, asked.layout.fonts)
    return Made(pages, pages[0].pieces[0].scale)


def _calibration(asked: Asked) -> Made:
    words = Texts(asked.journey.about.language)
    look = Look(asked.journey.sheet, asked.layout.fonts, words, is_for_print=True)
    return Made((calibration_page(look, asked.settings),), 1.0)


_OUTPUTS: Mapping[Output, Callable[[Asked], Made]] = MappingProxyType(
    {
        "wall": _wall,
        "tiles": _tiles,
        "handout": _handout,
        "slides": _slides,
        "persona": _persona,
        "calibration": _calibration,
    }
)
