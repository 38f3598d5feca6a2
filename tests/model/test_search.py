"""Find and replace over all texts of a map, with the Danish letters in both spellings."""

import pytest

from model.edits import add_entry, set_about, set_item, set_lane, set_phase, set_step
from model.evidence import Evidence
from model.folding import fold, folded
from model.journey import Channel
from model.matching import fit
from model.people import Persona
from model.problems import EditProblem
from model.search import Wanted, find_matches, locked_count, ranges_in, replace_matches
from model.templates import sample
from model.texts_of_map import texts_of, write_texts
from model.values import MAX_LINE


@pytest.fixture(scope="module")
def shoes():
    return sample("sustainable-shoes", "da")


def found(text, wanted, **how):
    return [text[start:end] for start, end in ranges_in(text, Wanted(wanted, **how))]


def test_both_spellings_of_one_letter_find_each_other_in_any_case():
    assert found("Åbenrå og Aabenraa", "aabenraa") == ["Åbenrå", "Aabenraa"]
    assert found("Åbenrå og Aabenraa", "ÅBENRÅ") == ["Åbenrå", "Aabenraa"]


def test_two_letters_find_the_danish_one_but_who_types_that_means_it():
    assert found("Kø i røret", "koe") == ["Kø"]
    assert found("æblet", "aeb") == ["æb"]
    assert found("Kø om skoene", "kø") == ["Kø"]


def test_half_a_letter_is_no_letter():
    assert found("å", "a") == []
    assert found("på adressen", "a") == ["a"]
    assert found("aå", "a") == ["a"]


def test_accents_and_letters_composed_of_two_are_found_whole():
    assert found("Café", "cafe") == ["Café"]
    assert found("A\u030abenra\u030a by", "åbenrå") == ["A\u030abenra\u030a"]
    assert fold("A\u030a") == "aa"
    assert folded("xå").original(1, 3) == (1, 2)


def test_case_and_whole_words_narrow_the_search():
    assert found("Sko, sko og skoæske", "sko", is_case_kept=True) == ["sko", "sko"]
    assert found("Sko, sko og skoæske", "sko", is_whole_word=True) == ["Sko", "sko"]
    assert found("på paa", "på", is_case_kept=True) == ["på"]


def test_matches_never_overlap():
    assert found("aaaa", "aa") == ["aa", "aa"]


def test_search_goes_through_every_kind_of_text(shoes):
    card = next(item for lane in shoes.lanes if lane.kind == "cards" for cell in lane.cells.values()
                for item in cell)  # fmt: skip
    feeling = next(cell[0] for lane in shoes.lanes if lane.kind == "feelings"
                   for cell in lane.cells.values())  # fmt: skip
    made = set_about(shoes, notes="zebra", participants=("Ane", "zebra"))
    made = set_phase(made, made.phases[0].id, definition="zebra", questions=("Hvor? zebra",))
    made = set_step(made, made.steps[1].id, duration="zebra")
    made = set_lane(made, made.lanes[0].id, hint="zebra")
    made = set_item(made, card.id, tags=("zebra",), as_written="zebra")
    made = set_item(made, feeling.id, comment="zebra")
    made = add_entry(made, "personas", Persona(id="zp", goals=("en zebra",)))
    made = add_entry(made, "evidence", Evidence(id="ze", notes="zebra"))
    made = add_entry(made, "channels", Channel(id="zc", name="zebra"))
    places = [match.place for match in find_matches(made, Wanted("zebra"))]
    assert [(place.kind, place.field) for place in places] == [
        ("map", "participants"), ("map", "notes"),
        ("phase", "definition"), ("phase", "questions"), ("step", "duration"), ("lane", "hint"),
        *[(place.kind, place.field) for place in places if place.kind == "item"],
        ("personas", "goals"), ("evidence", "notes"), ("channels", "name"),
    ]  # fmt: skip
    assert {place.field for place in places if place.kind == "item"} == {
        "tags", "as_written", "comment",
    }  # fmt: skip
    clean = replace_matches(made, find_matches(made, Wanted("zebra")), "hest")
    assert find_matches(clean, Wanted("zebra")) == ()
    assert len(find_matches(clean, Wanted("hest", is_whole_word=True))) >= len(places)


def test_replacing_touches_only_what_was_found(shoes):
    matches = find_matches(shoes, Wanted("sko", is_whole_word=True))
    made = replace_matches(shoes, matches, "støvler")
    before, after = dict(texts_of(shoes)), dict(texts_of(made))
    changed = {place for place in before if before[place] != after[place]}
    assert changed == {match.place for match in matches}
    untouched = [lane for lane in shoes.lanes if lane.id not in {p.lane_id for p in changed}]
    assert all(lane in made.lanes for lane in untouched)


def test_one_match_of_several_in_a_text_is_replaced_alone(shoes):
    made = set_about(shoes, notes="en to en")
    matches = [match for match in find_matches(made, Wanted("en", is_whole_word=True))
               if match.place.field == "notes"]  # fmt: skip
    assert replace_matches(made, matches[1:], "tre").about.notes == "en to tre"


def test_what_is_locked_stays_and_is_counted(shoes):
    lane = next(lane for lane in shoes.lanes if lane.kind == "cards")
    locked = set_lane(shoes, lane.id, is_locked=True)
    matches = [
        match for match in find_matches(locked, Wanted("e")) if match.place.lane_id == lane.id
    ]
    assert matches
    assert locked_count(locked, matches) == len(matches)
    assert replace_matches(locked, matches, "x") is locked


def test_a_text_that_would_be_too_long_changes_nothing(shoes):
    made = set_about(shoes, title="zebra")
    with pytest.raises(EditProblem):
        replace_matches(made, find_matches(made, Wanted("zebra")), "x" * (MAX_LINE + 1))


def test_writing_the_texts_that_stand_there_is_no_edit(shoes):
    assert write_texts(shoes, dict(texts_of(shoes))) is shoes


def test_the_beginnings_of_words_fit_best_also_run_together():
    names = ["Zoom ind", "Indsæt seddel", "Vis indholdet", "Udskriv"]
    best = sorted(names, key=lambda name: -fit("ind", name))
    assert best[0] == "Indsæt seddel"
    assert fit("ind", "Udskriv") == 0
    assert fit("indsed", "Indsæt seddel") > 0
    assert fit("aabn", "Åbn …") > 0
    assert fit("seddel ind", "Indsæt seddel") > 0
    assert fit("gso", "Gem som …") > 0
    assert fit("soe", "Som systemet, vis") == 0
    assert fit("xy", "Indsæt seddel") == 0
    assert fit("", "Hvad som helst") == 1
