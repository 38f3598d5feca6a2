"""What stands in a map, without ids and times: how two maps made apart are compared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from model.codes import step_codes
from model.journey import JourneyMap
from model.lanes import Lane

_OWN = {"id", "created", "modified", "schema_version"}


def content(journey: JourneyMap) -> dict[str, Any]:
    """Return all that people put into ``journey``; places are codes, references are words."""
    names = {person.id: person.name for person in journey.personas}
    codes = step_codes(journey)
    texts = _texts(journey)
    return {
        "about": _fields(journey.about, _OWN),
        "phases": [
            {**_fields(phase, {"id", "steps"}), "steps": [_fields(s, {"id"}) for s in phase.steps]}
            for phase in journey.phases
        ],
        "lanes": [_lane(lane, codes, names) for lane in journey.lanes],
        "links": sorted(
            [texts[link.source], texts[link.target], link.label, link.is_visible]
            for link in journey.links
        ),
        "personas": sorted(names.values()),
        "channels": [channel.name for channel in journey.channels],
        "sheet": _fields(journey.sheet, set()),
        "rest": [len(journey.evidence), len(journey.images), len(journey.views)],
    }


def differences(expected: JourneyMap, found: JourneyMap) -> list[str]:
    """Return a line for each thing that is not as expected, none when the maps say the same."""
    return list(_compared("", content(expected), content(found)))


def _lane(lane: Lane, codes: dict[str, str], names: dict[str, str]) -> dict[str, Any]:
    cells: dict[str, Any] = {}
    for step_id, items in lane.cells.items():
        for number, item in enumerate(items, 1):
            held = _fields(item, {"id"})
            if "persona" in held:
                held["persona"] = names[held["persona"]]
            cells[f"{codes[step_id]} #{number}"] = held
    return {**_fields(lane, {"id", "cells"}), "cells": cells}


def _fields(part: Any, left_out: set[str]) -> dict[str, Any]:
    held: dict[str, Any] = part.model_dump(
        mode="json", exclude_defaults=True, exclude=left_out | {"kind"}
    )
    return held


def _texts(journey: JourneyMap) -> dict[str, str]:
    return {
        item.id: getattr(item, "text", "") or item.id
        for lane in journey.lanes
        for cell in lane.cells.values()
        for item in cell
    }


def _compared(place: str, expected: Any, found: Any) -> Iterator[str]:
    if isinstance(expected, dict) and isinstance(found, dict):
        for key in dict.fromkeys((*expected, *found)):
            yield from _compared(f"{place}/{key}", expected.get(key), found.get(key))
    elif isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        for number, (one, other) in enumerate(zip(expected, found, strict=True), 1):
            yield from _compared(f"{place}/{number}", one, other)
    elif expected != found:
        yield f"{place}: expected {expected!r}, found {found!r}"
