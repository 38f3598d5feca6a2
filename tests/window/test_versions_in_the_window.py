"""Named versions of a map: kept, shown beside it, opened, brought back, compared."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from app import file_dialogs
from app.comparing_desk import comparing_desk
from app.document import Document
from app.version_commands import do_with_version, keep_version, name_version
from model.cards import Card
from model.edits import add_item, remove_items, set_item
from model.file import encode
from model.templates import sample
from widgets.versions.name_dialog import NameDialog, VersionWords
from widgets.versions.panel import VersionsPanel


def cards_of(window):
    return [
        item.id
        for lane in window.document.value.lanes
        if lane.kind == "cards"
        for cell in lane.cells.values()
        for item in cell
    ]


def _alone(window):
    """Return the cards that no link leads to, so that nothing goes with them."""
    links = window.document.value.links
    linked = {end for link in links for end in (link.source, link.target)}
    return [card for card in cards_of(window) if card not in linked]


def edit(window, change):
    window.document.apply("edits.change_card", change)


@pytest.fixture
def named(filled):
    """Return a window on a map with one version, and another text and a card less since."""
    assert keep_version(filled, VersionWords("Before the workshop", "As it came", "Ida"))
    first, second = _alone(filled)[:2]
    edit(filled, lambda held: set_item(held, first, text="Said in the workshop"))
    edit(filled, lambda held: remove_items(held, [second]))
    return filled


@pytest.fixture
def panel(named):
    named.actions_made["panel_versions"].trigger()
    (found,) = named.findChildren(VersionsPanel)
    return found


@pytest.fixture
def compared(named, qtbot):
    """Return the desk with the version and the map as it is now."""
    (version,) = named.document.value.versions
    do_with_version(named, "compare", version.id)
    desk = comparing_desk(named)
    qtbot.waitUntil(lambda: desk.made is not None)
    return desk


def test_naming_asks_for_name_note_and_author_and_remembers_who(filled, monkeypatch):
    def answer(dialog):
        dialog.name.setText("Version for the board")
        dialog.author.setText("Ida")
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(NameDialog, "exec", answer)
    name_version(filled)
    (version,) = filled.document.value.versions
    assert (version.name, version.author) == ("Version for the board", "Ida")
    assert filled.workspace.settings.value.author == "Ida"
    assert filled.document.undo_label == "edits.add_version"


def test_the_panel_lists_the_newest_first_and_edits_name_and_note(panel, named):
    keep_version(named, VersionWords("After it", "", ""))
    texts = [panel.list.item(row).text() for row in range(panel.list.count())]
    assert [text.split("\n")[0] for text in texts] == ["After it", "Before the workshop"]
    assert "Ida" in texts[1]
    panel.list.setCurrentRow(1)
    panel.name.setText("The map as it came")
    panel.name.editingFinished.emit()
    panel.note.setPlainText("From the agency")
    held = named.document.value.versions[0]
    assert (held.name, held.note) == ("The map as it came", "From the agency")


def test_a_version_is_brought_back_as_one_edit_and_all_versions_stay(panel, named):
    before = named.document.value
    panel.buttons["bring_back"].click()
    after = named.document.value
    assert "Said in the workshop" in str(before.lanes)
    assert "Said in the workshop" not in str(after.lanes)
    assert after.versions == before.versions
    named.document.undo()
    assert named.document.value is before


def test_a_copy_opens_in_a_window_of_its_own_without_versions(panel, named):
    panel.buttons["open"].click()
    (other,) = [window for window in named.workspace.windows if window is not named]
    assert other.document.value.versions == ()
    assert "Said in the workshop" not in str(other.document.value.lanes)


def test_a_removed_version_comes_back_by_undo(panel, named):
    panel.list.setFocus()
    QTest.keyClick(panel.list, Qt.Key.Key_Delete)
    assert named.document.value.versions == ()
    assert panel.empty.isVisibleTo(panel)
    named.document.undo()
    assert len(named.document.value.versions) == 1


def test_what_has_changed_is_listed_and_marked_and_followed(compared, named, qtbot):
    shown, canvas = compared.shown, named.canvas
    assert [row.kind for row in compared.made.rows] == ["removed", "changed"]
    assert canvas.frame.index.find(_alone(named)[0]) is not None
    kinds = {placed.block.kind for row in canvas.sheet.cells for c in row for placed in c.contents}
    assert "gone" in kinds
    lane = next(lane for lane in named.document.value.lanes if lane.kind == "cards")
    step = named.document.value.steps[0].id
    edit(named, lambda held: add_item(held, lane.id, step, Card(id="fresh", text="Fresh")))
    qtbot.waitUntil(lambda: len(compared.made.rows) == 3)
    shown.changes.line.setText("fresh")
    qtbot.waitUntil(lambda: shown.changes.model.count == 1)
    shown.changes.jump_button.click()
    assert named.selection.ids == ("fresh",)


def test_escape_on_the_canvas_ends_the_marks_and_the_window_says_so(compared, named, qtbot):
    assert compared.shown.marks.isChecked()
    named.activateWindow()
    named.choose(named.selection.__class__())
    named.canvas.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    QTest.keyClick(named.canvas, Qt.Key.Key_Escape)
    assert named.page.filter.marking is None
    assert not compared.shown.marks.isChecked()
    compared.shown.marks.click()
    assert named.page.filter.marking is not None


def test_two_versions_are_compared_the_older_first_and_nothing_can_be_marked(named, qtbot):
    keep_version(named, VersionWords("After it", "", ""))
    first, second = named.document.value.versions
    do_with_version(named, "compare_with", second.id, first.id)
    desk = comparing_desk(named)
    qtbot.waitUntil(lambda: desk.made is not None)
    assert desk.made.names == ("Before the workshop", "After it")
    assert not desk.shown.marks.isEnabled()


def test_a_comparison_with_a_file_is_saved_as_a_pdf(named, tmp_path, qtbot, monkeypatch):
    path = tmp_path / "group.journey"
    path.write_bytes(encode(named.document.value))
    edit(named, lambda held: remove_items(held, cards_of(named)[:1]))
    monkeypatch.setattr(file_dialogs, "choose_file", lambda *_: path)
    named.actions_made["compare_file"].trigger()
    desk = comparing_desk(named)
    qtbot.waitUntil(lambda: desk.made is not None)
    monkeypatch.setattr(file_dialogs, "choose_new_file", lambda *_: tmp_path / "out.pdf")
    desk.shown.pdf.click()
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")


def test_the_comparison_goes_with_its_map_when_another_comes_into_the_window(
    compared, named, qtbot
):
    shown, gone = compared.shown, []
    shown.destroyed.connect(lambda: gone.append(True))
    document = Document(sample("sustainable-shoes", "en"))
    named.show_document(document, named.workspace.make_layout(document))
    qtbot.waitUntil(lambda: gone == [True])
    assert comparing_desk(named).made is None
