"""Personas in another order, with the colours and marks they are known by."""

from __future__ import annotations

from model.edits import move_entry, set_entry
from model.journey import JourneyMap
from model.layout.coding import curve_colour
from model.people import persona_mark


def with_person_at(journey: JourneyMap, person_id: str, index: int) -> JourneyMap:
    """Return ``journey`` with someone at ``index`` of the register.

    Colour and mark of whoever has none of their own are those of their place: who gets another
    place keeps them, for people know them by these.

    Raises:
        EditProblem: If there is no such persona.
    """
    moved = move_entry(journey, "personas", person_id, index)
    places = {person.id: at for at, person in enumerate(journey.personas)}
    for at, person in enumerate(moved.personas):
        before = places[person.id]
        if before != at:
            moved = set_entry(
                moved,
                "personas",
                person.id,
                colour=person.colour or curve_colour(before),
                mark=persona_mark(person, before),
            )
    return moved
