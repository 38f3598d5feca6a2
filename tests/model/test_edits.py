"""What each edit does, on one small map."""

from __future__ import annotations

import pytest

from model import edits
from model.cards import ActionPlan, Card, Feeling, Metric, Passage, Picture
from model.evidence import Evidence, Image, Photo
from model.find import item_by_id, lane_by_id, phase_by_id, step_by_id
from model.integrity import integrity_problems
from model.journey import JourneyMap, Link, Phase, Step
from model.lanes import CardsLane, FeelingsLane, ImagesLane, Lane, MetricsLane, TextLane
from model.people import Persona
from model.problems import EditProblem

IMAGE = Image(sha256="a" * 64, mime="image/png", width_px=1, height_px=1, data="AA==")


@pytest.fixture
def journey() -> JourneyMap:
    """Two phases, three steps, one lane of each kind, everything that can refer to something."""
    return JourneyMap(
        id="m",
        personas=(Persona(id="emma", image=IMAGE.sha256, evidence=("talk",)),),
        phases=(
            Phase(id="before", name="Before", steps=(Step(id="s1"), Step(id="s2", next=("s3",)))),
            Phase(id="after", name="After", steps=(Step(id="s3"),)),
        ),
        lanes=(
            CardsLane(
                id="do",
                personas=("emma",),
                cells={
                    "s1": (
                        Card(id="a", text="A", personas=("emma",), evidence=("talk",)),
                        Card(id="b", text="B", span=3),
                    ),
                    "s2": (Card(id="c", text="C", image=IMAGE.sha256),),
                    "s3": (Card(id="d", text="D", action=ActionPlan(metric="nps")),),
                },
            ),
            CardsLane(id="pain"),
            FeelingsLane(
                id="feel", cells={"s1": (Feeling(id="f", card="a", persona="emma", values=(1,)),)}
            ),
            MetricsLane(id="kpi", cells={"s2": (Metric(id="nps"),)}),
            TextLane(id="text", cells={"s1": (Passage(id="t", text="T"),)}),
            ImagesLane(id="pic", cells={"s2": (Picture(id="i", image=IMAGE.sha256),)}),
        ),
        links=(Link(id="ab", source="a", target="b"), Link(id="cd", source="c", target="d")),
        evidence=(Evidence(id="talk"),),
        photos=(Photo(id="shot", image=IMAGE.sha256, phase="after", step="s3", lane="do"),),
        images=(IMAGE,),
    )


def cell(journey: JourneyMap, lane_id: str, step_id: str) -> list[str]:
    return [item.id for item in the_lane(journey, lane_id).cells.get(step_id, ())]


def the_lane(journey: JourneyMap, lane_id: str) -> Lane:
    lane = lane_by_id(journey, lane_id)
    assert lane is not None
    return lane


def card(journey: JourneyMap, card_id: str) -> Card:
    found = item_by_id(journey, card_id)
    assert isinstance(found, Card)
    return found


def step(journey: JourneyMap, step_id: str) -> Step:
    found = step_by_id(journey, step_id)
    assert found is not None
    return found


def refused(code: str, edit: str, *args: object, **fields: object) -> None:
    with pytest.raises(EditProblem) as caught:
        getattr(edits, edit)(*args, **fields)
    assert caught.value.code == code


def test_the_map_of_these_tests_is_whole(journey: JourneyMap) -> None:
    assert integrity_problems(journey) == ()


# ---------------------------------------------------------------- items


def test_an_added_card_stands_where_it_was_put(journey: JourneyMap) -> None:
    made = edits.add_item(journey, "do", "s1", Card(id="n"), 1)
    assert cell(made, "do", "s1") == ["a", "n", "b"]
    assert cell(edits.add_item(journey, "pain", "s2", Card(id="n")), "pain", "s2") == ["n"]


def test_an_edit_shares_everything_it_does_not_touch(journey: JourneyMap) -> None:
    made = edits.set_item(journey, "c", text="new")
    assert made.phases is journey.phases
    assert made.lanes[1:] == journey.lanes[1:]
    assert all(a is b for a, b in zip(made.lanes[1:], journey.lanes[1:], strict=True))
    assert the_lane(made, "do").cells["s1"] is the_lane(journey, "do").cells["s1"]


