"""What became of a map: two states of it, or two maps of the same journey made apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from model.collector import collector_paused
from model.comparing.curves import Curve, curves
from model.comparing.matching import Matching, match
from model.difference import moved_ids
from model.journey import JourneyMap
from model.merging.fields import own_fields
from model.merging.table import PARTS, TOP, Part, Place, Table, is_other, table_of
from model.references import Target, with_other_ids
from model.values import Value

ChangeKind = Literal["added", "removed", "moved", "renamed", "changed"]
KINDS: Final[tuple[ChangeKind, ...]] = ("added", "removed", "moved", "renamed", "changed")
# In these lanes what hangs higher happens earlier; elsewhere order in a cell means nothing.
_ORDERED_ROLES: Final = frozenset(
    {"customer_actions", "frontstage", "backstage", "support", "storyboard"}
)
_NAMED: Final = frozenset({"phases", "steps", "lanes"})
# What changes with every save says nothing.
_NO_CHANGE: Final = frozenset({"created", "modified"})
_TARGETS: Final[Mapping[Target, Part]] = {
    "phases": "phases",
    "steps": "steps",
    "lanes": "lanes",
    "cards": "items",
    "metrics": "items",
    "personas": "personas",
    "evidence": "evidence",
    "images": "images",
}


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one part.

    Attributes:
        part: What sort of thing it is.
        before, after: What it was and is; None for what is new or gone.
        before_id, after_id: Its ids in the two maps, "" where it is not.
        fields: Which of its fields say something else, ``action.owner`` inside another.
        is_moved: Whether it stands elsewhere: in another cell or phase, or in another order.
        before_place, after_place: What holds it in each map: lane and step, or phase.
    """

    part: Part
    before_id: str
    after_id: str
    before: Value | None
    after: Value | None
    fields: tuple[str, ...] = ()
    is_moved: bool = False
    before_place: Place = TOP
    after_place: Place = TOP

    @property
    def kinds(self) -> tuple[ChangeKind, ...]:
        """Everything that happened to it: one that moved may have changed too."""
        if self.before is None:
            return ("added",)
        if self.after is None:
            return ("removed",)
        found: list[ChangeKind] = ["moved"] if self.is_moved else []
        is_renamed = self.part in _NAMED and "name" in self.fields
        if is_renamed:
            found.append("renamed")
        if len(self.fields) > is_renamed:
            found.append("changed")
        return tuple(found)


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """What differs between two maps.

    Attributes:
        before, after: The maps.
        about, sheet: Which fields of the map card and the sheet settings differ.
        changes: All changes, by sort, in the order of the map after, then what is gone.
        feelings: Both maps' curves, those that differ and those that do not.
        matching: Which parts were taken for the same.
    """

    before: JourneyMap
    after: JourneyMap
    about: tuple[str, ...]
    sheet: tuple[str, ...]
    changes: Mapping[Part, tuple[Change, ...]]
    feelings: tuple[Curve, ...]
    matching: Matching

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(self.about or self.sheet or any(self.changes.values()))

    def of_map(self) -> Iterator[tuple[str, tuple[str, ...], Value, Value]]:
        """Yield what changed of the map as a whole: its part, fields, and the part in both maps."""
        for part, fields in (("about", self.about), ("sheet", self.sheet)):
            if fields:
                yield part, fields, getattr(self.before, part), getattr(self.after, part)

    def of_items(self, item_type: type[Value]) -> Iterator[Change]:
        """Yield the changes of what stands in cells of one kind: of cards, of feelings."""
        for change in self.changes["items"]:
            if isinstance(change.after or change.before, item_type):
                yield change

    def counts(self, part: Part, item_type: type[Value] | None = None) -> dict[ChangeKind, int]:
        """Return how many of a sort were added, removed, moved, renamed and changed."""
        found = dict.fromkeys(KINDS, 0)
        for change in self.of_items(item_type) if item_type else self.changes[part]:
            for kind in change.kinds:
                found[kind] += 1
        return found


