"""A part of a map on as many pages as keep it readable: split by its lanes, then by its steps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from model.printing.fitted_part import FittedPart, Fitter


def readable_parts(
    fitter: Fitter, steps: Sequence[str], lanes: Sequence[str], room: tuple[float, float]
) -> Iterator[FittedPart]:
    """Yield ``steps`` and ``lanes`` as parts for pages with ``room`` (width, height in mm).

    What is still too small with one step and one lane alone is yielded as it is.
    """
    part = fitter.fitted(steps, lanes, room)
    if part.is_readable or (len(steps) == 1 and len(lanes) <= 1):
        yield part
        return
    for count in range(2, len(lanes) + 1):
        parts = [fitter.fitted(steps, group, room) for group in _groups(part, count)]
        if all(made.is_readable for made in parts):
            yield from parts
            return
    if len(steps) == 1:
        for lane in lanes:
            yield fitter.fitted(steps, (lane,), room)
        return
    middle = (len(steps) + 1) // 2
    yield from readable_parts(fitter, steps[:middle], lanes, room)
    yield from readable_parts(fitter, steps[middle:], lanes, room)


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
