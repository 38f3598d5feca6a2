"""The logical structure of a tagged PDF (ISO 32000-1, 14.7 and 14.8): a tree of elements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

Box = tuple[float, float, float, float]


class Content(NamedTuple):
    """Marked content: on which page, counted from 0, and its number there."""

    page: int
    number: int


@dataclass(slots=True, eq=False)
class Element:
    """A part of what the document says.

    Attributes:
        role: A standard structure type: ``Table``, ``P`` …
        kids: Parts of it, and marked content, in reading order, on one page or several.
        alt: What is read out in place of a picture.
        actual: The text that is drawn as a sign.
        language: Of ``alt`` and ``actual`` or the content; "" is the document's.
        scope: What a heading in a table is of: ``Column`` or ``Row``.
        column_span: How many columns a cell of a table covers.
        box: Where a figure is: (left, bottom, right, top) in points on the page.
    """

    role: str
    kids: list[Element | Content] = field(default_factory=list)
    alt: str = ""
    actual: str = ""
    language: str = ""
    scope: str = ""
    column_span: int = 1
    box: Box | None = None

    def add(self, kid: Element) -> Element:
        """Put ``kid`` behind the others and return it."""
        self.kids.append(kid)
        return kid

    @property
    def page(self) -> int:
        """The page its content begins on; that of the document where it has none itself."""
        return next((kid.page for kid in self.kids if isinstance(kid, Content)), 0)

    @property
    def is_needed(self) -> bool:
        """Whether it says something, or holds a place in a table."""
        return bool(self.kids) or self.role in ("TD", "TH")


class Structure(NamedTuple):
    """What a document says: the tree under ``root``, and for each page whose its content is."""

    root: Element
    owners: Sequence[Sequence[Element]]


def write_structure(pdf: Pdf, structure: Structure) -> None:
    """Write ``structure`` into ``pdf``, whose pages it describes."""
    root, pages = structure
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    written: dict[int, Object] = {}
    tree.K = _written(pdf, root, tree, written)
    numbers = Array()
    for place, owners in enumerate(pages):
        parents = pdf.make_indirect(Array([written[id(owner)] for owner in owners]))
        numbers.append(place)
        numbers.append(parents)
        page = pdf.pages[place].obj
        page.StructParents = place
        page.Tabs = Name.S
    tree.ParentTree = pdf.make_indirect(Dictionary(Nums=numbers))
    tree.ParentTreeNextKey = len(pages)
    pdf.Root.StructTreeRoot = tree
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _written(pdf: Pdf, element: Element, parent: Object, written: dict[int, Object]) -> Object:
    """Write ``element`` and all below it; returns what refers to it."""
    page = pdf.pages[element.page].obj
    made = pdf.make_indirect(Dictionary(S=Name(f"/{element.role}"), P=parent, Pg=page))
    written[id(element)] = made
    kids = [
        _referred(pdf, kid, element.page)
        if isinstance(kid, Content)
        else _written(pdf, kid, made, written)
        for kid in element.kids
        if isinstance(kid, Content) or kid.is_needed
    ]
    if kids:
        made.K = kids[0] if len(kids) == 1 else Array(kids)
    for key, text in (
        ("/Alt", element.alt),
        ("/ActualText", element.actual),
        ("/Lang", element.language),
    ):
        if text:
            made[key] = String(text)
    attributes = list(_attributes(element))
    if attributes:
        made.A = attributes[0] if len(attributes) == 1 else Array(attributes)
    return made


def _referred(pdf: Pdf, content: Content, page: int) -> int | Dictionary:
    """Return what refers to ``content`` from an element that begins on ``page``."""
    if content.page == page:
        return content.number
    other = pdf.pages[content.page].obj
    return Dictionary(Type=Name.MCR, Pg=other, MCID=content.number)


def _attributes(element: Element) -> Iterator[Dictionary]:
    if element.scope:
        made = Dictionary(O=Name.Table, Scope=Name(f"/{element.scope}"))
        if element.column_span > 1:
            made.ColSpan = element.column_span
        yield made
    if element.box is not None:
        sides = Array([round(side, 2) for side in element.box])
        yield Dictionary(O=Name.Layout, Placement=Name.Block, BBox=sides)
