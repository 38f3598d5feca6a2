"""The title of a lane at the left of its row; for feelings also the levels and the curves."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from model.lanes import FeelingsLane, Lane
from model.layout.channel_signs import sign_mark
from model.layout.coding import lane_colour, lane_icon
from model.layout.faces import face
from model.layout.feeling_points import Curve, Dash, curve_dashes
from model.layout.folding import held_count
from model.layout.icons import has_icon
from model.layout.look import Look, Registers
from model.layout.marks import Icon, Mark, Rectangle, Stroke
from model.layout.matrix import NAMES_PART, Matrix
from model.layout.patterns import colour_bar
from model.layout.persona_marks import shape_on_line
from model.layout.plans import RowPlan
from model.layout.sheet import Block
from model.layout.writing import Chip, flow_chips, write, write_ending
from model.text.glyphs import MM_PER_POINT

_PADDING = 7.0
_BAR = 3.0
_ROOM = 3.0
_KEY_DASH = 0.55
_LEVELS_PART = 0.36
"""How much of the title's width the names of the levels take."""


def lane_header_key(lane: Lane, registers: Registers, plan: RowPlan) -> Hashable:
    """Return what the title of ``lane`` shows: it stays the same while cards are written."""
    feelings: Hashable = ()
    if isinstance(lane, FeelingsLane):
        feelings = (lane.style, lane.levels, plan.zero, plan.unit, _curves_shown(plan))
    return (
        lane.id, lane.kind, lane.name, lane.hint, lane.icon, lane.role, lane_colour(lane),
        lane.is_locked, lane.personas, feelings, registers.version,
        held_count(lane) if lane.is_collapsed else None, plan.matrix,
    )  # fmt: skip


def lane_block(look: Look, registers: Registers, lane: Lane, plan: RowPlan, height: float) -> Block:
    """Return the title of ``lane``; at least ``height`` tall, more if its words need it."""
    width = look.settings.lane_title_width
    marks: list[Mark] = []
    left = _BAR + _PADDING
    has_levels = isinstance(lane, FeelingsLane) and plan.zero is not None
    inner = width - left - _PADDING - (width * _LEVELS_PART if has_levels else 0.0)
    inner -= width * NAMES_PART if plan.matrix else 0.0
    icon = lane_icon(lane)
    em = look.settings.lane_size_pt * MM_PER_POINT
    icon_size = em if has_icon(icon) else 0.0
    indent = icon_size * 1.3
    name = look.heading(lane.name, inner - indent, look.settings.lane_size_pt)
    y = _PADDING
    if icon_size:
        middle = y + name.baselines[0] - 0.36 * name.size_pt * MM_PER_POINT
        marks.append(Icon(icon, left, middle - icon_size / 2, icon_size, "lane.text"))
    marks.extend(write(name, left + indent, y, inner - indent, "lane.text"))
    text_box = (left + indent, y, inner - indent, name.height)
    y += name.height
    hint_box = None
    if look.settings.are_hints_shown:
        hint = look.text(lane.hint, inner, look.hint_size_pt)
        hint_box = (left, y + _ROOM / 2, inner, hint.height)
        if lane.hint:
            marks.extend(write(hint, left, y + _ROOM / 2, inner, "text.muted"))
            y += hint.height + _ROOM / 2
    chips, chips_height = flow_chips(look, _chips(look, registers, lane), left, y + _ROOM, inner)
    marks.extend(chips)
    y += chips_height + (_ROOM if chips else 0.0)
    if isinstance(lane, FeelingsLane) and plan.zero is not None:
        more, y = _curve_keys(look, registers, plan, left, y + _ROOM, inner)
        marks.extend(more)
        marks.extend(_levels(look, lane, plan.zero, plan.unit or 0.0, width))
    if plan.matrix is not None:
        marks.extend(_channels(look, plan.matrix, width))
    height = max(height, y + _PADDING)
    return Block(
        kind="lane",
        id=lane.id,
        width=width,
        height=height,
        marks=(*_panel(look, lane, width, height), *marks),
        text_box=text_box,
        text_size_pt=name.size_pt,
        fill="lane.fill",
        more_box=hint_box,
        more_size_pt=look.hint_size_pt,
    )


