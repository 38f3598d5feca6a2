"""Where links lead: from pain point to opportunity to action, card by card."""

from __future__ import annotations

from model.journey import JourneyMap, Link


def link_by_id(journey: JourneyMap, link_id: str) -> Link | None:
    """Return the link, or None if the map has no such link."""
    return next((link for link in journey.links if link.id == link_id), None)


def links_from(journey: JourneyMap, card_id: str) -> tuple[Link, ...]:
    """Return the links that start from a card, in the map's order."""
    return tuple(link for link in journey.links if link.source == card_id)


def links_to(journey: JourneyMap, card_id: str) -> tuple[Link, ...]:
    """Return the links that lead to a card, in the map's order."""
    return tuple(link for link in journey.links if link.target == card_id)


def are_linked(journey: JourneyMap, source: str, target: str) -> bool:
    """Tell whether a link leads from ``source`` to ``target``."""
    return any(link.target == target for link in links_from(journey, source))


def next_card(journey: JourneyMap, card_id: str) -> str | None:
    """Return the card that following the links leads to: at the end of a chain, its beginning.

    None for a card without links.
    """
    onwards = links_from(journey, card_id)
    return onwards[0].target if onwards else _beginning(journey, card_id)


def _beginning(journey: JourneyMap, card_id: str) -> str | None:
    seen: dict[str, None] = {}
    at = card_id
    while at not in seen:
        seen[at] = None
        before = links_to(journey, at)
        if not before:
            break
        at = before[0].source
    return at if at != card_id else None
