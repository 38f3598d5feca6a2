"""From a map and print settings to pages: the one way to paper, for every command and window."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from model.edits import set_about
from model.filtering import Filter
from model.journey import JourneyMap
from model.layout.engine import Layout
from model.layout.sheet import Sheet
from model.layout.theme import Theme
from model.printing.inside import map_inside
from model.printing.pages import Printout, PrintPage
from model.printing.settings import Output, PrintSettings
from model.printing.tiles import tile_notes, tile_pages, tile_plan
from model.printing.wall import wall_pages
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
    printed = in_language(journey, settings.language)
    sheet = layout.sheet(printed, for_print=True, through=through)
    made = _OUTPUTS.get(settings.output, _wall)(printed, settings, sheet)
    inside = map_inside(journey, settings, through)
    left_out = settings.profile == "archive" and inside is None
    return Printout(
        pages=made.pages,
        settings=settings,
        theme=Theme.named(settings.theme or journey.sheet.theme),
        scale=made.scale,
        fonts=sheet.fonts,
        notes=(*made.notes, *((PrintProblem("print.archive_without_map"),) if left_out else ())),
        inside=inside,
    )


def in_language(journey: JourneyMap, language: str | None) -> JourneyMap:
    """Return ``journey`` with legend and footer in ``language``; its own texts stay as they are."""
    return journey if language is None else set_about(journey, language=language)


def _wall(journey: JourneyMap, settings: PrintSettings, sheet: Sheet) -> Made:  # noqa: ARG001
    pages = wall_pages(sheet, settings)
    return Made(pages, pages[0].pieces[0].scale)


def _tiles(journey: JourneyMap, settings: PrintSettings, sheet: Sheet) -> Made:
    plan = tile_plan(sheet, settings)
    pages = tile_pages(sheet, settings, journey, plan)
    return Made(pages, plan.scale, tuple(tile_notes(sheet, settings, plan)))


_OUTPUTS: Mapping[Output, Callable[[JourneyMap, PrintSettings, Sheet], Made]] = MappingProxyType(
    {"wall": _wall, "tiles": _tiles}
)
