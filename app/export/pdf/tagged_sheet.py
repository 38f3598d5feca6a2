"""A sheet drawn as a document that can be read: a heading, a table of phases, steps and lanes.

The table is regular: a row for the phases, one for the steps and one for each lane, each with a
heading and a cell for every step. Curves and arrows follow it as figures with their words, then
legend and footer. All the rest is there for the eye and marked as such.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeGuard

from app.export.pdf.structure import Box, Element
from app.export.pdf.tagged_operators import Portion, TaggedOperators
from model.journey import JourneyMap
from model.layout.drawing_order import Layer, Part, drawing_order, drawn_parts
from model.layout.marks import Glyphs, Icon, ImageMark, Mark
from model.layout.sheet import Block, PlacedLink
from model.printing.pages import Piece, Printout, PrintPage
from model.printing.spoken import Spoken
from model.text.glyphs import MM_PER_POINT

_HEAD = 2.0  # mm that the head of an arrow reaches beyond its line


def is_tagged(printout: Printout) -> bool:
    """Tell whether ``printout`` is written as a tagged PDF: for the archive, the wall on a page."""
    pages = printout.pages
    return (
        printout.settings.profile == "archive"
        and printout.settings.output == "wall"
        and printout.journey is not None
        and len(pages) == 1
        and len(pages[0].pieces) == 1
    )


class TaggedSheet:
    """Draws what ``piece`` shows with its structure.

    Attributes:
        root: The Document.
    """

    def __init__(
        self,
        operators: TaggedOperators,
        journey: JourneyMap,
        page: PrintPage,
        piece: Piece,
        language: str,
    ) -> None:
        """``language`` is the document's, that of the cards."""
        self._operators, self._page, self._piece = operators, page, piece
        self._sheet = piece.sheet
        self._spoken = Spoken(journey, piece.sheet)
        spoken = self._spoken.language
        self._language = "" if spoken == language else spoken
        self.root = Element("Document")
        self._title = self.root.add(Element("Sect"))
        self._phases, self._steps, self._lanes, self._cells = self._table()
        self._figures = self.root.add(Element("Sect"))

    def draw(self) -> None:
        """Add all of the sheet to the operators."""
        sheet = self._sheet
        for layer, part in zip(drawing_order(sheet), drawn_parts(sheet), strict=True):
            if layer.marks:
                self._operators.add_portions(layer, self._portions(layer, part))

    def _table(self) -> tuple[list[Element], list[Element], list[Element], list[list[Element]]]:
        sheet = self._sheet
        table = self.root.add(Element("Table"))
        spans = Counter(column.phase_id for column in sheet.columns)
        top = table.add(Element("TR"))
        top.add(Element("TD"))
        phases = [
            top.add(Element("TH", scope="Column", column_span=spans[phase.phase_id]))
            for phase in sheet.phases
        ]
        below = table.add(Element("TR"))
        below.add(Element("TD"))
        steps = [below.add(Element("TH", scope="Column")) for _ in sheet.columns]
        lanes, cells = [], []
        for row in sheet.cells:
            line = table.add(Element("TR"))
            lanes.append(line.add(Element("TH", scope="Row")))
            cells.append([line.add(Element("TD")) for _ in row])
        return phases, steps, lanes, cells

    def _portions(self, layer: Layer, part: Part) -> Iterable[Portion]:
        match part.kind:
            case "background":
                return self._lines(layer.marks)
            case "title":
                return self._heading(layer.marks, part.block)
            case "body":
                return self._curves(layer.marks, part.row)
            case "phase":
                return self._block(layer, part, self._phases[part.column])
            case "step":
                return self._block(layer, part, self._steps[part.column])
            case "lane":
                return self._block(layer, part, self._lanes[part.row])
            case "ground" | "item":
                return self._block(layer, part, self._cells[part.row][part.column])
            case "trailer":
                return self._trailer(layer.marks)
        return self._arrows(layer.marks)

    def _lines(self, marks: Sequence[Mark]) -> Iterator[Portion]:
        """The words of blueprint lines are read before the lane below them; ways are figures."""
        yield from self._lines_between(marks[: self._hung_from(marks)])
        at = self._hung_from(marks)
        for hung, said in self._hung():
            top, height = self._sheet.grid_y, self._sheet.rows[0].y - self._sheet.grid_y
            box = self._to_page(self._sheet.grid_x, top, self._across(), height)
            yield Portion(self._figure(self._figures, said, box), marks[at : at + len(hung)])
            at += len(hung)

    def _hung_from(self, marks: Sequence[Mark]) -> int:
        """Return where what hangs below the headings begins: it is drawn last."""
        return len(marks) - sum(len(hung) for hung, _ in self._hung())

    def _hung(self) -> Iterator[tuple[Sequence[Mark], str]]:
        for way in self._sheet.ways:
            yield way.marks, self._spoken.way(way)
        if self._sheet.funnel is not None:
            yield self._sheet.funnel.marks, self._spoken.funnel()

    def _across(self) -> float:
        last = self._sheet.columns[-1]
        return last.x + last.width - self._sheet.grid_x

    def _lines_between(self, marks: Sequence[Mark]) -> Iterator[Portion]:
        for mark in marks:
            if not _is_text(mark):
                yield Portion(None, (mark,))
                continue
            below = (at for at, row in enumerate(self._sheet.rows) if row.y >= mark.y)
            lane = self._lanes[next(below, len(self._lanes) - 1)]
            yield Portion(lane.add(Element("P", language=self._language)), (mark,))

    def _heading(self, marks: Sequence[Mark], block: Block | None) -> Iterator[Portion]:
        bottom = block.text_box[3] if block is not None and block.text_box else 0.0
        title = [mark for mark in marks if _is_text(mark) and mark.y <= bottom]
        if title:
            yield Portion(self._title.add(Element("H1")), title)
        yield from _paragraphs([mark for mark in marks if mark not in title], self._title)

    def _curves(self, marks: Sequence[Mark], row: int) -> Iterator[Portion]:
        sheet = self._sheet
        held = sheet.rows[row]
        shown = {placed.block.id for cell in sheet.cells[row] for placed in cell.contents}
        said = self._spoken.curves(held.lane_id, shown) or self._spoken.channels(held.lane_id)
        figure = None
        if said:
            box = self._to_page(sheet.grid_x, held.y, self._across(), held.height)
            figure = self._figure(self._figures, said, box)
        yield Portion(figure, marks)

    def _arrows(self, marks: Sequence[Mark]) -> Iterator[Portion]:
        links = [link for link in self._sheet.links if link.is_shown]
        at = 0
        for link in links:
            end = at + len(link.marks)
            if marks[at:end] != link.marks:
                break  # dimmed ones come first, in other colours
            figure = self._figure(self._figures, self._spoken.link(link), self._reach(link))
            yield Portion(figure, link.marks)
            at = end
        if at < len(marks):
            said = "; ".join(map(self._spoken.link, links))
            box = self._to_page(0, 0, self._sheet.width, self._sheet.height)
            yield Portion(self._figure(self._figures, said, box) if said else None, marks[at:])

    def _reach(self, link: PlacedLink) -> Box:
        across = [number for step in link.commands for number in step[1::2]]
        down = [number for step in link.commands for number in step[2::2]]
        left, top = min(across), min(down)
        width, height = max(across) - left + 2 * _HEAD, max(down) - top + 2 * _HEAD
        return self._to_page(left - _HEAD, top - _HEAD, width, height)

    def _trailer(self, marks: Sequence[Mark]) -> Iterator[Portion]:
        section = self.root.add(Element("Sect", language=self._language))
        return _paragraphs(marks, section)

    def _block(self, layer: Layer, part: Part, parent: Element) -> Iterator[Portion]:
        """A paragraph of what ``part`` says; its signs, faces and pictures in words."""
        paragraph = parent.add(Element("P"))
        block = part.block
        face = self._spoken.feeling(block.id) if block and block.kind == "feeling" else ""
        has_signs = block is not None and block.kind in ("card", "step")
        signs = self._spoken.signs(block.id) if block is not None and has_signs else ()
        for kind, said, marks in _runs(layer.marks, signs):
            element: Element | None = None
            if kind == "text":
                element = paragraph
            elif kind == "sign":
                element = paragraph.add(self._sign(said))
            elif block is not None and isinstance(marks[0], ImageMark):
                if not self._spoken.is_icon(marks[0].sha256):
                    element = self._picture(layer, block, marks[0], paragraph)
            elif face:
                element, face = paragraph.add(self._sign(face)), ""
            yield Portion(element, marks)

    def _to_page(self, x: float, y: float, width: float, height: float) -> Box:
        """From a place on the sheet, mm, y down, to a box on the page, points, y up."""
        scale = self._piece.scale / MM_PER_POINT
        left = self._piece.x / MM_PER_POINT + x * scale
        top = (self._page.height - self._piece.y) / MM_PER_POINT - y * scale
        return left, top - height * scale, left + width * scale, top

    def _sign(self, said: str) -> Element:
        return Element("Span", actual=said, language=self._language)

    def _picture(self, layer: Layer, block: Block, mark: ImageMark, parent: Element) -> Element:
        box = self._to_page(layer.x + mark.x, layer.y + mark.y, mark.width, mark.height)
        return self._figure(parent, self._spoken.picture(block.id), box)

    def _figure(self, parent: Element, said: str, box: Box) -> Element:
        return parent.add(Element("Figure", alt=said, box=box, language=self._language))


