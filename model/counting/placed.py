"""The cards of a map with where they stand and what they count as: read once, used by all."""

from __future__ import annotations

import weakref
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from model.cards import Card, CardType, Feeling
from model.computed import computed
from model.journey import JourneyMap, Phase, Step
from model.lanes import CardsLane, FeelingsLane, LaneRole

# What a card of a lane of plain notes is, where neither it nor the lane says: a table that was
# read from a spreadsheet has lanes with roles and notes in them.
_OF_ROLE: Mapping[LaneRole, CardType] = MappingProxyType(
    {
        "customer_actions": "action",
        "touchpoints": "touchpoint",
        "channels": "touchpoint",
        "sees": "sees",
        "thinks": "thought",
        "says": "quote",
        "needs": "need",
        "wishes": "wish",
        "expectations": "expectation",
        "pain_points": "pain_point",
        "barriers": "barrier",
        "strengths": "strength",
        "weaknesses": "weakness",
        "opportunities": "opportunity",
        "ideas": "idea",
        "solutions": "solution",
        "message": "message",
        "content": "content",
        "offers": "offer",
        "our_task": "task",
        "frontstage": "frontstage",
        "backstage": "backstage",
        "support": "support",
    }
)
_PAINS = frozenset({"pain_point", "barrier"})
_OPPORTUNITIES = frozenset({"opportunity", "idea", "solution"})
_MEETINGS = frozenset(
    {"action", "content", "message", "offer", "frontstage", "sees", "note", "evidence"}
)
_NO_CLAIMS = _OPPORTUNITIES | {"question", "task", "offer"}


@computed(eq=False)
class Placed:
    """A card with where it stands: ``column`` is the number of its step over the map, from 0."""

    card: Card
    kind: CardType
    lane: CardsLane
    phase: Phase
    step: Step
    column: int

    @property
    def id(self) -> str:
        """The card's id."""
        return self.card.id

    @property
    def is_pain_point(self) -> bool:
        """Whether it says what hurts or stops the customer."""
        markers = self.card.markers
        return self.kind in _PAINS or "pain" in markers or "barrier" in markers

    @property
    def is_opportunity(self) -> bool:
        """Whether it says what could be done: an opportunity, an idea or a solution."""
        return self.kind in _OPPORTUNITIES

    @property
    def is_touchpoint(self) -> bool:
        """Whether the customer meets us here: by its kind, or because it happens in a channel."""
        return self.kind == "touchpoint" or (bool(self.card.channels) and self.kind in _MEETINGS)

    @property
    def is_claim(self) -> bool:
        """Whether it says something about customers or us that can be true or false."""
        return self.kind not in _NO_CLAIMS

    @property
    def is_starred(self) -> bool:
        """Whether the card itself is marked as a moment of truth."""
        return "moment_of_truth" in self.card.markers

    @property
    def columns(self) -> range:
        """The columns it covers; the last may lie behind the end of the map."""
        return range(self.column, self.column + self.card.span)


# The last map that was read, and its cards: insights, guide and lists ask for them in turn.
# Replaced as a whole, never changed in place, so that threads need no lock.
_last: tuple[weakref.ref[JourneyMap], tuple[Placed, ...]] | None = None


def placed_cards(journey: JourneyMap) -> tuple[Placed, ...]:
    """Return all cards as one walks along the wall: by step, then lane, then place in the cell."""
    global _last  # noqa: PLW0603 - the one cache of this module
    known = _last
    if known is not None and known[0]() is journey:
        return known[1]
    made = _read_cards(journey)
    _last = (weakref.ref(journey), made)
    return made


def _read_cards(journey: JourneyMap) -> tuple[Placed, ...]:
    lanes = [lane for lane in journey.lanes if isinstance(lane, CardsLane)]
    return tuple(
        Placed(card, kind_of(card, lane), lane, phase, step, column)
        for column, (phase, step) in enumerate(columns_of(journey))
        for lane in lanes
        for card in lane.cells.get(step.id, ())
    )


def kind_of(card: Card, lane: CardsLane) -> CardType:
    """Return what a card is: by itself, else by its lane, else by the role of its lane."""
    if card.type is not None:
        return card.type
    if lane.card_type != "note" or lane.role is None:
        return lane.card_type
    return _OF_ROLE.get(lane.role, "note")


def columns_of(journey: JourneyMap) -> Iterator[tuple[Phase, Step]]:
    """Yield each step with its phase, left to right."""
    for phase in journey.phases:
        for step in phase.steps:
            yield phase, step


def covered_columns(cards: Iterable[Placed]) -> frozenset[int]:
    """Return the columns that at least one of ``cards`` covers."""
    return frozenset(column for placed in cards for column in placed.columns)


@computed(eq=False)
class PlacedFeeling:
    """A feeling with where it stands."""

    feeling: Feeling
    lane: FeelingsLane
    phase: Phase
    step: Step
    column: int


def placed_feelings(journey: JourneyMap) -> tuple[PlacedFeeling, ...]:
    """Return all feelings by step, then lane, then place in the cell."""
    lanes = [lane for lane in journey.lanes if isinstance(lane, FeelingsLane)]
    return tuple(
        PlacedFeeling(feeling, lane, phase, step, column)
        for column, (phase, step) in enumerate(columns_of(journey))
        for lane in lanes
        for feeling in lane.cells.get(step.id, ())
    )


def personas_of(placed: Placed) -> tuple[str, ...]:
    """Return whom a card is about: by itself, else by its lane; empty means everyone."""
    return placed.card.personas or placed.lane.personas
