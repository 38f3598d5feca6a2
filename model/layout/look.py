"""What the whole sheet has in common: sizes, fonts, words, and the registers cards refer to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count

from model.cards import CardColour
from model.journey import JourneyMap
from model.layout.coding import curve_colour
from model.sheet_settings import SheetSettings
from model.text.fonts import FontBook
from model.text.glyphs import MM_PER_POINT, TextBlock
from model.text.setting import set_text
from model.texts import Texts


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """How everything on a sheet is drawn. A new look means a new layout of everything."""

    settings: SheetSettings
    fonts: FontBook
    words: Texts
    is_for_print: bool

    @property
    def small_em(self) -> float:
        """One em of the small type, in mm."""
        return self.settings.small_size_pt * MM_PER_POINT

    @property
    def card_em(self) -> float:
        """One em of the type on cards, in mm."""
        return self.settings.card_size_pt * MM_PER_POINT

    def text(self, text: str, width: float, size_pt: float, *, is_bold: bool = False) -> TextBlock:
        """Set ``text`` to ``width`` mm, or to one em where that is more, so that letters fit."""
        return set_text(
            self.fonts,
            text,
            width=max(width, size_pt * MM_PER_POINT),
            size_pt=size_pt,
            is_bold=is_bold,
        )

    def small(self, text: str, width: float, *, is_bold: bool = False) -> TextBlock:
        """Set ``text`` in the small type."""
        return self.text(text, width, self.settings.small_size_pt, is_bold=is_bold)

    def date(self, iso: str) -> str:
        """Return the day of an ISO date or time as people write it in the map's language."""
        year, month, day = iso[:10].split("-")
        name = self.words(f"sheet.month.{int(month)}") if 1 <= int(month) <= 12 else month
        return self.words("sheet.date", day=int(day), month=name, year=year)

    def number(self, number: float) -> str:
        """Return ``number`` with the decimal sign and grouping of the map's language."""
        plain = f"{number:,.10g}"
        if "e" in plain:
            return plain
        grouping, decimal = self.words("sheet.grouping"), self.words("sheet.decimal")
        return plain.replace(",", "\0").replace(".", decimal).replace("\0", grouping)

    def signed(self, value: float) -> str:
        """Return a feeling's value with its sign: +1, −0.5, 0."""
        sign = "+" if value > 0 else "−" if value < 0 else ""
        return sign + self.number(abs(round(value, 1)))


@dataclass(frozen=True, slots=True)
class PersonaSign:
    """What is shown of a persona on cards and curves."""

    name: str
    label: str
    colour: CardColour
    is_visible: bool


@dataclass(frozen=True, slots=True)
class Registers:
    """What cards refer to by id, name or hash; two are equal if cards look the same with both."""

    personas: Mapping[str, PersonaSign]
    channel_icons: Mapping[str, str]
    image_sizes: Mapping[str, tuple[int, int]]
    version: int = field(default_factory=count().__next__, compare=False)

    @staticmethod
    def of(journey: JourneyMap) -> Registers:
        """Return the registers of ``journey``."""
        return Registers(
            personas={
                persona.id: PersonaSign(
                    name=persona.name,
                    label=persona.initials or persona.name,
                    colour=persona.colour or curve_colour(index),
                    is_visible=persona.is_visible,
                )
                for index, persona in enumerate(journey.personas)
            },
            channel_icons={c.name.lower(): c.icon for c in journey.channels if c.icon},
            image_sizes={
                image.sha256: (image.width_px, image.height_px) for image in journey.images
            },
        )

    def channel_icon(self, name: str) -> str:
        """Return the icon of the channel ``name``; a general one if it has none."""
        return self.channel_icons.get(name.lower(), "share-2")
