"""The command palette and the list of the history."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit

from app import print_command
from app.action_table import ACTIONS
from app.palette_command import choices_of
from model.find import item_by_id
from widgets.canvas.selection import NOTHING, Selection, item_selection
from widgets.command_palette import Choice, CommandPalette, best_choices
from widgets.history_panel import HistoryPanel

CONTROL = Qt.KeyboardModifier.ControlModifier


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


@pytest.fixture
def active(filled, qtbot):
    filled.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is filled)
    filled.canvas.take_focus()
    return filled


@pytest.fixture
def palette(active):
    press(Qt.Key.Key_K, CONTROL)
    return active.findChild(CommandPalette)


def first_card(window):
    return next(
        item
        for lane in window.document.value.lanes
        if lane.kind == "cards"
        for cell in lane.cells.values()
        for item in cell
    )


def names(palette):
    return [choice.name for choice in palette.shown]


def test_every_action_is_offered_with_its_menu_and_keys(active):
    offered = {choice.id: choice for choice in choices_of(active)}
    ids = {f"action:{action.id}" for action in ACTIONS} - {"action:command_palette"}
    assert ids <= set(offered)
    save = offered["action:save"]
    assert (save.name, save.where) == ("Save", "File")
    assert save.keys in ("Ctrl+S", "⌘S")
    assert offered["action:insert_lane_cards"].where.startswith("Insert › ")


def test_typing_and_enter_do_what_was_found_and_the_keyboard_is_where_it_was(active, palette):
    QTest.keyClicks(palette.line, "dark")
    assert palette.shown[0].id == "action:look_dark"
    press(Qt.Key.Key_Return)
    assert active.workspace.settings.value.theme == "dark"
    assert not palette.isVisible()
    assert QApplication.focusWidget() is active.canvas


def test_the_words_of_the_other_language_find_it_too(active, palette):
    QTest.keyClicks(palette.line, "fortryd")
    assert palette.shown[0].id == "action:undo"
    palette.line.setText("gem som")
    assert palette.shown[0].id == "action:save_as"
    active.workspace.use_language("da")
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_K, CONTROL)
    QTest.keyClicks(palette.line, "aabn")
    assert palette.shown[0].id == "action:open"


def test_escape_closes_and_gives_the_keyboard_back_also_to_a_text_being_written(active):
    card = first_card(active)
    active.canvas.edit(item_selection([card.id]))
    editor = QApplication.focusWidget()
    assert isinstance(editor, QTextEdit)
    press(Qt.Key.Key_K, CONTROL)
    palette = active.findChild(CommandPalette)
    assert palette.isVisible()
    press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is editor
    assert active.canvas.is_editing


def test_ctrl_k_opens_it_from_a_field_of_the_inspector_too(active):
    active.choose(NOTHING)
    active.focus_inspector()
    field = QApplication.focusWidget()
    text = field.text()
    field.setCursorPosition(0)
    press(Qt.Key.Key_K, CONTROL)
    assert active.findChild(CommandPalette).isVisible()
    assert field.text() == text


def test_ctrl_e_exports_from_a_field_too(active, monkeypatch):
    exported = []
    monkeypatch.setattr(print_command, "open_print_window", exported.append)
    active.focus_inspector()
    press(Qt.Key.Key_E, CONTROL)
    assert exported == [active]


def test_what_cannot_be_done_now_is_shown_but_not_done(active, palette):
    QTest.keyClicks(palette.line, "duplicate")
    choice = palette.shown[0]
    assert choice.id == "action:duplicate"
    assert not choice.is_enabled
    press(Qt.Key.Key_Return)
    assert palette.isVisible()
    assert "not possible" in palette.line.accessibleDescription()


def test_what_was_used_last_comes_first(active, palette):
    QTest.keyClicks(palette.line, "actual size")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_K, CONTROL)
    assert palette.shown[0].id == "action:actual_size"


def test_a_menu_and_a_name_find_an_action_together(active, palette):
    QTest.keyClicks(palette.line, "ins st")
    assert palette.shown[0].id == "action:insert_step"


def test_one_can_jump_to_phases_steps_and_lanes_by_name(active, palette):
    step = active.document.value.phases[1].steps[1]
    QTest.keyClicks(palette.line, step.name[:9])
    assert names(palette)[0] == step.name
    assert "2.2" in palette.shown[0].where
    press(Qt.Key.Key_Return)
    assert active.selection == Selection("steps", (step.id,))


def test_recent_maps_are_found_by_name(active, tmp_path):
    path = tmp_path / "Harbour baths.journey"
    active.document.save(path)
    active.workspace.settings.remember_file(path)
    press(Qt.Key.Key_K, CONTROL)
    palette = active.findChild(CommandPalette)
    QTest.keyClicks(palette.line, "harbour")
    assert names(palette) == [path.name]


def test_arrows_walk_the_list_while_one_types_and_screen_readers_hear_it(active, palette):
    before = palette.line.accessibleDescription()
    press(Qt.Key.Key_Down)
    assert palette.list.currentRow() == 1
    assert palette.line.accessibleDescription() != before
    assert palette.shown[1].name in palette.line.accessibleDescription()
    assert palette.line.accessibleName() == "Command palette"
    voice = QAccessible.queryAccessibleInterface(palette.list)
    assert voice.text(QAccessible.Text.Name) == "What fits"


def test_a_name_that_fits_nothing_says_so(active, palette):
    QTest.keyClicks(palette.line, "qqqxx")
    assert palette.shown == []
    press(Qt.Key.Key_Return)
    assert palette.isVisible()


def test_the_palette_opens_on_the_start_page(workspace, qtbot):
    start = workspace.open_window()
    qtbot.waitExposed(start)
    start.actions_made["command_palette"].trigger()
    palette = start.findChild(CommandPalette)
    assert palette.isVisible()
    assert any(name.startswith("Open") for name in names(palette))
    palette.leave()


def test_of_two_that_fit_alike_the_one_used_last_and_possible_comes_first():
    one, two = (Choice(name, f"Insert {name}", "", print) for name in ("phase", "pause"))
    off = Choice("off", "Insert panel", "", print, is_enabled=False)
    assert best_choices([off, one, two], "insert pa", ["pause"])[0] is two
    assert (
        best_choices([off, one, two], "insert p", []) == [two, one, off]
        or best_choices([off, one, two], "insert p", [])[-1] is off
    )


def test_what_cannot_be_done_now_stands_below_what_fits_nearly_as_well():
    off = Choice("off", "Undo", "", print, is_enabled=False)
    use = Choice("use", "Show undo history", "", print)
    assert best_choices([off, use], "undo", ["off"]) == [use, off]


@pytest.fixture
def panel(active):
    """Return the list after three edits."""
    for number in range(3):
        active.page.middle.quick_entry.line.setText(f"1-1 note {number}")
        QTest.keyClick(active.page.middle.quick_entry.line, Qt.Key.Key_Return)
    active.canvas.take_focus()
    press(Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.AltModifier)
    return active.findChild(HistoryPanel)


def test_the_history_is_a_list_with_where_we_are_and_what_is_saved(active, panel, tmp_path):
    assert panel.isVisible()
    assert panel.list.count() == 4
    assert panel.list.currentRow() == 3
    texts = [panel.list.item(place).text() for place in range(4)]
    assert not [text for text in texts if "saved" in text]  # it is in no file yet
    spoken = panel.list.item(3).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Add card: note 2, you are here"
    active.document.save(tmp_path / "map.journey")
    assert "saved" in panel.list.item(3).text()


def test_arrows_walk_the_history_and_the_canvas_follows(active, panel):
    newest = active.document.value
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Up)
    assert [step.is_present for step in active.document.history] == [False, True, False, False]
    assert item_by_id(active.document.value, active.selection.current) is not None
    assert "undone" in panel.list.item(3).data(Qt.ItemDataRole.AccessibleTextRole)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    assert active.document.value is newest
    press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is active.canvas


def test_the_list_says_what_went_and_how_many(active, panel):
    ids = active.canvas.all_items()[:3]
    active.choose(item_selection(ids))
    active.actions_made["delete"].trigger()
    panel.open(active.page.middle)
    assert panel.list.item(4).text().endswith("and 2 more")
    assert panel.list.item(4).text().startswith("Delete: ")


def test_the_list_grows_and_shrinks_with_the_map(active, panel):
    active.document.undo()
    assert panel.list.currentRow() == 2
    active.page.middle.quick_entry.line.setText("1-1 other")
    QTest.keyClick(active.page.middle.quick_entry.line, Qt.Key.Key_Return)
    panel.open(active.page.middle)
    assert panel.list.count() == 4
