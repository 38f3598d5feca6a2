"""A running program for each test: real windows offscreen, settings in a folder of its own."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox

from app import file_commands
from app.document import Document
from app.patience import wait_for_abandoned
from app.run_window import make_application
from app.settings import Settings
from app.workspace import Workspace
from model.templates import sample, template
from model.values import with_changes


@pytest.fixture
def settings(tmp_path):
    return Settings(tmp_path / "settings")


@pytest.fixture
def workspace(qapp, settings, monkeypatch):
    make_application()
    made = Workspace(settings, language="en")
    made.use_look("light")
    yield made
    monkeypatch.setattr(file_commands, "ask_to_save", lambda *_: QMessageBox.StandardButton.Discard)
    made.quit()
    wait_for_abandoned()
    # The offscreen platform's clipboard outlives Python and then frees what Python owns.
    QGuiApplication.clipboard().clear()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def window(workspace, qtbot):
    """Return a window on a new map from the blank template, fully built."""
    shown = workspace.open_new(template("blank", "en"))
    return _built(shown, qtbot)


@pytest.fixture
def filled(workspace, qtbot):
    """Return a window on a filled sample, fully built."""
    journey = sample("sustainable-shoes", "en")
    # Views, rounds and the like are made by the tests that are about them.
    bare = with_changes(journey, views=(), rounds=(), dismissals=(), versions=())
    shown = workspace.open_window(Document(bare))
    return _built(shown, qtbot)


def _built(shown, qtbot):
    shown.resize(1280, 800)
    qtbot.waitExposed(shown)
    assert shown.page.outline is not None
    assert shown.page.inspector is not None
    return shown


def pytest_collection_modifyitems(items):
    """Allow what the offscreen platform logs of window managing it does not have."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))
