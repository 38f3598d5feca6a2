"""Codes of places on the wall, and what a line of quick entry makes of them."""

from types import MappingProxyType

import pytest

from model.cards import Card, Feeling
from model.codes import begun_code, code_of, place_of, read_entry, step_codes
from model.edits import set_lane, set_phase
from model.journey import JourneyMap, Phase, Step
from model.lanes import CardsLane, FeelingsLane, ImagesLane, MetricsLane, TextLane
from model.layout.columns import columns_of
from model.problems import Problem
from model.quick_entry import read_note, with_note
from model.values import with_changes


@pytest.fixture
def journey():
    return JourneyMap(
        id="m",
        phases=(
            Phase(id="p1", name="Før", steps=(Step(id="a"),)),
            Phase(id="p2", name="Køb", steps=(Step(id="b"), Step(id="c"))),
        ),
        lanes=(
            CardsLane(id="cards", name="Handlinger"),
            FeelingsLane(
                id="feelings", cells=MappingProxyType({"c": (Feeling(id="f", label="træt"),)})
            ),
            MetricsLane(id="metrics"),
            TextLane(id="text"),
            ImagesLane(id="images", name="Billeder"),
        ),
    )


def code_in(journey, line, present=None):
    with pytest.raises(Problem) as caught:
        read_note(journey, line, present)
    return caught.value.code


def test_a_step_has_its_own_number_only_where_a_phase_has_several(journey):
    assert dict(step_codes(journey)) == {"a": "1", "b": "2.1", "c": "2.2"}
    assert code_of(journey, "metrics", "c") == "2.2-3"


def test_the_sheet_counts_as_the_codes_do(journey):
    hidden = set_phase(journey, "p1", is_visible=False)
    codes = {place.step_id: place.code for place in columns_of(hidden, for_print=False).places}
    assert codes == {"b": "2.1", "c": "2.2"}


@pytest.mark.parametrize(
    "line", ["2.2-1 kø er for lang", "2,2-1  kø er for lang ", "2.2–1 kø er for lang"]
)
def test_a_code_is_read_however_a_keyboard_writes_it(journey, line):
    entry = read_entry(line)
    assert entry.numbers == (2, 2, 1)
    assert entry.text == "kø er for lang"
    assert place_of(journey, entry.numbers).step_id == "c"


def test_without_a_step_the_first_of_the_phase_is_meant(journey):
    place = place_of(journey, (2, None, 1))
    assert (place.step_id, place.code) == ("b", "2.1-1")
    assert place_of(journey, (1, 1, 1)).code == "1-1"


@pytest.mark.parametrize("line", ["3 dage senere", " 3-4 dages ventetid", "3-4dage", "a 1-1", "-4"])
def test_words_that_begin_otherwise_are_words(line):
    assert read_entry(line).numbers is None
    assert read_entry(line).text == line.strip()


def test_a_code_that_is_being_typed_is_known_by_its_beginning():
    assert begun_code("2") == (2, None)
    assert begun_code("2.") == (2, None)
    assert begun_code("2.2-") == (2, 2)
    assert begun_code("2 dage") is None


def test_every_code_that_leads_nowhere_says_why(journey):
    assert code_in(journey, "9-1 x") == "code.no_phase"
    assert code_in(journey, "0-1 x") == "code.no_phase"
    assert code_in(journey, "2.3-1 x") == "code.no_step"
    assert code_in(journey, "1-6 x") == "code.no_lane"
    assert code_in(with_changes(journey, lanes=()), "1-1 x") == "code.no_lanes"
    assert code_in(journey, "uden kode") == "code.nowhere"
    assert code_in(journey, "uden kode", ("gone", "a")) == "code.nowhere"
    assert code_in(set_phase(journey, "p1", is_visible=False), "1-1") == "code.phase_hidden"
    assert code_in(set_phase(journey, "p1", is_collapsed=True), "1-1") == "code.phase_collapsed"
    assert code_in(set_lane(journey, "cards", is_visible=False), "1-1") == "code.lane_hidden"
    assert code_in(set_lane(journey, "cards", is_collapsed=True), "1-1") == "code.lane_collapsed"
    assert code_in(set_lane(journey, "cards", is_locked=True), "1-1 x") == "code.lane_locked"
    assert code_in(journey, "1-5 x") == "code.images_lane"
    assert code_in(journey, "1-2 lettet") == "code.feeling_first"
    assert code_in(journey, "1-2 +3 lettet") == "code.feeling_range"


def test_one_may_still_go_to_a_locked_lane(journey):
    assert read_note(set_lane(journey, "cards", is_locked=True), "1-1", None).is_jump


def test_a_code_and_words_make_a_card_there(journey):
    note = read_note(journey, "1-1 kø er for lang", None)
    made = with_note(journey, note, "new")
    assert made.lanes[0].cells["a"] == (Card(id="new", text="kø er for lang"),)


def test_words_alone_go_where_one_is(journey):
    note = read_note(journey, "endnu en", ("cards", "b"))
    assert with_note(journey, note, "new").lanes[0].cells["b"][0].text == "endnu en"


@pytest.mark.parametrize(
    ("line", "value", "label"),
    [("1-2 +1,5 lettet", 1.5, "lettet"), ("1-2 −2", -2.0, ""), ("1-2 0.5 nå ja", 0.5, "nå ja")],
)
def test_in_a_feelings_lane_the_number_is_the_feeling(journey, line, value, label):
    (made,) = with_note(journey, read_note(journey, line, None), "new").lanes[1].cells["a"]
    assert (made.id, made.value, made.label) == ("new", value, label)


def test_a_feeling_that_is_there_gets_the_new_value_and_keeps_its_word(journey):
    (made,) = with_note(journey, read_note(journey, "2.2-2 -1", None), "new").lanes[1].cells["c"]
    assert (made.id, made.value, made.label) == ("f", -1.0, "træt")


def test_figures_get_a_name_and_text_lanes_a_passage(journey):
    made = with_note(journey, read_note(journey, "1-3 NPS", None), "new")
    assert made.lanes[2].cells["a"][0].name == "NPS"
    made = with_note(journey, read_note(journey, "1-4 Som interview", None), "new")
    assert made.lanes[3].cells["a"][0].text == "Som interview"


def test_a_code_alone_only_leads_there(journey):
    note = read_note(journey, "2.2-4", None)
    assert note.is_jump
    assert with_note(journey, note, "new") is journey
