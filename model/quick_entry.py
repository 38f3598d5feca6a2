"""What a line of quick entry does to a map: ``3-4 too long a queue`` is a card at its place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from model.cards import Card, Feeling, Metric, Passage
from model.codes import CellPlace, code_of, place_of, read_entry
from model.edits import add_item, set_item
from model.find import lane_by_id, phase_of_step
from model.journey import JourneyMap
from model.lanes import FeelingsLane, ImagesLane, Lane, MetricsLane
from model.problems import Problem
from model.values import MAX_LINE, MAX_TEXT, clean_line, clean_text

_VALUE = re.compile(r"(?P<sign>[+\-\u2212\u2013]?)(?P<number>[0-9]+(?:[.,][0-9]+)?)(?=\s|\Z)")
_LEAST, _MOST = -2.0, 2.0


@dataclass(frozen=True, slots=True)
class Note:
    """What a line asks for.

    Attributes:
        place: The cell it leads to.
        text: The words; "" only goes there.
        value: How it feels, in a feelings lane.
        changed_id: The feeling that gets another value, where the cell has one already.
    """

    place: CellPlace
    text: str
    value: float | None = None
    changed_id: str | None = None

    @property
    def is_jump(self) -> bool:
        """Whether it only leads to a cell."""
        return not self.text and self.value is None


def read_note(journey: JourneyMap, line: str, present: tuple[str, str] | None) -> Note:
    """Return what ``line`` asks for; without a code it is about the cell ``present``.

    Args:
        journey: The map.
        line: What was typed: a code and words, a code, or words.
        present: (lane id, step id) of the cell one is at, None for nowhere.

    Raises:
        Problem: ``code.…``: there is no such place, nothing can be put there, or something else
            is needed first.
    """
    entry = read_entry(line)
    if entry.numbers is not None:
        place = place_of(journey, entry.numbers)
    else:
        place = _present_place(journey, present)
    _check_shown(journey, place)
    if not entry.text:
        return Note(place, "")
    return _note_in(place, entry.text)


def with_note(journey: JourneyMap, note: Note, item_id: str) -> JourneyMap:
    """Return the map with ``note`` in it, under the id ``item_id`` where it is something new.

    Raises:
        EditProblem: If the lane is locked, or the cell is gone.
    """
    lane, step_id = note.place.lane, note.place.step_id
    if note.is_jump:
        return journey
    if note.changed_id is not None:
        fields = {"label": note.text} if note.text else {}
        return set_item(journey, note.changed_id, values=(note.value,), **fields)
    item: Card | Feeling | Metric | Passage
    match lane.kind:
        case "feelings":
            item = Feeling(id=item_id, values=(note.value or 0.0,), label=note.text)
        case "metrics":
            item = Metric(id=item_id, name=note.text)
        case "text":
            item = Passage(id=item_id, text=note.text)
        case _:
            item = Card(id=item_id, text=note.text)
    return add_item(journey, lane.id, step_id, item)


def _present_place(journey: JourneyMap, present: tuple[str, str] | None) -> CellPlace:
    if present is None:
        raise Problem("code.nowhere")
    lane_id, step_id = present
    lane = lane_by_id(journey, lane_id)
    if lane is None or phase_of_step(journey, step_id) is None:
        raise Problem("code.nowhere")
    return CellPlace(lane, step_id, code_of(journey, lane_id, step_id))


def _check_shown(journey: JourneyMap, place: CellPlace) -> None:
    phase, lane = phase_of_step(journey, place.step_id), place.lane
    if phase is not None and not phase.is_visible:
        raise Problem("code.phase_hidden", name=phase.name or place.code)
    if phase is not None and phase.is_collapsed:
        raise Problem("code.phase_collapsed", name=phase.name or place.code)
    if not lane.is_visible:
        raise Problem("code.lane_hidden", name=lane.name or place.code)
    if lane.is_collapsed:
        raise Problem("code.lane_collapsed", name=lane.name or place.code)


def _note_in(place: CellPlace, text: str) -> Note:
    lane: Lane = place.lane
    name = lane.name or place.code
    if lane.is_locked:
        raise Problem("code.lane_locked", name=name)
    if isinstance(lane, ImagesLane):
        raise Problem("code.images_lane", name=name)
    if isinstance(lane, FeelingsLane):
        return _feeling_in(place, lane, text)
    if isinstance(lane, MetricsLane):
        return Note(place, clean_line(text)[:MAX_LINE])
    return Note(place, clean_text(text)[:MAX_TEXT])


def _feeling_in(place: CellPlace, lane: FeelingsLane, text: str) -> Note:
    found = _VALUE.match(text)
    if found is None:
        raise Problem("code.feeling_first", name=lane.name or place.code)
    value = float(found["number"].replace(",", "."))
    value = value if found["sign"] in ("", "+") else -value
    if not _LEAST <= value <= _MOST:
        raise Problem("code.feeling_range")
    label = clean_line(text[found.end() :])[:MAX_LINE]
    held = lane.cells.get(place.step_id, ())
    # Another word for the same cell sets its point anew; several personas have one each.
    changed = held[0].id if len(held) == 1 else None
    return Note(place, label, value, changed)
