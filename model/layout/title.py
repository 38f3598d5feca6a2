"""The title block: what the map is about, whose journey, and how far it can be trusted."""

from __future__ import annotations

from collections.abc import Iterator

from model.journey import JourneyMap, MapCard
from model.layout.look import Look, Registers
from model.layout.marks import Mark, Rectangle
from model.layout.sheet import Block
from model.layout.writing import write
from model.text.glyphs import TextBlock

_COLUMN_GAP = 14.0
_ROW_GAP = 5.0
_NARROW = 170.0
"""Widest a short fact may be, in mm; longer texts get up to twice that."""

Fact = tuple[str, str]


def title_block(look: Look, registers: Registers, journey: JourneyMap, width: float) -> Block:
    """Return the title block over the whole ``width`` of the sheet."""
    about, settings = journey.about, look.settings
    title = look.text(about.title, width, settings.title_size_pt, is_bold=True)
    marks: list[Mark] = list(write(title, 0, 0, width))
    y = title.height
    if about.subtitle:
        subtitle = look.text(about.subtitle, width, settings.lane_size_pt)
        marks.extend(write(subtitle, 0, y, width, "text.muted"))
        y += subtitle.height
    facts = tuple(map_facts(look, registers, about))
    if facts:
        more, y = _facts(look, facts, y + _ROW_GAP, width)
        marks.extend(more)
    return Block(
        kind="title",
        id=journey.id,
        width=width,
        height=y,
        marks=tuple(marks),
        text_box=(0, 0, width, title.height),
        text_size_pt=settings.title_size_pt,
    )


def map_facts(look: Look, registers: Registers, about: MapCard) -> Iterator[Fact]:
    """Yield (word, value) of what is known of the map, in reading order."""
    words = look.words
    if about.organisation:
        yield words("sheet.organisation"), about.organisation
    names = [sign.name for sign in registers.personas.values() if sign.is_visible and sign.name]
    if names:
        yield words("sheet.personas", count=len(names)), ", ".join(names)
    if about.segment:
        yield words("sheet.segment"), about.segment
    yield words("sheet.state"), words(f"names.state.{about.state}")
    yield words("sheet.basis"), words(f"names.basis.{about.basis}")
    yield words("sheet.scope"), scope_words(look, about)
    if about.journey_type:
        yield words("sheet.journey_type"), about.journey_type
    version = version_words(look, about)
    if version:
        yield words("sheet.version"), version
    for key, value in (
        ("purpose", about.purpose),
        ("scenario", about.scenario),
        ("expectations", about.expectations),
    ):
        if value:
            yield words(f"sheet.{key}"), value


def scope_words(look: Look, about: MapCard) -> str:
    """Return which part of the journey the map covers."""
    scope = about.scope
    name = look.words(f"names.scope.{scope.kind}")
    ends = " → ".join(end for end in (scope.start, scope.end) if end)
    return f"{name}: {ends}" if ends else name


def version_words(look: Look, about: MapCard) -> str:
    """Return version label and day, as far as they are known."""
    day = look.date(about.modified or about.created) if about.modified or about.created else ""
    return " · ".join(part for part in (about.version_label, day) if part)


def _facts(look: Look, facts: tuple[Fact, ...], y: float, width: float) -> tuple[list[Mark], float]:
    """Set the facts side by side in rows: a small word over its value."""
    marks: list[Mark] = [Rectangle(0, y, width, 0.5, fill="grid.strong")]
    x, top, row_height = 0.0, y + _ROW_GAP, 0.0
    for word, value in facts:
        label, text = _fact_text(look, word, value, width)
        needed = max(label.width, text.width)
        if x and x + needed > width:
            x, top, row_height = 0.0, top + row_height + _ROW_GAP, 0.0
        marks.extend(write(label, x, top, needed, "text.muted"))
        marks.extend(write(text, x, top + label.height, needed))
        row_height = max(row_height, label.height + text.height)
        x += needed + _COLUMN_GAP
    return marks, top + row_height


def _fact_text(look: Look, word: str, value: str, width: float) -> tuple[TextBlock, TextBlock]:
    size_pt = look.settings.card_size_pt
    label = look.small(word, width)
    # A long text is set as wide as it is readable: 80 characters a line at most (reference 3.7).
    widest = min(width, _NARROW if len(value) < 40 else 2 * _NARROW)
    return label, look.text(value, widest, size_pt)
