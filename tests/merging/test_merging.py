"""What a merge makes of two groups' maps, and what it tells."""

from __future__ import annotations

import pytest

from model import edits
from model.cards import Card, Feeling, Passage
from model.find import item_by_id, item_place, phase_by_id, phase_of_step, step_by_id
from model.integrity import integrity_problems
from model.journey import JourneyMap, Link, MapCard, Phase, Step
from model.lanes import CardsLane, FeelingsLane, TextLane
from model.merging import Conflict, Merged, merge, merge_apart, merge_many, resolve, resolve_all
from model.merging.wording import conflict_words
from model.people import Persona
from model.problems import EditProblem
from model.templates import template
from model.texts import Texts


@pytest.fixture
def base() -> JourneyMap:
    return JourneyMap(
        id="m",
        about=MapCard(title="Sko", modified="2026-11-20T10:00:00Z"),
        personas=(Persona(id="ida", name="Ida"),),
        phases=(
            Phase(id="p1", name="Overvej", steps=(Step(id="s1", name="Søg"), Step(id="s2"))),
            Phase(id="p2", name="Køb", steps=(Step(id="s3"),)),
        ),
        lanes=(
            CardsLane(
                id="l1",
                name="Kontaktpunkter",
                cells={"s1": (Card(id="a", text="A"), Card(id="b", text="B"))},
            ),
            CardsLane(id="l2", name="Ideer", cells={"s3": (Card(id="c", text="C"),)}),
            FeelingsLane(id="f", name="Følelser", cells={"s1": (Feeling(id="f1"),)}),
        ),
        links=(Link(id="k", source="a", target="c"),),
    )


def texts_in(journey: JourneyMap, lane: int, step_id: str) -> list[str]:
    return [item.text for item in journey.lanes[lane].cells.get(step_id, ())]


def the_conflict(merged: Merged) -> Conflict:
    (conflict,) = merged.conflicts
    assert integrity_problems(merged.journey) == ()
    return conflict


def test_what_two_groups_did_in_different_places_is_all_done(base: JourneyMap) -> None:
    ours = edits.add_item(base, "l1", "s1", Card(id="x", text="X"), 1)
    ours = edits.set_phase(ours, "p1", definition="Før købet")
    theirs = edits.set_item(base, "b", colour="pink")
    theirs = edits.add_step(theirs, "p2", Step(id="s4", name="Betal"))
    theirs = edits.add_item(theirs, "l2", "s4", Card(id="y", text="Y"))
    merged = merge(base, ours, theirs)
    assert merged.conflicts == ()
    assert texts_in(merged.journey, 0, "s1") == ["A", "X", "B"]
    assert texts_in(merged.journey, 1, "s4") == ["Y"]
    assert item_by_id(merged.journey, "b").colour == "pink"
    assert phase_by_id(merged.journey, "p1").definition == "Før købet"


def test_two_fields_of_one_card_are_both_changed(base: JourneyMap) -> None:
    ours = edits.set_item(base, "a", text="A!", tags=("dyrt", "nyt"))
    theirs = edits.set_item(base, "a", severity=4, tags=("dyrt", "vigtigt"))
    merged = merge(base, ours, theirs)
    assert merged.conflicts == ()
    card = item_by_id(merged.journey, "a")
    assert (card.text, card.severity) == ("A!", 4)
    assert set(card.tags) == {"dyrt", "nyt", "vigtigt"}


def test_a_text_changed_on_both_sides_can_be_kept_as_two_cards(base: JourneyMap) -> None:
    ours, theirs = (edits.set_item(base, "a", text=text) for text in ("Vi", "De"))
    merged = merge(base, ours, theirs)
    conflict = the_conflict(merged)
    assert (conflict.base, conflict.ours, conflict.theirs) == ("A", "Vi", "De")
    assert texts_in(merged.journey, 0, "s1") == ["Vi", "B"]
    assert texts_in(resolve(merged, conflict, "theirs").journey, 0, "s1") == ["De", "B"]
    both = resolve(merged, conflict, "both")
    assert texts_in(both.journey, 0, "s1") == ["Vi", "De", "B"]
    assert both.conflicts == ()
    assert texts_in(resolve(both, conflict, "ours").journey, 0, "s1") == ["Vi", "B"]


def test_two_texts_of_one_field_can_stand_in_it_together(base: JourneyMap) -> None:
    ours = edits.set_phase(base, "p1", situation="Leder")
    merged = merge(base, ours, edits.set_phase(base, "p1", situation="Tvivler"))
    assert resolve_all(merged, "both").journey.phases[0].situation == "Leder\nTvivler"
    ours = edits.set_item(base, "f1", values=(1.0,))
    merged = merge(base, ours, edits.set_item(base, "f1", values=(-2.0,)))
    feeling = item_by_id(resolve_all(merged, "both").journey, "f1")
    assert isinstance(feeling, Feeling)
    assert feeling.values == (1.0, -2.0)


