"""Links by action: to, along, hidden, shown; from a window with a map of a few cards."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtWidgets import QMenu

from app.action_table import context_menu
from model.cards import Card
from model.edits import add_item, link_cards
from widgets.canvas.selection import Selection, item_selection


@pytest.fixture
def linked(window):
    """Return a window on a map with a chain of three cards."""
    document = window.document
    lane = next(lane for lane in document.value.lanes if lane.kind == "cards")
    for number, step in enumerate(document.value.steps[:3]):
        card = Card(id=f"c{number}", text=f"Card {number}")
        added = partial(add_item, lane_id=lane.id, step_id=step.id, item=card)
        document.apply("edits.add_card", added)
    chain = ("c0", "c1", "c2")
    document.apply("edits.add_link", lambda held: link_cards(held, chain, ("k0", "k1")))
    return window


def do(window, action: str) -> None:
    window.actions_made[action].trigger()


def test_following_goes_along_the_chain_and_begins_again_at_its_end(linked):
    linked.choose(Selection("links", ("k0",)))
    visited = []
    for _ in range(3):
        do(linked, "follow_link")
        visited.append(linked.selection.current)
    assert visited == ["c1", "c2", "c0"]


def test_a_card_without_links_has_nothing_to_follow(linked):
    linked.choose(Selection("cell", (linked.document.value.lanes[0].id, "x")))
    assert not linked.actions_made["follow_link"].isEnabled()
    assert not linked.actions_made["link_to"].isEnabled()


def test_hiding_the_links_of_a_card_can_be_taken_back_by_the_same_action(linked):
    linked.choose(item_selection(("c1",)))
    do(linked, "hide_links")
    assert [link.is_visible for link in linked.document.value.links] == [False, False]
    assert linked.actions_made["hide_links"].isChecked()
    do(linked, "hide_links")
    assert [link.is_visible for link in linked.document.value.links] == [True, True]


def test_all_links_are_hidden_from_the_view_menu(linked):
    assert linked.actions_made["links"].isChecked()
    do(linked, "links")
    assert not linked.document.value.sheet.are_links_shown
    assert linked.canvas.sheet.overlay == ()
    linked.document.undo()
    assert linked.document.value.sheet.are_links_shown


def test_link_to_asks_for_the_other_card_and_says_so(linked):
    linked.choose(item_selection(("c2",)))
    do(linked, "link_to")
    assert linked.canvas.linking.source == "c2"
    assert linked.statusBar().currentMessage() == linked.language("canvas.link_to")


def test_the_handle_of_a_card_asks_likewise_and_nothing_is_asked_once_it_is_given_up(linked):
    linked.canvas.linking.ask("c2")
    assert linked.statusBar().currentMessage() == linked.language("canvas.link_to")
    linked.canvas.linking.stop()
    assert linked.statusBar().currentMessage() == ""


def test_the_menu_of_a_card_lists_where_its_links_lead(linked):
    linked.choose(item_selection(("c1",)))
    menu = linked.actions_made.menu(context_menu("items"), linked)
    menus = {held.objectName(): held for held in menu.findChildren(QMenu)}
    ends = menus["menu_link_ends"]
    assert [entry.text() for entry in ends.actions()] == ["→ Card 2", "← Card 0"]
    ends.actions()[1].trigger()
    assert linked.selection == item_selection(("c0",))


def test_the_inspector_writes_the_label_of_a_link(linked):
    linked.choose(Selection("links", ("k1",)))
    form = linked.page.inspector.form
    assert form.kind == "link"
    form.changed.emit("label", "because")
    assert linked.document.value.links[1].label == "because"
