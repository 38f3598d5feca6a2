"""The PDF of a print: its pages at true scale, drawn with reportlab, finished with pikepdf."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.export.pdf.archive import archive_of
from app.export.pdf.colours import palette_of
from app.export.pdf.drawn_objects import ObjectShelf
from app.export.pdf.finishing import finish
from app.export.pdf.page_canvas import PageCanvas
from app.export.pdf.page_contents import PageContents
from app.export.pdf.text_operators import TextOperators
from model.collector import collector_paused
from model.printing.image_sizes import largest_places
from model.printing.pages import Printout
from model.printing.settings import PrintSettings
from model.problems import PrintProblem, Problem

if TYPE_CHECKING:
    from app.export.pdf.press_pictures import PressColours
    from app.export.pdf.press_profile import PressProfile


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the file says about itself.

    Attributes:
        keywords: What to find it by.
        language: BCP 47 tag of the map's language.
        created, modified: ISO 8601 times of the map, "" when unknown. The time of the export is
            left out, so that the same map gives the same bytes.
    """

    title: str = ""
    author: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    language: str = "en"
    created: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """A PDF that was made.

    Attributes:
        notes: What a person should be told of it: what could not be done as asked.
    """

    data: bytes
    notes: tuple[Problem, ...] = ()


def export_pdf(printout: Printout, metadata: Metadata) -> bytes:
    """Return ``printout`` as a PDF; see `write_pdf`, which also returns what to tell of it."""
    return write_pdf(printout, metadata).data


def write_pdf(printout: Printout, metadata: Metadata) -> Written:
    """Return ``printout`` as a PDF and what to tell of it.

    The same arguments give the same bytes. Fonts are embedded as subsets, text can be searched,
    nothing is transparent or rasterised; colours are device RGB, or CMYK for a press. Images have
    no more pixels an inch than the settings say.
    """
    is_for_press = printout.settings.profile == "cmyk"
    profile = _press_profile(printout.settings)
    palette = palette_of(printout.theme, is_for_press=is_for_press)
    text = TextOperators(printout.fonts)
    images = {key: image for sheet in printout.sheets() for key, image in sheet.images.items()}
    press = _press_colours(profile) if images and is_for_press else None
    shelf = ObjectShelf(images, _needed_pixels(printout), press)
    with collector_paused():
        contents = PageContents(printout, palette, text, shelf, metadata.language)
        canvas = PageCanvas(contents, metadata.language)
        drawn = canvas.saved(text.fonts, shelf, palette.resources())
        if is_for_press and printout.settings.claims_x1a:
            return _checked(drawn, printout, metadata, profile)
        archive = None
        if printout.settings.profile == "archive":
            archive = archive_of(contents.structure, text.fonts, shelf)
        data = finish(
            drawn,
            printout,
            metadata,
            profile,
            archive,
            structure=None if archive else contents.structure,
        )
    return Written(data, (*printout.notes, *(archive.obstacles if archive else ())))


def _checked(
    drawn: bytes, printout: Printout, metadata: Metadata, profile: PressProfile | None
) -> Written:
    """Return the PDF, which says it is PDF/X-1a only if it keeps all rules of our own check."""
    from app.export.pdf.x1a import RULES, x1a_failures  # start-up: few exports ask for it

    data = finish(drawn, printout, metadata, profile, claims_x1a=True)
    failures = x1a_failures(data)
    if not failures:
        note = PrintProblem("print.x1a_claimed", rules=len(RULES))
        return Written(data, (*printout.notes, note))
    note = PrintProblem("print.x1a_not_claimed", count=len(failures))
    plain = finish(drawn, printout, metadata, profile)
    return Written(plain, (*printout.notes, note, *failures))


def _press_profile(settings: PrintSettings) -> PressProfile | None:
    if settings.profile != "cmyk" or not settings.icc_file:
        return None
    from app.export.pdf.press_profile import read_press_profile  # start-up: it loads Pillow

    return read_press_profile(settings.icc_file)


def _press_colours(profile: PressProfile | None) -> PressColours:
    from app.export.pdf.press_pictures import PressColours  # start-up: most maps have no images

    return PressColours(profile)


def _needed_pixels(printout: Printout) -> Mapping[str, tuple[int, int]]:
    """How many pixels each image needs for the largest place it is printed in."""
    pixels_per_mm = printout.settings.most_ppi / 25.4
    places = largest_places(printout.pages, printout.settings)
    return {
        key: (math.ceil(width * pixels_per_mm), math.ceil(height * pixels_per_mm))
        for key, (width, height) in places.items()
    }
