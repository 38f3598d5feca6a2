"""What reports say of a map: each kind of its tables, narrowed down and sorted."""

import pytest

from model.cards import ActionPlan, Card
from model.counting.plans import plans
from model.edits import add_item, link_cards, set_item
from model.find import item_by_id
from model.lanes import CardsLane
from model.reports.asking import Asked, asked_report
from model.reports.choosing import ReportProblem, facets_of, values_of
from model.reports.making import make_report
from model.reports.report import KINDS
from model.templates import sample
from model.texts import Texts
from model.values import with_changes

WORDS = Texts("en")
TODAY = "2026-11-10"


@pytest.fixture(scope="module")
def shoes():
    return sample("sustainable-shoes", "en")


def told(report, column, table=0):
    held = report.tables[table]
    place = held.place_of(column)
    return [row.cells[place].text for row in held.rows]


def test_the_action_list_counts_and_tells_what_is_overdue(shoes):
    report = make_report(shoes, "actions", WORDS, TODAY)
    late = [row for row in report.tables[0].rows if row.is_marked]
    expected = [plan for plan in plans(shoes, TODAY) if plan.is_overdue]
    assert [row.target for row in late] == [(plan.card,) for plan in expected]
    assert f"{len(late)} are overdue." in report.lead
    place = report.tables[0].place_of("due")
    assert all("overdue" in row.cells[place].text for row in late)


def test_an_action_tells_its_figure_from_where_to_where_and_now(shoes):
    figures = told(make_report(shoes, "actions", WORDS, TODAY), "metric")
    assert any(": " in figure and " to " in figure and ", now " in figure for figure in figures)


def test_the_action_list_is_narrowed_down_and_sorted(shoes):
    whole = make_report(shoes, "actions", WORDS, TODAY)
    owner = told(whole, "owner")[0]
    asked = Asked("actions", (("owner", owner.upper()),), sort="due", is_descending=True)
    report = asked_report(shoes, asked, WORDS, TODAY)
    assert set(told(report, "owner")) == {owner}
    place = report.tables[0].place_of("due")
    days = [row.cells[place].key for row in report.tables[0].rows]
    assert days == sorted(days, reverse=True)
    count = len(whole.tables[0].rows)
    assert report.lead == (f"Only Owner: {owner.upper()}: {len(days)} of {count} rows.",)


def test_what_is_unknown_comes_last_in_both_orders(shoes):
    for is_descending in (False, True):
        asked = Asked("actions", sort="due", is_descending=is_descending)
        days = told(asked_report(shoes, asked, WORDS, TODAY), "due")
        assert days[-1] == ""


def test_who_asks_for_somebody_who_is_not_there_is_told_who_is(shoes):
    with pytest.raises(ReportProblem) as caught:
        asked_report(shoes, Asked("actions", (("owner", "Nobody"),)), WORDS, TODAY)
    assert caught.value.code == "report.nobody"
    assert "Amira" in caught.value.params["known"]


def test_what_customers_said_stands_beside_what_was_done_about_it(shoes):
    lane = next(held for held in shoes.lanes if isinstance(held, CardsLane))
    step = shoes.steps[0].id
    quote = Card(id="said", text="Where is my parcel?", is_quote=True)
    done = ActionPlan(status="done", completed="2026-05-01", outcome="A third as many calls.")
    made = Card(id="did", text="Write when it is packed", type="solution", action=done)
    journey = add_item(add_item(shoes, lane.id, step, quote), lane.id, step, made)
    journey = link_cards(journey, ("said", "did"), ("thread",))
    table = make_report(journey, "said_and_did", WORDS, TODAY).tables[0]
    row = next(row for row in table.rows if row.target == ("did",))
    assert [cell.text for cell in row.cells] == [
        "“Where is my parcel?”", "Write when it is packed", "A third as many calls.", "",
        "1 May 2026",
    ]  # fmt: skip


