"""The headings of phases, steps and lanes as blocks."""

from __future__ import annotations

from collections.abc import Iterator

from model.journey import Phase, Step
from model.layout.guidance import guidance, has_guidance
from model.layout.look import Look, Registers
from model.layout.marks import Icon, Mark, Outline, Rectangle, Stroke
from model.layout.sheet import Block
from model.layout.writing import Chip, flow_chips, write
from model.text.glyphs import MM_PER_POINT, TextBlock

_PADDING = 6.0
_ROOM = 3.5
_POINT = 10.0
"""How far a phase's arrow head sticks out."""


def phase_block(
    look: Look, registers: Registers, phase: Phase, width: float, head: float, height: float
) -> Block:
    """Return the band of ``phase`` with what helps to fill it.

    Its name, definition and duration take at least ``head`` mm, so that the guidance of all
    phases begins in line; the whole is at least ``height`` tall.
    """
    left, inner = _phase_room(width)
    name, marks, y = _phase_head(look, phase, width)
    if look.settings.are_hints_shown and has_guidance(phase):
        y = max(y, head) + _ROOM
        marks.append(Stroke(left, y, left + inner, y, colour="phase.line", width=0.4))
        more, more_height = guidance(look, registers, phase, left, y + _ROOM, inner)
        marks.extend(more)
        y += _ROOM + more_height
    height = max(height, y + _PADDING)
    fill = f"card.{phase.colour}.fill" if phase.colour else "phase.fill"
    line = f"card.{phase.colour}.line" if phase.colour else "phase.line"
    return Block(
        kind="phase",
        id=phase.id,
        width=width,
        height=height,
        marks=(_arrow(width, height, fill, line), *marks),
        text_box=(left, _PADDING, inner, name.height),
        text_size_pt=name.size_pt,
        fill=fill,
    )


def phase_head_height(look: Look, phase: Phase, width: float) -> float:
    """Return how tall name, definition and duration of ``phase`` are in a band ``width`` wide."""
    return _phase_head(look, phase, width)[2]


def _phase_room(width: float) -> tuple[float, float]:
    """Return where the words in a phase's band begin and how wide they may be."""
    left = _PADDING + _POINT
    return left, width - 2 * left


def _phase_head(look: Look, phase: Phase, width: float) -> tuple[TextBlock, list[Mark], float]:
    """Return the name of ``phase``, the marks of all that stands with it, and where that ends."""
    left, inner = _phase_room(width)
    name = look.heading(phase.name, inner, look.settings.phase_size_pt)
    marks: list[Mark] = list(write(name, left, _PADDING, inner, "phase.text"))
    y = _PADDING + name.height
    if look.settings.are_definitions_shown and phase.definition:
        definition = look.text(phase.definition, inner, look.hint_size_pt)
        marks.extend(write(definition, left, y, inner, "phase.text"))
        y += definition.height
    if phase.duration:
        chips, chips_height = flow_chips(
            look, (Chip(phase.duration, "clock", "phase.text"),), left, y + 1, inner
        )
        marks.extend(chips)
        y += chips_height + 1
    return name, marks, y


def _arrow(width: float, height: float, fill: str, line: str) -> Mark:
    point = min(_POINT, width / 6)
    return Outline(
        (
            ("M", 0.0, 0.0), ("L", width - point, 0.0), ("L", width, height / 2),
            ("L", width - point, height), ("L", 0.0, height), ("L", point, height / 2), ("Z",),
        ),
        fill=fill, stroke=line, stroke_width=0.5,
    )  # fmt: skip


def step_block(look: Look, step: Step, width: float, height: float) -> Block:
    """Return the heading of ``step``; at least ``height`` tall."""
    em = look.settings.step_size_pt * MM_PER_POINT
    star = 1.1 * em if step.is_moment_of_truth else 0.0
    inner = width - 2 * _PADDING
    left = _PADDING + star * 1.2
    name = look.heading(step.name, inner - star * 1.2, look.settings.step_size_pt)
    marks: list[Mark] = [
        Rectangle(
            0, 0, width, height, fill="step.fill", stroke="step.line", stroke_width=0.4, radius=2.0
        )
    ]
    top = _PADDING * 0.75
    if star:
        baseline = top + name.baselines[0] - 0.36 * em
        marks.append(Icon("star", _PADDING, baseline - star / 2, star, "moment"))
    marks.extend(write(name, left, top, inner - star * 1.2, "step.text"))
    chips, chips_height = flow_chips(
        look, _step_chips(look, step), _PADDING, top + name.height + 1, inner
    )
    needed = top + name.height + (chips_height + 1 if chips else 0.0) + _PADDING * 0.75
    if needed > height:
        return step_block(look, step, width, needed)
    return Block(
        kind="step",
        id=step.id,
        width=width,
        height=height,
        marks=(*marks, *chips),
        text_box=(left, top, inner - star * 1.2, name.height),
        text_size_pt=name.size_pt,
        fill="step.fill",
    )


def _step_chips(look: Look, step: Step) -> Iterator[Chip]:
    words, colour = look.words, "text.muted"
    if step.is_moment_of_truth:
        yield Chip(words("names.marker.moment_of_truth"), None, "moment")
    if step.duration:
        yield Chip(step.duration, "clock", colour)
    if step.wait:
        yield Chip(words("sheet.wait", wait=step.wait), "hourglass", colour)
    if step.drop_off is not None:
        yield Chip(
            words("sheet.drop_off", percent=look.number(round(step.drop_off, 1))),
            "log-out",
            "warning",
        )
    if step.is_optional:
        yield Chip(words("sheet.optional"), "circle-dashed", colour)
    if step.is_decision:
        yield Chip(words("sheet.decision"), "git-fork", colour)
    if step.friction:
        yield Chip(words("sheet.friction", rating=step.friction), "construction", colour)
    if step.memorability:
        yield Chip(words("sheet.memorability", rating=step.memorability), "heart", colour)
