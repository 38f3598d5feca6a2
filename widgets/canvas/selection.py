"""What is chosen on the canvas: a kind and ids, frozen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from model.find import has_item
from model.journey import JourneyMap

SelectionKind = Literal["nothing", "items", "cell", "phases", "steps", "lanes", "title", "links"]


@dataclass(frozen=True, slots=True)
class Selection:
    """What is chosen, of one kind.

    Attributes:
        kind: ``items`` are cards, feelings, figures, passages and pictures.
        ids: Ids in the order they were chosen; the last is the current one. For ``cell`` they
            are the lane's and the step's id.
    """

    kind: SelectionKind = "nothing"
    ids: tuple[str, ...] = ()

    @property
    def current(self) -> str | None:
        """The id that keys and screen readers are at."""
        return self.ids[-1] if self.ids else None

    @property
    def cell(self) -> tuple[str, str] | None:
        """(lane id, step id) of a chosen cell."""
        return (self.ids[0], self.ids[1]) if self.kind == "cell" else None

    def has(self, kind: SelectionKind, item_id: str) -> bool:
        """Tell whether ``item_id`` of ``kind`` is chosen."""
        return kind == self.kind and item_id in self.ids

    def toggled(self, kind: SelectionKind, item_id: str) -> Selection:
        """Return the selection with one thing more or less (Ctrl-click)."""
        if kind != self.kind:
            return Selection(kind, (item_id,))
        rest = tuple(held for held in self.ids if held != item_id)
        if len(rest) == len(self.ids):
            rest = (*rest, item_id)
        return Selection(kind, rest) if rest else NOTHING


NOTHING = Selection()


def item_selection(ids: Iterable[str]) -> Selection:
    """Return the selection of these items, or of nothing when there are none."""
    unique = tuple(dict.fromkeys(ids))
    return Selection("items", unique) if unique else NOTHING


def cell_selection(lane_id: str, step_id: str) -> Selection:
    """Return the selection of one cell."""
    return Selection("cell", (lane_id, step_id))


def still_there(selection: Selection, journey: JourneyMap) -> Selection:
    """Return what is left of ``selection`` in ``journey``; itself when all of it is."""
    if selection.kind in ("nothing", "title"):
        return selection
    if selection.kind == "cell":
        lane_id, step_id = selection.ids
        is_there = lane_id in _ids(journey, "lanes") and step_id in _ids(journey, "steps")
        return selection if is_there else NOTHING
    if selection.kind == "items":
        there = {held for held in selection.ids if has_item(journey, held)}
    else:
        there = _ids(journey, selection.kind)
    left = tuple(held for held in selection.ids if held in there)
    if len(left) == len(selection.ids):
        return selection
    return Selection(selection.kind, left) if left else NOTHING


def _ids(journey: JourneyMap, kind: SelectionKind) -> set[str]:
    if kind == "phases":
        return {phase.id for phase in journey.phases}
    if kind == "steps":
        return {step.id for step in journey.steps}
    if kind == "links":
        return {link.id for link in journey.links}
    return {lane.id for lane in journey.lanes}
