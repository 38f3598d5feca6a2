"""Dots counted again, how sure a map is, what is whose, and how far the guide is."""

from __future__ import annotations

from hypothesis import given

from model import edits
from model.cards import ActionPlan, Card, Feeling, Metric, Votes
from model.counting import (
    GUIDE_STEPS,
    departments,
    personas_without_evidence,
    progress,
    recounts,
    reviews_due,
    shares,
    suggested_dots,
    to_check,
    touchpoints,
)
from model.evidence import Evidence
from model.find import item_by_id, phase_by_id, step_by_id
from model.journey import Channel, JourneyMap, MapCard, Scope
from model.lanes import CardsLane, FeelingsLane, MetricsLane
from model.people import Persona
from model.people_shown import has_nobody
from model.values import with_changes
from model.voting import DotColour, VotingRound
from tests.counting.small_maps import LAWS, two_phases
from tests.strategies import journeys


def lane(name: str, kind: str, *cards: Card, step: str = "s1", **fields) -> CardsLane:
    return CardsLane(id=name, card_type=kind, cells={step: cards} if cards else {}, **fields)


def dots(count: int, colour: str = "rød", number: int = 1) -> Votes:
    return Votes(colour=colour, count=count, round=number)


def test_twelve_people_with_three_dots_each_gave_36_and_35_were_entered():
    vote = VotingRound(
        id="r",
        participants=12,
        dots_each=3,
        lanes=("pain",),
        colours=(DotColour(colour="Rød", meaning="gør ondt"), DotColour(colour="blå")),
    )
    journey = two_phases(
        rounds=(vote,),
        lanes=(
            lane(
                "pain",
                "pain_point",
                Card(id="a", votes=(dots(10), dots(4, "grøn"))),
                Card(id="b", votes=(dots(14, "RØD"), dots(2, number=2))),
            ),
            lane("idea", "idea", Card(id="c", votes=(dots(7),))),
        ),
    )
    first, second = recounts(journey)
    assert (first.budget, first.entered, first.missing, first.too_many) == (36, 35, 1, 0)
    assert [(c.colour, c.meaning, c.count) for c in first.by_colour] == [
        ("Rød", "gør ondt", 31),
        ("blå", "", 0),
        ("grøn", "", 4),
    ]
    assert (first.top, first.outside) == (("a", "b"), ("c",))
    assert (second.number, second.entry, second.budget, second.top) == (2, None, None, ("b",))


def test_a_quarter_of_the_options_is_a_fair_number_of_dots():
    assert [suggested_dots(n) for n in (0, 4, 5, 12, 400)] == [1, 1, 2, 3, 10]


def test_claims_are_counted_by_how_sure_they_are_and_checked_where_it_matters_most():
    journey = two_phases(
        lanes=(
            lane(
                "pain",
                "pain_point",
                Card(id="mild", evidence_level="assumption", severity=1, frequency=2),
                Card(id="bad", severity=4, frequency=4),
                Card(id="sure", evidence_level="validated"),
                Card(id="star", markers=("moment_of_truth",)),
            ),
            lane("do", "action", Card(id="said", evidence_level="assumption"), Card(id="bare")),
            lane("idea", "idea", Card(id="no-claim")),
        )
    )
    found = shares(journey)
    assert [(s.phase, s.total) for s in (found.whole, *found.phases)] == [
        (None, 6),
        ("p1", 6),
        ("p2", 0),
    ]
    assert (found.whole.assumption, found.whole.validated, found.whole.unknown) == (2, 1, 3)
    assert found.whole.of(None) == 0.5
    assert [each.card for each in to_check(journey)] == ["star", "bad", "mild", "said", "bare"]


def test_the_inventory_has_a_row_for_each_channel_as_the_register_writes_it():
    journey = two_phases(
        channels=(Channel(id="c", name="E-mail"),),
        lanes=(
            lane("touch", "touchpoint", Card(id="a", channels=("e-mail", "Telefon", "E-MAIL"))),
            lane("do", "action", Card(id="b", channels=("telefon",)), Card(id="home")),
            lane("pain", "pain_point", Card(id="pain", channels=("Telefon",))),
            lane("plain", "note", Card(id="c", text="fra et regneark"), role="touchpoints"),
        ),
    )
    assert [(row.card, row.channel) for row in touchpoints(journey)] == [
        ("a", "E-mail"),
        ("a", "Telefon"),
        ("b", "Telefon"),
        ("c", ""),
    ]


def test_departments_are_one_however_they_are_written():
    journey = two_phases(
        lanes=(
            lane("pain", "pain_point", Card(id="a", department="Køkken")),
            lane("fix", "solution", Card(id="b", department=" køkken"), Card(id="c")),
        )
    )
    (kitchen,) = departments(journey)
    assert (kitchen.name, kitchen.cards) == ("Køkken", ("a", "b"))
    assert (kitchen.pain_points, kitchen.plans) == (("a",), ("b",))


