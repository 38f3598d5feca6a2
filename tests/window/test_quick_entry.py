"""The line for quick notes: where it says it leads, what it hangs there, and what it refuses."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from model.codes import code_of
from model.edits import set_lane, set_phase
from model.find import item_place
from widgets.canvas.selection import NOTHING, Selection, cell_selection

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def entry(filled, qtbot):
    filled.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is filled)
    filled.canvas.take_focus()
    filled.page.middle.quick_entry.start()
    return filled.page.middle.quick_entry


@pytest.fixture
def type_line(entry):
    def type_it(text):
        entry.line.setText(text)
        QTest.keyClick(entry.line, Qt.Key.Key_Return)

    return type_it


def lane_number(window, kind):
    lanes = window.document.value.lanes
    return next(number for number, lane in enumerate(lanes, 1) if lane.kind == kind)


def cell_of(window, phase, lane):
    journey = window.document.value
    return journey.lanes[lane - 1].cells.get(journey.phases[phase - 1].steps[0].id, ())


def test_a_slash_on_the_canvas_and_ctrl_l_go_to_the_line(filled):
    filled.canvas.take_focus()
    QTest.keyClick(filled.canvas, Qt.Key.Key_Slash)
    line = filled.page.middle.quick_entry.line
    assert QApplication.focusWidget() is line
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is filled.canvas
    QTest.keyClick(filled.canvas, Qt.Key.Key_L, CONTROL)
    assert QApplication.focusWidget() is line


def test_a_note_hangs_where_its_code_says_and_the_line_is_ready_for_the_next(
    filled, entry, type_line
):
    lane = lane_number(filled, "cards")
    before = cell_of(filled, 2, lane)
    type_line(f"2-{lane} the queue is too long")
    assert [item.text for item in cell_of(filled, 2, lane)[len(before) :]] == [
        "the queue is too long"
    ]
    assert entry.line.text() == ""
    assert QApplication.focusWidget() is entry.line
    type_line("and nobody tells")
    assert cell_of(filled, 2, lane)[-1].text == "and nobody tells"
    assert len(filled.document.history) == 3


def test_the_line_says_where_it_leads_while_one_types(filled, entry):
    lane = lane_number(filled, "cards")
    phase = filled.document.value.phases[1]
    entry.line.setText("2")
    assert entry.hint.said.startswith(phase.name)
    entry.line.setText(f"2-{lane} x")
    assert filled.document.value.lanes[lane - 1].name in entry.hint.said
    cell = filled.canvas.frame.index.cell_of(
        filled.document.value.lanes[lane - 1].id, phase.steps[0].id
    )
    middle = filled.canvas.frame.cell_rect(cell).center()
    assert filled.canvas.frame.grid.contains(middle)
    assert filled.document.undo_label is None


def test_the_cell_it_leads_to_is_marked_on_the_canvas(filled, entry):
    lane = lane_number(filled, "cards")
    entry.line.setText(f"1-{lane} x")
    cell = filled.canvas.frame.index.cell_of(
        filled.document.value.lanes[lane - 1].id, filled.document.value.phases[0].steps[0].id
    )
    area = filled.canvas.frame.cell_rect(cell).toAlignedRect()
    marked = filled.canvas.viewport().grab(area).toImage()
    filled.canvas.take_focus()
    assert filled.canvas.viewport().grab(area).toImage() != marked


def test_a_code_alone_only_goes_there(filled, entry, type_line):
    lane = filled.document.value.lanes[0]
    step = filled.document.value.phases[2].steps[0]
    type_line("3-1")
    assert filled.selection == cell_selection(lane.id, step.id)
    assert len(filled.document.history) == 1
    assert QApplication.focusWidget() is entry.line


def test_the_beginning_of_a_code_goes_to_the_phase_or_step_and_is_never_a_card(
    filled, entry, type_line
):
    phase = filled.document.value.phases[1]
    type_line("2")
    assert filled.selection == Selection("phases", (phase.id,))
    type_line("2.2")
    assert filled.selection == Selection("steps", (phase.steps[1].id,))
    type_line("99")
    assert "no phase 99" in entry.hint.said
    assert len(filled.document.history) == 1
    filled.choose(cell_selection(filled.document.value.lanes[0].id, phase.steps[0].id))
    type_line(" 99")
    assert cell_of(filled, 2, 1)[-1].text == "99"


def test_words_without_a_code_go_to_the_cell_one_is_in(filled, entry, type_line):
    lane = next(lane for lane in filled.document.value.lanes if lane.kind == "cards")
    step = filled.document.value.steps[-1]
    filled.choose(cell_selection(lane.id, step.id))
    type_line("here")
    place = item_place(filled.document.value, filled.selection.current)
    assert (place.lane.id, place.step_id, place.item.text) == (lane.id, step.id, "here")
    filled.choose(NOTHING)
    type_line("here too")
    place = item_place(filled.document.value, filled.selection.current)
    assert (place.step_id, place.item.text) == (step.id, "here too")


def test_with_nothing_chosen_yet_it_asks_for_a_code(filled, entry, type_line):
    filled.choose(NOTHING)
    type_line("where to?")
    assert "code" in entry.hint.said
    assert entry.line.text() == "where to?"
    assert len(filled.document.history) == 1


def test_what_cannot_be_is_said_in_place_and_nothing_happens(filled, entry, type_line):
    cards = lane_number(filled, "cards")
    lane = filled.document.value.lanes[cards - 1]
    type_line("99-1 x")
    assert "no phase 99" in entry.hint.said
    filled.document.apply("edits.change_lane", lambda held: set_lane(held, lane.id, is_locked=True))
    type_line(f"1-{cards} x")
    assert "locked" in entry.hint.said
    filled.document.apply(
        "edits.change_phase",
        lambda held: set_phase(held, held.phases[0].id, is_visible=False),
    )
    type_line(f"1-{cards} x")
    assert "hidden" in entry.hint.said
    assert len(filled.document.history) == 3
    assert filled.problem_text == ""


def test_a_feeling_is_a_number_and_a_word(filled, entry, type_line):
    lane = lane_number(filled, "feelings")
    type_line(f"1-{lane} +1,5 relieved")
    feeling = cell_of(filled, 1, lane)[-1]
    assert (feeling.value, feeling.label) == (1.5, "relieved")
    assert filled.selection.current == feeling.id
    type_line(f"1-{lane} relieved")
    assert "number" in entry.hint.said


def test_pasted_lines_become_a_card_each_in_one_step_of_the_history(filled, entry):
    lane = lane_number(filled, "cards")
    before = [len(cell_of(filled, phase, lane)) for phase in (1, 2)]
    QGuiApplication.clipboard().setText(f"1-{lane} one\n2-{lane} two\n\nthree\r\n")
    QTest.keyClick(entry.line, Qt.Key.Key_V, CONTROL)
    after = [len(cell_of(filled, phase, lane)) for phase in (1, 2)]
    assert [now - then for now, then in zip(after, before, strict=True)] == [1, 2]
    assert len(filled.document.history) == 2
    assert entry.line.text() == ""
    assert "3" in entry.hint.said


def test_one_bad_line_among_the_pasted_adds_none_of_them(filled, entry):
    lane = lane_number(filled, "cards")
    QGuiApplication.clipboard().setText(f"1-{lane} one\n77-1 two")
    QTest.keyClick(entry.line, Qt.Key.Key_V, CONTROL)
    assert len(filled.document.history) == 1
    assert "77-1 two" in entry.hint.said


def test_undo_in_the_empty_line_is_undo_of_the_map(filled, entry, type_line):
    before = filled.document.value
    type_line(f"1-{lane_number(filled, 'cards')} oops")
    QTest.keyClick(entry.line, Qt.Key.Key_Z, CONTROL)
    assert filled.document.value is before
    QTest.keyClick(entry.line, Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert filled.document.value is not before


def test_codes_show_while_the_line_has_the_keyboard_and_the_map_stays_as_it_is(filled, entry):
    before = filled.canvas.viewport().grab().toImage()
    filled.canvas.take_focus()
    assert filled.canvas.viewport().grab().toImage() != before
    assert not filled.document.value.sheet.are_codes_shown


def test_codes_can_be_shown_for_good_and_then_print(filled):
    filled.actions_made["show_codes"].trigger()
    assert filled.document.value.sheet.are_codes_shown
    assert filled.actions_made["show_codes"].isChecked()
    filled.document.undo()
    assert not filled.actions_made["show_codes"].isChecked()


def test_screen_readers_hear_where_the_line_leads(filled, entry):
    entry.line.setText("1-1 x")
    assert entry.line.accessibleName() == "Quick entry"
    assert entry.line.accessibleDescription() == entry.hint.said != ""


def test_forty_notes_typed_from_a_list_all_hang_in_their_places(filled, entry):
    journey = filled.document.value
    lanes = [lane for lane in journey.lanes if lane.kind == "cards"]
    places = [(lane, step) for step in journey.steps for lane in lanes]
    notes = [(*places[number % len(places)], f"note {number}") for number in range(40)]
    for lane, step, text in notes:
        QTest.keyClicks(entry.line, f"{code_of(journey, lane.id, step.id)} {text}")
        QTest.keyClick(entry.line, Qt.Key.Key_Return)
    for lane, step, text in notes:
        now = next(held for held in filled.document.value.lanes if held.id == lane.id)
        assert text in [item.text for item in now.cells[step.id]]
