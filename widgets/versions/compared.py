"""Two maps that have been compared, in words: made beside the window, shown in it."""

from __future__ import annotations

from dataclasses import dataclass

from model.comparing import Comparison, compare
from model.comparing.marking import marking_of
from model.comparing.rows import ChangeRow, FigureRow, change_rows, figure_rows
from model.comparing.wording import count_lines
from model.folding import fold
from model.journey import JourneyMap
from model.marking import Marking
from model.texts import Texts


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """All that is shown of a comparison.

    Attributes:
        names: What the maps before and after are called.
        counts: How many of each sort, a line each.
        folded: What is searched in each row.
        marking: What is marked on the map after.
    """

    comparison: Comparison
    names: tuple[str, str]
    counts: tuple[str, ...]
    rows: tuple[ChangeRow, ...]
    folded: tuple[str, ...]
    figures: tuple[FigureRow, ...]
    marking: Marking


def make_compared(
    before: JourneyMap, after: JourneyMap, names: tuple[str, str], words: Texts
) -> Compared:
    """Return what is shown of two maps; it takes a second for thousands of cards."""
    comparison = compare(before, after)
    rows = change_rows(words, comparison)
    return Compared(
        comparison,
        names,
        count_lines(words, comparison),
        rows,
        tuple(fold(row.words) for row in rows),
        figure_rows(words, comparison),
        marking_of(comparison, names[0]),
    )
