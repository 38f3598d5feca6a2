"""Copying and pasting: texts and links come along, ids are fresh, and nothing leads nowhere."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from model.cards import ActionPlan, Card, Feeling, Metric, Passage, Picture
from model.clippings import (
    Where,
    clipping_from,
    clipping_of,
    clipping_to_bytes,
    fill_cell,
    fill_table,
    paste,
)
from model.edits import add_entry, remove_items, remove_phase, set_items, set_lane
from model.evidence import Evidence, Photo
from model.find import item_by_id, item_place
from model.integrity import integrity_problems
from model.journey import Channel, JourneyMap, Link, Step
from model.journey import Phase as MapPhase
from model.lanes import CardsLane, FeelingsLane, ImagesLane, MetricsLane, TextLane
from model.people import Persona
from model.problems import EditProblem, FileProblem
from tests.embedded_images import embedded, png_of_zeros
from tests.strategies import items_of, journeys

LAWS = settings(
    deadline=None,
    max_examples=40,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
KINDS = ("items", "lanes", "phases", "steps")


def said(item):
    fields = ("text", "label", "comment", "caption", "name", "values", "colour", "markers")
    return (type(item), *(repr(getattr(item, field, None)) for field in fields))


def ids_of(journey, kind):
    match kind:
        case "items":
            return [item.id for item in items_of(journey)]
        case "lanes":
            return [lane.id for lane in journey.lanes]
        case "phases":
            return [phase.id for phase in journey.phases]
    return [step.id for step in journey.steps]


def all_ids(journey):
    return {found for kind in KINDS for found in ids_of(journey, kind)} | {
        link.id for link in journey.links
    }


@st.composite
def pastings(draw, *, is_same_map=None):
    source = draw(journeys())
    is_home = draw(st.booleans()) if is_same_map is None else is_same_map
    target = source if is_home else draw(journeys())
    kind = draw(st.sampled_from(KINDS))
    ids = draw(st.lists(st.sampled_from(ids_of(source, kind) or ["none"]), unique=True))
    where = Where(
        draw(st.none() | st.sampled_from([lane.id for lane in target.lanes] or [None])),
        draw(st.none() | st.sampled_from([step.id for step in target.steps])),
    )
    is_cut = draw(st.booleans())
    return source, target, clipping_of(source, kind, ids, is_cut=is_cut), where, draw(st.booleans())


@LAWS
@given(pastings())
def test_a_pasted_map_is_whole_and_nothing_in_it_leads_nowhere(drawn):
    _, target, clipping, where, is_growing = drawn
    if clipping is None:
        return
    try:
        pasted = paste(target, clipping, where, is_growing=is_growing)
    except EditProblem:
        return
    assert integrity_problems(pasted.journey) == ()
    assert JourneyMap.model_validate(pasted.journey.model_dump()) == pasted.journey


@LAWS
@given(pastings())
def test_what_is_pasted_has_fresh_ids_and_what_was_there_stays(drawn):
    _, target, clipping, where, _ = drawn
    if clipping is None:
        return
    try:
        pasted = paste(target, clipping, where)
    except EditProblem:
        return
    assert all_ids(target) <= all_ids(pasted.journey)
    assert not set(pasted.ids) & all_ids(target)
    assert set(pasted.ids) <= all_ids(pasted.journey)
    before = {item.id: said(item) for item in items_of(target)}
    assert before.items() <= {item.id: said(item) for item in items_of(pasted.journey)}.items()


@LAWS
@given(pastings(is_same_map=True))
def test_lanes_phases_and_steps_come_with_every_text_and_link(drawn):
    source, _, clipping, _, _ = drawn
    if clipping is None or clipping.kind == "items":
        return
    unlocked = source
    for lane in source.lanes:
        unlocked = set_lane(unlocked, lane.id, is_locked=False)
    pasted = paste(unlocked, clipping, Where()).journey
    more = Counter(map(said, items_of(pasted))) - Counter(map(said, items_of(unlocked)))
    assert more == Counter(map(said, items_of(clipping.part)))
    assert len(pasted.links) - len(unlocked.links) >= len(clipping.part.links)


@LAWS
@given(pastings())
def test_a_clipping_goes_through_bytes_unchanged(drawn):
    clipping = drawn[2]
    if clipping is not None:
        assert integrity_problems(clipping.part) == ()
        assert clipping_from(clipping_to_bytes(clipping), "clipboard") == clipping


@LAWS
@given(journeys(), st.lists(st.lists(st.text(max_size=6), max_size=4), max_size=4), st.booleans())
def test_a_table_fills_cells_and_the_map_stays_whole(journey, table, is_growing):
    for lane_id in (None, *(lane.id for lane in journey.lanes[:1])):
        filled = fill_table(
            journey, table, Where(lane_id, journey.steps[-1].id), is_growing=is_growing
        )
        assert integrity_problems(filled.journey) == ()
        assert len(list(items_of(filled.journey))) == len(list(items_of(journey))) + len(filled.ids)


# ---------------------------------------------------------------- on one small map


def small_map(map_id="here"):
    steps = [Step(id=f"s{number}", name=f"Step {number}") for number in range(1, 5)]
    return JourneyMap(
        id=map_id,
        personas=(Persona(id="maja", name="Maja", evidence=("talks",)), Persona(id="ole")),
        evidence=(Evidence(id="talks", title="Interviews"),),
        phases=(
            MapPhase(id="p1", name="Before", steps=(steps[0], steps[1])),
            MapPhase(id="p2", name="After", steps=(steps[2], steps[3])),
        ),
        lanes=(
            CardsLane(
                id="acts",
                name="Actions",
                role="customer_actions",
                cells={
                    "s1": (
                        Card(id="a", text="Looks", personas=("maja",)),
                        Card(id="b", text="Asks"),
                    ),
                    "s2": (Card(id="c", text="Buys", span=3, evidence=("talks",)),),
                },
            ),
            CardsLane(
                id="pains",
                name="Pains",
                role="pain_points",
                cells={
                    "s2": (Card(id="d", text="Waits", action=ActionPlan(metric="m")),),
                },
            ),
            FeelingsLane(
                id="feels", name="Feels", cells={"s1": (Feeling(id="f", card="a", persona="maja"),)}
            ),
            MetricsLane(id="figures", name="Figures", cells={"s1": (Metric(id="m", name="NPS"),)}),
            TextLane(id="notes", name="Notes"),
            ImagesLane(id="shots", name="Shots", cells={"s4": (Picture(id="i", caption="Shop"),)}),
        ),
        links=(Link(id="l1", source="a", target="d"), Link(id="l2", source="b", target="d")),
    )


def other_map():
    steps = (Step(id="x1", name="One"), Step(id="x2", name="Two"))
    return JourneyMap(
        id="there",
        phases=(MapPhase(id="q", name="All", steps=steps),),
        lanes=(
            FeelingsLane(id="mood", name="Mood"),
            CardsLane(id="do", name="Do", role="customer_actions"),
            CardsLane(id="hurt", name="pains"),
            TextLane(id="say", name="Say"),
        ),
    )


def texts_in(journey, lane_id, step_id):
    lane = next(lane for lane in journey.lanes if lane.id == lane_id)
    return [getattr(item, "text", "") for item in lane.cells.get(step_id, ())]


def test_cards_keep_their_places_and_links_to_each_other():
    clipping = clipping_of(small_map(), "items", ["a", "d"])
    pasted = paste(small_map(), clipping, Where("acts", "s3"))
    assert texts_in(pasted.journey, "acts", "s3") == ["Looks"]
    assert texts_in(pasted.journey, "pains", "s4") == ["Waits"]
    assert len(pasted.journey.links) == 3
    assert {pasted.journey.links[-1].source, pasted.journey.links[-1].target} == set(pasted.ids)
    assert pasted.missing_steps == 0


def test_what_is_copied_alone_goes_on_referring_to_what_stayed_in_the_same_map_only():
    clipping = clipping_of(small_map(), "items", ["d", "f"])
    at_home = paste(small_map(), clipping, Where()).journey
    card, feeling = (item_by_id(at_home, held) for held in paste_ids(at_home, small_map()))
    assert card.action.metric == "m"
    assert feeling.card == "a"
    elsewhere = paste(other_map(), clipping, Where("hurt", "x1"))
    held = [item_by_id(elsewhere.journey, found) for found in elsewhere.ids]
    assert [getattr(item, "action", None) for item in held if isinstance(item, Card)] == [
        ActionPlan()
    ]
    assert [item.card for item in held if isinstance(item, Feeling)] == [None]


def paste_ids(after, before):
    held = {item.id for item in items_of(before)}
    return [item.id for item in items_of(after) if item.id not in held]


def test_personas_and_sources_are_known_by_name_or_come_along():
    clipping = clipping_of(small_map(), "items", ["a", "c"])
    pasted = paste(other_map(), clipping, Where("do", "x1"))
    assert pasted.brought == ("Interviews", "Maja")
    assert pasted.journey.personas[0].evidence == ("talks",)
    assert [persona.name for persona in pasted.journey.personas] == ["Maja"]
    known = other_map().model_copy(update={"personas": (Persona(id="m2", name="maja"),)})
    again = paste(known, clipping, Where("do", "x1"))
    assert again.brought == ("Interviews",)
    assert item_by_id(again.journey, again.ids[0]).personas == ("m2",)


def test_another_persona_under_the_same_id_is_not_taken_for_the_copied_one():
    known = other_map().model_copy(update={"personas": (Persona(id="maja", name="Bo"),)})
    pasted = paste(known, clipping_of(small_map(), "items", ["a"]), Where("do", "x1"))
    names = {persona.id: persona.name for persona in pasted.journey.personas}
    (card,) = (item_by_id(pasted.journey, held) for held in pasted.ids)
    assert names[card.personas[0]] == "Maja"
    assert names["maja"] == "Bo"


def test_a_card_becomes_a_passage_in_a_text_lane_and_a_feelings_lane_says_no():
    clipping = clipping_of(small_map(), "items", ["b"])
    pasted = paste(small_map(), clipping, Where("notes", "s2"))
    assert item_by_id(pasted.journey, pasted.ids[0]) == Passage(id=pasted.ids[0], text="Asks")
    with pytest.raises(EditProblem) as caught:
        paste(small_map(), clipping, Where("feels", "s2"))
    assert caught.value.code == "edit.not_in_feelings_lane"
    locked = set_lane(small_map(), "acts", is_locked=True)
    with pytest.raises(EditProblem) as caught:
        paste(locked, clipping, Where("acts", "s1"))
    assert caught.value.code == "edit.lane_locked"


def test_a_link_goes_when_one_of_its_ends_is_no_card_any_more():
    clipping = clipping_of(small_map(), "items", ["a", "d"])
    pasted = paste(small_map(), clipping, Where("notes", "s1"))
    assert texts_in(pasted.journey, "notes", "s1") == ["Looks"]
    assert pasted.journey.links == small_map().links


def test_a_feeling_lets_go_of_a_card_that_has_become_a_passage():
    clipping = clipping_of(small_map(), "items", ["a", "f"])
    pasted = paste(other_map(), clipping, Where("say", "x1"))
    held = [item_by_id(pasted.journey, found) for found in pasted.ids]
    assert [type(item) for item in held] == [Passage, Feeling]
    assert held[1].card is None
    assert integrity_problems(pasted.journey) == ()


def test_a_source_that_gets_another_id_is_still_that_of_the_persona_who_came_with_it():
    taken = (Evidence(id="talks", title="Web analytics"),)
    known = other_map().model_copy(update={"evidence": taken})
    pasted = paste(known, clipping_of(small_map(), "items", ["a"]), Where("do", "x1")).journey
    titles = {source.id: source.title for source in pasted.evidence}
    assert [titles[found] for found in pasted.personas[0].evidence] == ["Interviews"]


def test_items_for_steps_that_are_not_there_stand_in_the_last_or_in_steps_that_are_added():
    clipping = clipping_of(small_map(), "items", ["a", "c"])
    pasted = paste(small_map(), clipping, Where("acts", "s4"))
    assert pasted.missing_steps == 1
    assert texts_in(pasted.journey, "acts", "s4") == ["Looks", "Buys"]
    grown = paste(small_map(), clipping, Where("acts", "s4"), is_growing=True)
    assert [step.name for step in grown.journey.steps][4:] == ["Step 2"]
    assert texts_in(grown.journey, "acts", grown.journey.steps[-1].id) == ["Buys"]


def test_what_is_cut_out_and_put_back_is_linked_as_before():
    cut = clipping_of(small_map(), "items", ["d"], is_cut=True)
    left = remove_items(small_map(), ["d"])
    assert left.links == ()
    back = paste(left, cut, Where("pains", "s3")).journey
    assert {link.source for link in back.links} == {"a", "b"}
    copied = clipping_of(small_map(), "items", ["d"])
    assert paste(small_map(), copied, Where("pains", "s3")).journey.links == small_map().links


def test_a_lane_stands_below_the_chosen_one_with_all_its_cards_over_the_same_steps():
    clipping = clipping_of(small_map(), "lanes", ["acts"])
    pasted = paste(small_map(), clipping, Where("pains"))
    assert [lane.id for lane in pasted.journey.lanes][2] == pasted.ids[0]
    assert texts_in(pasted.journey, pasted.ids[0], "s2") == ["Buys"]
    elsewhere = paste(other_map(), clipping, Where())
    assert texts_in(elsewhere.journey, elsewhere.ids[0], "x2") == ["Buys"]
    assert elsewhere.missing_steps == 0
    assert integrity_problems(elsewhere.journey) == ()


def test_a_wide_lane_asks_for_the_steps_it_needs():
    clipping = clipping_of(small_map(), "lanes", ["shots"])
    pasted = paste(other_map(), clipping, Where())
    assert pasted.missing_steps == 2
    grown = paste(other_map(), clipping, Where(), is_growing=True).journey
    assert [step.name for step in grown.steps] == ["One", "Two", "Step 3", "Step 4"]


def test_a_phase_stands_after_the_chosen_one_with_its_cards_links_and_cut_spans():
    clipping = clipping_of(small_map(), "phases", ["p1"])
    pasted = paste(small_map(), clipping, Where(None, "s1"))
    journey = pasted.journey
    assert [phase.name for phase in journey.phases] == ["Before", "Before", "After"]
    first, second = journey.phases[1].steps
    assert texts_in(journey, "acts", first.id) == ["Looks", "Asks"]
    (wide,) = next(lane for lane in journey.lanes if lane.id == "acts").cells[second.id]
    assert wide.span == 1
    assert len(journey.links) == 4
    (metric,) = next(lane for lane in journey.lanes if lane.id == "figures").cells[first.id]
    (pain,) = next(lane for lane in journey.lanes if lane.id == "pains").cells[second.id]
    assert pain.action.metric == metric.id


def test_in_another_map_a_phase_finds_lanes_by_what_they_mean_and_brings_the_others():
    pasted = paste(other_map(), clipping_of(small_map(), "phases", ["p1"]), Where())
    journey = pasted.journey
    first, second = journey.phases[1].steps
    assert texts_in(journey, "do", first.id) == ["Looks", "Asks"]
    assert texts_in(journey, "hurt", second.id) == ["Waits"]
    assert [lane.name for lane in journey.lanes][4:] == ["Feels", "Figures"]
    assert {"Feels", "Figures", "Maja", "Interviews"} == set(pasted.brought)


def test_steps_stand_after_the_chosen_step_in_its_phase():
    pasted = paste(small_map(), clipping_of(small_map(), "steps", ["s2", "s4"]), Where(None, "s1"))
    names = [[step.name for step in phase.steps] for phase in pasted.journey.phases]
    assert names == [["Step 1", "Step 2", "Step 4", "Step 2"], ["Step 3", "Step 4"]]
    assert item_place(pasted.journey, "a").step_id == "s1"


@pytest.mark.parametrize("data", [b"", b"[", b"{}", b"[" * 50_000, b"\xff\xfe", b'{"stages": []}'])
def test_what_is_no_clipping_is_refused_like_a_bad_file(data):
    with pytest.raises(FileProblem):
        clipping_from(data, "clipboard")


def test_a_file_of_ours_that_says_nothing_of_a_clipping_is_none():
    from model.file import encode

    with pytest.raises(FileProblem):
        clipping_from(encode(small_map()), "clipboard")


# ---------------------------------------------------------------- texts and tables


def test_lines_become_items_of_the_lanes_kind():
    filled = fill_cell(small_map(), ["One", "Two"], Where("acts", "s1", 1))
    assert texts_in(filled.journey, "acts", "s1") == ["Looks", "One", "Two", "Asks"]
    filled = fill_cell(small_map(), ["-1,5 tired", "2"], Where("feels", "s2"))
    held = [item_by_id(filled.journey, found) for found in filled.ids]
    assert [(item.value, item.label) for item in held] == [(-1.5, "tired"), (2.0, "")]
    with pytest.raises(EditProblem) as caught:
        fill_cell(small_map(), ["tired"], Where("feels", "s2"))
    assert caught.value.code == "edit.not_a_feeling"


@pytest.mark.parametrize("text", ["3", "2.5", "-2,1", "1st", "one", "1.5.2", "²", "nan", "1e0"])
def test_what_is_no_feeling_from_minus_2_to_2_is_not_taken_for_one(text):
    assert fill_table(small_map(), [[text]], Where("feels", "s1")).left_out == 1


def test_a_table_goes_over_lanes_and_steps_from_the_users_cell_on():
    table = [["One", "", "Two\nlines"], ["Ow"], ["1", "-1"], ["42", "NPS"], ["Said"], ["Shot"]]
    filled = fill_table(small_map(), table, Where("acts", "s2"))
    journey = filled.journey
    assert texts_in(journey, "acts", "s2") == ["Buys", "One"]
    assert texts_in(journey, "acts", "s4") == ["Two\nlines"]
    assert texts_in(journey, "pains", "s2") == ["Waits", "Ow"]
    feels, figures = journey.lanes[2:4]
    assert [feels.cells[step][0].value for step in ("s2", "s3")] == [1, -1]
    assert figures.cells["s2"][0].actual == 42
    assert figures.cells["s3"][0].name == "NPS"
    assert texts_in(journey, "notes", "s2") == ["Said"]
    assert filled.left_out == 1
    assert (filled.missing_steps, filled.missing_lanes) == (0, 0)


def test_a_table_too_large_says_what_is_missing_or_gets_it():
    table = [["a", "b", "c", ""], ["d"], [""]]
    filled = fill_table(small_map(), table, Where("shots", "s3"))
    assert (filled.missing_steps, filled.missing_lanes) == (1, 1)
    grown = fill_table(
        small_map(), table, Where("shots", "s3"), is_growing=True, new_step="N", new_lane="L"
    ).journey
    assert grown.steps[-1].name == "N"
    assert grown.lanes[-1].name == "L"
    assert texts_in(grown, grown.lanes[-1].id, "s3") == ["d"]


# ---------------------------------------------------------------- photos and channels


def map_with_photos(map_id="here"):
    journey = small_map(map_id)
    picture = embedded(png_of_zeros(8, 6))
    journey = add_entry(journey, "images", picture)
    first, second = journey.phases[0], journey.phases[-1]
    for photo_id, fields in (
        ("first", {"phase": first.id, "lane": journey.lanes[0].id}),
        ("second", {"phase": second.id}),
    ):
        photo = Photo(id=photo_id, image=picture.sha256, caption=photo_id, **fields)
        journey = add_entry(journey, "photos", photo)
    return journey


def test_a_phase_takes_its_photos_to_another_map_and_no_others():
    source = map_with_photos()
    clipping = clipping_of(source, "phases", [source.phases[0].id])
    pasted = paste(small_map("there"), clipping, Where()).journey
    (photo,) = pasted.photos
    assert (photo.caption, photo.phase) == ("first", pasted.phases[-1].id)
    assert integrity_problems(pasted) == ()
    assert [image.sha256 for image in pasted.images] == [photo.image]


def test_a_phase_that_was_cut_out_gets_its_photo_back_and_a_copied_one_does_not_double_it():
    source = map_with_photos()
    first = source.phases[0].id
    clipping = clipping_of(source, "phases", [first], is_cut=True)
    copied = paste(source, clipping, Where()).journey
    assert copied.photos == source.photos
    without = remove_phase(source, first)
    assert without.photos[0].phase is None
    pasted = paste(without, clipping, Where()).journey
    assert [photo.id for photo in pasted.photos] == ["first", "second"]
    assert pasted.photos[0].phase == pasted.phases[-1].id
    assert pasted.photos[0].lane == source.photos[0].lane


def test_a_card_takes_the_icon_of_its_channel_to_another_map():
    source = map_with_photos()
    sha256 = source.images[0].sha256
    source = add_entry(source, "channels", Channel(id="own", name="Fanzine", image=sha256))
    source = add_entry(source, "channels", Channel(id="idle", name="Fax"))
    card = next(item for item in items_of(source) if isinstance(item, Card))
    source = set_items(source, [card.id], channels=("fanzine",))
    clipping = clipping_of(source, "items", [card.id])
    pasted = paste(small_map("there"), clipping, Where()).journey
    assert [(one.name, one.image) for one in pasted.channels] == [("Fanzine", sha256)]
    assert paste(pasted, clipping, Where()).journey.channels == pasted.channels


def test_far_more_than_a_map_holds_is_refused_before_it_is_parsed():
    with pytest.raises(FileProblem) as caught:
        clipping_from(b'{"x": [' + b"1," * 1_000_001 + b"1]}", "clipboard")
    assert caught.value.code == "file.too_much"
