"""Words the map already uses, to complete from while typing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from model.cards import Card
from model.journey import JourneyMap
from model.references import all_items


def offered_words(journey: JourneyMap, vocabulary: str) -> Sequence[str]:
    """Return the words of ``vocabulary`` (channels, tags, departments, owners), sorted."""
    used = {word for word in _words(journey, vocabulary) if word}
    return sorted(used, key=str.casefold)


def _words(journey: JourneyMap, vocabulary: str) -> Iterator[str]:
    cards = (item for item in all_items(journey) if isinstance(item, Card))
    match vocabulary:
        case "channels":
            yield from (channel.name for channel in journey.channels)
            for phase in journey.phases:
                yield from phase.channels
            for card in cards:
                yield from card.channels
        case "tags":
            for card in cards:
                yield from card.tags
        case "departments":
            yield from (card.department for card in cards)
        case "owners":
            yield from (card.action.owner for card in cards if card.action)
            yield from journey.about.participants
