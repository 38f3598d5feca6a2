"""What is wrong with a map is found, named and placed."""

from __future__ import annotations

import pytest

from model.cards import ActionPlan, Card, Feeling, Metric, Picture
from model.evidence import Photo
from model.integrity import check_integrity, integrity_problems
from model.journey import Channel, JourneyMap, Link, Phase, Step
from model.lanes import CardsLane, FeelingsLane, ImagesLane, MetricsLane
from model.people import Persona
from model.places import path_text
from model.problems import FileProblem

STEPS = (Step(id="s1"), Step(id="s4"))


def found(**fields: object) -> list[tuple[str, str, object]]:
    whole = {"id": "m", "phases": (Phase(id="p", steps=STEPS),), **fields}
    problems = integrity_problems(JourneyMap(**whole))
    return [(one.code, str(one.params["path"]), one.params["id"]) for one in problems]


def lane(*cards: Card, **fields: object) -> CardsLane:
    return CardsLane(**{"id": "l", "cells": {"s4": cards}, **fields})


def test_a_whole_map_has_no_problems() -> None:
    assert found(lanes=(lane(Card(id="a"), Card(id="b")),)) == []


def test_an_id_used_twice_is_found_wherever_it_is() -> None:
    twice = (Phase(id="p", steps=(Step(id="s4"),)), Phase(id="p", steps=(Step(id="s4"),)))
    assert found(phases=twice) == [
        ("file.duplicate_id", "phases[1]", "p"),
        ("file.duplicate_id", "phases[1].steps[0]", "s4"),
    ]
    lanes = (lane(Card(id="a"), Card(id="a")), CardsLane(id="k"), CardsLane(id="k"))
    assert found(lanes=lanes) == [
        ("file.duplicate_id", "lanes[2]", "k"),
        ("file.duplicate_id", 'lanes[0].cells["s4"][1]', "a"),
    ]
    channels = (Channel(id="c", name=""), Channel(id="c", name=""))
    assert found(channels=channels) == [("file.duplicate_id", "channels[1]", "c")]


def test_the_first_place_of_an_id_used_twice_is_named_too() -> None:
    journey = JourneyMap(
        id="m",
        phases=(Phase(id="p", steps=STEPS),),
        lanes=(lane(Card(id="a")), CardsLane(id="k", cells={"s1": (Card(id="a"),)})),
    )
    (problem,) = integrity_problems(journey)
    assert problem.params["first"] == 'lanes[0].cells["s4"][0]'
    assert problem.params["place"] == ("lanes", 1, "cells", "s1", 0)


def test_the_same_id_may_name_things_of_different_kinds() -> None:
    same = (Phase(id="x", steps=(Step(id="x"),)),)
    lanes = (CardsLane(id="x", cells={"x": (Card(id="x"),)}),)
    assert found(phases=same, lanes=lanes, personas=(Persona(id="x"),)) == []


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"lanes": (lane(Card(id="a", personas=("x",))),)}, 'lanes[0].cells["s4"][0].personas'),
        ({"lanes": (lane(Card(id="a", evidence=("x",))),)}, 'lanes[0].cells["s4"][0].evidence'),
        (
            {"lanes": (lane(Card(id="a", action=ActionPlan(metric="x"))),)},
            'lanes[0].cells["s4"][0].action.metric',
        ),
        ({"lanes": (lane(personas=("x",)),)}, "lanes[0].personas"),
        (
            {"lanes": (FeelingsLane(id="l", cells={"s1": (Feeling(id="f", card="x"),)}),)},
            'lanes[0].cells["s1"][0].card',
        ),
        (
            {"phases": (Phase(id="p", steps=(Step(id="s", next=("x",)),)),)},
            "phases[0].steps[0].next",
        ),
        ({"personas": (Persona(id="p", evidence=("x",)),)}, "personas[0].evidence"),
    ],
)
def test_a_reference_to_nothing_is_found_wherever_it_is(
    fields: dict[str, object], path: str
) -> None:
    assert found(**fields) == [("file.dangling_reference", path, "x")]


def test_a_missing_image_is_found_wherever_it_is() -> None:
    image = "b" * 64
    lanes = (
        lane(Card(id="a", image=image)),
        ImagesLane(id="i", cells={"s1": (Picture(id="p", image=image),)}),
    )
    places = found(
        lanes=lanes,
        personas=(Persona(id="p", image=image),),
        photos=(Photo(id="f", image=image),),
    )
    assert [path for _, path, _ in places] == [
        'lanes[0].cells["s4"][0].image',
        'lanes[1].cells["s1"][0].image',
        "personas[0].image",
        "photos[0].image",
    ]


def test_a_link_to_something_that_is_no_card_is_wrong() -> None:
    lanes = (lane(Card(id="a")), MetricsLane(id="k", cells={"s1": (Metric(id="n"),)}))
    links = (Link(id="x", source="a", target="n"), Link(id="y", source="zz", target="a"))
    assert found(lanes=lanes, links=links) == [
        ("file.wrong_reference", "links[0].target", "n"),
        ("file.dangling_reference", "links[1].source", "zz"),
    ]


def test_a_cell_of_an_unknown_step_is_found() -> None:
    lanes = (CardsLane(id="l", cells={"s9": (Card(id="a"),)}),)
    assert found(lanes=lanes) == [("file.unknown_step", 'lanes[0].cells["s9"]', "s9")]


def test_a_span_past_the_last_step_is_found() -> None:
    lanes = (lane(Card(id="a", span=2)), CardsLane(id="k", cells={"s1": (Card(id="b", span=2),)}))
    assert found(lanes=lanes) == [("file.span_past_end", 'lanes[0].cells["s4"][0].span', "a")]


def test_checking_raises_the_first_problem() -> None:
    lanes = (lane(Card(id="a"), Card(id="a")),)
    journey = JourneyMap(id="m", phases=(Phase(id="p", steps=STEPS),), lanes=lanes)
    with pytest.raises(FileProblem) as caught:
        check_integrity(journey)
    assert caught.value.code == "file.duplicate_id"


def test_a_place_reads_like_the_file() -> None:
    assert path_text(("lanes", 2, "cells", "s4", 1)) == 'lanes[2].cells["s4"][1]'
