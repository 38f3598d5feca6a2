"""A feelings lane: a band from -2 to +2, a curve for each persona and state, faces and words."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import pairwise

from model.cards import Feeling
from model.lanes import FeelingsLane
from model.layout.curves import monotone_curve
from model.layout.dimming import pale_marks
from model.layout.feeling_points import (
    FACE_EM,
    RING,
    UNIT,
    Dash,
    FeelingPoint,
    curve_dashes,
    curve_mark,
    curve_role,
    feeling_points,
    ring,
    small_point,
)
from model.layout.look import Look
from model.layout.marks import Mark, Outline, Rectangle, Stroke
from model.layout.persona_marks import persona_shape
from model.layout.plans import NO_SIGNS, CellPlan, Desk, RowPlan
from model.layout.sheet import Block, Placed
from model.layout.writing import write

_CURVE_WIDTH = 1.4
_NAME_ROOM, _DOT_ROOM = 2.0, 6.0
_ABOVE_LINE = 0.5
_SHAPE_EM = 1.05
_SPREAD_WIDTH, _CAP = 0.7, 2.6
_LEVELS = (-2, -1, 0, 1, 2)


def plan_feelings(lane: FeelingsLane, desk: Desk, style: Hashable, code: str) -> RowPlan:
    """Return the plan of a feelings lane; ``code`` is its part of a place on the wall."""
    if lane.style == "off":
        return _plan_words(lane, desk, style, code)
    points = list(feeling_points(lane, desk))
    unit, zero, height = _scale(lane, desk.look, points)
    band = tuple(_band(desk, zero, unit))
    curves = tuple(_curves(desk, points, zero, unit)) if lane.style == "curve" else ()
    cells: list[list[Placed]] = [[] for _ in desk.columns.places]
    signs = set(_level_signs(lane, desk.look))
    for point in points:
        if desk.columns.places[point.column].is_collapsed:
            continue  # the curve passes it with a dot
        if lane.style == "curve" and len(point.feeling.values) > 1:
            signs.add(("opinion", "opinion"))
        if curve_mark(desk, point.feeling):
            signs.add(("curve", point.feeling.persona or ""))
        y = zero - point.feeling.value * unit - point.above
        cells[point.column].append(Placed(point.left, y, point.block))
    return _row(lane, desk, style, code, cells, signs, height, (*band, *curves), zero, unit)


def _row(
    lane: FeelingsLane,
    desk: Desk,
    style: Hashable,
    code: str,
    cells: Sequence[Sequence[Placed]],
    signs: Iterable[tuple[str, str]],
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
            signs=NO_SIGNS,
            uses_registers=True,
        )
        for place, contents in zip(desk.columns.places, cells, strict=True)
    )
    return RowPlan(
        desk=desk, source=lane.cells, style=style, cells=plans, height=height, body=body,
        zero=zero, unit=unit, uses_registers=True, code=code,
        ids=frozenset(content.block.id for plan in plans for content in plan.contents),
        signs=frozenset(signs),
    )  # fmt: skip


def _level_signs(lane: FeelingsLane, look: Look) -> Iterator[tuple[str, str]]:
    """Yield what a legend tells of the scale: each level with its name."""
    for index, level in enumerate(_LEVELS):
        own = lane.levels[index] if index < len(lane.levels) else ""
        yield "feeling", f"{level} {own or look.words(f'names.feeling.{level}')}"


def _scale(
    lane: FeelingsLane, look: Look, points: Sequence[FeelingPoint]
) -> tuple[float, float, float]:
    """Return millimetres for 1, how far below the row's top 0 lies, and the row's height.

    The band takes what the lane's own height leaves; words grow beyond it.
    """
    gap, top = look.settings.gap, look.cell_top
    edge = FACE_EM * look.card_em / 2

    def reach(unit: float) -> tuple[float, float]:
        up = [2 * unit + edge, *(p.feeling.value * unit + p.above for p in points)]
        down = [2 * unit + edge, *(p.below - p.feeling.value * unit for p in points)]
        return max(up), max(down)

    unit = UNIT
    up, down = reach(unit)
    spare = (lane.height or 0.0) - up - down - top - gap
    if spare > 0:
        unit += spare / 4
        up, down = reach(unit)
    return unit, top + up, up + down + top + gap


def _band(desk: Desk, zero: float, unit: float) -> Iterator[Mark]:
    width = desk.columns.width
    edge = FACE_EM * desk.look.card_em / 2
    reach = 2 * unit + edge
    yield Rectangle(0, zero - reach, width, reach, fill="feeling.positive.band")
    yield Rectangle(0, zero, width, reach, fill="feeling.negative.band")
    for before, place in pairwise(desk.columns.places):
        is_new = place.phase_id != before.phase_id
        yield Stroke(
            place.x, zero - reach, place.x, zero + reach,
            colour="grid.strong" if is_new else "grid.line",
            width=0.8 if is_new else 0.4,
        )  # fmt: skip
    for level in (-2, -1, 1, 2):
        y = zero - level * unit
        yield Stroke(0, y, width, y, colour="feeling.guide", width=0.3, dash=(2.0, 2.0))
    yield Stroke(0, zero, width, zero, colour="feeling.line", width=0.6)


def _curves(desk: Desk, points: Sequence[FeelingPoint], zero: float, unit: float) -> Iterator[Mark]:
    """Yield a curve for each persona and state, each with a dash of its own."""
    groups: dict[tuple[str | None, str], list[FeelingPoint]] = {}
    for point in points:
        groups.setdefault((point.feeling.persona, point.feeling.state), []).append(point)
    dashes = curve_dashes(tuple(groups))
    for number, (group, members) in enumerate(groups.items()):
        curve = tuple(_curve(desk, members, zero, unit, dashes[group]))
        if len(groups) > 1:
            name = _curve_name(desk, members, zero, unit, is_at_start=number % 2 == 0)
            curve = (*name, *curve)
        is_dimmed = all(point.feeling.id in desk.dimmed for point in members)
        yield from pale_marks(curve) if is_dimmed else curve
    for point in points:
        colour = curve_role(desk, point.feeling)
        if desk.columns.places[point.column].is_collapsed:
            y = zero - point.feeling.value * unit
            dots: Iterable[Mark] = small_point(desk, point.feeling, point.x, y)
        else:
            dots = _single_values(point, zero, unit, colour)
        yield from pale_marks(dots) if point.feeling.id in desk.dimmed else dots


def _curve(
    desk: Desk, members: Sequence[FeelingPoint], zero: float, unit: float, dash: Dash | None
) -> Iterator[Mark]:
    if len(members) > 1:
        yield Outline(
            monotone_curve([(p.x, zero - p.feeling.value * unit) for p in members]),
            stroke=curve_role(desk, members[0].feeling),
            stroke_width=_CURVE_WIDTH,
            dash=dash,
        )


def _curve_name(
    desk: Desk, members: Sequence[FeelingPoint], zero: float, unit: float, *, is_at_start: bool
) -> Iterator[Mark]:
    """Yield whose curve it is at one of its ends, with its mark: it is known without its colour.

    Nothing where there is no room for it beside the face; the lane's title says it too.
    """
    look, point = desk.look, members[0 if is_at_start else -1]
    sign = desk.registers.personas.get(point.feeling.persona or "")
    state = "" if point.feeling.state == "as_is" and sign else f"names.state.{point.feeling.state}"
    parts = (sign.name if sign else "", look.words(state) if state else "")
    words = " · ".join(part for part in parts if part)
    text = look.small(words, desk.columns.width, is_bold=True)
    aside = point.face / 2 + _NAME_ROOM + (_DOT_ROOM if len(point.feeling.values) > 1 else 0.0)
    known = curve_mark(desk, point.feeling)
    shape = _SHAPE_EM * look.small_em if known else 0.0
    wide = text.width + 1.2 * shape
    x = point.x - point.face / 2 - _NAME_ROOM - wide if is_at_start else point.x + aside
    y = zero - point.feeling.value * unit - text.height / 2
    for line in (zero - level * unit for level in _LEVELS):
        if y < line < y + text.height:
            y = line - text.height - _ABOVE_LINE  # or the line would strike it through
    if x >= _NAME_ROOM and x + wide <= desk.columns.width - _NAME_ROOM:
        yield Rectangle(
            x - 1, y, wide + 2, text.height, fill="feeling.ground", radius=2.0
        )  # no other curve strikes it through
        if known:
            colour = curve_role(desk, point.feeling)
            middle = y + text.baselines[0] - 0.36 * look.small_em
            yield persona_shape(
                known[0], x + shape / 2, middle, shape, colour, "paper", is_hollow=known[1]
            )
        yield from write(text, x + wide - text.width, y, text.width, "text.muted")


def _single_values(point: FeelingPoint, zero: float, unit: float, colour: str) -> Iterator[Mark]:
    """Yield how far several values spread and a ring for each, beside the face at their median."""
    values = point.feeling.values
    if len(values) < 2:
        return
    size = RING
    beside = point.x + point.face / 2 + size
    low, high = (zero - value * unit for value in point.feeling.spread)
    if low > high:
        yield Stroke(beside, low, beside, high, colour, _SPREAD_WIDTH)
        for end in (low, high):
            yield Stroke(beside - _CAP, end, beside + _CAP, end, colour, _SPREAD_WIDTH)
    for index, value in enumerate(sorted(values)):
        # Equal values stand side by side, as far as the step's width goes.
        same = sum(1 for other in sorted(values)[:index] if other == value)
        x = min(beside + same * size * 1.15, point.room)
        y = zero - value * unit
        yield ring(x, y, size, colour)


def _plan_words(lane: FeelingsLane, desk: Desk, style: Hashable, code: str) -> RowPlan:
    """Return the plan of a lane without curve and faces: words with their figure, in a list."""
    gap = desk.look.settings.gap
    cells: list[list[Placed]] = []
    height = 0.0
    for place in desk.columns.places:
        y, contents = desk.look.cell_top, []
        shown = () if place.is_collapsed else lane.cells.get(place.step_id, ())
        for feeling in shown:
            block = _remembered_words(desk, feeling, place.width - 2 * gap)
            contents.append(Placed(gap, y, block))
            y += block.height + gap / 2
        cells.append(contents)
        height = max(height, y - gap / 2 + gap if contents else 0.0)
    return _row(lane, desk, style, code, cells, _level_signs(lane, desk.look), height)


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
    if len(feeling.values) > 1:
        low, high = (look.signed(value) for value in feeling.spread)
        spread = look.small(look.words("sheet.spread", low=low, high=high), width - left)
        marks.extend(write(spread, left, height, width - left, "text.muted"))
        height += spread.height
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
