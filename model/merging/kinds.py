"""Lanes that are of one kind on one side and of another on the other: two lanes for the merge."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from model.journey import JourneyMap
from model.references import with_other_ids
from model.values import with_changes

_LONGEST_START = 40


def lanes_of_two_kinds(*maps: JourneyMap) -> Mapping[tuple[str, str], str]:
    """Return new ids for lanes, by id and kind, whose id means lanes of several kinds."""
    kinds: dict[str, set[str]] = {}
    for journey in maps:
        for lane in journey.lanes:
            kinds.setdefault(lane.id, set()).add(lane.kind)
    taken = set(kinds)
    names: dict[tuple[str, str], str] = {}
    for lane_id, found in kinds.items():
        for kind in sorted(found) if len(found) > 1 else ():
            name = fresh_id(f"{lane_id[:_LONGEST_START]}.{kind}", taken)
            taken.add(name)
            names[lane_id, kind] = name
    return names


def with_lane_ids(journey: JourneyMap, names: Mapping[tuple[str, str], str]) -> JourneyMap:
    """Return ``journey`` with other lane ids, by the id and the kind of a lane."""
    here = {
        lane.id: names[lane.id, lane.kind]
        for lane in journey.lanes
        if (lane.id, lane.kind) in names
    }
    if not here:
        return journey
    lanes: tuple[Any, ...] = tuple(
        lane.model_copy(update={"id": here[lane.id]}) if lane.id in here else lane
        for lane in journey.lanes
    )
    photos = tuple(with_other_ids(photo, {"lanes": here}) for photo in journey.photos)
    rounds = tuple(with_other_ids(one, {"lanes": here}) for one in journey.rounds)
    return with_changes(journey, lanes=lanes, photos=photos, rounds=rounds)


def with_old_lane_ids(journey: JourneyMap, names: Mapping[tuple[str, str], str]) -> JourneyMap:
    """Return ``journey`` with the ids lanes had, where only one of several kinds is left."""
    first_ids = {name: lane_id for (lane_id, _), name in names.items()}
    left: dict[str, list[str]] = {}
    for lane in journey.lanes:
        if lane.id in first_ids:
            left.setdefault(first_ids[lane.id], []).append(lane.id)
    alone: dict[tuple[str, str], str] = {
        (found[0], lane.kind): lane_id
        for lane_id, found in left.items()
        for lane in journey.lanes
        if len(found) == 1 and lane.id == found[0]
    }
    return with_lane_ids(journey, alone)


def fresh_id(wanted: str, taken: set[str]) -> str:
    """Return ``wanted``, or with a number behind it, whichever is free first."""
    if wanted not in taken:
        return wanted
    number = 2
    while f"{wanted}.{number}" in taken:
        number += 1
    return f"{wanted}.{number}"
