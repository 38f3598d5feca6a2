"""Edits of what is seen of the map: phases and lanes collapsed, hidden, and shown again."""

from __future__ import annotations

from collections.abc import Iterable, Set
from typing import Any, Literal

from model.edits.lanes import set_lane
from model.edits.phases import set_phase
from model.find import lane_by_id, phase_of_step
from model.journey import JourneyMap

Foldable = Literal["phases", "lanes"]


def set_headers(
    journey: JourneyMap, kind: Foldable, ids: Iterable[str], **fields: Any
) -> JourneyMap:
    """Set the same fields of several phases or lanes, e.g. ``is_collapsed`` or ``is_visible``.

    Raises:
        EditProblem: As `set_phase` and `set_lane` do.
    """
    setter = set_phase if kind == "phases" else set_lane
    for part_id in ids:
        journey = setter(journey, part_id, **fields)
    return journey


def with_all_shown(journey: JourneyMap) -> JourneyMap:
    """Show every phase and every lane that is hidden on the screen."""
    hidden = hidden_headers(journey)
    journey = set_headers(journey, "phases", hidden["phases"], is_visible=True)
    return set_headers(journey, "lanes", hidden["lanes"], is_visible=True)


def hidden_headers(journey: JourneyMap) -> dict[Foldable, tuple[str, ...]]:
    """Return the ids of the phases and lanes that are not shown on the screen."""
    return {
        "phases": tuple(phase.id for phase in journey.phases if not phase.is_visible),
        "lanes": tuple(lane.id for lane in journey.lanes if not lane.is_visible),
    }


def in_the_way(
    journey: JourneyMap, lane_ids: Set[str], step_ids: Set[str]
) -> dict[Foldable, tuple[str, ...]]:
    """Return what is collapsed or hidden among these lanes and the phases of these steps."""
    lanes = (lane_by_id(journey, lane_id) for lane_id in lane_ids)
    phases = {phase.id: phase for step_id in step_ids if (phase := phase_of_step(journey, step_id))}
    return {
        "phases": tuple(p.id for p in phases.values() if p.is_collapsed or not p.is_visible),
        "lanes": tuple(
            lane.id for lane in lanes if lane and (lane.is_collapsed or not lane.is_visible)
        ),
    }


def with_opened(journey: JourneyMap, lane_ids: Set[str], step_ids: Set[str]) -> JourneyMap:
    """Expand and show these lanes and the phases of these steps, whole again on the screen."""
    found = in_the_way(journey, lane_ids, step_ids)
    whole = {"is_collapsed": False, "is_visible": True}
    journey = set_headers(journey, "phases", found["phases"], **whole)
    return set_headers(journey, "lanes", found["lanes"], **whole)
