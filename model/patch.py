"""What changed from one map to another as JSON: what a journal writes and a merge applies.

A patch holds the parts that differ, and of sequences the new order: an entry that is as it was
stands there as its id alone, one that is new or changed stands there whole::

    {"about": {...}, "phases": ["p1", {"id": "p2", ..., "steps": ["s4", {...}]}],
     "lanes": ["l1", {...}], "cells": {"l1": {"s4": ["c1", {...}]}}, "links": [...]}

So moving a card writes the ids of two cells, and typing in one writes that card and its cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final, TypeVar

from pydantic import TypeAdapter, ValidationError

from model.cards import CellItem
from model.difference import REGISTERS, changed_steps, entry_id, is_different
from model.dismissals import Dismissal
from model.evidence import Evidence, Image, Photo
from model.find import item_by_id
from model.journey import Channel, JourneyMap, Link, MapCard, Phase, Step
from model.lanes import Lane, with_cells
from model.people import Customer
from model.problems import FileProblem
from model.sheet_settings import SheetSettings
from model.values import Value, with_changes
from model.versions import Version
from model.views import SavedView
from model.voting import VotingRound

Json = dict[str, Any]
_Entry = TypeVar("_Entry", bound=Value)

_LANE: Final[TypeAdapter[Lane]] = TypeAdapter(Lane)
_REGISTER_TYPES: Final[Mapping[str, TypeAdapter[Any]]] = MappingProxyType(
    {
        "personas": TypeAdapter(Customer),
        "channels": TypeAdapter(Channel),
        "links": TypeAdapter(Link),
        "evidence": TypeAdapter(Evidence),
        "photos": TypeAdapter(Photo),
        "views": TypeAdapter(SavedView),
        "rounds": TypeAdapter(VotingRound),
        "dismissals": TypeAdapter(Dismissal),
        "versions": TypeAdapter(Version),
        "images": TypeAdapter(Image),
    }
)


def patch(before: JourneyMap, after: JourneyMap) -> Json:
    """Return what makes ``after`` of ``before``; empty if they are equal."""
    made: Json = {}
    if before.id != after.id:
        made["id"] = after.id
    if before.model_extra != after.model_extra:
        made["other"] = dict(after.model_extra or {})
    for name in ("about", "sheet"):
        if is_different(getattr(before, name), getattr(after, name)):
            made[name] = _json(getattr(after, name))
    if _is_other_sequence(before.phases, after.phases):
        made["phases"] = _phases(before, after)
    if _is_other_sequence(before.lanes, after.lanes, "cells"):
        made["lanes"] = _entries(before.lanes, after.lanes, "cells")
    cells = _cells(before, after)
    if cells:
        made["cells"] = cells
    for name in REGISTERS:
        if _is_other_sequence(getattr(before, name), getattr(after, name)):
            made[name] = _entries(getattr(before, name), getattr(after, name))
    return made


def apply_patch(before: JourneyMap, changes: Mapping[str, Any]) -> JourneyMap:
    """Return the map that ``changes`` make of ``before``, sharing what they do not name.

    ``apply_patch(a, patch(a, b)) == b``. Field values are checked; who replays many patches
    checks the integrity of the last map once.

    Raises:
        FileProblem: ``file.patch_unfit``, if it is damaged or belongs to another map.
    """
    try:
        return _applied(before, changes)
    except (ValidationError, LookupError, TypeError, ValueError, AttributeError) as error:
        raise FileProblem("file.patch_unfit") from error


def _is_other_sequence(
    before: tuple[Value, ...], after: tuple[Value, ...], without: str | None = None
) -> bool:
    if before is after:
        return False
    return len(before) != len(after) or any(
        entry_id(old) != entry_id(new) or is_different(old, new, without)
        for old, new in zip(before, after, strict=True)
    )


def _json(value: Value, without: str | None = None) -> Json:
    """Return the fields of ``value`` that say something; ``kind`` tells what it is."""
    left_out = {without} if without else None
    made: Json = value.model_dump(mode="json", exclude_defaults=True, exclude=left_out)
    if "kind" in type(value).model_fields:
        made["kind"] = value.kind  # type: ignore[attr-defined]
    return made


def _entries(
    before: Iterable[Value], after: Iterable[Value], without: str | None = None
) -> list[str | Json]:
    held = {entry_id(entry): entry for entry in before}
    return [
        entry_id(entry)
        if entry_id(entry) in held and not is_different(held[entry_id(entry)], entry, without)
        else _json(entry, without)
        for entry in after
    ]


def _phases(before: JourneyMap, after: JourneyMap) -> list[str | Json]:
    held = {phase.id: phase for phase in before.phases}
    return [
        phase.id
        if phase.id in held and not is_different(held[phase.id], phase)
        else {**_json(phase, "steps"), "steps": _entries(before.steps, phase.steps)}
        for phase in after.phases
    ]


def _cells(before: JourneyMap, after: JourneyMap) -> dict[str, dict[str, list[str | Json]]]:
    if before.lanes is after.lanes:
        return {}
    held = {lane.id: lane for lane in before.lanes}
    made: dict[str, dict[str, list[str | Json]]] = {}
    for lane in after.lanes:
        old = held.get(lane.id)
        if old is lane:
            continue
        changed = changed_steps(old.cells if old else {}, lane.cells)
        if changed:
            made[lane.id] = {
                step_id: [_item(before, item) for item in lane.cells.get(step_id, ())]
                for step_id in changed
            }
    return made


def _item(before: JourneyMap, item: CellItem) -> str | Json:
    held = item_by_id(before, item.id)
    return item.id if held is item or held == item else _json(item)


def _applied(before: JourneyMap, changes: Mapping[str, Any]) -> JourneyMap:
    made: Json = {}
    if "about" in changes:
        made["about"] = MapCard.model_validate(changes["about"])
    if "sheet" in changes:
        made["sheet"] = SheetSettings.model_validate(changes["sheet"])
    if "phases" in changes:
        made["phases"] = tuple(_new_phases(before, changes["phases"]))
    if "lanes" in changes or "cells" in changes:
        made["lanes"] = _new_lanes(before, changes)
    for name in REGISTERS:
        if name in changes:
            read = _REGISTER_TYPES[name].validate_python
            made[name] = _read(getattr(before, name), changes[name], read)
    return _with_fields(before, made, changes)


def _with_fields(before: JourneyMap, made: Json, changes: Mapping[str, Any]) -> JourneyMap:
    if "id" in changes:
        made["id"] = changes["id"]
    after = with_changes(before, **made)
    if "other" not in changes:
        return after
    fields = {name: getattr(after, name) for name in type(after).model_fields}
    return JourneyMap(**{**changes["other"], **fields})


def _read(
    held: Iterable[_Entry], entries: Iterable[str | Json], read: Callable[[Any], _Entry]
) -> tuple[_Entry, ...]:
    by_id = {entry_id(entry): entry for entry in held}
    return tuple(by_id[one] if isinstance(one, str) else read(one) for one in entries)


def _new_phases(before: JourneyMap, entries: Iterable[str | Json]) -> Iterable[Phase]:
    by_id = {phase.id: phase for phase in before.phases}
    for one in entries:
        if isinstance(one, str):
            yield by_id[one]
        else:
            steps = _read(before.steps, one["steps"], Step.model_validate)
            yield Phase.model_validate({**one, "steps": steps})


def _new_lanes(before: JourneyMap, changes: Mapping[str, Any]) -> tuple[Lane, ...]:
    held = {lane.id: lane for lane in before.lanes}
    cells = changes.get("cells", {})
    lanes = []
    for one in changes.get("lanes", held):
        lane = held[one] if isinstance(one, str) else _new_lane(held.get(one["id"]), one)
        lanes.append(_with_patched_cells(before, lane, cells.get(lane.id, {})))
    return tuple(lanes)


def _new_lane(held: Lane | None, fields: Json) -> Lane:
    """Return the lane with other fields, and the cells it had as long as its kind is the same."""
    lane = _LANE.validate_python({**fields, "cells": {}})
    if held is None or held.kind != lane.kind:
        return lane
    return with_cells(lane, held.cells)


def _with_patched_cells(
    before: JourneyMap, lane: Lane, cells: Mapping[str, Iterable[str | Json]]
) -> Lane:
    return with_cells(
        lane,
        {
            step_id: tuple(_new_item(before, lane, one) for one in items)
            for step_id, items in cells.items()
        },
    )


def _new_item(before: JourneyMap, lane: Lane, entry: str | Json) -> CellItem:
    if isinstance(entry, str):
        held = item_by_id(before, entry)
        if held is None:
            raise LookupError(entry)
        return held
    made: CellItem = lane.item_type.model_validate(entry)  # type: ignore[assignment]
    return made