def test_a_span_is_cut_at_the_last_step(journey: JourneyMap) -> None:
    added = edits.add_item(journey, "do", "s2", Card(id="n", span=9))
    assert card(added, "n").span == 2
    assert card(edits.set_item(journey, "c", span=9), "c").span == 2
    assert card(edits.move_items(journey, ["b"], "do", "s3"), "b").span == 1


def test_removing_a_card_takes_its_links_and_the_feelings_mention_of_it(
    journey: JourneyMap,
) -> None:
    made = edits.remove_items(journey, ["a"])
    assert [link.id for link in made.links] == ["cd"]
    feeling = item_by_id(made, "f")
    assert isinstance(feeling, Feeling)
    assert feeling.card is None
    assert feeling.persona == "emma"


def test_removing_a_metric_leaves_the_action_without_one(journey: JourneyMap) -> None:
    made = edits.remove_items(journey, ["nps"])
    assert card(made, "d").action == ActionPlan()


def test_moved_cards_keep_the_order_of_the_wall_however_they_were_picked(
    journey: JourneyMap,
) -> None:
    made = edits.move_items(journey, ["d", "b", "c", "a"], "pain", "s1")
    assert cell(made, "pain", "s1") == ["a", "b", "c", "d"]
    assert the_lane(made, "do").cells == {}
    assert made.links == journey.links


def test_the_index_of_a_move_counts_without_the_moved_cards(journey: JourneyMap) -> None:
    four = edits.move_items(journey, ["c", "d"], "do", "s1")
    assert cell(four, "do", "s1") == ["a", "b", "c", "d"]
    assert cell(edits.move_items(four, ["a", "c"], "do", "s1", 1), "do", "s1") == list("bacd")
    assert cell(edits.move_items(four, ["a"], "do", "s1", 3), "do", "s1") == list("bcda")


def test_a_move_to_where_the_cards_are_is_no_change(journey: JourneyMap) -> None:
    assert edits.move_items(journey, ["a"], "do", "s1", 0) is journey
    assert edits.move_items(journey, ["a", "b"], "do", "s1") is journey
    assert edits.move_items(journey, [], "do", "s1") is journey


def test_a_card_becomes_a_passage_in_a_text_lane_and_a_card_again(journey: JourneyMap) -> None:
    made = edits.move_items(journey, ["a"], "text", "s1", 0)
    assert item_by_id(made, "a") == Passage(id="a", text="A")
    assert [link.id for link in made.links] == ["cd"]
    assert integrity_problems(made) == ()
    back = edits.move_items(made, ["a", "t"], "do", "s1")
    assert card(back, "a").text == "A"
    assert card(back, "t").text == "T"


def test_a_card_with_an_image_becomes_a_picture(journey: JourneyMap) -> None:
    made = edits.move_items(journey, ["c"], "pic", "s2")
    assert item_by_id(made, "c") == Picture(id="c", image=IMAGE.sha256, caption="C")
    back = edits.move_items(made, ["c"], "do", "s2")
    assert card(back, "c") == Card(id="c", image=IMAGE.sha256, text="C")


@pytest.mark.parametrize(
    ("item", "lane", "kind"),
    [
        ("a", "feel", "feelings"),
        ("a", "kpi", "metrics"),
        ("a", "pic", "images"),
        ("f", "do", "cards"),
        ("nps", "text", "text"),
        ("i", "text", "text"),
    ],
)
def test_what_a_lane_cannot_hold_is_refused(
    journey: JourneyMap, item: str, lane: str, kind: str
) -> None:
    refused(f"edit.not_in_{kind}_lane", "move_items", journey, [item], lane, "s1")


def test_copies_stand_behind_their_originals(journey: JourneyMap) -> None:
    made = edits.duplicate_items(journey, ["b", "c", "a", "f"], ["b2", "c2", "a2", "f2"])
    assert cell(made, "do", "s1") == ["a", "b", "a2", "b2"]
    assert cell(made, "do", "s2") == ["c", "c2"]
    copy = item_by_id(made, "f2")
    assert isinstance(copy, Feeling)
    assert copy.card == "a2"


