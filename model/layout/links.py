"""Lines from card to card, with an arrow head where they lead to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from model.journey import Link
from model.layout.link_labels import free_of_cards, label_place
from model.layout.link_routes import Box, IsClear, Route, route
from model.layout.look import Look
from model.layout.marks import Mark, Outline, Rectangle
from model.layout.placing import PlacedRow
from model.layout.sheet import PlacedLink
from model.layout.writing import write
from model.text.glyphs import TextBlock

_WIDTH = 0.9
_HEAD_LENGTH, _HEAD_HALF = 4.5, 2.0
_LABEL_ROOM = 1.2
_CLEARANCE = 0.3
"""How far a line keeps from cards it does not belong to, in gaps."""


class LinkLines:
    """The lines of one map, remembered: what leads the same way is the same line."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[_Made, PlacedLink]] = {}

    def lay(
        self, look: Look, links: Sequence[Link], rows: Sequence[PlacedRow], *, is_for_print: bool
    ) -> tuple[PlacedLink, ...]:
        """Return the lines of all links whose cards both stand on the sheet; print has no hidden.

        Links are hidden one by one (`Link.is_visible`) or all (`SheetSettings.are_links_shown`).
        """
        if not links or (is_for_print and not look.settings.are_links_shown):
            self._known = {}
            return ()
        boxes = _boxes(rows, {end for link in links for end in (link.source, link.target)})
        fits = free_of_cards(rows)
        known: dict[str, tuple[_Made, PlacedLink]] = {}
        for number, link in enumerate(links):
            source, target = boxes.get(link.source), boxes.get(link.target)
            is_left_out = is_for_print and not link.is_visible
            if source is None or target is None or source is target or is_left_out:
                continue
            is_clear = _clear_of(rows, (source, target), look.settings.gap * _CLEARANCE)
            way = route(source, target, is_clear, _aside(look, number))
            label = look.small(link.label, look.settings.note_width) if link.label else None
            at = label_place(way.commands, way.label_at, _label_size(label), fits)
            made = _Made(link, look, way, at)
            held = self._known.get(link.id)
            if held is None or held[0] != made:
                held = (made, _placed(made, label))
            known[link.id] = held
        self._known = known
        return tuple(placed for _, placed in known.values())


@dataclass(frozen=True, slots=True)
class _Made:
    """What a line is made of; ``at`` is the middle of its label."""

    link: Link
    look: Look
    way: Route
    at: tuple[float, float]


def shown_marks(links: Sequence[PlacedLink]) -> tuple[Mark, ...]:
    """Return what is drawn of ``links``."""
    return tuple(mark for link in links if link.is_shown for mark in link.marks)


def _placed(made: _Made, label: TextBlock | None) -> PlacedLink:
    link = made.link
    marks = [*_line(made.way)]
    box = None
    if label is not None:
        width, height = _label_size(label)
        box = (made.at[0] - width / 2, made.at[1] - height / 2, width, height)
        marks.append(
            Rectangle(*box, fill="link.ground", stroke="link", stroke_width=0.4, radius=1.5)
        )
        marks.extend(
            write(label, box[0] + _LABEL_ROOM, box[1] + _LABEL_ROOM / 2, label.width, "text")
        )
    return PlacedLink(
        id=link.id,
        source=link.source,
        target=link.target,
        commands=made.way.commands,
        label_at=made.at,
        label_box=box,
        marks=tuple(marks),
        is_shown=link.is_visible and made.look.settings.are_links_shown,
    )


def _label_size(label: TextBlock | None) -> tuple[float, float]:
    if label is None:
        return 0.0, 0.0
    return label.width + 2 * _LABEL_ROOM, label.height + _LABEL_ROOM


def _aside(look: Look, number: int) -> float:
    """Return how far the ``number``-th line keeps from the middle of a gutter."""
    return (number % 5 - 2) * look.settings.gap * 0.15


def _boxes(rows: Sequence[PlacedRow], wanted: set[str]) -> dict[str, Box]:
    """Return where the wanted cards lie; rows without any are passed over."""
    return {
        content.block.id: Box(
            cell.x + content.x, cell.y + content.y, content.block.width, content.block.height,
            cell.x, cell.y, cell.width, cell.height,
        )
        for placed in rows
        if placed.plan.ids & wanted
        for cell in placed.cells
        for content in cell.contents
        if content.block.id in wanted
    }  # fmt: skip


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
