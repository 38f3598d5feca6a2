"""The filter bar and saved views in a real window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QToolButton

from model.cards import Card
from model.edits import add_item, remove_entry, remove_items, set_item
from model.find import item_by_id
from tests.window.print_windows import print_window
from widgets.canvas.selection import NOTHING, item_selection


@pytest.fixture
def bar(filled):
    filled.actions_made["filter"].trigger()
    return filled.page.seeing.bar


def cards(window):
    return [
        card
        for lane in window.document.value.lanes
        if lane.kind == "cards"
        for cell in lane.cells.values()
        for card in cell
    ]


def pains(window):
    lane = next(lane for lane in window.document.value.lanes if lane.role == "pain_points")
    return {card.id for cell in lane.cells.values() for card in cell}


def is_pale(window, item_id):
    spot = window.canvas.frame.index.find(item_id)
    return (spot.placed.block.fill or "").startswith("pale:")


def turn(menu, label):
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == label).trigger()


def labels(menu):
    menu.aboutToShow.emit()
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def write(bar, text):
    bar.text.setText(text)
    QTest.keyClick(bar.text, Qt.Key.Key_Return)


def test_the_shortcut_opens_the_bar_with_the_cursor_in_it_and_closes_it_again(filled, bar):
    assert bar.isVisible()
    assert bar.text.hasFocus()
    assert filled.actions_made["filter"].isChecked()
    filled.actions_made["filter"].trigger()
    assert not bar.isVisible()
    assert filled.canvas.hasFocus()


def test_what_does_not_fit_is_dimmed_and_the_cards_are_counted(filled, bar):
    turn(bar.chips["types"].menu(), "Pain point")
    inside = pains(filled)
    for card in cards(filled):
        assert is_pale(filled, card.id) == (card.id not in inside)
    assert bar.count.text() == f"{len(inside)} of {len(cards(filled))} cards"
    assert bar.chips["types"].text() == "Type: Pain point"
    assert bar.chips["types"].isChecked()


def test_a_switch_hides_the_rest_and_it_cannot_be_reached(filled, bar):
    turn(bar.chips["types"].menu(), "Pain point")
    other = next(card.id for card in cards(filled) if card.id not in pains(filled))
    filled.choose(item_selection((other,)))
    bar.others.click()
    assert filled.selection == NOTHING
    assert set(filled.canvas.all_items()) >= pains(filled)
    assert other not in filled.canvas.all_items()
    reached = set()
    filled.canvas.setFocus()
    for _ in range(200):
        QTest.keyClick(filled.canvas, Qt.Key.Key_Tab)
        reached |= set(filled.selection.ids)
    assert pains(filled) & reached
    assert other not in reached


def test_several_criteria_narrow_the_view(filled, bar):
    turn(bar.chips["types"].menu(), "Pain point")
    some = next(card for card in cards(filled) if card.id in pains(filled))
    write(bar, some.text[:12])
    assert not is_pale(filled, some.id)
    assert bar.count.text().startswith("1 of ")


def test_dimmed_cards_can_still_be_chosen(filled, bar):
    write(bar, "no card says this")
    some = cards(filled)[0]
    filled.choose(item_selection((some.id,)))
    assert filled.selection.ids == (some.id,)
    assert is_pale(filled, some.id)


def test_escape_clears_the_words_then_the_filter_then_the_bar(filled, bar):
    turn(bar.chips["types"].menu(), "Pain point")
    write(bar, "shoe")
    QTest.keyClick(bar.text, Qt.Key.Key_Escape)
    assert bar.text.text() == ""
    QTest.keyClick(bar.text, Qt.Key.Key_Escape)
    assert filled.page.filter.through is None
    assert not any(is_pale(filled, card.id) for card in cards(filled))
    assert bar.count.text() == ""
    bar.start()
    QTest.keyClick(bar.text, Qt.Key.Key_Escape)
    assert not bar.isVisible()


def test_escape_on_the_canvas_lets_go_of_the_card_first_and_then_of_the_filter(filled, bar):
    turn(bar.chips["types"].menu(), "Pain point")
    filled.choose(item_selection((cards(filled)[0].id,)))
    filled.canvas.setFocus()
    QTest.keyClick(filled.canvas, Qt.Key.Key_Escape)
    assert filled.page.filter.through is not None
    QTest.keyClick(filled.canvas, Qt.Key.Key_Escape)
    assert filled.page.filter.through is None


def test_words_cleared_on_the_canvas_leave_no_cross_in_the_field(filled, bar, qtbot):
    write(bar, "shoe")
    cross = bar.text.findChild(QToolButton)
    qtbot.waitUntil(lambda: cross.property("opacity") == 1)
    filled.canvas.setFocus()
    QTest.keyClick(filled.canvas, Qt.Key.Key_Escape)
    assert bar.text.text() == ""
    qtbot.waitUntil(lambda: cross.property("opacity") == 0)


def test_the_cross_shows_the_whole_map_and_takes_the_bar_away(filled, bar):
    turn(bar.chips["types"].menu(), "Pain point")
    bar.close_button.click()
    assert filled.page.filter.through is None
    assert not bar.isVisible()


@pytest.mark.parametrize("is_hidden", [False, True])
def test_a_card_written_outside_the_filter_stays_in_sight_until_it_is_changed(
    filled, bar, is_hidden
):
    turn(bar.chips["types"].menu(), "Pain point")
    bar.others.setChecked(is_hidden)
    lane = next(lane for lane in filled.document.value.lanes if lane.role == "touchpoints")
    step = filled.document.value.steps[0].id
    filled.canvas.setFocus()
    filled.canvas.add_card_at(lane.id, step)
    QTest.keyClicks(filled.focusWidget(), "New")
    new = filled.selection.ids[0]
    assert item_by_id(filled.document.value, new).text == "New"
    assert not is_pale(filled, new)
    assert "does not fit the filter" in filled.statusBar().currentMessage()
    QTest.keyClick(filled.focusWidget(), Qt.Key.Key_Escape)
    assert not is_pale(filled, new)
    write(bar, "e")
    shown = filled.canvas.frame.index.find(new)
    assert shown is None if is_hidden else is_pale(filled, new)


def test_a_card_that_stops_fitting_while_it_is_changed_stays_in_sight(filled, bar):
    some = cards(filled)[0]
    bar.others.setChecked(True)
    write(bar, some.text)
    filled.document.apply("edits.change_card", lambda held: set_item(held, some.id, text="else"))
    assert filled.canvas.frame.index.find(some.id) is not None
    assert not is_pale(filled, some.id)


def test_undo_shows_what_it_brought_back_although_it_does_not_fit(filled, bar):
    some = cards(filled)[0]
    filled.document.apply("edits.delete", lambda held: remove_items(held, (some.id,)))
    bar.others.setChecked(True)
    write(bar, "no card says this")
    filled.document.undo()
    assert filled.canvas.frame.index.find(some.id) is not None


def test_what_is_gone_to_in_the_outline_is_shown_although_it_is_hidden(filled, bar):
    some = cards(filled)[0]
    bar.others.setChecked(True)
    write(bar, "no card says this")
    assert filled.canvas.frame.index.find(some.id) is None
    filled.page.outline.chosen.emit(item_selection((some.id,)))
    assert filled.canvas.frame.index.find(some.id) is not None
    assert filled.selection.ids == (some.id,)


def save_view(bar, name):
    turn(bar.views.menu(), "Save as a view …")
    assert bar.name.hasFocus()
    bar.name.setText(name)
    QTest.keyClick(bar.name, Qt.Key.Key_Return)


def test_a_filter_is_saved_as_a_view_of_the_map_and_that_can_be_undone(filled, bar):
    turn(bar.chips["types"].menu(), "Pain point")
    save_view(bar, "Only pains")
    (view,) = filled.document.value.views
    assert (view.name, view.types, view.others) == ("Only pains", ("pain_point",), "dim")
    assert bar.views.text() == "View: Only pains"
    filled.document.undo()
    assert filled.document.value.views == ()
    assert bar.views.text() == "Views"
    assert filled.page.filter.through is not None


def test_a_view_is_taken_from_the_menu_bar_and_left_again(filled, bar):
    turn(bar.chips["types"].menu(), "Pain point")
    save_view(bar, "Only pains")
    bar.close_button.click()
    menu = filled.findChild(QMenu, "menu_views")
    turn(menu, "Only pains")
    assert bar.isVisible()
    assert bar.chips["types"].isChecked()
    assert filled.page.filter.through.view.name == "Only pains"
    turn(menu, "The whole map")
    assert filled.page.filter.through is None


def test_a_view_is_renamed_brought_up_to_date_and_deleted(filled, bar):
    turn(bar.chips["types"].menu(), "Pain point")
    save_view(bar, "Pains")
    turn(bar.chips["types"].menu(), "Opportunity")
    assert bar.views.text() == "View: Pains (changed)"
    turn(bar.views.menu(), "Update “Pains”")
    assert filled.document.value.views[0].types == ("pain_point", "opportunity")
    turn(bar.views.menu(), "Rename “Pains” …")
    bar.name.setText("Pains & chances")
    QTest.keyClick(bar.name, Qt.Key.Key_Return)
    assert filled.document.value.views[0].name == "Pains & chances"
    assert "The whole map" in labels(bar.views.menu())
    turn(bar.views.menu(), "Delete “Pains && chances”")
    assert filled.document.value.views == ()
    filled.document.undo()
    assert filled.document.value.views[0].name == "Pains & chances"


def test_an_empty_name_saves_nothing(filled, bar):
    write(bar, "shoe")
    save_view(bar, "   ")
    assert filled.document.value.views == ()
    assert bar.name.isVisible()
    QTest.keyClick(bar.name, Qt.Key.Key_Escape)
    assert not bar.name.isVisible()
    assert filled.page.filter.through is not None


def test_a_filter_alone_changes_nothing_in_the_map(filled, bar):
    write(bar, "shoe")
    assert not filled.document.is_modified


def test_a_persona_that_is_deleted_is_no_longer_looked_for(filled, bar):
    turn(bar.chips["personas"].menu(), "Emma")
    bar.others.click()
    assert filled.page.filter.through is not None
    emma = filled.document.value.personas[0].id
    filled.document.apply("edits.delete", lambda held: remove_entry(held, "personas", emma))
    assert filled.page.filter.through is None
    assert bar.chips["personas"].text() == "Persona"
    assert set(filled.canvas.all_items()) >= {card.id for card in cards(filled)}


def test_votes_are_filtered_by_their_least_number(filled, bar):
    lane = next(lane for lane in filled.document.value.lanes if lane.kind == "cards")
    card = Card(id="voted", text="Voted", votes=({"count": 4},))
    step = filled.document.value.steps[0].id
    filled.document.apply("edits.add_card", lambda held: add_item(held, lane.id, step, card))
    turn(bar.votes.menu(), "At least 3 votes")
    assert not is_pale(filled, "voted")
    assert bar.votes.text() == "Votes: 3"
    turn(bar.votes.menu(), "At least 5 votes")
    assert is_pale(filled, "voted")


def test_the_print_window_offers_views_and_begins_with_the_one_that_is_seen(filled, bar, qtbot):
    turn(bar.chips["types"].menu(), "Pain point")
    bar.others.click()
    save_view(bar, "Only pains")
    row = print_window(filled, qtbot).form.rows["view"]
    names = [row.box.itemText(at) for at in range(row.box.count())]
    assert names == ["The whole map", "Only pains"]
    assert row.box.currentText() == "Only pains"
    assert filled.print_desk.shown.view == filled.document.value.views[0]
    row.box.setCurrentIndex(0)
    assert filled.print_desk.shown.view is None


def test_the_bar_speaks_the_windows_language(filled, bar):
    turn(bar.chips["types"].menu(), "Pain point")
    filled.workspace.use_language("da")
    assert bar.chips["types"].text() == "Type: Smertepunkt"
    assert bar.count.text().endswith("sedler")


def test_the_mini_map_is_switched_off_in_all_windows_and_that_is_remembered(filled, settings):
    action = filled.actions_made["mini_map"]
    assert action.isChecked()
    filled.canvas.set_zoom(1.0)
    action.trigger()
    assert not action.isChecked()
    assert not filled.page.mini_map.isVisible()
    assert not settings.value.is_mini_map_shown
