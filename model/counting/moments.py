"""Moments of truth: the few moments that decide how the journey is remembered."""

from __future__ import annotations

from dataclasses import dataclass

from model.counting.placed import columns_of, placed_cards
from model.journey import JourneyMap

# "Mark the two or three most important moments" (reference 2.9); more is a soft warning.
MOST_MOMENTS = 3


@dataclass(frozen=True, slots=True)
class Moment:
    """A step that is a moment of truth: marked itself, or by cards in it.

    ``cards`` are the ids of the cards that carry the marker.
    """

    phase: str
    step: str
    is_step_marked: bool
    cards: tuple[str, ...]


def moments_of_truth(journey: JourneyMap) -> tuple[Moment, ...]:
    """Return the moments of truth along the journey; marks in the same step are one moment."""
    starred: dict[str, list[str]] = {}
    for placed in placed_cards(journey):
        if placed.is_starred:
            starred.setdefault(placed.step.id, []).append(placed.id)
    return tuple(
        Moment(phase.id, step.id, step.is_moment_of_truth, tuple(starred.get(step.id, ())))
        for phase, step in columns_of(journey)
        if step.is_moment_of_truth or step.id in starred
    )


def is_above_three(journey: JourneyMap) -> bool:
    """Tell whether more moments are marked than anyone will remember."""
    return len(moments_of_truth(journey)) > MOST_MOMENTS
