"""What became of each part of a map since another state of it: what is marked where it is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Literal

from model.cards import CellItem

ChangeSign = Literal["added", "moved", "changed", "gone"]
SIGNS: Final[tuple[ChangeSign, ...]] = ("added", "moved", "changed", "gone")
"""In the order of a legend."""

Cell = tuple[str, str]  # lane and step


@dataclass(frozen=True, slots=True)
class CurveBefore:
    """How it felt in the other map, drawn in a lane of this one.

    Attributes:
        lane_id: The lane.
        points: Steps of this map, with the mean of what was felt there.
    """

    lane_id: str
    points: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Marking:
    """How a map is drawn that is compared with another.

    Attributes:
        name: What the map is compared with.
        signs: What became of cards, figures, texts, pictures, steps, phases and lanes, by id.
        gone: What hung in a cell and is gone, by lane and step; drawn pale at its place.
        unplaced: How many things are gone together with their lane or their step.
        curves: Feelings of the other map that were others.
    """

    name: str
    signs: Mapping[str, tuple[ChangeSign, ...]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    gone: Mapping[Cell, tuple[CellItem, ...]] = field(default_factory=lambda: MappingProxyType({}))
    unplaced: int = 0
    curves: tuple[CurveBefore, ...] = ()
