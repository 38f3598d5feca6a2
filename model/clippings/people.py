"""Personas and customer profiles as a clipping: from map to map, with photo and evidence."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType

from model.clippings.bringing import with_registers_of
from model.clippings.part import Clipping
from model.clippings.room import Pasted
from model.edits.changes import changed
from model.edits.registers import add_entry
from model.journey import JourneyMap, MapCard, Phase, Step
from model.people import Customer
from model.printing.persona_fields import tagline
from model.references import references, with_other_ids
from model.values import new_id


def people_clipping(journey: JourneyMap, ids: Iterable[str]) -> Clipping | None:
    """Return the personas with these ids, with all they refer to; None if there are none."""
    wanted = set(ids)
    people = tuple(person for person in journey.personas if person.id in wanted)
    if not people:
        return None
    words = {name.casefold() for person in people for name in person.preferred_channels}
    channels = tuple(one for one in journey.channels if one.name.casefold() in words)
    named = {found.id for value in (*people, *channels) for found in references(value)}
    part = JourneyMap(
        id=journey.id,
        about=MapCard(language=journey.about.language),
        personas=people,
        channels=channels,
        phases=(Phase(id=new_id(), steps=(Step(id=new_id()),)),),  # no map is without
        evidence=tuple(source for source in journey.evidence if source.id in named),
        images=tuple(image for image in journey.images if image.sha256 in named),
    )
    return Clipping("personas", part, MappingProxyType({}))


def with_people(journey: JourneyMap, clipping: Clipping, index: int | None = None) -> Pasted:
    """Return ``journey`` with the people of ``clipping`` at ``index`` of the register, or last.

    They are always new ones, also where one of that name is there: who pastes wants another.
    Sources and channels the map has already are not doubled; who was switched off is shown.
    """
    rest = changed(clipping.part, personas=())
    brought = with_registers_of(journey, rest)
    journey = brought.journey
    held = {person.id for person in journey.personas}
    ids = []
    for number, person in enumerate(clipping.part.personas):
        person_id = new_id() if person.id in held else person.id
        made = with_other_ids(changed(person, id=person_id, is_visible=True), brought.names)
        place = None if index is None else index + number
        journey = add_entry(journey, "personas", made, place)
        ids.append(person_id)
    names = tuple(name for name in brought.added if name)
    return Pasted(journey, "personas", tuple(ids), brought=names)


def people_lines(people: Iterable[Customer]) -> list[str]:
    """Return a line for each of ``people``, as other programs are told of them."""
    return [
        " – ".join(part for part in (person.name, tagline(person), person.quote) if part)
        for person in people
    ]
