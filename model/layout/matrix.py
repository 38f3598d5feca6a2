"""The phase × channel matrix of a lane: a row for each channel, a disc where a step uses it."""

from __future__ import annotations

from collections.abc import Iterator

from model.channel_use import ChannelUse, Stop
from model.computed import computed
from model.layout.channel_signs import ChannelSign, sign_mark
from model.layout.columns import Columns
from model.layout.look import Look, Registers
from model.layout.marks import Mark, Outline, PathCommand, Rectangle, Stroke
from model.text.glyphs import TextBlock

NAMES_PART = 0.46
"""How much of the lane's title the names of the channels take."""
_ROOM = 3.0
_DISC_EM = 2.1
_PATH = 0.9
_DOUBLE, _BETWEEN = 2.7, 1.1


@computed(eq=False)
class Matrix:
    """A matrix before its row has a place: lengths below the row's top.

    Attributes:
        use: What it shows.
        rows: Name and icon of each channel with the middle of its row.
        bottom: Where it ends.
    """

    use: ChannelUse
    rows: tuple[tuple[TextBlock, ChannelSign, float], ...]
    bottom: float
    marks: tuple[Mark, ...]


def lay_matrix(
    look: Look, registers: Registers, use: ChannelUse, columns: Columns
) -> Matrix | None:
    """Return the matrix of ``use`` in ``columns``, None where no channel is in use."""
    use = use.within({place.step_id for place in columns.places})
    if not use.names:
        return None
    width = look.settings.lane_title_width * NAMES_PART - 4 * look.small_em
    disc = _DISC_EM * look.small_em
    rows: list[tuple[TextBlock, ChannelSign, float]] = []
    y = look.cell_top
    for _, name in use.names:
        label = look.small(name, width)
        tall = max(label.height, disc) + _ROOM
        sign = registers.own_icon(name) or registers.channel_icon(name)
        rows.append((label, sign, y + tall / 2))
        y += tall
    places = {key: row[2] for (key, _), row in zip(use.names, rows, strict=True)}
    icons = {key: row[1] for (key, _), row in zip(use.names, rows, strict=True)}
    marks = tuple(_marks(columns, use, places, icons, disc))
    return Matrix(use, tuple(rows), y, marks)


def _marks(
    columns: Columns,
    use: ChannelUse,
    places: dict[str, float],
    icons: dict[str, ChannelSign],
    disc: float,
) -> Iterator[Mark]:
    for y in places.values():
        yield Stroke(0, y, columns.width, y, "grid.line", 0.4)
    at = {place.step_id: place for place in columns.places}
    for step_id, keys in use.phases:
        place = at[step_id]
        for key in sorted(keys, key=places.__getitem__):
            # A bar from step to step: the phase's own channels.
            y = places[key] - disc / 4
            yield Rectangle(place.x, y, place.width, disc / 2, fill="metric.track")
    yield from _ways(columns, use, places)
    for step_id, keys in use.cards:
        place = at[step_id]
        size = min(disc, place.width * 0.8)
        x = place.x + place.width / 2
        for key in sorted(keys, key=places.__getitem__):
            yield from used_disc(x, places[key], size, icons[key])


def used_disc(x: float, y: float, size: float, icon: ChannelSign) -> Iterator[Mark]:
    """Yield the sign that a card uses a channel, its middle at (x, y)."""
    yield Rectangle(
        x - size / 2, y - size / 2, size, size,
        fill="card.blue.fill", stroke="card.blue.line", stroke_width=0.6, radius=size / 2,
    )  # fmt: skip
    yield sign_mark(icon, x - 0.29 * size, y - 0.29 * size, 0.58 * size, "card.text")


def _ways(columns: Columns, use: ChannelUse, places: dict[str, float]) -> Iterator[Mark]:
    """Yield the way from touchpoint to touchpoint, then the changes that are links."""
    middles = {place.step_id: place.x + place.width / 2 for place in columns.places}

    def point(stop: Stop) -> tuple[float, float]:
        return middles[stop[0]], places[stop[1]]

    points = [point(stop) for stop in use.way]
    if len(points) > 1:
        start, *others = points
        yield Outline(
            (("M", *start), *(("L", *each) for each in others)), stroke="link", stroke_width=_PATH
        )
    for source, target in use.jumps:
        start_at, end = point(source), point(target)
        if start_at != end:
            way: tuple[PathCommand, ...] = (("M", *start_at), ("L", *end))
            yield Outline(way, stroke="link", stroke_width=_DOUBLE)
            yield Outline(way, stroke="link.ground", stroke_width=_BETWEEN)
