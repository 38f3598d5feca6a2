"""What the copies of a map began with: which state is the likeliest, and which map is no copy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from model.journey import JourneyMap
from model.merging.table import Part, table_of
from model.problems import EditProblem

# What groups fill in and what they fill it into.
_COUNTED: Final[tuple[Part, ...]] = ("phases", "steps", "lanes", "items")
_Ids = frozenset[tuple[Part, str]]


def likeliest_base(states: Sequence[JourneyMap], maps: Sequence[JourneyMap]) -> int | None:
    """Return the place in ``states`` of what all ``maps`` began with, as far as can be told.

    ``states`` are the open map as it is now, then earlier ones, the newest first. It is the one
    that differs least from the maps in what is there. None where nobody can tell: nothing is
    nearer than the open map, and that has something which a map lacks. The group may have taken
    it away, or it came after the group got its copy; only `model.merging.merge_apart` loses
    nothing then.
    """
    held = [_ids(journey) for journey in maps]
    known = [_ids(journey) for journey in states]
    distances = [sum(len(state ^ one) for one in held) for state in known]
    nearest = distances.index(min(distances))
    if nearest == 0 and any(known[0] - one for one in held):
        return None
    return nearest


def refuse_strangers(base: JourneyMap, maps: Sequence[JourneyMap], names: Sequence[str]) -> None:
    """Refuse maps that did not grow from ``base``: all of it would count as taken away by them.

    Raises:
        EditProblem: ``merge.stranger``, with the name of the first that is another map and has
            no phase and no step of ``base``.
    """
    columns = _columns(base)
    for journey, name in zip(maps, names, strict=True):
        if journey.id != base.id and columns.isdisjoint(_columns(journey)):
            raise EditProblem("merge.stranger", name=name)


def _ids(journey: JourneyMap) -> _Ids:
    values = table_of(journey).values
    return frozenset((part, one) for part in _COUNTED for one in values[part])


def _columns(journey: JourneyMap) -> _Ids:
    return frozenset(
        [
            *(("phases", phase.id) for phase in journey.phases),
            *(("steps", step.id) for step in journey.steps),
        ]
    )
