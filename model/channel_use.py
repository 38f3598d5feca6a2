"""Which channels each step uses, in the map's own order, and where the customer changes channel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from model.cards import Card
from model.journey import JourneyMap, Link
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

    def within(self, steps: Set[str]) -> ChannelUse:
        """Return what is used in ``steps`` alone: a page of a phase has no rows of others."""
        cards = tuple(used for used in self.cards if used[0] in steps)
        phases = tuple(given for given in self.phases if given[0] in steps)
        seen: frozenset[str] = frozenset().union(*(keys for _, keys in (*cards, *phases)))
        return ChannelUse(
            names=tuple(name for name in self.names if name[0] in seen),
            cards=cards,
            phases=phases,
            way=tuple(stop for stop in self.way if stop[0] in steps),
            jumps=tuple(jump for jump in self.jumps if all(stop[0] in steps for stop in jump)),
        )

    def channels_of(self, step_id: str) -> str:
        """Return the names of the channels that cards of a step use or its phase is given."""
        used = dict(self.cards).get(step_id, frozenset()) | dict(self.phases).get(
            step_id, frozenset()
        )
        return ", ".join(name for key, name in self.names if key in used)


@dataclass(frozen=True, slots=True)
class _Met:
    """A card that names channels; ``type`` is its own."""

    id: str
    channels: tuple[str, ...]
    type: str | None


@dataclass(frozen=True, slots=True)
class _Noted:
    """What the cells of one lane say; ``met`` is the same object as long as it is equal."""

    cells: Mapping[str, tuple[Card, ...]]
    met: Mapping[str, tuple[_Met, ...]]


class ChannelUses:
    """Finds the use of channels; a cell whose cards are the same is not read again."""

    def __init__(self) -> None:
        self._noted: dict[str, _Noted] = {}
        self._made_of: tuple[object, ...] = ()
        self._use: ChannelUse | None = None

    def use(self, journey: JourneyMap) -> ChannelUse:
        """Return which channels the steps of ``journey`` use."""
        lanes = [lane for lane in journey.lanes if isinstance(lane, CardsLane)]
        self._noted = {lane.id: self._note(lane) for lane in lanes}
        told = [(self._noted[lane.id].met, lane.role, lane.card_type) for lane in lanes]
        made_of = (
            journey.phases, journey.channels, journey.links,
            *(part for parts in told for part in parts),
        )  # fmt: skip
        if self._use is None or not _are_same(self._made_of, made_of):
            self._made_of, self._use = made_of, self._found(journey, lanes)
        return self._use

    def _found(self, journey: JourneyMap, lanes: Sequence[CardsLane]) -> ChannelUse:
        names = _Names(channel.name for channel in journey.channels)
        cards: list[tuple[str, frozenset[str]]] = []
        phases: list[tuple[str, frozenset[str]]] = []
        way = _Way()
        for phase in journey.phases:
            given = frozenset(names.all_of(phase.channels))
            for step in phase.steps:
                if given:
                    phases.append((step.id, given))
                used: set[str] = set()
                for lane in lanes:
                    for met in self._noted[lane.id].met.get(step.id, ()):
                        own = tuple(names.all_of(met.channels))
                        used.update(own)
                        way.add(lane, met, step.id, own)
                if used:
                    cards.append((step.id, frozenset(used)))
        return ChannelUse(
            names.in_use(), tuple(cards), tuple(phases), way.stops(), way.jumps(journey.links)
        )

    def _note(self, lane: CardsLane) -> _Noted:
        known = self._noted.get(lane.id)
        if known is None:
            return _Noted(lane.cells, {step: _met(cards) for step, cards in lane.cells.items()})
        if known.cells is lane.cells:
            return known
        before = known.cells
        met = {
            step: known.met[step] if before.get(step) is cards else _met(cards)
            for step, cards in lane.cells.items()
        }
        return _Noted(lane.cells, known.met if met == known.met else met)


class _Way:
    """The customer's way through the channels: by touchpoints, else by all cards with channels."""

    def __init__(self) -> None:
        self._touchpoints: list[Stop] = []
        self._others: list[Stop] = []
        self._places: dict[str, Stop] = {}

    def add(self, lane: CardsLane, met: _Met, step_id: str, channels: tuple[str, ...]) -> None:
        """Go on to the first channel of a card."""
        if not channels:
            return
        stop = self._places[met.id] = (step_id, channels[0])
        is_touchpoint = lane.role == "touchpoints" or (met.type or lane.card_type) == "touchpoint"
        (self._touchpoints if is_touchpoint else self._others).append(stop)

    def stops(self) -> tuple[Stop, ...]:
        """Return where it leads, no stop twice in a row."""
        stops = self._touchpoints or self._others
        return tuple(stop for at, stop in enumerate(stops) if at == 0 or stop != stops[at - 1])

    def jumps(self, links: Iterable[Link]) -> tuple[tuple[Stop, Stop], ...]:
        """Return the changes of channel that are links between cards with channels."""
        places = self._places
        return tuple(
            (places[link.source], places[link.target])
            for link in links
            if link.kind == "channel_jump" and link.source in places and link.target in places
        )


def _met(cards: Iterable[Card]) -> tuple[_Met, ...]:
    return tuple(_Met(card.id, card.channels, card.type) for card in cards if card.channels)


def _are_same(before: tuple[object, ...], after: tuple[object, ...]) -> bool:
    return len(before) == len(after) and all(
        a is b or (isinstance(a, str) and a == b) for a, b in zip(before, after, strict=True)
    )


def is_matrix(lane: Lane) -> bool:
    """Tell whether ``lane`` shows which channels each step uses."""
    return isinstance(lane, CardsLane) and lane.is_channel_matrix


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
