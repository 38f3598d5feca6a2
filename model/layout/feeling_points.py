"""The points of a feelings lane: where their faces stand across the steps, and their words.

All curves pass a step at the same place, so that they can be compared. Faces that would cover one
another there stand side by side, as near to that place as they can.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from model.cards import Feeling
from model.computed import computed
from model.lanes import FeelingsLane
from model.layout.columns import ColumnPlace
from model.layout.faces import face
from model.layout.look import Look
from model.layout.marks import Glyphs, Mark, Rectangle, Role
from model.layout.persona_marks import shape_on_line
from model.layout.plans import Desk
from model.layout.sheet import Block
from model.layout.writing import write, write_centred, write_ending
from model.people import PersonaMark
from model.text.glyphs import TextBlock

UNIT = 24.0
"""Millimetres for a feeling of 1, unless the lane asks for more height."""
FACE_EM = 2.3
"""How large a face is, in em of the type on cards."""
RING = 3.0
"""How large the ring of one of several opinions is, in mm."""
DOT = 2.4
"""How large the dot is that stands for a feeling where there is no room for its face."""
_BADGE = 0.44
"""How large the mark of a persona is at a face, as a part of it."""
_BADGE_OUT = 0.37
"""How far from the face's middle it stands to the left and up, as a part of the face."""
_ROOM = 2.6  # the mark at a face stands out above it
Curve = tuple[str | None, str]  # (id of the persona, state)
Dash = tuple[float, float]
_DASHES: dict[str, tuple[Dash | None, ...]] = {
    "as_is": (None, (12.0, 3.0), (7.0, 6.0), (18.0, 6.0)),
    "to_be": ((5.0, 3.0), (2.2, 2.2), (1.2, 3.6), (3.6, 1.2)),
}
_SIDE = 3.0


@computed(eq=False)
class FeelingPoint:
    """A feeling with its block: ``above`` and ``below`` are the block's reach from its value.

    Attributes:
        x: Where its face stands, from the left edge of the grid.
        left: Where its block begins, from the left edge of its column.
        room: How far the block reaches to the right, from the left edge of the grid.
        face: How large its face is.
    """

    feeling: Feeling
    column: int
    x: float
    left: float
    room: float
    block: Block
    above: float
    face: float

    @property
    def below(self) -> float:
        """How far the block reaches below the feeling's value."""
        return self.block.height - self.above


@computed(eq=True)
class _Spot:
    """A slot of a step, from ``left`` on, and how a face stands in it with its words.

    ``side`` is where the slot lies seen from the step's middle: left (-1), right (1) or over it
    (0); the face stands at the end nearest to the middle. ``is_low`` puts the words below it.
    """

    left: float
    width: float
    side: int
    is_low: bool


def curve_role(desk: Desk, feeling: Feeling) -> Role:
    """Return the colour of the curve ``feeling`` is on."""
    sign = desk.registers.personas.get(feeling.persona or "")
    return f"curve.{sign.colour}" if sign else "curve.white"


def curve_mark(desk: Desk, feeling: Feeling) -> tuple[PersonaMark, bool] | None:
    """Return the mark of the curve ``feeling`` is on, and whether it is hollow: of a wished state.

    None where there is nobody to be told apart.
    """
    sign = desk.registers.personas.get(feeling.persona or "")
    if sign is None or not desk.registers.has_several:
        return None
    return sign.mark, feeling.state == "to_be"


def small_point(desk: Desk, feeling: Feeling, x: float, y: float) -> Iterator[Mark]:
    """Yield what stands for ``feeling`` where there is no room for its face."""
    colour, known = curve_role(desk, feeling), curve_mark(desk, feeling)
    if known is None:
        yield Rectangle(x - DOT / 2, y - DOT / 2, DOT, DOT, fill=colour, radius=DOT / 2)
    else:
        yield from shape_on_line(known[0], x, y, 1.6 * DOT, colour, "paper", is_hollow=known[1])


