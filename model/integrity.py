"""What the fields of a map cannot check alone: ids used twice, references to nothing, spans.

Each fault comes as a problem with ``place`` (the keys and positions that lead to it), ``path`` (the
same to read, ``lanes[2].cells["s4"][1]``) and ``id``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from typing import Final

from model.cards import CellItem
from model.journey import JourneyMap
from model.places import Place, path_text
from model.problems import FileProblem
from model.references import (
    REFERRING_REGISTERS,
    Target,
    item_ids,
    plain_fields,
    references,
    set_fields,
    target_ids,
)
from model.values import Value

_REGISTERS: Final = (
    "personas", "channels", "links", "evidence", "photos", "views", "rounds", "dismissals",
    "versions",
)  # fmt: skip


def check_integrity(journey: JourneyMap) -> None:
    """Check that every id stands once, every reference leads somewhere and every span ends.

    Raises:
        FileProblem: The first of `integrity_problems`.
    """
    for problem in _problems(journey):
        raise problem


def integrity_problems(journey: JourneyMap) -> tuple[FileProblem, ...]:
    """Return all that is wrong, first what is first in the file.

    The codes are ``file.duplicate_id``, ``file.unknown_step``, ``file.span_past_end``,
    ``file.dangling_reference`` and ``file.wrong_reference`` (it leads to a thing of another kind).
    """
    return tuple(_problems(journey))


def _problems(journey: JourneyMap) -> Iterator[FileProblem]:
    yield from _duplicates(_named(journey.phases, "phases"))
    yield from _duplicates(
        (("phases", row, "steps", index), step.id)
        for row, phase in enumerate(journey.phases)
        for index, step in enumerate(phase.steps)
    )
    yield from _duplicates(_named(journey.lanes, "lanes"))
    for register in _REGISTERS:
        yield from _duplicates(_named(getattr(journey, register), register))
    yield from _duplicates(
        (("images", index), image.sha256) for index, image in enumerate(journey.images)
    )
    telling = tuple(_placed_items(journey, is_plain_left_out=True))
    ids = item_ids(journey)
    yield from _cell_problems(journey, telling, ids)
    yield from _dangling(journey, telling, target_ids(journey, ids))


def _named(values: Iterable[Value], register: str) -> Iterator[tuple[Place, str]]:
    for index, value in enumerate(values):
        yield (register, index), value.id  # type: ignore[attr-defined]


def _duplicates(named: Iterable[tuple[Place, str]]) -> Iterator[FileProblem]:
    seen: dict[str, Place] = {}
    for place, found in named:
        first = seen.setdefault(found, place)
        if first is not place:
            yield _problem("file.duplicate_id", place, found, first=path_text(first))


def _cell_problems(
    journey: JourneyMap,
    telling: Iterable[tuple[Place, CellItem]],
    ids: Mapping[type[Value], Set[str]],
) -> Iterator[FileProblem]:
    """Yield what is wrong with cells and items themselves."""
    room = {step.id: len(journey.steps) - column for column, step in enumerate(journey.steps)}
    for row, lane in enumerate(journey.lanes):
        for step_id in lane.cells:
            if step_id not in room:
                yield _problem("file.unknown_step", ("lanes", row, "cells", step_id), step_id)
    count = sum(len(items) for lane in journey.lanes for items in lane.cells.values())
    if len(set().union(*ids.values())) < count:
        yield from _duplicates((place, item.id) for place, item in _placed_items(journey))
    for place, item in telling:
        span = getattr(item, "span", 1)
        if span > room.get(str(place[3]), span):
            yield _problem("file.span_past_end", (*place, "span"), item.id)


def _dangling(
    journey: JourneyMap,
    telling: Iterable[tuple[Place, CellItem]],
    known: Mapping[Target, Set[str]],
) -> Iterator[FileProblem]:
    for row, phase in enumerate(journey.phases):
        for index, step in enumerate(phase.steps):
            yield from _unknown(known, ("phases", row, "steps", index), step)
    for row, lane in enumerate(journey.lanes):
        yield from _unknown(known, ("lanes", row), lane)
    for place, item in telling:
        yield from _unknown(known, place, item)
    for register in REFERRING_REGISTERS:
        for index, entry in enumerate(getattr(journey, register)):
            yield from _unknown(known, (register, index), entry)


def _placed_items(
    journey: JourneyMap, *, is_plain_left_out: bool = False
) -> Iterator[tuple[Place, CellItem]]:
    """Yield all items with their places, or only those that could refer to something or be wide."""
    for row, lane in enumerate(journey.lanes):
        plain = plain_fields(lane.item_type) - {"span"}
        if is_plain_left_out and set_fields(lane) <= plain:
            continue
        cells: Mapping[str, tuple[CellItem, ...]] = lane.cells
        for step_id, items in cells.items():
            for index, item in enumerate(items):
                if not (is_plain_left_out and item.__pydantic_fields_set__ <= plain):
                    yield ("lanes", row, "cells", step_id, index), item


def _unknown(known: Mapping[Target, Set[str]], place: Place, value: Value) -> Iterator[FileProblem]:
    for field, target, found in references(value):
        if found in known[target]:
            continue
        is_elsewhere = any(found in ids for ids in known.values())
        code = "file.wrong_reference" if is_elsewhere else "file.dangling_reference"
        yield _problem(code, (*place, *field.split(".")), found)


def _problem(code: str, place: Place, found: str, **more: str) -> FileProblem:
    return FileProblem(code, place=place, path=path_text(place), id=found, **more)
