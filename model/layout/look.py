"""What the whole sheet has in common: sizes, fonts, words, and the registers cards refer to."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any, TypeVar

from model.cards import CardColour
from model.images import image_fault
from model.journey import JourneyMap
from model.layout.coding import curve_colour
from model.people import PersonaMark, persona_mark
from model.sheet_settings import SheetSettings
from model.text.fonts import FontBook
from model.text.glyphs import MM_PER_POINT, TextBlock
from model.text.setting import set_text, word_width
from model.texts import Texts
from model.wording import date_words, number_words, signed_words

Made = TypeVar("Made")

# Type is set smaller to keep a long word whole: on cards 24 pt down to 18, a little below the floor
# of 20 (reference workshops-and-print.md 3.7), because a cut word is harder to read still; in
# headings, which are read from further away but short, further.
_LEAST_ON_CARDS = 3 / 4
_LEAST_IN_HEADINGS = 0.6
_LEAST_IN_COMMON = 0.75
_MOST_REMEMBERED = 8192
# Words are only measured where they could be too long: letters of words are narrower than this.
_WIDE_LETTER_EM = 0.7
# Where a line may end inside a text: after spaces and after hyphens.
_WORD_ENDS = re.compile(r"\s+|(?<=[-\u00ad\u2010])")


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """How everything on a sheet is drawn. A new look means a new layout of everything."""

    settings: SheetSettings
    fonts: FontBook
    words: Texts
    is_for_print: bool
    _known: dict[Hashable, Any] = field(default_factory=dict)

    @property
    def has_patterns(self) -> bool:
        """Whether colours must be told apart without seeing them, as on a print in one ink."""
        return self.is_for_print and self.settings.theme != "print"

    @property
    def small_em(self) -> float:
        """One em of the small type, in mm."""
        return self.settings.small_size_pt * MM_PER_POINT

    @property
    def hint_size_pt(self) -> float:
        """The size of hints and definitions: between cards and small type."""
        return (self.settings.card_size_pt + self.settings.small_size_pt) / 2

    @property
    def cell_top(self) -> float:
        """How far below a cell's top its contents begin, in mm; above them stands its code."""
        if self.settings.are_codes_shown:
            return max(self.settings.gap, 1.35 * self.small_em)
        return self.settings.gap

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
        """Set ``text`` in the small type; labels that come again and again are remembered."""
        return self.remembered(
            ("label", text, width, is_bold),
            lambda: self.text(text, width, self.settings.small_size_pt, is_bold=is_bold),
        )

    def remembered(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what was made for ``key`` before, else make it now: for small things."""
        known: Made | None = self._known.get(key)
        if known is None:
            if len(self._known) >= _MOST_REMEMBERED:
                self._known.clear()
            known = self._known[key] = make()
        return known

    def _longest_word(
        self, text: str, size_pt: float, width: float, least: float, *, is_bold: bool
    ) -> float:
        """Return how many times ``width`` the longest word needs; 1 if all fit.

        Words that would not fit even at the part ``least`` of the size must be broken anyway.
        """
        needed = 1.0
        em = size_pt * MM_PER_POINT
        letters = width / (_WIDE_LETTER_EM * em)
        if len(max(text.split(), key=len, default="")) < letters:
            return needed  # nearly all texts
        for word in _WORD_ENDS.split(text):
            if len(word) < letters:
                continue
            part = word_width(self.fonts, word, is_bold=is_bold) * em / width
            if needed < part <= 1 / least:
                needed = part
        return needed

    def heading(self, text: str, width: float, size_pt: float) -> TextBlock:
        """Set ``text`` in bold, as much smaller as keeps its longest word whole."""
        fitting = self._heading_size(text, width, size_pt, _LEAST_IN_HEADINGS)
        return self.text(text, width, fitting, is_bold=True)

    def common_size(self, headings: Iterable[tuple[str, float]], size_pt: float) -> float:
        """Return the size at which ``headings`` (text, width) stand side by side as equals.

        One very long word does not make them all small: it is set smaller than the others.
        """
        sizes = (
            self._heading_size(text, width, size_pt, _LEAST_IN_COMMON) for text, width in headings
        )
        return min(sizes, default=size_pt)

    def _heading_size(self, text: str, width: float, size_pt: float, least: float) -> float:
        needed = self._longest_word(text, size_pt, width, least, is_bold=True)
        # Just below, so that rounding never breaks the word that decided.
        return size_pt if needed == 1.0 else size_pt / needed * 0.999

    def whole_word_size(
        self, text: str, size_pt: float, width: float, least: float = _LEAST_ON_CARDS
    ) -> float:
        """Return ``size_pt``, or as much less as keeps the longest word of ``text`` whole."""
        needed = self._longest_word(text, size_pt, width, least, is_bold=False)
        # Half points, rounded down: few sizes on a sheet.
        return size_pt if needed == 1.0 else max(int(size_pt / needed * 2) / 2, size_pt * least)

    def date(self, iso: str) -> str:
        """Return the day of an ISO date or time as people write it in the map's language."""
        return date_words(self.words, iso)

    def short_date(self, iso: str) -> str:
        """Return the day of an ISO date as short as people write it in the map's language."""
        year, month, day = iso[:10].split("-")
        key = f"sheet.short_month.{int(month)}"
        name = self.words(key) if self.words.has(key) else month
        return self.words("sheet.short_date", day=int(day), month=name, year=year)

    def number(self, number: float) -> str:
        """Return ``number`` with the decimal sign and grouping of the map's language."""
        return number_words(self.words, number)

    def signed(self, value: float) -> str:
        """Return a feeling's value with its sign: +1, −0.5, 0."""
        return signed_words(self.words, value)


@dataclass(frozen=True, slots=True)
class PersonaSign:
    """What is shown of a persona on cards and curves."""

    name: str
    label: str
    colour: CardColour
    is_visible: bool
    mark: PersonaMark = "circle"


@dataclass(frozen=True, slots=True)
class OwnIcon:
    """An image of the map that is drawn as an icon; ``ratio`` is its width to its height."""

    sha256: str
    ratio: float


@dataclass(frozen=True, slots=True)
class Registers:
    """What cards refer to by id, name or hash; two are equal if cards look the same with both.

    Attributes:
        channel_images: The hashes of icons of one's own, by the channel's name in small letters.
        image_sizes: (width, height) in pixels of the images that can be shown.
    """

    personas: Mapping[str, PersonaSign]
    channel_icons: Mapping[str, str]
    image_sizes: Mapping[str, tuple[int, int]]
    channel_images: Mapping[str, str] = field(default_factory=dict)
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
                    mark=persona_mark(persona, index),
                )
                for index, persona in enumerate(journey.personas)
            },
            channel_icons={c.name.lower(): c.icon for c in journey.channels if c.icon},
            image_sizes={
                image.sha256: (image.width_px, image.height_px)
                for image in journey.images
                if image_fault(image) is None
            },
            channel_images={c.name.lower(): c.image for c in journey.channels if c.image},
        )

    @property
    def has_several(self) -> bool:
        """Whether there are personas to be told apart."""
        return sum(sign.is_visible for sign in self.personas.values()) > 1

    def channel_icon(self, name: str) -> str:
        """Return the icon of the channel ``name``; a general one if it has none."""
        return self.channel_icons.get(name.lower(), "share-2")

    def own_icon(self, name: str) -> OwnIcon | None:
        """Return the image that is the icon of the channel ``name``, if one can be shown."""
        sha256 = self.channel_images.get(name.lower(), "")
        size_px = self.image_sizes.get(sha256)
        return OwnIcon(sha256, size_px[0] / size_px[1]) if size_px else None
