"""Texts from outside become cards, passages, figures and feelings: one cell, or a whole table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from model.cards import Card, CellItem, Feeling, Metric, Passage
from model.clippings.room import (
    Pasted,
    Spot,
    Where,
    first_column,
    shown_lanes,
    shown_steps,
    with_items,
    with_more_steps,
)
from model.edits.changes import changed, check_unlocked, the_lane
from model.journey import JourneyMap
from model.lanes import CardsLane, Lane
from model.problems import EditProblem
from model.values import MAX_LINE, MAX_TEXT, clean_line, clean_text, new_id

Table = Sequence[Sequence[str]]
_NUMBER = re.compile(r"[+\-\u2212]?[0-9]{1,15}(?:[.,][0-9]{1,6})?")
_LEAST, _MOST = -2.0, 2.0


def written_item(lane: Lane, text: str) -> CellItem:
    """Return what ``text`` says as an item of the lane's kind.

    In a feelings lane that is a number from -2 to +2 and, if it likes, a word on it.

    Raises:
        EditProblem: If the lane cannot hold it.
    """
    said = clean_text(text).strip()[:MAX_TEXT]
    match lane.kind:
        case "cards":
            return Card(id=new_id(), text=said)
        case "text":
            return Passage(id=new_id(), text=said)
        case "metrics":
            return _metric(said)
        case "feelings":
            return _feeling(said, lane)
        case "images":
            raise EditProblem("edit.not_in_images_lane", lane=lane.name or lane.id)


def fill_cell(journey: JourneyMap, texts: Sequence[str], where: Where) -> Pasted:
    """Put an item for each text into the user's cell, or into one that can hold it.

    Raises:
        EditProblem: If the user's lane is locked or cannot hold such things.
    """
    texts = [text for text in texts if text.strip()]
    if where.lane_id is not None:
        lane = the_lane(journey, where.lane_id)
        check_unlocked(lane)
    else:
        holding = (held for held in shown_lanes(journey) if texts and holds(held, texts[0]))
        fitting = sorted(holding, key=lambda held: held.kind != "cards")
        if not fitting:
            return Pasted(journey, left_out=len(texts))
        lane = fitting[0]
    steps = shown_steps(journey, where.step_id) or [step.id for step in journey.steps]
    step_id = steps[first_column(steps, where.step_id)]
    items = [written_item(lane, text) for text in texts]
    here = replace(where, lane_id=lane.id, step_id=step_id)
    made = with_items(journey, {(lane.id, step_id): items}, here)
    return Pasted(made, "items", tuple(item.id for item in items))


def fill_table(
    journey: JourneyMap,
    table: Table,
    where: Where,
    *,
    is_growing: bool = False,
    new_step: str = "",
    new_lane: str = "",
) -> Pasted:
    """Put a table into the cells from the user's on: its rows over lanes, its columns over steps.

    An empty cell of the table leaves the map's as it is. What is past the last step or lane is
    missing, unless ``is_growing`` adds steps, and lanes of cards, of these names.
    """
    lanes, steps = shown_lanes(journey, where.lane_id), shown_steps(journey, where.step_id)
    row = next((at for at, lane in enumerate(lanes) if lane.id == where.lane_id), 0)
    column = first_column(steps, where.step_id)
    wide = max((len(_trimmed(line)) for line in table), default=0)
    tall = max((at + 1 for at, line in enumerate(table) if _trimmed(line)), default=0)
    missing_steps = max(column + wide - len(steps), 0)
    missing_lanes = max(row + tall - len(lanes), 0)
    if is_growing:
        journey = with_more_steps(journey, [new_step] * missing_steps) if missing_steps else journey
        more = [CardsLane(id=new_id(), name=new_lane) for _ in range(missing_lanes)]
        journey = changed(journey, lanes=(*journey.lanes, *more)) if more else journey
        lanes, steps = shown_lanes(journey, where.lane_id), shown_steps(journey, where.step_id)
    held: dict[Spot, list[CellItem]] = {}
    left_out = 0
    for line, lane in zip(table, lanes[row:], strict=False):
        for text, step_id in zip(line, steps[column:], strict=False):
            if text.strip() and holds(lane, text):
                held[lane.id, step_id] = [written_item(lane, text)]
            elif text.strip():
                left_out += 1
    ids = tuple(item.id for items in held.values() for item in items)
    return Pasted(
        with_items(journey, held, where) if ids else journey,
        "items",
        ids,
        missing_steps=missing_steps,
        missing_lanes=missing_lanes,
        left_out=left_out,
    )


def holds(lane: Lane, text: str) -> bool:
    """Tell whether ``text`` can be written into ``lane``."""
    if lane.is_locked:
        return False
    try:
        written_item(lane, text)
    except EditProblem:
        return False
    return True


def _trimmed(line: Sequence[str]) -> Sequence[str]:
    """Return ``line`` without the empty cells at its end."""
    last = max((at for at, text in enumerate(line) if text.strip()), default=-1)
    return line[: last + 1]


def _metric(text: str) -> Metric:
    value = _number(text)
    if value is not None:
        return Metric(id=new_id(), actual=value)
    return Metric(id=new_id(), name=clean_line(text)[:MAX_LINE])


def _feeling(text: str, lane: Lane) -> Feeling:
    number = _NUMBER.match(text)
    value = _number(number.group()) if number else None
    rest = text[number.end() :] if number else ""
    is_apart = not rest or rest[0] in " \t\n:;"
    if value is None or not is_apart or not _LEAST <= value <= _MOST:
        raise EditProblem("edit.not_a_feeling", text=clean_line(text)[:40], lane=lane.name)
    label = clean_line(rest.lstrip(" \t\n:;"))[:MAX_LINE]
    return Feeling(id=new_id(), values=(value,), label=label)


def _number(text: str) -> float | None:
    if not _NUMBER.fullmatch(text):
        return None
    return float(text.replace("\u2212", "-").replace(",", "."))