def test_the_same_field_is_set_on_many_cards_at_once(journey: JourneyMap) -> None:
    made = edits.set_items(journey, ["a", "b", "d"], colour="pink")
    assert [card(made, one).colour for one in "abcd"] == ["pink", "pink", None, "pink"]
    assert edits.set_items(made, ["a", "b", "d"], colour="pink") is made


def test_a_locked_lane_keeps_what_stands_in_it(journey: JourneyMap) -> None:
    locked = edits.set_lane(journey, "do", is_locked=True)
    code = "edit.lane_locked"
    refused(code, "add_item", locked, "do", "s1", Card(id="n"))
    refused(code, "remove_items", locked, ["a"])
    refused(code, "set_item", locked, "a", text="x")
    refused(code, "move_items", locked, ["a"], "pain", "s1")
    refused(code, "move_items", locked, ["t"], "do", "s1")
    refused(code, "duplicate_items", locked, ["a"], ["n"])
    refused(code, "remove_lane", locked, "do")
    refused(code, "remove_step", locked, "s2")
    refused(code, "remove_phase", locked, "after")
    refused(code, "merge_steps", locked, "s1", "s2")
    assert edits.move_step(locked, "s2", "after", 1) != locked
    assert edits.set_lane(locked, "do", is_locked=False) == journey


def test_bad_items_are_refused_before_anything_changes(journey: JourneyMap) -> None:
    refused("edit.id_taken", "add_item", journey, "do", "s1", Card(id="f"))
    refused("edit.unknown_step", "add_item", journey, "do", "s9", Card(id="n"))
    refused("edit.unknown_lane", "add_item", journey, "nowhere", "s1", Card(id="n"))
    stranger = Card(id="n", personas=("nobody",))
    refused("edit.unknown_reference", "add_item", journey, "do", "s1", stranger)
    refused("edit.unknown_reference", "set_item", journey, "f", card="nps")
    refused("edit.unknown_item", "remove_items", journey, ["a", "zz"])
    refused("edit.invalid", "set_item", journey, "a", severity=9)
    refused("edit.invalid", "set_item", journey, "a", id="other")
    refused("edit.invalid", "set_item", journey, "a", nonsense=1)
    refused("edit.invalid", "set_item", journey, "a", text="\x00")
    refused("edit.too_long", "set_item", journey, "a", text="x" * 20_001)


# ---------------------------------------------------------------- phases and steps


def test_removing_a_phase_takes_its_steps_and_what_refers_to_them(journey: JourneyMap) -> None:
    made = edits.remove_phase(journey, "after")
    assert [one.id for one in made.steps] == ["s1", "s2"]
    assert step(made, "s2").next == ()
    assert item_by_id(made, "d") is None
    assert made.links == journey.links[:1]
    assert card(made, "b").span == 2
    photo = made.photos[0]
    assert (photo.phase, photo.step, photo.lane) == (None, None, "do")


def test_the_last_phase_and_the_last_step_of_a_phase_stay(journey: JourneyMap) -> None:
    refused("edit.last_phase", "remove_phase", edits.remove_phase(journey, "after"), "before")
    refused("edit.last_step", "remove_step", journey, "s3")
    refused("edit.last_step", "move_step", journey, "s3", "before", 0)
    refused("edit.last_step", "merge_steps", journey, "s2", "s3")


def test_a_wide_card_grows_round_a_new_step_and_shrinks_with_one_that_goes(
    journey: JourneyMap,
) -> None:
    grown = edits.add_step(journey, "before", Step(id="new"), 1)
    assert card(grown, "b").span == 4
    assert card(edits.remove_step(grown, "new"), "b").span == 3
    assert card(edits.add_step(journey, "after", Step(id="new")), "b").span == 3
    assert card(edits.remove_step(journey, "s2"), "b").span == 2


def test_a_moved_step_leaves_the_span_of_the_card_over_it(journey: JourneyMap) -> None:
    narrow = edits.set_item(journey, "b", span=2)
    moved = edits.move_step(narrow, "s2", "after", 1)
    assert [one.id for one in moved.steps] == ["s1", "s3", "s2"]
    assert card(moved, "b").span == 1
    assert cell(moved, "do", "s2") == ["c"]


def test_moving_a_phase_moves_its_columns(journey: JourneyMap) -> None:
    made = edits.move_phase(journey, "after", 0)
    assert [one.id for one in made.steps] == ["s3", "s1", "s2"]
    assert card(made, "b").span == 2
    assert edits.move_phase(journey, "after", 1) is journey