def test_a_number_has_one_of_two_values(base: JourneyMap) -> None:
    merged = merge(
        base, edits.set_item(base, "a", severity=2), edits.set_item(base, "a", severity=5)
    )
    conflict = the_conflict(merged)
    assert conflict.choices == ("ours", "theirs")
    with pytest.raises(EditProblem) as caught:
        resolve(merged, conflict, "both")
    assert Texts("da").of(caught.value)


def test_a_card_removed_here_and_changed_there_stays_with_its_links(base: JourneyMap) -> None:
    merged = merge(base, edits.remove_items(base, ["a"]), edits.set_item(base, "a", text="Ny"))
    conflict = the_conflict(merged)
    assert conflict.kind == "removed"
    assert texts_in(merged.journey, 0, "s1") == ["Ny", "B"]
    assert [link.id for link in merged.journey.links] == ["k"]
    gone = resolve(merged, conflict, "ours").journey
    assert texts_in(gone, 0, "s1") == ["B"]
    assert gone.links == ()


def test_a_card_removed_here_and_left_alone_there_goes(base: JourneyMap) -> None:
    merged = merge(base, edits.remove_items(base, ["a"]), edits.set_item(base, "b", text="Ny"))
    assert merged.conflicts == ()
    assert texts_in(merged.journey, 0, "s1") == ["Ny"]


def test_a_removed_step_in_which_somebody_wrote_comes_back_whole(base: JourneyMap) -> None:
    ours = edits.remove_step(base, "s1")
    theirs = edits.add_item(base, "l2", "s1", Card(id="x", text="X"))
    merged = merge(base, ours, theirs)
    conflict = the_conflict(merged)
    assert (conflict.part, conflict.id) == ("steps", "s1")
    assert texts_in(merged.journey, 0, "s1") == ["A", "B"]
    assert texts_in(merged.journey, 1, "s1") == ["X"]
    assert merged.journey.links == base.links
    gone = resolve(merged, conflict, "ours").journey
    assert gone == merge(base, ours, base).journey


def test_steps_merged_here_keep_what_was_written_into_the_second_there(base: JourneyMap) -> None:
    base = edits.add_item(base, "l1", "s2", Card(id="d", text="D"))
    ours = edits.merge_steps(base, "s1", "s2")
    merged = merge(base, ours, edits.set_item(base, "d", text="D!"))
    assert merged.conflicts == ()
    assert texts_in(merged.journey, 0, "s1") == ["A", "B", "D!"]


def test_a_phase_is_named_once_when_much_of_it_changed(base: JourneyMap) -> None:
    theirs = edits.set_step(edits.set_item(base, "a", text="Ny"), "s1", name="Søger")
    merged = merge(base, edits.remove_phase(base, "p1"), theirs)
    assert (the_conflict(merged).part, the_conflict(merged).id) == ("phases", "p1")
    assert step_by_id(merged.journey, "s2") is not None
    assert texts_in(merged.journey, 0, "s1") == ["Ny", "B"]


def test_a_card_moved_to_two_places_hangs_in_ours_until_decided(base: JourneyMap) -> None:
    ours = edits.move_items(base, ["a"], "l1", "s2")
    merged = merge(base, ours, edits.move_items(base, ["a"], "l2", "s3"))
    conflict = the_conflict(merged)
    assert texts_in(merged.journey, 0, "s2") == ["A"]
    place = item_place(resolve(merged, conflict, "theirs").journey, "a")
    assert place is not None
    assert (place.lane.id, place.step_id) == ("l2", "s3")


def test_a_phase_emptied_by_two_sides_gets_an_empty_step(base: JourneyMap) -> None:
    ours, theirs = (edits.move_step(base, step, "p2", 0) for step in ("s1", "s2"))
    merged = merge(base, ours, theirs)
    assert the_conflict(merged).kind == "emptied"
    assert [phase.id for phase in merged.journey.phases] == ["p1", "p2"]
    assert len(merged.journey.phases[0].steps) == 1


def test_a_removed_persona_that_a_new_card_names_stays(base: JourneyMap) -> None:
    ours = edits.remove_entry(base, "personas", "ida")
    theirs = edits.add_item(base, "l1", "s2", Card(id="x", personas=("ida",)))
    merged = merge(base, ours, theirs)
    conflict = the_conflict(merged)
    assert merged.journey.personas == base.personas
    assert item_by_id(resolve(merged, conflict, "ours").journey, "x").personas == ()


