"""Edits of the markers on cards, where each card keeps its others."""

from __future__ import annotations

from collections.abc import Iterable

from model.cards import Card, Marker
from model.edits.changes import the_item
from model.edits.items import set_items
from model.journey import JourneyMap


def mark_cards(
    journey: JourneyMap, card_ids: Iterable[str], marker: Marker, *, is_marked: bool
) -> JourneyMap:
    """Give cards a marker, or take it from them.

    Raises:
        EditProblem: If a card is unknown or its lane is locked.
    """
    alike: dict[tuple[Marker, ...], list[str]] = {}
    for card_id in dict.fromkeys(card_ids):
        card = the_item(journey, card_id).item
        if isinstance(card, Card) and (marker in card.markers) != is_marked:
            alike.setdefault(card.markers, []).append(card_id)
    for held, ids in alike.items():
        kept = tuple(one for one in held if one != marker)
        markers = (*kept, marker) if is_marked else kept
        journey = set_items(journey, ids, markers=markers)
    return journey
