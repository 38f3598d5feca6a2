"""Where things are in a map: items, lanes, steps and phases by id, cached by identity.

The answers for the last few maps are kept. An edited map shares most lanes with the map before
it, so its answers are built from the lane that changed alone: looking something up after an edit
costs about as much as copying one lane's table of ids.
"""

from __future__ import annotations

import weakref
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from model.cards import CellItem
from model.journey import JourneyMap, Phase, Step
from model.lanes import Lane

# As many maps as are looked at in turn: before and after of an edit, for a few open windows.
_KEPT_MAPS = 8
# More items than this are looked for by one walk over the map.
_FEW = 200


@dataclass(frozen=True, slots=True)
class ItemPlace:
    """Where an item stands: ``lane.cells[step_id][index]`` is ``item``."""

    lane: Lane
    step_id: str
    index: int
    item: CellItem


@dataclass(frozen=True, slots=True)
class StepPlace:
    """Where a step stands: ``phase.steps[index]`` is ``step``; ``column`` counts over the map."""

    phase: Phase
    step: Step
    index: int
    column: int


def item_place(journey: JourneyMap, item_id: str) -> ItemPlace | None:
    """Return where the item is, or None if the map has no such item."""
    found = _lane_of_item(journey, item_id)
    return None if found is None else _place_in_cell(found[0], found[1], item_id)


def item_places(journey: JourneyMap, ids: Sequence[str]) -> tuple[ItemPlace, ...]:
    """Return where the items are, in the order of ``ids``, without those the map has not.

    Thousands are found by one walk over the map, and asked for again they are known.
    """
    if len(ids) <= _FEW:
        found = (item_place(journey, item_id) for item_id in ids)
        return tuple(place for place in found if place is not None)
    known, asked = _index_of(journey).many, tuple(ids)
    places = known.get(asked)
    if places is None:
        places = _walk(journey, asked)
        known.clear()  # one answer is kept: who asks next asks for the same
        known[asked] = places
    return places


def _walk(journey: JourneyMap, ids: tuple[str, ...]) -> tuple[ItemPlace, ...]:
    wanted = set(ids)
    places: dict[str, ItemPlace] = {}
    for lane in journey.lanes:
        cells: Mapping[str, tuple[CellItem, ...]] = lane.cells
        for step_id, items in cells.items():
            for index, item in enumerate(items):
                if item.id in wanted:
                    places[item.id] = ItemPlace(lane, step_id, index, item)
    return tuple(places[item_id] for item_id in ids if item_id in places)


def has_item(journey: JourneyMap, item_id: str) -> bool:
    """Tell whether the map has the item."""
    return _lane_of_item(journey, item_id) is not None


def item_by_id(journey: JourneyMap, item_id: str) -> CellItem | None:
    """Return the item, or None if the map has no such item."""
    place = item_place(journey, item_id)
    return place.item if place else None


def lane_by_id(journey: JourneyMap, lane_id: str) -> Lane | None:
    """Return the lane, or None if the map has no such lane."""
    entry = _index_of(journey).lanes.get(lane_id)
    return entry.lane if entry else None


def phase_by_id(journey: JourneyMap, phase_id: str) -> Phase | None:
    """Return the phase, or None if the map has no such phase."""
    return _index_of(journey).phases.get(phase_id)


def step_place(journey: JourneyMap, step_id: str) -> StepPlace | None:
    """Return where the step is, or None if the map has no such step."""
    return _index_of(journey).steps.get(step_id)


def step_by_id(journey: JourneyMap, step_id: str) -> Step | None:
    """Return the step, or None if the map has no such step."""
    place = step_place(journey, step_id)
    return place.step if place else None


def phase_of_step(journey: JourneyMap, step_id: str) -> Phase | None:
    """Return the phase that holds the step, or None if the map has no such step."""
    place = step_place(journey, step_id)
    return place.phase if place else None


def in_wall_order(journey: JourneyMap, item_ids: Iterable[str]) -> tuple[ItemPlace, ...]:
    """Return the places of the items as they hang: by lane, then step, then place in the cell.

    Ids the map does not have are left out; one that is named twice comes once.
    """
    rows = {lane.id: row for row, lane in enumerate(journey.lanes)}
    columns = _index_of(journey).steps
    places = [item_place(journey, item_id) for item_id in dict.fromkeys(item_ids)]
    return tuple(
        sorted(
            (place for place in places if place),
            key=lambda at: (rows[at.lane.id], columns[at.step_id].column, at.index),
        )
    )