def test_a_card_that_became_a_text_here_and_was_changed_there_is_asked_about(
    base: JourneyMap,
) -> None:
    base = edits.add_lane(base, TextLane(id="t", name="Tekst"))
    ours = edits.move_items(base, ["b"], "t", "s1")
    merged = merge(base, ours, edits.set_item(base, "b", text="B!"))
    conflict = the_conflict(merged)
    assert isinstance(item_by_id(merged.journey, "b"), Passage)
    assert texts_in(resolve(merged, conflict, "theirs").journey, 0, "s1") == ["A", "B!"]
    both = resolve(merged, conflict, "both").journey
    assert texts_in(both, 0, "s1") == ["A", "B!"]
    assert texts_in(both, 3, "s1") == ["B"]


def test_a_lane_made_anew_as_another_kind_is_a_second_lane(base: JourneyMap) -> None:
    lane = TextLane(id="l2", name="Ideer", cells={"s3": (Passage(id="q", text="Q"),)})
    ours = edits.add_lane(edits.remove_lane(base, "l2"), lane)
    theirs = edits.set_item(base, "c", text="C!")
    merged = merge(base, ours, theirs)
    assert the_conflict(merged).part == "lanes"
    said = [texts_in(merged.journey, at, "s3") for at in range(len(merged.journey.lanes))]
    assert ["Q"] in said
    assert ["C!"] in said
    assert merge(base, ours, base).journey == ours


def test_groups_that_filled_a_phase_each_of_one_template_are_one_map() -> None:
    maps = []
    for number in range(3):
        group = template("classic-5", "da")
        step = group.steps[number].id
        group = edits.add_item(group, "touchpoints", step, Card(id=f"x{number}", text=f"{number}"))
        group = edits.set_phase(group, group.phases[number].id, definition=f"Gruppe {number}")
        maps.append(group)
    steps = merge_apart(maps)
    assert [merged.conflicts for merged in steps] == [(), ()]
    made = steps[-1].journey
    for number, phase in enumerate(made.phases[:3]):
        assert phase.definition == f"Gruppe {number}"
        assert phase_of_step(made, item_place(made, f"x{number}").step_id) == phase


def test_what_two_groups_filled_in_differently_is_called_by_what_the_first_says() -> None:
    maps = [
        edits.set_phase(template("classic-5", "da"), "use", name=name) for name in ("Bruger", "Går")
    ]
    (merged,) = merge_apart(maps)
    said = conflict_words(Texts("da"), merged, the_conflict(merged), ("A", "B"), "ours")
    assert said.startswith("Fasen »Bruger«, Navn: »Bruger« i A, »Går« i B.")


def test_maps_without_a_phase_in_common_are_not_merged_apart(base: JourneyMap) -> None:
    with pytest.raises(EditProblem) as caught:
        merge_apart([base, template("classic-5", "da")])
    assert "til fælles" in Texts("da").of(caught.value)


def test_a_third_map_is_merged_into_what_the_first_two_made(base: JourneyMap) -> None:
    maps = [edits.set_item(base, "a", text=text) for text in ("Et", "To", "Tre")]
    made = merge_many(base, maps, "both")
    assert texts_in(made[-1].journey, 0, "s1") == ["Et", "Tre", "To", "B"]


def test_conflicts_are_told_in_sentences(base: JourneyMap) -> None:
    long = "De spørger i butikken, om skoen kan repareres, og får intet svar"
    ours = edits.move_items(edits.set_item(base, "b", text="Kø"), ["a"], "l1", "s2")
    ours = edits.remove_items(ours, ["c"])
    theirs = edits.move_items(edits.set_item(base, "b", text=long), ["a"], "l1", "s3")
    theirs = edits.set_item(theirs, "c", text="C!")
    merged = merge(base, ours, theirs)
    words = {
        language: [
            conflict_words(Texts(language), merged, one, ("A.journey", "B.journey"), one.standing)
            for one in merged.conflicts
        ]
        for language in ("da", "en")
    }
    assert words["da"] == [
        "Fasen »Overvej«, trinnet »Søg«, rækken »Kontaktpunkter«, sedlen »B«, Tekst: "
        "»Kø« i A.journey, »De spørger i butikken, om skoen kan …« i B.journey. "
        "Det, der står i A.journey, gælder.",
        "Fasen »Overvej«, trinnet »Søg«, rækken »Kontaktpunkter«, sedlen »A«: "
        "i A.journey flyttet til fasen »Overvej«, trinnet uden ord, rækken »Kontaktpunkter«, "
        "i B.journey til fasen »Køb«, rækken »Kontaktpunkter«. "
        "Det, der står i A.journey, gælder.",
        "Fasen »Køb«, rækken »Ideer«, sedlen »C«: fjernet i A.journey, "
        "ændret eller brugt i B.journey. Bliver stående.",
    ]
    assert all("“" in said and "»" not in said for said in words["en"])
