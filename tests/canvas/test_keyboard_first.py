"""Working without a mouse: extending, ends of rows, moving several, peeking, and forty notes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit

from model.find import lane_by_id
from widgets.canvas.selection import NOTHING, Selection, cell_selection, item_selection

NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
K = Qt.Key


def press(canvas, key, keys=NONE):
    QTest.keyClick(canvas, key, keys)
    return canvas.selection


def typed(text, then=None, keys=NONE):
    """Type letter by letter to whatever has the keyboard, then a key."""
    for letter in text:
        QTest.keyClicks(QApplication.focusWidget(), letter)
    if then is not None:
        QTest.keyClick(QApplication.focusWidget(), then, keys)


def cell_texts(document, lane_id, step_id):
    return [item.text for item in lane_by_id(document.value, lane_id).cells.get(step_id, ())]


def test_shift_and_arrows_choose_more_and_going_back_less(canvas):
    canvas.select(item_selection(("a",)))
    assert press(canvas, K.Key_Right, SHIFT).ids == ("a", "b")
    assert press(canvas, K.Key_Right, SHIFT).ids == ("a", "b", "c")
    assert press(canvas, K.Key_Left, SHIFT).ids == ("a", "b")
    assert press(canvas, K.Key_Left, SHIFT).ids == ("a",)


def test_extending_passes_over_empty_cells_and_stops_at_the_edge(canvas):
    canvas.select(item_selection(("f1",)))
    assert press(canvas, K.Key_Down, SHIFT).ids == ("f1", "t")
    canvas.select(item_selection(("c",)))
    assert press(canvas, K.Key_Right, SHIFT).ids == ("c",)
    canvas.select(NOTHING)
    assert press(canvas, K.Key_Right, SHIFT).ids == ("a",)


def test_headers_are_extended_along_their_own_kind(canvas):
    canvas.select(Selection("lanes", ("actions",)))
    assert press(canvas, K.Key_Down, SHIFT).ids == ("actions", "feelings")
    assert press(canvas, K.Key_Up, SHIFT).ids == ("actions",)
    assert press(canvas, K.Key_Right, SHIFT).ids == ("actions",)
    canvas.select(Selection("phases", ("p1",)))
    assert press(canvas, K.Key_Right, SHIFT).ids == ("p1", "p2")


def test_home_and_end_go_along_the_row_and_with_ctrl_over_the_wall(canvas):
    canvas.select(cell_selection("pains", "s2"))
    assert press(canvas, K.Key_End) == cell_selection("pains", "s3")
    assert press(canvas, K.Key_Home) == cell_selection("pains", "s1")
    assert press(canvas, K.Key_Home, CONTROL) == item_selection(("a",))
    assert press(canvas, K.Key_End, CONTROL) == cell_selection("notes", "s3")
    canvas.select(Selection("steps", ("s2",)))
    assert press(canvas, K.Key_End) == Selection("steps", ("s3",))
    canvas.select(Selection("lanes", ("notes",)))
    assert press(canvas, K.Key_Home) == item_selection(("t",))


def test_ctrl_and_page_keys_go_from_phase_to_phase_in_the_row(canvas):
    canvas.select(item_selection(("b",)))
    assert press(canvas, K.Key_PageDown, CONTROL) == cell_selection("actions", "s3")
    assert press(canvas, K.Key_PageDown, CONTROL) == cell_selection("actions", "s3")
    assert press(canvas, K.Key_PageUp, CONTROL) == item_selection(("a",))
    canvas.select(Selection("phases", ("p1",)))
    assert press(canvas, K.Key_PageDown, CONTROL) == Selection("phases", ("p2",))


def test_cards_of_several_cells_move_together_and_keep_their_distance(canvas, document):
    canvas.select(item_selection(("b", "c")))
    press(canvas, K.Key_Right, ALT)
    assert cell_texts(document, "actions", "s1") == ["Ser et opslag"]
    assert cell_texts(document, "actions", "s2") == ["Læser mere"]
    assert cell_texts(document, "actions", "s3") == ["Går i butikken"]
    assert set(canvas.selection.ids) == {"b", "c"}
    press(canvas, K.Key_Right, ALT)  # one would leave the wall
    assert cell_texts(document, "actions", "s3") == ["Går i butikken"]
    press(canvas, K.Key_Left, ALT)
    assert cell_texts(document, "actions", "s2") == ["Går i butikken"]
    assert "Læser mere" in cell_texts(document, "actions", "s1")


def test_f2_renames_the_chosen_header(canvas, document):
    canvas.select(Selection("steps", ("s2",)))
    press(canvas, K.Key_F2)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QTextEdit)
    QTest.keyClicks(editor, " hjem")
    QTest.keyClick(editor, K.Key_Return)
    assert document.value.steps[1].name == "Går hjem"


@pytest.mark.parametrize(
    "chosen",
    [item_selection(("c",)), cell_selection("actions", "s1"), Selection("lanes", ("pains",))],
)
def test_space_shows_what_is_chosen_large_while_it_is_held_and_the_zoom_stays(
    canvas, chosen, qtbot
):
    canvas.set_zoom(0.1)
    canvas.select(chosen)
    qtbot.waitUntil(lambda: canvas.is_settled)
    view, plain = canvas.view, canvas.viewport().grab().toImage()
    QTest.keyPress(canvas, K.Key_Space)
    assert canvas.viewport().grab().toImage() != plain
    assert canvas.view == view
    QTest.keyRelease(canvas, K.Key_Space)
    assert canvas.viewport().grab().toImage() == plain


def test_the_picture_one_peeks_at_is_of_the_chosen_card(canvas):
    canvas.set_zoom(0.1)
    canvas.select(item_selection(("c",)))
    fill = canvas.frame.index.find("c").placed.block.fill
    QTest.keyPress(canvas, K.Key_Space)
    picture = canvas.viewport().grab().toImage()
    middle = picture.rect().center()
    assert picture.pixelColor(middle.x(), middle.y() + 60) == canvas.colour(fill)
    QTest.keyRelease(canvas, K.Key_Space)


def test_space_and_a_drag_still_move_the_map(canvas, hand):
    canvas.set_zoom(1.0)
    canvas.select(item_selection(("a",)))
    QTest.keyPress(canvas, K.Key_Space)
    before = canvas.view
    start = canvas.frame.grid.center()
    hand.press(start)
    hand.move(start + type(start)(-60, -40))
    hand.release()
    QTest.keyRelease(canvas, K.Key_Space)
    assert canvas.view.zoom == before.zoom
    assert canvas.view != before


def test_a_slash_asks_for_the_line_of_quick_notes(canvas, qtbot):
    with qtbot.waitSignal(canvas.quick_entry_wanted):
        press(canvas, K.Key_Slash)


def test_forty_notes_are_typed_by_tab_and_ctrl_enter_alone(canvas, document):
    canvas.select(cell_selection("pains", "s1"))
    for number in range(40):
        typed(f"note {number}", K.Key_Return, CONTROL)
        if number in (19, 29):
            typed("", K.Key_Tab)
    typed("", K.Key_Escape)
    hung = [cell_texts(document, "pains", step) for step in ("s1", "s2", "s3")]
    assert [len(cell) for cell in hung] == [20, 10, 10]
    assert [text for cell in hung for text in cell] == [f"note {number}" for number in range(40)]


def test_notes_in_a_row_of_cells_take_one_tab_each(canvas, document):
    canvas.select(cell_selection("pains", "s1"))
    for text in ("en", "to", "tre"):
        typed(text, K.Key_Tab)
    assert [cell_texts(document, "pains", step) for step in ("s1", "s2", "s3")] == [
        ["en"], ["to"], ["tre"],
    ]  # fmt: skip


def test_up_from_a_phase_leads_to_the_title_where_f2_writes(canvas, document):
    canvas.select(Selection("phases", ("p2",)))
    assert press(canvas, K.Key_Up) == Selection("title")
    assert press(canvas, K.Key_Up) == Selection("title")
    press(canvas, K.Key_F2)
    typed("!", K.Key_Return)
    assert document.value.about.title.endswith("!")
    assert press(canvas, K.Key_Down) == Selection("phases", ("p1",))
