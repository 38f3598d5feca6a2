"""From a comparison to what is marked on the map after."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from model.cards import Card, CellItem, Feeling, Metric, Passage, Picture
from model.comparing.compare import Change, Comparison
from model.marking import Cell, ChangeSign, Marking
from model.values import Value

_HEADED: Final = ("phases", "steps", "lanes")


def marking_of(comparison: Comparison, name: str) -> Marking:
    """Return what is marked on the map after; ``name`` is what it is compared with.

    Feelings are not marked, their curves lie over each other in the comparison itself.
    """
    signs: dict[str, tuple[ChangeSign, ...]] = {}
    gone: dict[Cell, tuple[CellItem, ...]] = {}
    unplaced = 0
    for part in (*_HEADED, "items"):
        for change in comparison.changes[part]:
            if isinstance(change.after or change.before, Feeling):
                continue
            if change.after is not None:
                signs[change.after_id] = _signs(change)
            elif part == "items":
                cell, ghost = _cell_after(comparison, change), _ghost(change)
                if ghost is None:
                    continue
                if cell is None:
                    unplaced += 1
                else:
                    gone[cell] = (*gone.get(cell, ()), ghost)
    return Marking(name, MappingProxyType(signs), MappingProxyType(gone), unplaced)


def _signs(change: Change) -> tuple[ChangeSign, ...]:
    if change.before is None:
        return ("added",)
    found: list[ChangeSign] = ["moved"] if change.is_moved else []
    return (*found, "changed") if change.fields else tuple(found)


def _cell_after(comparison: Comparison, change: Change) -> Cell | None:
    """Return the cell of the map after that is the one something hung in."""
    lane_id, step_id = change.before_place
    back = comparison.matching.after_of
    lane, step = back["lanes"].get(lane_id), back["steps"].get(step_id)
    return (lane, step) if lane and step else None


def _ghost(change: Change) -> CellItem | None:
    """Return what is drawn of something that is gone: its words, and what needs nothing else."""
    item: Value | None = change.before
    ghost_id = f"gone.{change.before_id}"[:64]
    if isinstance(item, Card):
        return Card(id=ghost_id, text=item.text, type=item.type, colour=item.colour)
    if isinstance(item, Passage):
        return Passage(id=ghost_id, text=item.text)
    if isinstance(item, Metric):
        return Metric(id=ghost_id, name=item.name, unit=item.unit, actual=item.actual)
    if isinstance(item, Picture):
        return Picture(id=ghost_id, caption=item.caption)
    return None
