"""From a map to the bytes of its PDF, for the command line and the export dialog; needs no Qt."""

from __future__ import annotations

from app.export.pdf import Metadata, Written, write_pdf
from model.characters import used_characters
from model.filtering import Filter
from model.images import unshown_images
from model.journey import JourneyMap
from model.layout.engine import Layout
from model.printing.image_sizes import check_image_sizes
from model.printing.pages import Printout
from model.printing.printing import print_map
from model.printing.settings import PrintSettings
from model.problems import Problem
from model.text.fonts import FontBook
from model.views import SavedView

AS_IT_IS = PrintSettings()  # the whole map at its own size


def export_journey(
    journey: JourneyMap,
    settings: PrintSettings = AS_IT_IS,
    *,
    fonts: FontBook | None = None,
    view: SavedView | None = None,
) -> bytes:
    """Return ``journey`` as a PDF; see `print_journey`, which also returns what to tell of it.

    Raises:
        PrintProblem: If this cannot be printed as asked.
    """
    return print_journey(journey, settings, fonts=fonts, view=view).data


def print_journey(
    journey: JourneyMap,
    settings: PrintSettings = AS_IT_IS,
    *,
    fonts: FontBook | None = None,
    view: SavedView | None = None,
) -> Written:
    """Return ``journey`` as a PDF and what to tell of it.

    Args:
        journey: What to print.
        settings: How.
        fonts: The faces; None are the program's, which only its main thread may use.
        view: What part of the map to print; None is all of it.

    Raises:
        PrintProblem: If this cannot be printed as asked.
    """
    return written(printout_of(journey, settings, fonts=fonts, view=view), journey)


def printout_of(
    journey: JourneyMap,
    settings: PrintSettings = AS_IT_IS,
    *,
    fonts: FontBook | None = None,
    view: SavedView | None = None,
) -> Printout:
    """Return the pages of ``journey``, checked; the arguments are those of `print_journey`.

    Raises:
        PrintProblem: If this cannot be printed as asked.
    """
    layout = Layout(fonts or FontBook.bundled())
    through = None if view is None else Filter(view)
    printout = print_map(journey, settings, layout, through)
    check_image_sizes(printout, journey)
    return printout


def written(printout: Printout, journey: JourneyMap) -> Written:
    """Return ``printout``, which is one of ``journey``, as a PDF and what to tell of it."""
    # of what is printed: a print without names has none in its metadata either
    return write_pdf(printout, metadata_of(printout.journey or journey))


def export_warnings(journey: JourneyMap) -> tuple[Problem, ...]:
    """Return what to tell of a PDF of ``journey`` that can be made, but not wholly as written."""
    fonts = FontBook.bundled()
    return (*fonts.problems(used_characters(journey)), *unshown_images(journey))


def metadata_of(journey: JourneyMap) -> Metadata:
    """Return what a PDF of ``journey`` says about itself; its language is that of the cards."""
    about = journey.about
    people = (persona.name for persona in journey.personas)
    return Metadata(
        title=about.title,
        author=", ".join(filter(None, about.authors)) or about.organisation,
        subject=" · ".join(filter(None, (about.subtitle, about.scenario, about.segment)))[:500],
        keywords=tuple(filter(None, (about.journey_type, about.segment, *people))),
        language=about.language,
        created=about.created,
        modified=about.modified,
    )
