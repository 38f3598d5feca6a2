"""Copies of the things of a clipping: fresh ids, and references that lead to copies or home."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from model.cards import Card, CellItem, Feeling, Metric
from model.clippings.bringing import Brought, Names
from model.clippings.part import Clipping
from model.clippings.room import Spot
from model.edits.changes import changed
from model.journey import JourneyMap, Link, Phase, Step
from model.lanes import Lane
from model.references import has_target, with_other_ids, without_references
from model.values import new_id


@dataclass(frozen=True, slots=True)
class Renewal:
    """Makes the copies of one pasting.

    Attributes:
        clipping: What is pasted.
        journey: The map it goes to, with all registers it needs.
        names: New ids by kind and old id.
        items: The same for items of every kind.
    """

    clipping: Clipping
    journey: JourneyMap
    names: Names
    items: dict[str, str]

    def item(self, item: CellItem) -> CellItem:
        """Return the copy of an item."""
        copy = with_other_ids(changed(item, id=self.items[item.id]), self.names)
        outside = self.clipping.outside.get(item.id)
        if outside is None or self.journey.id != self.clipping.part.id:
            return copy
        if isinstance(copy, Feeling) and has_target(self.journey, "cards", outside):
            return changed(copy, card=outside)
        if isinstance(copy, Card) and copy.action and has_target(self.journey, "metrics", outside):
            return changed(copy, action=changed(copy.action, metric=outside))
        return copy

    def lane(self, lane: Lane) -> Lane:
        """Return ``lane`` with a fresh id; its cells are as they were."""
        return with_other_ids(changed(lane, id=self.names["lanes"][lane.id]), self.names)

    def phase(self, phase: Phase) -> Phase:
        """Return the copy of a phase with its steps."""
        return changed(
            phase, id=self.names["phases"][phase.id], steps=tuple(map(self.step, phase.steps))
        )

    def step(self, step: Step) -> Step:
        """Return the copy of a step."""
        return with_other_ids(changed(step, id=self.names["steps"][step.id]), self.names)

    def sound(self, cells: Mapping[Spot, Sequence[CellItem]]) -> dict[Spot, list[CellItem]]:
        """Return ``cells``, which hold all that is placed, without references to other copies."""
        placed = [item for items in cells.values() for item in items]
        cards = set(self.names["cards"].values()) - _ids(placed, Card)
        metrics = set(self.names["metrics"].values()) - _ids(placed, Metric)
        return {
            spot: [_freed(item, cards, metrics) for item in items] for spot, items in cells.items()
        }

    def links(self, journey: JourneyMap, items: Iterable[CellItem]) -> Iterator[Link]:
        """Yield copies of the links among the ``items`` that were placed in ``journey``."""
        placed = _ids(items, Card)
        loose = self.clipping.loose_links if journey.id == self.clipping.part.id else ()
        cards = self.names["cards"]
        for link in (*self.clipping.part.links, *loose):
            ends = [cards.get(end, end) for end in (link.source, link.target)]
            is_tied = all(end in placed or has_target(journey, "cards", end) for end in ends)
            if is_tied and ends[0] != ends[1] and not placed.isdisjoint(ends):
                yield changed(link, id=new_id(), source=ends[0], target=ends[1])


def renewal_of(clipping: Clipping, brought: Brought) -> Renewal:
    """Return what copies the things of ``clipping`` for the map of ``brought``."""
    part = clipping.part
    items = [item for lane in part.lanes for cell in lane.cells.values() for item in cell]
    fresh = {item.id: new_id() for item in items}
    names: Names = {
        **brought.names,
        "cards": {item.id: fresh[item.id] for item in items if isinstance(item, Card)},
        "metrics": {item.id: fresh[item.id] for item in items if isinstance(item, Metric)},
        "phases": {phase.id: new_id() for phase in part.phases},
        "steps": {step.id: new_id() for step in part.steps},
        "lanes": {lane.id: new_id() for lane in part.lanes},
    }
    return Renewal(clipping, brought.journey, names, fresh)


def _ids(items: Iterable[CellItem], kind: type[Any]) -> set[str]:
    return {item.id for item in items if isinstance(item, kind)}


def _freed(item: CellItem, cards: Set[str], metrics: Set[str]) -> CellItem:
    freed = without_references(item, "cards", cards) or item
    return without_references(freed, "metrics", metrics) or freed
