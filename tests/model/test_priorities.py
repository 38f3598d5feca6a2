"""Priorities: ratings as places in a matrix, explanations of ranks, dots of a round."""

from types import MappingProxyType

import pytest

from model.cards import ActionPlan, Card, Votes
from model.counting import ranked_opportunities, ranked_pain_points, recounts
from model.edits import set_about
from model.find import item_by_id
from model.journey import JourneyMap, Phase, Step
from model.lanes import CardsLane
from model.printing.matrix_page import print_matrix
from model.priorities import (
    explained,
    notes_of,
    quadrant_of,
    rate,
    recounted,
    spots,
    votes_on,
    with_votes,
)
from model.problems import EditProblem
from model.text.fonts import FontBook
from model.texts import Texts
from model.voting import DotColour, VotingRound
from tests.sheet_reading import words


@pytest.fixture
def journey():
    pains = (
        Card(id="queue", text="Kø", severity=5, frequency=4, votes=(Votes(count=7),)),
        Card(id="price", text="Pris", severity=4, frequency=5),
        Card(id="smell", text="Lugt", severity=2),
    )
    ideas = (
        Card(id="till", text="Kasse", action=ActionPlan(owner="Bo", impact=4, effort=2)),
        Card(id="app", text="App"),
    )
    return JourneyMap(
        id="m",
        phases=(Phase(id="p", name="Køb", steps=(Step(id="s"),)),),
        lanes=(
            CardsLane(id="l1", card_type="pain_point", cells=MappingProxyType({"s": pains})),
            CardsLane(id="l2", card_type="opportunity", cells=MappingProxyType({"s": ideas})),
        ),
    )


def test_ratings_are_places_and_who_has_only_one_waits(journey):
    notes = {note.card: note for note in notes_of(journey, "pain_points")}
    assert (notes["queue"].x, notes["queue"].y, notes["queue"].code) == (4, 5, "1-1")
    assert (notes["smell"].x, notes["smell"].is_rated) == (None, False)
    assert [note.card for note in notes_of(journey, "opportunities")] == ["till", "app"]


def test_rating_an_opportunity_keeps_the_rest_of_its_plan(journey):
    rated = rate(journey, "opportunities", "till", 5, 1)
    assert item_by_id(rated, "till").action == ActionPlan(owner="Bo", impact=1, effort=5)
    new = rate(journey, "opportunities", "app", 1, 5)
    assert quadrant_of(1, 5) == "top_left"
    assert item_by_id(rate(new, "opportunities", "app", None, None), "app").action == ActionPlan()
    assert item_by_id(rate(journey, "opportunities", "app", None, None), "app").action is None
    with pytest.raises(EditProblem):
        rate(journey, "pain_points", "queue", 6, 1)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("da", "Alvor 5 × hyppighed 4 = 20; 7 prikker bryder ligheden"),
        ("en", "Severity 5 × frequency 4 = 20; 7 dots break the tie"),
    ],
)
def test_a_rank_is_explained_by_the_numbers_that_made_it(journey, language, said):
    why = explained(ranked_pain_points(journey), "pain_points", Texts(language))
    assert why["queue"] == said
    assert why["smell"] in (
        "Alvor 2; hyppighed er ikke vurderet endnu",
        "Severity 2; frequency is not rated yet",
    )


def test_ties_and_ease_are_told(journey):
    journey = rate(journey, "opportunities", "app", 2, 4)
    why = explained(ranked_opportunities(journey), "opportunities", Texts("en"))
    assert why["app"] == why["till"] == "Impact 4 × ease 4 (6 − effort 2) = 16; shares its place"


def test_a_recount_says_whether_the_dots_add_up(journey):
    entry = VotingRound(id="r", participants=12, dots_each=3, colours=(DotColour(colour="Rød"),))
    voted = with_votes(journey.model_copy(update={"rounds": (entry,)}), "price", 1, "Rød", 28)
    said = recounted(recounts(voted)[0], entry, Texts("en"))
    assert said == "12 people × 3 = 36 dots, 35 entered. 1 is missing."
    right = with_votes(voted, "price", 1, "Rød", 29)
    assert recounted(recounts(right)[0], entry, Texts("da")).endswith("Det stemmer.")


def test_dots_entered_again_replace_those_of_the_same_colour_however_it_is_written(journey):
    voted = with_votes(with_votes(journey, "price", 2, "Rød", 3), "price", 2, "rød ", 5)
    card = item_by_id(voted, "price")
    assert card.votes == (Votes(colour="Rød", round=2, count=5),)
    assert votes_on(card, 2, "RØD") == 5
    assert item_by_id(with_votes(voted, "price", 2, "rød", 0), "price").votes == ()


@pytest.mark.parametrize("count", [1, 2, 3, 7, 20, 61])
def test_notes_of_one_field_never_cover_each_other_nor_leave_it(count):
    area = (10.0, 20.0, 160.0, 110.0)
    places = spots(count, area, 3.0, (90.0, 60.0))
    assert len(places) == count
    for number, (x, y, width, height) in enumerate(places):
        assert x >= 10
        assert x + width <= 170 + 1e-9
        assert y >= 20
        assert y + height <= 130 + 1e-9
        for other_x, other_y, *_ in places[:number]:
            is_beside = abs(other_x - x) >= width or abs(other_y - y) >= height
            assert is_beside


def test_a_printed_matrix_tells_ties_as_the_lists_do(journey):
    journey = set_about(rate(journey, "opportunities", "app", 2, 4), language="en")
    matrix, order = print_matrix(journey, "opportunities", "A4", FontBook.bundled()).pages
    said = [text for layer in order.layers for text in words(layer.marks).splitlines()]
    assert said.count("1 (tied)") == 2
    notes = [text for layer in matrix.layers for text in words(layer.marks).splitlines()]
    assert {"1  App", "1  Kasse"} <= set(notes)
    (pains,) = print_matrix(journey, "pain_points", "A4", FontBook.bundled()).pages[1:]
    said = [text for layer in pains.layers for text in words(layer.marks).splitlines()]
    assert [text for text in said if len(text) == 1] == ["1", "2", "–"]
