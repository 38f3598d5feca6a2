"""Writing into a plan: who does it, by when, how far it is, and whose it is."""

from __future__ import annotations

from typing import Any, Literal

from model.cards import ActionPlan, Card
from model.edits.items import set_item
from model.find import item_by_id
from model.journey import JourneyMap
from model.values import with_changes

PlanField = Literal["owner", "due", "status", "department"]


def write_plan(
    journey: JourneyMap, card_id: str, field: PlanField, value: Any, today: str
) -> JourneyMap:
    """Return ``journey`` with one field of a card's plan set; ``department`` is the card's.

    What is done gets ``today`` as the day it was completed, unless it has one.

    Raises:
        EditProblem: As `set_item`.
    """
    if field == "department":
        return set_item(journey, card_id, department=value)
    card = item_by_id(journey, card_id)
    plan = card.action if isinstance(card, Card) and card.action else ActionPlan()
    fields: dict[str, Any] = {field: value}
    if field == "status" and value == "done" and not plan.completed:
        fields["completed"] = today
    return set_item(journey, card_id, action=with_changes(plan, **fields))
