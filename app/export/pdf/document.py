"""The PDF of a sheet: one page at true scale, drawn once with reportlab, finished with pikepdf."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from app.export.pdf.colours import rgb_inks
from app.export.pdf.drawn_objects import ObjectShelf
from app.export.pdf.finishing import finish
from app.export.pdf.page_canvas import POINTS_PER_MM, PageCanvas
from app.export.pdf.page_operators import PageOperators
from app.export.pdf.text_operators import TextOperators
from model.collector import collector_paused
from model.layout.drawing_order import drawing_order
from model.layout.marks import ImageMark
from model.layout.sheet import Sheet
from model.layout.theme import Theme
from model.paper import PagePlan

_MOST_PPI = 300  # finer than this nobody sees on paper, least of all on a wall


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


def export_pdf(sheet: Sheet, plan: PagePlan, theme: Theme, metadata: Metadata) -> bytes:
    """Return ``sheet`` as a PDF of one page, as ``plan`` places it.

    The same arguments give the same bytes. Fonts are embedded as subsets, text can be searched,
    nothing is transparent or rasterised; colours are device RGB. Images have 300 pixels an inch at
    most.
    """
    fills, strokes = rgb_inks(theme)
    text = TextOperators(sheet.fonts)
    shelf = ObjectShelf(sheet.images, _needed_pixels(sheet, plan))
    page = PageOperators(fills, strokes, text, shelf)
    with collector_paused():
        for layer in drawing_order(sheet):
            page.add(layer)
        canvas = PageCanvas(plan, metadata.language)
        drawn = canvas.saved(page.content(_matrix(plan)), text.fonts, shelf)
        return finish(drawn, plan, metadata)


def _needed_pixels(sheet: Sheet, plan: PagePlan) -> Mapping[str, tuple[int, int]]:
    """How many pixels each image needs for the largest place it is printed in."""
    needed: dict[str, tuple[int, int]] = {}
    if not sheet.images:
        return needed
    pixels_per_mm = plan.scale * _MOST_PPI / 25.4
    for layer in drawing_order(sheet):
        for mark in layer.marks:
            if isinstance(mark, ImageMark):
                width, height = needed.get(mark.sha256, (0, 0))
                needed[mark.sha256] = (
                    max(width, math.ceil(mark.width * pixels_per_mm)),
                    max(height, math.ceil(mark.height * pixels_per_mm)),
                )
    return needed


def _matrix(plan: PagePlan) -> str:
    """From the sheet's millimetres, y up from its top edge, to the page's points."""
    scale = plan.scale * POINTS_PER_MM
    x, y = plan.x * POINTS_PER_MM, (plan.height - plan.y) * POINTS_PER_MM
    return f"{scale:.8f} 0 0 {scale:.8f} {x:.4f} {y:.4f}"
