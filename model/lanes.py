"""The lanes of a map: one row each, of a kind that says what its cells hold.

A cell that holds nothing is not written down: ``lane.cells.get(step_id, ())``.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, Literal, TypeVar, cast

from pydantic import Field

from model.cards import Card, CardColour, CardType, CellItem, Feeling, Metric, Passage, Picture
from model.values import Id, Ids, Line, Many, Millimetres, ReadOnly, Text, Value

# What a lane means, whatever it is called; blueprint lines follow from it
# (reference/peers.md 1C: "lines derived from lane roles").
LaneRole = Literal[
    "physical_evidence", "customer_actions", "frontstage", "backstage", "support",
    "touchpoints", "channels", "sees", "thinks", "says", "feels", "needs", "wishes",
    "expectations", "pain_points", "barriers", "strengths", "weaknesses", "opportunities",
    "ideas", "solutions", "message", "content", "offers", "competitors", "our_task",
    "how_we_help", "next_phase", "situation", "responsible", "metrics", "storyboard",
]  # fmt: skip
FeelingsStyle = Literal["curve", "faces", "off"]

# Read-only and shared by all lanes without cells, so that "unchanged" stays "identical".
_EMPTY: Mapping[str, Any] = MappingProxyType({})


def _no_cells() -> Mapping[str, Any]:
    # A factory, because pydantic deep-copies a plain default, which a mappingproxy refuses.
    return _EMPTY


class LaneBase(Value):
    """What all lanes have; ``height`` of None lets the lane grow with its cells.

    ``is_collapsed`` draws it as a thin strip on the screen; print shows it whole.
    """

    id: Id
    name: Line = ""
    role: LaneRole | None = None
    hint: Text = ""
    colour: CardColour | None = None
    icon: Line | None = None
    height: Millimetres | None = None
    is_visible: bool = True
    is_printed: bool = True
    is_locked: bool = False
    is_collapsed: bool = False
    personas: Ids = ()


class CardsLane(LaneBase):
    """A lane of sticky notes.

    ``is_channel_matrix`` shows above them which channels each step of the map uses.
    """

    item_type: ClassVar[type[Value]] = Card

    kind: Literal["cards"] = "cards"
    card_type: CardType = "note"
    is_channel_matrix: bool = False
    cells: ReadOnly[Many[Card]] = Field(default_factory=_no_cells)


class FeelingsLane(LaneBase):
    """A lane with curves from -2 to +2; ``levels`` name -2, -1, 0, +1, +2 in that order."""

    item_type: ClassVar[type[Value]] = Feeling

    kind: Literal["feelings"] = "feelings"
    style: FeelingsStyle = "curve"
    levels: Annotated[Many[Line], Field(max_length=5)] = ()
    cells: ReadOnly[Many[Feeling]] = Field(default_factory=_no_cells)


class MetricsLane(LaneBase):
    """A lane of figures."""

    item_type: ClassVar[type[Value]] = Metric

    kind: Literal["metrics"] = "metrics"
    cells: ReadOnly[Many[Metric]] = Field(default_factory=_no_cells)


class TextLane(LaneBase):
    """A lane of running text."""

    item_type: ClassVar[type[Value]] = Passage

    kind: Literal["text"] = "text"
    cells: ReadOnly[Many[Passage]] = Field(default_factory=_no_cells)


class ImagesLane(LaneBase):
    """A lane of pictures."""

    item_type: ClassVar[type[Value]] = Picture

    kind: Literal["images"] = "images"
    cells: ReadOnly[Many[Picture]] = Field(default_factory=_no_cells)


Lane = Annotated[
    CardsLane | FeelingsLane | MetricsLane | TextLane | ImagesLane, Field(discriminator="kind")
]
LaneKind = Literal["cards", "feelings", "metrics", "text", "images"]


LaneOf = TypeVar("LaneOf", bound=CardsLane | FeelingsLane | MetricsLane | TextLane | ImagesLane)


def with_cells(lane: LaneOf, changed: Mapping[str, tuple[CellItem, ...]]) -> LaneOf:
    """Return ``lane`` with the cells in ``changed`` (step id to items); the others are shared.

    An empty tuple takes the cell away. Returns ``lane`` itself when nothing differs.

    Raises:
        TypeError: If an item is not of the lane's kind.
    """
    cells = dict(lane.cells)
    for step_id, items in changed.items():
        if not all(type(item) is lane.item_type for item in items):
            raise TypeError(f"a {lane.kind} lane holds {lane.item_type.__name__} items only")
        if items:
            cells[step_id] = items
        else:
            cells.pop(step_id, None)
    if cells.keys() == lane.cells.keys() and all(
        cells[step_id] is lane.cells[step_id] for step_id in changed if step_id in cells
    ):
        return lane
    return cast("LaneOf", lane.model_copy(update={"cells": MappingProxyType(cells)}))
