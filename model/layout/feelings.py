"""A feelings lane: a band from -2 to +2, a curve for each persona and state, faces and words."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

from model.cards import Feeling
from model.lanes import FeelingsLane
from model.layout.curves import monotone_curve
from model.layout.faces import face
from model.layout.look import Look
from model.layout.marks import Mark, Outline, Rectangle, Stroke
from model.layout.plans import CellPlan, Desk, RowPlan, Signs
from model.layout.sheet import Block, Placed
from model.layout.writing import write, write_centred
from model.text.glyphs import TextBlock

_UNIT = 24.0
"""Millimetres for a feeling of 1, unless the lane asks for more height."""
_FACE_EM = 1.9
_ROOM = 2.0
_SIDE = 3.0
_CURVE_WIDTH = 1.4
_SIGN: Signs = frozenset({("feeling", "scale")})


@dataclass(frozen=True, slots=True, eq=False)
class _Point:
    """A feeling with its block: ``above`` and ``below`` are the block's reach from its value."""

    feeling: Feeling
    column: int
    x: float
    left: float
    block: Block
    above: float
    face: float

    @property
    def below(self) -> float:
        return self.block.height - self.above


def plan_feelings(lane: FeelingsLane, desk: Desk, style: Hashable) -> RowPlan:
    """Return the plan of a feelings lane."""
    if lane.style == "off":
        return _plan_words(lane, desk, style)
    points = list(_points(lane, desk))
    unit, zero, height = _scale(lane, desk.look, points)
    band = tuple(_band(desk, zero, unit))
    curves = tuple(_curves(desk, points, zero, unit)) if lane.style == "curve" else ()
    cells: list[list[Placed]] = [[] for _ in desk.columns.places]
    for point in points:
        y = zero - point.feeling.value * unit - point.above
        cells[point.column].append(Placed(point.left, y, point.block))
    return _row(lane, desk, style, cells, height, (*band, *curves), zero, unit)


def _row(
    lane: FeelingsLane,
    desk: Desk,
    style: Hashable,
    cells: Sequence[Sequence[Placed]],
    height: float,
    body: tuple[Mark, ...] = (),
    zero: float | None = None,
    unit: float | None = None,
) -> RowPlan:
    plans = tuple(
        CellPlan(
            items=lane.cells.get(place.step_id, ()),
            start=0.0,
            wide=(),
            contents=tuple(contents),
            height=height,
            signs=_SIGN,
            uses_registers=True,
        )
        for place, contents in zip(desk.columns.places, cells, strict=True)
    )
    return RowPlan(
        desk=desk, source=lane.cells, style=style, cells=plans, height=height, body=body,
        zero=zero, unit=unit, signs=_SIGN if zero is not None else frozenset(),
        uses_registers=True,
        ids=frozenset(content.block.id for plan in plans for content in plan.contents),
    )  # fmt: skip


def _shown(lane: FeelingsLane, desk: Desk, step_id: str) -> list[Feeling]:
    """Return the feelings of a step, without those of personas that are switched off."""
    signs = desk.registers.personas
    return [
        feeling
        for feeling in lane.cells.get(step_id, ())
        if (sign := signs.get(feeling.persona or "")) is None or sign.is_visible
    ]


def _colour(desk: Desk, feeling: Feeling) -> str:
    sign = desk.registers.personas.get(feeling.persona or "")
    return f"curve.{sign.colour}" if sign else "curve.white"


def _points(lane: FeelingsLane, desk: Desk) -> Iterator[_Point]:
    """Yield the points from left to right; several in a step share its width."""
    for column, place in enumerate(desk.columns.places):
        shown = _shown(lane, desk, place.step_id)
        for index, feeling in enumerate(shown):
            slot = place.width / len(shown)
            colour = _colour(desk, feeling)
            block, above = _point_block(desk, feeling, slot, colour)
            left = index * slot + (slot - block.width) / 2
            x = place.x + (index + 0.5) * slot
            size = _face_size(desk.look, slot)
            yield _Point(feeling, column, x, left, block, above, size)


def _point_block(desk: Desk, feeling: Feeling, slot: float, colour: str) -> tuple[Block, float]:
    """Return the block of a feeling and how far its value lies below the block's top."""
    block = desk.memo.block(
        feeling, ("feeling", slot, colour), lambda: _feeling_block(desk.look, feeling, slot, colour)
    )
    size = _face_size(desk.look, slot)
    return block, size / 2 if feeling.value < 0 else block.height - size / 2


def _face_size(look: Look, slot: float) -> float:
    return min(_FACE_EM * look.card_em, slot * 0.9)


def _feeling_block(look: Look, feeling: Feeling, slot: float, colour: str) -> Block:
    """Return face and words: words above what is good and below what is bad, clear of the curve."""
    size = _face_size(look, slot)
    width = max(slot - 2 * _SIDE, size)
    # Several points share a step: their words may be as small as other small print.
    least = min(1.0, look.settings.small_size_pt / look.settings.card_size_pt)
    size_pt = look.whole_word_size(feeling.label, look.settings.card_size_pt, width, least)
    label = look.text(feeling.label, width, size_pt)
    comment = look.small(feeling.comment, width) if feeling.comment else None
    words_height = label.height + (comment.height if comment else 0.0)
    is_low = feeling.value < 0
    has_words = bool(feeling.label or feeling.comment)
    used = words_height + _ROOM if has_words else 0.0
    top = size + _ROOM if is_low else 0.0
    centre_y = size / 2 if is_low else used + size / 2
    marks: list[Mark] = list(face(feeling.value, width / 2, centre_y, size, colour))
    if has_words:
        marks.extend(_ground(width, top, label, comment))
        marks.extend(write_centred(label, width / 2, top))
        if comment:
            marks.extend(write_centred(comment, width / 2, top + label.height, "text.muted"))
    return Block(
        kind="feeling",
        id=feeling.id,
        width=width,
        height=size + used,
        marks=tuple(marks),
        text_box=(0, top, width, label.height) if has_words else (0, 0, width, label.height),
        text_size_pt=size_pt,
        fill=None,
    )


