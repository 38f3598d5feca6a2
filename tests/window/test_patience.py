"""What takes long goes on beside the window, and can be called off."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QProgressDialog, QPushButton

from app import patience
from app import workspace as workspace_module
from app.latest_wish import LatestWish
from app.patience import Cancelled, do_beside, wait_for_abandoned
from app.saving import save_journey
from model.cards import Card
from model.edits import add_item
from model.templates import template


@pytest.fixture
def map_path(tmp_path, monkeypatch):
    monkeypatch.setattr(workspace_module, "_LARGE_BYTES", 0)
    path = tmp_path / "stort kort.journey"
    journey = template("blank", "da")
    lane, step = journey.lanes[0].id, journey.steps[0].id
    save_journey(path, add_item(journey, lane, step, Card(id="c1", text="Køen er for lang")))
    return path


@pytest.fixture
def held(monkeypatch):
    """Work that goes on until it is let go, and shows at once that it does."""
    monkeypatch.setattr(patience, "_PATIENCE_MS", 0)
    gate = threading.Event()
    yield gate
    gate.set()
    wait_for_abandoned()


def _dialog():
    shown = [one for one in QApplication.topLevelWidgets() if isinstance(one, QProgressDialog)]
    return next((one for one in shown if one.isVisible()), None)


def _in_the_dialog(do):
    """Call ``do`` with the waiting dialog as soon as it is shown."""

    def look():
        dialog = _dialog()
        if dialog is None:
            QTimer.singleShot(5, look)
        else:
            do(dialog)

    QTimer.singleShot(0, look)


def test_a_large_map_is_read_beside_the_window_and_opens(workspace, map_path):
    window = workspace.open_file(map_path)
    assert window.document.path == map_path
    assert window.canvas.all_items() == ("c1",)
    assert window.canvas.sheet.fonts is not workspace.fonts


def test_a_map_that_a_sync_client_may_have_to_fetch_is_waited_for_in_a_thread(
    workspace, tmp_path, monkeypatch
):
    threads, read = [], workspace_module.read_map

    def watched(path, code):
        threads.append(threading.current_thread() is threading.main_thread())
        return read(path, code)

    monkeypatch.setattr(workspace_module, "read_map", watched)
    for folder in ("Dropbox", "Desk"):
        path = tmp_path / folder / "kort.journey"
        path.parent.mkdir()
        save_journey(path, template("blank", "da"))
        assert workspace.open_file(path).document.path == path
    assert threads == [False, True]


def test_a_large_file_that_is_no_map_is_told_of_as_a_small_one_is(workspace, map_path):
    map_path.write_text("no map")
    start = workspace.open_window()
    assert workspace.open_file(map_path, start) is None
    assert "stort kort.journey" in start.problem_text


def test_what_takes_long_says_so_and_can_be_called_off(workspace, held):
    told = []

    def call_off(dialog):
        told.append(dialog.labelText())
        dialog.findChild(QPushButton).click()

    _in_the_dialog(call_off)
    with pytest.raises(Cancelled):
        do_beside(held.wait, "Opening stort kort …", workspace.language, None)
    assert told == ["Opening stort kort …"]
    assert _dialog() is None


def test_opening_that_was_called_off_leaves_everything_as_it_was(
    workspace, map_path, held, monkeypatch
):
    before = workspace_module.read_map

    def slow(path, language):
        held.wait()
        return before(path, language)

    monkeypatch.setattr(workspace_module, "read_map", slow)
    workspace.settings.remember_file(map_path)
    start = workspace.open_window()
    _in_the_dialog(lambda dialog: dialog.findChild(QPushButton).click())
    assert workspace.open_file(map_path, start) is None
    assert workspace.windows == [start]
    assert (start.document, start.problem_text) == (None, "")
    assert workspace.settings.value.recent == (str(map_path),)


def test_what_is_waited_for_to_the_end_is_returned(workspace, held):
    _in_the_dialog(lambda _dialog: held.set())
    made = do_beside(lambda: held.wait() and 7, "…", workspace.language, None)
    assert made == 7
    assert _dialog() is None


def test_a_fault_of_the_work_is_raised_where_it_is_waited_for(workspace):
    with pytest.raises(ZeroDivisionError):
        do_beside(lambda: 1 // 0, "…", workspace.language, None)


def test_a_fault_beside_the_window_is_told_and_what_is_wished_next_is_made(window, qtbot):
    maker = LatestWish(window, window, "reports.window.title")
    made = []
    maker.told.connect(made.append)

    def wrong():
        yield 1
        raise ValueError

    maker.ask(wrong)
    qtbot.waitUntil(lambda: not maker.is_busy)
    assert window.language("reports.window.title") in window.problem_text
    maker.ask(lambda: iter([2]))
    qtbot.waitUntil(lambda: not maker.is_busy)
    assert made == [1, 2]
