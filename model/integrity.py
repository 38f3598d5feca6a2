"""What the fields of a map cannot check alone: ids used twice, references to nothing, spans.

Each fault comes as a problem with ``place`` (the keys and positions that lead to it), ``path`` (the
same to read, ``lanes[2].cells["s4"][1]``) and ``id``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from typing import Final

from model.cards import Card, CellItem, Feeling, Metric
from model.journey import JourneyMap
from model.problems import FileProblem
from model.references import Target, all_items, references, target_ids
from model.values import Value

Place = tuple[str | int, ...]

_WITHOUT_SPAN: Final = (Feeling, Metric)
_REGISTERS: Final = ("personas", "channels", "links", "evidence", "photos")
_REFERRING: Final = ("personas", "links", "photos")


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


def path_text(place: Place) -> str:
    """Return ``place`` to read: ``lanes[2].cells["s4"][1]``."""
    text = ""
    for part in place:
        if isinstance(part, int):
            text += f"[{part}]"
        elif text.endswith(".cells"):
            text += f"[{json.dumps(part)}]"
        else:
            text += f".{part}" if text else part
    return text


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
    yield from _cell_problems(journey)
    yield from _dangling(journey)


def _named(values: Iterable[Value], register: str) -> Iterator[tuple[Place, str]]:
    for index, value in enumerate(values):
        yield (register, index), value.id  # type: ignore[attr-defined]


def _duplicates(named: Iterable[tuple[Place, str]]) -> Iterator[FileProblem]:
    seen: dict[str, Place] = {}
    for place, found in named:
        first = seen.setdefault(found, place)
        if first is not place:
            yield _problem("file.duplicate_id", place, found, first=path_text(first))


def _cell_problems(journey: JourneyMap) -> Iterator[FileProblem]:
    """Yield what is wrong with cells and items themselves."""
    room = {step.id: len(journey.steps) - column for column, step in enumerate(journey.steps)}
    for row, lane in enumerate(journey.lanes):
        for step_id in lane.cells:
            if step_id not in room:
                yield _problem("file.unknown_step", ("lanes", row, "cells", step_id), step_id)
    ids = [item.id for item in all_items(journey)]
    if len(set(ids)) < len(ids):
        yield from _duplicates((place, item.id) for place, item in _placed_items(journey))
    for place, item in _placed_items(journey, _is_wide):
        if item.span > room.get(str(place[3]), item.span):  # type: ignore[union-attr]
            yield _problem("file.span_past_end", (*place, "span"), item.id)


def _is_wide(item: CellItem) -> bool:
    return not isinstance(item, _WITHOUT_SPAN) and item.span > 1


def _dangling(journey: JourneyMap) -> Iterator[FileProblem]:
    known = target_ids(journey)
    for row, phase in enumerate(journey.phases):
        for index, step in enumerate(phase.steps):
            yield from _unknown(known, ("phases", row, "steps", index), step)
    for row, lane in enumerate(journey.lanes):
        yield from _unknown(known, ("lanes", row), lane)
    for place, item in _placed_items(journey, _doubt(known)):
        yield from _unknown(known, place, item)
    for register in _REFERRING:
        for index, entry in enumerate(getattr(journey, register)):
            yield from _unknown(known, (register, index), entry)


def _doubt(known: Mapping[Target, Set[str]]) -> Callable[[CellItem], bool]:
    """Return what tells fast that an item's references must be looked at one by one."""
    personas, evidence = known["personas"], known["evidence"]

    def is_doubtful(item: CellItem) -> bool:
        if not isinstance(item, Card):
            return not isinstance(item, Metric)
        return not (
            (not item.personas or personas >= set(item.personas))
            and (not item.evidence or evidence >= set(item.evidence))
            and item.image is None
            and item.action is None
        )

    return is_doubtful


def _placed_items(
    journey: JourneyMap, is_wanted: Callable[[CellItem], bool] = lambda _: True
) -> Iterator[tuple[Place, CellItem]]:
    for row, lane in enumerate(journey.lanes):
        cells: Mapping[str, tuple[CellItem, ...]] = lane.cells
        for step_id, items in cells.items():
            for index, item in enumerate(items):
                if is_wanted(item):
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
