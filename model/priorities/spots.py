"""Where several notes lie in one field so that none covers another."""

from __future__ import annotations

Area = tuple[float, float, float, float]  # x, y, width, height

_ASPECT = 2.0  # a note reads best when it is wider than high


def spots(count: int, area: Area, gap: float, largest: tuple[float, float]) -> tuple[Area, ...]:
    """Return ``count`` equal places in ``area``, row by row, in its unit.

    They are as large as fit side by side and one below the other, at most ``largest``.
    """
    if count == 0:
        return ()
    x, y, width, height = area
    across = max(range(1, count + 1), key=lambda columns: _size(count, columns, area, gap))
    down = -(-count // across)
    wide = min((width - gap * (across + 1)) / across, largest[0])
    high = min((height - gap * (down + 1)) / down, largest[1])
    left = x + (width - across * (wide + gap) + gap) / 2
    top = y + (height - down * (high + gap) + gap) / 2
    return tuple(
        (left + (place % across) * (wide + gap), top + (place // across) * (high + gap), wide, high)
        for place in range(count)
    )


def _size(count: int, columns: int, area: Area, gap: float) -> float:
    """Return how large notes in so many columns are: by the side that is short for them."""
    rows = -(-count // columns)
    wide = (area[2] - gap * (columns + 1)) / columns
    high = (area[3] - gap * (rows + 1)) / rows
    return min(wide / _ASPECT, high)
