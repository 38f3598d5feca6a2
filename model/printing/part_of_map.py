"""A part of a map for a page of its own: some steps and some lanes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Any

from model.journey import JourneyMap, Phase
from model.lanes import Lane, with_cells
from model.values import with_changes


def part_of(journey: JourneyMap, steps: Sequence[str], lanes: Set[str]) -> JourneyMap:
    """Return ``journey`` with only ``steps``, which stand side by side, and ``lanes`` in print.

    What is left out stays in the map where it can, unprinted, so that lanes are counted as on the
    wall; only steps of a phase that is cut in two are taken out. A card that reaches into the part
    from the left is begun anew at its edge, one that reaches out ends there.
    """
    wanted = frozenset(steps)
    phases = tuple(_phase(phase, wanted) for phase in journey.phases)
    before = [step.id for step in journey.steps]
    after = [step.id for phase in phases for step in phase.steps]
    reach = _Reach(before, after, steps)
    made = tuple(
        reach.told(lane) if lane.id in lanes and lane.is_printed
        else with_changes(lane, is_printed=False)
        for lane in journey.lanes
    )  # fmt: skip
    return with_changes(journey, phases=phases, lanes=made)


def _phase(phase: Phase, wanted: Set[str]) -> Phase:
    kept = tuple(step for step in phase.steps if step.id in wanted)
    if not kept:
        return with_changes(phase, is_printed=False)
    return phase if len(kept) == len(phase.steps) else with_changes(phase, steps=kept)


class _Reach:
    """How far items reach once some steps are gone."""

    def __init__(self, before: Sequence[str], after: Sequence[str], steps: Sequence[str]) -> None:
        self._before = before
        self._places = {step: at for at, step in enumerate(before)}
        self._after = frozenset(after)
        self._steps = steps
        self._first, self._last = self._places[steps[0]], self._places[steps[-1]]

    def told(self, lane: Lane) -> Lane:
        """Return ``lane`` with the items that reach over the part's edges ended at them."""
        changed: dict[str, tuple[Any, ...]] = {}
        carried: list[Any] = []
        for step in self._before[: self._last + 1]:
            items: tuple[Any, ...] = lane.cells.get(step, ())
            if not any(getattr(item, "span", 1) > 1 for item in items):
                continue
            if self._places[step] < self._first:
                carried.extend(self._cut(items, self._places[step]))
            elif step in self._after:
                changed[step] = self._shortened(items, self._places[step])
        if carried:
            edge = self._steps[0]
            held: Mapping[str, tuple[Any, ...]] = {**lane.cells, **changed}
            changed[edge] = (*carried, *held.get(edge, ()))
        return with_cells(lane, changed)

    def _cut(self, items: tuple[Any, ...], place: int) -> Iterable[Any]:
        for item in items:
            end = place + getattr(item, "span", 1)
            if end > self._first:
                yield with_changes(item, span=self._kept(self._first, end))

    def _shortened(self, items: tuple[Any, ...], place: int) -> tuple[Any, ...]:
        return tuple(
            with_changes(item, span=self._kept(place, place + item.span))
            if getattr(item, "span", 1) > 1
            else item
            for item in items
        )

    def _kept(self, start: int, end: int) -> int:
        """Return how many steps from ``start`` on, before ``end``, are in the part."""
        end = min(end, self._last + 1)
        return max(1, sum(step in self._after for step in self._before[start:end]))
