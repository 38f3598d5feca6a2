"""Dots counted again: were as many entered as there were to give, and who is first?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil

from model.counting.placed import Placed, placed_cards
from model.folding import fold
from model.journey import JourneyMap
from model.voting import DotColour, VotingRound

# About a quarter of the options each (dotmocracy, reference 1.1 row 11), but no more than ten.
_OPTIONS_PER_DOT = 4
_MOST_DOTS = 10


@dataclass(frozen=True, slots=True)
class ColourCount:
    """Dots of one colour, with what they stand for in that round."""

    colour: str
    meaning: str
    count: int


@dataclass(frozen=True, slots=True)
class CardCount:
    """Dots of all colours on one card."""

    card: str
    count: int


@dataclass(frozen=True, slots=True)
class Recount:
    """What was entered of a round, held against what there was to give.

    Attributes:
        number: The number of the round.
        entry: Id of the round in the register; None where votes have a round nobody described.
        budget: Dots there were to give; None where that is not known.
        entered: Dots on cards.
        by_colour: As the round lists its colours, then what else was used, by name.
        cards: The cards with dots, most first; equal ones in the wall's order.
        outside: Ids of cards with dots in lanes that were not voted on.
    """

    number: int
    entry: str | None
    budget: int | None
    entered: int
    by_colour: tuple[ColourCount, ...]
    cards: tuple[CardCount, ...]
    outside: tuple[str, ...]

    @property
    def difference(self) -> int:
        """Dots too many; negative: dots that are missing; 0 too where nothing is known."""
        return 0 if self.budget is None else self.entered - self.budget

    @property
    def missing(self) -> int:
        """How many dots were given and not entered."""
        return max(0, -self.difference)

    @property
    def too_many(self) -> int:
        """How many more dots were entered than there were."""
        return max(0, self.difference)

    @property
    def top(self) -> tuple[str, ...]:
        """The ids of the cards with most dots: more than one are a tie."""
        return tuple(each.card for each in self.cards if each.count == self.cards[0].count)


def recounts(journey: JourneyMap) -> tuple[Recount, ...]:
    """Return the recount of each round, by number: those described and those only voted in."""
    voted: dict[int, list[Placed]] = {}
    for placed in placed_cards(journey):
        for number in {votes.round for votes in placed.card.votes if votes.count}:
            voted.setdefault(number, []).append(placed)
    described = {entry.number for entry in journey.rounds}
    made = [_recount(entry.number, entry, voted.get(entry.number, ())) for entry in journey.rounds]
    made += [_recount(number, None, voted[number]) for number in voted if number not in described]
    return tuple(sorted(made, key=lambda recount: recount.number))


def suggested_dots(options: int) -> int:
    """Return how many dots to give each when voting on so many ``options``: 1 to 10."""
    return max(1, min(_MOST_DOTS, ceil(options / _OPTIONS_PER_DOT)))


def _recount(number: int, entry: VotingRound | None, cards: Iterable[Placed]) -> Recount:
    counts: list[CardCount] = []
    colours: dict[str, int] = {}
    written: dict[str, str] = {}
    outside: list[str] = []
    for placed in cards:
        total = 0
        for votes in placed.card.votes:
            if votes.round == number and votes.count:
                total += votes.count
                colour = fold(votes.colour.strip())
                written.setdefault(colour, votes.colour)
                colours[colour] = colours.get(colour, 0) + votes.count
        counts.append(CardCount(placed.id, total))
        if entry is not None and entry.lanes and placed.lane.id not in entry.lanes:
            outside.append(placed.id)
    counts.sort(key=lambda each: -each.count)
    return Recount(
        number,
        entry.id if entry else None,
        entry.budget if entry else None,
        sum(colours.values()),
        _by_colour(entry.colours if entry else (), colours, written),
        tuple(counts),
        tuple(outside),
    )


def _by_colour(
    listed: Iterable[DotColour], counts: Mapping[str, int], written: Mapping[str, str]
) -> tuple[ColourCount, ...]:
    named: dict[str, ColourCount] = {}
    for dot in listed:
        colour = fold(dot.colour.strip())
        named.setdefault(colour, ColourCount(dot.colour, dot.meaning, counts.get(colour, 0)))
    for colour in sorted(counts):
        named.setdefault(colour, ColourCount(written[colour], "", counts[colour]))
    return tuple(named.values())
