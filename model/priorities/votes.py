"""Votes of a round: how many dots of a colour a card has, however the colour is written."""

from __future__ import annotations

from model.cards import Card, Votes
from model.edits.votes import set_vote_count
from model.find import item_by_id
from model.folding import fold
from model.journey import JourneyMap


def votes_on(card: Card, number: int, colour: str) -> int:
    """Return the dots of ``colour`` on ``card`` in round ``number``."""
    return sum(votes.count for votes in card.votes if _is_of(votes, number, colour))


def with_votes(
    journey: JourneyMap, card_id: str, number: int, colour: str, count: int
) -> JourneyMap:
    """Set the dots of ``colour`` on a card in round ``number``; 0 takes them away.

    Raises:
        EditProblem: If there is no such card, its lane is locked, or the count does not fit.
    """
    card = item_by_id(journey, card_id)
    held = card.votes if isinstance(card, Card) else ()
    written = dict.fromkeys(votes.colour for votes in held if _is_of(votes, number, colour))
    first, *others = [*written] or [colour]
    for other in others:
        journey = set_vote_count(journey, card_id, number, other, 0)
    return set_vote_count(journey, card_id, number, first, count)


def _is_of(votes: Votes, number: int, colour: str) -> bool:
    return votes.round == number and fold(votes.colour.strip()) == fold(colour.strip())
