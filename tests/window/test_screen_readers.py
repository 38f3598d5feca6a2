"""What screen readers find in the whole window, walked through QAccessible in both languages."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QListView,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QSlider,
    QTableView,
    QToolButton,
    QTreeView,
)

from app.keyboard_page import keyboard_rows
from model.find import item_by_id
from model.lanes import FeelingsLane
from model.printing.settings import PrintSettings
from widgets.canvas.canvas import Canvas
from widgets.canvas.selection import NOTHING, Selection, cell_selection, item_selection
from widgets.dialogs import AboutDialog, KeyboardDialog
from widgets.print.row import Offers
from widgets.print.window import PrintWindow

ROLE, NAME, VALUE = QAccessible.Role, QAccessible.Text.Name, QAccessible.Text.Value
DESCRIPTION = QAccessible.Text.Description
# What each kind of widget has to be for a screen reader; the first that fits counts.
ROLES = (
    (QCheckBox, {ROLE.CheckBox}),
    (QToolButton, {ROLE.Button, ROLE.ButtonMenu, ROLE.CheckBox}),
    (QPushButton, {ROLE.Button, ROLE.ButtonMenu}),
    (QComboBox, {ROLE.ComboBox}),
    (QAbstractSpinBox, {ROLE.SpinBox}),
    (QSlider, {ROLE.Slider}),
    (QLineEdit, {ROLE.EditableText}),
    (QPlainTextEdit, {ROLE.EditableText}),
    (QTreeView, {ROLE.Tree}),
    (QTableView, {ROLE.Table}),
    (QListView, {ROLE.List}),
    (Canvas, {ROLE.List}),
)
BARS = ("find", "filter", "quick_entry", "mini_map", "history")


def below(interface):
    yield interface
    if isinstance(interface.object(), Canvas | QTreeView | QListView | QTableView):
        return  # their rows have tests of their own
    for at in range(interface.childCount()):
        child = interface.child(at)
        if child is not None and not child.state().invisible:
            yield from below(child)


def faults(widget):
    """Return what a screen reader would stumble over below ``widget``."""
    found = []
    for interface in below(QAccessible.queryAccessibleInterface(widget)):
        thing = interface.object()
        if not interface.state().focusable or thing is None:
            continue
        name = f"{type(thing).__name__} {thing.objectName()} in {type(thing.parent()).__name__}"
        if not interface.text(NAME).strip():
            found.append(f"{name} has no name")
        roles = next((roles for kind, roles in ROLES if isinstance(thing, kind)), None)
        if roles is not None and interface.role() not in roles:
            found.append(f"{name} is a {interface.role().name}")
    return found


def test_the_walk_finds_what_has_no_name(filled):
    nameless = QToolButton(filled.page.inspector.form)
    nameless.show()
    found = faults(filled)
    assert len(found) == 1
    assert "has no name" in found[0]


def items(window, kind):
    lanes = [lane for lane in window.document.value.lanes if lane.kind == kind]
    return [item for lane in lanes for cell in lane.cells.values() for item in cell]


def selections(window):
    journey = window.document.value
    yield NOTHING
    for kind in ("cards", "feelings", "metrics"):
        yield item_selection([items(window, kind)[0].id])
    yield item_selection([item.id for item in items(window, "cards")[:3]])
    yield item_selection([items(window, "cards")[0].id, items(window, "feelings")[0].id])
    yield Selection("phases", (journey.phases[0].id,))
    yield Selection("steps", (journey.steps[0].id,))
    yield from (Selection("lanes", (lane.id,)) for lane in journey.lanes)
    if journey.links:
        yield Selection("links", (journey.links[0].id,))


@pytest.mark.parametrize("language", ["da", "en"])
def test_everything_that_takes_the_keyboard_has_a_name_and_the_right_role(
    workspace, filled, language
):
    workspace.use_language(language)
    for bar in BARS:
        filled.actions_made[bar].trigger()
    assert faults(filled) == []
    inspector = filled.page.inspector
    for selection in selections(filled):
        filled.choose(selection)
        for section in inspector.form.sections.values():
            section.set_open(True)
        assert faults(filled) == [], selection  # with the bar at the selection
    journey = filled.document.value
    for entry in (*journey.personas[:1], *journey.evidence[:1]):
        inspector.show_entry(entry.id)
        assert faults(inspector) == []


@pytest.mark.parametrize("language", ["da", "en"])
def test_dialogs_palette_and_start_page_have_names_and_roles_too(workspace, filled, language):
    workspace.use_language(language)
    words = workspace.language
    dialogs = (
        AboutDialog(words, "1", filled),
        KeyboardDialog(words, keyboard_rows(words), filled),
        PrintWindow(words, Offers(), PrintSettings(output="tiles"), None, filled),
    )
    for dialog in dialogs:
        dialog.show()
        assert faults(dialog) == []
        dialog.close()
    filled.actions_made["command_palette"].trigger()
    assert faults(filled) == []
    start = workspace.open_window()
    assert faults(start) == []


def test_bars_and_buttons_of_the_window_say_whether_they_are_on(filled):
    buttons = {
        interface.text(NAME): interface
        for interface in below(QAccessible.queryAccessibleInterface(filled))
        if isinstance(interface.object(), QToolButton)
    }
    assert buttons["Outline"].state().checked
    filled.actions_made["outline"].trigger()
    assert not buttons["Outline"].state().checked
    assert buttons["Undo"].state().disabled


def test_a_section_of_the_inspector_says_whether_it_is_unfolded(filled):
    filled.choose(item_selection([items(filled, "cards")[0].id]))
    section = filled.page.inspector.form.sections["weight"]
    heading = QAccessible.queryAccessibleInterface(section.heading)
    assert heading.text(NAME) == "Weight"
    assert heading.text(DESCRIPTION) == "folded"
    section.heading.click()
    assert heading.text(DESCRIPTION) == "unfolded"


def parts(window):
    voice = QAccessible.queryAccessibleInterface(window.canvas)
    return [voice.child(at) for at in range(voice.childCount())]


def part(window, selection):
    window.choose(selection)
    return QAccessible.queryAccessibleInterface(window.canvas).focusChild()


def test_feelings_and_metrics_have_values_and_links_their_ends(filled):
    feeling, metric = items(filled, "feelings")[0], items(filled, "metrics")[0]
    told = part(filled, item_selection([feeling.id]))
    assert told.role() == ROLE.ListItem
    assert told.text(VALUE) == f"{feeling.value:g}"
    assert feeling.label in told.text(NAME)
    told = part(filled, item_selection([metric.id]))
    assert told.text(NAME) == metric.name
    assert told.text(VALUE) == f"{metric.actual:g}"
    link = filled.document.value.links[0]
    told = part(filled, Selection("links", (link.id,)))
    assert told.role() == ROLE.Link
    for end in (link.source, link.target):
        assert item_by_id(filled.document.value, end).text in told.text(NAME)


def test_parts_are_read_as_the_wall_is_and_stand_where_they_are_seen(filled):
    order = [told.role() for told in parts(filled)]
    assert order[0] == ROLE.Heading
    first_lane, first_item = order.index(ROLE.RowHeader), order.index(ROLE.ListItem)
    assert all(role == ROLE.ColumnHeader for role in order[1:first_lane])
    assert first_lane < first_item
    filled.canvas.fit()
    viewport = filled.canvas.viewport()
    window = viewport.rect().translated(viewport.mapToGlobal(viewport.rect().topLeft()))
    for told in parts(filled):
        assert told.rect().isEmpty() or told.rect().intersects(window), told.text(NAME)


def test_an_empty_cell_is_one_and_can_be_focused(filled):
    journey = filled.document.value
    lane, step = next(
        (lane, step)
        for lane in journey.lanes
        for step in journey.steps
        if not isinstance(lane, FeelingsLane) and not lane.cells.get(step.id)
    )
    told = part(filled, cell_selection(lane.id, step.id))
    assert told.role() == ROLE.Cell
    assert told.state().focusable
    assert told.state().selected
    assert lane.name in told.text(DESCRIPTION)


@pytest.fixture
def said(filled, monkeypatch):
    heard = []
    monkeypatch.setattr(filled.canvas.voice, "announce", heard.append)
    filled.activateWindow()
    filled.canvas.setFocus()
    return heard


def test_what_happens_is_announced(filled, said):
    lane = next(lane for lane in filled.document.value.lanes if lane.kind == "cards")
    step = filled.document.value.steps[0]
    filled.canvas.add_card_at(lane.id, step.id)
    QTest.keyClicks(QApplication.focusWidget(), "Waits")
    filled.canvas.commit_editing()
    assert said[-1].startswith(f"Added: Waits, {lane.name}")
    filled.actions_made["undo"].trigger()
    assert said[-1] == "Undone: add card"
    filled.actions_made["redo"].trigger()
    assert said[-1] == "Redone: add card"
    filled.choose(item_selection([items(filled, "cards")[0].id]))
    filled.actions_made["copy"].trigger()
    assert said[-1] == filled.statusBar().currentMessage()


def test_a_text_that_was_only_changed_is_no_new_card(filled, said):
    card = items(filled, "cards")[0]
    filled.choose(item_selection([card.id]), is_edited=True)
    QTest.keyClicks(QApplication.focusWidget(), "x")
    filled.canvas.commit_editing()
    assert not any(text.startswith("Added") for text in said)


def test_tab_goes_through_the_inspector_from_top_to_bottom(filled, qtbot):
    filled.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is filled)
    filled.choose(item_selection([items(filled, "cards")[0].id]))
    filled.page.inspector.focus_first()
    form = filled.page.inspector.form
    seen = []
    for _ in range(40):
        focused = QApplication.focusWidget()
        if not form.isAncestorOf(focused):
            break
        seen.append(focused.mapTo(form, focused.rect().topLeft()).y())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert len(seen) > 5
    assert seen == sorted(seen)


def test_nothing_is_left_of_a_closed_dialog(filled):
    dialog = QDialog(filled)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    QListWidget(dialog).setAccessibleName("list")
    dialog.show()
    dialog.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert faults(filled) == []
