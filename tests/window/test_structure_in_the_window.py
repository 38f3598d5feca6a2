"""Collapsing, hiding, colouring and choosing by phase, lane and cell, from the menus."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolButton

from app import action_table
from app.structure_actions import HIDDEN_MENU
from model.find import lane_by_id, phase_by_id
from widgets.canvas.selection import Selection, cell_selection, item_selection
from widgets.icon_picker import IconPicker
from widgets.swatches import Swatches

CONTROL = Qt.KeyboardModifier.ControlModifier


def lane(window, lane_id):
    return lane_by_id(window.document.value, lane_id)


def button(window):
    return window.findChild(QToolButton, "hidden_button")


def hidden_menu(window):
    return window.actions_made.menu(HIDDEN_MENU, window)


def texts(menu):
    return [entry.text() for entry in menu.actions() if not entry.isSeparator()]


def context(window):
    return window.actions_made.menu(action_table.context_menu(window.selection.kind), window)


def submenu(menu, name):
    return next(m for m in menu.findChildren(QMenu) if m.objectName() == f"menu_{name}")


def test_the_chosen_lanes_are_collapsed_and_expanded_by_one_action(filled):
    filled.choose(Selection("lanes", ("sees", "thinks")))
    action = filled.actions_made["collapse"]
    assert action.text() == "C&ollapse"
    action.trigger()
    assert lane(filled, "sees").is_collapsed
    assert lane(filled, "thinks").is_collapsed
    assert action.text() == "E&xpand"
    action.trigger()
    assert not lane(filled, "sees").is_collapsed


def test_a_hidden_lane_leaves_the_sheet_and_the_next_is_chosen(filled):
    filled.choose(Selection("lanes", ("sees",)))
    filled.actions_made["hide"].trigger()
    assert filled.canvas.frame.index.row("sees") is None
    assert filled.selection == Selection("lanes", ("thinks",))
    assert filled.document.undo_label == "edits.hide_lanes"


def test_what_is_hidden_is_told_in_the_status_bar_and_can_be_shown_again(filled):
    assert not button(filled).isVisible()
    filled.choose(Selection("lanes", ("sees", "thinks")))
    filled.actions_made["hide"].trigger()
    filled.choose(Selection("phases", ("use",)))
    filled.actions_made["hide"].trigger()
    assert button(filled).isVisible()
    assert button(filled).text() == "Hidden: 1 phase, 2 lanes"
    menu = hidden_menu(filled)
    assert texts(menu)[:3] == [
        "Phase: Use",
        "Lane: What the customer sees",
        "Lane: Thoughts and quotes",
    ]
    menu.actions()[1].trigger()
    assert filled.selection == Selection("lanes", ("sees",))
    assert button(filled).text() == "Hidden: 1 phase, 1 lane"
    filled.actions_made["show_all"].trigger()
    assert not button(filled).isVisible()
    assert texts(hidden_menu(filled))[0] == "Nothing is hidden"


def test_the_last_phase_on_the_screen_cannot_be_hidden(filled):
    ids = tuple(phase.id for phase in filled.document.value.phases)
    filled.choose(Selection("phases", ids[1:]))
    filled.actions_made["hide"].trigger()
    filled.choose(Selection("phases", ids[:1]))
    assert not filled.actions_made["hide"].isEnabled()


def test_hidden_lanes_are_grey_in_the_outline_and_can_be_found_there(filled):
    row = filled.page.outline.model.index_of(("lanes", "sees"))
    assert row.data(Qt.ItemDataRole.ForegroundRole) is None
    filled.choose(Selection("lanes", ("sees",)))
    filled.actions_made["hide"].trigger()
    assert row.data(Qt.ItemDataRole.ForegroundRole) is not None
    assert row.data(Qt.ItemDataRole.AccessibleDescriptionRole) == "Lane, hidden"
    card = next(iter(lane(filled, "sees").cells.values()))[0]
    before = filled.document.value
    filled.choose(item_selection((card.id,)))
    assert filled.document.value is before
    filled.page.outline.opened.emit(item_selection((card.id,)))
    assert lane(filled, "sees").is_visible
    assert filled.canvas.is_editing


def test_all_cards_of_a_lane_or_phase_are_chosen_from_its_header(filled):
    filled.choose(Selection("lanes", ("thinks",)))
    filled.actions_made["select_cards"].trigger()
    expected = {item.id for cell in lane(filled, "thinks").cells.values() for item in cell}
    assert set(filled.selection.ids) == expected
    filled.choose(Selection("phases", ("use",)))
    filled.actions_made["select_cards"].trigger()
    steps = {step.id for step in phase_by_id(filled.document.value, "use").steps}
    expected = {
        item.id
        for held in filled.document.value.lanes
        for step_id, cell in held.cells.items()
        if step_id in steps
        for item in cell
    }
    assert set(filled.selection.ids) == expected


def test_select_all_widens_from_the_cell_to_the_lane_to_the_map(filled):
    thinks = lane(filled, "thinks")
    step_id, cell = next(iter(thinks.cells.items()))
    filled.canvas.setFocus()
    filled.choose(cell_selection("thinks", step_id))
    sizes = []
    for _ in range(4):
        filled.actions_made["select_all"].trigger()
        sizes.append(len(filled.selection.ids))
    in_lane = sum(len(held) for held in thinks.cells.values())
    everything = len(filled.canvas.all_items())
    assert sizes == [len(cell), in_lane, everything, everything]


def test_a_lane_gets_a_colour_from_its_menu(filled):
    filled.choose(Selection("lanes", ("sees",)))
    menu = context(filled)
    line = submenu(menu, "header_colour").findChild(Swatches)
    line.buttons["pink"].click()
    assert lane(filled, "sees").colour == "pink"
    assert filled.document.undo_label == "edits.colour_lanes"


def test_a_phase_gets_its_usual_colour_back(filled):
    filled.choose(Selection("phases", ("use",)))
    submenu(context(filled), "header_colour").findChild(Swatches).buttons["green"].click()
    assert phase_by_id(filled.document.value, "use").colour == "green"
    line = submenu(context(filled), "header_colour").findChild(Swatches)
    assert line.buttons["green"].isChecked()
    line.buttons[None].click()
    assert phase_by_id(filled.document.value, "use").colour is None


def test_a_lane_gets_an_icon(filled, qtbot):
    filled.choose(Selection("lanes", ("sees",)))
    filled.actions_made["lane_icon"].trigger()
    menu = QApplication.activePopupWidget()
    picker = menu.findChild(IconPicker)
    picker.buttons["rocket"].click()
    assert lane(filled, "sees").icon == "rocket"
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)


@pytest.mark.parametrize(("kind", "part_id"), [("lanes", "sees"), ("phases", "awareness")])
def test_the_hint_is_written_in_place_where_it_is_seen(filled, kind, part_id):
    filled.canvas.set_zoom(0.3)
    filled.canvas.show_area(QRectF(0, 0, 1, 1))
    filled.canvas.select(Selection(kind, (part_id,)))
    filled.actions_made["edit_hint"].trigger()
    assert filled.canvas.is_editing
    editor = QApplication.focusWidget()
    QTest.keyClick(editor, Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(editor, "Look around")
    filled.canvas.commit_editing()
    journey = filled.document.value
    written = (
        lane_by_id(journey, part_id).hint
        if kind == "lanes"
        else phase_by_id(journey, part_id).definition
    )
    assert written == "Look around"


def test_far_out_the_hint_is_written_in_the_inspector(filled):
    filled.canvas.fit()
    filled.choose(Selection("lanes", ("sees",)))
    filled.actions_made["edit_hint"].trigger()
    assert not filled.canvas.is_editing
    row = filled.page.inspector.form.rows["hint"]
    assert row.isAncestorOf(QApplication.focusWidget())


def test_a_card_that_is_not_seen_is_told_of_in_the_status_bar(filled):
    card = next(iter(lane(filled, "sees").cells.values()))[0]
    filled.choose(Selection("lanes", ("sees",)))
    filled.actions_made["collapse"].trigger()
    filled.page.choose(item_selection((card.id,)))
    assert filled.statusBar().currentMessage() == (
        "“What the customer sees” is collapsed – Enter expands it."
    )
    filled.choose(Selection("lanes", ("sees",)))
    filled.actions_made["hide"].trigger()
    filled.page.choose(item_selection((card.id,)))
    assert filled.statusBar().currentMessage() == (
        "“What the customer sees” is hidden – Enter shows it."
    )


def test_a_colour_is_picked_by_keys_in_the_menu(filled, qtbot):
    filled.choose(Selection("lanes", ("thinks",)))
    menu = submenu(context(filled), "header_colour")
    menu.popup(filled.pos())
    line = menu.findChild(Swatches)
    qtbot.waitUntil(lambda: any(swatch.hasFocus() for swatch in line.buttons.values()))
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    chosen = next(name for name, swatch in line.buttons.items() if swatch.hasFocus())
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert lane(filled, "thinks").colour == chosen
    qtbot.waitUntil(lambda: not menu.isVisible())


def test_headers_chosen_together_are_moved_together_and_stay_at_an_edge(filled):
    def lanes():
        return [lane.id for lane in filled.document.value.lanes]

    first, second, third, *rest = lanes()
    filled.choose(Selection("lanes", (second, first)))
    filled.actions_made["move_down"].trigger()
    assert lanes() == [third, first, second, *rest]
    filled.actions_made["move_up"].trigger()
    filled.actions_made["move_up"].trigger()
    assert lanes() == [first, second, third, *rest]
    filled.actions_made["move_left"].trigger()
    assert lanes() == [first, second, third, *rest]
