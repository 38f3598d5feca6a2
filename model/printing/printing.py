"""From a map and print settings to pages: the one way to paper, for every command and window."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from model.filtering import Filter
from model.journey import JourneyMap
from model.layout.engine import Layout
from model.layout.sheet import Sheet
from model.layout.theme import Theme
from model.printing.capacity import capacity, capacity_notes
from model.printing.image_sizes import image_notes
from model.printing.inside import map_inside
from model.printing.laying import ScaleOf, is_reduced_original, lay_out, laying_notes
from model.printing.pages import Printout, PrintPage
from model.printing.preparing import as_printed, prepared
from model.printing.settings import Output, PrintSettings
from model.printing.tiles import tile_notes, tile_pages, tile_plan, whole_of
from model.printing.wall import wall_pages, wall_plan
from model.problems import PrintProblem, Problem


class Made(NamedTuple):
    """What an output is: its pages, and as in `Printout`."""

    pages: tuple[PrintPage, ...]
    scale: float
    notes: tuple[Problem, ...] = ()


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
    journey, through = prepared(journey, settings, through)
    inside = map_inside(journey, settings, through)
    left_out = settings.profile == "archive" and inside is None
    printed = as_printed(journey, settings)
    sheet = lay_out(printed, settings, layout, _scale_of(settings), through)
    made = _OUTPUTS.get(settings.output, _wall)(printed, settings, sheet)
    notes = (*made.notes, *_notes(printed, settings, sheet, made.scale))
    return Printout(
        pages=made.pages,
        settings=settings,
        theme=Theme.named(settings.theme or journey.sheet.theme),
        scale=made.scale,
        fonts=sheet.fonts,
        notes=(
            *notes,
            *((PrintProblem("print.archive_without_map"),) if left_out else ()),
            *image_notes(made.pages, settings),
        ),
        journey=journey,
        inside=inside,
    )


def _scale_of(settings: PrintSettings) -> ScaleOf:
    """Return what tells at what scale a sheet comes out."""
    if settings.output != "tiles":
        return lambda sheet: wall_plan(sheet, settings).scale
    if settings.is_fitted_to_sheets:
        return lambda sheet: tile_plan(sheet, settings).scale
    return lambda sheet: whole_of(sheet, settings).scale


def _notes(
    journey: JourneyMap, settings: PrintSettings, sheet: Sheet, scale: float
) -> Iterator[Problem]:
    """Yield what of the map comes out otherwise than people would want it."""
    yield from laying_notes(journey.sheet, settings, scale)
    if settings.content != "filled":
        wall_scale = 1.0 if is_reduced_original(settings) else scale
        yield from capacity_notes(capacity(sheet, settings, wall_scale))


def _wall(journey: JourneyMap, settings: PrintSettings, sheet: Sheet) -> Made:
    pages = wall_pages(sheet, settings, journey.about)
    return Made(pages, pages[0].pieces[0].scale)


def _tiles(journey: JourneyMap, settings: PrintSettings, sheet: Sheet) -> Made:
    plan = tile_plan(sheet, settings)
    pages = tile_pages(sheet, settings, journey, plan)
    return Made(pages, plan.scale, tuple(tile_notes(sheet, settings, plan)))


_OUTPUTS: Mapping[Output, Callable[[JourneyMap, PrintSettings, Sheet], Made]] = MappingProxyType(
    {"wall": _wall, "tiles": _tiles}
)
