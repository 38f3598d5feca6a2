"""Pages: what comes out of the printer, as data that every painter of paper draws.

All lengths are millimetres on the paper, x right, y down, (0, 0) at the page's top left corner.
A page shows windows onto one sheet or several (the map as it is laid out), and over them what the
print adds: marks, labels, rulers. Preview, PDF, SVG and the system's printer draw the same pages.
"""

from __future__ import annotations

from collections.abc import Iterator

from model.computed import computed
from model.journey import JourneyMap
from model.layout.drawing_order import Layer
from model.layout.sheet import Sheet
from model.layout.theme import Theme
from model.printing.settings import PrintSettings
from model.problems import Problem
from model.text.fonts import FontBook

Area = tuple[float, float, float, float]  # x, y, width, height


@computed(eq=False)
class Piece:
    """A window of the page through which part of a sheet is seen.

    Attributes:
        window: What of the page it takes; nothing of the sheet is drawn outside.
        x, y: Where the sheet's top left corner stands on the page; it may lie outside.
        scale: Millimetres on the page for one of the sheet.
    """

    sheet: Sheet
    window: Area
    x: float
    y: float
    scale: float


@computed(eq=True)
class Told:
    """What a layer says to who does not look at the page, in the order of reading.

    Attributes:
        role: A standard structure type of PDF: ``H1``, ``P``, ``TH``, ``TD``, ``Figure`` …
        table: The table it is a cell of, counted from 0; -1 for none.
        row, column: Where in the table, headings in row 0.
        alt: What is read out in place of a picture.
    """

    role: str
    table: int = -1
    row: int = -1
    column: int = -1
    alt: str = ""


@computed(eq=False)
class PrintPage:
    """One page of a print.

    Attributes:
        name: ``wall``, ``assembly``, ``1.2`` (row 1, column 2 of tiles) … unique in its print.
        width, height: The whole page, marks and slug included.
        trim: What is left after cutting.
        bleed: The trim with its bleed round it.
        pieces: What is seen of sheets, in drawing order.
        layers: What the print adds, drawn over the pieces.
        title: What a bookmark says; "" for none.
        stretch: By what the printer must be corrected, along x and y, from the page's top left.
        told: What each of ``layers`` says, None where it is there for the eye alone; () for pages
            that nothing is told of.
    """

    name: str
    width: float
    height: float
    trim: Area
    bleed: Area
    pieces: tuple[Piece, ...]
    layers: tuple[Layer, ...] = ()
    title: str = ""
    stretch: tuple[float, float] = (1.0, 1.0)
    told: tuple[Told | None, ...] = ()


@computed(eq=False)
class Printout:
    """Everything a painter of paper needs.

    Attributes:
        pages: In the order they are printed.
        scale: Millimetres on the paper for one of the map's sheet; of a handout the smallest.
        notes: What a person should be told of this print: what could not be done as asked.
        fonts: The faces all pages are set in.
        journey: The map as it is printed, for who says in words what is drawn.
        inside: The map that a PDF of this print holds, so that it can be opened again; or None.
    """

    pages: tuple[PrintPage, ...]
    settings: PrintSettings
    theme: Theme
    scale: float
    fonts: FontBook
    notes: tuple[Problem, ...] = ()
    journey: JourneyMap | None = None
    inside: JourneyMap | None = None

    def sheets(self) -> Iterator[Sheet]:
        """Yield each sheet that is seen on some page, once."""
        seen = set()
        for page in self.pages:
            for piece in page.pieces:
                if id(piece.sheet) not in seen:
                    seen.add(id(piece.sheet))
                    yield piece.sheet
