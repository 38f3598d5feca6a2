"""The lists of figures, contents and channels: whole in both languages, and in the right phase."""

import pytest

from model.edits import set_phase
from model.edits.from_library import by_stage, with_channels, with_contents, with_figures
from model.find import item_by_id
from model.integrity import integrity_problems
from model.lanes import MetricsLane
from model.libraries import (
    channel_entries,
    content_library,
    durations,
    figure_library,
    stage_of,
    stages,
)
from model.templates import template
from model.texts import LANGUAGES

LISTS = (figure_library, content_library, channel_entries)


def named(entries, *ids):
    return [entry for entry in entries if entry.id in ids]


@pytest.mark.parametrize("library", LISTS)
def test_lists_say_the_same_in_both_languages(library):
    danish, english = (library(code) for code in LANGUAGES)
    assert {entry.id: entry.stages for entry in danish} == {
        entry.id: entry.stages for entry in english
    }
    for entries in (danish, english):
        assert all(entry.name.strip() for entry in entries)
        assert len({entry.name for entry in entries}) == len(entries)
    assert len(durations("da")) == len(durations("en"))


@pytest.mark.parametrize("library", LISTS)
def test_every_stage_has_two_to_choose_from_and_no_other_stage_is_named(library):
    entries = library("en")
    for stage in stages():
        assert sum(stage in entry.stages for entry in entries) >= 2
    assert {stage for entry in entries for stage in entry.stages} == set(stages())


def test_the_figures_of_the_texts_are_on_the_list_with_their_direction():
    figures = {entry.id: entry for entry in figure_library("da")}
    wanted = {"conversion", "bounce", "order-value", "nps", "csat", "search-visibility", "churn"}
    assert wanted <= figures.keys()
    assert figures["bounce"].name == "Afvisningsprocent"
    assert figures["bounce"].is_less_better
    assert not figures["conversion"].is_less_better
    assert figures["order-value"].unit == "kr."


@pytest.mark.parametrize(
    ("template_id", "expected"),
    [
        ("classic-5", ["awareness", "consideration", "purchase", "use", "loyalty"]),
        ("advocacy", ["awareness", "consideration", "purchase", "loyalty", "advocacy"]),
        ("digital", ["awareness", "consideration", "consideration", "purchase", "loyalty"]),
        ("after-purchase-5", ["awareness", "consideration", "consideration", "purchase", "use"]),
        ("before-during-after", ["awareness", "use", "loyalty"]),
        ("onboarding-b2b", ["consideration", "purchase", "use", "use", "loyalty"]),
    ],
)
@pytest.mark.parametrize("code", LANGUAGES)
def test_the_stage_of_a_phase_follows_from_its_name_in_either_language(template_id, code, expected):
    journey = template(template_id, code)
    assert [stage_of(journey, phase) for phase in journey.phases] == expected


def test_a_phase_without_a_telling_name_has_the_stage_of_its_place():
    journey = template("blank", "en")
    journey = set_phase(journey, journey.phases[-1].id, name="Zebra")
    assert stage_of(journey, journey.phases[-1]) == "advocacy"


def test_figures_go_into_their_phases_and_a_lane_is_made_where_there_is_none():
    journey = template("classic-5", "da")
    chosen = by_stage(journey, named(figure_library("da"), "reach", "conversion", "nps"))
    filled, ids = with_figures(journey, chosen)
    lane = next(lane for lane in filled.lanes if isinstance(lane, MetricsLane))
    assert lane.name == "Måltal"
    at = {filled.steps[n].id: n for n in range(5)}
    places = {item.name: at[step] for step, cell in lane.cells.items() for item in cell}
    assert places == {"Rækkevidde": 0, "Konverteringsfrekvens": 2, "Anbefaling (NPS)": 4}
    assert item_by_id(filled, ids[1]).is_business_goal
    assert integrity_problems(filled) == ()
    again, none = with_figures(filled, chosen)
    assert (again, none) == (filled, ())


def test_contents_come_as_cards_and_channels_with_their_icons():
    journey = template("blank", "en")
    step = journey.steps[0].id
    filled, ids = with_contents(journey, {step: named(content_library("en"), "faq", "demo")})
    assert [item_by_id(filled, held).text for held in ids] == [
        "Product demo",
        "Questions and answers (FAQ)",
    ]
    chosen = named(channel_entries("en"), "trustpilot", "tv")
    filled = with_channels(filled, chosen, cards=[ids[0]], phases=[journey.phases[0].id])
    assert item_by_id(filled, ids[0]).channels == ("Trustpilot", "TV and streaming")
    assert filled.phases[0].channels[-2:] == ("Trustpilot", "TV and streaming")
    icons = {channel.name: channel.icon for channel in filled.channels}
    assert icons["Trustpilot"] == "star"
    assert with_channels(filled, chosen, cards=[ids[0]]) is filled
