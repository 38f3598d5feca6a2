"""Where two sides want different things, and how one chooses between them."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from model.journey import JourneyMap
from model.merging.table import Part

SideName = Literal["ours", "theirs"]
Choice = Literal["ours", "theirs", "both"]
ConflictKind = Literal["changed", "moved", "removed", "emptied"]
ConflictPart = Part | Literal["map", "about", "sheet"]


@dataclass(frozen=True, slots=True)
class Conflict:
    """One thing about which the two sides do not agree; nothing of either is lost.

    Attributes:
        kind: ``changed``: both gave a field another value. ``moved``: both put it elsewhere.
            ``removed``: one took it away, the other changed or used it. ``emptied``: together they
            took all steps out of a phase, which got an empty one.
        part: What sort of thing it is; ``about`` and ``sheet`` have no id.
        id: Its id.
        field: Which field, ``action.owner`` for one inside another; "" for the whole thing.
        base: What the field, the place or the thing was; None if there was nothing.
        ours, theirs: What it is on the sides; None if it was taken away there.
        choices: What can be chosen. ``both`` keeps two cards, or both texts in one field.
        standing: What the merged map holds as long as nothing else is chosen.
    """

    kind: ConflictKind
    part: ConflictPart
    id: str
    field: str = ""
    base: object = dataclasses.field(default=None, compare=False)
    ours: object = None
    theirs: object = None
    choices: tuple[Choice, ...] = ("ours", "theirs")
    standing: Choice = "ours"

    @property
    def key(self) -> str:
        """What it is known by, whichever side is called ours."""
        return f"{self.kind}:{self.part}:{self.id}:{self.field}"


Choices = Mapping[str, Choice]
NO_CHOICES: Choices = MappingProxyType({})


@dataclass(frozen=True, slots=True, eq=False)
class Merged:
    """Two maps as one.

    Attributes:
        journey: The merged map; always a sound one.
        conflicts: What is not decided yet, in the order of the wall.
        base, ours, theirs: What was merged.
        choices: What has been chosen, by `Conflict.key`.
    """

    journey: JourneyMap
    conflicts: tuple[Conflict, ...]
    base: JourneyMap
    ours: JourneyMap
    theirs: JourneyMap
    choices: Choices = dataclasses.field(default_factory=lambda: NO_CHOICES)


@dataclass(slots=True)
class Referee:
    """Decides conflicts by what has been chosen, and remembers those still open."""

    choices: Choices
    open: dict[str, Conflict] = dataclasses.field(default_factory=dict)

    def decide(self, conflict: Conflict) -> Choice:
        """Return which side counts; the conflict stays open if nobody chose."""
        chosen = self.choices.get(conflict.key)
        if chosen is None or chosen not in conflict.choices:
            self.open[conflict.key] = conflict
            return conflict.standing
        return chosen
