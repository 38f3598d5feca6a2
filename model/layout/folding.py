"""Lanes and phases that are collapsed on the screen: thin strips that still tell what they hold."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from model.cards import Card, Feeling
from model.journey import Phase, Step
from model.lanes import CardsLane, FeelingsLane, Lane
from model.layout.coding import card_colour, lane_colour, lane_icon
from model.layout.curves import monotone_curve
from model.layout.dimming import pale_marks
from model.layout.evidence_marks import evidence_fill, evidence_line
from model.layout.feeling_points import DOT, curve_role, small_point
from model.layout.icons import has_icon
from model.layout.look import Look
from model.layout.marks import Icon, Mark, Outline, Rectangle, Role
from model.layout.patterns import colour_bar
from model.layout.plans import NO_SIGNS, CellPlan, Desk, RowPlan
from model.layout.sheet import Block
from model.layout.theme import pale_role
from model.layout.writing import write
from model.text.glyphs import MM_PER_POINT

# A card of a collapsed lane or phase is as large as this, mm.
_MINI_WIDTH, _MINI_HEIGHT, _MINI_GAP = 7.0, 5.0, 1.5
_INSET = 2.0
_LEAST_HEIGHT = 16.0
_BAR = 3.0
_PADDING = 7.0
_CURVE_WIDTH = 1.0


def plan_folded(lane: Lane, desk: Desk, style: Hashable, code: str, old: RowPlan | None) -> RowPlan:
    """Return the plan of a collapsed lane: nothing in it can be touched, its cards are counted."""
    height = max(_LEAST_HEIGHT, 2.2 * desk.look.card_em)
    cells: list[CellPlan] = []
    for index, place in enumerate(desk.columns.places):
        items = lane.cells.get(place.step_id, ())
        known = old.cells[index] if old else None
        is_same = known is not None and known.items is items
        cells.append(known if known is not None and is_same else folded_cell(items, _INSET))
    is_curve = isinstance(lane, FeelingsLane)
    return RowPlan(
        desk=desk,
        source=lane.cells,
        style=style,
        cells=tuple(cells),
        height=height,
        body=tuple(_small_curves(lane, desk, height)) if isinstance(lane, FeelingsLane) else (),
        uses_registers=is_curve,
        code=code,
    )


def folded_cell(items: tuple[object, ...], start: float) -> CellPlan:
    """Return the plan of a cell of which only the number of its items is seen, from ``start``."""
    return CellPlan(
        items=items, start=start, wide=(), contents=(), height=0.0, signs=NO_SIGNS,
        uses_registers=False,
    )  # fmt: skip


def folded_marks(
    lane: Lane, cell: CellPlan, width: float, height: float, *, is_evidence_shown: bool = False
) -> tuple[Mark, ...]:
    """Return a small note for each item of a cell in its colour, as many as there is room for."""
    if isinstance(lane, FeelingsLane):
        return ()
    room = width - 2 * _INSET + _MINI_GAP
    note = min(_MINI_WIDTH, width - 2 * _INSET)
    across = max(int(room // (note + _MINI_GAP)), 1)
    down = int((height - cell.start - _INSET + _MINI_GAP) // (_MINI_HEIGHT + _MINI_GAP))
    return tuple(
        Rectangle(
            _INSET + (number % across) * (note + _MINI_GAP),
            cell.start + (number // across) * (_MINI_HEIGHT + _MINI_GAP),
            note, _MINI_HEIGHT, fill=fill, stroke=line, stroke_width=0.35, radius=0.8,
        )
        for number, (fill, line) in enumerate(
            _colours(lane, cell.items[: across * max(down, 0)], is_evidence_shown=is_evidence_shown)
        )
    )  # fmt: skip


def _colours(
    lane: Lane, items: tuple[object, ...], *, is_evidence_shown: bool
) -> Iterator[tuple[Role, Role]]:
    for item in items:
        if is_evidence_shown and isinstance(item, Card):
            yield evidence_fill(item.evidence_level), evidence_line(item.evidence_level)
        elif isinstance(item, Card) and isinstance(lane, CardsLane):
            colour = card_colour(item, lane)
            yield f"card.{colour}.fill", f"card.{colour}.line"
        else:
            yield "card.grey.fill", "card.grey.line"


def _small_curves(lane: FeelingsLane, desk: Desk, height: float) -> Iterator[Mark]:
    """Yield the curves of a collapsed feelings lane, one step high each for +2 to -2."""
    if lane.style == "off":
        return
    zero, unit = height / 2, (height - 2 * _INSET - DOT) / 4
    groups: dict[Hashable, dict[str, list[float]]] = {}
    first: dict[Hashable, Feeling] = {}
    wished: set[Hashable] = set()
    lit: set[Hashable] = set()
    for place in desk.columns.places:
        for feeling in lane.cells.get(place.step_id, ()):
            key: Hashable = (feeling.persona, feeling.state)
            groups.setdefault(key, {}).setdefault(place.step_id, []).append(feeling.value)
            first.setdefault(key, feeling)
            if feeling.state == "to_be":
                wished.add(key)
            if feeling.id not in desk.dimmed:
                lit.add(key)
    middles = {place.step_id: place.x + place.width / 2 for place in desk.columns.places}
    for curve, values in groups.items():
        points = [
            (middles[step_id], zero - sum(held) / len(held) * unit)
            for step_id, held in values.items()
        ]
        own = curve_role(desk, first[curve])
        role = own if curve in lit else pale_role(own)
        if lane.style == "curve" and len(points) > 1:
            yield Outline(
                monotone_curve(points), stroke=role, stroke_width=_CURVE_WIDTH,
                dash=(4.0, 2.5) if curve in wished else None,
            )  # fmt: skip
        dots = [dot for x, y in points for dot in small_point(desk, first[curve], x, y)]
        yield from dots if curve in lit else pale_marks(dots)


def held_count(lane: Lane) -> int:
    """Return how many things the cells of ``lane`` hold."""
    return sum(len(items) for items in lane.cells.values())


def folded_lane_block(look: Look, lane: Lane, height: float) -> Block:
    """Return the title of a collapsed lane: its name, and how many things it holds."""
    width = look.settings.lane_title_width
    left, em = _BAR + _PADDING, look.card_em
    count = look.small(look.number(held_count(lane)), width, is_bold=True)
    icon = lane_icon(lane)
    indent = 1.3 * em if has_icon(icon) else 0.0
    inner = width - left - indent - 2 * _PADDING - count.width
    name = look.heading(lane.name, inner, look.settings.card_size_pt)
    height = max(height, name.height + _PADDING)
    top = (height - name.height) / 2
    marks: list[Mark] = [
        Rectangle(
            0, 0, width, height, fill="lane.fill", stroke="lane.line", stroke_width=0.4, radius=2.0
        ),
        *colour_bar(look, lane_colour(lane), 0, 0, _BAR, height, min(_BAR / 2, 1.5)),
    ]
    if indent:
        middle = top + name.baselines[0] - 0.36 * name.size_pt * MM_PER_POINT
        marks.append(Icon(icon, left, middle - em / 2, em, "lane.text"))
    marks.extend(write(name, left + indent, top, inner, "lane.text"))
    baseline = top + name.baselines[0] - count.baselines[0]
    x = left + indent + name.width + _PADDING / 2
    marks.extend(write(count, x, baseline, count.width, "text.muted"))
    return Block(
        kind="lane",
        id=lane.id,
        width=width,
        height=height,
        marks=tuple(marks),
        text_box=(left + indent, top, inner, name.height),
        text_size_pt=name.size_pt,
        fill="lane.fill",
    )


def folded_phase_block(look: Look, phase: Phase, width: float, height: float, count: int) -> Block:
    """Return the band of a collapsed phase: its name, and how many things its cells hold."""
    inset = 2 * _INSET
    inner = width - 2 * inset
    name = look.heading(phase.name, inner, look.settings.card_size_pt)
    number = look.small(look.number(count), inner, is_bold=True)
    height = max(height, name.height + number.height + 3 * inset)
    fill = f"card.{phase.colour}.fill" if phase.colour else "phase.fill"
    line = f"card.{phase.colour}.line" if phase.colour else "phase.line"
    ground = Rectangle(0, 0, width, height, fill=fill, stroke=line, stroke_width=0.5, radius=2.0)
    return Block(
        kind="phase",
        id=phase.id,
        width=width,
        height=height,
        marks=(
            ground,
            *write(name, inset, inset, inner, "phase.text"),
            *write(number, inset, inset + name.height, inner, "phase.text"),
        ),
        text_box=(inset, inset, inner, name.height),
        text_size_pt=name.size_pt,
        fill=fill,
    )


def folded_step_block(step: Step, width: float, height: float) -> Block:
    """Return the heading of a step of a collapsed phase: too narrow for its name."""
    ground = Rectangle(
        0, 0, width, height, fill="step.fill", stroke="step.line", stroke_width=0.4, radius=2.0
    )
    return Block(
        kind="step", id=step.id, width=width, height=height, marks=(ground,), fill="step.fill"
    )
