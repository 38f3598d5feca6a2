"""Edits of links: lines from card to card."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import Any

from model.chains import are_linked
from model.edits.registers import add_entry, remove_entry, set_entry
from model.journey import JourneyMap, Link
from model.problems import EditProblem


def link_cards(journey: JourneyMap, card_ids: Sequence[str], new_ids: Sequence[str]) -> JourneyMap:
    """Link each card to the one after it in ``card_ids``; those linked already are passed over.

    Args:
        journey: The map.
        card_ids: Two cards or more, in the order the links lead.
        new_ids: An id for each link, one less than cards.

    Raises:
        EditProblem: If something is no card, is linked to itself, or all are linked already.
    """
    made = journey
    for (source, target), new in zip(pairwise(card_ids), new_ids, strict=True):
        if not are_linked(made, source, target):
            made = add_entry(made, "links", Link(id=new, source=source, target=target))
    if made is journey:
        raise EditProblem("edit.already_linked")
    return made


def remove_links(journey: JourneyMap, link_ids: Collection[str]) -> JourneyMap:
    """Take links away; their cards stay.

    Raises:
        EditProblem: If one is unknown.
    """
    for link_id in link_ids:
        journey = remove_entry(journey, "links", link_id)
    return journey


def set_links(journey: JourneyMap, link_ids: Collection[str], **fields: Any) -> JourneyMap:
    """Set the same fields of several links.

    Raises:
        EditProblem: If one is unknown, has no such field, or a value does not fit.
    """
    for link_id in link_ids:
        journey = set_entry(journey, "links", link_id, **fields)
    return journey
