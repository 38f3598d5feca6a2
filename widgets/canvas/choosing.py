"""What is chosen once the map has changed: a neighbour of what went, or what undo brought back."""

from __future__ import annotations

from collections.abc import Sequence
from weakref import WeakValueDictionary

from model.chains import link_by_id
from model.difference import new_in_cells
from model.find import item_by_id, item_place
from model.journey import JourneyMap, Phase, Step
from model.lanes import Lane
from model.values import Value
from widgets.canvas.selection import (
    NOTHING,
    Selection,
    SelectionKind,
    cell_selection,
    item_selection,
    still_there,
)


class Chooser:
    """Follows the states of one map: one that was seen before is come back to by undo or redo."""

    def __init__(self, journey: JourneyMap) -> None:
        self._seen = WeakValueDictionary({id(journey): journey})

    def see(self, journey: JourneyMap) -> bool:
        """Remember a state of the map; tell whether it was seen before."""
        is_known = self._seen.get(id(journey)) is journey
        self._seen[id(journey)] = journey
        return is_known

    def choose(self, selection: Selection, before: JourneyMap, after: JourneyMap) -> Selection:
        """Return what to choose in ``after`` where ``selection`` was chosen in ``before``.

        Undo and redo choose what they changed, so that one sees what happened. After any other
        edit the same things stay chosen, or the neighbour of what is gone.
        """
        is_known = self.see(after)
        changed = changed_parts(before, after) if is_known else NOTHING
        if changed != NOTHING:
            return changed
        held = still_there(selection, after)
        return held if held != NOTHING else neighbour_of(selection, before, after)


def neighbour_of(selection: Selection, before: JourneyMap, after: JourneyMap) -> Selection:
    """Return what stands in ``after`` where the current of ``selection`` stood in ``before``.

    The next of its kind, else the one before it; for items within their cell, else the cell.
    """
    current = selection.current or ""
    if selection.kind == "items":
        place = item_place(before, current)
        if place is None:
            return NOTHING
        cell = [item.id for item in place.lane.cells[place.step_id]]
        left = _nearest(cell, current, {held for held in cell if item_by_id(after, held)})
        if left is not None:
            return item_selection((left,))
        return still_there(cell_selection(place.lane.id, place.step_id), after)
    if selection.kind == "links":
        link = link_by_id(before, current)
        return still_there(item_selection((link.source,)), after) if link else NOTHING
    if selection.kind not in ("phases", "steps", "lanes"):
        return NOTHING
    ids = [part.id for part in _parts(before, selection.kind)]
    left = _nearest(ids, current, {part.id for part in _parts(after, selection.kind)})
    return Selection(selection.kind, (left,)) if left is not None else NOTHING


def changed_parts(before: JourneyMap, after: JourneyMap) -> Selection:
    """Return what is new or different in ``after``: headers that are new, else items, else headers.

    Nothing where things only went.
    """
    kinds: tuple[SelectionKind, ...] = ("phases", "lanes", "steps")
    for kind in kinds:
        known = {part.id for part in _parts(before, kind)}
        new = tuple(part.id for part in _parts(after, kind) if part.id not in known)
        if new:
            return Selection(kind, new)
    items = tuple(item.id for item in new_in_cells(before, after))
    if items:
        return Selection("items", items)
    links = tuple(link.id for link in after.links if link not in before.links)
    if links:
        return Selection("links", links)
    for kind in kinds:
        held = {part.id: _own(part) for part in _parts(before, kind)}
        changed = tuple(part.id for part in _parts(after, kind) if _own(part) != held[part.id])
        if changed:
            return Selection(kind, changed)
    return Selection("title") if before.about.title != after.about.title else NOTHING


def _parts(journey: JourneyMap, kind: SelectionKind) -> Sequence[Lane | Phase | Step]:
    if kind == "phases":
        return journey.phases
    return journey.steps if kind == "steps" else journey.lanes


def _own(part: Value) -> dict[str, object]:
    """Return the fields of a header without what hangs below it."""
    return {name: held for name, held in part if name not in ("steps", "cells")}


def _nearest(ids: Sequence[str], current: str, left: set[str]) -> str | None:
    """Return the first of ``left`` after ``current`` in ``ids``, else the last before it."""
    if current not in ids:
        return None
    at = ids.index(current)
    after = (held for held in ids[at + 1 :] if held in left)
    earlier = (held for held in reversed(ids[:at]) if held in left)
    return next(after, None) or next(earlier, None)
