"""Edits of what stands in cells: cards, feelings, metrics, passages and pictures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from model.cards import Card, CellItem, Feeling, Metric
from model.edits.changes import (
    changed,
    check_references,
    check_unlocked,
    inserted,
    settable,
    the_item,
    the_step,
    the_unlocked_lane,
    with_lane_cells,
    without_references_to,
)
from model.edits.conversion import converted
from model.edits.spans import with_room
from model.find import ItemPlace, in_wall_order, item_place
from model.journey import JourneyMap
from model.problems import EditProblem

_MutableCells = dict[str, dict[str, tuple[CellItem, ...]]]


def add_item(
    journey: JourneyMap, lane_id: str, step_id: str, item: CellItem, index: int | None = None
) -> JourneyMap:
    """Put ``item`` into a cell at ``index``, by default last.

    An item of another kind is converted as in `move_items`; a span that would run past the last
    step is cut there.

    Raises:
        EditProblem: If the lane is locked or holds other things, the id is taken, or the item
            refers to something the map does not have.
    """
    lane = the_unlocked_lane(journey, lane_id)
    column = the_step(journey, step_id).column
    if item_place(journey, item.id):
        raise EditProblem("edit.id_taken", id=item.id)
    fitted = with_room(converted(item, lane), len(journey.steps) - column)
    check_references(journey, fitted)
    cell = inserted(lane.cells.get(step_id, ()), (fitted,), index)
    return with_lane_cells(journey, {lane_id: {step_id: cell}})


def remove_items(journey: JourneyMap, item_ids: Iterable[str]) -> JourneyMap:
    """Take items away, with the links of cards and what else refers to them.

    Raises:
        EditProblem: If an item is unknown or its lane is locked.
    """
    places = _unlocked_places(journey, item_ids)
    left = with_lane_cells(journey, _cells_without(places))
    return _without_references_to_items(left, [place.item for place in places])


def move_items(
    journey: JourneyMap,
    item_ids: Iterable[str],
    lane_id: str,
    step_id: str,
    index: int | None = None,
) -> JourneyMap:
    """Move items into one cell, in the order in which they hang on the wall.

    ``index`` is the place in the cell after the moved items have been taken out; None is last.
    In a lane of another kind a card becomes a passage or a picture and back, where nothing but
    its trimmings is lost; links to what is no longer a card go.

    Raises:
        EditProblem: If an item is unknown or does not fit there, or a lane is locked.
    """
    lane = the_unlocked_lane(journey, lane_id)
    room = len(journey.steps) - the_step(journey, step_id).column
    places = _unlocked_places(journey, item_ids)
    moved = tuple(with_room(converted(place.item, lane), room) for place in places)
    cells = _cells_without(places)
    rest = cells.get(lane_id, {}).get(step_id, lane.cells.get(step_id, ()))
    cells.setdefault(lane_id, {})[step_id] = inserted(rest, moved, index)
    made = with_lane_cells(journey, cells)
    lost = [
        at.item for at, new in zip(places, moved, strict=True) if type(at.item) is not type(new)
    ]
    return _without_references_to_items(made, lost)


def set_item(journey: JourneyMap, item_id: str, **fields: Any) -> JourneyMap:
    """Set fields of one item; see `set_items`."""
    return set_items(journey, (item_id,), **fields)


def set_items(journey: JourneyMap, item_ids: Iterable[str], **fields: Any) -> JourneyMap:
    """Set the same fields of several items.

    Raises:
        EditProblem: If an item is unknown, its lane is locked, it has no such field, a value does
            not fit, or it refers to something the map does not have.
    """
    cells: _MutableCells = {}
    for place in _unlocked_places(journey, item_ids):
        settable(place.item, fields)
        room = len(journey.steps) - the_step(journey, place.step_id).column
        item = with_room(changed(place.item, **fields), room)
        if item is not place.item:
            check_references(journey, item)
        cell = _cell_in(cells, place)
        cells[place.lane.id][place.step_id] = tuple(
            item if held is place.item else held for held in cell
        )
    return with_lane_cells(journey, cells)


def duplicate_items(
    journey: JourneyMap, item_ids: Sequence[str], new_ids: Sequence[str]
) -> JourneyMap:
    """Put a copy of each item, with the new id at the same place in ``new_ids``, into its cell.

    The copies stand together behind the last original of their cell. A copied feeling whose card
    is copied too belongs to the card's copy.

    Raises:
        EditProblem: If an item is unknown, its lane is locked, or an id is taken.
        ValueError: If there are not as many new ids as items.
    """
    copy_of = dict(zip(item_ids, new_ids, strict=True))
    _check_free(journey, new_ids)
    cells: _MutableCells = {}
    groups: dict[tuple[str, str], list[ItemPlace]] = {}
    for place in _unlocked_places(journey, item_ids):
        groups.setdefault((place.lane.id, place.step_id), []).append(place)
    for places in groups.values():
        cell = _cell_in(cells, places[-1])
        copies = [_copy(place.item, copy_of) for place in places]
        cells[places[-1].lane.id][places[-1].step_id] = inserted(cell, copies, places[-1].index + 1)
    return with_lane_cells(journey, cells)


def _check_free(journey: JourneyMap, new_ids: Sequence[str]) -> None:
    for position, new in enumerate(new_ids):
        if new in new_ids[:position] or item_place(journey, new):
            raise EditProblem("edit.id_taken", id=new)


def _copy(item: CellItem, copy_of: Mapping[str, str]) -> CellItem:
    copy = changed(item, id=copy_of[item.id])
    if isinstance(copy, Feeling) and copy.card is not None:
        return changed(copy, card=copy_of.get(copy.card, copy.card))
    return copy


def _unlocked_places(journey: JourneyMap, item_ids: Iterable[str]) -> tuple[ItemPlace, ...]:
    wanted = tuple(item_ids)
    for item_id in wanted:
        check_unlocked(the_item(journey, item_id).lane)
    return in_wall_order(journey, wanted)


def _cell_in(cells: _MutableCells, place: ItemPlace) -> tuple[CellItem, ...]:
    """Return the place's cell as it is in ``cells``, where it stands from then on."""
    return cells.setdefault(place.lane.id, {}).setdefault(
        place.step_id, place.lane.cells[place.step_id]
    )


def _cells_without(places: Sequence[ItemPlace]) -> _MutableCells:
    gone = {place.item.id for place in places}
    cells: _MutableCells = {}
    for place in places:
        _cell_in(cells, place)
    for lane_cells in cells.values():
        for step_id, items in lane_cells.items():
            lane_cells[step_id] = tuple(item for item in items if item.id not in gone)
    return cells


def _without_references_to_items(journey: JourneyMap, items: Sequence[CellItem]) -> JourneyMap:
    """Return ``journey`` without references to ``items``, which are gone or are no cards now."""
    cards = {item.id for item in items if isinstance(item, Card)}
    metrics = {item.id for item in items if isinstance(item, Metric)}
    left = without_references_to(journey, "cards", cards)
    return without_references_to(left, "metrics", metrics)
