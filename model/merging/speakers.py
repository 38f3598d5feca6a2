"""Which of several maps, merged one by one, said what the first side of a conflict says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from model.journey import JourneyMap
from model.merging.conflicts import Conflict
from model.merging.table import Part, Table, table_of, touched

_NO_PARTS = ("map", "about", "sheet")


class Speakers:
    """The maps that were merged into the first side, by what they are called.

    Args:
        base: What all grew from.
        maps: In the order in which they were merged.
        names: What they are called.
    """

    def __init__(self, base: JourneyMap, maps: Sequence[JourneyMap], names: Sequence[str]) -> None:
        self._names = names
        self._base = table_of(base)
        self._tables = [table_of(journey) for journey in maps]
        self._touched: dict[int, Mapping[Part, set[str]]] = {}

    def name_of(self, conflict: Conflict, count: int) -> str:
        """Return who of the first ``count`` maps said what ours says.

        That is who says just that; else who said anything else than the base; else all.
        """
        whole = range(count)
        told = [_told(conflict, self._tables[at]) for at in whole]
        said: Sequence[int] = []
        if conflict.ours != _told(conflict, self._base):
            said = [at for at in whole if told[at] == conflict.ours]
        said = said or [at for at in whole if self._has_touched(conflict, at)]
        return " + ".join(self._names[at] for at in said or whole)

    def _has_touched(self, conflict: Conflict, at: int) -> bool:
        if conflict.field or conflict.part in _NO_PARTS or conflict.kind == "moved":
            return _told(conflict, self._tables[at]) != _told(conflict, self._base)
        if at not in self._touched:
            self._touched[at] = touched(self._base, self._tables[at])
        return conflict.id in self._touched[at][cast("Part", conflict.part)]


def _told(conflict: Conflict, table: Table) -> object:
    """Return what a map says about a conflict: a field, a place or a thing; None if it is gone."""
    if conflict.part in _NO_PARTS:
        is_map = conflict.part == "map"
        held: object = table.journey if is_map else getattr(table.journey, conflict.part, None)
    elif conflict.kind == "moved":
        return table.places[cast("Part", conflict.part)].get(conflict.id)
    else:
        held = table.values[cast("Part", conflict.part)].get(conflict.id)
    for name in conflict.field.split(".") if conflict.field else ():
        held = getattr(held, name, None)
    return held
