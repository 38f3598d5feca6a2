"""Lines from card to card, with an arrow head where they lead to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from model.journey import Link
from model.layout.link_routes import Box, IsClear, Route, route
from model.layout.look import Look
from model.layout.marks import Mark, Outline, Rectangle
from model.layout.placing import PlacedRow
from model.layout.writing import write

_WIDTH = 0.9
_HEAD_LENGTH, _HEAD_HALF = 4.5, 2.0
_LABEL_ROOM = 1.2
_CLEARANCE = 0.3
"""How far a line keeps from cards it does not belong to, in gaps."""


def link_marks(look: Look, links: Sequence[Link], rows: Sequence[PlacedRow]) -> tuple[Mark, ...]:
    """Return the lines of all links whose cards both stand on the sheet."""
    if not links:
        return ()
    wanted = {end for link in links for end in (link.source, link.target)}
    boxes = dict(_boxes(rows, wanted))
    marks: list[Mark] = []
    for number, link in enumerate(links):
        source, target = boxes.get(link.source), boxes.get(link.target)
        if source is None or target is None or source is target:
            continue
        is_clear = _clear_of(rows, (source, target), look.settings.gap * _CLEARANCE)
        way = route(source, target, is_clear, _aside(look, number))
        marks.extend(_line(way))
        if link.label:
            marks.extend(_label(look, link.label, way))
    return tuple(marks)


def _aside(look: Look, number: int) -> float:
    """Return how far the ``number``-th line keeps from the middle of a gutter."""
    return (number % 5 - 2) * look.settings.gap * 0.15


def _boxes(rows: Sequence[PlacedRow], wanted: set[str]) -> Iterator[tuple[str, Box]]:
    """Yield where the wanted cards lie; rows without any are passed over."""
    for placed in rows:
        for item_id in placed.plan.ids & wanted:
            for cell in placed.cells:
                for content in cell.contents:
                    if content.block.id == item_id:
                        block = content.block
                        yield (
                            item_id,
                            Box(
                                cell.x + content.x, cell.y + content.y, block.width, block.height,
                                cell.x, cell.y, cell.width, cell.height,
                            ),
                        )  # fmt: skip


def _clear_of(rows: Sequence[PlacedRow], ends: Iterable[Box], room: float) -> IsClear:
    """Return a test whether a point lies ``room`` off all cards but those at the line's ends."""
    tops = [placed.row.y for placed in rows]
    lefts = [cell.x for cell in rows[0].cells]
    own = {(end.x, end.y) for end in ends}

    def is_clear(x: float, y: float) -> bool:
        row, column = bisect_right(tops, y) - 1, bisect_right(lefts, x) - 1
        if row < 0 or column < 0:
            return True
        reach = rows[row].plan.reach
        for cell in rows[row].cells[max(0, column - reach + 1) : column + 1]:
            for content in cell.contents:
                left, top = cell.x + content.x, cell.y + content.y
                if (
                    left - room < x < left + content.block.width + room
                    and top - room < y < top + content.block.height + room
                    and (left, top) not in own
                ):
                    return False
        return True

    return is_clear


def _line(way: Route) -> Iterator[Mark]:
    (x, y), (dx, dy) = way.end, way.arrival
    base_x, base_y = x - dx * _HEAD_LENGTH, y - dy * _HEAD_LENGTH
    side_x, side_y = -dy * _HEAD_HALF, dx * _HEAD_HALF
    yield Outline(way.commands, stroke="link", stroke_width=_WIDTH)
    yield Outline(
        (
            ("M", x, y),
            ("L", base_x + side_x, base_y + side_y),
            ("L", base_x - side_x, base_y - side_y),
            ("Z",),
        ),
        fill="link",
    )


def _label(look: Look, label: str, way: Route) -> Iterator[Mark]:
    text = look.small(label, look.settings.note_width)
    x, y = way.label_at[0] - text.width / 2, way.label_at[1] - text.height / 2
    yield Rectangle(
        x - _LABEL_ROOM, y - _LABEL_ROOM / 2,
        text.width + 2 * _LABEL_ROOM, text.height + _LABEL_ROOM,
        fill="link.ground", stroke="link", stroke_width=0.4, radius=1.5,
    )  # fmt: skip
    yield from write(text, x, y, text.width, "text")