def _ground(
    width: float, top: float, label: TextBlock, comment: TextBlock | None
) -> Iterator[Mark]:
    """Yield the ground of the words, so that another persona's curve does not cross them."""
    wide = min(max(label.width, comment.width if comment else 0.0) + 2 * _SIDE, width)
    height = label.height + (comment.height if comment else 0.0)
    yield Rectangle((width - wide) / 2, top, wide, height, fill="feeling.ground", radius=2.0)


def _scale(lane: FeelingsLane, look: Look, points: Sequence[_Point]) -> tuple[float, float, float]:
    """Return millimetres for 1, how far below the row's top 0 lies, and the row's height.

    The band takes what the lane's own height leaves; words grow beyond it.
    """
    gap = look.settings.gap
    edge = _FACE_EM * look.card_em / 2

    def reach(unit: float) -> tuple[float, float]:
        up = [2 * unit + edge, *(p.feeling.value * unit + p.above for p in points)]
        down = [2 * unit + edge, *(p.below - p.feeling.value * unit for p in points)]
        return max(up), max(down)

    unit = _UNIT
    up, down = reach(unit)
    spare = (lane.height or 0.0) - up - down - 2 * gap
    if spare > 0:
        unit += spare / 4
        up, down = reach(unit)
    return unit, gap + up, up + down + 2 * gap


def _band(desk: Desk, zero: float, unit: float) -> Iterator[Mark]:
    width = desk.columns.width
    edge = _FACE_EM * desk.look.card_em / 2
    reach = 2 * unit + edge
    yield Rectangle(0, zero - reach, width, reach, fill="feeling.positive.band")
    yield Rectangle(0, zero, width, reach, fill="feeling.negative.band")
    for place in desk.columns.places[1:]:
        yield Stroke(place.x, zero - reach, place.x, zero + reach, colour="grid.line", width=0.4)
    for level in (-2, -1, 1, 2):
        y = zero - level * unit
        yield Stroke(0, y, width, y, colour="feeling.guide", width=0.3, dash=(2.0, 2.0))
    yield Stroke(0, zero, width, zero, colour="feeling.line", width=0.6)


def _curves(desk: Desk, points: Sequence[_Point], zero: float, unit: float) -> Iterator[Mark]:
    """Yield a curve for each persona and state: as-is drawn through, to-be dashed."""
    groups: dict[tuple[str | None, str], list[_Point]] = {}
    for point in points:
        groups.setdefault((point.feeling.persona, point.feeling.state), []).append(point)
    for (_, state), members in groups.items():
        if len(members) > 1:
            yield Outline(
                monotone_curve([(p.x, zero - p.feeling.value * unit) for p in members]),
                stroke=_colour(desk, members[0].feeling),
                stroke_width=_CURVE_WIDTH,
                dash=(5.0, 3.0) if state == "to_be" else None,
            )
    for point in points:
        yield from _single_values(point, zero, unit, _colour(desk, point.feeling))


def _single_values(point: _Point, zero: float, unit: float, colour: str) -> Iterator[Mark]:
    """Yield a dot for each of several values, beside the face that stands at their mean."""
    values = point.feeling.values
    if len(values) < 2:
        return
    size = 3.0
    right = point.x + point.block.width / 2
    beside = point.x + point.face / 2 + size
    for index, value in enumerate(sorted(values)):
        # Equal values stand side by side, as far as the step's width goes.
        same = sum(1 for other in sorted(values)[:index] if other == value)
        x = min(beside + same * size * 1.15, right)
        y = zero - value * unit
        yield Rectangle(
            x - size / 2, y - size / 2, size, size,
            fill="paper", stroke=colour, stroke_width=0.7, radius=size / 2,
        )  # fmt: skip


def _plan_words(lane: FeelingsLane, desk: Desk, style: Hashable) -> RowPlan:
    """Return the plan of a lane without curve and faces: words with their figure, in a list."""
    gap = desk.look.settings.gap
    cells: list[list[Placed]] = []
    height = 0.0
    for place in desk.columns.places:
        y, contents = gap, []
        for feeling in _shown(lane, desk, place.step_id):
            block = _remembered_words(desk, feeling, place.width - 2 * gap)
            contents.append(Placed(gap, y, block))
            y += block.height + gap / 2
        cells.append(contents)
        height = max(height, y - gap / 2 + gap if contents else 0.0)
    return _row(lane, desk, style, cells, height)


def _remembered_words(desk: Desk, feeling: Feeling, width: float) -> Block:
    return desk.memo.block(
        feeling, ("words", width), lambda: _words_block(desk.look, feeling, width)
    )


def _words_block(look: Look, feeling: Feeling, width: float) -> Block:
    size_pt = look.settings.card_size_pt
    figure = look.text(look.signed(feeling.value), width, size_pt, is_bold=True)
    left = max(2.2 * look.card_em, figure.width + 0.4 * look.card_em)
    label = look.text(feeling.label, width - left, size_pt)
    marks: list[Mark] = [*write(figure, 0, 0, left), *write(label, left, 0, width - left)]
    height = label.height
    if feeling.comment:
        comment = look.small(feeling.comment, width - left)
        marks.extend(write(comment, left, height, width - left, "text.muted"))
        height += comment.height
    return Block(
        kind="feeling",
        id=feeling.id,
        width=width,
        height=height,
        marks=tuple(marks),
        text_box=(left, 0, width - left, label.height),
        text_size_pt=size_pt,
    )
