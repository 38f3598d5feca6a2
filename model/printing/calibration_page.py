"""The calibration page: a square of 100 mm to measure the printer by."""

from __future__ import annotations

from collections.abc import Iterator

from model.layout.drawing_order import Layer
from model.layout.look import Look
from model.layout.marks import Mark, Outline, Rectangle, Stroke
from model.layout.writing import write
from model.printing.calibration import MEASURED
from model.printing.pages import PrintPage
from model.printing.rulers import RULER_HEIGHT, ruler
from model.printing.settings import PrintSettings
from model.printing.tiling import parse_tile_papers

_EDGE = 10.0
_SIZES, _HEAD = (11.0, 10.0, 9.0, 8.0), 1.8
_GAP = 4.0
_INDENT = 6.0
_LINE = 0.2


def calibration_page(look: Look, settings: PrintSettings) -> PrintPage:
    """Return the page, on the first of the tiles' papers; nothing on it is corrected.

    Raises:
        PrintProblem: If the paper is unknown.
    """
    paper = parse_tile_papers(settings.tile_paper)[0]
    width, height = paper.width or 0.0, paper.height or 0.0
    for size_pt in _SIZES:
        text, y = _text(look, settings, width, size_pt)
        top = y + (min(height - y - MEASURED - settings.margin, MEASURED) / 2)
        if y + MEASURED + settings.margin <= height:
            break
    # On small paper the square goes to the edge of what the printer reaches.
    x = max((width - MEASURED) / 2, settings.margin)
    marks = (*text, *_square(look, x, top, size_pt))
    whole = (0.0, 0.0, width, height)
    title = look.words("print.calibration")
    layers = (Layer(0.0, 0.0, marks),)
    return PrintPage("calibration", width, height, whole, whole, (), layers, title)


def _text(
    look: Look, settings: PrintSettings, width: float, size_pt: float
) -> tuple[list[Mark], float]:
    """Return what is said above the square, and where it ends."""
    edge = min(settings.margin + _EDGE, width / 8)
    inner, y = width - 2 * edge, edge
    words = look.words
    marks: list[Mark] = []
    head = look.text(words("print.calibration"), inner, size_pt * _HEAD, is_bold=True)
    marks.extend(write(head, edge, y, inner))
    y += head.height + _GAP / 2
    about = look.text(words("print.calibration.about"), inner, size_pt)
    marks.extend(write(about, edge, y, inner, "text.muted"))
    y += about.height + _GAP
    for number, key in enumerate(("print", "measure", "type"), 1):
        sign = look.text(f"{number}.", _INDENT, size_pt)
        block = look.text(words(f"print.calibration.{key}"), inner - _INDENT, size_pt)
        marks.extend(write(sign, edge, y, _INDENT))
        marks.extend(write(block, edge + _INDENT, y, inner - _INDENT))
        y += block.height + _GAP / 2
    if (settings.correct_x, settings.correct_y) != (1, 1):
        x_percent, y_percent = settings.correct_x * 100, settings.correct_y * 100
        used = words("print.calibration.used", x=round(x_percent, 2), y=round(y_percent, 2))
        block = look.text(used, inner, size_pt)
        marks.extend(write(block, edge, y, inner, "text.muted"))
        y += block.height
    return marks, y


def _square(look: Look, x: float, y: float, size_pt: float) -> Iterator[Mark]:
    """Yield the square with a ruler along its left and its lower side."""
    side = MEASURED
    yield Rectangle(x, y, side, side, stroke="text", stroke_width=_LINE)
    yield ruler(side, lambda along, across: (x + along, y + side - RULER_HEIGHT + across))
    yield ruler(side, lambda along, across: (x + RULER_HEIGHT - across, y + along))
    middle_x, middle_y = x + side / 2, y + side / 2
    yield Stroke(x, middle_y, x + side, middle_y, "text", _LINE, (1.0, 1.0))
    yield Stroke(middle_x, y, middle_x, y + side, "text", _LINE, (1.0, 1.0))
    yield from _heads(((x, middle_y), (x + side, middle_y)), (1.0, 0.0))
    yield from _heads(((middle_x, y), (middle_x, y + side)), (0.0, 1.0))
    for key, left, top in (
        ("x", x + side * 0.56, middle_y + 1.5),
        ("y", middle_x + 3.0, y + side * 0.22),
    ):
        block = look.text(look.words(f"print.calibration.{key}"), side / 2, size_pt, is_bold=True)
        yield from write(block, left, top, block.width)


def _heads(
    ends: tuple[tuple[float, float], tuple[float, float]], along: tuple[float, float]
) -> Iterator[Outline]:
    """Yield the heads of a double arrow, tips at ``ends``."""
    for (x, y), sign in zip(ends, (-1, 1), strict=True):
        back_x, back_y = x - sign * along[0] * 3, y - sign * along[1] * 3
        yield Outline(
            (
                ("M", x, y),
                ("L", back_x - along[1], back_y - along[0]),
                ("L", back_x + along[1], back_y + along[0]),
                ("Z",),
            ),
            fill="text",
        )
