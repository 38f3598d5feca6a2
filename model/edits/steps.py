"""Edits of steps: the columns of the map."""

from __future__ import annotations

from typing import Any

from model.edits.changes import (
    changed,
    check_references,
    inserted,
    replaced,
    same_or,
    settable,
    the_phase,
    the_step,
)
from model.edits.grid import with_phases
from model.edits.merging import joined, union, with_photos_at
from model.find import StepPlace, step_place
from model.journey import JourneyMap, Phase, Step
from model.problems import EditProblem


def add_step(
    journey: JourneyMap, phase_id: str, step: Step, index: int | None = None
) -> JourneyMap:
    """Put ``step`` into a phase at ``index``, by default last.

    An item that covers the steps on both sides of it covers it too.

    Raises:
        EditProblem: If the phase is unknown, the id is taken, or it refers to an unknown step.
    """
    phase = the_phase(journey, phase_id)
    if step_place(journey, step.id):
        raise EditProblem("edit.id_taken", id=step.id)
    made = _with_steps(journey, phase, inserted(phase.steps, (step,), index))
    check_references(made, step)
    return made


def remove_step(journey: JourneyMap, step_id: str) -> JourneyMap:
    """Take a step away with all that stands in its cells.

    Raises:
        EditProblem: If it is unknown, the only one of its phase, or a locked lane has something
            in it.
    """
    place = _place_beside_others(journey, step_id)
    return _with_steps(journey, place.phase, replaced(place.phase.steps, place.step))


def move_step(journey: JourneyMap, step_id: str, phase_id: str, index: int) -> JourneyMap:
    """Put a step with its cells into a phase at ``index``, counted after it has been taken out.

    Raises:
        EditProblem: If something is unknown, or the step is the only one of the phase it leaves.
    """
    place = the_step(journey, step_id)
    target = the_phase(journey, phase_id)
    moved = frozenset((step_id,))
    rest = replaced(place.phase.steps, place.step)
    if target is place.phase:
        return _with_steps(journey, target, inserted(rest, (place.step,), index), moved)
    _place_beside_others(journey, step_id)
    left = changed(place.phase, steps=rest)
    grown = changed(target, steps=inserted(target.steps, (place.step,), index))
    phases = replaced(replaced(journey.phases, place.phase, left), target, grown)
    return with_phases(journey, phases, moved=moved)


def set_step(journey: JourneyMap, step_id: str, **fields: Any) -> JourneyMap:
    """Set fields of a step.

    Raises:
        EditProblem: If it is unknown, has no such field, a value does not fit, or ``next`` names
            a step the map does not have.
    """
    place = the_step(journey, step_id)
    settable(place.step, fields)
    step = changed(place.step, **fields)
    check_references(journey, step)
    return _with_steps(journey, place.phase, replaced(place.phase.steps, place.step, step))


def merge_steps(journey: JourneyMap, first_id: str, second_id: str) -> JourneyMap:
    """Make one step, with the first id, of two neighbours; cells are put behind each other.

    Raises:
        EditProblem: If one is unknown, they are not neighbours, the second is the only one of its
            phase, or a locked lane has something in its cell.
    """
    first, second = the_step(journey, first_id), _place_beside_others(journey, second_id)
    if abs(first.column - second.column) != 1:
        raise EditProblem("edit.not_neighbours")
    left, right = sorted((first, second), key=lambda place: place.column)
    merged = _merged(first.step, left.step, right.step)
    replacement: dict[str, tuple[Step, ...]] = {first_id: (merged,), second_id: ()}
    phases = tuple(
        changed(
            phase,
            steps=tuple(
                new
                for step in phase.steps
                for new in replacement.get(step.id, (_pointing(step, second_id, first_id),))
            ),
        )
        for phase in journey.phases
    )
    moved_photos = with_photos_at(journey, "step", second_id, first_id)
    return with_phases(moved_photos, phases, home={second_id: first_id})


def _merged(kept: Step, left: Step, right: Step) -> Step:
    """Return ``kept`` with what ``left`` and ``right`` say; the graver figure of both counts."""
    following = dict.fromkeys((*left.next, *right.next))
    return changed(
        kept,
        name=joined(" / ", left.name, right.name),
        duration=joined(" + ", left.duration, right.duration),
        wait=joined(" + ", left.wait, right.wait),
        is_moment_of_truth=left.is_moment_of_truth or right.is_moment_of_truth,
        is_optional=left.is_optional and right.is_optional,
        is_decision=left.is_decision or right.is_decision,
        next=tuple(one for one in following if one not in (left.id, right.id)),
        markers=union(left.markers, right.markers),
        drop_off=_dropped_off(left.drop_off, right.drop_off),
        stuck=_dropped_off(left.stuck, right.stuck),
        friction=_greater(left.friction, right.friction),
        memorability=_greater(left.memorability, right.memorability),
    )


def _pointing(step: Step, old: str, new: str) -> Step:
    if old not in step.next:
        return step
    return changed(step, next=tuple(new if one == old else one for one in step.next))


def _dropped_off(first: float | None, second: float | None) -> float | None:
    """Return how many per cent of all are lost when ``second`` is lost of those left."""
    if first is None or second is None:
        return second if first is None else first
    return round(100 - (100 - first) * (100 - second) / 100, 4)


def _greater(first: int | None, second: int | None) -> int | None:
    return max((value for value in (first, second) if value is not None), default=None)


def _place_beside_others(journey: JourneyMap, step_id: str) -> StepPlace:
    place = the_step(journey, step_id)
    if len(place.phase.steps) == 1:
        raise EditProblem("edit.last_step")
    return place


def _with_steps(
    journey: JourneyMap,
    phase: Phase,
    steps: tuple[Step, ...],
    moved: frozenset[str] = frozenset(),
) -> JourneyMap:
    phases = replaced(journey.phases, phase, changed(phase, steps=same_or(phase.steps, steps)))
    return with_phases(journey, same_or(journey.phases, phases), moved=moved)
