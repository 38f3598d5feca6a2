"""Lanes and phases collapsed to strips on the canvas, by mouse and by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTextEdit

from model.edits import set_lane, set_phase
from model.find import item_place, lane_by_id, phase_by_id
from widgets.canvas.chevrons import chevron_of
from widgets.canvas.selection import NOTHING, Selection, cell_selection, item_selection


@pytest.fixture(autouse=True)
def _near(canvas):
    canvas.resize(1600, 1000)
    canvas.set_zoom(0.35)
    canvas.show_area(QRectF(0, 0, 1, 1))


def collapse(document, lane_id):
    document.apply("edits.collapse_lanes", lambda held: set_lane(held, lane_id, is_collapsed=True))


@pytest.fixture
def folded(canvas, document):
    """The map with its first lane collapsed."""
    collapse(document, "actions")
    return canvas


@pytest.fixture
def narrow(canvas, document):
    """The map with its first phase collapsed."""
    document.apply("edits.collapse_phases", lambda held: set_phase(held, "p1", is_collapsed=True))
    return canvas


def chevron(canvas, kind, part_id):
    found = chevron_of(canvas.frame, Selection(kind, (part_id,)))
    assert found is not None
    return found.centre


def test_the_arrow_on_a_lane_collapses_and_expands_it(canvas, hand, document):
    before, height = document.value, canvas.frame.index.row("actions").height
    hand.hover(chevron(canvas, "lanes", "actions"))
    assert canvas.viewport().toolTip() == "Klap sammen"
    hand.click(chevron(canvas, "lanes", "actions"))
    assert lane_by_id(document.value, "actions").is_collapsed
    assert document.undo_label == "edits.collapse_lanes"
    assert canvas.frame.index.row("actions").height < height / 2
    hand.click(chevron(canvas, "lanes", "actions"))
    assert not lane_by_id(document.value, "actions").is_collapsed
    document.undo()
    document.undo()
    assert document.value is before


def test_the_arrow_on_a_phase_collapses_it_with_its_steps(canvas, hand, document):
    width = canvas.frame.index.phase_of("p1").width
    hand.click(chevron(canvas, "phases", "p1"))
    assert phase_by_id(document.value, "p1").is_collapsed
    band = canvas.frame.index.phase_of("p1")
    assert band.width < width / 3
    assert sum(canvas.frame.index.column(step).width for step in ("s1", "s2")) == band.width
    assert canvas.frame.index.find("a") is None
    assert not canvas.frame.index.cell_of("actions", "s1").contents


def test_a_double_click_on_a_collapsed_lane_expands_it(folded, hand, document):
    hand.double_click(hand.in_cell("actions", "s2"))
    assert not lane_by_id(document.value, "actions").is_collapsed
    assert not folded.is_editing


def test_a_double_click_on_the_header_of_a_collapsed_phase_expands_it(narrow, hand, document):
    hand.double_click(narrow.frame.phase_rect(narrow.frame.index.phase_of("p1")).center())
    assert not phase_by_id(document.value, "p1").is_collapsed
    assert not narrow.is_editing


def test_arrow_keys_pass_over_collapsed_strips(folded, narrow):
    narrow.select(cell_selection("pains", "s3"))
    QTest.keyClick(narrow, Qt.Key.Key_Up)
    assert narrow.selection == cell_selection("feelings", "s3")
    QTest.keyClick(narrow, Qt.Key.Key_Up)
    assert narrow.selection == Selection("steps", ("s3",))
    narrow.select(cell_selection("pains", "s3"))
    QTest.keyClick(narrow, Qt.Key.Key_Left)
    assert narrow.selection == Selection("lanes", ("pains",))


def test_tab_goes_on_behind_a_collapsed_phase(narrow):
    narrow.select(cell_selection("feelings", "s3"))
    QTest.keyClick(narrow, Qt.Key.Key_Tab)
    assert narrow.selection == cell_selection("pains", "s3")


def test_a_card_moved_by_keys_does_not_vanish_into_a_strip(canvas, document):
    collapse(document, "feelings")
    canvas.select(item_selection(("c",)))
    QTest.keyClick(canvas, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert item_place(document.value, "c").lane.id == "pains"


def test_a_card_in_a_strip_can_be_chosen_and_nothing_expands(folded, document):
    before = document.value
    folded.select(item_selection(("c",)), reveal=True)
    assert folded.selection.ids == ("c",)
    assert document.value is before
    QTest.keyClick(folded, Qt.Key.Key_Down)
    assert folded.selection == item_selection(("f2",))


def test_enter_on_a_card_in_a_strip_expands_the_lane_and_writes(folded, document):
    folded.select(item_selection(("c",)))
    QTest.keyClick(folded, Qt.Key.Key_Return)
    assert folded.is_editing
    assert not lane_by_id(document.value, "actions").is_collapsed
    assert document.undo_label == "edits.expand"


def test_a_card_dropped_on_a_strip_goes_into_its_cell(folded, hand, document):
    document.apply("edits.move", lambda held: set_lane(held, "actions", is_collapsed=False))
    collapse(document, "pains")
    hand.drag(hand.over("c"), hand.in_cell("pains", "s3"))
    place = item_place(document.value, "c")
    assert (place.lane.id, place.step_id) == ("pains", "s3")
    assert lane_by_id(document.value, "pains").is_collapsed
    hand.drag(hand.over("a"), hand.in_cell("pains", "s3"))
    assert item_place(document.value, "a").index == 1


def test_collapsed_strips_have_no_borders_to_drag_and_nothing_to_add(folded, narrow, hand):
    row = folded.frame.index.row("actions")
    hand.hover(
        QPointF(folded.frame.left.start + 12, folded.frame.view.point(0, row.y + row.height).y())
    )
    assert folded.viewport().cursor().shape() != Qt.CursorShape.SplitVCursor
    hand.hover(hand.in_cell("actions", "s3"))
    assert folded.viewport().toolTip() != "Tilføj her"


def test_all_that_is_hidden_by_a_strip_comes_back_with_undo(folded, document):
    folded.select(NOTHING)
    document.undo()
    assert folded.frame.index.find("a") is not None


def test_a_double_click_on_the_hint_of_a_lane_writes_the_hint(canvas, hand, document):
    hint = "Hvad gør hun?"
    document.apply("edits.change_lane", lambda held: set_lane(held, "actions", hint=hint))
    row = canvas.frame.index.row("actions")
    x, y, width, height = row.header.block.more_box
    rect, zoom = canvas.frame.lane_rect(row), canvas.frame.view.zoom
    hand.double_click(rect.topLeft() + QPointF(x + width / 3, y + height / 2) * zoom)
    assert canvas.is_editing
    (editor,) = canvas.findChildren(QTextEdit)
    assert editor.toPlainText() == "Hvad gør hun?"
    QTest.keyClicks(editor, " Og hvad siger hun?")
    canvas.commit_editing()
    assert lane_by_id(document.value, "actions").hint == "Hvad gør hun? Og hvad siger hun?"
    assert lane_by_id(document.value, "actions").name == "Handlinger"
    assert document.undo_label == "edits.change_lane_hint"


def test_shift_click_chooses_a_range_of_headers_and_ctrl_click_single_ones(canvas, hand):
    def header(lane_id):
        rect = canvas.frame.lane_rect(canvas.frame.index.row(lane_id))
        return QPointF(rect.left() + 20, rect.center().y())

    hand.click(header("actions"))
    hand.click(header("pains"), Qt.KeyboardModifier.ShiftModifier)
    assert set(canvas.selection.ids) == {"actions", "feelings", "pains"}
    hand.click(header("feelings"), Qt.KeyboardModifier.ShiftModifier)
    assert set(canvas.selection.ids) == {"actions", "feelings"}
    hand.click(header("notes"), Qt.KeyboardModifier.ControlModifier)
    assert set(canvas.selection.ids) == {"actions", "feelings", "notes"}
    hand.click(header("actions"), Qt.KeyboardModifier.ControlModifier)
    assert set(canvas.selection.ids) == {"feelings", "notes"}


def test_screen_readers_hear_of_a_strip_and_of_no_cells_in_it(folded):
    voice = folded.voice
    assert Selection("lanes", ("actions",)) in voice.order
    assert not any(part.cell and part.cell[0] == "actions" for part in voice.order)
    heard = QAccessible.queryAccessibleInterface(folded)
    strip = heard.child(voice.place(Selection("lanes", ("actions",))))
    assert strip.state().collapsed
    assert not heard.child(voice.place(Selection("lanes", ("pains",)))).state().collapsed
    folded.select(item_selection(("c",)))
    assert voice.current() == voice.place(Selection("lanes", ("actions",)))
