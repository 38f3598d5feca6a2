"""The head and foot of a persona poster: portrait, name and voice; how sure we are of all this."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from model.layout.coding import EVIDENCE_ICONS
from model.layout.look import Look, Registers
from model.layout.marks import Icon, ImageMark, Mark, Rectangle, Stroke
from model.layout.persona_marks import persona_shape
from model.layout.writing import write, write_centred, write_ending
from model.people import Customer
from model.printing.moved_marks import moved
from model.printing.persona_fields import founding, is_short, kind_words, tagline
from model.text.glyphs import TextBlock
from model.text.setting import set_text

_PADDING = 6.0
_PORTRAIT = 42.0
_MARK = 11.0
_GAP = 7.0
_NAME_PT, _LINE_PT, _TEXT_PT, _SMALL_PT = 44.0, 16.0, 13.0, 10.0
_FOOT_LINES = 3
_QUOTE_PT = 20.0
_QUOTE_INDENT = 13.0
_LEAST = 0.4
_HAND = 9.0
"""How far lines to write on stand apart, in mm."""


@dataclass(frozen=True, slots=True, eq=False)
class Foot:
    """The strip at the bottom, drawn from its top left corner."""

    height: float
    parts: tuple[Mark, ...]

    def marks(self, x: float, y: float) -> Iterator[Mark]:
        """Yield its marks with its corner at (x, y)."""
        return moved(self.parts, x, y)


class PosterHead:
    """What stands over the whole width at the top.

    Attributes:
        height: How tall it is, in mm.
    """

    def __init__(
        self,
        look: Look,
        customer: Customer,
        colour: str,
        registers: Registers,
        width: float,
        *,
        has_lines: bool,
    ) -> None:
        self._look, self._customer, self._colour = look, customer, colour
        self._registers, self._width, self._has_lines = registers, width, has_lines
        words, self._words_height = self._words()
        band = max(_PORTRAIT, self._words_height) + 2 * _PADDING
        down = (band - self._words_height) / 2
        quote, quote_height = self._quote()
        self.height = band + (quote_height + _GAP if quote else 0.0)
        left = _PADDING + _PORTRAIT + _GAP
        self._marks = (
            Rectangle(
                0, 0, width, band,
                fill=f"card.{colour}.fill", stroke=f"card.{colour}.line", radius=4.0,
            ),
            *moved((*self._portrait(), *self._mark()), _PADDING, (band - _PORTRAIT) / 2),
            *moved(words, left, down),
            *moved(quote, 0, band + _GAP * 0.75),
        )  # fmt: skip

    def marks(self, x: float, y: float) -> Iterator[Mark]:
        """Yield its marks with its corner at (x, y)."""
        return moved(self._marks, x, y)

    def foot(self, titles: Mapping[str, str], map_title: str) -> Foot:
        """Return how sure we are, and which map this belongs to."""
        look, customer, width = self._look, self._customer, self._width
        said = " · ".join(
            f"{label}: {told}" for label, told in founding(customer, titles, look.words)
        )
        if not said and self._has_lines:
            said = look.words("print.persona.founded_how")
        marks: list[Mark] = []
        y = 0.0
        if said:
            level = customer.evidence_level
            indent = 6.5
            marks.append(Icon(EVIDENCE_ICONS[level] if level else "book-open", 0, y, 4.5))
            room = width - indent
            text = set_text(look.fonts, said, width=room, size_pt=_SMALL_PT, max_lines=_FOOT_LINES)
            marks.extend(write(text, indent, y, width - indent))
            y += text.height + 2.5
        marks.append(Rectangle(0, y, width, 0.3, fill="grid.strong"))
        made = look.text(look.words("sheet.made_with"), width / 2, _SMALL_PT)
        room = width - made.width - 6
        title = " ".join(map_title.split())
        whose = set_text(look.fonts, title, width=room, size_pt=_SMALL_PT, max_lines=1)
        marks.extend(write(whose, 0, y + 1.5, width - made.width - 6, "text.muted"))
        marks.extend(write_ending(made, width, y + 1.5, "text.muted"))
        return Foot(y + 1.5 + whose.height, tuple(marks))

    def _portrait(self) -> Iterator[Mark]:
        """Yield the photo, else the initials in a disc, else an empty frame for a drawing."""
        customer, line = self._customer, f"card.{self._colour}.line"
        size = self._registers.image_sizes.get(customer.image or "")
        if customer.image and size is not None:
            scale = _PORTRAIT / max(size)
            width, height = size[0] * scale, size[1] * scale
            x, y = (_PORTRAIT - width) / 2, (_PORTRAIT - height) / 2
            yield ImageMark(customer.image, x, y, width, height)
            yield Rectangle(x, y, width, height, stroke=line, stroke_width=0.8)
            return
        yield Rectangle(
            0, 0, _PORTRAIT, _PORTRAIT,
            fill="paper", stroke=line, stroke_width=1.2, radius=_PORTRAIT / 2,
        )  # fmt: skip
        initials = customer.initials or "".join(word[0] for word in customer.name.split()[:2])
        if initials:
            text = self._look.heading(initials[:4], _PORTRAIT * 0.7, 60)
            y = (_PORTRAIT - text.height) / 2
            yield from write_centred(text, _PORTRAIT / 2, y)
        else:
            yield Icon("user", _PORTRAIT * 0.3, _PORTRAIT * 0.3, _PORTRAIT * 0.4, "slot")

    def _mark(self) -> Iterator[Mark]:
        """Yield the shape the persona is known by on the map, at the portrait's corner."""
        sign = self._registers.personas.get(self._customer.id)
        if sign is not None and self._registers.has_several:
            at, colour = _MARK / 2, f"curve.{sign.colour}"
            yield persona_shape(sign.mark, at, at, _MARK, colour, "paper")

    def _words(self) -> tuple[tuple[Mark, ...], float]:
        """Return kind, name, whom they stand for and description, beside the portrait."""
        look, customer = self._look, self._customer
        width = self._width - 2 * _PADDING - _PORTRAIT - _GAP
        marks: list[Mark] = []
        kind = look.text(kind_words(customer, look.words), width, _SMALL_PT + 1)
        marks.extend(write(kind, 0, 0, width, "card.text"))
        y = kind.height
        name = self._shrunk(customer.name, width, _NAME_PT, 2, is_bold=True)
        if customer.name:
            marks.extend(write(name, 0, y, width, "card.text"))
            y += name.height
        elif self._has_lines:
            y += 2 * _HAND
            marks.append(Stroke(0, y, width, y, "card.text", 0.3))
            y += 1.0
        for text, size_pt, key in (
            (tagline(customer), _LINE_PT, "print.persona.tagline"),
            (customer.description, _TEXT_PT, "window.field.description"),
        ):
            if text and (text is not customer.description or is_short(text)):
                said = self._shrunk(text, width, size_pt, 3)
                marks.extend(write(said, 0, y + 1, width, "card.text"))
                y += said.height + 1
            elif self._has_lines and not text:
                more, y = self._line(look.words(key), y, width)
                marks.extend(more)
        return tuple(marks), y

    def _line(self, label: str, y: float, width: float) -> tuple[tuple[Mark, ...], float]:
        """Return a line to write on with a small word before it."""
        text: TextBlock = self._look.text(label, width / 2, _SMALL_PT)
        y += _HAND
        drop = y - text.baselines[0]
        marks: tuple[Mark, ...] = (
            *write(text, 0, drop, width, "card.text"),
            Stroke(text.width + 2, y, width, y, "card.text", 0.3),
        )
        return marks, y + 1.0

    def _shrunk(
        self, text: str, width: float, size_pt: float, most: int, *, is_bold: bool = False
    ) -> TextBlock:
        """Set ``text`` in ``most`` lines if some smaller type allows it, with no word cut."""
        look = self._look
        whole = look.whole_word_size(text, size_pt, width, _LEAST)
        block = look.text(text, width, whole, is_bold=is_bold)
        while len(block.lines) > most and block.size_pt > _SMALL_PT:
            block = look.text(text, width, block.size_pt * 0.92, is_bold=is_bold)
        return block

    def _quote(self) -> tuple[tuple[Mark, ...], float]:
        look, width = self._look, self._width
        bar = f"card.{self._colour}.bar"
        icon = Icon("quote", 1.0, 0.5, 8.5, bar)
        if self._customer.quote and not is_short(self._customer.quote):
            return (), 0.0
        if self._customer.quote:
            room = width - _QUOTE_INDENT
            text = self._shrunk(self._customer.quote, room, _QUOTE_PT, 4, is_bold=True)
            return (icon, *write(text, _QUOTE_INDENT, 0, room)), max(text.height, 9.5)
        if not self._has_lines:
            return (), 0.0
        label = look.text(look.words("window.field.quote"), width, _SMALL_PT)
        lines = tuple(
            Stroke(_QUOTE_INDENT, y, width, y, "grid.strong", 0.3) for y in (_HAND, 2 * _HAND)
        )
        more = write(label, _QUOTE_INDENT, 0, width, "text.muted")
        return (icon, *more, *lines), 2 * _HAND + 1
