"""Lists of several things at once: who holds what, and adding or taking away for all of them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

Entry = TypeVar("Entry", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Change:
    """What is put into, or taken out of, the lists of all things that are shown."""

    added: tuple[Hashable, ...] = ()
    removed: tuple[Hashable, ...] = ()

    def on(self, held: Sequence[Hashable]) -> tuple[Hashable, ...]:
        """Return the list ``held`` after the change; its order stays."""
        left = tuple(entry for entry in held if entry not in self.removed)
        return (*left, *(entry for entry in self.added if entry not in left))


def counted(lists: Iterable[Sequence[Entry]]) -> Mapping[Entry, int]:
    """Return how many of ``lists`` hold each entry, in the order in which they are first met."""
    counts: dict[Entry, int] = {}
    for held in lists:
        for entry in dict.fromkeys(held):
            counts[entry] = counts.get(entry, 0) + 1
    return counts
