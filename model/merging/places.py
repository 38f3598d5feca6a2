"""Where everything stands in the merged map: in which phase, in which cell."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field

from model.merging.conflicts import Conflict, Referee, SideName
from model.merging.survival import Survivors
from model.merging.table import Part, Place, Table


@dataclass(slots=True)
class Placing:
    """Places steps in phases and items in cells.

    Attributes:
        steps: The phase of each step that stays.
        items: The cell of each item that stays.
    """

    base: Table
    sides: Mapping[SideName, Table]
    kept: Survivors
    referee: Referee
    steps: dict[str, Place] = field(default_factory=dict)
    items: dict[str, Place] = field(default_factory=dict)

    def place_steps(self) -> None:
        """Place all steps; one whose phase goes for good goes along."""
        for step_id in _in_order("steps", self.sides, self.kept.live["steps"]):
            place = self._place("steps", step_id)
            if place is not None:
                self.steps[step_id] = place

    def place_items(self, chosen_sides: Mapping[str, SideName]) -> None:
        """Place all items; ``chosen_sides`` are those that are taken from one side as they are."""
        for item_id in _in_order("items", self.sides, self.kept.live["items"]):
            side = chosen_sides.get(item_id)
            if side is None:
                place = self._place("items", item_id)
            else:
                place = self.sides[side].places["items"].get(item_id)
            if place is not None and self._is_there("items", place):
                self.items[item_id] = place

    def _place(self, part: Part, wanted: str) -> Place | None:
        was = self.base.places[part].get(wanted)
        held = {
            name: side.places[part][wanted]
            for name, side in self.sides.items()
            if wanted in side.places[part]
        }
        if was is not None and len(held) > 1:
            for name in self.sides:
                if self._is_undone(name, part, wanted, was):
                    held[name] = was
        places: list[Place | None] = [self._chosen(part, wanted, was, held)]
        places += [side.places[part].get(wanted) for side in self.sides.values()]
        there = [place for place in places if place is not None and self._is_there(part, place)]
        return there[0] if there else None

    def _chosen(
        self, part: Part, wanted: str, was: Place | None, held: Mapping[SideName, Place]
    ) -> Place:
        ours, theirs = held.get("ours"), held.get("theirs")
        if ours is None or theirs is None or ours == theirs:
            found = ours if ours is not None else theirs
            assert found is not None  # what stays stands somewhere
            return found
        if theirs == was:
            return ours
        if ours == was:
            return theirs
        conflict = Conflict("moved", part, wanted, base=was, ours=ours, theirs=theirs)
        return theirs if self.referee.decide(conflict) == "theirs" else ours

    def _is_undone(self, side: SideName, part: Part, wanted: str, was: Place) -> bool:
        """Tell whether ``side`` took away what this stood in, and that stays all the same."""
        held, now = self.base.values[part][wanted], self.sides[side].values[part][wanted]
        if type(held) is not type(now):
            return False
        if part == "steps":
            return self.kept.is_back(side, "phases", was[0])
        lane_id, step_id = was
        return self.kept.is_back(side, "lanes", lane_id) or self.kept.is_back(
            side, "steps", step_id
        )

    def _is_there(self, part: Part, place: Place) -> bool:
        if part == "steps":
            return place[0] in self.kept.live["phases"]
        lane_id, step_id = place
        return lane_id in self.kept.live["lanes"] and step_id in self.steps


def _in_order(part: Part, sides: Mapping[SideName, Table], live: Set[str]) -> list[str]:
    """Return ids in the order of ours, then what only theirs has."""
    ours, theirs = sides["ours"].values[part], sides["theirs"].values[part]
    return [one for one in {**ours, **theirs} if one in live]
