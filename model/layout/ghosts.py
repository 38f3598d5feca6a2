"""What is gone since another state of a map, laid out at its place as if it still hung there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from model.lanes import Lane, with_cells
from model.layout.viewing import Seen
from model.marking import Marking

_Cell = tuple[Any, ...]


class Ghosts:
    """Hangs what is gone into the cells of a map that is laid out; it is never kept.

    What stays the same is the same object as before, so that a keystroke lays out one cell.
    """

    def __init__(self) -> None:
        self._marking: Marking | None = None
        self._lanes: dict[str, tuple[Lane, Lane]] = {}
        self._cells: dict[tuple[str, str], tuple[_Cell, _Cell]] = {}

    def with_gone(self, seen: Seen, marking: Marking | None) -> Seen:
        """Return what is laid out, and what of that is pale."""
        if marking is not self._marking:
            self._marking, self._lanes, self._cells = marking, {}, {}
        if marking is None or not marking.gone:
            return seen
        by_lane: dict[str, dict[str, _Cell]] = {}
        for (lane_id, step_id), items in marking.gone.items():
            by_lane.setdefault(lane_id, {})[step_id] = items
        lanes = tuple(self._lane(lane, by_lane.get(lane.id, {})) for lane in seen.journey.lanes)
        pale = {item.id for items in marking.gone.values() for item in items}
        # Not an edit: it is laid out and never kept.
        journey = seen.journey.model_copy(update={"lanes": lanes})
        return seen._replace(journey=journey, dimmed=seen.dimmed | pale)

    def _lane(self, lane: Lane, gone: Mapping[str, _Cell]) -> Lane:
        fitting = {
            step_id: tuple(item for item in items if isinstance(item, lane.item_type))
            for step_id, items in gone.items()
        }
        if not any(fitting.values()):
            return lane
        source, made = self._lanes.get(lane.id, (None, lane))
        if source is not lane:
            cells = {step_id: self._cell(lane, step_id, held) for step_id, held in fitting.items()}
            made = with_cells(lane, cells)
            self._lanes[lane.id] = (lane, made)
        return made

    def _cell(self, lane: Lane, step_id: str, gone: _Cell) -> _Cell:
        held: _Cell = lane.cells.get(step_id, ())
        known = self._cells.get((lane.id, step_id))
        if known is None or known[0] is not held:
            known = self._cells[lane.id, step_id] = (held, (*held, *gone))
        return known[1]
