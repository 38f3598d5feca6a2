"""Texts written on the canvas itself: cards, headers and the map's title."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit

from model.edits import remove_items
from model.find import item_by_id, phase_by_id
from widgets.canvas.selection import NOTHING, Selection, cell_selection

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def _editor(canvas) -> QTextEdit:
    (editor,) = canvas.findChildren(QTextEdit)
    assert editor.isVisible()
    return editor


def _type(widget, text: str) -> None:
    """Type letters no key of QTest stands for, as an input method commits them."""
    for letter in text:
        if letter.isascii():
            QTest.keyClicks(widget, letter)
        else:
            event = QInputMethodEvent()
            event.setCommitString(letter)
            QApplication.sendEvent(widget, event)


def _ids(document, lane_id, step_id):
    lane = next(lane for lane in document.value.lanes if lane.id == lane_id)
    return [item.id for item in lane.cells.get(step_id, ())]


def test_what_is_typed_is_in_the_map_at_once(canvas, hand, document):
    hand.double_click(hand.over("a"))
    _type(_editor(canvas), " på båden")
    assert item_by_id(document.value, "a").text == "Ser et opslag på båden"


def test_one_undo_takes_back_what_was_typed_in_one_go(canvas, hand, document):
    before = document.value
    hand.double_click(hand.over("a"))
    _type(_editor(canvas), " æøå ÆØÅ")
    QTest.keyClick(_editor(canvas), Qt.Key.Key_Z, CONTROL)
    assert document.value is before
    assert _editor(canvas).toPlainText() == "Ser et opslag"
    QTest.keyClick(_editor(canvas), Qt.Key.Key_Y, CONTROL)
    assert _editor(canvas).toPlainText() == "Ser et opslag æøå ÆØÅ"
    QTest.keyClick(_editor(canvas), Qt.Key.Key_Z, CONTROL)
    QTest.keyClick(_editor(canvas), Qt.Key.Key_Z, CONTROL | SHIFT)
    assert item_by_id(document.value, "a").text == "Ser et opslag æøå ÆØÅ"


def test_a_click_in_the_text_starts_a_new_entry_of_the_history(canvas, hand, document):
    hand.double_click(hand.over("a"))
    editor = _editor(canvas)
    _type(editor, " en")
    QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton)
    editor.moveCursor(editor.textCursor().MoveOperation.End)
    _type(editor, " to")
    document.undo()
    assert editor.toPlainText() == "Ser et opslag en"
    document.undo()
    assert editor.toPlainText() == "Ser et opslag"


def test_undo_of_something_older_shows_in_the_open_text(canvas, hand, document):
    hand.double_click(hand.over("a"))
    _type(_editor(canvas), "!")
    QTest.keyClick(_editor(canvas), Qt.Key.Key_Escape)
    hand.double_click(hand.over("a"))
    assert _editor(canvas).toPlainText() == "Ser et opslag!"
    document.undo()
    assert _editor(canvas).toPlainText() == "Ser et opslag"


def test_the_card_grows_while_one_types(canvas, hand):
    height = canvas.frame.index.find("a").placed.block.height
    hand.double_click(hand.over("a"))
    _type(_editor(canvas), " og laeser meget mere om det hele" * 3)
    assert canvas.frame.index.find("a").placed.block.height > height + 20


def test_no_text_is_hidden_in_the_field(canvas, hand):
    hand.double_click(hand.over("a"))
    _type(_editor(canvas), " og laeser meget mere" * 6)
    editor = _editor(canvas)
    assert editor.height() >= editor.document().size().height()


def test_escape_ends_writing_and_keeps_the_text(canvas, hand, document):
    hand.double_click(hand.over("a"))
    _type(_editor(canvas), "!")
    QTest.keyClick(_editor(canvas), Qt.Key.Key_Escape)
    assert not canvas.is_editing
    assert canvas.hasFocus()
    assert canvas.selection == Selection("items", ("a",))
    assert item_by_id(document.value, "a").text == "Ser et opslag!"


def test_a_click_beside_the_field_ends_writing(canvas, hand):
    hand.double_click(hand.over("a"))
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=hand.over("c").toPoint())
    assert not canvas.is_editing
    assert canvas.selection == Selection("items", ("c",))


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_F2])
def test_a_key_opens_what_is_chosen(canvas, hand, key):
    hand.click(hand.over("a"))
    QTest.keyClick(canvas, key)
    assert _editor(canvas).toPlainText() == "Ser et opslag"


def test_typing_on_a_chosen_cell_starts_a_card_there(canvas, hand, document):
    hand.click(hand.in_cell("pains", "s2", 0.9, 0.9))
    assert canvas.selection == cell_selection("pains", "s2")
    QTest.keyClicks(canvas, "D")
    _type(_editor(canvas), "yrt på færgen")
    (added,) = _ids(document, "pains", "s2")
    assert item_by_id(document.value, added).text == "Dyrt på færgen"
    document.undo()
    assert _ids(document, "pains", "s2") == []


def test_a_letter_with_an_accent_starts_a_card_too(canvas, hand, document):
    hand.click(hand.in_cell("pains", "s2", 0.9, 0.9))
    _type(canvas, "é")
    (added,) = _ids(document, "pains", "s2")
    assert item_by_id(document.value, added).text == "é"


def test_a_new_card_without_a_letter_never_was(canvas, document):
    before = document.value
    assert canvas.add_card_at("pains", "s1")
    assert len(canvas.frame.index.cell_of("pains", "s1").contents) == 1
    QTest.keyClick(_editor(canvas), Qt.Key.Key_Escape)
    assert document.value is before
    assert document.undo_label is None
    assert len(canvas.frame.index.cell_of("pains", "s1").contents) == 0
    assert canvas.selection in (NOTHING, cell_selection("pains", "s1"))


def test_a_new_card_emptied_again_goes_away(canvas, document):
    canvas.add_card_at("pains", "s1")
    QTest.keyClicks(_editor(canvas), "x")
    QTest.keyClick(_editor(canvas), Qt.Key.Key_Backspace)
    QTest.keyClick(_editor(canvas), Qt.Key.Key_Escape)
    assert _ids(document, "pains", "s1") == []


def test_undo_of_a_new_card_leaves_it_open_and_empty(canvas, document):
    before = document.value
    canvas.add_card_at("pains", "s1")
    QTest.keyClicks(_editor(canvas), "abc")
    QTest.keyClick(_editor(canvas), Qt.Key.Key_Z, CONTROL)
    assert document.value is before
    assert _editor(canvas).toPlainText() == ""
    QTest.keyClicks(_editor(canvas), "d")
    (added,) = _ids(document, "pains", "s1")
    assert item_by_id(document.value, added).text == "d"


def test_control_return_goes_on_with_the_next_card(canvas, document):
    canvas.add_card_at("pains", "s1")
    QTest.keyClicks(_editor(canvas), "one")
    QTest.keyClick(_editor(canvas), Qt.Key.Key_Return, CONTROL)
    QTest.keyClicks(_editor(canvas), "two")
    texts = [item_by_id(document.value, held).text for held in _ids(document, "pains", "s1")]
    assert texts == ["one", "two"]


def test_tab_takes_the_text_and_goes_to_the_next_cell(canvas, document):
    canvas.add_card_at("pains", "s1")
    QTest.keyClicks(_editor(canvas), "one")
    QTest.keyClick(_editor(canvas), Qt.Key.Key_Tab)
    assert canvas.selection == cell_selection("pains", "s2")
    QTest.keyClicks(canvas, "t")
    QTest.keyClicks(_editor(canvas), "wo")
    QTest.keyClick(_editor(canvas), Qt.Key.Key_Backtab)
    assert canvas.selection == cell_selection("pains", "s1")
    assert [len(_ids(document, "pains", step)) for step in ("s1", "s2")] == [1, 1]


def test_only_plain_text_is_pasted(canvas, hand, document):
    data = QMimeData()
    data.setHtml("<b>fed</b> tekst")
    data.setText("fed\r\ntekst\x07")
    QGuiApplication.clipboard().setMimeData(data)
    canvas.add_card_at("pains", "s1")
    _editor(canvas).paste()
    (added,) = _ids(document, "pains", "s1")
    assert item_by_id(document.value, added).text == "fed\ntekst\ufffd"
    assert "<b>" not in _editor(canvas).toHtml().split("<body", 1)[1]


def test_markup_in_a_card_is_shown_as_it_was_written(canvas, hand, document):
    canvas.add_card_at("pains", "s1")
    QTest.keyClicks(_editor(canvas), "<b>5 < 6</b>")
    QTest.keyClick(_editor(canvas), Qt.Key.Key_Escape)
    (added,) = _ids(document, "pains", "s1")
    canvas.edit(Selection("items", (added,)))
    assert _editor(canvas).toPlainText() == "<b>5 < 6</b>"


def test_what_an_input_method_composes_is_no_text_yet(canvas, document):
    canvas.add_card_at("pains", "s1")
    composing = QInputMethodEvent("にほ", [])
    QApplication.sendEvent(_editor(canvas), composing)
    assert _ids(document, "pains", "s1") == []
    done = QInputMethodEvent()
    done.setCommitString("日本")
    QApplication.sendEvent(_editor(canvas), done)
    (added,) = _ids(document, "pains", "s1")
    assert item_by_id(document.value, added).text == "日本"


def test_a_phase_is_renamed_where_it_stands(canvas, hand, document):
    hand.double_click(canvas.frame.phase_rect(canvas.sheet.phases[0]).center())
    editor = _editor(canvas)
    editor.selectAll()
    QTest.keyClicks(editor, "Inden")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert not canvas.is_editing
    assert phase_by_id(document.value, "p1").name == "Inden"
    document.undo()
    assert phase_by_id(document.value, "p1").name == "Før"


def test_lane_step_and_title_are_written_in_place_too(canvas, hand, document):
    frame = canvas.frame
    for place in (
        frame.lane_rect(canvas.sheet.rows[0]).center(),
        frame.step_rect(canvas.sheet.columns[1]).center(),
    ):
        hand.double_click(place)
        QTest.keyClicks(_editor(canvas), "2")
        QTest.keyClick(_editor(canvas), Qt.Key.Key_Return)
    canvas.edit(Selection("title"))
    QTest.keyClicks(_editor(canvas), "2")
    canvas.commit_editing()
    assert document.value.lanes[0].name == "Handlinger2"
    assert document.value.steps[1].name == "Går2"
    assert document.value.about.title == "Rejsen2"


def test_the_field_closes_when_its_card_is_taken_away(canvas, hand, document):
    hand.double_click(hand.over("a"))
    document.apply("edits.delete", lambda held: remove_items(held, ("a",)))
    assert not canvas.is_editing


def test_a_locked_lane_is_not_written_in(canvas, hand, document):
    from model.edits import set_lane

    document.apply("edits.change_lane", lambda held: set_lane(held, "actions", is_locked=True))
    hand.double_click(hand.over("a"))
    assert not canvas.is_editing
    assert not canvas.add_card_at("actions", "s3")


def test_the_letters_stand_where_the_card_has_them(canvas, hand):
    canvas.zoom_at(hand.over("a"), 3.0)
    hand.double_click(hand.over("a"))
    editor = _editor(canvas)
    spot = canvas.frame.index.find("a")
    x, _, width, _ = spot.placed.block.text_box
    rect, zoom = canvas.frame.item_rect(spot), canvas.frame.view.zoom
    line = editor.document().firstBlock().layout().lineAt(0)
    drawn = min(mark.y for mark in spot.placed.block.marks if getattr(mark, "size_pt", 0) == 24)
    assert abs(editor.y() + line.y() + line.ascent() - (rect.y() + drawn * zoom)) < 1.5
    assert abs(editor.x() - (rect.x() + x * zoom)) < 1
    assert abs(editor.width() - width * zoom) < 3


def test_the_field_stays_on_its_card_when_one_scrolls_and_zooms(canvas, hand):
    hand.double_click(hand.over("a"))
    hand.wheel(hand.over("c"), -2, CONTROL)
    hand.wheel(hand.over("c"), 1)
    editor = _editor(canvas)
    middle = editor.geometry().center().x()
    rect = canvas.frame.item_rect(canvas.frame.index.find("a"))
    assert rect.left() - 20 < middle < rect.right() + 20


def test_writing_is_readable_however_far_one_looks_from(canvas, hand):
    canvas.set_zoom(0.05)
    canvas.edit(Selection("items", ("a",)))
    assert _editor(canvas).document().defaultFont().pointSizeF() * 96 / 72 >= 12.5


def test_at_actual_size_the_field_covers_its_card_only(canvas, hand):
    canvas.actual_size()
    canvas.edit(Selection("items", ("a",)))
    _type(_editor(canvas), " og meget mere som fylder")
    card = canvas.frame.item_rect(canvas.frame.index.find("a"))
    field = QRectF(_editor(canvas).geometry())
    assert card.adjusted(-2, -2, 2, 2).contains(field)


@pytest.mark.parametrize("zoom", [0.05, 0.12, 0.2])
def test_from_far_the_field_is_as_large_as_its_text_needs(canvas, zoom):
    canvas.set_zoom(zoom)
    canvas.edit(Selection("items", ("a",)))
    field = _editor(canvas).geometry()
    assert 60 < field.width() <= 160
    assert field.height() <= 60


def test_tab_goes_from_header_to_header(canvas, document):
    canvas.edit(Selection("steps", ("s1",)))
    QTest.keyClick(_editor(canvas), Qt.Key.Key_Tab)
    assert canvas.selection == Selection("steps", ("s2",))
    QTest.keyClicks(_editor(canvas), "New")
    QTest.keyClick(_editor(canvas), Qt.Key.Key_Tab)
    QTest.keyClick(_editor(canvas), Qt.Key.Key_Tab)
    assert not canvas.is_editing
    assert document.value.steps[1].name == "New"
    canvas.edit(Selection("lanes", ("feelings",)))
    QTest.keyClick(_editor(canvas), Qt.Key.Key_Backtab)
    assert canvas.selection == Selection("lanes", ("actions",))
    assert canvas.is_editing


@pytest.mark.parametrize("text", ["नमस्ते दुनिया", "বাংলা", "مرحبا", "שלום"])
def test_qt_has_nothing_to_say_about_a_pasted_script(canvas, qtlog, text):
    QGuiApplication.clipboard().setText(text)
    canvas.add_card_at("pains", "s1")
    _editor(canvas).paste()
    canvas.grab()
    assert [record.message for record in qtlog.records if "OpenType" in record.message] == []


@pytest.mark.parametrize(
    ("text", "is_right"),
    [("नमस्ते\nمرحبا بكم\nok", False), ("مرحبا بكم\nok", True), ("plain\ntext", False)],
)
def test_lines_begin_at_the_side_where_the_card_has_them(canvas, text, is_right):
    canvas.add_card_at("pains", "s1", text=text)
    document = _editor(canvas).document()
    side = Qt.AlignmentFlag.AlignRight if is_right else Qt.AlignmentFlag.AlignLeft
    blocks = document.blockCount()
    assert [document.findBlockByNumber(n).blockFormat().alignment() for n in range(blocks)] == [
        side | Qt.AlignmentFlag.AlignAbsolute
    ] * blocks
