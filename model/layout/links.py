"""Lines from card to card, with an arrow head where they lead to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from model.journey import Link
from model.layout.link_ground import End, Ground
from model.layout.link_labels import label_place
from model.layout.link_routes import Route, route
from model.layout.look import Look
from model.layout.marks import Mark, Outline, Rectangle
from model.layout.placing import PlacedRow
from model.layout.sheet import PlacedLink
from model.layout.writing import write
from model.text.glyphs import TextBlock

_WIDTH = 0.9
_HEAD_LENGTH, _HEAD_HALF = 4.5, 2.0
_DOUBLE, _BETWEEN = 2.7, 1.1
"""A jump from channel to channel is two lines: how wide with what is between them."""
_SIGN = 6.0
_LABEL_ROOM = 1.2
_CLEARANCE = 0.3
"""How far a line keeps from cards it does not belong to, in gaps."""


class LinkLines:
    """The lines of one map, remembered: what leads the same way is the same line.

    A line is led anew only if it, an end of it or a cell it had to mind is another than before.
    """

    def __init__(self) -> None:
        self._known: dict[str, _Held] = {}
        self._ground: Ground | None = None
        self._links: Sequence[Link] = ()
        self._look: Look | None = None
        self._ends: frozenset[str] = frozenset()

    def lay(
        self, look: Look, links: Sequence[Link], rows: Sequence[PlacedRow], *, is_for_print: bool
    ) -> tuple[PlacedLink, ...]:
        """Return the lines of all links whose cards both stand on the sheet; print has no hidden.

        Links are hidden one by one (`Link.is_visible`) or all (`SheetSettings.are_links_shown`).
        """
        if not links or (is_for_print and not look.settings.are_links_shown):
            self._known, self._ground, self._links = {}, None, ()
            return ()
        before = self._ground if links is self._links and look is self._look else None
        if links is not self._links:
            self._ends = frozenset(end for link in links for end in (link.source, link.target))
        ground = Ground(rows)
        ends = ground.ends(self._ends, before)
        changed = None if before is None else ground.changed_since(before)
        known: dict[str, _Held] = {}
        for number, link in enumerate(links):
            held = self._known.get(link.id)
            if held is None or changed is None or not held.cells.isdisjoint(changed):
                source, target = ends.get(link.source), ends.get(link.target)
                is_left_out = is_for_print and not link.is_visible
                if source is None or target is None or is_left_out:
                    continue
                if source.box == target.box:  # the same card, or both in one strip
                    continue
                held = _led(link, look, _aside(look, number), (source, target), ground, held)
            known[link.id] = held
        self._known, self._ground, self._links, self._look = known, ground, links, look
        return tuple(held.placed for held in known.values())


@dataclass(frozen=True, slots=True)
class _Held:
    """A line as it was led; ``cells`` are the numbers of those it had to mind."""

    cells: frozenset[int]
    made: _Made
    placed: PlacedLink


def _led(
    link: Link, look: Look, aside: float, ends: tuple[End, End], ground: Ground, held: _Held | None
) -> _Held:
    """Return the line of ``link``; what leads as ``held`` did is the same line."""
    source, target = ends
    ground.asked = {source.cell, target.cell}
    own = ((source.box.x, source.box.y), (target.box.x, target.box.y))
    room = look.settings.gap * _CLEARANCE
    way = route(source.box, target.box, lambda x, y: ground.is_clear(x, y, room, own), aside)
    label = look.small(link.label, look.settings.note_width) if link.label else None
    at = label_place(way.commands, way.label_at, _label_size(link, label), ground.is_free)
    made = _Made(link, look, way, at)
    is_same = held is not None and held.made == made
    placed = held.placed if held is not None and is_same else _placed(made, label)
    return _Held(frozenset(ground.asked), made, placed)


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
    is_jump = link.kind == "channel_jump"
    marks = [*_line(made.way, is_double=is_jump)]
    box = None
    width, height = _label_size(link, label)
    if width:
        box = (made.at[0] - width / 2, made.at[1] - height / 2, width, height)
        marks.append(
            Rectangle(*box, fill="link.ground", stroke="link", stroke_width=0.4, radius=1.5)
        )
        left = box[0] + _LABEL_ROOM
        if is_jump:
            marks.append(zigzag(left + _SIGN / 2, made.at[1]))
            left += _SIGN + _LABEL_ROOM
        if label is not None:
            marks.extend(write(label, left, box[1] + _LABEL_ROOM / 2, label.width, "text"))
    return PlacedLink(
        id=link.id,
        source=link.source,
        target=link.target,
        commands=made.way.commands,
        label_at=made.at,
        label_box=box,
        marks=tuple(marks),
        is_shown=link.is_visible and made.look.settings.are_links_shown,
        kind=link.kind,
    )


def _label_size(link: Link, label: TextBlock | None) -> tuple[float, float]:
    """Return how large the sign and the words in the middle of a line are, with their ground."""
    sign = _SIGN + _LABEL_ROOM if link.kind == "channel_jump" else 0.0
    if label is None:
        return (sign + _LABEL_ROOM, _SIGN) if sign else (0.0, 0.0)
    return sign + label.width + 2 * _LABEL_ROOM, label.height + _LABEL_ROOM


def zigzag(x: float, y: float, size: float = _SIGN) -> Mark:
    """Return the sign of a jump from channel to channel, its middle at (x, y)."""
    step, half = size / 3, 0.32 * size
    corners = [(x + (at - 1.5) * step, y + (half if at % 2 == 0 else -half)) for at in range(4)]
    start, *others = corners
    return Outline(
        (("M", *start), *(("L", *corner) for corner in others)), stroke="link", stroke_width=0.9
    )


def _aside(look: Look, number: int) -> float:
    """Return how far the ``number``-th line keeps from the middle of a gutter."""
    return (number % 5 - 2) * look.settings.gap * 0.15


def _line(way: Route, *, is_double: bool) -> Iterator[Mark]:
    (x, y), (dx, dy) = way.end, way.arrival
    base_x, base_y = x - dx * _HEAD_LENGTH, y - dy * _HEAD_LENGTH
    half = _DOUBLE if is_double else _HEAD_HALF
    side_x, side_y = -dy * half, dx * half
    yield Outline(way.commands, stroke="link", stroke_width=_DOUBLE if is_double else _WIDTH)
    if is_double:
        yield Outline(way.commands, stroke="link.ground", stroke_width=_BETWEEN)
    yield Outline(
        (
            ("M", x, y),
            ("L", base_x + side_x, base_y + side_y),
            ("L", base_x - side_x, base_y - side_y),
            ("Z",),
        ),
        fill="link",
    )