def curve_dashes(curves: Sequence[Curve]) -> dict[Curve, Dash | None]:
    """Return how each of ``curves``, (persona, state), is drawn, so that all differ in print too.

    As-is is drawn through and, of further personas, in long strokes; to-be always in short ones.
    """
    met: dict[str, int] = {}
    dashes: dict[Curve, Dash | None] = {}
    for persona, state in curves:
        patterns = _DASHES[state]
        dashes[persona, state] = patterns[met.get(state, 0) % len(patterns)]
        met[state] = met.get(state, 0) + 1
    return dashes


def ring(x: float, y: float, size: float, colour: Role) -> Mark:
    """Return one of several opinions of the same feeling, at its value."""
    return Rectangle(
        x - size / 2, y - size / 2, size, size,
        fill="paper", stroke=colour, stroke_width=0.7, radius=size / 2,
    )  # fmt: skip


def feeling_points(lane: FeelingsLane, desk: Desk) -> Iterator[FeelingPoint]:
    """Yield the points from left to right, column by column."""
    for column, place in enumerate(desk.columns.places):
        shown = lane.cells.get(place.step_id, ())
        if place.is_collapsed:
            yield from _folded_points(shown, column, place)
            continue
        for feeling, spot in _spots(desk, shown, place.width):
            block = _block(desk, feeling, spot)
            size = _face_size(desk.look, spot.width)
            left = spot.left + (spot.width - block.width) / 2
            yield FeelingPoint(
                feeling=feeling,
                column=column,
                x=place.x + left + _face_x(spot.side, block.width, size),
                left=left,
                room=place.x + left + block.width,
                block=block,
                above=_above(block, spot, size),
                face=size,
            )


def _folded_points(
    shown: Sequence[Feeling], column: int, place: ColumnPlace
) -> Iterator[FeelingPoint]:
    """Yield the points of a step of a collapsed phase, where there is room for no face."""
    curves: dict[tuple[str | None, str], list[Feeling]] = {}
    for feeling in shown:
        curves.setdefault((feeling.persona, feeling.state), []).append(feeling)
    for members in curves.values():
        for number, feeling in enumerate(members):
            x = place.x + place.width * (number + 0.5) / len(members)
            block = Block("feeling", feeling.id, 0.0, 0.0, ())
            yield FeelingPoint(feeling, column, x, 0.0, x, block, 0.0, 0.0)


def _spots(desk: Desk, shown: Sequence[Feeling], width: float) -> list[tuple[Feeling, _Spot]]:
    """Return where the feelings of a step stand, in their order."""
    if not shown:
        return []
    curves: dict[tuple[str | None, str], list[Feeling]] = {}
    for feeling in shown:
        curves.setdefault((feeling.persona, feeling.state), []).append(feeling)
    counts = {len(members) for members in curves.values()}
    if len(counts) > 1:
        slot = width / len(shown)
        return [(f, _Spot(n * slot, slot, 0, f.value < 0)) for n, f in enumerate(shown)]
    count = counts.pop()
    slot = width / count
    found: dict[str, _Spot] = {}
    for number in range(count):
        together = [members[number] for members in curves.values()]
        spots = _stacked(desk, together, number * slot, slot)
        spots = spots or _side_by_side(together, number * slot, slot)
        found.update((f.id, spot) for f, spot in zip(together, spots, strict=True))
    return [(feeling, found[feeling.id]) for feeling in shown]


def _stacked(
    desk: Desk, together: Sequence[Feeling], left: float, width: float
) -> list[_Spot] | None:
    """Put faces one above the other, the highest with its words above it, the lowest below.

    Returns None where they or their words would cover one another.
    """
    if len(together) == 1:
        return [_Spot(left, width, 0, together[0].value < 0)]
    order = sorted(range(len(together)), key=lambda at: -together[at].value)
    lows = {at: together[at].value < 0 for at in order} | {order[0]: False, order[-1]: True}
    spots = [_Spot(left, width, 0, lows[at]) for at in range(len(together))]
    size = _face_size(desk.look, width)
    for upper, lower in pairwise(order):
        one, other = (
            _block(desk, together[upper], spots[upper]),
            _block(desk, together[lower], spots[lower]),
        )
        between = (together[upper].value - together[lower].value) * UNIT
        below = one.height - _above(one, spots[upper], size)
        if below + _above(other, spots[lower], size) > between:
            return None
    return spots


