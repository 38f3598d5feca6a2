"""Pages whose layers say what they are: headings, words and tables that go on from page to page."""

from __future__ import annotations

from app.export.pdf.structure import Element
from app.export.pdf.tagged_operators import Portion, TaggedOperators
from model.printing.pages import Printout, PrintPage, Told


def has_words(printout: Printout) -> bool:
    """Tell whether the layers of ``printout`` say what they are."""
    return printout.settings.profile == "rgb" and any(page.told for page in printout.pages)


class TaggedLayers:
    """Draws the layers of pages with their structure.

    Attributes:
        root: The Document.
    """

    def __init__(self, operators: TaggedOperators) -> None:
        self._operators = operators
        self.root = Element("Document")
        self._tables: dict[int, _TableParts] = {}
        self._is_begun = False

    def draw(self, page: PrintPage) -> None:
        """Add the layers of ``page`` to the operators, as those of the next page."""
        if self._is_begun:
            self._operators.turn()
        self._is_begun = True
        for layer, told in zip(page.layers, page.told, strict=True):
            element = None if told is None else self._element(told)
            self._operators.add_portions(layer, (Portion(element, layer.marks),))

    def finish(self) -> None:
        """Give every row of a table as many cells as its longest."""
        for table in self._tables.values():
            table.fill()

    def _element(self, told: Told) -> Element:
        if told.table < 0:
            return self.root.add(Element(told.role, alt=told.alt))
        if told.table not in self._tables:
            self._tables[told.table] = _TableParts(self.root.add(Element("Table")))
        return self._tables[told.table].cell(told)


class _TableParts:
    """The rows of one table; a cell that says nothing is there all the same."""

    def __init__(self, table: Element) -> None:
        self._table = table
        self._rows: dict[int, list[Element]] = {}
        self._elements: dict[int, Element] = {}

    def cell(self, told: Told) -> Element:
        """Return the cell at a place, also where it is told of a second time."""
        if told.row not in self._rows:
            self._elements[told.row] = self._table.add(Element("TR"))
            self._rows[told.row] = []
        self._widen(told.row, told.column + 1)
        return self._rows[told.row][told.column]

    def fill(self) -> None:
        """Give every row as many cells as the longest."""
        most = max(len(cells) for cells in self._rows.values())
        for row in self._rows:
            self._widen(row, most)

    def _widen(self, row: int, count: int) -> None:
        cells = self._rows[row]
        while len(cells) < count:
            made = Element("TD") if row else Element("TH", scope="Column")
            cells.append(self._elements[row].add(made))
