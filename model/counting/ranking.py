"""What comes first: pain points and opportunities in order, with the numbers that put them there.

The rules and where they come from stand in docs/counting.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from model.cards import Card
from model.counting.placed import Placed, placed_cards
from model.counting.threads import Threads
from model.journey import JourneyMap

ReasonKind = Literal["severity", "frequency", "votes", "impact", "effort", "pain"]
# Ratings run from 1 to 5: the least effort counts five times, the greatest once.
_LEAST_EFFORT_COUNTS = 6


@dataclass(frozen=True, slots=True)
class Reason:
    """A number that a place in the order is made of.

    ``severity`` … ``effort`` are ratings of 1 to 5, ``votes`` counts dots, ``pain`` is the
    highest score among the pain points that an opportunity answers.
    """

    kind: ReasonKind
    value: float


@dataclass(frozen=True, slots=True)
class Ranked:
    """A card in its place: ids of the card and of where it stands.

    Attributes:
        card: The card.
        lane: Its lane.
        step: Its step.
        phase: Its phase.
        score: From 1 to 25; None as long as a rating is missing.
        made_of: The numbers that are known, those of the score first.
        place: Counted from 1; cards that share a place have the same, and the next one counts on
            from how many are before it: 1, 2, 2, 4.
        is_tied: Whether others share its place.
    """

    card: str
    lane: str
    step: str
    phase: str
    score: float | None
    made_of: tuple[Reason, ...]
    place: int
    is_tied: bool


def ranked_pain_points(journey: JourneyMap) -> tuple[Ranked, ...]:
    """Return the pain points, worst first: severity × frequency, then votes; unrated last."""
    pains = [placed for placed in placed_cards(journey) if placed.is_pain_point]
    votes = votes_of_last_round(placed.card for placed in pains)

    def weigh(placed: Placed) -> _Weight:
        card = placed.card
        return _Weight(
            pain_score(card),
            (
                *_known("severity", card.severity),
                *_known("frequency", card.frequency),
                *_known("votes", votes.get(card.id)),
            ),
            votes.get(card.id, 0),
        )

    return _ranked(pains, weigh)


def ranked_opportunities(journey: JourneyMap) -> tuple[Ranked, ...]:
    """Return opportunities, ideas and solutions, best first: much impact for little effort.

    Then by votes, then by the worst pain point that each answers; unrated ones last.
    """
    cards = placed_cards(journey)
    threads = Threads(journey, cards)
    found = [placed for placed in cards if placed.is_opportunity]
    votes = votes_of_last_round(placed.card for placed in found)

    def weigh(placed: Placed) -> _Weight:
        card, plan = placed.card, placed.card.action
        pains = (pain_score(each.card) for each in threads.pain_points_behind(card.id))
        pain = max((score for score in pains if score is not None), default=None)
        return _Weight(
            opportunity_score(card),
            (
                *_known("impact", plan.impact if plan else None),
                *_known("effort", plan.effort if plan else None),
                *_known("votes", votes.get(card.id)),
                *_known("pain", pain),
            ),
            votes.get(card.id, 0),
            pain or 0.0,
        )

    return _ranked(found, weigh)


def pain_score(card: Card) -> float | None:
    """Return severity × frequency, from 1 to 25; None as long as one of them is missing."""
    if card.severity is None or card.frequency is None:
        return None
    return float(card.severity * card.frequency)


def opportunity_score(card: Card) -> float | None:
    """Return impact × (6 − effort), from 1 to 25; None as long as one of them is missing."""
    plan = card.action
    if plan is None or plan.impact is None or plan.effort is None:
        return None
    return float(plan.impact * (_LEAST_EFFORT_COUNTS - plan.effort))


def votes_of_last_round(cards: Iterable[Card]) -> Mapping[str, int]:
    """Return the dots of each card in the last round that any of ``cards`` was voted on.

    All colours together. Without any votes there is no such round, and the answer is empty.
    """
    held = tuple(cards)
    last = max((votes.round for card in held for votes in card.votes if votes.count), default=None)
    if last is None:
        return {}
    return {card.id: sum(v.count for v in card.votes if v.round == last) for card in held}


@dataclass(frozen=True, slots=True)
class _Weight:
    score: float | None
    made_of: tuple[Reason, ...]
    votes: int
    pain: float = 0.0

    @property
    def key(self) -> tuple[bool, float, int, float]:
        """What is sorted by, smallest first."""
        return self.score is None, -(self.score or 0.0), -self.votes, -self.pain


def _ranked(cards: Iterable[Placed], weigh: Callable[[Placed], _Weight]) -> tuple[Ranked, ...]:
    weighed = [(weigh(placed), placed) for placed in cards]
    weighed.sort(key=lambda pair: pair[0].key)  # stable: those that tie stay in the wall's order
    shared: dict[tuple[bool, float, int, float], list[int]] = {}
    for place, (weight, _) in enumerate(weighed, 1):
        shared.setdefault(weight.key, []).append(place)
    return tuple(
        Ranked(
            placed.id,
            placed.lane.id,
            placed.step.id,
            placed.phase.id,
            weight.score,
            weight.made_of,
            shared[weight.key][0],
            len(shared[weight.key]) > 1,
        )
        for weight, placed in weighed
    )


def _known(kind: ReasonKind, value: float | None) -> tuple[Reason, ...]:
    return () if value is None else (Reason(kind, float(value)),)
