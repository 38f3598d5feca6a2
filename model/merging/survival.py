"""What stays when one side took away what the other side changed or used.

Taken away counts only where the other side left a thing alone. Else it stays, with all that went
with it: a step with its cards, a phase with its steps. One conflict tells of the outermost thing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field

from model.merging.conflicts import Conflict, Referee, SideName
from model.merging.table import PARTS, TOP, Part, Place, Table
from model.references import Target, is_nothing_without, references, referring_fields
from model.values import Value

Ids = dict[Part, set[str]]
_PART_OF: Mapping[Target, Part] = {"cards": "items", "metrics": "items"}


@dataclass(frozen=True, slots=True)
class Survivors:
    """The parts of the merged map.

    Attributes:
        live: Their ids by sort.
        brought_back: By side, what it took away and what stays all the same.
    """

    live: Mapping[Part, Set[str]]
    brought_back: Mapping[SideName, Mapping[Part, Set[str]]]

    def is_back(self, side: SideName, part: Part, wanted: str) -> bool:
        """Tell whether ``side`` took this away and it stays all the same."""
        return wanted in self.brought_back[side][part]


def part_of(target: Target) -> Part:
    """Return the sort of thing that a reference names."""
    return _PART_OF.get(target, target)  # type: ignore[arg-type]


def survivors(
    base: Table,
    sides: Mapping[SideName, Table],
    touched: Mapping[SideName, Mapping[Part, Set[str]]],
    referee: Referee,
) -> Survivors:
    """Return what stays of the three maps."""
    back: dict[SideName, Ids] = {}
    live: Ids = {part: set() for part in PARTS}
    pairs: tuple[tuple[SideName, SideName], ...] = (("theirs", "ours"), ("ours", "theirs"))
    for keeper, taker in pairs:
        rescue = _Rescue(base, sides[keeper], sides[taker], taker, referee)
        back[taker] = rescue.run(touched[keeper])
    for part in PARTS:
        held = base.values[part]
        for keeper, taker in pairs:
            other = sides[taker].values[part]
            live[part] |= {
                one
                for one in sides[keeper].values[part]
                if one in other or one not in held or one in back[taker][part]
            }
    if not live["phases"]:
        _keep_a_phase(base, sides, live, back)
    return Survivors(live, back)


def _keep_a_phase(
    base: Table,
    sides: Mapping[SideName, Table],
    live: Ids,
    back: dict[SideName, Ids],
) -> None:
    """Keep the first phase where each side took away those the other left."""
    for phase_id in base.order("phases", TOP):
        for name, side in sides.items():
            if phase_id in side.values["phases"]:
                taker: SideName = "theirs" if name == "ours" else "ours"
                live["phases"].add(phase_id)
                back[taker]["phases"].add(phase_id)
                steps = side.order("steps", (phase_id,))
                live["steps"].update(steps)
                return


@dataclass(slots=True)
class _Rescue:
    """Finds what one side took away and the other still needs."""

    base: Table
    keeper: Table
    taker: Table
    taker_name: SideName
    referee: Referee
    lost: Ids = field(default_factory=dict)
    back: Ids = field(default_factory=dict)
    refused: set[tuple[Part, str]] = field(default_factory=set)
    to_look_at: list[tuple[Part, str]] = field(default_factory=list)

    def run(self, touched: Mapping[Part, Set[str]]) -> Ids:
        """Return what stays of the things ``taker`` took away."""
        for part in PARTS:
            held, left = self.keeper.values[part], self.taker.values[part]
            self.lost[part] = {one for one in self.base.values[part] if one in held}
            self.lost[part].difference_update(left)
            self.back[part] = set()
        if not any(self.lost.values()):
            return self.back
        for part in PARTS:
            order = self.keeper.values[part]
            self.to_look_at += [(part, one) for one in order if one in touched[part]]
        at = 0
        while at < len(self.to_look_at):
            self._look_at(*self.to_look_at[at])
            at += 1
        self._bring_back_dependents()
        return self.back

    def _look_at(self, part: Part, wanted: str) -> None:
        """Keep what a thing that the keeper changed stands in and newly refers to."""
        place = self.keeper.places[part][wanted]
        is_taken = wanted in self.lost[part]
        if is_taken or self.base.places[part].get(wanted) != place:
            self._need(part, wanted)
        if is_taken and wanted not in self.back[part]:
            return
        value, before = self.keeper.values[part][wanted], self.base.values[part].get(wanted)
        known = set(references(before)) if before is not None else set()
        for reference in references(value):
            if reference.target == "images" or reference not in known:
                self._need(part_of(reference.target), reference.id)

    def _need(self, part: Part, wanted: str) -> None:
        """Keep a thing, first what it stands in; not what somebody chose to take away."""
        for outer, one in (*self._containers(part, wanted), (part, wanted)):
            if one not in self.lost[outer] or one in self.back[outer]:
                continue
            if not self._may_come_back(outer, one):
                return
            self._bring_back(outer, one)

    def _containers(self, part: Part, wanted: str) -> Iterator[tuple[Part, str]]:
        place = self.keeper.places[part].get(wanted, TOP)
        if part == "steps" and place:
            yield "phases", place[0]
        elif part == "items" and place:
            lane_id, step_id = place
            yield "phases", self.keeper.places["steps"][step_id][0]
            yield "steps", step_id
            yield "lanes", lane_id

    def _may_come_back(self, part: Part, wanted: str) -> bool:
        if part == "images":
            return True
        if (part, wanted) in self.refused:
            return False
        value = self.keeper.values[part][wanted]
        is_ours_gone = self.taker_name == "ours"
        conflict = Conflict(
            "removed",
            part,
            wanted,
            base=self.base.values[part][wanted],
            ours=None if is_ours_gone else value,
            theirs=value if is_ours_gone else None,
            standing="theirs" if is_ours_gone else "ours",
        )
        if self.referee.decide(conflict) == self.taker_name:
            self.refused.add((part, wanted))
            return False
        return True

    def _bring_back(self, part: Part, wanted: str) -> None:
        """Keep a thing with all that went with it."""
        self.back[part].add(wanted)
        self.to_look_at.append((part, wanted))
        if part == "phases":
            for step_id in self.keeper.order("steps", (wanted,)):
                if step_id in self.lost["steps"] and step_id not in self.back["steps"]:
                    self._bring_back_inside("steps", step_id)
                    self._bring_back_items(step_id=step_id)
        elif part == "steps":
            self._bring_back_items(step_id=wanted)
        elif part == "lanes":
            self._bring_back_items(lane_id=wanted)

    def _bring_back_items(self, *, lane_id: str = "", step_id: str = "") -> None:
        for lane in self.keeper.journey.lanes if not lane_id else ():
            self._bring_back_cell((lane.id, step_id))
        if lane_id:
            for step in self.keeper.journey.steps:
                self._bring_back_cell((lane_id, step.id))

    def _bring_back_cell(self, place: Place) -> None:
        lane_id, step_id = place
        if not self._is_there("lanes", lane_id) or not self._is_there("steps", step_id):
            return
        for item_id in self.keeper.order("items", place):
            if item_id in self.lost["items"] and item_id not in self.back["items"]:
                self._bring_back_inside("items", item_id)

    def _bring_back_inside(self, part: Part, wanted: str) -> None:
        """Keep what went with something larger, and the image it shows."""
        self.back[part].add(wanted)
        for reference in references(self.keeper.values[part][wanted]):
            if reference.target == "images":
                self._need("images", reference.id)

    def _is_there(self, part: Part, wanted: str) -> bool:
        return wanted not in self.lost[part] or wanted in self.back[part]

    def _bring_back_dependents(self) -> None:
        """Keep links, photos and dismissals that went only because what they need did."""
        parts: tuple[Part, ...] = ("links", "photos", "dismissals")
        for part in parts:
            for one in sorted(self.lost[part] - self.back[part]):
                value = self.keeper.values[part][one]
                ends = list(_vital_ends(value))
                if any(end in self.back[kind] for kind, end in ends) and all(
                    self._is_there(kind, end) for kind, end in ends
                ):
                    self.back[part].add(one)


def _vital_ends(value: Value) -> Iterator[tuple[Part, str]]:
    for name, target, _ in referring_fields(type(value)):
        if is_nothing_without(type(value), name):
            end = getattr(value, name)
            if end is not None:
                yield part_of(target), end
