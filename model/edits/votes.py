"""Entering votes: how many dots of a colour a card got in a round."""

from __future__ import annotations

from model.cards import Card, Votes
from model.edits.items import set_item
from model.find import item_by_id
from model.journey import JourneyMap
from model.voting import DotColour, VotingRound


def colours_of(held: VotingRound) -> tuple[DotColour, ...]:
    """Return the colours votes are entered by; one without a name where the round names none."""
    named: dict[str, DotColour] = {}
    for colour in held.colours:
        named.setdefault(colour.colour, colour)
    return tuple(named.values()) or (DotColour(),)


def count_of(votes: tuple[Votes, ...], number: int, colour: str) -> int:
    """Return how many dots of ``colour`` are held of round ``number``."""
    return sum(held.count for held in votes if (held.round, held.colour) == (number, colour))


def with_count(votes: tuple[Votes, ...], number: int, colour: str, count: int) -> tuple[Votes, ...]:
    """Return ``votes`` with ``count`` dots of ``colour`` in round ``number``; 0 takes them away.

    What was entered in several lines for that round and colour becomes one, at the first's place.
    """
    key = (number, colour)
    made = [Votes(round=number, colour=colour, count=count)] if count else []
    places = [at for at, held in enumerate(votes) if (held.round, held.colour) == key]
    first = places[0] if places else len(votes)
    rest = [held for at, held in enumerate(votes) if at > first and at not in places]
    return (*votes[:first], *made, *rest)


def set_vote_count(
    journey: JourneyMap, card_id: str, number: int, colour: str, count: int
) -> JourneyMap:
    """Enter how many dots of ``colour`` a card got in round ``number``.

    Raises:
        EditProblem: If there is no such item.
    """
    card = item_by_id(journey, card_id)
    held = card.votes if isinstance(card, Card) else ()
    return set_item(journey, card_id, votes=with_count(held, number, colour, count))
