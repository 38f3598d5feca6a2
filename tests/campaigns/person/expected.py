"""The maps that are to come out, made of the sample and the Blank template: what people write.

Of the sample of the sustainable shoes they hold title and subtitle, phases, steps and their
moments of truth, all lanes with their texts, the feelings, the names of the figures, the links.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from model.cards import Card, CellItem, Feeling, Metric
from model.codes import place_of, read_entry
from model.edits import add_item
from model.journey import JourneyMap, Phase, Step
from model.lanes import CardsLane, FeelingsLane, Lane, MetricsLane
from model.templates import lane_of_role, sample, template
from model.values import with_changes

SHOES = "sustainable-shoes"
LANGUAGE = "da"


def shoes_of_sample() -> JourneyMap:
    """Return the sample: what the persons read from."""
    return sample(SHOES, LANGUAGE)


def shoes_as_written() -> JourneyMap:
    """Return the map that people write on the Blank template when they read the sample."""
    whole, blank = shoes_of_sample(), template("blank", LANGUAGE)
    about = with_changes(blank.about, title=whole.about.title, subtitle=whole.about.subtitle)
    return JourneyMap(
        id="expected",
        about=about,
        channels=blank.channels,
        sheet=blank.sheet,
        phases=tuple(_phase(phase) for phase in whole.phases),
        lanes=tuple(_lane(lane) for lane in whole.lanes),
        links=whole.links,
    )


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


def with_lanes_of(journey: JourneyMap, *roles: str) -> JourneyMap:
    """Return ``journey`` without the lanes of other roles, and without the links to their cards."""
    lanes = tuple(lane for lane in journey.lanes if lane.role in roles)
    held = {item.id for lane in lanes for cell in lane.cells.values() for item in cell}
    links = tuple(link for link in journey.links if {link.source, link.target} <= held)
    return with_changes(journey, lanes=lanes, links=links)


def _phase(phase: Phase) -> Phase:
    return Phase(
        id=phase.id,
        name=phase.name,
        steps=tuple(
            Step(id=step.id, name=step.name, is_moment_of_truth=step.is_moment_of_truth)
            for step in phase.steps
        ),
    )


def _lane(lane: Lane) -> Lane:
    """Return ``lane`` as the program inserts it, with what is written in it.

    The program offers no lane "what the customer sees" and no lane of figures by role: people take
    a plain one and name it.
    """
    cells: Mapping[str, Any] = {
        step_id: tuple(_item(item) for item in items) for step_id, items in lane.cells.items()
    }
    if isinstance(lane, MetricsLane):
        return MetricsLane(id=lane.id, name=lane.name, cells=cells)
    if lane.role == "sees":
        return CardsLane(id=lane.id, name=lane.name, cells=cells)
    assert lane.role is not None
    made = lane_of_role(lane.role, LANGUAGE, lane_id=lane.id)
    assert isinstance(made, CardsLane | FeelingsLane)
    return with_changes(made, name=lane.name, cells=cells)


def _item(item: CellItem) -> CellItem:
    if isinstance(item, Feeling):
        return Feeling(id=item.id, values=(feeling_value(item),), label=item.label)
    if isinstance(item, Metric):
        return Metric(id=item.id, name=item.name)
    assert isinstance(item, Card)
    return Card(id=item.id, text=item.text)
