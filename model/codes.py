"""Codes of places on the wall: ``3.2-4`` is phase 3, step 2, lane 4, the same in every language.

They count what is in the map, shown or not, so that they stay the same when something is hidden.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from model.journey import JourneyMap
from model.lanes import Lane
from model.problems import Problem

# A number pad writes a comma in Danish; text programs make long dashes of short ones.
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212"
_CODE = re.compile(
    rf"(?P<phase>[0-9]{{1,4}})(?:[.,](?P<step>[0-9]{{1,4}}))?[{_DASHES}](?P<lane>[0-9]{{1,4}})"
    r"(?=\s|\Z)"
)
_BEGUN = re.compile(rf"(?P<phase>[0-9]{{1,4}})(?:[.,](?P<step>[0-9]{{0,4}}))?[{_DASHES}]?\Z")


@dataclass(frozen=True, slots=True)
class CellPlace:
    """A cell: the crossing of a lane and a step, with what it is called on the wall."""

    lane: Lane
    step_id: str
    code: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A line as one types it: a code or none, and the words behind it.

    Attributes:
        numbers: (phase, step or None, lane) as they were typed, None without a code.
        text: The words.
    """

    numbers: tuple[int, int | None, int] | None
    text: str


def read_entry(line: str) -> Entry:
    """Return what ``line`` says: ``3-4 too long a queue`` is a code and words.

    A line that begins with a space has no code, whatever it looks like: `` 3-4 days``.
    """
    found = _CODE.match(line)
    if found is None:
        return Entry(None, line.strip())
    step = found["step"]
    numbers = (int(found["phase"]), int(step) if step else None, int(found["lane"]))
    return Entry(numbers, line[found.end() :].strip())


def begun_code(line: str) -> tuple[int, int | None] | None:
    """Return (phase, step or None) of a code that is still being typed: ``3``, ``3.``, ``3.2-``."""
    found = _BEGUN.match(line)
    if found is None:
        return None
    step = found["step"]
    return int(found["phase"]), int(step) if step else None


def place_of(journey: JourneyMap, numbers: tuple[int, int | None, int]) -> CellPlace:
    """Return the cell that a code names; without a step the first of the phase.

    Raises:
        Problem: ``code.no_phase``, ``code.no_step`` or ``code.no_lane``, each with how many there
            are; ``code.no_lanes`` where there are none.
    """
    phase_number, step_number, lane_number = numbers
    step_id = step_of(journey, phase_number, step_number)
    if not journey.lanes:
        raise Problem("code.no_lanes")
    if not 1 <= lane_number <= len(journey.lanes):
        raise Problem("code.no_lane", number=lane_number, count=len(journey.lanes))
    lane = journey.lanes[lane_number - 1]
    return CellPlace(lane, step_id, code_of(journey, lane.id, step_id))


def step_of(journey: JourneyMap, phase_number: int, step_number: int | None) -> str:
    """Return the id of a step by its numbers; without its own the first of the phase.

    Raises:
        Problem: ``code.no_phase`` or ``code.no_step``.
    """
    if not 1 <= phase_number <= len(journey.phases):
        raise Problem("code.no_phase", number=phase_number, count=len(journey.phases))
    steps = journey.phases[phase_number - 1].steps
    number = 1 if step_number is None else step_number
    if not 1 <= number <= len(steps):
        raise Problem("code.no_step", number=number, phase=phase_number, count=len(steps))
    return steps[number - 1].id


def code_of(journey: JourneyMap, lane_id: str, step_id: str) -> str:
    """Return the code of a cell.

    Raises:
        KeyError: If the map has no such lane or step.
    """
    numbers = {lane.id: number for number, lane in enumerate(journey.lanes, 1)}
    return f"{step_codes(journey)[step_id]}-{numbers[lane_id]}"


def step_codes(journey: JourneyMap) -> Mapping[str, str]:
    """Return each step's part of a code by its id: 3.2, or 3 where the phase has no other step."""
    return {
        step.id: f"{phase_number}.{number}" if len(phase.steps) > 1 else f"{phase_number}"
        for phase_number, phase in enumerate(journey.phases, 1)
        for number, step in enumerate(phase.steps, 1)
    }
