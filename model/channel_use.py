"""Which channels each step uses, in the map's own order, and where the customer changes channel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from model.cards import Card
from model.journey import JourneyMap
from model.lanes import CardsLane, Lane

Stop = tuple[str, str]
"""A step's id, and a channel by its folded name."""


@dataclass(frozen=True, slots=True)
class ChannelUse:
    """What a phase × channel matrix shows; equal as long as it looks the same.

    Attributes:
        names: The channels in use by folded name: those of the register first, then as met.
        cards: The channels cards of each step use, of steps that use any.
        phases: The channels the phase of each step is given.
        way: The customer's way from touchpoint to touchpoint.
        jumps: The changes of channel that are drawn as links.
    """

    names: tuple[tuple[str, str], ...]
    cards: tuple[tuple[str, frozenset[str]], ...]
    phases: tuple[tuple[str, frozenset[str]], ...]
    way: tuple[Stop, ...]
    jumps: tuple[tuple[Stop, Stop], ...]

    def channels_of(self, step_id: str) -> str:
        """Return the names of the channels that cards of a step use or its phase is given."""
        used = dict(self.cards).get(step_id, frozenset()) | dict(self.phases).get(
            step_id, frozenset()
        )
        return ", ".join(name for key, name in self.names if key in used)


@dataclass(frozen=True, slots=True)
class _Noted:
    """What the cells of one lane say: cards with channels, in the order of each cell."""

    cells: object
    steps: Mapping[str, tuple[Card, ...]]


class ChannelUses:
    """Finds the use of channels; a lane whose cells are the same is not read again."""

    def __init__(self) -> None:
        self._noted: dict[str, _Noted] = {}

    def use(self, journey: JourneyMap) -> ChannelUse:
        """Return which channels the steps of ``journey`` use."""
        lanes = [lane for lane in journey.lanes if isinstance(lane, CardsLane)]
        self._noted = {lane.id: self._note(lane) for lane in lanes}
        names = _Names(channel.name for channel in journey.channels)
        cards: list[tuple[str, frozenset[str]]] = []
        phases: list[tuple[str, frozenset[str]]] = []
        ways = {is_touchpoint: list[Stop]() for is_touchpoint in (True, False)}
        places: dict[str, Stop] = {}
        for phase in journey.phases:
            given = frozenset(names.all_of(phase.channels))
            for step in phase.steps:
                if given:
                    phases.append((step.id, given))
                used: set[str] = set()
                for lane in lanes:
                    for card in self._noted[lane.id].steps.get(step.id, ()):
                        own = list(names.all_of(card.channels))
                        used.update(own)
                        if own:
                            places[card.id] = step.id, own[0]
                            ways[_is_touchpoint(lane, card)].append((step.id, own[0]))
                if used:
                    cards.append((step.id, frozenset(used)))
        jumps = (
            (places[link.source], places[link.target])
            for link in journey.links
            if link.kind == "channel_jump" and link.source in places and link.target in places
        )
        way = ways[True] or ways[False]
        return ChannelUse(
            names.in_use(), tuple(cards), tuple(phases), tuple(_without_repeats(way)), tuple(jumps)
        )

    def _note(self, lane: CardsLane) -> _Noted:
        known = self._noted.get(lane.id)
        if known is None or known.cells is not lane.cells:
            steps = {
                step_id: held
                for step_id, items in lane.cells.items()
                if (held := tuple(card for card in items if card.channels))
            }
            known = _Noted(lane.cells, steps)
        return known


def is_matrix(lane: Lane) -> bool:
    """Tell whether ``lane`` shows which channels each step uses."""
    return isinstance(lane, CardsLane) and lane.is_channel_matrix


def _is_touchpoint(lane: CardsLane, card: Card) -> bool:
    return lane.role == "touchpoints" or (card.type or lane.card_type) == "touchpoint"


def _without_repeats(stops: Sequence[Stop]) -> Iterator[Stop]:
    for at, stop in enumerate(stops):
        if at == 0 or stop != stops[at - 1]:
            yield stop


class _Names:
    """The channels of a map: written in several ways, they are one."""

    def __init__(self, listed: Iterable[str]) -> None:
        self._names = {name.casefold(): name for name in reversed(list(listed))}
        self._order = {key: at for at, key in enumerate(reversed(self._names))}
        self._used: set[str] = set()

    def all_of(self, names: Iterable[str]) -> Iterator[str]:
        """Yield the folded names, and remember that they are in use."""
        for name in names:
            key = name.strip().casefold()
            if key:
                self._names.setdefault(key, name.strip())
                self._order.setdefault(key, len(self._order))
                self._used.add(key)
                yield key

    def in_use(self) -> tuple[tuple[str, str], ...]:
        """Return (folded name, name) of each channel in use."""
        used = sorted(self._used, key=self._order.__getitem__)
        return tuple((key, self._names[key]) for key in used)
