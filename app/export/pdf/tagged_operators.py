"""Page operators that say what each of them is: part of the text, or there for the eye alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from app.export.pdf.colours import Palette
from app.export.pdf.page_operators import DrawnObjects, PageOperators, place_operator
from app.export.pdf.structure import Content, Element
from app.export.pdf.text_operators import TextOperators
from model.layout.drawing_order import Layer
from model.layout.marks import Glyphs, Mark


class Portion(NamedTuple):
    """Marks that are one piece of marked content: of ``element``, or of nothing that is read."""

    element: Element | None
    marks: Iterable[Mark]


class TaggedOperators(PageOperators):
    """Operators in marked content; what is added as a plain layer is an artifact.

    Attributes:
        owners: The element of each numbered content, page by page.
    """

    def __init__(self, palette: Palette, text: TextOperators, objects: DrawnObjects) -> None:
        super().__init__(palette, text, objects)
        self.owners: list[list[Element]] = [[]]

    def turn(self) -> None:
        """Begin another page, on which content is numbered anew."""
        self.owners.append([])

    def add(self, layer: Layer) -> None:
        """Draw the marks of ``layer`` as what is not read."""
        self.add_portions(layer, (Portion(None, layer.marks),))

    def add_portions(self, layer: Layer, portions: Iterable[Portion]) -> None:
        """Draw ``portions``, which are the marks of ``layer`` in their order."""
        if not layer.marks:
            return
        self._out.append(place_operator(layer))
        self._start_block()
        draw = self._draw
        for element, marks in portions:
            self._out.append("/Artifact BMC\n" if element is None else self._opened(element))
            for mark in marks:
                draw[type(mark)](mark)
            self._leave_text()
            self._out.append("EMC\n")
        self._out.append("Q\n")

    def _glyphs(self, mark: Glyphs) -> None:
        super()._glyphs(mark)
        if not mark.is_turned:
            # Who reads by tags does not look where lines end, and would join their words.
            self._out.append(self._text.space_behind(mark.line))

    def _opened(self, element: Element) -> str:
        content = Content(len(self.owners) - 1, len(self.owners[-1]))
        self.owners[-1].append(element)
        element.kids.append(content)
        return f"/{element.role}<</MCID {content.number}>>BDC\n"
