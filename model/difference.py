"""What differs between two maps, found by identity: what is the same object needs no look.

An edit shares what it does not touch, so finding what it changed costs a few comparisons, not a
walk over all cards. Where objects differ their values are compared, so that two maps read from
two files differ only where they say different things.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from model.cards import CellItem
from model.journey import JourneyMap, Phase
from model.lanes import Lane
from model.values import Value

REGISTERS: Final = (
    "personas", "channels", "links", "evidence", "photos", "views", "rounds", "dismissals",
    "versions", "images",
)  # fmt: skip
_NO_CELLS: Mapping[str, tuple[CellItem, ...]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Changes:
    """What happened to the entries of one sequence, as ids in its order.

    ``changed`` are those whose own fields differ; ``moved`` is a smallest set of entries whose
    move explains the new order.
    """

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything happened."""
        return bool(self.added or self.removed or self.changed or self.moved)


_UNCHANGED: Final = Changes()


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between two maps.

    Attributes:
        about: Whether the map card differs.
        sheet: Whether the sheet settings differ.
        other: Whether the map's id or a field of a newer version differs.
        phases: Phases; their steps do not count as their fields.
        steps: Steps; one that went to another phase is moved.
        lanes: Lanes; their cells do not count as their fields.
        cells: ``(lane id, step id)`` of each cell with other contents, also where the lane or the
            step is new or gone.
        registers: Those of `REGISTERS` that differ.
    """

    about: bool = False
    sheet: bool = False
    other: bool = False
    phases: Changes = _UNCHANGED
    steps: Changes = _UNCHANGED
    lanes: Changes = _UNCHANGED
    cells: frozenset[tuple[str, str]] = frozenset()
    registers: Mapping[str, Changes] = field(default_factory=lambda: MappingProxyType({}))

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(
            self.about
            or self.sheet
            or self.other
            or self.phases
            or self.steps
            or self.lanes
            or self.cells
            or self.registers
        )


def difference(before: JourneyMap, after: JourneyMap) -> Difference:
    """Return what differs from ``before`` to ``after``."""
    if before is after:
        return Difference()
    is_other_grid = before.phases is not after.phases
    return Difference(
        about=is_different(before.about, after.about),
        sheet=is_different(before.sheet, after.sheet),
        other=before.id != after.id or before.model_extra != after.model_extra,
        phases=_changes(before.phases, after.phases, "steps") if is_other_grid else _UNCHANGED,
        steps=_step_changes(before, after) if is_other_grid else _UNCHANGED,
        lanes=_changes(before.lanes, after.lanes, "cells"),
        cells=_changed_cells(before.lanes, after.lanes),
        registers=MappingProxyType(_register_changes(before, after)),
    )


def is_different(before: Value, after: Value, without: str | None = None) -> bool:
    """Tell whether the fields of two values differ, those named ``without`` left aside."""
    if before is after:
        return False
    if type(before) is not type(after) or before.model_extra != after.model_extra:
        return True
    held, new = before.__dict__, after.__dict__
    return any(
        new[name] is not value and name != without and new[name] != value
        for name, value in held.items()
    )


def new_in_cells(before: JourneyMap, after: JourneyMap) -> Iterator[CellItem]:
    """Yield the items of cells of ``after`` that do not stand there, as they are, in ``before``.

    They are new, say something else, or came from another cell. Looks only into cells that are
    not the same object, in the order of the lanes and their cells.
    """
    held = {lane.id: lane for lane in before.lanes}
    for lane in after.lanes:
        earlier = held.get(lane.id)
        if earlier is lane:
            continue
        for step_id, cell in lane.cells.items():
            known = _cells(earlier).get(step_id, ())
            if cell is not known:
                same = {id(item) for item in known}
                yield from (item for item in cell if id(item) not in same)


def entry_id(entry: Value) -> str:
    """Return what an entry of a register is known by: its id, or the hash of an image."""
    found: str = entry.__dict__["sha256"] if "sha256" in entry.__dict__ else entry.__dict__["id"]
    return found


def _changes(
    before: Sequence[Value], after: Sequence[Value], without: str | None = None
) -> Changes:
    if before is after:
        return _UNCHANGED
    held = {entry_id(entry): entry for entry in before}
    new = {entry_id(entry): entry for entry in after}
    return Changes(
        added=tuple(one for one in new if one not in held),
        removed=tuple(one for one in held if one not in new),
        changed=tuple(
            one
            for one, entry in new.items()
            if one in held and is_different(held[one], entry, without)
        ),
        moved=moved_ids(tuple(held), tuple(new)),
    )


def _step_changes(before: JourneyMap, after: JourneyMap) -> Changes:
    changes = _changes(before.steps, after.steps)
    phase_of = _phase_of_steps(before.phases)
    other_phase = {
        step_id
        for step_id, phase_id in _phase_of_steps(after.phases).items()
        if phase_of.get(step_id, phase_id) != phase_id
    }
    moved = other_phase.union(changes.moved)
    return Changes(
        added=changes.added,
        removed=changes.removed,
        changed=changes.changed,
        moved=tuple(step.id for step in after.steps if step.id in moved),
    )


def _phase_of_steps(phases: Sequence[Phase]) -> dict[str, str]:
    return {step.id: phase.id for phase in phases for step in phase.steps}


def moved_ids(before: Sequence[str], after: Sequence[str]) -> tuple[str, ...]:
    """Return which of the ids both have moved: those outside a longest run that kept its order.

    Patience sorting, in n log n; in the order of ``after``. No id stands twice in either.
    """
    if before == after:
        return ()
    rank = {one: place for place, one in enumerate(before)}
    common = [one for one in after if one in rank]
    kept = _longest_rising([rank[one] for one in common])
    return tuple(one for one in common if rank[one] not in kept)


def _longest_rising(ranks: Sequence[int]) -> Set[int]:
    """Return a longest rising subsequence of different numbers, in n log n."""
    tails: list[int] = []
    previous: dict[int, int | None] = {}
    for rank in ranks:
        place = bisect_left(tails, rank)
        previous[rank] = tails[place - 1] if place else None
        tails[place : place + 1] = [rank]
    kept: set[int] = set()
    at: int | None = tails[-1] if tails else None
    while at is not None:
        kept.add(at)
        at = previous[at]
    return kept


def _changed_cells(before: Sequence[Lane], after: Sequence[Lane]) -> frozenset[tuple[str, str]]:
    if before is after:
        return frozenset()
    held, new = {lane.id: lane for lane in before}, {lane.id: lane for lane in after}
    found: set[tuple[str, str]] = set()
    for lane_id in {**held, **new}:
        old_lane, new_lane = held.get(lane_id), new.get(lane_id)
        if old_lane is not new_lane:
            cells = changed_steps(_cells(old_lane), _cells(new_lane))
            found.update((lane_id, step_id) for step_id in cells)
    return frozenset(found)


def changed_steps(
    before: Mapping[str, tuple[CellItem, ...]], after: Mapping[str, tuple[CellItem, ...]]
) -> tuple[str, ...]:
    """Return the step ids whose cell holds other items or the same in another order."""
    if before is after:
        return ()
    return tuple(
        step_id
        for step_id in {**before, **after}
        if before.get(step_id, ()) is not after.get(step_id, ())
        and before.get(step_id, ()) != after.get(step_id, ())
    )


def _cells(lane: Lane | None) -> Mapping[str, tuple[CellItem, ...]]:
    return lane.cells if lane else _NO_CELLS


def _register_changes(before: JourneyMap, after: JourneyMap) -> dict[str, Changes]:
    made = {
        name: _changes(getattr(before, name), getattr(after, name))
        for name in REGISTERS
        if getattr(before, name) is not getattr(after, name)
    }
    return {name: changes for name, changes in made.items() if changes}
