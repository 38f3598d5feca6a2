"""Edits of phases: stretches of the journey, each with one step or more."""

from __future__ import annotations

from collections.abc import Sequence
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
from model.find import phase_by_id, step_place
from model.journey import JourneyMap, Phase, Step
from model.problems import EditProblem


def add_phase(journey: JourneyMap, phase: Phase, index: int | None = None) -> JourneyMap:
    """Put ``phase`` with its steps at ``index``, by default last.

    Raises:
        EditProblem: If its id or one of its steps' is taken, or a step refers to an unknown one.
    """
    if phase_by_id(journey, phase.id):
        raise EditProblem("edit.id_taken", id=phase.id)
    _check_free_steps(journey, phase.steps)
    made = with_phases(journey, inserted(journey.phases, (phase,), index))
    check_references(made, *phase.steps)
    return made


def remove_phase(journey: JourneyMap, phase_id: str) -> JourneyMap:
    """Take a phase away with its steps and all that stands in their cells.

    Raises:
        EditProblem: If it is unknown, the only one, or a locked lane has something in it.
    """
    phase = the_phase(journey, phase_id)
    if len(journey.phases) == 1:
        raise EditProblem("edit.last_phase")
    return with_phases(journey, replaced(journey.phases, phase))


def move_phase(journey: JourneyMap, phase_id: str, index: int) -> JourneyMap:
    """Put a phase at ``index``, counted after it has been taken out.

    Raises:
        EditProblem: If it is unknown.
    """
    phase = the_phase(journey, phase_id)
    rest = replaced(journey.phases, phase)
    moved = frozenset(step.id for step in phase.steps)
    return with_phases(journey, inserted(rest, (phase,), index), moved=moved)


def set_phase(journey: JourneyMap, phase_id: str, **fields: Any) -> JourneyMap:
    """Set fields of a phase, but not its steps.

    Raises:
        EditProblem: If it is unknown, has no such field, or a value does not fit.
    """
    phase = the_phase(journey, phase_id)
    settable(phase, fields, "steps")
    phases = replaced(journey.phases, phase, changed(phase, **fields))
    return changed(journey, phases=same_or(journey.phases, phases))


def split_phase(
    journey: JourneyMap,
    phase_id: str,
    step_id: str,
    new_phase_id: str,
    new_name: str | None = None,
) -> JourneyMap:
    """Make a new phase of a phase's steps from ``step_id`` on.

    It gets the name (unless ``new_name`` is given), the colour and the channels of the old one;
    what describes the old phase stays there.

    Raises:
        EditProblem: If something is unknown, the id is taken, or the step is the phase's first.
    """
    phase = the_phase(journey, phase_id)
    place = the_step(journey, step_id)
    if place.phase is not phase:
        raise EditProblem("edit.unknown_step", id=step_id)
    if place.index == 0:
        raise EditProblem("edit.split_at_first_step")
    if phase_by_id(journey, new_phase_id):
        raise EditProblem("edit.id_taken", id=new_phase_id)
    second = changed(
        Phase(id="new", steps=phase.steps[place.index :]),
        id=new_phase_id,
        name=phase.name if new_name is None else new_name,
        colour=phase.colour,
        channels=phase.channels,
        is_visible=phase.is_visible,
        is_printed=phase.is_printed,
        is_collapsed=phase.is_collapsed,
    )
    first = changed(phase, steps=phase.steps[: place.index])
    return with_phases(journey, replaced(journey.phases, phase, first, second))


def merge_phases(journey: JourneyMap, first_id: str, second_id: str) -> JourneyMap:
    """Make one phase, with the first id, of two neighbours; their texts are kept below each other.

    Raises:
        EditProblem: If one is unknown or they are not neighbours.
    """
    kept, other = the_phase(journey, first_id), the_phase(journey, second_id)
    ids = [phase.id for phase in journey.phases]
    if abs(ids.index(first_id) - ids.index(second_id)) != 1:
        raise EditProblem("edit.not_neighbours")
    left, right = (kept, other) if ids.index(first_id) < ids.index(second_id) else (other, kept)
    merged = changed(
        kept,
        name=joined(" / ", left.name, right.name),
        definition=joined("\n", left.definition, right.definition),
        situation=joined("\n", left.situation, right.situation),
        our_task=joined("\n", left.our_task, right.our_task),
        example=joined("\n", left.example, right.example),
        duration=joined(" + ", left.duration, right.duration),
        questions=union(left.questions, right.questions),
        idea_prompts=union(left.idea_prompts, right.idea_prompts),
        channels=union(left.channels, right.channels),
        steps=left.steps + right.steps,
    )
    left_over = tuple(phase for phase in journey.phases if phase is not other)
    moved_photos = with_photos_at(journey, "phase", second_id, first_id)
    return with_phases(moved_photos, replaced(left_over, kept, merged))


def _check_free_steps(journey: JourneyMap, steps: Sequence[Step]) -> None:
    seen: set[str] = set()
    for step in steps:
        if step.id in seen or step_place(journey, step.id):
            raise EditProblem("edit.id_taken", id=step.id)
        seen.add(step.id)