def _paragraphs(marks: Sequence[Mark], parent: Element) -> Iterator[Portion]:
    """Yield a paragraph for each run of text; a small word begins the one of its value."""
    for kind, _, run in _runs(marks, ()):
        if kind != "text":
            yield Portion(None, run)
            continue
        texts: list[Mark] = []
        for mark in run:
            if texts and _is_muted(mark) and not _is_muted(texts[-1]):
                yield Portion(parent.add(Element("P")), texts)
                texts = []
            texts.append(mark)
        yield Portion(parent.add(Element("P")), texts)


class _Run(NamedTuple):
    """Marks that follow each other and are of one kind.

    Attributes:
        kind: ``text``, ``sign``, ``picture`` or ``ground``.
        said: What a sign means.
    """

    kind: str
    said: str
    marks: list[Mark]


def _runs(marks: Iterable[Mark], signs: Iterable[tuple[str, str]]) -> Iterator[_Run]:
    """Yield the runs of ``marks``; a sign or a picture stands alone.

    ``signs`` are (icon, what it means): each is said once.
    """
    left = list(signs)
    run = _Run("", "", [])
    for mark in marks:
        kind, said = _kind(mark), ""
        at = next((at for at, (icon, _) in enumerate(left) if _is_icon(mark, icon)), None)
        if at is not None:
            kind, said = "sign", left.pop(at)[1]
        if run.marks and (kind != run.kind or kind in ("sign", "picture")):
            yield run
            run = _Run("", "", [])
        if not run.marks:
            run = _Run(kind, said, [])
        run.marks.append(mark)
    if run.marks:
        yield run


def _kind(mark: Mark) -> str:
    if isinstance(mark, ImageMark):
        return "picture"
    return "text" if _is_text(mark) else "ground"


def _is_icon(mark: Mark, name: str) -> bool:
    return isinstance(mark, Icon) and mark.name == name


def _is_text(mark: Mark) -> TypeGuard[Glyphs]:
    return isinstance(mark, Glyphs) and bool(mark.line.runs)


def _is_muted(mark: Mark) -> bool:
    return isinstance(mark, Glyphs) and mark.colour == "text.muted"