def _side_by_side(together: Sequence[Feeling], left: float, width: float) -> list[_Spot]:
    slot = width / len(together)
    spots = []
    for number, feeling in enumerate(together):
        beside = 2 * number + 1 - len(together)
        side = (beside > 0) - (beside < 0)
        spots.append(_Spot(left + number * slot, slot, side, feeling.value < 0))
    return spots


def _above(block: Block, spot: _Spot, size: float) -> float:
    return size / 2 if spot.is_low else block.height - size / 2


def _face_size(look: Look, slot: float) -> float:
    return min(FACE_EM * look.card_em, slot * 0.9)


def _face_x(side: int, width: float, size: float) -> float:
    return (width / 2, size / 2, width - size / 2)[side]


def _block(desk: Desk, feeling: Feeling, spot: _Spot) -> Block:
    colour, known = curve_role(desk, feeling), curve_mark(desk, feeling)
    return desk.memo.block(
        feeling,
        ("feeling", spot.width, spot.side, spot.is_low, colour, known),
        lambda: _feeling_block(desk.look, feeling, spot, colour, known),
    )


def _feeling_block(
    look: Look, feeling: Feeling, spot: _Spot, colour: Role, known: tuple[PersonaMark, bool] | None
) -> Block:
    """Return face and words, with the mark of whose face it is."""
    size = _face_size(look, spot.width)
    width = max(spot.width - 2 * _SIDE, size)
    # Several points share a step: their words may be as small as other small print.
    least = min(1.0, look.settings.small_size_pt / look.settings.card_size_pt)
    inner = width - (_SIDE if spot.side else 0.0)
    size_pt = look.whole_word_size(feeling.label, look.settings.card_size_pt, inner, least)
    label = look.text(feeling.label, inner, size_pt)
    comment = look.small(feeling.comment, inner) if feeling.comment else None
    words_height = label.height + (comment.height if comment else 0.0)
    has_words = bool(feeling.label or feeling.comment)
    used = words_height + _ROOM if has_words else 0.0
    top = size + _ROOM if spot.is_low else 0.0
    centre_y = size / 2 if spot.is_low else used + size / 2
    centre_x = _face_x(spot.side, width, size)
    marks: list[Mark] = list(face(feeling.value, centre_x, centre_y, size, colour))
    if known is not None:
        out = _BADGE_OUT * size
        marks.extend(
            shape_on_line(
                known[0], centre_x - out, centre_y - out, _BADGE * size, colour, "paper",
                is_hollow=known[1],
            )
        )  # fmt: skip
    if has_words:
        marks.append(_ground(spot.side, width, top, label, comment))
        marks.extend(_aligned(spot.side, label, width, top, "text"))
        if comment:
            marks.extend(_aligned(spot.side, comment, width, top + label.height, "text.muted"))
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


def _aligned(
    side: int, block: TextBlock, width: float, y: float, colour: Role
) -> tuple[Glyphs, ...]:
    """Set words towards the face: centred, ending with it on the left, starting on the right."""
    if side == 0:
        return write_centred(block, width / 2, y, colour)
    if side < 0:
        return write_ending(block, width - _SIDE, y, colour)
    return write(block, _SIDE, y, block.width, colour)


def _ground(
    side: int, width: float, top: float, label: TextBlock, comment: TextBlock | None
) -> Rectangle:
    """Return the ground of the words, so that another persona's curve does not cross them."""
    wide = min(max(label.width, comment.width if comment else 0.0) + 2 * _SIDE, width)
    height = label.height + (comment.height if comment else 0.0)
    left = ((width - wide) / 2, 0.0, width - wide)[side]
    return Rectangle(left, top, wide, height, fill="feeling.ground", radius=2.0)
