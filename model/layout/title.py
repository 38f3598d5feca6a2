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
_COLUMN = 110.0
"""Narrowest a column of facts is, in mm."""

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
    """Set the facts in columns of one width, in rows: a small word over its value."""
    marks: list[Mark] = [Rectangle(0, y, width, 0.5, fill="grid.strong")]
    count = max(1, int((width + _COLUMN_GAP) // (_COLUMN + _COLUMN_GAP)))
    column = (width - (count - 1) * _COLUMN_GAP) / count
    place, top, row_height = 0, y + _ROW_GAP, 0.0
    for word, value in facts:
        columns, text = _fact_text(look, value, column, count)
        if place and place + columns > count:
            place, top, row_height = 0, top + row_height + _ROW_GAP, 0.0
        x = place * (column + _COLUMN_GAP)
        label = look.small(word, column)
        marks.extend(write(label, x, top, label.width, "text.muted"))
        marks.extend(write(text, x, top + label.height, text.width))
        row_height = max(row_height, label.height + text.height)
        place += columns
    return marks, top + row_height


def _fact_text(look: Look, value: str, column: float, count: int) -> tuple[int, TextBlock]:
    """Return over how many columns ``value`` is set, and how: as narrow as two lines allow.

    At most over three: longer lines are hard to read (80 characters, reference 3.7).
    """
    most = min(3, count)
    for columns in range(1, most + 1):
        width = columns * (column + _COLUMN_GAP) - _COLUMN_GAP
        text = look.text(value, width, look.settings.card_size_pt)
        if len(text.lines) <= 2 or columns == most:
            break
    return columns, text
