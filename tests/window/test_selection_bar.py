"""The bar at the selection: where it lies, when it shows, what it does."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from model.cards import Card, Feeling
from model.edits import add_item, link_cards
from model.find import item_by_id
from widgets.canvas.selection import NOTHING, Selection, item_selection
from widgets.selection_bar import BUTTON_PX, chosen_rects, free_place
from widgets.swatches import Swatches

Key = Qt.Key


@pytest.fixture
def noted(window, qtbot):
    """Return a window on a map with two linked cards and a feeling."""
    document = window.document
    cards = next(lane for lane in document.value.lanes if lane.kind == "cards")
    feelings = next(lane for lane in document.value.lanes if lane.kind == "feelings")
    first, second = (step.id for step in document.value.steps[:2])
    for lane, step, item in (
        (cards, first, Card(id="a", text="A")),
        (cards, second, Card(id="b", text="B")),
        (feelings, second, Feeling(id="f")),
    ):
        added = partial(add_item, lane_id=lane.id, step_id=step, item=item)
        document.apply("edits.add_card", added)
    document.apply("edits.add_link", lambda held: link_cards(held, ("a", "b"), ("k",)))
    window.canvas.fit()
    window.choose(NOTHING)
    qtbot.waitUntil(lambda: window.selection_bar is not None)
    return window


def shown_for(window, selection):
    window.choose(selection)
    window.selection_bar.show_now()
    return window.selection_bar


def button(bar, name: str):
    return next(held for held in bar.buttons if held.accessibleName() == name)


CHOSEN = (
    item_selection("a"),
    item_selection("ab"),
    item_selection("f"),
    Selection("links", ("k",)),
)


@pytest.mark.parametrize("selection", CHOSEN)
def test_the_bar_lies_beside_what_is_chosen_and_never_over_it(noted, selection):
    bar = shown_for(noted, selection)
    assert bar.isVisible()
    place = QRectF(bar.geometry())
    assert noted.canvas.frame.grid.contains(place)
    assert not any(place.intersects(rect) for rect in chosen_rects(noted.canvas.frame, selection))


def test_the_bar_goes_below_where_there_is_no_room_above_and_away_where_there_is_none():
    window, size = QRectF(0, 0, 400, 300), QSize(200, 48)
    top = free_place(window, size, [QRectF(100, 10, 80, 80)])
    assert top is not None
    assert top.top() > 90
    high = free_place(window, size, [QRectF(100, 120, 80, 80)])
    assert high is not None
    assert high.bottom() < 120
    assert free_place(window, size, [QRectF(0, 0, 400, 300)]) is None


def test_the_bar_comes_when_nothing_moves_and_takes_no_focus(noted, qtbot):
    noted.canvas.setFocus()
    noted.choose(item_selection("a"))
    assert not noted.selection_bar.isVisible()
    qtbot.waitUntil(noted.selection_bar.isVisible)
    assert noted.canvas.hasFocus()


def test_the_bar_is_away_while_one_writes_scrolls_or_presses(noted):
    canvas, bar = noted.canvas, shown_for(noted, item_selection("a"))
    canvas.edit_current()
    assert not bar.isVisible()
    bar.show_now()
    assert not bar.isVisible()
    canvas.commit_editing()
    assert shown_for(noted, item_selection("a")).isVisible()
    canvas.zoom_in()
    assert not bar.isVisible()
    bar.show_now()
    QTest.mousePress(canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert not bar.isVisible()
    bar.show_now()
    assert not bar.isVisible()
    QTest.mouseRelease(canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))


def test_the_bar_is_away_while_what_is_chosen_is_shown_large(noted):
    bar = shown_for(noted, item_selection(("a",)))
    QTest.keyPress(noted.canvas, Qt.Key.Key_Space)
    assert bar.isHidden()
    bar.show_now()
    assert bar.isHidden()
    QTest.keyRelease(noted.canvas, Qt.Key.Key_Space)
    bar.show_now()
    assert bar.isVisible()


def test_a_bar_that_is_filled_anew_while_it_shows_has_room_for_its_buttons(noted):
    bar = shown_for(noted, item_selection("a"))
    bar.show_now()
    assert len(bar.buttons) > 3
    assert all(bar.rect().contains(held.geometry()) for held in bar.buttons)


def test_headers_and_nothing_have_no_bar(noted):
    assert not shown_for(noted, NOTHING).isVisible()
    phase = noted.document.value.phases[0].id
    assert not shown_for(noted, Selection("phases", (phase,))).isVisible()


def test_its_buttons_are_large_enough_for_a_finger_and_have_names(noted):
    for selection in (item_selection("a"), item_selection("f"), Selection("links", ("k",))):
        for held in shown_for(noted, selection).buttons:
            assert min(held.width(), held.height()) >= BUTTON_PX
            assert held.accessibleName()
            assert not held.icon().isNull()


def test_a_colour_and_the_moment_of_truth_are_a_click_away(noted):
    bar = shown_for(noted, item_selection("ab"))
    bar.findChild(Swatches).buttons["green"].click()
    button(bar, "Moment of truth").click()
    for held in "ab":
        card = item_by_id(noted.document.value, held)
        assert (card.colour, card.markers) == ("green", ("moment_of_truth",))
    assert button(bar, "Moment of truth").isChecked()


def test_a_face_is_a_click_away(noted):
    bar = shown_for(noted, item_selection("f"))
    button(bar, "Delighted").click()
    assert item_by_id(noted.document.value, "f").values == (2.0,)


def test_a_link_is_hidden_from_the_bar(noted):
    bar = shown_for(noted, Selection("links", ("k",)))
    button(bar, "Hide links").click()
    assert not noted.document.value.links[0].is_visible


def test_the_bar_is_walked_by_keys_and_left_by_escape(noted):
    noted.canvas.setFocus()
    noted.choose(item_selection("a"))
    noted.actions_made["selection_bar"].trigger()
    noted.actions_made["selection_bar"].trigger()  # while it is shown already
    buttons = noted.selection_bar.buttons
    assert buttons[0].hasFocus()
    QTest.keyClick(buttons[0], Key.Key_Right)
    assert buttons[1].hasFocus()
    QTest.keyClick(buttons[1], Key.Key_Left)
    QTest.keyClick(buttons[0], Key.Key_Left)
    assert buttons[-1].hasFocus()
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Escape)
    assert noted.canvas.hasFocus()


def test_deleting_from_the_bar_by_key_gives_the_keyboard_back(noted):
    noted.choose(item_selection("a"))
    noted.actions_made["selection_bar"].trigger()
    delete = button(noted.selection_bar, "Delete")
    delete.setFocus()
    QTest.keyClick(delete, Key.Key_Return)
    assert item_by_id(noted.document.value, "a") is None
    assert noted.canvas.hasFocus()