def test_splitting_a_phase_divides_its_steps(journey: JourneyMap) -> None:
    made = edits.split_phase(journey, "before", "s2", "middle", "Middle")
    assert [(one.id, len(one.steps)) for one in made.phases] == [
        ("before", 1),
        ("middle", 1),
        ("after", 1),
    ]
    assert made.lanes is journey.lanes
    refused("edit.split_at_first_step", "split_phase", journey, "before", "s1", "x")
    refused("edit.unknown_step", "split_phase", journey, "before", "s3", "x")


def test_merged_phases_keep_steps_cells_and_words(journey: JourneyMap) -> None:
    made = edits.merge_phases(journey, "after", "before")
    (phase,) = made.phases
    assert (phase.id, phase.name) == ("after", "Before / After")
    assert [one.id for one in phase.steps] == ["s1", "s2", "s3"]
    assert made.lanes is journey.lanes
    again = edits.merge_phases(journey, "before", "after")
    assert again.photos[0].phase == "before"


def test_splitting_and_merging_again_leads_back(journey: JourneyMap) -> None:
    split = edits.split_phase(journey, "before", "s2", "middle")
    assert edits.merge_phases(split, "before", "middle") == journey


def test_merged_steps_put_their_cells_behind_each_other(journey: JourneyMap) -> None:
    made = edits.merge_steps(journey, "s1", "s2")
    assert cell(made, "do", "s1") == ["a", "b", "c"]
    assert cell(made, "kpi", "s1") == ["nps"]
    assert step(made, "s1").next == ("s3",)
    assert card(made, "b").span == 2
    other = edits.merge_steps(journey, "s2", "s1")
    assert cell(other, "do", "s2") == ["a", "b", "c"]


def test_what_leads_to_a_merged_step_leads_to_the_one_it_became() -> None:
    phase = Phase(id="p", steps=(Step(id="s1", next=("s3",)), Step(id="s2"), Step(id="s3")))
    made = edits.merge_steps(JourneyMap(id="m", phases=(phase,)), "s2", "s3")
    assert step(made, "s1").next == ("s2",)


def test_only_neighbours_can_be_merged(journey: JourneyMap) -> None:
    more = edits.add_step(journey, "after", Step(id="s4"))
    refused("edit.not_neighbours", "merge_steps", more, "s1", "s4")
    refused("edit.not_neighbours", "merge_steps", more, "s1", "s1")
    refused("edit.not_neighbours", "merge_phases", more, "after", "after")


def test_merged_steps_lose_as_many_as_both_lost() -> None:
    phase = Phase(id="p", steps=(Step(id="s1", drop_off=50), Step(id="s2", drop_off=20)))
    made = edits.merge_steps(JourneyMap(id="m", phases=(phase,)), "s1", "s2")
    assert step(made, "s1").drop_off == 60


def test_a_step_can_only_lead_to_steps_of_the_map(journey: JourneyMap) -> None:
    assert step(edits.set_step(journey, "s1", next=("s2", "s3")), "s1").next == ("s2", "s3")
    refused("edit.unknown_reference", "set_step", journey, "s1", next=("s9",))
    refused("edit.invalid", "set_phase", journey, "after", steps=())


def test_a_new_phase_brings_its_steps(journey: JourneyMap) -> None:
    phase = Phase(id="new", steps=(Step(id="n1"), Step(id="n2", next=("n1",))))
    made = edits.add_phase(journey, phase, 1)
    assert [one.id for one in made.phases] == ["before", "new", "after"]
    assert card(made, "b").span == 5
    refused("edit.id_taken", "add_phase", journey, Phase(id="x", steps=(Step(id="s1"),)))
    refused("edit.id_taken", "add_phase", journey, Phase(id="after", steps=(Step(id="n"),)))
    assert phase_by_id(journey, "new") is None


# ---------------------------------------------------------------- lanes


