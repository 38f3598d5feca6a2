"""A map looked at through a filter: what is laid out of it, and what is dimmed."""

from __future__ import annotations

from collections.abc import Set
from typing import Any, NamedTuple

from model.filtering import Filter, Sieve, is_empty
from model.journey import JourneyMap
from model.lanes import FeelingsLane, Lane, with_cells
from model.people_shown import PeopleSieve, lanes_switched_off, switched_off

_NOTHING: frozenset[str] = frozenset()
_UNSHOWN = (False, False)
_Cell = tuple[Any, ...]


class Seen(NamedTuple):
    """What is seen of a map, and the ids of what is dimmed in it.

    ``away`` are the personas who are switched off and took something along.
    """

    journey: JourneyMap
    dimmed: frozenset[str] = _NOTHING
    away: tuple[str, ...] = ()


class Viewing:
    """Applies filters for one kind of sheet, and hides what switched off personas take along.

    Cells and lanes a filter leaves the same are the same objects as before, so that a keystroke in
    a filtered map lays out one cell.
    """

    def __init__(self) -> None:
        self._people = PeopleSieve()
        self._sieve: Sieve | None = None
        self._without_people, self._without_others = _Leaving(), _Leaving()

    def seen(self, journey: JourneyMap, through: Filter | None) -> Seen:
        """Return what of ``journey`` is laid out, and what of that is dimmed."""
        away = self._people.hidden(journey)
        if away and through is not None:
            away -= through.spared
        journey = self._without_people.left(journey, away, lanes_switched_off(journey))
        people = tuple(sorted(switched_off(journey))) if away else ()
        if through is None or is_empty(through.view):
            self._sieve = None
            return Seen(self._without_others.left(journey, _NOTHING), away=people)
        if self._sieve is None or self._sieve.view != through.view:
            self._sieve = Sieve(through.view)
        outside = self._sieve.outside(journey) - through.spared
        if through.view.others == "dim":
            return Seen(journey, outside, people)
        return Seen(self._without_others.left(journey, outside), away=people)


class _Leaving:
    """Leaves items out of one map after another."""

    def __init__(self) -> None:
        self._cells: dict[int, tuple[_Cell, _Cell]] = {}
        self._lanes: dict[str, tuple[Lane, Lane]] = {}

    def left(
        self, journey: JourneyMap, hidden: Set[str], lanes_hidden: Set[str] = _NOTHING
    ) -> JourneyMap:
        """Return ``journey`` without the items ``hidden``, and such lanes once they are empty."""
        if not hidden and not lanes_hidden:
            self._cells, self._lanes = {}, {}
            return journey
        cells, self._cells = self._cells, {}
        lanes = tuple(self._lane(lane, hidden, lanes_hidden, cells) for lane in journey.lanes)
        self._lanes = {
            source.id: (source, made) for source, made in zip(journey.lanes, lanes, strict=True)
        }
        # Not an edit: a filtered map is laid out and never kept.
        return journey.model_copy(update={"lanes": lanes})

    def _lane(
        self,
        lane: Lane,
        hidden: Set[str],
        lanes_hidden: Set[str],
        before: dict[int, tuple[_Cell, _Cell]],
    ) -> Lane:
        left: dict[str, _Cell] = {
            step_id: self._cell(cell, hidden, before) for step_id, cell in lane.cells.items()
        }
        is_away = lane.id in lanes_hidden and not any(left.values())
        source, known = self._lanes.get(lane.id, (None, lane))
        wanted = _UNSHOWN if is_away else (lane.is_visible, lane.is_printed)
        is_known = source is lane and (known.is_visible, known.is_printed) == wanted
        if is_known and all(known.cells.get(step_id, ()) is cell for step_id, cell in left.items()):
            return known
        made = with_cells(lane, left)
        if is_away:
            return made.model_copy(update={"is_visible": False, "is_printed": False})
        return made

    def _cell(self, cell: _Cell, hidden: Set[str], before: dict[int, tuple[_Cell, _Cell]]) -> _Cell:
        left = tuple(item for item in cell if item.id not in hidden)
        if len(left) == len(cell):
            return cell
        known = before.get(id(cell))
        if known is not None and known[0] is cell and known[1] == left:
            left = known[1]
        self._cells[id(cell)] = (cell, left)
        return left


def dimmed_feelings(journey: JourneyMap, dimmed: frozenset[str]) -> frozenset[str]:
    """Return which feelings are among ``dimmed``: their curves are dimmed with them."""
    if not dimmed:
        return _NOTHING
    return frozenset(
        feeling.id
        for lane in journey.lanes
        if isinstance(lane, FeelingsLane)
        for cell in lane.cells.values()
        for feeling in cell
        if feeling.id in dimmed
    )
