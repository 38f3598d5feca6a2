"""What is whose: the cards of each department."""

from __future__ import annotations

from dataclasses import dataclass

from model.counting.placed import Placed, placed_cards
from model.counting.plans import has_plan
from model.folding import fold
from model.journey import JourneyMap


@dataclass(frozen=True, slots=True)
class Department:
    """A department as it was first written, with ids of its cards along the journey.

    ``cards`` are all of them; the others pick from them. A card can be in several.
    """

    name: str
    cards: tuple[str, ...]
    touchpoints: tuple[str, ...]
    pain_points: tuple[str, ...]
    opportunities: tuple[str, ...]
    plans: tuple[str, ...]


def departments(journey: JourneyMap) -> tuple[Department, ...]:
    """Return the departments by name; case and accents make no difference."""
    held: dict[str, list[Placed]] = {}
    for placed in placed_cards(journey):
        name = fold(placed.card.department.strip())
        if name:
            held.setdefault(name, []).append(placed)
    return tuple(_department(held[name]) for name in sorted(held))


def _department(cards: list[Placed]) -> Department:
    return Department(
        cards[0].card.department,
        tuple(each.id for each in cards),
        tuple(each.id for each in cards if each.is_touchpoint),
        tuple(each.id for each in cards if each.is_pain_point),
        tuple(each.id for each in cards if each.is_opportunity),
        tuple(each.id for each in cards if has_plan(each)),
    )
