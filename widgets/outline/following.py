"""How the rows of the outline follow an edit: only what is another object than before is touched.

A map of 20,000 cards costs as much as one of 40: rows nobody has looked at are not made.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from model.journey import JourneyMap
from widgets.outline.branches import Branch, Ends, has_branches
from widgets.outline.rows import Row, Rows


class Told(Protocol):
    """Who is told what becomes of the rows, as Qt wants to know it."""

    def begin_remove(self, parent: Row, first: int, last: int) -> None:
        """Rows are about to go."""

    def end_remove(self) -> None:
        """They have gone."""

    def begin_insert(self, parent: Row, first: int, last: int) -> None:
        """Rows are about to come."""

    def end_insert(self) -> None:
        """They have come."""

    def begin_move(self, parent: Row, place: int, before: int) -> None:
        """One row is about to stand before another."""

    def end_move(self) -> None:
        """It does."""

    def reworded(self, parent: Row, first: int, last: int) -> None:
        """Rows say something else."""


def follow(rows: Rows, journey: JourneyMap, told: Told) -> None:
    """Show ``journey`` in ``rows``."""
    before, ends = rows.journey, rows.ends
    is_wide = journey.phases is not before.phases or journey.links is not before.links
    rows.journey = journey
    if journey.links is not before.links:
        rows.ends = Ends(journey.links)
    if rows.is_filtered:
        rows.search()
        is_wide = True
    _Following(rows, before, ends, told, is_wide=is_wide).bring(rows.root)


@dataclass(frozen=True, slots=True)
class _Following:
    rows: Rows
    before: JourneyMap
    ends_before: Ends
    told: Told
    is_wide: bool
    """Names or links of rows whose own values are the same may be others."""

    def bring(self, row: Row) -> None:
        """Make the rows below ``row`` what they are to be."""
        if row.children is None and not self._has_to_be_told(row):
            return
        children = self.rows.below(row) if row.children is None else row.children
        wanted = self.rows.branches(row, self.rows.journey, self.rows.ends)
        if [child.key for child in children] != [branch.key for branch in wanted]:
            self._reorder(row, children, wanted)
        changed = self._take(children, wanted)
        if self.is_wide and children:
            self.told.reworded(row, 0, len(children) - 1)
        elif changed:
            self.told.reworded(row, changed[0], changed[-1])
        for place in range(len(children)) if self.is_wide else changed:
            self.bring(children[place])

    def _take(self, children: list[Row], wanted: list[Branch]) -> list[int]:
        """Give the rows their new values; return the places of those that have others."""
        changed: list[int] = []
        for place, (child, branch) in enumerate(zip(children, wanted, strict=True)):
            if not child.branch.values or not child.branch.shows_same(branch):
                child.branch = branch
                changed.append(place)
        return changed

    def _has_to_be_told(self, row: Row) -> bool:
        """Make the rows of before below one nobody looked at, if all of them go or the first come.

        Else the view would not learn that there is something to unfold, or nothing any more.
        """
        if self.rows.is_filtered:
            return False
        had = has_branches(self.before, row.key, self.ends_before)
        if had == has_branches(self.rows.journey, row.key, self.rows.ends):
            return False
        held = self.rows.branches(row, self.before, self.ends_before)
        row.children = [self.rows.make(each, row, place) for place, each in enumerate(held)]
        return True

    def _reorder(self, row: Row, children: list[Row], wanted: list[Branch]) -> None:
        if not self._move_one(row, children, wanted):
            first = _common(children, wanted)
            last = _common(children[first:][::-1], wanted[first:][::-1])
            self._remove(row, children, first, len(children) - last)
            self._insert(row, children, first, wanted[first : len(wanted) - last])

    def _move_one(self, row: Row, children: list[Row], wanted: list[Branch]) -> bool:
        """Move one row where that is all there is to do: what hangs below stays unfolded."""
        if len(children) != len(wanted):
            return False
        first = _common(children, wanted)
        last = len(children) - _common(children[::-1], wanted[::-1])
        keys = [child.key for child in children[first:last]]
        new = [branch.key for branch in wanted[first:last]]
        if keys[1:] + keys[:1] == new:
            place, target = first, last
        elif keys[-1:] + keys[:-1] == new:
            place, target = last - 1, first
        else:
            return False
        self.told.begin_move(row, place, target)
        moved = children.pop(place)
        children.insert(target - 1 if target > place else target, moved)
        _count_anew(children)
        self.told.end_move()
        return True

    def _remove(self, row: Row, children: list[Row], first: int, end: int) -> None:
        if end > first:
            self.told.begin_remove(row, first, end - 1)
            for child in children[first:end]:
                self.rows.drop(child)
            del children[first:end]
            _count_anew(children)
            self.told.end_remove()

    def _insert(self, row: Row, children: list[Row], first: int, wanted: list[Branch]) -> None:
        if wanted:
            self.told.begin_insert(row, first, first + len(wanted) - 1)
            children[first:first] = [self.rows.make(branch, row, 0) for branch in wanted]
            _count_anew(children)
            self.told.end_insert()


def _common(children: list[Row], wanted: list[Branch]) -> int:
    """Return how many rows at the beginning stay."""
    pairs = enumerate(zip(children, wanted, strict=False))
    lengths = min(len(children), len(wanted))
    return next((place for place, (row, new) in pairs if row.key != new.key), lengths)


def _count_anew(children: list[Row]) -> None:
    for place, child in enumerate(children):
        child.place = place
