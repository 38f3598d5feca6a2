"""What a map shows by itself, what comes first and what is to be done: by example and by law."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given

from model import edits
from model.cards import ActionPlan, Card, Feeling, Votes
from model.counting import (
    dismissal_of,
    insights,
    is_above_three,
    moments_of_truth,
    plans,
    ranked_opportunities,
    ranked_pain_points,
    spent_dismissals,
)
from model.find import item_by_id, phase_by_id, step_by_id
from model.journey import JourneyMap, Link, Phase, Step
from model.lanes import CardsLane, FeelingsLane
from model.people import Persona
from model.values import with_changes
from tests.counting.small_maps import LAWS, two_phases
from tests.strategies import journeys


def make_map(**fields) -> JourneyMap:
    """Two phases of a step each and a lane for each kind of card, all empty."""
    lanes = (
        CardsLane(id="touch", role="touchpoints", card_type="touchpoint"),
        CardsLane(id="pain", role="pain_points", card_type="pain_point"),
        CardsLane(id="opp", role="opportunities", card_type="opportunity"),
        FeelingsLane(id="feel"),
    )
    return two_phases(**{"lanes": lanes, **fields})


def filled(journey: JourneyMap, *entries) -> JourneyMap:
    for lane_id, step_id, item in entries:
        journey = edits.add_item(journey, lane_id, step_id, item)
    return journey


def kinds(journey: JourneyMap) -> list[str]:
    return [each.kind for each in insights(journey)]


def plan(**fields) -> ActionPlan:
    return ActionPlan(**fields)


def test_an_empty_map_is_told_nothing():
    assert insights(make_map()) == ()


def test_a_phase_without_touchpoints_is_told_unless_a_wide_card_reaches_into_it():
    journey = filled(make_map(), ("touch", "s1", Card(id="a")))
    (found,) = insights(journey)
    assert (found.kind, found.phase, found.target) == (
        "phase_without_touchpoints",
        "p2",
        ("p2",),
    )
    assert insights(edits.set_item(journey, "a", span=2)) == ()


def test_a_pain_point_is_answered_by_a_path_whichever_way_its_links_were_drawn():
    journey = filled(
        make_map(),
        ("touch", "s1", Card(id="t", span=2)),
        ("pain", "s1", Card(id="cause")),
        ("pain", "s2", Card(id="pain")),
        ("opp", "s2", Card(id="way", action=plan(owner="Ida"))),
    )
    assert kinds(journey) == ["unanswered_pain_point"] * 2
    linked = with_changes(
        journey,
        links=(
            Link(id="l1", source="cause", target="pain"),
            Link(id="l2", source="way", target="pain"),
        ),
    )
    assert insights(linked) == ()
    jumps = with_changes(linked, links=tuple(_as_jump(link) for link in linked.links))
    assert kinds(jumps) == ["unanswered_pain_point"] * 2


def _as_jump(link: Link) -> Link:
    return with_changes(link, kind="channel_jump")


def test_an_opportunity_is_cared_for_by_the_owner_of_the_plan_it_leads_to():
    journey = filled(
        make_map(),
        ("touch", "s1", Card(id="t", span=2)),
        ("opp", "s1", Card(id="chance")),
        ("opp", "s2", Card(id="deed", type="solution", action=plan(owner="Ida"))),
        ("opp", "s2", Card(id="whim", type="idea")),
        ("opp", "s2", Card(id="gone", action=plan(status="dropped"))),
    )
    assert [each.card for each in insights(journey)] == ["chance"]
    linked = edits.link_cards(journey, ("chance", "deed"), ("l",))
    assert insights(linked) == ()


def test_a_channel_is_told_as_used_once_when_others_are_used_more():
    journey = filled(
        make_map(),
        ("touch", "s1", Card(id="a", channels=("E-mail", "Fax"))),
        ("touch", "s2", Card(id="b", channels=("e-mail",))),
    )
    (found,) = insights(journey)
    assert (found.kind, found.channel, found.target) == ("channel_used_once", "Fax", ("a",))


def test_a_low_is_told_by_the_median_of_today_until_a_pain_point_says_why():
    low = Feeling(id="f1", values=(-2, -1, 2), persona="ida")
    journey = filled(
        make_map(personas=(Persona(id="ida"),)),
        ("feel", "s1", low),
        ("feel", "s2", Feeling(id="f2", values=(-2.0,), state="to_be")),
    )
    (found,) = insights(journey)
    assert (found.step, found.persona, found.target) == ("s1", "ida", ("f1",))
    explained = filled(journey, ("pain", "s1", Card(id="why")))
    assert "low_without_pain_point" not in kinds(explained)
    raised = edits.set_item(journey, "f1", values=(-2, -0.5, 2))
    assert insights(raised) == ()


def test_assumptions_count_where_the_moment_is_true():
    journey = filled(
        make_map(),
        ("touch", "s1", Card(id="a", evidence_level="assumption")),
        (
            "touch",
            "s2",
            Card(id="b", evidence_level="assumption", markers=("moment_of_truth",)),
        ),
    )
    assert [each.card for each in insights(journey)] == ["b"]
    starred = edits.set_step(journey, "s1", is_moment_of_truth=True)
    assert [each.card for each in insights(starred)] == ["a", "b"]


def test_a_message_is_missing_for_a_persona_and_in_a_phase_that_has_one_for_others():
    journey = with_changes(
        make_map(personas=(Persona(id="ida"), Persona(id="bo"))),
        lanes=(CardsLane(id="say", role="message", card_type="message"),),
    )
    first = filled(journey, ("say", "s1", Card(id="a", personas=("ida",))))

    def missing(m):
        return [(e.persona, e.phase) for e in insights(m) if e.kind == "message_missing"]

    assert missing(journey) == [("ida", None), ("bo", None)]
    assert missing(first) == [("bo", None)]
    second = filled(first, ("say", "s2", Card(id="b", personas=("bo",))))
    assert missing(second) == [("ida", "p2"), ("bo", "p1")]
    assert missing(filled(journey, ("say", "s1", Card(id="all")))) == []


def test_a_dismissal_that_no_longer_speaks_of_anything_is_told_apart():
    journey = filled(make_map(), ("touch", "s1", Card(id="a")))
    (found,) = insights(journey)
    held = edits.add_entry(journey, "dismissals", dismissal_of(found, "d", reason="med vilje"))
    assert spent_dismissals(held) == ()
    assert [each.id for each in spent_dismissals(edits.set_item(held, "a", span=2))] == ["d"]


def test_pain_points_stand_by_severity_times_frequency_then_by_the_last_votes():
    journey = filled(
        make_map(),
        ("pain", "s1", Card(id="unrated", votes=(Votes(round=2, count=9),))),
        ("pain", "s1", Card(id="often", severity=2, frequency=5, votes=(Votes(count=8),))),
        ("pain", "s2", Card(id="bad", severity=5, frequency=2, votes=(Votes(round=2, count=1),))),
        ("touch", "s2", Card(id="marked", markers=("pain",), severity=5, frequency=5)),
        ("pain", "s2", Card(id="blank")),
        ("pain", "s2", Card(id="void")),
    )
    order = ranked_pain_points(journey)
    assert [(r.card, r.score, r.place, r.is_tied) for r in order] == [
        ("marked", 25, 1, False),
        ("bad", 10, 2, False),
        ("often", 10, 3, False),
        ("unrated", None, 4, False),
        ("blank", None, 5, True),
        ("void", None, 5, True),
    ]
    assert [(r.kind, r.value) for r in order[1].made_of] == [
        ("severity", 5),
        ("frequency", 2),
        ("votes", 1),
    ]


def test_opportunities_stand_by_impact_for_little_effort_then_by_the_pain_they_answer():
    journey = filled(
        make_map(),
        ("pain", "s1", Card(id="hurts", severity=4, frequency=4)),
        ("opp", "s1", Card(id="hard", action=plan(impact=5, effort=5))),
        ("opp", "s1", Card(id="small", action=plan(impact=1, effort=1))),
        ("opp", "s2", Card(id="quick", action=plan(impact=4, effort=1))),
    )
    order = ranked_opportunities(edits.link_cards(journey, ("hurts", "small"), ("l",)))
    assert [(r.card, r.score) for r in order] == [("quick", 20), ("small", 5), ("hard", 5)]
    assert order[1].made_of[-1].kind == "pain"


def test_the_action_list_tells_what_is_overdue_and_what_each_row_comes_from():
    journey = filled(
        make_map(),
        ("pain", "s1", Card(id="hurts")),
        ("opp", "s1", Card(id="chance")),
        ("opp", "s1", Card(id="late", type="solution", action=plan(due="2026-03-01"))),
        ("opp", "s2", Card(id="done", action=plan(due="2026-01-01", status="done"))),
        ("opp", "s2", Card(id="today", action=plan(due="2026-03-02"))),
        ("opp", "s2", Card(id="some-day", type="solution")),
    )
    rows = plans(edits.link_cards(journey, ("hurts", "chance", "late"), ("l1", "l2")), "2026-03-02")
    assert [(row.card, row.is_overdue) for row in rows] == [
        ("late", True),
        ("today", False),
        ("some-day", False),
        ("done", False),
    ]
    assert (rows[0].opportunities, rows[0].pain_points) == (("chance",), ("hurts",))


def test_marks_in_one_step_are_one_moment_of_truth():
    journey = filled(make_map(), ("touch", "s1", Card(id="a", markers=("moment_of_truth",))))
    journey = edits.set_step(journey, "s1", is_moment_of_truth=True)
    (moment,) = moments_of_truth(journey)
    assert (moment.step, moment.is_step_marked, moment.cards) == ("s1", True, ("a",))
    steps = tuple(Step(id=f"n{i}", is_moment_of_truth=True) for i in range(3))
    more = edits.add_phase(journey, Phase(id="p3", steps=steps))
    assert is_above_three(more)
    assert not is_above_three(edits.remove_step(more, "n2"))


# ---------------------------------------------------------------- laws


@LAWS
@given(journeys())
def test_every_insight_leads_somewhere_and_setting_one_aside_leaves_the_rest(journey):
    found = insights(journey)
    people = {persona.id for persona in journey.personas}
    for each in found:
        assert each.target
        for target in each.target:
            assert (
                item_by_id(journey, target)
                or step_by_id(journey, target)
                or phase_by_id(journey, target)
                or target in people
            )
    told = [each for each in found if each.dismissal is None]
    assert len({each.key for each in found}) == len(found)
    for each in told[:3]:
        aside = edits.add_entry(journey, "dismissals", dismissal_of(each, "a-fresh-one"))
        left = [other.key for other in insights(aside) if other.dismissal is None]
        assert left == [other.key for other in told if other.key != each.key]
        assert insights(edits.remove_entry(aside, "dismissals", "a-fresh-one")) == found


@LAWS
@given(journeys())
def test_ranking_is_one_order_that_cells_do_not_change(journey):
    turned = with_changes(journey, lanes=tuple(_turned(lane) for lane in journey.lanes))
    for rank in (ranked_pain_points, ranked_opportunities):
        order = rank(journey)
        places = {each.card: (each.place, each.is_tied, each.score) for each in order}
        assert places == {e.card: (e.place, e.is_tied, e.score) for e in rank(turned)}
        for number, (one, next_) in enumerate(pairwise(order), 1):
            assert one.place <= next_.place <= number + 1
            assert (one.place == next_.place) <= (one.is_tied and next_.is_tied)
            assert one.score is not None or next_.score is None


def _turned(lane):
    if not isinstance(lane, CardsLane):
        return lane
    return with_changes(lane, cells={step: held[::-1] for step, held in lane.cells.items()})


@LAWS
@given(journeys())
def test_every_plan_is_a_card_and_nothing_closed_is_overdue(journey):
    rows = plans(journey, "2030-01-01")
    assert len({row.card for row in rows}) == len(rows)
    for row in rows:
        held = [row.card, *row.opportunities, *row.pain_points]
        assert all(isinstance(item_by_id(journey, each), Card) for each in held)
        assert row.card not in held[1:]
        assert not (row.is_overdue and row.is_closed)
