"""Moving things within the outline: by dragging rows, and by Alt with the arrows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QMimeData

from model.edits import move_entry, move_items, move_lane, move_phase, move_step
from model.find import item_place, lane_by_id, step_place
from model.journey import JourneyMap
from model.problems import EditProblem
from widgets.document import Edit
from widgets.outline.branches import ENTRIES, ENTRY_OF_HEADING, Key

MIME = "application/x-journeywall-outline"
_CARRIED = ("phases", "steps", "lanes", "items", *ENTRIES)
_LAST = 10**9


@dataclass(frozen=True, slots=True)
class Move:
    """What a drag or a key does to the map; ``keys`` are what was moved."""

    keys: tuple[Key, ...]
    edit: Edit


def is_carried(kind: str) -> bool:
    """Tell whether rows of this kind can be dragged."""
    return kind in _CARRIED


def packed(keys: Sequence[Key]) -> QMimeData:
    """Return rows as what is dragged."""
    data = QMimeData()
    data.setData(MIME, QByteArray(json.dumps(keys).encode()))
    return data


def unpacked(data: QMimeData) -> tuple[Key, ...]:
    """Return the rows that are dragged, none where it is something else."""
    if not data.hasFormat(MIME):
        return ()
    return tuple(tuple(key) for key in json.loads(bytes(data.data(MIME).data())))


def move_to(journey: JourneyMap, keys: Sequence[Key], parent: Key, place: int) -> Move | None:
    """Return the move of rows of one kind to below ``parent``; None where they cannot hang there.

    Args:
        journey: The map.
        keys: What is moved; of several kinds those of the first.
        parent: The row it is dropped on or in.
        place: Before which of its children; -1 on the row itself.
    """
    kind = keys[0][0]
    moved = tuple(key for key in keys if key[0] == kind)
    ids = [key[1] for key in moved]
    edit: Edit | None
    match kind:
        case "items":
            edit = _items_to(journey, ids, parent, place)
        case "steps":
            edit = _steps_to(journey, ids, parent, place)
        case "phases":
            edit = _among(journey, "phases", ids, _place_among(journey, "phases", parent, place))
        case "lanes":
            edit = _among(journey, "lanes", ids, _place_among(journey, "lanes", parent, place))
        case _ if kind in ENTRIES:
            edit = _among(journey, kind, ids, _place_among(journey, kind, parent, place))
        case _:
            edit = None
    if edit is None:
        return None
    try:
        is_other = edit(journey) is not journey
    except EditProblem:
        return None
    return Move(moved, edit) if is_other else None


def step_by(journey: JourneyMap, key: Key, by: int) -> Move | None:
    """Return the move of an entry one place up (-1) or down (1) in its list; None at the end."""
    if key[0] not in ENTRIES:
        return None
    ids = _ids(journey, key[0])
    at = ids.index(key[1]) + by
    if not 0 <= at < len(ids):
        return None
    register = ENTRIES[key[0]]
    return Move((key,), lambda held: move_entry(held, register, key[1], at))


def _items_to(journey: JourneyMap, ids: Sequence[str], parent: Key, place: int) -> Edit | None:
    match parent:
        case ("cell", lane_id, step_id):
            index = _LAST if place < 0 else place
        case ("items", item_id):
            held = item_place(journey, item_id)
            if held is None or item_id in ids:
                return None
            lane_id, step_id, index = held.lane.id, held.step_id, held.index + 1
        case _:
            return None
    lane = lane_by_id(journey, lane_id)
    cell = lane.cells.get(step_id, ()) if lane is not None else ()
    index -= sum(item.id in ids for item in cell[:index])  # counted after they are taken out
    return lambda journey: move_items(journey, ids, lane_id, step_id, index)


def _steps_to(journey: JourneyMap, ids: Sequence[str], parent: Key, place: int) -> Edit | None:
    match parent:
        case ("phases", phase_id):
            index = _LAST if place < 0 else place
        case ("steps", step_id):
            held = step_place(journey, step_id)
            if held is None or step_id in ids:
                return None
            phase_id, index = held.phase.id, held.index + 1
        case _:
            return None
    phase = next((held for held in journey.phases if held.id == phase_id), None)
    steps = phase.steps if phase else ()
    index -= sum(step.id in ids for step in steps[:index])

    def move(journey: JourneyMap) -> JourneyMap:
        for number, step_id in enumerate(_sorted(ids, [step.id for step in journey.steps])):
            journey = move_step(journey, step_id, phase_id, index + number)
        return journey

    return move


def _place_among(journey: JourneyMap, kind: str, parent: Key, place: int) -> int | None:
    headings = {"all_phases": "phases", "all_lanes": "lanes", **ENTRY_OF_HEADING}
    if len(parent) == 1 and headings.get(parent[0]) == kind:
        return _LAST if place < 0 else place
    if parent[:1] == (kind,) and place < 0:  # dropped on one of them: behind it
        return _ids(journey, kind).index(parent[1]) + 1
    return None


def _among(journey: JourneyMap, kind: str, ids: Sequence[str], index: int | None) -> Edit | None:
    if index is None:
        return None
    order = _ids(journey, kind)
    rest = [held for held in order if held not in ids]
    first = index - sum(held in ids for held in order[:index])
    wanted = [*rest[:first], *_sorted(ids, order), *rest[first:]]

    def move(journey: JourneyMap) -> JourneyMap:
        for place, moved_id in enumerate(wanted):
            if _ids(journey, kind)[place] != moved_id:
                journey = _put(journey, kind, moved_id, place)
        return journey

    return move


def _put(journey: JourneyMap, kind: str, moved_id: str, place: int) -> JourneyMap:
    if kind == "phases":
        return move_phase(journey, moved_id, place)
    if kind == "lanes":
        return move_lane(journey, moved_id, place)
    return move_entry(journey, ENTRIES[kind], moved_id, place)


def _ids(journey: JourneyMap, kind: str) -> list[str]:
    if kind == "phases":
        return [phase.id for phase in journey.phases]
    if kind == "lanes":
        return [lane.id for lane in journey.lanes]
    return [entry.id for entry in getattr(journey, ENTRIES[kind])]


def _sorted(ids: Sequence[str], order: Sequence[str]) -> list[str]:
    return [held for held in order if held in ids]