def test_a_map_of_nobody_and_reviews_that_are_due():
    assert has_nobody(two_phases(about=MapCard(segment="  ")))
    assert not has_nobody(two_phases(about=MapCard(segment="Studerende")))
    ida = Persona(id="ida", review="2026-03-02", evidence=("e",))
    bo = Persona(id="bo", review="2026-01-01")
    journey = two_phases(
        about=MapCard(review="2026-03-03"), personas=(ida, bo), evidence=(Evidence(id="e"),)
    )
    assert personas_without_evidence(journey) == ("bo",)
    assert [due.persona for due in reviews_due(journey, "2026-03-02")] == ["bo", "ida"]
    assert reviews_due(journey, "2026-03-03")[0].persona is None


def gaps(journey: JourneyMap, step: str) -> list[str]:
    return [gap.code for held in progress(journey) if held.step == step for gap in held.missing]


def test_a_new_map_is_asked_only_what_makes_sense_and_a_set_aside_step_says_so():
    held = progress(two_phases(about=MapCard(set_aside=("data",))))
    assert [each.step for each in held] == list(GUIDE_STEPS)
    assert [each.step for each in held if each.is_set_aside] == ["data"]
    assert [gap.code for each in held[1:4] for gap in each.missing] == [
        "nobody",
        "source",
        "touchpoints",
    ]


def test_a_filled_map_has_gone_the_whole_way():
    card = Card(id="t", evidence_level="validated", channels=("Butik",), span=2)
    pain = Card(id="p", evidence_level="internal", severity=3, frequency=2)
    plan = ActionPlan(kind="service", owner="Ida", due="2026-01-01", metric="n", impact=3, effort=2)
    journey = two_phases(
        about=MapCard(
            title="Sko",
            purpose="Færre går",
            journey_type="Køb",
            scenario="Nye sko",
            review="2027-01-01",
            scope=Scope(kind="part", start="Ser", end="Køber"),
        ),
        personas=(Persona(id="ida", goals=("Sko",), evidence=("e1",)),),
        evidence=(
            Evidence(id="e1", method="interview"),
            Evidence(id="e2", method="other", kind="quantitative"),
        ),
        lanes=(
            lane("touch", "touchpoint", card),
            lane("think", "thought", Card(id="x", evidence_level="validated")),
            lane("need", "need", Card(id="n1", evidence_level="validated")),
            lane("pain", "pain_point", pain),
            lane("fix", "solution", Card(id="fix", action=plan)),
            FeelingsLane(id="f", cells={"s1": (Feeling(id="f1"),), "s2": (Feeling(id="f2"),)}),
            MetricsLane(id="k", cells={"s1": (Metric(id="n", target=5.0, actual=3.0),)}),
        ),
    )
    journey = edits.link_cards(journey, ("p", "fix"), ("l",))
    journey = edits.set_step(journey, "s2", is_moment_of_truth=True)
    assert [each.step for each in progress(journey) if not each.is_done] == []
    assert gaps(edits.set_item(journey, "fix", action=ActionPlan()), "measure") == [
        "owners",
        "due_days",
        "plan_metrics",
    ]
    assert gaps(edits.remove_items(journey, {"f2"}), "visualise") == ["feelings"]
    assert gaps(edits.remove_items(journey, {"fix"}), "needs") == ["opportunities"]
    assert gaps(edits.remove_entry(journey, "evidence", "e2"), "data") == ["quantitative"]


# ---------------------------------------------------------------- laws


@LAWS
@given(journeys())
def test_dots_add_up_and_rounds_come_in_order(journey):
    found = recounts(journey)
    assert [each.number for each in found] == sorted(each.number for each in found)
    for each in found:
        assert each.entered == sum(held.count for held in each.by_colour)
        assert each.entered == sum(held.count for held in each.cards)
        assert each.missing * each.too_many == 0
        if each.budget is not None:
            assert each.entered == each.budget - each.missing + each.too_many
    entered = {each.number: each.entered for each in found}
    assert sum(entered.values()) == sum(
        votes.count
        for held in journey.lanes
        if isinstance(held, CardsLane)
        for cell in held.cells.values()
        for card in cell
        for votes in card.votes
    )


@LAWS
@given(journeys())
def test_shares_add_up_and_the_guide_leads_somewhere(journey):
    found = shares(journey)
    for count in ("assumption", "internal", "validated", "unknown"):
        parts = sum(getattr(share, count) for share in found.phases)
        assert getattr(found.whole, count) == parts
    assert len(to_check(journey)) == found.whole.assumption + found.whole.unknown
    people = {persona.id for persona in journey.personas}
    for each in progress(journey):
        assert each.done + len(each.missing) == each.asked > 0
        for gap in each.missing:
            assert gap.count > 0
            assert gap.card is None or item_by_id(journey, gap.card)
            assert gap.step is None or step_by_id(journey, gap.step)
            assert gap.phase is None or phase_by_id(journey, gap.phase)
            assert gap.persona is None or gap.persona in people
    aside = with_changes(journey, about=with_changes(journey.about, set_aside=("scope", "measure")))
    assert [each.is_set_aside for each in progress(aside)] == [True, *[False] * 6, True]
