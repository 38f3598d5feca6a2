"""What one was doing and looking at is still there after saving, deleting and undo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit

from model.edits import add_lane, remove_lane, set_items
from model.find import item_by_id, lane_by_id
from model.lanes import CardsLane
from widgets.canvas.selection import NOTHING, Selection, cell_selection, item_selection

CONTROL = Qt.KeyboardModifier.ControlModifier


def _editor(canvas) -> QTextEdit:
    (editor,) = canvas.findChildren(QTextEdit)
    assert editor.isVisible()
    return editor


def _ids(document, lane_id, step_id):
    lane = lane_by_id(document.value, lane_id)
    return [item.id for item in lane.cells.get(step_id, ())]


def _paper_in_window(canvas) -> QRectF:
    return canvas.frame.paper.intersected(canvas.frame.window)


def _with_many_lanes(journey):
    for number in range(14):
        journey = add_lane(journey, CardsLane(id=f"extra{number}", name="Mere"))
    return journey


def _without_many_lanes(journey):
    for number in range(14):
        journey = remove_lane(journey, f"extra{number}")
    return journey


def test_a_save_leaves_the_text_open_and_seals_the_history(canvas, hand, document):
    hand.double_click(hand.over("a"))
    QTest.keyClicks(_editor(canvas), " one")
    canvas.keep_writing()
    QTest.keyClicks(_editor(canvas), " two")
    assert item_by_id(document.value, "a").text == "Ser et opslag one two"
    document.undo()
    assert item_by_id(document.value, "a").text == "Ser et opslag one"


def test_typing_on_a_chosen_card_writes_it_anew_and_one_undo_brings_it_back(canvas, hand, document):
    before = document.value
    hand.click(hand.over("a"))
    QTest.keyClicks(canvas, "N")
    QTest.keyClicks(_editor(canvas), "ew")
    assert item_by_id(document.value, "a").text == "New"
    document.undo()
    assert document.value is before


def test_a_composed_letter_writes_a_chosen_card_anew_too(canvas, hand, document):
    hand.click(hand.over("a"))
    event = QInputMethodEvent()
    event.setCommitString("é")
    QApplication.sendEvent(canvas, event)
    assert item_by_id(document.value, "a").text == "é"


@pytest.mark.parametrize("chosen", [NOTHING, item_selection(("a", "b"))])
def test_typing_with_nothing_or_several_chosen_changes_nothing(canvas, document, chosen):
    before = document.value
    canvas.select(chosen)
    QTest.keyClicks(canvas, "x")
    assert document.value is before
    assert not canvas.is_editing


def test_the_map_stays_in_sight_when_it_shrinks(canvas, document):
    canvas.set_zoom(0.5)
    document.apply("edits.add_lane", _with_many_lanes)
    canvas.scroll(0, 100_000)
    canvas.scroll(0, -canvas.viewport().height() * 0.95)
    zoom = canvas.zoom
    document.apply(
        "edits.delete", lambda held: remove_lane(remove_lane(held, "extra13"), "extra12")
    )
    assert canvas.zoom == zoom
    assert _paper_in_window(canvas).height() > 0.8 * canvas.viewport().height()


def test_the_whole_map_is_shown_when_nothing_of_what_was_seen_is_left(canvas, document):
    canvas.set_zoom(1.0)
    document.apply("edits.add_lane", _with_many_lanes)
    canvas.reveal(Selection("lanes", ("extra13",)))
    document.apply("edits.delete", _without_many_lanes)
    assert canvas.frame.window.adjusted(-1, -1, 1, 1).contains(canvas.frame.paper)


def test_undo_of_something_large_keeps_the_map_in_sight(canvas, document):
    canvas.set_zoom(1.0)
    document.apply("edits.add_lane", _with_many_lanes)
    canvas.reveal(Selection("lanes", ("extra6",)))
    document.undo()
    paper = _paper_in_window(canvas)
    assert paper.width() * paper.height() > 0.3 * canvas.viewport().width() * 300


def test_after_delete_the_neighbour_is_chosen(canvas, hand, document):
    hand.click(hand.over("a"))
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    assert canvas.selection == item_selection(("b",))
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    assert canvas.selection == cell_selection("actions", "s1")


def test_after_a_header_is_deleted_its_neighbour_is_chosen(canvas, document):
    for kind, part, neighbour in (
        ("lanes", "feelings", "pains"),
        ("steps", "s2", "s3"),
        ("lanes", "notes", "pains"),
    ):
        canvas.select(Selection(kind, (part,)))
        QTest.keyClick(canvas, Qt.Key.Key_Delete)
        assert canvas.selection == Selection(kind, (neighbour,))


def test_undo_chooses_what_came_back(canvas, document):
    canvas.select(item_selection(("a", "c")))
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    document.undo()
    assert set(canvas.selection.ids) == {"a", "c"}
    document.redo()
    assert canvas.selection.kind != "items" or not {"a", "c"} & set(canvas.selection.ids)


def test_undo_chooses_what_it_changed(canvas, document):
    document.apply("edits.change_card", lambda held: set_items(held, ("c",), text="anders"))
    canvas.select(item_selection(("a",)))
    document.undo()
    assert canvas.selection == item_selection(("c",))


def test_undo_chooses_a_lane_that_came_back(canvas, document):
    document.apply("edits.delete", lambda held: remove_lane(held, "pains"))
    document.undo()
    assert canvas.selection == Selection("lanes", ("pains",))


def test_undo_chooses_a_card_that_was_just_written_and_deleted(canvas, document):
    canvas.add_card_at("actions", "s1", text="kort")
    QTest.keyClick(_editor(canvas), Qt.Key.Key_Escape)
    (written,) = canvas.selection.ids
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    assert canvas.selection == item_selection(("b",))
    document.undo()
    assert canvas.selection == item_selection((written,))


def test_undo_brings_what_it_changed_into_the_window(canvas, document):
    canvas.set_zoom(1.0)
    document.apply("edits.change_card", lambda held: set_items(held, ("a",), text="anders"))
    canvas.reveal(Selection("lanes", ("notes",)))
    canvas.scroll(100_000, 100_000)
    document.undo()
    rect = canvas.frame.item_rect(canvas.frame.index.find("a"))
    assert canvas.frame.grid.intersects(rect)