def _panel(look: Look, lane: Lane, width: float, height: float) -> Iterator[Mark]:
    yield Rectangle(
        0, 0, width, height, fill="lane.fill", stroke="lane.line", stroke_width=0.4, radius=2.0
    )
    yield from colour_bar(look, lane_colour(lane), 0, 0, _BAR, height, min(_BAR / 2, 1.5))


def _chips(look: Look, registers: Registers, lane: Lane) -> Iterator[Chip]:
    """Yield that the lane is locked, which nobody needs to know on paper, and whose it is."""
    if lane.is_locked and not look.is_for_print:
        yield Chip(look.words("sheet.locked"), icon="lock", colour="text.muted")
    for persona_id in lane.personas:
        sign = registers.personas.get(persona_id)
        if sign is not None and sign.is_visible:
            yield Chip(
                sign.name or sign.label,
                colour="text.muted",
                dot=f"curve.{sign.colour}",
                mark=sign.mark,
            )


def _channels(look: Look, matrix: Matrix, width: float) -> Iterator[Mark]:
    """Yield the names of the channels at the heights of their rows, each with its icon."""
    em = look.small_em
    for name, sign, y in matrix.rows:
        right = width - _PADDING / 2
        yield sign_mark(sign, right - 1.2 * em, y - 0.6 * em, 1.2 * em, "lane.text")
        yield from write_ending(name, right - 1.7 * em, y - name.height / 2, "lane.text")


def _levels(
    look: Look, lane: FeelingsLane, zero: float, unit: float, width: float
) -> Iterator[Mark]:
    """Yield the names of the levels at the heights of their lines, each with its face."""
    size = 1.5 * look.small_em
    right = width - _PADDING
    for index, level in enumerate((-2, -1, 0, 1, 2)):
        own = lane.levels[index] if index < len(lane.levels) else ""
        name = own or look.words(f"names.feeling.{level}")
        block = look.small(name, width * _LEVELS_PART - size - _ROOM)
        y = zero - level * unit
        yield from face(level, right - size / 2, y, size, "feeling.line")
        yield from write_ending(block, right - size - _ROOM / 2, y - block.height / 2, "text.muted")


def _curve_keys(
    look: Look,
    registers: Registers,
    plan: RowPlan,
    left: float,
    y: float,
    width: float,
) -> tuple[list[Mark], float]:
    """Return a line of explanation for each curve, if there is more than one, and where it ends."""
    shown = _curves_shown(plan)
    marks: list[Mark] = []
    if len(shown) < 2:
        return marks, y - _ROOM
    dashes = curve_dashes(shown)
    for persona_id, state in shown:
        sign = registers.personas.get(persona_id or "")
        words = look.words(f"names.state.{state}")
        text = look.small(f"{sign.name} · {words}" if sign and sign.name else words, width - 14)
        colour = f"curve.{sign.colour}" if sign else "curve.white"
        middle = y + text.baselines[0] - 0.3 * look.small_em
        dash = _shortened(dashes[persona_id, state])
        marks.append(Stroke(left, middle, left + 11, middle, colour, 1.4, dash))
        if sign and registers.has_several:
            hollow = state == "to_be"
            marks.extend(
                shape_on_line(
                    sign.mark, left + 5.5, middle, 5.0, colour, "lane.fill", is_hollow=hollow
                )
            )
        marks.extend(write(text, left + 14, y, width - 14, "lane.text"))
        y += text.height
    return marks, y


def _shortened(dash: Dash | None) -> Dash | None:
    """Return ``dash`` so short that it is known in the little line of a key."""
    return None if dash is None else (dash[0] * _KEY_DASH, dash[1] * _KEY_DASH)


def _curves_shown(plan: RowPlan) -> tuple[Curve, ...]:
    """Return (persona, state) of each curve, in the order they appear."""
    return tuple({(item.persona, item.state): None for cell in plan.cells for item in cell.items})
