"""The headings of phases, steps and lanes as blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from model.computed import computed
from model.journey import Phase, Step
from model.layout.coding import MARKER_ICONS
from model.layout.guidance import guidance, has_guidance
from model.layout.look import Look, Registers
from model.layout.marks import Icon, Mark, Outline, Rectangle, Stroke
from model.layout.sheet import Block
from model.layout.writing import Chip, flow_chips, sign_chip, write
from model.text.glyphs import MM_PER_POINT, TextBlock

_PADDING = 6.0
_ROOM = 3.5
_POINT = 10.0
"""How far a phase's arrow head sticks out."""


_DECISION_POINT = 5.0
"""How far the sides of a decision's heading are pointed."""
_OPTIONAL_DASH = (3.0, 2.0)


@computed(eq=True)
class PhaseSizes:
    """What the bands of all phases have in common.

    Attributes:
        name_pt: The size of their names.
        head: How tall name, definition and duration are at least, so that the guidance of all
            phases begins in line.
        height: How tall the bands are at least.
    """

    name_pt: float
    head: float = 0.0
    height: float = 0.0


def phase_sizes(look: Look, phases: Sequence[tuple[Phase, float]]) -> PhaseSizes:
    """Return what the bands of ``phases``, each with its width, have in common but the height."""
    names = ((phase.name, _phase_room(width)[1]) for phase, width in phases)
    size_pt = look.common_size(names, look.settings.phase_size_pt)
    heads = (_phase_head(look, phase, width, size_pt)[2] for phase, width in phases)
    return PhaseSizes(size_pt, max(heads, default=0.0))


def phase_block(
    look: Look, registers: Registers, phase: Phase, width: float, sizes: PhaseSizes
) -> Block:
    """Return the band of ``phase`` with what helps to fill it."""
    left, inner = _phase_room(width)
    name, marks, y = _phase_head(look, phase, width, sizes.name_pt)
    if look.settings.are_hints_shown and has_guidance(phase):
        y = max(y, sizes.head) + _ROOM
        marks.append(Stroke(left, y, left + inner, y, colour="phase.line", width=0.4))
        more, more_height = guidance(look, registers, phase, left, y + _ROOM, inner)
        marks.extend(more)
        y += _ROOM + more_height
    height = max(sizes.height, y + _PADDING)
    box = None
    if look.settings.are_definitions_shown:
        definition = look.text(phase.definition, inner, look.hint_size_pt)
        box = (left, _PADDING + name.height, inner, definition.height)
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
        more_box=box,
        more_size_pt=look.hint_size_pt,
    )


def _phase_room(width: float) -> tuple[float, float]:
    """Return where the words in a phase's band begin and how wide they may be."""
    left = _PADDING + _POINT
    return left, width - 2 * left


def _phase_head(
    look: Look, phase: Phase, width: float, size_pt: float
) -> tuple[TextBlock, list[Mark], float]:
    """Return the name of ``phase``, the marks of all that stands with it, and where that ends."""
    left, inner = _phase_room(width)
    name = look.heading(phase.name, inner, size_pt)
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


def step_name_size(look: Look, steps: Sequence[tuple[Step, float]]) -> float:
    """Return the size of the names of ``steps``, each with its heading's width."""
    names = ((step.name, _step_room(look, step, width)[1]) for step, width in steps)
    return look.common_size(names, look.settings.step_size_pt)


def step_block(look: Look, step: Step, width: float, size_pt: float, height: float) -> Block:
    """Return the heading of ``step`` with its name in ``size_pt``; at least ``height`` tall."""
    em = look.settings.step_size_pt * MM_PER_POINT
    star = _star_size(look, step)
    inner = width - 2 * _PADDING
    left, room = _step_room(look, step, width)
    name = look.heading(step.name, room, size_pt)
    marks: list[Mark] = [_step_shape(step, width, height)]
    top = _PADDING * 0.75
    if star:
        baseline = top + name.baselines[0] - 0.36 * em
        marks.append(Icon("star", _PADDING, baseline - star / 2, star, "moment"))
    marks.extend(write(name, left, top, room, "step.text"))
    chips, chips_height = flow_chips(
        look, _step_chips(look, step), _PADDING, top + name.height + 1, inner
    )
    needed = top + name.height + (chips_height + 1 if chips else 0.0) + _PADDING * 0.75
    if needed > height:
        return step_block(look, step, width, size_pt, needed)
    return Block(
        kind="step",
        id=step.id,
        width=width,
        height=height,
        marks=(*marks, *chips),
        text_box=(left, top, room, name.height),
        text_size_pt=name.size_pt,
        fill="step.fill",
    )


def _step_shape(step: Step, width: float, height: float) -> Mark:
    """Return the ground of a heading: pointed at both sides for a decision, dashed if optional."""
    if not step.is_decision and not step.is_optional:
        return Rectangle(
            0, 0, width, height, fill="step.fill", stroke="step.line", stroke_width=0.4, radius=2.0
        )
    point = min(_DECISION_POINT, width / 6) if step.is_decision else 0.0
    return Outline(
        (
            ("M", point, 0.0), ("L", width - point, 0.0), ("L", width, height / 2),
            ("L", width - point, height), ("L", point, height), ("L", 0.0, height / 2), ("Z",),
        ),
        fill="step.fill",
        stroke="phase.line",
        stroke_width=0.7,
        dash=_OPTIONAL_DASH if step.is_optional else None,
    )  # fmt: skip


def _star_size(look: Look, step: Step) -> float:
    return 1.1 * look.settings.step_size_pt * MM_PER_POINT if step.is_moment_of_truth else 0.0


def _step_room(look: Look, step: Step, width: float) -> tuple[float, float]:
    """Return where the name of ``step`` begins and how wide it may be."""
    star = 1.2 * _star_size(look, step)
    return _PADDING + star, width - 2 * _PADDING - star


def _step_chips(look: Look, step: Step) -> Iterator[Chip]:
    words, colour = look.words, "text.muted"
    if step.is_moment_of_truth:
        yield Chip(words("names.marker.moment_of_truth"), None, "moment")
    for marker in step.markers:
        name = words(f"names.marker.{marker}")
        yield sign_chip(look, MARKER_ICONS[marker], "", name, colour)
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
    if step.stuck is not None:
        percent = words("sheet.percent", number=look.number(round(step.stuck, 1)))
        yield Chip(words("sheet.stuck_here", percent=percent), "lock", "warning")
    if step.is_optional:
        yield Chip(words("sheet.optional"), "circle-dashed", colour)
    if step.is_decision:
        yield Chip(words("sheet.decision"), "git-fork", colour)
    if step.friction:
        yield Chip(words("sheet.friction", rating=step.friction), "construction", colour)
    if step.memorability:
        yield Chip(words("sheet.memorability", rating=step.memorability), "heart", colour)
