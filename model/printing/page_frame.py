"""What stands round the map on a page of a handout: a heading, a footer, and the legend."""

from __future__ import annotations

from collections.abc import Iterator

from model.filtering import Filter
from model.journey import JourneyMap
from model.layout.drawing_order import Layer
from model.layout.look import Look, Registers
from model.layout.marks import Mark, Rectangle
from model.layout.plans import Signs
from model.layout.sheet import Block
from model.layout.title import version_words
from model.layout.trailers import legend_block, seen_words
from model.layout.writing import write, write_ending
from model.people_shown import hidden_by_people, switched_off
from model.sheet_settings import SheetSettings
from model.text.fonts import FontBook
from model.text.glyphs import TextBlock
from model.text.setting import set_text
from model.texts import Texts

_LINE = 0.3
_ROOM = 1.2


class PageFrame:
    """Draws what all pages of one print have in common.

    Attributes:
        room: (x, y, width, height) of the page that is left for the map, in mm.
    """

    def __init__(
        self,
        journey: JourneyMap,
        fonts: FontBook,
        page: tuple[float, float],
        margin: float,
        title_pt: float,
        small_pt: float,
        through: Filter | None,
    ) -> None:
        settings = SheetSettings(
            small_size_pt=small_pt, lane_title_width=5 * small_pt, gap=4, margin=0
        )
        self._journey, self._page, self._margin = journey, page, margin
        self._look = Look(settings, fonts, Texts(journey.about.language), True)
        self._title_pt = title_pt
        self._through = through
        self._width = page[0] - 2 * margin
        self._head = self._look.text("X", self._width, title_pt).height + _ROOM + _LINE
        self._foot = self._look.small("X", self._width).height + _ROOM + _LINE
        self._away = tuple(switched_off(journey)) if hidden_by_people(journey) else ()
        has_footer = journey.sheet.is_footer_shown or through is not None or bool(self._away)
        below = self._foot + 2 * _ROOM if has_footer else 0.0
        top = margin + self._head + 2 * _ROOM
        self.has_footer = has_footer
        self.room = (margin, top, self._width, page[1] - margin - below - top)

    def heading(self, label: str) -> Layer:
        """Return the map's title at the left and ``label`` at the right."""
        look, width = self._look, self._width
        said = look.text(label, width / 2, self._title_pt * 0.75)
        room = width - said.width - 4
        title = self._in_one_line(self._journey.about.title, room, self._title_pt, is_bold=True)
        marks: list[Mark] = [*write(title, 0, 0, room)]
        drop = title.baselines[0] - said.baselines[0]
        marks.extend(write_ending(said, width, drop, "text.muted"))
        y = self._head - _LINE
        marks.append(Rectangle(0, y, width, _LINE, fill="grid.strong"))
        return Layer(self._margin, self._margin, tuple(marks))

    def footer(self, page: int, pages: int) -> Layer:
        """Return whose map this is and how old, at the right which page of how many."""
        look, width = self._look, self._width
        number = look.small(look.words("print.page_of", page=page, pages=pages), width)
        room = width - number.width - 4
        said = self._in_one_line(" · ".join(self._parts()), room, look.settings.small_size_pt)
        marks: tuple[Mark, ...] = (
            Rectangle(0, 0, width, _LINE, fill="grid.strong"),
            *write(said, 0, _LINE + _ROOM, room, "text.muted"),
            *write_ending(number, width, _LINE + _ROOM, "text.muted"),
        )
        return Layer(self._margin, self._page[1] - self._margin - self._foot, marks)

    def legend(self, signs: Signs) -> Block | None:
        """Return the explanation of ``signs`` as wide as the page; None where there are none."""
        if not self._journey.sheet.is_legend_shown:
            return None
        return legend_block(self._look, Registers.of(self._journey), signs, self._width)

    def _in_one_line(
        self, text: str, width: float, size_pt: float, *, is_bold: bool = False
    ) -> TextBlock:
        line = " ".join(text.split())
        fonts = self._look.fonts
        return set_text(fonts, line, width=width, size_pt=size_pt, is_bold=is_bold, max_lines=1)

    def _parts(self) -> Iterator[str]:
        about, words = self._journey.about, self._look.words
        registers = Registers.of(self._journey)
        signs = registers.personas.values()
        names = ", ".join(sign.name for sign in signs if sign.is_visible and sign.name)
        parts = (
            names,
            words(f"names.state.{about.state}"),
            words(f"names.basis.{about.basis}"),
            version_words(self._look, about),
            seen_words(self._look, registers, self._through, self._away),
        )
        return filter(None, parts)
