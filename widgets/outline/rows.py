"""The rows of the outline that have been looked at, and which of them a search leaves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count

from model.folding import fold
from model.journey import JourneyMap
from widgets.language import Language
from widgets.outline import wording
from widgets.outline.branches import (
    ROOT,
    Branch,
    Ends,
    Key,
    branches,
    has_branches,
    path_to,
    walk,
)

_FEW = 50


class Row:
    """A row; ``children`` is None until somebody looks below it."""

    __slots__ = ("branch", "children", "number", "parent", "place")

    def __init__(self, number: int, branch: Branch, parent: Row | None, place: int) -> None:
        self.number, self.branch, self.parent, self.place = number, branch, parent, place
        self.children: list[Row] | None = None

    @property
    def key(self) -> Key:
        """What it stands for."""
        return self.branch.key


class Rows:
    """The rows of one map, made when they are first asked for.

    Attributes:
        journey: The map they show.
        ends: Its links.
        hits: What holds all searched words itself, from top to bottom.
        is_filtered: Whether a search hides the rest.
    """

    def __init__(self, journey: JourneyMap, words: Language) -> None:
        self.journey, self.ends = journey, Ends(journey.links)
        self.hits: tuple[Key, ...] = ()
        self._words = words
        self._wanted: tuple[str, ...] = ()
        self._kept: frozenset[Key] = frozenset()
        self._hit_keys: frozenset[Key] = frozenset()
        self._numbers = count(1)
        self._by_number: dict[int, Row] = {}
        self._by_key: dict[Key, Row] = {}
        self.root = Row(0, Branch(ROOT, ()), None, 0)

    @property
    def is_filtered(self) -> bool:
        """Whether a search hides the rest."""
        return bool(self._wanted)

    def row(self, number: int) -> Row:
        """Return a row by its number; the root where it is gone."""
        return self._by_number.get(number, self.root)

    def known(self, key: Key) -> Row | None:
        """Return the row of ``key`` if it has been looked at."""
        return self._by_key.get(key)

    def find(self, key: Key) -> Row | None:
        """Return the row of ``key``, None where it is not shown."""
        row = self.root
        for step in path_to(self.journey, key) or (key,):
            self.below(row)
            found = self._by_key.get(step)
            if found is None:
                return None
            row = found
        return row

    def found(self, keys: Iterable[Key]) -> Iterator[Row]:
        """Yield the rows of many keys; thousands of items take one look at each cell."""
        wanted = list(keys)
        if len(wanted) <= _FEW or wanted[0][0] != "items":
            yield from (row for row in map(self.find, wanted) if row is not None)
            return
        ids = {key[1] for key in wanted}
        for lane in self.journey.lanes:
            for step_id, cell in lane.cells.items():
                if not ids.isdisjoint(item.id for item in cell):
                    key = ("cell", lane.id, step_id)
                    row = self.known(key) or self.find(key)
                    below = self.below(row) if row is not None else []
                    yield from (child for child in below if child.key[1] in ids)

    def below(self, row: Row) -> list[Row]:
        """Return what hangs below ``row``."""
        if row.children is None:
            held = self.branches(row, self.journey, self.ends)
            row.children = [self.make(each, row, place) for place, each in enumerate(held)]
        return row.children

    def has_below(self, row: Row) -> bool:
        """Tell whether anything hangs below ``row``, without making it where that can be."""
        if row.children is not None or self.is_filtered:
            return bool(self.below(row))
        return has_branches(self.journey, row.key, self.ends)

    def branches(self, row: Row, journey: JourneyMap, ends: Ends) -> list[Branch]:
        """Return what is to hang below ``row`` in a state of the map."""
        held = branches(journey, row.key, ends)
        if not self.is_filtered or self._is_in_hit(row):
            return held
        return [branch for branch in held if branch.key in self._kept]

    def make(self, branch: Branch, parent: Row, place: int) -> Row:
        """Return a new row."""
        row = Row(next(self._numbers), branch, parent, place)
        self._by_number[row.number] = row
        self._by_key[branch.key] = row
        return row

    def drop(self, row: Row) -> None:
        """Forget a row and all below it."""
        for child in row.children or ():
            self.drop(child)
        self._by_number.pop(row.number, None)
        if self._by_key.get(row.key) is row:
            del self._by_key[row.key]

    def clear(self) -> None:
        """Forget all rows."""
        self._by_number.clear()
        self._by_key.clear()
        self.root.children = None

    def want(self, text: str) -> bool:
        """Leave only what holds all words of ``text``; tell whether these are other words."""
        wanted = tuple(fold(word, is_narrow=True) for word in text.split())
        if wanted == self._wanted:
            return False
        self._wanted = wanted
        self.search()
        return True

    def search(self) -> None:
        """Look again for the wanted words: for the hits, and what they hang in."""
        self.hits, self._kept, self._hit_keys = (), frozenset(), frozenset()
        if not self._wanted:
            return
        above: dict[Key, Key] = {}
        hits: list[Key] = []
        is_narrow = any(letter in word for word in self._wanted for letter in "æø")
        for branch, parent in walk(self.journey, self.ends):
            above[branch.key] = parent
            text = wording.searched_text(self.journey, self._words, branch, is_narrow=is_narrow)
            if text and all(word in text for word in self._wanted):
                hits.append(branch.key)
        kept: set[Key] = set()
        for hit in hits:
            at = hit
            while at and at not in kept:
                kept.add(at)
                at = above[at]
        self.hits, self._kept, self._hit_keys = tuple(hits), frozenset(kept), frozenset(hits)

    def _is_in_hit(self, row: Row | None) -> bool:
        while row is not None:
            if row.key in self._hit_keys:
                return True
            row = row.parent
        return False
