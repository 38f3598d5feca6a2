"""The persona poster: one person on an upright page, to be read from a metre away, or filled in.

It is laid out on a page 210 mm wide and scaled to the paper: A3 is A4 seen through a loupe.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import MappingProxyType

from model.evidence import Image
from model.journey import JourneyMap
from model.layout.look import Look, Registers
from model.layout.marks import Mark
from model.layout.sheet import Sheet
from model.people import Customer, Persona
from model.printing.handout import page_size
from model.printing.pages import Piece, PrintPage
from model.printing.persona_head import PosterHead
from model.printing.persona_sections import Flow, Section, sections_of
from model.printing.settings import PrintSettings
from model.problems import PrintProblem
from model.sheet_settings import SheetSettings
from model.text.fonts import FontBook
from model.texts import Texts

WIDTH = 210.0
"""The width a poster is laid out in, in mm; the height follows the paper's proportions."""

_MARGIN = 11.0
_ROOM = 5.0
_SIZES_PT = tuple(size / 2 for size in range(32, 17, -1))
_COLUMNS = (2, 3)


def persona_posters(
    journey: JourneyMap, settings: PrintSettings, fonts: FontBook
) -> tuple[PrintPage, ...]:
    """Return a page for each persona that is to be printed, more for who has much to tell.

    With ``content="blank"`` it is one sheet with lines to write on, ``"seeded"`` leaves lines
    where nothing is known yet.

    Raises:
        PrintProblem: ``print.no_persona``, ``print.unknown_persona``, ``print.handout_paper``.
    """
    _, width, height = page_size(settings)
    poster = _Poster(journey, settings, fonts, WIDTH * height / width)
    scale = width / WIDTH
    pages: list[PrintPage] = []
    for customer in _chosen(journey, settings):
        for sheet in poster.sheets(customer):
            page = (0.0, 0.0, width, height)
            piece = Piece(sheet, page, 0.0, 0.0, scale)
            name = str(len(pages) + 1)
            title = customer.name or poster.kind_of(customer)
            pages.append(PrintPage(name, width, height, page, page, (piece,), title=title))
    return tuple(pages)


def _chosen(journey: JourneyMap, settings: PrintSettings) -> Sequence[Customer]:
    wanted = settings.persona
    if wanted is not None:
        found = [person for person in journey.personas if person.id == wanted]
        if not found:
            raise PrintProblem("print.unknown_persona", id=wanted)
    else:
        found = [person for person in journey.personas if person.is_visible]
    if settings.content == "blank":
        kind = type(found[0]) if found else Persona
        return (kind(id="blank"),)
    if not found:
        raise PrintProblem("print.no_persona")
    return found


class _Poster:
    def __init__(
        self, journey: JourneyMap, settings: PrintSettings, fonts: FontBook, height: float
    ) -> None:
        self._journey, self._fonts, self._height = journey, fonts, height
        self._words = Texts(journey.about.language)
        self._has_lines = settings.content != "filled"
        self._registers = Registers.of(journey)
        self._titles = {source.id: source.title for source in journey.evidence}
        self._images = MappingProxyType({image.sha256: image for image in journey.images})

    def kind_of(self, customer: Customer) -> str:
        """Return what a customer without a name is called."""
        return self._words(f"names.customer_kind.{customer.kind}")

    def sheets(self, customer: Customer) -> Iterator[Sheet]:
        """Yield the pages of one persona, laid out."""
        look = Look(SheetSettings(small_size_pt=9), self._fonts, self._words, True)
        sign = self._registers.personas.get(customer.id)
        colour = customer.colour or (sign.colour if sign else "blue")
        head = PosterHead(
            look, customer, colour, self._registers, WIDTH - 2 * _MARGIN, has_lines=self._has_lines
        )
        foot = head.foot(self._titles, self._journey.about.title)
        bottom = self._height - _MARGIN - foot.height
        top = _MARGIN + head.height + _ROOM
        sections = sections_of(customer, self._words, has_lines=self._has_lines)
        flow = self._flow(look, sections, colour, bottom - _ROOM - top)
        for columns in flow.pages(bottom - _ROOM - top):
            marks: list[Mark] = []
            marks.extend(head.marks(_MARGIN, _MARGIN))
            marks.extend(flow.marks(columns, _MARGIN, top))
            marks.extend(foot.marks(_MARGIN, bottom))
            yield self._sheet(customer, tuple(marks))

    def _flow(self, look: Look, sections: Sequence[Section], colour: str, height: float) -> Flow:
        """Return the sections set as large as they fit on one page; else in the smallest type."""
        width = WIDTH - 2 * _MARGIN
        for size_pt in _SIZES_PT:
            for count in _COLUMNS:
                flow = Flow(look, sections, colour, width, count, size_pt)
                if flow.fits(height):
                    return flow
        return flow

    def _sheet(self, customer: Customer, marks: tuple[Mark, ...]) -> Sheet:
        image = self._images.get(customer.image or "")
        images: dict[str, Image] = {image.sha256: image} if image else {}
        return Sheet(
            width=WIDTH, height=self._height, grid_x=0.0, grid_y=0.0, title=None,
            phases=(), columns=(), rows=(), cells=(), background=marks, overlay=(), trailers=(),
            images=images, fonts=self._fonts, language=self._words.language,
            map_title=customer.name or self._journey.about.title,
        )  # fmt: skip
