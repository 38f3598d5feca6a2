"""Templates and samples: valid maps, complete in both languages, worth starting from."""

import re

import pytest

from model.cards import Card, Feeling, Metric
from model.channel_use import is_matrix
from model.comparing import compare
from model.counting.insights import spent_dismissals
from model.counting.recount import recounts
from model.course import ways_of
from model.file.versions import open_version
from model.integrity import integrity_problems
from model.journey import JourneyMap
from model.lanes import CardsLane, FeelingsLane, LaneBase
from model.layout.icons import has_icon
from model.names import VOCABULARIES
from model.problems import Problem
from model.templates import (
    channel_library,
    lane_of_role,
    sample,
    sample_ids,
    sample_names,
    template,
    template_ids,
    template_names,
)
from model.text.fonts import FontBook
from model.text.setting import set_text
from model.texts import LANGUAGES, Texts
from model.values import Value
from resources import resource_names

TEMPLATES = (
    "classic-5", "digital", "after-purchase-5", "advocacy", "nn-g",
    "before-during-after", "service-blueprint", "aida", "onboarding-b2b", "blank",
)  # fmt: skip
ALL = [("template", name) for name in TEMPLATES] + [("sample", name) for name in sample_ids()]
IN_BOTH_LANGUAGES = pytest.mark.parametrize("language", LANGUAGES)
EACH = pytest.mark.parametrize(("kind", "name"), ALL)


def made(kind, name, language):
    return {"template": template, "sample": sample}[kind](name, language)


def parts(value, path=""):
    """Yield every part of a map with its path."""
    if isinstance(value, Value):
        yield path, value
        for name in type(value).model_fields:
            yield from parts(getattr(value, name), f"{path}.{name}")
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from parts(item, f"{path}[{number}]")
    elif hasattr(value, "items"):
        for key, item in value.items():
            yield from parts(item, f"{path}[{key}]")


def items(journey, kind):
    return [
        item
        for lane in journey.lanes
        for cell in lane.cells.values()
        for item in cell
        if isinstance(item, kind)
    ]


def test_the_ten_templates_keep_their_ids_and_order():
    assert template_ids() == TEMPLATES
    assert sample_ids() == ("sustainable-shoes", "holiday", "payroll")


def test_every_file_is_offered():
    assert {*(f"{name}.toml" for name in template_ids()), "library.toml"} == {
        name for name in resource_names("templates") if name.endswith(".toml")
    }
    assert {f"{name}.toml" for name in sample_ids()} == {
        name for name in resource_names("samples") if name.endswith(".toml")
    }


@IN_BOTH_LANGUAGES
@EACH
def test_it_is_a_map_without_faults(kind, name, language):
    journey = made(kind, name, language)
    assert integrity_problems(journey) == ()
    assert JourneyMap.model_validate_json(journey.model_dump_json()) == journey
    assert journey.about.language == language
    assert journey.about.title


@IN_BOTH_LANGUAGES
@EACH
def test_no_field_is_misspelt(kind, name, language):
    # Values keep unknown fields, so that a slip in a template would pass in silence.
    journey = made(kind, name, language)
    assert not {path: part.model_extra for path, part in parts(journey) if part.model_extra}


@EACH
def test_both_languages_have_the_same_shape(kind, name):
    danish, english = made(kind, name, "da"), made(kind, name, "en")
    assert [path for path, _ in parts(danish)] == [path for path, _ in parts(english)]
    assert [phase.id for phase in danish.phases] == [phase.id for phase in english.phases]
    assert danish.phases[-1].name != english.phases[-1].name


@EACH
def test_a_text_that_is_written_in_one_language_is_written_in_the_other(kind, name):
    danish, english = made(kind, name, "da"), made(kind, name, "en")
    lonely = [
        f"{path}.{field}"
        for (path, one), (_, other) in zip(parts(danish), parts(english), strict=True)
        for field in type(one).model_fields
        if isinstance(getattr(one, field), str)
        and bool(getattr(one, field)) != bool(getattr(other, field))
    ]
    assert not lonely


@EACH
def test_long_texts_are_not_left_untranslated(kind, name):
    danish, english = made(kind, name, "da"), made(kind, name, "en")
    same = [
        getattr(one, field)
        for (_, one), (_, other) in zip(parts(danish), parts(english), strict=True)
        for field in type(one).model_fields
        if isinstance(getattr(one, field), str)
        and getattr(one, field) == getattr(other, field)
        and getattr(one, field).count(" ") > 2
    ]
    assert not same


