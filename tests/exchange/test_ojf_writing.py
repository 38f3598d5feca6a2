"""Maps become OpenJourney files that can be read back, and what those cannot hold is said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from model.cards import Card, Feeling, Metric
from model.exchange.ojf import read_ojf
from model.exchange.ojf_writing import write_ojf
from model.file import SCHEMA_VERSION, decode, encode, read_journey
from model.integrity import integrity_problems
from model.journey import JourneyMap, Link, MapCard, Phase, Step
from model.lanes import CardsLane, FeelingsLane, MetricsLane
from model.people import Persona
from model.templates import sample
from model.texts import Texts
from tests.strategies import journeys

SHOPPING = JourneyMap(
    id="shopping",
    about=MapCard(title="Indkøb", scenario="Fredag kl. 16", purpose="Kortere kø"),
    personas=(Persona(id="a", name="Ane", quote="Jeg har travlt"), Persona(id="b", name="Bo")),
    phases=(
        Phase(id="p1", name="Før", definition="Hjemme", steps=(Step(id="s1"),)),
        Phase(id="p2", name="I butikken", steps=(Step(id="s2", name="Kø"), Step(id="s3"))),
    ),
    lanes=(
        CardsLane(
            id="l1",
            name="Handlinger",
            role="customer_actions",
            card_type="action",
            cells={
                "s1": (Card(id="c1", text="Skriver seddel", colour="green", tags=("hjemme",)),),
                "s2": (
                    Card(id="c2", text="Venter\nlænge", severity=5, markers=("moment_of_truth",)),
                    Card(id="c3", text="  indrykket ", type="question", personas=("b", "a")),
                ),
            },
        ),
        FeelingsLane(
            id="l2",
            name="Kurven",
            role="feels",
            cells={
                "s1": (Feeling(id="f1", values=(1.5,), label="Rolig", card="c1"),),
                "s3": (Feeling(id="f2", values=(-2.0,), label="Sur", comment="Kassen lukker"),),
            },
        ),
    ),
    links=(Link(id="k", source="c1", target="c2", label="så"),),
)


def there_and_back(journey: JourneyMap) -> JourneyMap:
    return read_ojf(write_ojf(journey)[0], "map.ojf", journey.about.language)[0]


def texts(journey: JourneyMap) -> list[tuple[str, list[list[str]]]]:
    """The texts of the cards, lane by lane and step by step."""
    return [
        (lane.name, [[card.text for card in lane.cells.get(step.id, ())] for step in journey.steps])
        for lane in journey.lanes
        if isinstance(lane, CardsLane)
    ]


def test_a_map_comes_back_as_it_went_out() -> None:
    back = there_and_back(SHOPPING)
    assert back.about == SHOPPING.about
    assert [(phase.name, [step.name for step in phase.steps]) for phase in back.phases] == [
        ("Før", [""]),
        ("I butikken", ["Kø", ""]),
    ]
    assert [(person.name, person.quote) for person in back.personas] == [
        ("Ane", "Jeg har travlt"),
        ("Bo", ""),
    ]
    assert texts(back) == texts(SHOPPING)
    actions, curve = back.lanes
    first, (queue, question) = actions.cells["s1"][0], actions.cells["s2"]
    assert (first.colour, first.tags) == ("green", ("hjemme",))
    assert question.personas == (back.personas[1].id, back.personas[0].id)
    assert (queue.severity, queue.markers, question.type) == (5, ("moment_of_truth",), "question")
    assert isinstance(curve, FeelingsLane)
    assert curve.name == "Kurven"
    assert [(f.values, f.label, f.comment, f.card) for f in curve.cells["s1"]] == [
        ((1.5,), "Rolig", "", first.id)
    ]
    assert [(f.values, f.label, f.comment, f.card) for f in curve.cells["s3"]] == [
        ((-2.0,), "Sur", "Kassen lukker", None)
    ]
    assert [(link.source, link.target, link.label) for link in back.links] == [
        (first.id, queue.id, "så")
    ]


def test_the_file_is_what_the_specification_of_the_format_says() -> None:
    root: dict[str, Any] = json.loads(write_ojf(SHOPPING)[0])
    assert (root["version"], root["persona"], root["pointOfView"]) == (
        "1.0",
        "Ane",
        "Fredag kl. 16",
    )
    assert [stage["name"] for stage in root["stages"]] == ["Før", "I butikken – Kø", "I butikken"]
    node = root["nodes"][0]
    assert (node["stageId"], node["swimlaneId"]) == ("s1", "l1")
    assert (node["title"], node["score"], node["sentiment"]) == ("Skriver seddel", 3.75, "Rolig")
    assert root["nodes"][1]["severity"] == "high"
    assert root["nodes"][1]["isMomentOfTruth"] is True


def test_what_an_openjourney_file_cannot_hold_is_listed_with_how_often() -> None:
    card = Card(id="c", text="x", department="Salg", severity=4, markers=("pain", "delight"))
    lanes = (
        CardsLane(id="l", cells={"s": (card, Card(id="d", text="y", department="IT"))}),
        MetricsLane(id="m", cells={"s": (Metric(id="n", name="NPS", actual=40),)}),
    )
    journey = JourneyMap(id="m", phases=(Phase(id="p", steps=(Step(id="s"),)),), lanes=lanes)
    _, lost = write_ojf(journey)
    told = {Texts("en").of(problem) for problem in lost}
    assert "“department” of cards is left out (2 times)." in told
    assert "2 markers on cards are left out." in told
    assert "A metric became text." in told
    assert "The severity of a card was rounded to low, medium or high." in told
    assert len(told) == 4


@pytest.mark.parametrize("name", ["sustainable-shoes", "holiday"])
def test_the_samples_come_back_with_every_text(name: str) -> None:
    journey = sample(name, "da")
    back = there_and_back(journey)
    assert all(lane in texts(back) for lane in texts(journey))


@settings(max_examples=15, deadline=None)
@given(journeys())
def test_any_map_can_be_written_and_read_and_every_card_is_there(journey: JourneyMap) -> None:
    data, lost = write_ojf(journey)
    back, _ = read_ojf(data, "map.ojf", "en")
    assert integrity_problems(back) == ()
    assert decode(encode(back), "map.journey") == back
    assert all(Texts(language).of(problem) for problem in lost for language in ("da", "en"))
    written = sorted(card for _, cells in texts(journey) for cell in cells for card in cell)
    read = [card for _, cells in texts(back) for cell in cells for card in cell]
    for text in written:
        assert text in read
        read.remove(text)


def test_what_a_map_keeps_beside_its_journey_is_listed_too() -> None:
    golden = Path(__file__).parents[1] / "file" / "files" / f"v{SCHEMA_VERSION}.journey"
    _, lost = write_ojf(read_journey(golden))
    said = " ".join(Texts("en").of(one) for one in lost)
    for kind in ("voting rounds", "insights set aside", "named versions"):
        assert kind in said
