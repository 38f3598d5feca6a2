"""What is typed in the line below the map and is in no card yet is asked about at closing."""

import gc

import pytest
from PySide6.QtWidgets import QLineEdit, QMessageBox
from shiboken6 import isValid

from app import file_commands
from app.keeping.left_maps import maps_aside
from app.keeping.recovering import recover
from model.file import read_journey
from model.templates import template
from widgets import dialogs
from widgets.late import be_late

BUTTON = QMessageBox.StandardButton


@pytest.fixture
def line(window, tmp_path):
    """Return the line of a window whose map is saved."""
    window.safety.safe.save_now(tmp_path / "map.journey", is_over_all=True)
    return window.page.middle.quick_entry.line


@pytest.fixture
def answer(monkeypatch):
    def give(button):
        asked = []
        monkeypatch.setattr(file_commands, "ask_to_save", lambda *_: asked.append(1) or button)
        return asked

    return give


def texts_in(path):
    lanes = read_journey(path).lanes
    return [item.text for lane in lanes for cell in lane.cells.values() for item in cell]


def test_save_makes_a_card_of_the_line_and_saves_it(window, line, answer, tmp_path):
    line.setText("1-1 half a thought")
    asked = answer(BUTTON.Save)
    assert window.close()
    assert asked == [1]
    assert texts_in(tmp_path / "map.journey") == ["half a thought"]
    assert maps_aside(window.workspace.settings.state_folder / "recovery") == []


def test_a_line_that_leads_nowhere_keeps_the_window_and_says_why(window, line, answer, tmp_path):
    line.setText("9-99 where to?")
    answer(BUTTON.Save)
    assert not window.close()
    assert line.text() == "9-99 where to?"
    assert window.page.middle.quick_entry.hint.said
    assert texts_in(tmp_path / "map.journey") == []


def test_what_is_not_saved_of_the_line_is_kept_with_what_was_discarded(window, line, answer):
    window.activateWindow()
    line.setFocus()
    line.setText("1-1 half a thought")
    answer(BUTTON.Discard)
    assert window.close()
    (aside,) = maps_aside(window.workspace.settings.state_folder / "recovery")
    assert aside.found.draft == "1-1 half a thought"


def test_cancel_leaves_the_line_as_it_is(window, line, answer, tmp_path):
    line.setText("1-1 half a thought")
    answer(BUTTON.Cancel)
    assert not window.close()
    assert line.text() == "1-1 half a thought"
    assert texts_in(tmp_path / "map.journey") == []


@pytest.mark.parametrize("text", ["", "  ", "1-1", "2"])
def test_an_empty_line_and_a_code_that_only_leads_somewhere_are_not_asked_about(
    window, line, answer, text
):
    line.setText(text)
    asked = answer(BUTTON.Cancel)
    assert window.close()
    assert asked == []


def test_the_question_names_the_line(window, monkeypatch):
    told = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: told.append(box) or BUTTON.Cancel)
    dialogs.ask_to_save(window, window.language, "Map", is_kept=True, line="half <b>a</b> thought")
    assert "“half <b>a</b> thought”" in told[0].informativeText()


def test_the_question_promises_no_card_for_a_line_without_a_place(window, monkeypatch):
    told = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: told.append(box) or BUTTON.Cancel)
    for text in ("half a thought", "1-1 half a thought"):
        window.page.middle.quick_entry.line.setText(text)
        file_commands.ask_to_save(window, "Map")
    assert "It cannot become one as it stands. Type a code first" in told[0].informativeText()
    assert "If you save, it becomes one." in told[1].informativeText()


def test_the_question_tells_a_very_long_name_without_its_middle(window, monkeypatch):
    told = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: told.append(box) or BUTTON.Cancel)
    dialogs.ask_to_save(window, window.language, f"Begins_{'so_long_' * 25}ends")
    assert "Begins_" in told[0].text()
    assert "ends”?" in told[0].text()
    assert len(told[0].text()) < 130


def test_a_new_map_with_half_a_line_is_not_replaced_by_the_next(window, workspace):
    window.page.middle.quick_entry.line.setText("half a thought")
    assert workspace.open_new(template("blank", "en"), window) is not window
    window.page.middle.quick_entry.line.setText("")
    assert workspace.open_new(template("blank", "en"), window) is window


def drafts(window):
    assert window.safety.safe.hurry(10)
    root = window.workspace.settings.state_folder / "recovery"
    return [recover(folder).draft for folder in root.glob("*")]


def test_a_line_that_was_left_is_kept_with_what_is_typed_elsewhere(window, line, qtbot):
    window.activateWindow()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    qtbot.keyClicks(line, "1-1 half")
    field = QLineEdit(window)
    be_late(field)
    field.show()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    assert drafts(window) == ["1-1 half"]
    qtbot.keyClicks(field, "a name")
    assert drafts(window) == ["1-1 half\na name"]
    line.setText("")
    field.setModified(False)  # as a field does that has put it into the map
    window.commit_editing()
    assert drafts(window) == [""]


@pytest.mark.parametrize(
    ("button", "kept"), [(BUTTON.Discard, "1-1 half\na name"), (BUTTON.Save, "a name")]
)
def test_a_field_that_is_left_as_the_window_goes_begins_no_journal_anew(
    window, line, answer, qtbot, button, kept
):
    window.activateWindow()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    qtbot.keyClicks(line, "1-1 half")
    field = QLineEdit(window.page)
    be_late(field)
    field.show()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "a name")
    answer(button)
    safe, root = window.safety.safe, window.workspace.settings.state_folder / "recovery"
    assert window.close()
    qtbot.waitUntil(lambda: not isValid(field))
    assert safe._keeper is None
    qtbot.waitUntil(gc.isenabled)
    assert list(root.iterdir()) == []
    (aside,) = maps_aside(root)
    assert aside.found.draft == kept