@dataclass(frozen=True, slots=True)
class _LaneEntry:
    lane: Lane
    step_of_item: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Index:
    # Weak, so that a closed map and its images are not kept alive from here.
    journey: weakref.ref[JourneyMap]
    phase_values: tuple[Phase, ...]
    phases: Mapping[str, Phase]
    steps: Mapping[str, StepPlace]
    lanes: Mapping[str, _LaneEntry]
    many: dict[tuple[str, ...], tuple[ItemPlace, ...]] = field(default_factory=dict)


# In which lane an item was when last looked for: a guess to begin with, so that thousands of
# items are found in maps of many lanes. Anything may stand here; it is checked.
_lane_guesses: dict[str, str] = {}
_MOST_GUESSES = 100_000
# Replaced as a whole, never changed in place, so that threads need no lock.
_recent: tuple[_Index, ...] = ()


def _lane_of_item(journey: JourneyMap, item_id: str) -> tuple[Lane, str] | None:
    """Return the lane of an item and the step of its cell."""
    lanes = _index_of(journey).lanes
    guessed = lanes.get(_lane_guesses.get(item_id, ""))
    if guessed is not None:
        step_id = guessed.step_of_item.get(item_id)
        if step_id is not None:
            return guessed.lane, step_id
    for entry in lanes.values():
        step_id = entry.step_of_item.get(item_id)
        if step_id is not None:
            if len(_lane_guesses) > _MOST_GUESSES:
                _lane_guesses.clear()
            _lane_guesses[item_id] = entry.lane.id
            return entry.lane, step_id
    return None


def _index_of(journey: JourneyMap) -> _Index:
    global _recent  # noqa: PLW0603 - the one cache of this module
    known = _recent
    for index in known:
        if index.journey() is journey:
            return index
    made = _make_index(journey, _nearest(journey, known))
    _recent = (made, *(index for index in known if index.journey() is not None))[:_KEPT_MAPS]
    return made


def _nearest(journey: JourneyMap, known: tuple[_Index, ...]) -> _Index | None:
    """Return the newest index of an earlier state of the same map: it shares most lanes."""
    for index in known:
        before = index.journey()
        if before is not None and before.id == journey.id:
            return index
    return None


def _make_index(journey: JourneyMap, before: _Index | None) -> _Index:
    lanes = {}
    for lane in journey.lanes:
        earlier = before.lanes.get(lane.id) if before else None
        lanes[lane.id] = _lane_entry(lane, earlier)
    if before and before.phase_values is journey.phases:
        phases, steps = before.phases, before.steps
    else:
        phases = {phase.id: phase for phase in journey.phases}
        steps = _step_places(journey)
    return _Index(weakref.ref(journey), journey.phases, phases, steps, lanes)


def _step_places(journey: JourneyMap) -> dict[str, StepPlace]:
    places: dict[str, StepPlace] = {}
    for phase in journey.phases:
        for index, step in enumerate(phase.steps):
            places[step.id] = StepPlace(phase, step, index, len(places))
    return places


def _lane_entry(lane: Lane, earlier: _LaneEntry | None) -> _LaneEntry:
    if earlier is None:
        return _LaneEntry(lane, _steps_of_items(lane.cells))
    if earlier.lane is lane:
        return earlier
    if earlier.lane.cells is lane.cells:
        return _LaneEntry(lane, earlier.step_of_item)
    return _LaneEntry(lane, _updated_steps(earlier, lane.cells))


def _steps_of_items(cells: Mapping[str, tuple[CellItem, ...]]) -> dict[str, str]:
    return {item.id: step_id for step_id, items in cells.items() for item in items}


def _updated_steps(
    earlier: _LaneEntry, cells: Mapping[str, tuple[CellItem, ...]]
) -> dict[str, str]:
    """Return the steps of the items of ``cells``, reading only cells that are not the same."""
    held: Mapping[str, tuple[CellItem, ...]] = earlier.lane.cells
    steps = dict(earlier.step_of_item)
    changed = [step_id for step_id in cells if held.get(step_id) is not cells[step_id]]
    gone = [step_id for step_id in held if step_id not in cells]
    for step_id in (*changed, *gone):
        for item in held.get(step_id, ()):
            steps.pop(item.id, None)
    for step_id in changed:
        for item in cells[step_id]:
            steps[item.id] = step_id
    return steps


def _place_in_cell(lane: Lane, step_id: str, item_id: str) -> ItemPlace:
    cell: tuple[CellItem, ...] = lane.cells[step_id]
    index = next(place for place, item in enumerate(cell) if item.id == item_id)
    return ItemPlace(lane, step_id, index, cell[index])
