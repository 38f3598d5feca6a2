"""The maps that are to come out, made of the samples and the Blank template: what people write.

Of a sample they hold title and subtitle, phases, steps and their moments of truth, all lanes with
their texts, a star on the first touchpoint of each moment of truth, the first curve of the
feelings, the names of the figures, the links.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from app.insert_commands import OFFERED_ROLES
from model.cards import Card, CellItem, Feeling, Metric, Passage
from model.codes import place_of, read_entry, step_codes
from model.edits import add_item
from model.journey import JourneyMap, Phase, Step
from model.lanes import Lane
from model.templates import lane_of_role, sample, template
from model.values import with_changes

LANGUAGE = "da"
_OF_TEMPLATE = ("touchpoints", "feels", "pain_points", "opportunities")


def to_read(sample_id: str) -> JourneyMap:
    """Return the sample that a person reads from."""
    return sample(sample_id, LANGUAGE)


def as_written(sample_id: str) -> JourneyMap:
    """Return the map that people write on the Blank template when they read a sample."""
    whole, blank = to_read(sample_id), template("blank", LANGUAGE)
    about = with_changes(blank.about, title=whole.about.title, subtitle=whole.about.subtitle)
    return JourneyMap(
        id="expected",
        about=about,
        channels=blank.channels,
        sheet=blank.sheet,
        phases=tuple(_phase(phase) for phase in whole.phases),
        lanes=tuple(_lane(lane, _starred(whole)) for lane in whole.lanes),
        links=whole.links,
    )


def first_touchpoints(journey: JourneyMap) -> list[str]:
    """Return the cells whose first card people mark as a moment of truth, as codes."""
    codes = step_codes(journey)
    number = [lane.role for lane in journey.lanes].index("touchpoints") + 1
    return [f"{codes[step.id]}-{number}" for step in journey.steps if step.is_moment_of_truth]


def blank_with_notes(notes: Iterable[tuple[str, str]]) -> JourneyMap:
    """Return the Blank template with a card for each of ``notes``: (code of the cell, text)."""
    journey = template("blank", LANGUAGE)
    for number, (code, text) in enumerate(notes, 1):
        numbers = read_entry(code).numbers
        assert numbers is not None
        place = place_of(journey, numbers)
        card = Card(id=f"note-{number}", text=text)
        journey = add_item(journey, place.lane.id, place.step_id, card)
    return journey


def feeling_value(feeling: Feeling) -> float:
    """Return the value a person sets for a feeling of the sample: its mean, in halves."""
    return round(feeling.value * 2) / 2


def _phase(phase: Phase) -> Phase:
    return Phase(
        id=phase.id,
        name=phase.name,
        steps=tuple(
            Step(id=step.id, name=step.name, is_moment_of_truth=step.is_moment_of_truth)
            for step in phase.steps
        ),
    )


def _lane(lane: Lane, starred: frozenset[str]) -> Lane:
    """Return ``lane`` as the program inserts it, with what is written in it.

    Not every lane of the samples is offered ready-made: people take a plain one and name it.
    """
    cells: Mapping[str, Any] = {
        step_id: tuple(
            _item(item, starred) for item in items if item is items[0] or isinstance(item, Card)
        )
        for step_id, items in lane.cells.items()
    }
    if lane.role in _OF_TEMPLATE or lane.role in OFFERED_ROLES:
        assert lane.role is not None
        made = lane_of_role(lane.role, LANGUAGE, lane_id=lane.id)
        return with_changes(made, name=lane.name, cells=cells)
    return type(lane)(id=lane.id, name=lane.name, cells=cells)


def _item(item: CellItem, starred: frozenset[str]) -> CellItem:
    match item:
        case Feeling():
            return Feeling(id=item.id, values=(feeling_value(item),), label=item.label)
        case Metric():
            return Metric(id=item.id, name=item.name)
        case Passage():
            return Passage(id=item.id, text=item.text)
    assert isinstance(item, Card)
    markers = ("moment_of_truth",) if item.id in starred else ()
    return Card(id=item.id, text=item.text, markers=markers)


def _starred(journey: JourneyMap) -> frozenset[str]:
    """Return the ids of the cards that get a star, see `first_touchpoints`."""
    lane = next(lane for lane in journey.lanes if lane.role == "touchpoints")
    return frozenset(lane.cells[step.id][0].id for step in journey.steps if step.is_moment_of_truth)
