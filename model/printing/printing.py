"""From a map and print settings to pages: the one way to paper, for every command and window."""

from __future__ import annotations

from model.edits import set_about
from model.filtering import Filter
from model.journey import JourneyMap
from model.layout.engine import Layout
from model.layout.theme import Theme
from model.printing.inside import map_inside
from model.printing.pages import Printout
from model.printing.settings import PrintSettings
from model.printing.wall import wall_pages
from model.problems import PrintProblem


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
    sheet = layout.sheet(in_language(journey, settings.language), for_print=True, through=through)
    pages = wall_pages(sheet, settings)
    inside = map_inside(journey, settings, through)
    left_out = settings.profile == "archive" and inside is None
    return Printout(
        pages=pages,
        settings=settings,
        theme=Theme.named(settings.theme or journey.sheet.theme),
        scale=pages[0].pieces[0].scale,
        fonts=sheet.fonts,
        notes=(PrintProblem("print.archive_without_map"),) if left_out else (),
        inside=inside,
    )


def in_language(journey: JourneyMap, language: str | None) -> JourneyMap:
    """Return ``journey`` with legend and footer in ``language``; its own texts stay as they are."""
    return journey if language is None else set_about(journey, language=language)
