"""What helps people to fill a phase: situation, task, example, questions, prompts, channels."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from model.journey import Phase
from model.layout.look import Look, Registers
from model.layout.marks import Mark, Role
from model.layout.writing import channel_chip, flow_chips, write

_COLUMN = 140.0
"""Narrowest a column of guidance is, in mm: some 50 letters of small type a line."""
_COLUMN_GAP = 10.0
_ROOM = 2.5
_INK: Role = "phase.text"

Section = Callable[[float, float, float], tuple[tuple[Mark, ...], float]]
"""Sets a part at (x, y) in a width; returns its marks and its height."""


def has_guidance(phase: Phase) -> bool:
    """Tell whether there is anything to help with in ``phase``."""
    return bool(
        phase.situation
        or phase.our_task
        or phase.example
        or phase.questions
        or phase.idea_prompts
        or phase.channels
    )


def guidance(
    look: Look, registers: Registers, phase: Phase, x: float, y: float, width: float
) -> tuple[tuple[Mark, ...], float]:
    """Set the guidance of ``phase`` in columns from (x, y) on; returns marks and height."""
    count = max(1, int((width + _COLUMN_GAP) // (_COLUMN + _COLUMN_GAP)))
    column = (width - (count - 1) * _COLUMN_GAP) / count
    ends = [0.0] * count
    marks: list[Mark] = []
    for section in _sections(look, registers, phase):
        # Each part goes where there is most room; in one column that is below the last.
        place = min(range(count), key=lambda at: ends[at])
        top = ends[place] + (_ROOM if ends[place] else 0.0)
        more, height = section(x + place * (column + _COLUMN_GAP), y + top, column)
        marks.extend(more)
        ends[place] = top + height
    return tuple(marks), max(ends)


def _sections(look: Look, registers: Registers, phase: Phase) -> Iterator[Section]:
    for key, text in (
        ("situation", phase.situation),
        ("our_task", phase.our_task),
        ("example", phase.example),
        ("questions", _points(phase.questions)),
        ("idea_prompts", _points(phase.idea_prompts)),
    ):
        if text:
            yield _passage(look, look.words(f"sheet.{key}"), text)
    if phase.channels:
        yield _channels(look, registers, phase.channels)


def _points(lines: tuple[str, ...]) -> str:
    return "\n".join(f"• {line}" for line in lines)


def _passage(look: Look, word: str, text: str) -> Section:
    def section(x: float, y: float, width: float) -> tuple[tuple[Mark, ...], float]:
        label = look.small(word, width, is_bold=True)
        block = look.small(text, width)
        return (
            *write(label, x, y, width, _INK),
            *write(block, x, y + label.height, width, _INK),
        ), label.height + block.height

    return section


def _channels(look: Look, registers: Registers, channels: tuple[str, ...]) -> Section:
    def section(x: float, y: float, width: float) -> tuple[tuple[Mark, ...], float]:
        label = look.small(look.words("sheet.channels"), width, is_bold=True)
        chips, height = flow_chips(
            look,
            (channel_chip(registers, name, _INK) for name in channels),
            x,
            y + label.height,
            width,
        )
        return (*write(label, x, y, width, _INK), *chips), label.height + height

    return section