def test_a_lane_can_be_added_with_its_items(journey: JourneyMap) -> None:
    lane = CardsLane(id="new", cells={"s3": (Card(id="n", span=2),)})
    made = edits.add_lane(journey, lane, 0)
    assert made.lanes[0].id == "new"
    assert card(made, "n").span == 1
    refused("edit.id_taken", "add_lane", journey, CardsLane(id="do"))
    taken = CardsLane(id="x", cells={"s1": (Card(id="a"),)})
    refused("edit.id_taken", "add_lane", journey, taken)
    lost = CardsLane(id="x", cells={"s9": (Card(id="n"),)})
    refused("edit.unknown_step", "add_lane", journey, lost)


def test_removing_a_lane_takes_what_refers_to_it_and_its_cards(journey: JourneyMap) -> None:
    made = edits.remove_lane(journey, "do")
    assert made.links == ()
    assert made.photos[0].lane is None
    feeling = item_by_id(made, "f")
    assert isinstance(feeling, Feeling)
    assert feeling.card is None


def test_lanes_move_and_change_but_not_their_kind(journey: JourneyMap) -> None:
    assert [one.id for one in edits.move_lane(journey, "feel", 0).lanes][:2] == ["feel", "do"]
    assert edits.move_lane(journey, "do", 0) is journey
    assert the_lane(edits.set_lane(journey, "pain", name="Pain"), "pain").name == "Pain"
    refused("edit.invalid", "set_lane", journey, "do", kind="text")
    refused("edit.invalid", "set_lane", journey, "do", cells={})
    refused("edit.unknown_reference", "set_lane", journey, "do", personas=("nobody",))


# ---------------------------------------------------------------- registers and the map


def test_removing_a_persona_takes_it_off_lanes_cards_and_feelings(journey: JourneyMap) -> None:
    made = edits.remove_entry(journey, "personas", "emma")
    assert the_lane(made, "do").personas == ()
    assert card(made, "a").personas == ()
    assert card(made, "a").evidence == ("talk",)
    assert integrity_problems(made) == ()


def test_removing_an_image_takes_its_photos_along(journey: JourneyMap) -> None:
    made = edits.remove_entry(journey, "images", IMAGE.sha256)
    assert made.photos == ()
    assert card(made, "c").image is None
    assert made.personas[0].image is None
    assert item_by_id(made, "i") == Picture(id="i")


def test_removing_evidence_takes_it_off_cards_and_personas(journey: JourneyMap) -> None:
    made = edits.remove_entry(journey, "evidence", "talk")
    assert card(made, "a").evidence == ()
    assert made.personas[0].evidence == ()


def test_entries_are_added_moved_and_set(journey: JourneyMap) -> None:
    made = edits.add_entry(journey, "personas", Persona(id="ole"), 0)
    assert [one.id for one in made.personas] == ["ole", "emma"]
    assert [one.id for one in edits.move_entry(made, "personas", "ole", 1).personas] == [
        "emma",
        "ole",
    ]
    assert edits.set_entry(made, "personas", "ole", name="Ole").personas[0].name == "Ole"
    assert edits.set_entry(made, "personas", "ole", name="") is made


def test_an_image_the_map_holds_is_held_once(journey: JourneyMap) -> None:
    assert edits.add_entry(journey, "images", IMAGE) is journey


def test_bad_entries_are_refused(journey: JourneyMap) -> None:
    refused("edit.id_taken", "add_entry", journey, "personas", Persona(id="emma"))
    refused("edit.invalid", "add_entry", journey, "personas", Card(id="x"))
    refused("edit.unknown_entry", "remove_entry", journey, "links", "zz")
    loop = Link(id="x", source="a", target="a")
    refused("edit.link_to_itself", "add_entry", journey, "links", loop)
    refused("edit.link_to_itself", "set_entry", journey, "links", "ab", target="a")
    to_metric = Link(id="x", source="a", target="nps")
    refused("edit.unknown_reference", "add_entry", journey, "links", to_metric)


def test_the_map_card_and_the_sheet_are_set(journey: JourneyMap) -> None:
    made = edits.set_about(journey, title="Sko", language="da")
    assert (made.about.title, made.about.language) == ("Sko", "da")
    assert edits.set_sheet(journey, gap=10).sheet.gap == 10
    assert edits.set_about(made, title="Sko") is made
    assert edits.set_sheet(journey, gap=8) is journey
    refused("edit.invalid", "set_about", journey, language="Dansk!")
    refused("edit.invalid", "set_sheet", journey, note_width=float("nan"))
