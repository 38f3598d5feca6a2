"""What copied things refer to, in the registers of another map: found there, or added."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from model.edits.changes import changed
from model.edits.registers import add_entry
from model.evidence import Evidence
from model.journey import Channel, JourneyMap
from model.people import Customer
from model.references import Target, with_other_ids
from model.values import new_id

Names = dict[Target, dict[str, str]]


@dataclass(slots=True)
class Brought:
    """A map that has all that a clipping refers to.

    Attributes:
        names: For personas and evidence the id in the clipping to the id in the map.
        added: What people call that which was not there before.
    """

    journey: JourneyMap
    names: Names
    added: list[str] = field(default_factory=list)


def with_registers_of(journey: JourneyMap, part: JourneyMap) -> Brought:
    """Return ``journey`` with the personas, evidence, channels and images of ``part``.

    In the map the clipping comes from they are known by their ids; elsewhere by id and name, or
    by their name alone, as channels always are. What is not known is added, under its own id where
    that is free.
    """
    brought = Brought(journey, {"personas": {}, "evidence": {}})
    for image in part.images:
        brought.journey = add_entry(brought.journey, "images", image)
    is_home = journey.id == part.id
    for source in part.evidence:
        _bring(brought, source, is_home=is_home)
    for persona in part.personas:
        _bring(brought, persona, is_home=is_home)
    for channel in part.channels:
        _bring_channel(brought, channel)
    return brought


def _bring(brought: Brought, entry: Evidence | Customer, *, is_home: bool) -> None:
    journey = brought.journey
    register: Target = "evidence" if isinstance(entry, Evidence) else "personas"
    held = {known.id: known for known in getattr(journey, register)}
    twin = next(_twins(entry, held, is_home=is_home), None)
    if twin is None:
        twin = new_id() if entry.id in held else entry.id
        made = with_other_ids(changed(entry, id=twin), brought.names)
        if isinstance(made, Evidence):
            brought.journey = add_entry(journey, "evidence", made)
        else:
            brought.journey = add_entry(journey, "personas", made)
        brought.added.append(_name(entry))
    brought.names[register][entry.id] = twin


def _bring_channel(brought: Brought, channel: Channel) -> None:
    """Add a channel that the map has not, for its icon's sake: cards know it by its name."""
    held = brought.journey.channels
    if any(one.name.casefold() == channel.name.casefold() for one in held):
        return
    made = changed(channel, id=new_id()) if any(one.id == channel.id for one in held) else channel
    brought.journey = add_entry(brought.journey, "channels", made)


def _twins(
    entry: Evidence | Customer, held: dict[str, Evidence | Customer], *, is_home: bool
) -> Iterator[str]:
    """Yield the ids of what is ``entry`` in the map, the surest first."""
    name = _name(entry).casefold()
    same = held.get(entry.id)
    if same is not None and (is_home or _name(same).casefold() == name):
        yield same.id
    for known in held.values():
        if name and type(known) is type(entry) and _name(known).casefold() == name:
            yield known.id


def _name(entry: Evidence | Customer) -> str:
    return (entry.title if isinstance(entry, Evidence) else entry.name).strip()