@IN_BOTH_LANGUAGES
@EACH
def test_quotation_marks_and_dashes_are_those_of_the_language(kind, name, language):
    wrong = "“”\"'—" if language == "da" else "»«\"'—"
    text = made(kind, name, language).model_dump(exclude={"phases": {"__all__": {"steps"}}})
    strings = [held for held in strings_of(text) if any(mark in held for mark in wrong)]
    assert not strings


def strings_of(data):
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from strings_of(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from strings_of(value)


@IN_BOTH_LANGUAGES
@EACH
def test_every_icon_is_bundled(kind, name, language):
    journey = made(kind, name, language)
    named = {part.icon for _, part in parts(journey) if getattr(part, "icon", None)}
    assert not {icon for icon in named if not has_icon(icon)}


@IN_BOTH_LANGUAGES
def test_every_icon_of_the_channel_library_is_bundled(language):
    library = channel_library(language)
    assert len({channel.name for channel in library}) == len(library) > 40
    assert not {channel.icon for channel in library if not has_icon(channel.icon or "")}


@IN_BOTH_LANGUAGES
@EACH
def test_channels_come_from_the_maps_own_pick_list(kind, name, language):
    journey = made(kind, name, language)
    offered = {channel.name for channel in journey.channels}
    used = {channel for phase in journey.phases for channel in phase.channels}
    used |= {channel for card in items(journey, Card) for channel in card.channels}
    assert used <= offered
    assert offered


@IN_BOTH_LANGUAGES
@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_guides_an_empty_wall(name, language):
    journey = template(name, language)
    assert items(journey, Card) == items(journey, Feeling) == []
    assert all(lane.name and lane.hint for lane in journey.lanes)
    if name != "blank":
        assert all(phase.definition and phase.questions for phase in journey.phases)
        assert all(phase.channels for phase in journey.phases)


@IN_BOTH_LANGUAGES
@pytest.mark.parametrize("name", TEMPLATES)
def test_a_feelings_lane_names_its_levels(name, language):
    lanes = [lane for lane in template(name, language).lanes if isinstance(lane, FeelingsLane)]
    assert all(len(lane.levels) == 5 for lane in lanes)
    assert bool(lanes) == (name != "service-blueprint")


@pytest.mark.parametrize("name", ["digital", "aida"])
def test_the_digital_phases_know_the_customers_situation(name):
    for phase in template(name, "da").phases:
        assert phase.situation
        assert phase.our_task


def test_blank_has_five_phases_and_the_four_rows_of_the_mission():
    journey = template("blank", "da")
    assert len(journey.phases) == 5
    assert [lane.role for lane in journey.lanes] == [
        "touchpoints", "feels", "pain_points", "opportunities",
    ]  # fmt: skip


def test_the_blueprint_has_the_roles_its_lines_follow_from():
    assert [lane.role for lane in template("service-blueprint", "en").lanes] == [
        "physical_evidence", "customer_actions", "frontstage", "backstage", "support",
    ]  # fmt: skip


def test_the_b2b_template_brings_an_ideal_customer_profile():
    (profile,) = template("onboarding-b2b", "da").personas
    assert profile.kind == "icp"
    assert len(profile.buying_centre) == 4


@IN_BOTH_LANGUAGES
@pytest.mark.parametrize("name", sample_ids())
def test_a_sample_reads_like_the_result_of_a_workshop(name, language):
    journey = sample(name, language)
    cards = items(journey, Card)
    most = 110 if name == "payroll" else 60  # the large one fills a wall of eight phases
    assert 30 <= len(cards) <= most
    assert sum(step.is_moment_of_truth for step in journey.steps) in (2, 3)
    assert len(items(journey, Feeling)) >= len(journey.steps)
    assert items(journey, Metric)
    assert any(card.is_quote for card in cards)
    assert {card.evidence_level for card in cards} >= {"assumption", "internal", "validated"}


@pytest.mark.parametrize("name", sample_ids())
def test_every_feeling_stands_on_half_steps(name):
    values = [value for feeling in items(sample(name, "en"), Feeling) for value in feeling.values]
    assert not [value for value in values if value * 2 != int(value * 2)]


@pytest.mark.parametrize("name", sample_ids())
def test_every_pain_point_is_rated_and_leads_to_an_opportunity_with_a_plan(name):
    journey = sample(name, "da")
    lanes = {lane.role: lane for lane in journey.lanes}
    pains = [card for cell in lanes["pain_points"].cells.values() for card in cell]
    answers = {link.source: link.target for link in journey.links}
    opportunities = {
        card.id: card for cell in lanes["opportunities"].cells.values() for card in cell
    }
    for pain in pains:
        assert pain.severity
        assert pain.frequency
        action = opportunities[answers[pain.id]].action
        assert action is not None
        assert action.owner


@IN_BOTH_LANGUAGES
def test_emma_is_described_in_full(language):
    (emma,) = sample("sustainable-shoes", language).personas
    # A photo would have to be of somebody; a drawn initial does.
    empty = {name for name in type(emma).model_fields if not getattr(emma, name)}
    assert empty == {"image"}


def test_two_maps_from_one_template_are_two_documents():
    one, other = template("blank", "da"), template("blank", "da")
    assert one.id != other.id
    assert one.phases is other.phases


def test_an_unknown_template_is_named_with_those_there_are():
    for make in (template, sample):
        with pytest.raises(Problem) as caught:
            make("../library", "da")
        for language in LANGUAGES:
            sentence = Texts(language).of(caught.value)
            assert "../library" in sentence
            assert ("blank" in sentence) or ("holiday" in sentence)


def test_an_unknown_language_is_served_in_english():
    assert template("blank", "de").about.language == "en"
    assert template_names("de") == template_names("en")


@IN_BOTH_LANGUAGES
def test_the_gallery_has_a_name_and_a_sentence_for_each(language):
    for info in (*template_names(language), *sample_names(language)):
        assert info.name
        assert info.description.endswith(".")
    names = [info.name for info in template_names(language)]
    assert len(set(names)) == len(names)


def test_a_lane_can_be_made_from_any_role_alone():
    for role in VOCABULARIES["lane_role"]:
        lane = lane_of_role(role, "da", lane_id="new")
        assert isinstance(lane, LaneBase)
        assert lane.role == role
        assert lane.name
        assert lane.hint
        assert not lane.cells


def test_a_pain_points_lane_holds_pain_points():
    lane = lane_of_role("pain_points", "en", lane_id="new")
    assert isinstance(lane, CardsLane)
    assert lane.card_type == "pain_point"


@IN_BOTH_LANGUAGES
@pytest.mark.parametrize("name", sample_ids())
def test_no_word_of_a_sample_is_too_long_for_a_sticky_note(name, language):
    journey = sample(name, language)
    fonts, size_pt = FontBook.bundled(), journey.sheet.card_size_pt
    # What a note leaves for its text within its padding on both sides.
    room = journey.sheet.note_width - 12
    words = {
        word
        for card in items(journey, Card)
        for word in re.split(r"\s+|(?<=-)", card.text)
        if set_text(fonts, word, width=1000, size_pt=size_pt).width > room
    }
    assert not words


@IN_BOTH_LANGUAGES
@pytest.mark.parametrize("name", sample_ids())
def test_a_sample_has_rounds_that_nearly_add_up_and_states_one_can_go_back_to(name, language):
    journey = sample(name, language)
    first, second = recounts(journey)
    assert (first.missing, first.outside, second.difference, second.outside) == (1, (), 0, ())
    for version in journey.versions:
        before = open_version(journey, version)
        assert integrity_problems(before) == ()
        assert compare(before, journey).counts("items", Card)
    assert journey.versions


@pytest.mark.parametrize("name", sample_ids())
def test_what_a_sample_sets_aside_is_still_the_case(name):
    journey = sample(name, "da")
    assert journey.dismissals
    assert spent_dismissals(journey) == ()


@pytest.mark.parametrize("name", sample_ids())
def test_a_sample_shows_all_that_a_map_can_hold(name):
    journey = sample(name, "en")
    cards, steps = items(journey, Card), journey.steps
    plans = [card.action for card in cards if card.action]
    figures = items(journey, Metric)
    assert ways_of(journey.phases)
    assert any(step.stuck for step in steps)
    assert any(step.markers for step in steps)
    assert any(phase.idea_prompts for phase in journey.phases)
    assert {link.kind for link in journey.links} == {"leads_to", "channel_jump"}
    assert any(is_matrix(lane) for lane in journey.lanes)
    assert {plan.status for plan in plans} == {"open", "started", "done", "dropped"}
    assert all(plan.outcome and plan.completed for plan in plans if plan.status == "done")
    assert any(figure.readings for figure in figures)
    assert any(figure.is_business_goal for figure in figures)
    assert any(figure.is_less_better for figure in figures)
    assert any(card.type == "offer" or "offer" in card.markers for card in cards)
    assert any("call_to_action" in card.markers for card in cards)
    assert any(
        feeling.spread != (feeling.value, feeling.value) for feeling in items(journey, Feeling)
    )
    assert journey.views
    assert journey.about.review
