"""Edits of the markers on cards, where each card keeps its others."""

from __future__ import annotations

from collections.abc import Iterable

from model.cards import Card, Marker
from model.edits.changes import the_item
from model.edits.items import set_item
from model.journey import JourneyMap


def mark_cards(
    journey: JourneyMap, card_ids: Iterable[str], marker: Marker, *, is_marked: bool
) -> JourneyMap:
    """Give cards a marker, or take it from them.

    Raises:
        EditProblem: If a card is unknown or its lane is locked.
    """
    for card_id in card_ids:
        card = the_item(journey, card_id).item
        if isinstance(card, Card) and (marker in card.markers) != is_marked:
            kept = tuple(held for held in card.markers if held != marker)
            markers = (*kept, marker) if is_marked else kept
            journey = set_item(journey, card_id, markers=markers)
    return journey
