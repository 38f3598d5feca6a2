"""The map's list of channels: what is named is on it; renaming there and wherever it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from model.cards import Card
from model.edits.changes import changed
from model.edits.registers import add_entry, set_entry
from model.folding import fold
from model.journey import Channel, JourneyMap
from model.lanes import CardsLane, Lane, with_cells
from model.problems import EditProblem
from model.values import Value, clean_line, new_id, with_changes

_Part = TypeVar("_Part", bound=Value)


def rename_channel(journey: JourneyMap, channel_id: str, name: str) -> JourneyMap:
    """Give a channel another name, also on cards, phases, personas, views and dismissals.

    One without an icon gets that of the channel of this name in the library.

    Raises:
        EditProblem: If it is unknown, the name is empty, or another channel has it.
    """
    name = clean_line(name)
    others = {fold(held.name) for held in journey.channels if held.id != channel_id}
    if not name:
        raise EditProblem("edit.channel_without_name")
    if fold(name) in others:
        raise EditProblem("edit.channel_name_taken", name=name)
    before = next((held.name for held in journey.channels if held.id == channel_id), "")
    renamed = set_entry(journey, "channels", channel_id, **_named(journey, channel_id, name))
    if renamed is journey or not before:
        return renamed
    return _named_anew(renamed, fold(before), name)


def with_listed(journey: JourneyMap, names: Iterable[str]) -> JourneyMap:
    """Put on the map's list those of ``names`` it lacks, with the icon the library has for them."""
    from model.libraries import library_channel  # start-up: lists are read on demand

    known = {fold(channel.name) for channel in journey.channels}
    taken = {channel.id for channel in journey.channels}
    for name in filter(None, map(clean_line, names)):
        if fold(name) not in known:
            found = library_channel(name, journey.about.language[:2])
            made = Channel(id=new_id(), name=name) if found is None else found
            if made.id in taken:
                made = made.model_copy(update={"id": new_id()})
            journey = add_entry(journey, "channels", made)
            known.add(fold(name))
            taken.add(made.id)
    return journey


def channel_uses(journey: JourneyMap, name: str) -> int:
    """Return on how many cards and phases the channel ``name`` stands."""
    sought = fold(name)
    phases = sum(_holds(phase.channels, sought) for phase in journey.phases)
    cells = (cell for lane in journey.lanes for cell in lane.cells.values())
    return phases + sum(
        isinstance(item, Card) and _holds(item.channels, sought) for cell in cells for item in cell
    )


def _named(journey: JourneyMap, channel_id: str, name: str) -> dict[str, str]:
    from model.libraries import library_channel  # start-up: lists are read on demand

    known = library_channel(name, journey.about.language[:2])
    bare = any(held.id == channel_id and held.icon is None for held in journey.channels)
    return {"name": name, "icon": known.icon} if known and known.icon and bare else {"name": name}


def _holds(names: tuple[str, ...], sought: str) -> bool:
    return any(fold(held) == sought for held in names)


def _named_anew(journey: JourneyMap, before: str, name: str) -> JourneyMap:
    def anew(names: tuple[str, ...]) -> tuple[str, ...]:
        if not _holds(names, before):
            return names
        return tuple(dict.fromkeys(name if fold(held) == before else held for held in names))

    def part(held: _Part, field: str = "channels") -> _Part:
        names = getattr(held, field)
        made = anew(names)
        return held if made is names else with_changes(held, **{field: made})

    def dismissed(held: Any) -> Any:
        return with_changes(held, channel=name) if fold(held.channel) == before else held

    return changed(
        journey,
        phases=_each(journey.phases, part),
        lanes=_each(journey.lanes, lambda lane: _lane(lane, part)),
        personas=_each(journey.personas, lambda held: part(held, "preferred_channels")),
        views=_each(journey.views, part),
        dismissals=_each(journey.dismissals, dismissed),
    )


def _lane(lane: Lane, part: Callable[[Card], Card]) -> Lane:
    if not isinstance(lane, CardsLane):
        return lane
    made = {step_id: _each(cell, part) for step_id, cell in lane.cells.items()}
    return with_cells(lane, {at: cell for at, cell in made.items() if cell is not lane.cells[at]})


def _each(held: tuple[_Part, ...], change: Callable[[_Part], _Part]) -> tuple[_Part, ...]:
    """Return the parts after ``change``; the very same tuple where none differs."""
    made = tuple(change(part) for part in held)
    return held if all(a is b for a, b in zip(held, made, strict=True)) else made