def test_a_pain_points_place_is_explained_by_its_numbers(shoes):
    report = make_report(shoes, "pain_points", WORDS, TODAY)
    first = report.tables[0].rows[0]
    card = item_by_id(shoes, first.target[0])
    score = card.severity * card.frequency
    why = first.cells[report.tables[0].place_of("why")].text
    assert why.startswith(f"Severity {card.severity} × frequency {card.frequency} = {score}")
    unrated = set_item(shoes, card.id, frequency=None)
    last = make_report(unrated, "pain_points", WORDS, TODAY).tables[0].rows[-1]
    assert last.target == (card.id,)
    said = f"Severity {card.severity}; frequency is not rated yet"
    assert any(cell.text.startswith(said) for cell in last.cells)


def test_an_opportunity_is_explained_by_impact_and_effort(shoes):
    reasons = told(make_report(shoes, "opportunities", WORDS, TODAY), "why")
    assert reasons[0].startswith("Impact ")
    assert "(6 − effort " in reasons[0]


def test_the_inventory_has_a_row_for_each_channel_of_a_touchpoint(shoes):
    report = make_report(shoes, "touchpoints", WORDS, TODAY)
    cards = [row.target[0] for row in report.tables[0].rows]
    several = next(card for card in cards if len(item_by_id(shoes, card).channels) > 1)
    assert cards.count(several) == len(item_by_id(shoes, several).channels)
    assert "Yes" in told(report, "moment_of_truth")


def test_gaps_tell_the_share_of_each_phase_and_what_to_check(shoes):
    report = make_report(shoes, "evidence_gaps", WORDS, TODAY)
    shares, gaps = report.tables
    assert len(shares.rows) == len(shoes.phases) + 1
    levels = {item_by_id(shoes, row.target[0]).evidence_level for row in gaps.rows}
    assert levels <= {"assumption", None}


def test_each_department_has_a_sheet_of_its_own_cards(shoes):
    report = make_report(shoes, "departments", WORDS, TODAY)
    for table in report.tables:
        for row in table.rows:
            assert item_by_id(shoes, row.target[0]).department == table.group
    groups = {table.group for table in report.tables}
    assert set(values_of(report, "department")) == groups
    one = sorted(groups)[0]
    alone = asked_report(shoes, Asked("departments", (("department", one),)), WORDS, TODAY)
    assert {table.group for table in alone.tables} == {one}


def test_a_personas_sheet_has_facts_cards_and_feelings(shoes):
    report = make_report(shoes, "personas", WORDS, TODAY)
    emma = shoes.personas[0]
    facts, _, feelings = (table for table in report.tables if table.group == emma.name)
    assert emma.occupation in [row.cells[1].text for row in facts.rows]
    assert all(item_by_id(shoes, row.target[0]).persona == emma.id for row in feelings.rows)


def test_the_leaders_page_says_how_many_rows_were_left_to_the_lists(shoes):
    report = make_report(shoes, "leaders", WORDS, TODAY)
    pains = report.tables[0]
    whole = make_report(shoes, "pain_points", WORDS, TODAY).tables[0]
    assert len(pains.rows) + pains.left_out == len(whole.rows)
    assert str(pains.left_out) in pains.more
    assert [point.name for point in report.curve] == [phase.name for phase in shoes.phases]


def test_business_goals_stand_on_the_page_for_leaders(shoes):
    lane = next(held for held in shoes.lanes if held.kind == "metrics")
    metric = next(item for items in lane.cells.values() for item in items)
    goals = make_report(set_item(shoes, metric.id, is_business_goal=True), "leaders", WORDS, TODAY)
    rows = goals.tables[3].rows
    assert [row.target for row in rows] == [(metric.id,), ("metric-order",)]
    assert rows[0].cells[0].text == metric.name


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_map_has_every_report_and_says_what_is_missing(shoes, kind, language):
    bare = [with_changes(lane, cells={}) for lane in shoes.lanes]
    empty = with_changes(shoes, lanes=tuple(bare), links=(), personas=())
    report = make_report(empty, kind, Texts(language), TODAY)
    assert all(table.rows or table.empty for table in report.tables)


def test_reports_say_by_what_they_can_be_narrowed_down(shoes):
    assert facets_of(make_report(shoes, "actions", WORDS, TODAY)) == (
        "owner", "department", "status", "phase",
    )  # fmt: skip
    assert "owner" not in facets_of(make_report(shoes, "personas", WORDS, TODAY))
