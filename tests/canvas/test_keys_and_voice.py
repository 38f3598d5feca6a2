"""The keyboard on the canvas, the plus signs, and what screen readers are told."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QTextEdit

from model.edits import set_step
from model.find import item_by_id, lane_by_id
from model.texts import LANGUAGES, text_table
from widgets.canvas.affordances import end_pluses, plus_at
from widgets.canvas.keys import KEYS
from widgets.canvas.selection import NOTHING, Selection, cell_selection, item_selection
from widgets.canvas.targets import ADD_LABELS
from widgets.canvas.wishes import WISHES

CONTROL = Qt.KeyboardModifier.ControlModifier
NAME = QAccessible.Text.Name
DESCRIPTION = QAccessible.Text.Description


def _press(canvas, *keys: Qt.Key) -> Selection:
    for key in keys:
        QTest.keyClick(canvas, key)
    return canvas.selection


def _ids(document, lane_id, step_id):
    lane = lane_by_id(document.value, lane_id)
    return [item.id for item in lane.cells.get(step_id, ())]


def test_every_key_has_something_to_do():
    assert set(KEYS.values()) == set(WISHES)


def test_arrows_go_from_card_to_card_and_over_the_cells(canvas):
    key = Qt.Key
    canvas.select(item_selection(("a",)))
    assert _press(canvas, key.Key_Right) == item_selection(("b",))
    assert _press(canvas, key.Key_Right) == item_selection(("c",))
    assert _press(canvas, key.Key_Right) == cell_selection("actions", "s3")
    assert _press(canvas, key.Key_Right) == cell_selection("actions", "s3")
    assert _press(canvas, key.Key_Down) == cell_selection("feelings", "s3")
    assert _press(canvas, key.Key_Left) == item_selection(("f2",))
    assert _press(canvas, key.Key_Up) == item_selection(("c",))
    assert _press(canvas, key.Key_Up) == Selection("steps", ("s2",))
    assert _press(canvas, key.Key_Up) == Selection("phases", ("p1",))
    assert _press(canvas, key.Key_Right) == Selection("phases", ("p2",))
    assert _press(canvas, key.Key_Down, key.Key_Down) == cell_selection("actions", "s3")


def test_from_the_first_column_left_leads_to_the_lane(canvas):
    canvas.select(item_selection(("a",)))
    assert _press(canvas, Qt.Key.Key_Left) == Selection("lanes", ("actions",))
    assert _press(canvas, Qt.Key.Key_Down) == Selection("lanes", ("feelings",))
    assert _press(canvas, Qt.Key.Key_Right) == item_selection(("f1",))


def test_tab_walks_the_cells_in_wall_order_and_leaves_at_the_end(canvas):
    canvas.select(item_selection(("a",)))
    assert _press(canvas, Qt.Key.Key_Tab) == item_selection(("c",))
    assert _press(canvas, Qt.Key.Key_Tab) == cell_selection("actions", "s3")
    assert _press(canvas, Qt.Key.Key_Tab) == item_selection(("f1",))
    QTest.keyClick(canvas, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert canvas.selection == cell_selection("actions", "s3")
    canvas.select(cell_selection("notes", "s3"))
    assert not canvas.focusNextPrevChild(True) or canvas.selection == cell_selection("notes", "s3")


def test_escape_chooses_nothing_and_an_arrow_begins_at_the_first_card(canvas):
    canvas.select(item_selection(("c",)))
    assert _press(canvas, Qt.Key.Key_Escape) == NOTHING
    assert _press(canvas, Qt.Key.Key_Down) == item_selection(("a",))


def test_delete_takes_cards_away_and_leaves_their_cell_chosen(canvas, document):
    canvas.select(item_selection(("a", "c")))
    assert _press(canvas, Qt.Key.Key_Delete) == cell_selection("actions", "s2")
    assert item_by_id(document.value, "a") is None
    document.undo()
    assert item_by_id(document.value, "a") is not None


@pytest.mark.parametrize(("kind", "part"), [("lanes", "pains"), ("steps", "s2"), ("phases", "p2")])
def test_delete_takes_headers_away_too(canvas, document, kind, part):
    canvas.select(Selection(kind, (part,)))
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    assert canvas.selection.kind == kind
    assert not canvas.selection.has(kind, part)
    document.undo()


def test_who_duplicates_while_writing_has_written_first(canvas, document):
    canvas.select(item_selection(("a",)))
    canvas.edit_current()
    assert canvas.duplicate_selected()
    assert not canvas.is_editing
    (copy,) = canvas.selection.ids
    assert copy != "a"


def test_duplicates_stand_beside_and_are_chosen(canvas, document):
    canvas.select(item_selection(("a",)))
    QTest.keyClick(canvas, Qt.Key.Key_D, CONTROL)
    first, copy, last = _ids(document, "actions", "s1")
    assert (first, last) == ("a", "b")
    assert canvas.selection == item_selection((copy,))


def test_all_items_are_chosen_at_once(canvas):
    QTest.keyClick(canvas, Qt.Key.Key_A, CONTROL)
    assert set(canvas.selection.ids) == {"a", "b", "c", "f1", "f2", "t"}


def test_the_plus_in_an_empty_cell_begins_a_card(canvas, hand, document):
    plus = plus_at(canvas.frame, hand.in_cell("pains", "s1"), frozenset())
    hand.hover(plus.centre)
    hand.click(plus.centre)
    (editor,) = canvas.findChildren(QTextEdit)
    assert canvas.is_editing
    QTest.keyClicks(editor, "x")
    assert len(_ids(document, "pains", "s1")) == 1


def test_the_last_plus_of_phases_and_steps_adds_at_the_end(canvas, hand, document):
    phase, step, _ = end_pluses(canvas.frame)
    hand.click(phase.centre)
    canvas.commit_editing()
    assert [held.id for held in document.value.phases[:2]] == ["p1", "p2"]
    assert len(document.value.phases) == 3
    assert len(document.value.phases[2].steps) == 1
    document.undo()
    _, step, _ = end_pluses(canvas.frame)
    hand.click(step.centre)
    canvas.commit_editing()
    assert len(document.value.phases[1].steps) == 2


def test_a_step_is_added_between_two(canvas, hand, document):
    frame = canvas.frame
    border = QPointF(
        frame.view.point(canvas.sheet.columns[1].x, 0).x(),
        frame.step_rect(canvas.sheet.columns[1]).center().y(),
    )
    assert plus_at(frame, border, frozenset()).kind == "step"
    hand.click(border)
    canvas.commit_editing()
    assert [step.id for step in document.value.steps][0::2] == ["s1", "s2"]
    assert len(document.value.steps) == 4
    assert canvas.selection == Selection("steps", (document.value.steps[1].id,))


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_plus_below_the_lanes_asks_for_the_kind(canvas, hand, document, qtbot):
    *_, lane = end_pluses(canvas.frame)
    hand.click(lane.centre)
    menu = canvas.findChild(QMenu)
    qtbot.waitUntil(menu.isVisible)
    assert [action.text() for action in menu.actions()][:2] == ["Sedler", "Følelseskurve"]
    menu.actions()[1].trigger()
    menu.close()
    canvas.commit_editing()
    assert document.value.lanes[-1].kind == "feelings"


def test_screen_readers_find_every_part_with_name_role_and_place(canvas):
    voice = QAccessible.queryAccessibleInterface(canvas)
    assert voice.role() == QAccessible.Role.List
    assert voice.text(NAME) == "Kunderejsekort"
    parts = [voice.child(at) for at in range(voice.childCount())]
    names = [part.text(NAME) for part in parts]
    assert names[:6] == ["Rejsen", "Før", "Ser", "Går", "Efter", "Bruger"]
    assert all(names)
    card = parts[names.index("Læser mere")]
    assert card.role() == QAccessible.Role.ListItem
    assert card.text(DESCRIPTION) == "Handlinger, Før, Ser"
    assert parts[names.index("Handlinger")].role() == QAccessible.Role.RowHeader
    assert parts[names.index("Går")].role() == QAccessible.Role.ColumnHeader
    assert "+1,0 · glad: Nysgerrig" in names or "+1.0 · glad: Nysgerrig" in names
    rect = card.rect()
    corner = canvas.viewport().mapToGlobal(
        canvas.frame.item_rect(canvas.frame.index.find("b")).center().toPoint()
    )
    assert rect.contains(corner)
    assert voice.indexOfChild(card) == names.index("Læser mere")


def test_screen_readers_follow_the_selection_and_the_map(canvas, document):
    voice = QAccessible.queryAccessibleInterface(canvas)
    canvas.select(item_selection(("c",)))
    assert voice.focusChild().text(NAME) == "Går i butikken"
    assert voice.focusChild().state().selected
    count = voice.childCount()
    canvas.select(item_selection(("a", "b")))
    canvas.delete_selected()
    assert voice.childCount() == count - 1  # the empty cell has come in their place
    names = [voice.child(at).text(NAME) for at in range(voice.childCount())]
    assert "Læser mere" not in names
    assert names.count("Tomt felt") >= 1


def test_the_open_text_is_a_named_field_for_screen_readers(canvas):
    canvas.edit(item_selection(("a",)))
    (editor,) = canvas.findChildren(QTextEdit)
    assert editor.accessibleName() == "Seddelens tekst"
    assert QAccessible.queryAccessibleInterface(editor).role() == QAccessible.Role.EditableText


def test_every_entry_of_the_history_has_a_name():
    labels = {
        *ADD_LABELS.values(),
        *(f"edits.change_{noun}" for noun in (
            "card", "passage", "picture", "feeling", "metric", "phase", "step", "lane", "map",
        )),
        "edits.move", "edits.duplicate", "edits.delete",
        "edits.add_phase", "edits.add_step", "edits.add_lane",
    }  # fmt: skip
    for language in LANGUAGES:
        assert labels <= set(text_table(language))


def test_screen_readers_hear_where_a_card_was_moved(canvas, monkeypatch):
    said: list[str] = []
    monkeypatch.setattr(canvas.voice, "announce", said.append)
    canvas.select(item_selection(("c",)))
    QTest.keyClick(canvas, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert said == []  # a card does not go into a feelings lane
    QTest.keyClick(canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert said == ["Flyttet til Handlinger, Efter, Bruger"]


def test_speaking_to_a_screen_reader_that_listens_is_safe(canvas):
    QAccessible.setActive(True)
    try:
        canvas.select(item_selection(("c",)))
        canvas.voice.announce("Hej")
        canvas.delete_selected()
    finally:
        QAccessible.setActive(False)


def test_a_header_without_a_name_says_what_it_is_when_chosen_or_under_the_pointer(
    canvas, hand, document
):
    document.apply("edits.change_step", lambda held: set_step(held, "s2", name=""))
    rect = canvas.frame.step_rect(canvas.sheet.columns[1])
    area = rect.adjusted(20, 6, -20, -6).toAlignedRect()
    plain = canvas.viewport().grab(area).toImage()
    hand.hover(rect.center())
    assert canvas.viewport().grab(area).toImage() != plain
    hand.hover(QPointF(2, 2))
    assert canvas.viewport().grab(area).toImage() == plain
    canvas.select(Selection("steps", ("s2",)))
    assert canvas.viewport().grab(area).toImage() != plain


def test_a_name_that_is_shown_small_is_told_under_the_pointer(canvas, hand):
    canvas.set_zoom(0.1)
    assert canvas.frame.left.mode == "compact"
    hand.hover(canvas.frame.lane_rect(canvas.sheet.rows[0]).center())
    assert canvas.viewport().toolTip() == "Handlinger"
