"""The one merge of Journeywall: two maps that grew from one, made one again.

Break-out groups that filled a copy each, and a file that somebody else changed meanwhile. What
only one side did is done; what both did differently is a conflict, and nothing of it is lost.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from model.cards import Card, CellItem
from model.collector import collector_paused
from model.journey import JourneyMap, Link
from model.merging.building import Pieces, assembled
from model.merging.conflicts import (
    NO_CHOICES,
    Choice,
    Choices,
    Conflict,
    ConflictPart,
    Merged,
    Referee,
    SideName,
)
from model.merging.fields import ABSENT, Clash, Decide, merged_fields, merged_value
from model.merging.kinds import lanes_of_two_kinds, with_lane_ids, with_old_lane_ids
from model.merging.places import Placing
from model.merging.survival import Survivors, part_of, survivors
from model.merging.table import PARTS, Part, Place, Table, is_other, table_of, touched
from model.problems import EditProblem
from model.references import referring_fields
from model.values import Value, with_changes


def merge(base: JourneyMap, ours: JourneyMap, theirs: JourneyMap) -> Merged:
    """Return two maps as one; ``base`` is what both grew from.

    The merged map shares with ``ours`` what is the same. Exchanging the sides gives the same map
    where they do not conflict.
    """
    return _merged(base, ours, theirs, NO_CHOICES)


def resolve(merged: Merged, conflict: Conflict, choice: Choice) -> Merged:
    """Return the maps merged with one conflict decided.

    Raises:
        EditProblem: ``merge.no_such_choice``, if the conflict does not offer it.
    """
    if choice not in conflict.choices:
        raise EditProblem("merge.no_such_choice")
    choices = {**merged.choices, conflict.key: choice}
    return _merged(merged.base, merged.ours, merged.theirs, choices)


def resolve_some(merged: Merged, choices: Choices) -> Merged:
    """Return the maps merged with ``choices`` made, by `Conflict.key`; others stay as they are."""
    if not choices:
        return merged
    return _merged(merged.base, merged.ours, merged.theirs, {**merged.choices, **choices})


def resolve_all(merged: Merged, choice: Choice) -> Merged:
    """Return the maps merged with ``choice`` made wherever it is offered."""
    while True:
        made = {one.key: choice for one in merged.conflicts if choice in one.choices}
        if not made:
            return merged
        choices = {**merged.choices, **made}
        merged = _merged(merged.base, merged.ours, merged.theirs, choices)


def _merged(base: JourneyMap, ours: JourneyMap, theirs: JourneyMap, choices: Choices) -> Merged:
    names = lanes_of_two_kinds(base, ours, theirs)
    tables = [table_of(with_lane_ids(journey, names)) for journey in (base, ours, theirs)]
    with collector_paused():
        work = _Work(tables[0], {"ours": tables[1], "theirs": tables[2]}, Referee(choices))
        journey = with_old_lane_ids(work.run(), names)
    return Merged(journey, work.conflicts(), base, ours, theirs, choices)


class _Work:
    """One merge: three maps as tables, and what becomes of their parts."""

    def __init__(self, base: Table, sides: Mapping[SideName, Table], referee: Referee) -> None:
        self._base = base
        self._sides = sides
        self._referee = referee
        self._touched = {name: touched(base, side) for name, side in sides.items()}
        self._chosen_sides: dict[str, SideName] = {}
        self._copies: dict[str, tuple[CellItem, Place | None]] = {}
        self._kept: Survivors

    def run(self) -> JourneyMap:
        self._kept = survivors(self._base, self._sides, self._touched, self._referee)
        values = {part: self._values(part) for part in PARTS}
        placing = Placing(self._base, self._sides, self._kept, self._referee)
        placing.place_steps()
        placing.place_items(self._chosen_sides)
        pieces = Pieces(self._base, self._sides, values, placing.steps, placing.items, self._copies)
        journey, emptied = assembled(pieces, self._map_fields(), self._unknown_fields())
        for phase_id in emptied:
            self._referee.decide(Conflict("emptied", "phases", phase_id, choices=()))
        return journey

    def conflicts(self) -> tuple[Conflict, ...]:
        """Return what is open: the map's own fields, then by sort and in the order of ours."""
        ranks: dict[str, int] = {part: rank for rank, part in enumerate(("map", "about", "sheet"))}
        ranks |= {part: 3 + rank for rank, part in enumerate(PARTS)}
        order: dict[tuple[str, str], int] = {}
        for table in (*self._sides.values(), self._base):
            for part in PARTS:
                for one in table.values[part]:
                    order.setdefault((part, one), len(order))
        return tuple(
            sorted(
                self._referee.open.values(),
                key=lambda one: (ranks[one.part], order.get((one.part, one.id), 0)),
            )
        )

    def _map_fields(self) -> dict[str, object]:
        """Return the map's id, its card and its sheet."""
        base, ours, theirs = self._maps()
        map_id = theirs.id if ours.id == base.id else ours.id
        if base.id not in (ours.id, theirs.id):
            map_id = min(ours.id, theirs.id)
        return {
            "id": map_id,
            "about": merged_value(base.about, ours.about, theirs.about, self._decider("about", "")),
            "sheet": merged_value(base.sheet, ours.sheet, theirs.sheet, self._decider("sheet", "")),
        }

    def _unknown_fields(self) -> dict[str, object]:
        """Return the map's fields that newer versions added."""
        base, ours, theirs = (journey.model_extra or {} for journey in self._maps())
        decide = self._decider("map", "")
        made = merged_fields(base, ours, theirs, decide, owner=JourneyMap)
        return {name: held for name, held in {**ours, **made}.items() if held is not ABSENT}

    def _maps(self) -> tuple[JourneyMap, JourneyMap, JourneyMap]:
        return self._base.journey, self._sides["ours"].journey, self._sides["theirs"].journey

    def _values(self, part: Part) -> dict[str, Value]:
        """Return what stays of one sort, each thing with what both sides made of it."""
        ours, theirs = (side.values[part] for side in self._sides.values())
        live = self._kept.live[part]
        return {one: self._value(part, one) for one in {**ours, **theirs} if one in live}

    def _value(self, part: Part, wanted: str) -> Value:
        base = self._base.values[part].get(wanted)
        ours = self._sides["ours"].values[part].get(wanted)
        theirs = self._sides["theirs"].values[part].get(wanted)
        if ours is None or theirs is None:
            found = theirs if ours is None else ours
            assert found is not None  # what stays stands on a side
            return found
        if type(ours) is not type(theirs):
            return self._whole(part, wanted, base, ours, theirs)
        ours = self._as_kept(base, ours, "ours")
        if not self._is_touched("theirs", part, wanted):
            return ours
        theirs = self._as_kept(base, theirs, "theirs")
        if not is_other(part, ours, theirs):
            return ours
        if type(base) is not type(ours):
            base = None
        made = merged_value(base, ours, theirs, self._decider(part, wanted))
        is_ring = isinstance(made, Link) and made.source == made.target
        return ours if is_ring else made

    def _as_kept(self, base: Value | None, value: Value, side: SideName) -> Value:
        """Return a side's version as if it had not taken away what stays all the same."""
        if type(base) is not type(value) or not any(self._kept.brought_back[side].values()):
            return value
        assert base is not None
        changes: dict[str, object] = {}
        for name, target, is_many in referring_fields(type(value)):
            was, now = getattr(base, name), getattr(value, name)
            if was == now:
                continue
            back = self._kept.brought_back[side][part_of(target)]
            if is_many and not back.isdisjoint(was):
                still = [one for one in was if one in now or one in back]
                changes[name] = (*still, *(one for one in now if one not in was))
            elif not is_many and now is None and was in back:
                changes[name] = was
        if isinstance(value, Card) and isinstance(base, Card) and value.action and base.action:
            metric = base.action.metric
            if value.action.metric is None and metric in self._kept.brought_back[side]["items"]:
                changes["action"] = with_changes(value.action, metric=metric)
        return with_changes(value, **changes) if changes else value

    def _whole(
        self, part: Part, wanted: str, base: Value | None, ours: Value, theirs: Value
    ) -> Value:
        """Return one of two things of different kinds; its place comes along."""
        if base is not None and not self._is_touched("theirs", part, wanted):
            choice: Choice = "ours"
        elif base is not None and not self._is_touched("ours", part, wanted):
            choice = "theirs"
        else:
            choices: tuple[Choice, ...] = ("ours", "theirs")
            if part == "items":
                choices = (*choices, "both")
            conflict = Conflict("changed", part, wanted, "", base, ours, theirs, choices=choices)
            choice = self._referee.decide(conflict)
        if part == "items":
            self._chosen_sides[wanted] = "theirs" if choice == "theirs" else "ours"
            if choice == "both":
                place = self._sides["theirs"].places["items"][wanted]
                self._copies[wanted] = cast("CellItem", theirs), place
        return theirs if choice == "theirs" else ours

    def _is_touched(self, side: SideName, part: Part, wanted: str) -> bool:
        return wanted in self._touched[side][part]

    def _decider(self, part: ConflictPart, wanted: str) -> Decide:
        def decide(clash: Clash) -> object:
            choices: tuple[Choice, ...] = ("ours", "theirs")
            if clash.both is not ABSENT:
                choices = (*choices, "both")
            conflict = Conflict(
                "changed", part, wanted, clash.field, clash.base,
                clash.ours, clash.theirs, choices,
            )  # fmt: skip
            choice = self._referee.decide(conflict)
            if choice == "both" and part == "items" and clash.field == "text":
                other = self._sides["theirs"].values["items"][wanted]
                if isinstance(other, Card):
                    self._copies[wanted] = other, None
                    return clash.ours
            return {"ours": clash.ours, "theirs": clash.theirs, "both": clash.both}[choice]

        return decide
