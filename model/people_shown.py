"""Whose journey a map shows, and what of it while some of its personas are switched off.

A persona that is switched off takes along what is about nobody else: cards of hers alone, her
feelings, and in lanes that are for nobody else what names no persona of its own, the lanes too
where nothing is left in them. It is hidden,
not dimmed: with eight personas one wants to see the wall of two of them, and a print for one
audience must not show the others in pale. Screen, print and text twin all ask here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from model.cards import Card, CellItem, Feeling
from model.journey import JourneyMap
from model.lanes import Lane, with_cells
from model.people import Customer
from model.sieve import CellSieve

_NONE: frozenset[str] = frozenset()


def has_nobody(journey: JourneyMap) -> bool:
    """Tell whether a map says of nobody whose journey it is: no persona, no profile, no segment."""
    return not journey.personas and not journey.about.segment.strip()


@dataclass(frozen=True, slots=True)
class Unshown:
    """A persona that is switched off, and how many cards and feelings that takes from sight.

    What belongs to several that are all switched off counts for each of them.
    """

    person: Customer
    cards: int
    feelings: int


class PeopleSieve:
    """Tells of one map after another what the personas that are switched off take along."""

    def __init__(self) -> None:
        self._off = _NONE
        self._sieve = CellSieve(lambda item, lane: bool(_owners(item, lane, self._off)))

    def hidden(self, journey: JourneyMap) -> frozenset[str]:
        """Return the ids of the items that are not shown; none costs nothing."""
        off = switched_off(journey)
        if off != self._off:
            self._off = off
            self._sieve = CellSieve(lambda item, lane: bool(_owners(item, lane, off)))
        return self._sieve.outside(journey) if off else _NONE


def switched_off(journey: JourneyMap) -> frozenset[str]:
    """Return the ids of the personas that are switched off."""
    return frozenset(person.id for person in journey.personas if not person.is_visible)


def lanes_switched_off(journey: JourneyMap) -> frozenset[str]:
    """Return the ids of the lanes that are for nobody who is shown."""
    off = switched_off(journey)
    return frozenset(
        lane.id for lane in journey.lanes if lane.personas and off.issuperset(lane.personas)
    )


def hidden_by_people(journey: JourneyMap) -> frozenset[str]:
    """Return the ids of the items that personas who are switched off take along."""
    return PeopleSieve().hidden(journey)


def unshown(journey: JourneyMap) -> tuple[Unshown, ...]:
    """Return for each persona that is switched off what is not shown, in the map's order."""
    off = switched_off(journey)
    if not off:
        return ()
    cards = dict.fromkeys(off, 0)
    feelings = dict.fromkeys(off, 0)
    for item, owners in _owned(journey, off):
        counted = feelings if isinstance(item, Feeling) else cards
        for person_id in owners:
            counted[person_id] += 1
    return tuple(
        Unshown(person, cards[person.id], feelings[person.id])
        for person in journey.personas
        if person.id in off
    )


def with_shown_only(journey: JourneyMap) -> JourneyMap:
    """Return ``journey`` without what is hidden; the very same where nothing is.

    It is for looking at and for printing, never to be kept: links to hidden cards lead nowhere.
    """
    hidden, nobodys = hidden_by_people(journey), lanes_switched_off(journey)
    if not hidden and not nobodys:
        return journey
    lanes = tuple(
        with_cells(
            lane,
            {
                step_id: cell
                if hidden.isdisjoint(item.id for item in cell)
                else tuple(item for item in cell if item.id not in hidden)
                for step_id, cell in lane.cells.items()
            },
        )
        for lane in journey.lanes
    )
    lanes = tuple(lane for lane in lanes if lane.cells or lane.id not in nobodys)
    links = tuple(
        link for link in journey.links if link.source not in hidden and link.target not in hidden
    )
    return journey.model_copy(update={"lanes": lanes, "links": links})


def _owned(journey: JourneyMap, off: frozenset[str]) -> Iterator[tuple[CellItem, frozenset[str]]]:
    for lane in journey.lanes:
        for cell in lane.cells.values():
            for item in cell:
                owners = _owners(item, lane, off)
                if owners:
                    yield item, owners


def _owners(item: CellItem, lane: Lane, off: frozenset[str]) -> frozenset[str]:
    """Return whose ``item`` is, if all of them are ``off``; else nobody."""
    named: tuple[str | None, ...] = ()
    if isinstance(item, Card):
        named = item.personas
    elif isinstance(item, Feeling):
        named = (item.persona,)
    owners = frozenset(filter(None, named)) or frozenset(lane.personas)
    return owners if owners <= off else _NONE
