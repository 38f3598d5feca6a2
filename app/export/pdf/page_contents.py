"""What stands on the pages of one document, as operators; a sheet seen on several is drawn once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from app.export.pdf.colours import Palette
from app.export.pdf.drawn_objects import ObjectShelf
from app.export.pdf.page_operators import PageOperators
from app.export.pdf.sheet_parts import SheetPart, sheet_parts
from app.export.pdf.structure import Structure
from app.export.pdf.tagged_layers import TaggedLayers, has_words
from app.export.pdf.tagged_operators import TaggedOperators
from app.export.pdf.tagged_sheet import TaggedSheet, is_tagged
from app.export.pdf.text_operators import TextOperators
from model.layout.drawing_order import Layer, drawing_order
from model.printing.extents import touches, window_of
from model.printing.pages import Piece, Printout, PrintPage

POINTS_PER_MM = 72 / 25.4


class Form(NamedTuple):
    """A part of a sheet that pages call by name.

    Attributes:
        box: (x, y, width, height) of the part on its sheet, in mm, y down.
        content: Operators in the sheet's millimetres, y up from its top edge.
    """

    name: str
    box: tuple[float, float, float, float]
    content: bytes


class PageContents:
    """The operators of each page of ``printout``, and the forms they call.

    Attributes:
        structure: What a tagged PDF says and in which order; None for others.
    """

    def __init__(
        self,
        printout: Printout,
        palette: Palette,
        text: TextOperators,
        shelf: ObjectShelf,
        language: str,
    ) -> None:
        """``language`` is that of the cards."""
        has_told = has_words(printout)
        kind = TaggedOperators if has_told or is_tagged(printout) else PageOperators
        self._operators = kind(palette, text, shelf)
        self._told: TaggedLayers | None = None
        if has_told and isinstance(self._operators, TaggedOperators):
            self._told = TaggedLayers(self._operators)
        self._journey, self._language = printout.journey, language
        self.structure: Structure | None = None
        self._parts: dict[int, list[_Part]] = {}
        self.forms: list[Form] = []
        shown: dict[int, list[Piece]] = {}
        for piece in (piece for page in printout.pages for piece in page.pieces):
            shown.setdefault(id(piece.sheet), []).append(piece)
        for key, pieces in shown.items():
            if len(pieces) > 1:
                parts = sheet_parts(pieces[0].sheet, pieces)
                self._parts[key] = [_Part(part) for part in parts]
        self.pages = tuple((page, self._content(page)) for page in printout.pages)
        if self._told is not None and isinstance(self._operators, TaggedOperators):
            self._told.finish()
            self.structure = Structure(self._told.root, self._operators.owners)

    def _drawn(self, layers: Iterable[Layer]) -> str:
        for layer in layers:
            self._operators.add(layer)
        return "1 j\n" + self._operators.taken()

    def _content(self, page: PrintPage) -> bytes:
        parts = [f"{_stretched(page)} cm\n"] if page.stretch != (1, 1) else []
        parts.extend(self._piece(page, piece) for piece in page.pieces)
        if page.layers:
            matrix = _matrix(1.0, 0.0, page.height)
            parts.append(f"q {matrix} cm {self._added(page)}Q\n")
        return "".join(parts).encode("ascii")

    def _added(self, page: PrintPage) -> str:
        """Return the operators of what the print adds to ``page``."""
        if self._told is None or not page.told:
            return self._drawn(page.layers)
        self._told.draw(page)
        return "1 j\n" + self._operators.taken()

    def _piece(self, page: PrintPage, piece: Piece) -> str:
        place = _matrix(piece.scale, piece.x, page.height - piece.y)
        clip = "" if _shows_all(page, piece) else _clip(page, piece)
        parts = self._parts.get(id(piece.sheet))
        if parts is None:
            inside = self._sheet(page, piece)
        else:
            window = window_of(piece)
            inside = "".join(
                f"/{part.name or self._drawn_form(part)} Do\n"
                for part in parts
                if touches(part.content.box, window)
            )
        return f"q {clip}{place} cm {inside}Q\n"

    def _sheet(self, page: PrintPage, piece: Piece) -> str:
        operators = self._operators
        if isinstance(operators, TaggedOperators) and self._journey is not None:
            tagged = TaggedSheet(operators, self._journey, page, piece, self._language)
            tagged.draw()
            self.structure = Structure(tagged.root, operators.owners)
            return "1 j\n" + operators.taken()
        return self._drawn(drawing_order(piece.sheet))

    def _drawn_form(self, part: _Part) -> str:
        """Draw ``part`` as a form, when the first page calls it, and return its name."""
        left, top, right, bottom = part.content.box
        part.name = f"M{len(self.forms) + 1}"
        content = self._drawn(part.content.layers).encode("ascii")
        self.forms.append(Form(part.name, (left, top, right - left, bottom - top), content))
        return part.name


@dataclass(slots=True)
class _Part:
    """A part of a sheet; its form has a name once some page shows it."""

    content: SheetPart
    name: str = ""


def _shows_all(page: PrintPage, piece: Piece) -> bool:
    return piece.window == (0, 0, page.width, page.height)


def _clip(page: PrintPage, piece: Piece) -> str:
    x, y, width, height = piece.window
    sides = (x, page.height - y - height, width, height)
    return " ".join(f"{side * POINTS_PER_MM:.4f}" for side in sides) + " re W n "


def _stretched(page: PrintPage) -> str:
    """Return the matrix that stretches a page from its top left corner."""
    x, y = page.stretch
    down = page.height * POINTS_PER_MM * (1 - y)
    return f"{x:.8f} 0 0 {y:.8f} 0 {down:.4f}"


def _matrix(scale: float, x: float, y: float) -> str:
    """From millimetres with y up, at (x, y) mm from the page's lower left corner, to points."""
    factor = scale * POINTS_PER_MM
    return f"{factor:.8f} 0 0 {factor:.8f} {x * POINTS_PER_MM:.4f} {y * POINTS_PER_MM:.4f}"
