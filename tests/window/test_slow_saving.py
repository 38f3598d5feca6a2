"""A drive that hangs holds up nobody: it is shown, the window is used on, and can be closed."""

import threading

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel

from app import file_dialogs, saving, slow_saving
from app.keeping.recovering import recover
from app.keeping.sessions import left_behind
from app.patience import wait_for_abandoned
from model.edits import set_about
from widgets import dialogs


def rename(window, title):
    window.document.apply("edits.title", lambda journey: set_about(journey, title=title))


@pytest.fixture
def hung(window, tmp_path, monkeypatch):
    """Return a window on an edited map and the event that lets its drive go on."""
    go_on, real = threading.Event(), saving.save_journey

    def slowly(path, journey, *, expected=None):
        assert go_on.wait(10)
        return real(path, journey, expected=expected)

    monkeypatch.setattr(saving, "save_journey", slowly)
    monkeypatch.setattr(slow_saving, "_CLOSING_MS", 30)
    monkeypatch.setattr(slow_saving, "_PATIENCE_S", 0)
    monkeypatch.setattr(file_dialogs, "choose_new_file", lambda *_: tmp_path / "kort.journey")
    rename(window, "On the way")
    yield window, go_on
    go_on.set()
    assert wait_for_abandoned(10)


def shown(window):
    return [label.text() for label in window.statusBar().findChildren(QLabel) if label.text()]


def test_a_long_saving_is_shown_and_the_map_edited_meanwhile(hung, qtbot):
    window, go_on = hung

    def use_the_window():
        window.safety._slow.show_how_long()
        (said,) = [text for text in shown(window) if "aving" in text]  # it is said once
        assert said == "Still saving … 1 s"
        rename(window, "Later")
        go_on.set()

    QTimer.singleShot(20, use_the_window)
    window.actions_made["save"].trigger()
    assert window.document.value.about.title == "Later"
    assert window.isWindowModified()
    assert not any(text.startswith("Still saving") for text in shown(window))


def test_the_question_whether_to_close_goes_when_the_drive_has_taken_the_map(hung, workspace):
    window, go_on = hung
    closed = []

    def close():
        QTimer.singleShot(60, go_on.set)
        closed.append(window.close())

    QTimer.singleShot(20, close)
    window.actions_made["save"].trigger()
    assert closed == [True]
    assert window not in workspace.windows


@pytest.mark.parametrize("is_left", [False, True])
def test_a_window_can_be_closed_while_its_drive_hangs_and_the_journal_is_kept(
    hung, workspace, qtbot, monkeypatch, is_left
):
    window, go_on = hung
    root = workspace.settings.state_folder / "recovery"
    asked = []

    def answer(*about, is_kept):
        asked.append(is_kept)
        return is_left

    monkeypatch.setattr(dialogs, "ask_to_leave_saving", answer)
    closed = []

    def close():
        closed.append(window.close())
        if not is_left:
            go_on.set()

    QTimer.singleShot(20, close)
    window.actions_made["save"].trigger()
    assert (asked, closed) == ([True], [is_left])
    assert (window in workspace.windows) != is_left
    if is_left:
        (folder,) = left_behind(root)
        assert recover(folder).journey.about.title == "On the way"
    else:
        assert not window.isWindowModified()
