"""How lanes follow when the columns of the map change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from model.cards import Card, CellItem, Feeling, Metric
from model.edits.changes import (
    changed,
    check_unlocked,
    same_or,
    without_references_to,
)
from model.edits.spans import refitted
from model.journey import JourneyMap, Phase
from model.lanes import Lane, with_cells

_WITHOUT_SPAN = (Feeling, Metric)
_NOWHERE: Mapping[str, str] = {}


def with_phases(
    journey: JourneyMap,
    phases: Sequence[Phase],
    *,
    moved: Set[str] = frozenset(),
    home: Mapping[str, str] = _NOWHERE,
) -> JourneyMap:
    """Return ``journey`` with other phases and steps, and everything that follows from them.

    The cells of steps that are gone go too, or into the cells of their ``home`` (gone step id to
    step id); spans are fitted; nothing refers to what is gone. ``moved`` names steps that are
    meant to stand elsewhere now.

    Raises:
        EditProblem: If a locked lane would lose contents.
    """
    made = changed(journey, phases=tuple(phases))
    before = tuple(step.id for step in journey.steps)
    after = tuple(step.id for step in made.steps)
    gone_steps = set(before) - set(after)
    gone_items = _items_in(journey, gone_steps - home.keys())
    for lane in journey.lanes:
        if lane.is_locked and not gone_steps.isdisjoint(lane.cells):
            check_unlocked(lane)
    if before != after:
        lanes = tuple(_refitted_lane(lane, before, after, moved, home) for lane in journey.lanes)
        made = changed(made, lanes=same_or(journey.lanes, lanes))
    gone_phases = {phase.id for phase in journey.phases} - {phase.id for phase in made.phases}
    made = without_references_to(made, "phases", gone_phases)
    made = without_references_to(made, "steps", gone_steps)
    made = without_references_to(made, "cards", _ids(gone_items, Card))
    return without_references_to(made, "metrics", _ids(gone_items, Metric))


def without_references_to_items_of(journey: JourneyMap, lane: Lane) -> JourneyMap:
    """Return ``journey`` without references to the items of ``lane``, which is gone."""
    items = [item for cell in lane.cells.values() for item in cell]
    left = without_references_to(journey, "cards", _ids(items, Card))
    return without_references_to(left, "metrics", _ids(items, Metric))


def _items_in(journey: JourneyMap, step_ids: Set[str]) -> list[CellItem]:
    return [
        item
        for lane in journey.lanes
        for step_id in step_ids
        for item in lane.cells.get(step_id, ())
    ]


def _ids(items: Sequence[CellItem], kind: type[CellItem]) -> set[str]:
    return {item.id for item in items if isinstance(item, kind)}


def _refitted_lane(
    lane: Lane,
    before: Sequence[str],
    after: Sequence[str],
    moved: Set[str],
    home: Mapping[str, str],
) -> Lane:
    refit = refitted(before, after, moved, home)
    kept = set(after)
    column = {step_id: place for place, step_id in enumerate(before)}
    cells: dict[str, tuple[CellItem, ...]] = {}
    joining: dict[str, list[str]] = {}
    for step_id, items in lane.cells.items():
        stays_at = step_id if step_id in kept else home.get(step_id)
        if stays_at is not None:
            joining.setdefault(stays_at, []).append(step_id)
        if step_id not in kept:
            cells[step_id] = ()
        elif _has_wide_items(items):
            cells[step_id] = same_or(items, tuple(refit(step_id, item) for item in items))
    for stays_at, step_ids in joining.items():
        if step_ids != [stays_at]:
            # In the order of the columns, so that what becomes one cell keeps that of the wall.
            cells[stays_at] = tuple(
                refit(step_id, item)
                for step_id in sorted(step_ids, key=column.__getitem__)
                for item in lane.cells[step_id]
            )
    return with_cells(lane, cells) if cells else lane


def _has_wide_items(items: Sequence[CellItem]) -> bool:
    return any(not isinstance(item, _WITHOUT_SPAN) and item.span > 1 for item in items)
