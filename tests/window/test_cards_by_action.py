"""Colour, type, markers, faces and curves of what is chosen, by action and context menu."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtWidgets import QMenu

from app.action_table import context_menu
from app.card_commands import context_of
from model.cards import Card, Feeling
from model.edits import add_entry, add_item
from model.find import item_by_id
from model.people import Persona
from widgets.canvas.selection import Selection, cell_selection, item_selection
from widgets.icon_picker import IconPicker


@pytest.fixture
def noted(window):
    """Return a window on a map with two cards, a feeling and a persona."""
    document = window.document
    cards = next(lane for lane in document.value.lanes if lane.kind == "cards")
    feelings = next(lane for lane in document.value.lanes if lane.kind == "feelings")
    step = document.value.steps[0].id
    persona = Persona(id="bo", name="Bo")
    document.apply("edits.add_persona", lambda held: add_entry(held, "personas", persona))
    for lane, item in (
        (cards, Card(id="a", text="A", markers=("wait",))),
        (cards, Card(id="b", text="B")),
        (feelings, Feeling(id="f")),
    ):
        added = partial(add_item, lane_id=lane.id, step_id=step, item=item)
        document.apply("edits.add_card", added)
    return window


def do(window, action: str) -> None:
    window.actions_made[action].trigger()


def item(window, item_id: str):
    return item_by_id(window.document.value, item_id)


def test_a_colour_is_given_to_all_chosen_cards_and_taken_back_at_once(noted):
    noted.choose(item_selection(("a", "b", "f")))
    do(noted, "colour_green")
    assert [item(noted, held).colour for held in "ab"] == ["green", "green"]
    assert noted.actions_made["colour_green"].isChecked()
    noted.document.undo()
    assert [item(noted, held).colour for held in "ab"] == [None, None]


def test_a_type_can_be_left_to_the_lane_again(noted):
    noted.choose(item_selection(("a",)))
    do(noted, "type_quote")
    assert item(noted, "a").type == "quote"
    do(noted, "type_none")
    assert item(noted, "a").type is None
    assert noted.actions_made["type_none"].isChecked()


def test_a_marker_is_put_on_all_and_taken_from_all_where_all_have_it(noted):
    noted.choose(item_selection(("a", "b")))
    assert not noted.actions_made["marker_wait"].isChecked()
    do(noted, "marker_wait")
    assert [item(noted, held).markers for held in "ab"] == [("wait",), ("wait",)]
    do(noted, "marker_moment_of_truth")
    do(noted, "marker_wait")
    assert [item(noted, held).markers for held in "ab"] == [("moment_of_truth",)] * 2


def test_cards_are_not_offered_where_none_is_chosen(noted):
    noted.choose(item_selection(("f",)))
    for action in ("colour_green", "type_quote", "marker_wait", "link_to"):
        assert not noted.actions_made[action].isEnabled()
    assert noted.actions_made["feel_5"].isEnabled()


def test_a_face_sets_the_chosen_feeling_and_has_the_lanes_name(noted):
    noted.choose(item_selection(("f",)))
    do(noted, "feel_5")
    assert item(noted, "f").values == (2.0,)
    assert noted.actions_made["feel_5"].isChecked()
    assert noted.actions_made["feel_5"].text() == "Delighted"


def test_a_feeling_goes_to_the_curve_of_a_persona_and_of_the_wished_for(noted):
    noted.choose(item_selection(("f",)))
    do(noted, "state_to_be")
    menu = noted.actions_made.menu(context_menu(context_of(noted)), noted)
    personas = next(m for m in menu.findChildren(QMenu) if m.objectName() == "menu_feeling_persona")
    assert [entry.text() for entry in personas.actions()] == ["None", "Bo"]
    personas.actions()[1].trigger()
    assert (item(noted, "f").persona, item(noted, "f").state) == ("bo", "to_be")


def test_in_a_cell_the_persona_and_state_are_those_of_what_is_added_next(noted):
    lane = next(lane for lane in noted.document.value.lanes if lane.kind == "feelings")
    step = noted.document.value.steps[1].id
    noted.choose(cell_selection(lane.id, step))
    before = noted.document.value
    do(noted, "state_to_be")
    assert noted.document.value is before
    noted.canvas.add_feeling_at(lane.id, step, 1.0)
    assert item(noted, noted.selection.current).state == "to_be"


def test_a_feelings_lane_is_shown_as_faces_from_its_menu(noted):
    lane = next(lane for lane in noted.document.value.lanes if lane.kind == "feelings")
    noted.choose(Selection("lanes", (lane.id,)))
    assert context_of(noted) == "feelings_lanes"
    do(noted, "feelings_faces")
    assert next(held for held in noted.document.value.lanes if held.id == lane.id).style == "faces"
    assert noted.actions_made["feelings_faces"].isChecked()


def test_the_menu_of_cards_sets_an_icon(noted):
    noted.choose(item_selection(("a", "b")))
    menu = noted.actions_made.menu(context_menu(context_of(noted)), noted)
    menu.findChild(IconPicker).buttons["heart"].click()
    assert [item(noted, held).icon for held in "ab"] == ["heart", "heart"]
