"""How lanes follow when the columns of the map change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from model.cards import Card, CellItem, Metric
from model.edits.changes import (
    changed,
    check_unlocked,
    same_or,
    without_references_to,
)
from model.edits.spans import refitted
from model.journey import JourneyMap, Phase
from model.lanes import Lane, with_cells

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
    cells: dict[str, tuple[CellItem, ...]] = {}
    # In the order of the columns, so that cells that become one keep the order of the wall.
    for step_id in before:
        held: tuple[CellItem, ...] = lane.cells.get(step_id, ())
        stays_at = step_id if step_id in kept else home.get(step_id)
        if not held or stays_at is None:
            continue
        fitted = same_or(held, tuple(refit(step_id, item) for item in held))
        cells[stays_at] = cells[stays_at] + fitted if stays_at in cells else fitted
    empty = {step_id: () for step_id in lane.cells if step_id not in cells}
    return with_cells(lane, {**cells, **empty})
