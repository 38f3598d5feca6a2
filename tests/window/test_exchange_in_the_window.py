"""Files of other programs are opened, dropped and written in the window, and losses listed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFileDialog

from app import file_dialogs
from app.exchange_commands import FORMATS
from model.exchange.formats import import_map
from model.templates import sample
from widgets.left_behind import LeftBehind

TABLE = "Fase;Før;Efter\nFølelser;1;5\nHandlinger;Går;Kommer\n"


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "Ny kunde.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def shown_list(window):
    """Press the button of the banner; return the list that comes up."""
    (button,) = window.banner._offered
    button.click()
    (dialog,) = window.findChildren(LeftBehind)
    return dialog


def test_import_opens_a_new_unsaved_map_and_lists_what_was_changed(window, table, monkeypatch):
    asked = []
    monkeypatch.setattr(file_dialogs, "choose_files", lambda *given: asked.append(given) or [table])
    window.actions_made["import_maps"].trigger()
    assert "*.xlsx" in asked[0][3]
    assert asked[0][3].count("*.mmd") == 1
    opened = window.workspace.windows[-1]
    assert opened.document.path is None
    assert opened.isWindowModified()
    assert opened.windowTitle().startswith("Ny kunde")
    assert [lane.name for lane in opened.document.value.lanes] == ["Følelser", "Handlinger"]
    dialog = shown_list(opened)
    assert dialog.list.toPlainText() == (
        f"– {opened.language('problems.table.scale', low='1', high='5')}"
    )
    dialog.copy_button.click()
    assert QGuiApplication.clipboard().text() == dialog.list.toPlainText()
    opened.workspace.use_language("da" if opened.language.code == "en" else "en")
    assert dialog.windowTitle() == opened.language("dialogs.left_behind.title")
    assert table.read_text("utf-8") == TABLE


@pytest.mark.parametrize("place", [0, 1, 4])
def test_export_writes_the_chosen_format_and_says_what_it_lacks(
    window, tmp_path, monkeypatch, place
):
    shown = window.workspace.open_new(sample("holiday", "da"), window)
    path = tmp_path / f"ud{FORMATS[place][1]}"
    monkeypatch.setattr(file_dialogs, "choose_format", lambda *_: (path, place))
    shown.actions_made["export_map"].trigger()
    back, _ = import_map(path, "da")
    assert len(back.phases) == len(shown.document.value.phases)
    assert path.name in shown.banner.text
    assert shown_list(shown).list.toPlainText().count("\n") > 0
    assert not shown.isWindowModified()


def test_a_file_that_is_no_map_is_refused_in_the_bar_and_an_export_that_fails_too(
    window, tmp_path, monkeypatch
):
    path = tmp_path / "brev.csv"
    path.write_text("Kære alle", encoding="utf-8")
    window.workspace.open_file(path, window)
    assert "brev.csv" in window.problem_text
    assert window.workspace.windows == [window]
    shown = window.workspace.open_new(sample("holiday", "da"), window)
    monkeypatch.setattr(file_dialogs, "choose_format", lambda *_: (tmp_path / "x" / "y.csv", 1))
    shown.actions_made["export_map"].trigger()
    assert "y.csv" in shown.problem_text


def test_the_ending_follows_the_format_one_chooses(window, tmp_path, monkeypatch):
    (tmp_path / "kort.ojf").write_text("{}", encoding="utf-8")
    formats = [("Excel", ".xlsx"), ("OpenJourney", ".ojf")]
    seen = []

    def choose(dialog: QFileDialog) -> int:
        dialog.selectNameFilter("OpenJourney (*.ojf)")
        dialog.filterSelected.emit("OpenJourney (*.ojf)")
        seen.append(Path(dialog.selectedFiles()[0]).name)
        return 1

    monkeypatch.setattr(QFileDialog, "exec", choose)
    found = file_dialogs.choose_format(window, "Ud", tmp_path / "mit 1.5 kort", formats)
    assert found == (tmp_path / "mit 1.5 kort.ojf", 1)
    assert seen == ["mit 1.5 kort.ojf"]


def test_a_table_dropped_on_the_window_opens_as_a_map(filled, table):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(table))])
    copy, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(40, 40), copy, data, Qt.MouseButton.LeftButton, none)
    filled.dropEvent(event)
    opened = filled.workspace.windows[-1]
    assert [phase.name for phase in opened.document.value.phases] == ["Før", "Efter"]
