"""A map as tables: every part by its id, with where it stands and in which order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal, get_args

from model.difference import REGISTERS, entry_id, is_different
from model.journey import JourneyMap
from model.values import Value

Part = Literal[
    "phases", "steps", "lanes", "items",
    "personas", "channels", "links", "evidence", "photos", "views", "rounds",
    "dismissals", "versions", "images",
]  # fmt: skip
PARTS: Final[tuple[Part, ...]] = get_args(Part)
# What holds a part: nothing, the phase of a step, the lane and the step of an item.
Place = tuple[str, ...]
TOP: Final[Place] = ()
# What a part holds that is a part itself, with a table of its own.
HELD: Final[Mapping[Part, str]] = {"phases": "steps", "lanes": "cells"}


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """The parts of one map.

    Attributes:
        journey: The map.
        values: Every part by its sort and id.
        places: What holds it.
        orders: The ids that stand in one place, in their order.
    """

    journey: JourneyMap
    values: Mapping[Part, Mapping[str, Value]]
    places: Mapping[Part, Mapping[str, Place]]
    orders: Mapping[tuple[Part, Place], tuple[str, ...]]

    def order(self, part: Part, place: Place) -> tuple[str, ...]:
        """Return the ids at ``place``, none where nothing stands."""
        return self.orders.get((part, place), ())


def table_of(journey: JourneyMap) -> Table:
    """Return the tables of ``journey``: one walk over the map."""
    values: dict[Part, dict[str, Value]] = {part: {} for part in PARTS}
    places: dict[Part, dict[str, Place]] = {part: {} for part in PARTS}
    orders: dict[tuple[Part, Place], tuple[str, ...]] = {}
    for part, place, entries in _sequences(journey):
        ids = tuple(entry_id(entry) for entry in entries)
        orders[part, place] = ids
        values[part].update(zip(ids, entries, strict=True))
        places[part].update(dict.fromkeys(ids, place))
    return Table(journey, values, places, orders)


def is_other(part: Part, before: Value, after: Value) -> bool:
    """Tell whether the own fields of two versions of a part differ."""
    if before is after:
        return False
    if part not in HELD and before.__dict__ == after.__dict__:
        return type(before) is not type(after) or before.model_extra != after.model_extra
    return is_different(before, after, HELD.get(part))


def touched(base: Table, side: Table) -> Mapping[Part, set[str]]:
    """Return the ids of what ``side`` added, changed or put into another place."""
    found: dict[Part, set[str]] = {}
    for part in PARTS:
        held, places = base.values[part], base.places[part]
        found[part] = {
            one
            for one, value in side.values[part].items()
            if one not in held
            or places[one] != side.places[part][one]
            or is_other(part, held[one], value)
        }
    return found


def _sequences(journey: JourneyMap) -> Iterator[tuple[Part, Place, tuple[Value, ...]]]:
    yield "phases", TOP, journey.phases
    for phase in journey.phases:
        yield "steps", (phase.id,), phase.steps
    yield "lanes", TOP, journey.lanes
    for lane in journey.lanes:
        for step_id, items in lane.cells.items():
            yield "items", (lane.id, step_id), items
    for register in REGISTERS:
        yield register, TOP, getattr(journey, register)
