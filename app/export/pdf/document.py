"""The PDF of a print: its pages at true scale, drawn with reportlab, finished with pikepdf."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from app.export.pdf.colours import rgb_inks
from app.export.pdf.drawn_objects import ObjectShelf
from app.export.pdf.finishing import finish
from app.export.pdf.page_canvas import PageCanvas
from app.export.pdf.page_contents import PageContents
from app.export.pdf.text_operators import TextOperators
from model.collector import collector_paused
from model.layout.drawing_order import drawing_order
from model.layout.marks import ImageMark
from model.printing.pages import Printout


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


def export_pdf(printout: Printout, metadata: Metadata) -> bytes:
    """Return ``printout`` as a PDF.

    The same arguments give the same bytes. Fonts are embedded as subsets, text can be searched,
    nothing is transparent or rasterised; colours are device RGB. Images have no more pixels an
    inch than the settings say.
    """
    fills, strokes = rgb_inks(printout.theme)
    text = TextOperators(printout.fonts)
    images = {key: image for sheet in printout.sheets() for key, image in sheet.images.items()}
    shelf = ObjectShelf(images, _needed_pixels(printout))
    with collector_paused():
        contents = PageContents(printout, fills, strokes, text, shelf)
        drawn = PageCanvas(contents, metadata.language).saved(text.fonts, shelf)
        return finish(drawn, printout, metadata)


def _needed_pixels(printout: Printout) -> Mapping[str, tuple[int, int]]:
    """How many pixels each image needs for the largest place it is printed in."""
    needed: dict[str, tuple[int, int]] = {}
    for page in printout.pages:
        for piece in page.pieces:
            if not piece.sheet.images:
                continue
            pixels_per_mm = piece.scale * printout.settings.most_ppi / 25.4
            for layer in drawing_order(piece.sheet):
                for mark in layer.marks:
                    if isinstance(mark, ImageMark):
                        width, height = needed.get(mark.sha256, (0, 0))
                        needed[mark.sha256] = (
                            max(width, math.ceil(mark.width * pixels_per_mm)),
                            max(height, math.ceil(mark.height * pixels_per_mm)),
                        )
    return needed
