"""Maps that several groups made of the same template, with no copy left of what they began with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, TypeVar, cast

from model.cards import CellItem
from model.difference import REGISTERS, entry_id
from model.journey import JourneyMap, Phase
from model.lanes import Lane, with_cells
from model.merging.building import sound
from model.merging.conflicts import NO_CHOICES, Choice, Choices, Conflict, Merged
from model.merging.fields import ABSENT, defaults, own_fields
from model.merging.merge import merge, resolve_all, resolve_some
from model.merging.table import Part, Table, table_of
from model.problems import EditProblem
from model.values import Value, with_changes

_Thing = TypeVar("_Thing", bound=Value)


def common_base(maps: Sequence[JourneyMap]) -> JourneyMap:
    """Return what all ``maps`` have in common by their ids: what they must have begun with.

    Of each thing that stands in all of them, a field is what most say; where no value has a
    majority, nothing, so that what one filled in is new and what two filled in is a conflict. The
    order and the places are those of the oldest map (`MapCard.modified`).

    Raises:
        EditProblem: ``merge.nothing_common``, if no phase with a step is in all of them.
    """
    oldest = min(maps, key=lambda journey: journey.about.modified or "9")
    tables = [table_of(journey) for journey in maps]
    first = table_of(oldest)
    phases = tuple(_common_phases(first, tables))
    if not phases:
        raise EditProblem("merge.nothing_common")
    steps = {step.id for phase in phases for step in phase.steps}
    made: dict[str, Any] = {
        "phases": phases,
        "lanes": tuple(_common_lanes(first, tables, steps)),
        "about": _agreed([journey.about for journey in maps], oldest.about),
        "sheet": _agreed([journey.sheet for journey in maps], oldest.sheet),
    }
    for register in REGISTERS:
        made[register] = tuple(_common(register, getattr(oldest, register), tables))
    return sound(with_changes(oldest, **made))


def merge_apart(
    maps: Sequence[JourneyMap], otherwise: Choice = "ours", chosen: Sequence[Choices] = ()
) -> tuple[Merged, ...]:
    """Return maps of groups that began with the same template as one, map by map.

    The last of the results holds the merged map; each has the conflicts of one more map, decided
    by what was ``chosen`` in this merge and else by ``otherwise`` before the next is merged.

    Raises:
        EditProblem: ``merge.nothing_common``, as `common_base`.
    """
    return merge_many(common_base(maps), maps, otherwise, chosen)


def merge_many(
    base: JourneyMap,
    maps: Sequence[JourneyMap],
    otherwise: Choice = "ours",
    chosen: Sequence[Choices] = (),
) -> tuple[Merged, ...]:
    """Return several maps that grew from ``base`` as one, map by map: see `merge_apart`.

    A copy made before a state was named has not taken that version away: none ever goes.
    """
    base = with_changes(base, versions=())
    journey, made = maps[0], []
    for place, other in enumerate(maps[1:]):
        merged = merge(base, journey, other)
        choices = chosen[place] if place < len(chosen) else NO_CHOICES
        decided = resolve_all(resolve_some(merged, choices), otherwise)
        journey = decided.journey
        made.append(
            Merged(
                journey,
                merged.conflicts,
                base,
                merged.ours,
                other,
                decided.choices,
            )
        )
    return tuple(made)


def standing(merged: Merged, conflict: Conflict) -> Choice:
    """Return what stands in the merged map about a conflict."""
    return merged.choices.get(conflict.key, conflict.standing)


def _common_phases(first: Table, tables: Sequence[Table]) -> list[Phase]:
    made: list[Phase] = []
    for phase in _common("phases", first.journey.phases, tables):
        held = tuple(_common("steps", phase.steps, tables))
        if held:
            made.append(with_changes(phase, steps=held))
    return made


def _common_lanes(first: Table, tables: Sequence[Table], steps: set[str]) -> list[Lane]:
    made: list[Lane] = []
    for lane in _common("lanes", first.journey.lanes, tables):
        cells: dict[str, tuple[CellItem, ...]] = {}
        for step_id, items in lane.cells.items():
            there = items if step_id in steps else ()
            cells[step_id] = tuple(_common("items", cast("tuple[CellItem, ...]", there), tables))
        made.append(with_cells(lane, cells))
    return made


def _common(part: Part, entries: Sequence[_Thing], tables: Sequence[Table]) -> list[_Thing]:
    """Return those of ``entries`` that all tables have, each as most say it is."""
    made: list[_Thing] = []
    for entry in entries:
        versions = [table.values[part].get(entry_id(entry)) for table in tables]
        found = [one for one in versions if type(one) is type(entry)]
        if len(found) == len(tables):
            made.append(_agreed(found, entry))
    return made


def _agreed(versions: Sequence[_Thing], entry: _Thing) -> _Thing:
    """Return ``entry`` with each field as most of the versions have it, or saying nothing."""
    if all(one == entry for one in versions):
        return entry
    empty = defaults(type(entry))
    changes: dict[str, Any] = {}
    fields = [own_fields(one) for one in versions]
    for name in empty:
        said = _majority([one[name] for one in fields], empty[name])
        if said is not ABSENT:
            changes[name] = said
    return with_changes(entry, **changes)


def _majority(said: Sequence[Any], nothing: Any) -> Any:
    value, count = Counter(said).most_common(1)[0]
    return value if count * 2 > len(said) else nothing
