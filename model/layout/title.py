"""The title block: what the map is about, whose journey, and how far it can be trusted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from model.journey import JourneyMap, MapCard
from model.layout.look import Look, PersonaSign, Registers
from model.layout.marks import Mark, Rectangle
from model.layout.persona_marks import persona_shape
from model.layout.sheet import Block
from model.layout.writing import write
from model.text.glyphs import TextBlock

_COLUMN_GAP = 14.0
_ROW_GAP = 5.0
_COLUMN = 110.0
"""Narrowest a column of facts is, in mm."""

_SHAPE_EM = 1.3

People = tuple[PersonaSign, ...]
Fact = tuple[str, str | People]
"""A word, and what is known of it: in words, or whose journey it is."""


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
    people = tuple(sign for sign in registers.personas.values() if sign.is_visible and sign.name)
    if people:
        names = ", ".join(sign.name for sign in people)
        yield words("sheet.personas", count=len(people)), people if len(people) > 1 else names
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
        columns, held = _set_value(look, value, column, count)
        if place and place + columns > count:
            place, top, row_height = 0, top + row_height + _ROW_GAP, 0.0
        x = place * (column + _COLUMN_GAP)
        label = look.small(word, column)
        marks.extend(write(label, x, top, label.width, "text.muted"))
        marks.extend(held.marks(x, top + label.height))
        row_height = max(row_height, label.height + held.height)
        place += columns
    return marks, top + row_height


def _set_value(
    look: Look, value: str | People, column: float, count: int
) -> tuple[int, _Words | _Names]:
    """Return over how many columns ``value`` is set, and how: as narrow as two lines allow.

    At most over three: longer lines are hard to read (80 characters, reference 3.7).
    """
    most = min(3, count)
    for columns in range(1, most + 1):
        width = columns * (column + _COLUMN_GAP) - _COLUMN_GAP
        held = _Words(look, value, width) if isinstance(value, str) else _Names(look, value, width)
        if held.lines <= 2 or columns == most:
            break
    return columns, held


class _Words:
    """A fact in words."""

    def __init__(self, look: Look, value: str, width: float) -> None:
        self._block = look.text(value, width, look.settings.card_size_pt)
        self.lines, self.height = len(self._block.lines), self._block.height

    def marks(self, x: float, y: float) -> Iterable[Mark]:
        return write(self._block, x, y, self._block.width)


class _Names:
    """Whose journey it is: names with their marks, in lines."""

    def __init__(self, look: Look, people: People, width: float) -> None:
        self._em = look.card_em
        self._placed: list[tuple[float, float, PersonaSign, TextBlock]] = []
        self.lines, self.height = 1, 0.0
        shape, x, top = _SHAPE_EM * self._em, 0.0, 0.0
        for sign in people:
            name = look.text(sign.name, width - shape, look.settings.card_size_pt)
            if x and x + shape + name.width > width:
                x, top, self.lines = 0.0, self.height, self.lines + 1
            self._placed.append((x, top, sign, name))
            self.height = max(self.height, top + name.height)
            x += shape + name.width + 0.7 * self._em

    def marks(self, x: float, y: float) -> Iterator[Mark]:
        for left, top, sign, name in self._placed:
            middle = y + top + name.baselines[0] - 0.36 * self._em
            size = 0.95 * self._em
            centre = x + left + size / 2
            yield persona_shape(sign.mark, centre, middle, size, f"curve.{sign.colour}", "paper")
            yield from write(name, x + left + _SHAPE_EM * self._em, y + top, name.width)