def compare(before: JourneyMap, after: JourneyMap) -> Comparison:
    """Return what differs from ``before`` to ``after``.

    The same ids are the same things. Where two maps have no cards in common, cards are found
    again by alike texts; phases, steps, lanes and registers are always looked for by name too.
    """
    with collector_paused():
        tables = table_of(before), table_of(after)
        work = _Comparing(*tables, match(*tables))
        return Comparison(
            before,
            after,
            changed_fields(before.about, after.about),
            changed_fields(before.sheet, after.sheet),
            {part: tuple(work.changes(part)) for part in PARTS},
            curves(before, after, work.found),
            work.found,
        )


def changed_fields(before: Value, after: Value) -> tuple[str, ...]:
    """Return the fields that say something else, those of a part of it one by one."""
    held, new = own_fields(before), own_fields(after)
    found: list[str] = []
    for name in {**held, **new}:
        was, now = held.get(name), new.get(name)
        if was == now or name in _NO_CHANGE:
            continue
        if isinstance(was, Value) and isinstance(now, Value) and type(was) is type(now):
            found += [f"{name}.{inner}" for inner in changed_fields(was, now)]
        else:
            found.append(name)
    return tuple(found)


class _Comparing:
    """One comparison: two tables and what in them is the same."""

    def __init__(self, before: Table, after: Table, found: Matching) -> None:
        self.found = found
        self._before = before
        self._after = after
        self._names: dict[Target, dict[str, str]] = {}
        for target, part in _TARGETS.items():
            other = {one: was for one, was in found.before_of[part].items() if one != was}
            if other:
                self._names[target] = other

    def changes(self, part: Part) -> Iterator[Change]:
        """Yield what became of all parts of one sort."""
        moved = self._moved(part)
        for one, value in self._after.values[part].items():
            was = self.found.before_of[part].get(one)
            place = self._after.places[part][one]
            if was is None:
                yield Change(part, "", one, None, value, after_place=place)
                continue
            held, held_place = self._before.values[part][was], self._before.places[part][was]
            fields = self._fields(part, held, value)
            is_moved = one in moved
            if fields or is_moved:
                yield Change(part, was, one, held, value, fields, is_moved, held_place, place)
        for was, value in self._before.values[part].items():
            if was not in self.found.after_of[part]:
                place = self._before.places[part][was]
                yield Change(part, was, "", value, None, before_place=place)

    def _fields(self, part: Part, before: Value, after: Value) -> tuple[str, ...]:
        if self._names:
            after = with_other_ids(after, self._names)
        if not is_other(part, before, after):
            return ()
        if type(before) is not type(after):
            return ("kind",)
        return changed_fields(before, after)

    def _moved(self, part: Part) -> set[str]:
        """Return which parts of the map after stand elsewhere than before."""
        moved: set[str] = set()
        for (sort, place), ids in self._after.orders.items():
            if sort != part:
                continue
            stay: dict[str, str] = {}
            for one in ids:
                was = self.found.before_of[part].get(one)
                if was is None:
                    continue
                if self._place_before(part, place) == self._before.places[part][was]:
                    stay[was] = one
                else:
                    moved.add(one)
            if self._has_order(part, place):
                held = self._before.order(part, self._place_before(part, place))
                moved.update(stay[was] for was in _out_of_order(held, tuple(stay)))
        return moved

    def _place_before(self, part: Part, place: Place) -> Place:
        """Return what the place was called in the map before; names of its own if it is new."""
        back = self.found.before_of
        if part == "steps":
            return (back["phases"].get(place[0], "+"),)
        if part == "items":
            return back["lanes"].get(place[0], "+"), back["steps"].get(place[1], "+")
        return place

    def _has_order(self, part: Part, place: Place) -> bool:
        if part != "items":
            return part in _NAMED
        lane = self._after.values["lanes"][place[0]]
        return getattr(lane, "role", None) in _ORDERED_ROLES


def _out_of_order(before: Sequence[str], after: Sequence[str]) -> tuple[str, ...]:
    wanted = set(after)
    return moved_ids([one for one in before if one in wanted], after)
