"""The cards on a sheet as lines between them look for their way, and what each has looked at.

A line knows the cells it asked about. As long as those are the very cells as before, and its ends
stand where they stood, it leads as before: a letter typed elsewhere routes no line anew.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field

from model.layout.link_routes import Box
from model.layout.placing import PlacedRow


@dataclass(frozen=True, slots=True)
class End:
    """Where a card stands that a line begins or ends at, with the number of its cell."""

    box: Box
    cell: int


@dataclass(eq=False, slots=True)
class Ground:
    """What stands in the cells of ``rows``; ``asked`` holds the numbers of the cells asked about.

    Cells are numbered along the rows, from the top. ``known_ends`` has the ends in each row.
    """

    rows: Sequence[PlacedRow]
    asked: set[int] = field(default_factory=set)
    _tops: list[float] = field(init=False)
    _lefts: list[float] = field(init=False)
    known_ends: list[Mapping[str, End]] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self._tops = [placed.row.y for placed in self.rows]
        self._lefts = [cell.x for cell in self.rows[0].cells] if self.rows else []

    def changed_since(self, before: Ground) -> Set[int] | None:
        """Return the numbers of the cells that are others than ``before``; None for all."""
        if len(self.rows) != len(before.rows) or self._lefts != before._lefts:
            return None
        changed: set[int] = set()
        columns = len(self._lefts)
        for number, (row, old) in enumerate(zip(self.rows, before.rows, strict=True)):
            if row.cells is old.cells and row.plan.reach == old.plan.reach:
                continue
            start = number * columns
            if row.plan.reach != old.plan.reach:
                changed.update(range(start, start + columns))
                continue
            cells = enumerate(zip(row.cells, old.cells, strict=True), start)
            changed.update(cell for cell, (one, other) in cells if one is not other)
        return changed

    def ends(self, wanted: Set[str], before: Ground | None) -> dict[str, End]:
        """Return where the ``wanted`` cards lie; rows that stand as ``before`` tell it again.

        ``before`` must have been asked for the same cards.
        """
        found: dict[str, End] = {}
        for number, placed in enumerate(self.rows):
            if (
                before is not None
                and number < len(before.rows)
                and before.rows[number].cells is placed.cells
            ):
                known = before.known_ends[number]
            else:
                known = dict(_ends_in(placed, wanted, number * len(self._lefts)))
            self.known_ends.append(known)
            found.update(known)
        return found

    def is_clear(self, x: float, y: float, room: float, own: Iterable[tuple[float, float]]) -> bool:
        """Tell whether a point lies ``room`` mm off all cards without a corner in ``own``."""
        row, column = bisect_right(self._tops, y) - 1, bisect_right(self._lefts, x) - 1
        if row < 0 or column < 0:
            return True
        placed = self.rows[row]
        first, start = max(0, column - placed.plan.reach + 1), row * len(self._lefts)
        self.asked.update(range(start + first, start + column + 1))
        for cell in placed.cells[first : column + 1]:
            for content in cell.contents:
                left, top = cell.x + content.x, cell.y + content.y
                if (
                    left - room < x < left + content.block.width + room
                    and top - room < y < top + content.block.height + room
                    and (left, top) not in own
                ):
                    return False
        return True

    def is_free(self, left: float, top: float, right: float, bottom: float) -> bool:
        """Tell whether a rectangle on the sheet lies on nothing that stands in cells."""
        first, last = bisect_right(self._tops, top) - 1, bisect_right(self._tops, bottom)
        for number in range(max(first, 0), last):
            placed, columns = self.rows[number], len(self._lefts)
            start = max(bisect_right(self._lefts, left) - placed.plan.reach, 0)
            end = bisect_right(self._lefts, right)
            self.asked.update(range(number * columns + start, number * columns + end))
            for cell in placed.cells[start:end]:
                for content in cell.contents:
                    x, y = cell.x + content.x, cell.y + content.y
                    is_beside = x >= right or x + content.block.width <= left
                    if not is_beside and y < bottom and y + content.block.height > top:
                        return False
        return True


def _ends_in(placed: PlacedRow, wanted: Set[str], start: int) -> Iterable[tuple[str, End]]:
    """Yield the ends in a row whose first cell has the number ``start``."""
    yield from _ends_in_strips(placed, wanted, start)
    if placed.plan.ids.isdisjoint(wanted):
        return
    for number, cell in enumerate(placed.cells, start):
        for content in cell.contents:
            block = content.block
            if block.id in wanted:
                x, y = cell.x + content.x, cell.y + content.y
                corners = (x, y, block.width, block.height)
                box = Box(*corners, cell.x, cell.y, cell.width, cell.height)
                yield block.id, End(box, number)


def _ends_in_strips(placed: PlacedRow, wanted: Set[str], start: int) -> Iterable[tuple[str, End]]:
    """Yield the ends that lie in collapsed cells: a line leads to the strip."""
    columns = placed.plan.desk.columns.places
    for number, (cell, plan) in enumerate(zip(placed.cells, placed.plan.cells, strict=True)):
        if not (placed.row.is_collapsed or columns[number].is_collapsed):
            continue
        for item in plan.items:
            if item.id in wanted:
                place = (cell.x, cell.y, cell.width, cell.height)
                yield item.id, End(Box(*place, *place), start + number)
