"""A part of a map on as many pages as keep it readable: split by its lanes, then by its steps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from model.printing.fitted_part import LEAST_PT, FittedPart, Fitter

_WORTH_A_LAYOUT = 1.3
"""So much too tall a page may seem: with fewer notes side by side it may be lower than it was."""


def readable_parts(
    fitter: Fitter, steps: Sequence[str], lanes: Sequence[str], room: tuple[float, float]
) -> Iterator[FittedPart]:
    """Yield ``steps`` and ``lanes`` as rough parts for pages with ``room`` (width, height in mm).

    What is still too small with one step and one lane alone is yielded as it is.
    """
    if len(steps) == 1 or not fitter.is_too_wide(steps, room):
        part = fitter.rough(steps, lanes, room)
        if part.is_readable or (len(steps) == 1 and len(lanes) <= 1):
            yield part
            return
        parts = _by_lanes(fitter, part, room)
        if parts or len(steps) == 1:
            yield from parts or (fitter.rough(steps, (lane,), room) for lane in lanes)
            return
    middle = (len(steps) + 1) // 2
    yield from readable_parts(fitter, steps[:middle], lanes, room)
    yield from readable_parts(fitter, steps[middle:], lanes, room)


def _by_lanes(fitter: Fitter, part: FittedPart, room: tuple[float, float]) -> list[FittedPart]:
    """Return ``part``, which is too tall, on as few pages as are readable; none if there are none.

    A lane is about as tall on a page of its own: so the layout of ``part`` tells what is worth one.
    """
    readable = room[1] * part.smallest_pt / (part.scale * LEAST_PT)
    for count in range(2, len(part.lanes) + 1):
        groups = sorted(_groups(part, count), key=lambda group: -_height(part, group))
        if _height(part, groups[0]) > _WORTH_A_LAYOUT * readable:
            continue
        made: dict[tuple[str, ...], FittedPart] = {}
        for group in groups:
            made[group] = fitter.rough(part.steps, group, room)
            if not made[group].is_readable:
                break
        else:
            return [made[group] for group in _groups(part, count)]
    return []


def _height(part: FittedPart, lanes: Sequence[str]) -> float:
    """Return about how tall ``lanes`` of ``part`` would be on a sheet of their own."""
    sheet, wanted = part.sheet, frozenset(lanes)
    rows = sum(row.height for row in sheet.rows)
    between = (sheet.height - sheet.grid_y - rows) / max(1, len(sheet.rows) - 1)
    held = sum(row.height + between for row in sheet.rows if row.lane_id in wanted)
    return sheet.grid_y + held - between


def _groups(part: FittedPart, count: int) -> list[tuple[str, ...]]:
    """Share the lanes of ``part`` out to ``count`` pages, in order and about equally tall."""
    heights = {row.lane_id: row.height for row in part.sheet.rows}
    share = sum(heights.values()) / count
    groups: list[list[str]] = [[]]
    filled = 0.0
    for lane in part.lanes:
        height = heights.get(lane, 0.0)
        if groups[-1] and len(groups) < count and filled + height / 2 > share * len(groups):
            groups.append([])
        groups[-1].append(lane)
        filled += height
    return [tuple(group) for group in groups]
