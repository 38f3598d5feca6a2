"""From a comparison to what is marked on the map after."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from model.cards import Card, CellItem, Feeling, Metric, Passage, Picture
from model.comparing.compare import Change, Comparison
from model.comparing.curves import Curve
from model.difference import entry_id
from model.lanes import FeelingsLane
from model.marking import Cell, ChangeSign, CurveBefore, Marking
from model.values import Value

_HEADED: Final = ("phases", "steps", "lanes")


def marking_of(comparison: Comparison, name: str) -> Marking:
    """Return what is marked on the map after; ``name`` is what it is compared with.

    Feelings are not marked one by one: their curves of before are drawn along.
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
    curves = tuple(_curves(comparison))
    return Marking(name, MappingProxyType(signs), MappingProxyType(gone), unplaced, curves)


def _curves(comparison: Comparison) -> Iterator[CurveBefore]:
    hidden = {entry_id(person) for person in comparison.after.personas if not person.is_visible}
    for curve in comparison.feelings:
        if not curve.is_changed or curve.after_persona in hidden:
            continue
        points = tuple(
            (point.after_step, point.before)
            for point in curve.points
            if point.after_step and point.before is not None
        )
        lane_id = _lane_of(comparison, curve)
        if points and lane_id is not None:
            yield CurveBefore(lane_id, points)


def _lane_of(comparison: Comparison, curve: Curve) -> str | None:
    """Return the lane of the map after that the curve stands in, else its first of feelings."""
    lanes = [lane for lane in comparison.after.lanes if isinstance(lane, FeelingsLane)]
    whose = (curve.after_persona, curve.after_state)
    for lane in lanes:
        for cell in lane.cells.values():
            if any((feeling.persona or "", feeling.state) == whose for feeling in cell):
                return lane.id
    return lanes[0].id if lanes else None


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
