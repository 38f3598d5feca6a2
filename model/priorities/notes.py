"""The notes of a matrix: what is rated along two axes of 1 to 5, and how it is rated anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from model.cards import ActionPlan, Card, CardColour
from model.codes import step_codes
from model.computed import computed
from model.counting import Ranked, ranked_opportunities, ranked_pain_points
from model.edits import set_item
from model.find import item_by_id, item_place
from model.journey import JourneyMap
from model.lanes import CardsLane
from model.layout.coding import card_colour
from model.values import with_changes

MatrixKind = Literal["opportunities", "pain_points"]
Quadrant = Literal["top_left", "top_right", "bottom_left", "bottom_right", "middle"]
MIDDLE = 3


@dataclass(frozen=True, slots=True)
class Axes:
    """What a matrix is drawn along: names of ratings, to the right and up."""

    x: Literal["effort", "frequency"]
    y: Literal["impact", "severity"]


MATRICES: Mapping[MatrixKind, Axes] = MappingProxyType(
    {"opportunities": Axes("effort", "impact"), "pain_points": Axes("frequency", "severity")}
)


@computed(eq=True)
class Note:
    """A card in a matrix.

    Attributes:
        card: Its id.
        text: What is written on it.
        colour: As it hangs on the wall.
        code: The code of its cell, ``3.2-4``.
        x, y: Its ratings; None where it is not rated so.
        place: In the order of priorities, from 1; notes that are tied have the same. None where a
            rating is missing.
    """

    card: str
    text: str
    colour: CardColour
    code: str
    x: int | None
    y: int | None
    place: int | None

    @property
    def is_rated(self) -> bool:
        """Whether it has a place in the matrix."""
        return self.x is not None and self.y is not None


def notes_of(journey: JourneyMap, kind: MatrixKind) -> tuple[Note, ...]:
    """Return the notes of a matrix in the order of priorities; unrated ones are last."""
    lanes = {lane.id: (number, lane) for number, lane in enumerate(journey.lanes, 1)}
    codes, axes = step_codes(journey), MATRICES[kind]
    notes = []
    for ranked in ranked_of(journey, kind):
        row, lane = lanes[ranked.lane]
        card = item_by_id(journey, ranked.card)
        if not isinstance(card, Card) or not isinstance(lane, CardsLane):
            continue
        known = {reason.kind: round(reason.value) for reason in ranked.made_of}
        notes.append(
            Note(
                card.id,
                card.text,
                card_colour(card, lane),
                f"{codes[ranked.step]}-{row}",
                known.get(axes.x),
                known.get(axes.y),
                ranked.place if ranked.score is not None else None,
            )
        )
    return tuple(notes)


def ranked_of(journey: JourneyMap, kind: MatrixKind) -> tuple[Ranked, ...]:
    """Return what is ranked in a matrix, first things first."""
    if kind == "opportunities":
        return ranked_opportunities(journey)
    return ranked_pain_points(journey)


def rate(
    journey: JourneyMap, kind: MatrixKind, card_id: str, x: int | None, y: int | None
) -> JourneyMap:
    """Give a card both its ratings, or take them away.

    Raises:
        EditProblem: If there is no such card, its lane is locked, or a rating is not 1 to 5.
    """
    if kind == "pain_points":
        return set_item(journey, card_id, frequency=x, severity=y)
    place = item_place(journey, card_id)
    held = place.item.action if place is not None and isinstance(place.item, Card) else None
    plan = with_changes(held or ActionPlan(), effort=x, impact=y)
    return set_item(journey, card_id, action=plan if held or plan != ActionPlan() else None)


def quadrant_of(x: int, y: int) -> Quadrant:
    """Return in which corner ratings lie; ``middle`` on the lines between the corners."""
    if MIDDLE in (x, y):
        return "middle"
    if y > MIDDLE:
        return "top_left" if x < MIDDLE else "top_right"
    return "bottom_left" if x < MIDDLE else "bottom_right"
