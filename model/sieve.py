"""Goes through the items of a map again and again: what has not changed is not judged again."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from model.cards import CellItem
from model.journey import JourneyMap
from model.lanes import CardsLane, Lane


class CellSieve:
    """Finds the items of a map that ``is_out`` says are left out.

    The answer for a cell is kept as long as the cell, whose lane is for the same personas and
    holds the same type of cards: a keystroke judges one cell.
    """

    def __init__(self, is_out: Callable[[CellItem, Lane], bool]) -> None:
        self._is_out = is_out
        self._judged: dict[tuple[int, object], tuple[object, frozenset[str]]] = {}
        self._last: tuple[object, frozenset[str]] = (None, frozenset())

    def outside(self, journey: JourneyMap) -> frozenset[str]:
        """Return the ids of the items that are left out."""
        if self._last[0] is not journey:
            self._last = (journey, self._of_map(journey))
        return self._last[1]

    def _of_map(self, journey: JourneyMap) -> frozenset[str]:
        judged: dict[tuple[int, object], tuple[object, frozenset[str]]] = {}
        for lane in journey.lanes:
            manner = (lane.personas, lane.card_type if isinstance(lane, CardsLane) else None)
            for cell in lane.cells.values():
                key = (id(cell), manner)
                known = self._judged.get(key)
                # The cell is kept beside the answer: as long as it lives, its id is its own.
                if known is None or known[0] is not cell:
                    known = (cell, self._of_cell(cell, lane))
                judged[key] = known
        self._judged = judged
        return frozenset().union(*(out for _, out in judged.values()))

    def _of_cell(self, cell: Iterable[CellItem], lane: Lane) -> frozenset[str]:
        return frozenset(item.id for item in cell if self._is_out(item, lane))
