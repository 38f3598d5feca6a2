"""The slug: what was sent to print, said outside the trim, and a ruler to check its size by."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from model.journey import MapCard
from model.layout.marks import Mark, Stroke
from model.layout.writing import write, write_ending
from model.paper import PagePlan
from model.printing.laying import enlargement
from model.printing.settings import PrintSettings
from model.text.fonts import FontBook
from model.text.glyphs import TextBlock
from model.text.setting import set_text
from model.texts import Texts

RULER = 100.0
"""Length of the ruler in mm: on paper it must measure just this."""

_SIZE_PT = 10.0
_MOST_LINES = 2
# A long title leaves room for what a print shop goes by: size and scale.
_LONGEST_TITLE, _LONGEST_VERSION = 60, 40
_GAP = 8.0
_TICK, _SMALL_TICK = 3.0, 1.6
_RULER_HEIGHT = 8.0
_NARROW = 260.0  # below it, ruler and words stand one over the other
_LINE_WIDTH = 0.2
_COLOUR = "text"


@dataclass(frozen=True, slots=True)
class Slug:
    """What the slug says, set to the width of its page.

    Attributes:
        height: What it takes below the trim, in mm.
    """

    words: TextBlock
    label: TextBlock
    width: float
    height: float

    @property
    def has_ruler(self) -> bool:
        """Whether the page is wide enough for the ruler."""
        return self.width >= RULER

    def marks(self, x: float, y: float) -> Iterator[Mark]:
        """Yield its marks with its top left corner at (x, y)."""
        yield from write(self.words, x, y, self.words.width, _COLOUR)
        if not self.has_ruler:
            return
        is_below = self.width < _NARROW
        right = x + RULER if is_below else x + self.width
        top = y + self.words.height + 1 if is_below else y
        yield from _ruler(right - RULER, top + _TICK)
        yield from write_ending(self.label, right, top + _TICK + 0.4, _COLOUR)


def slug_of(fonts: FontBook, texts: Texts, said: str, enlarged: float, width: float) -> Slug:
    """Return the slug of a page that is ``width`` mm wide after cutting.

    Args:
        fonts: The faces.
        texts: Words of the print's language.
        said: What it says, from `slug_words`.
        enlarged: How many times the file is to be enlarged, 1 if it is printed as it is.
        width: In mm.
    """
    is_narrow = width < _NARROW
    room = width if is_narrow else width - RULER - _GAP
    words = set_text(fonts, said, width=max(room, 10.0), size_pt=_SIZE_PT, max_lines=_MOST_LINES)
    label = (
        texts("print.slug.ruler")
        if enlarged == 1
        else texts("print.slug.ruler_enlarged", length=round(RULER * enlarged))
    )
    block = set_text(fonts, label, width=math.inf, size_pt=_SIZE_PT)
    # as high for one line of words as for two: pages of one print have one size
    lines = _MOST_LINES * block.height
    height = lines + _RULER_HEIGHT + 1 if is_narrow else max(lines, _RULER_HEIGHT)
    return Slug(words, block, width, height)


def slug_words(
    about: MapCard, plan: PagePlan, settings: PrintSettings, texts: Texts, panel: tuple[int, int]
) -> str:
    """Return title, size, scale, version, date, bleed and panel as one line.

    Args:
        about: The map's card.
        plan: The whole wall.
        settings: How it is printed.
        texts: Words of the print's language.
        panel: Number of this panel and how many there are.
    """
    number, count = panel
    enlarged = enlargement(settings)
    width, height = (round(side * enlarged, 1) for side in (plan.width, plan.height))
    parts = [
        _shortened(about.title, _LONGEST_TITLE) or texts("print.slug.untitled"),
        texts("print.slug.size", width=width, height=height),
        texts("print.slug.scale", scale=plan.scale_name),
    ]
    if enlarged > 1:
        parts.append(texts("print.slug.enlarge", percent=round(enlarged * 100, 1)))
    if settings.bleed:
        parts.append(texts("print.slug.bleed", bleed=settings.bleed))
    if count > 1:
        parts.append(texts("print.slug.panel", number=number, count=count))
        parts.append(texts("print.slug.overlap", overlap=settings.overlap))
    label = _shortened(about.version_label, _LONGEST_VERSION)
    is_number = label[:1].isdigit()
    parts.append(texts("print.slug.version", version=label) if is_number else label)
    parts.append((about.modified or about.created)[:10])
    return " · ".join(part for part in parts if part)


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _ruler(x: float, y: float) -> Iterator[Stroke]:
    """Yield a ruler from (x, y) on, its ticks upwards, one for every centimetre."""
    yield Stroke(x, y, x + RULER, y, _COLOUR, _LINE_WIDTH)
    for centimetre in range(int(RULER / 10) + 1):
        at = x + 10 * centimetre
        tick = _TICK if centimetre % 5 == 0 else _SMALL_TICK
        yield Stroke(at, y - tick, at, y, _COLOUR, _LINE_WIDTH)
