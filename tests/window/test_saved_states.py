"""What this computer kept at each save: listed in the versions panel, opened, brought back."""

import pytest

from app.comparing_desk import comparing_desk
from app.version_commands import keep_version
from model.edits import set_about
from widgets.versions.name_dialog import VersionWords
from widgets.versions.panel import VersionsPanel


def rename(window, title):
    window.document.apply("edits.title", lambda journey: set_about(journey, title=title))


@pytest.fixture
def states(window, tmp_path):
    """Return the list of a map that was saved as One and as Two, and is called Three now."""
    for title in ("One", "Two"):
        rename(window, title)
        window.safety.safe.save_now(tmp_path / "kort.journey", is_over_all=True)
    rename(window, "Three")
    window.actions_made["panel_versions"].trigger()
    (panel,) = window.findChildren(VersionsPanel)
    return panel.states


def test_each_save_is_listed_while_the_panel_is_open(states, window, tmp_path):
    assert states.list.count() == 2
    assert "cards" in states.list.item(0).text()
    window.safety.safe.save_now(tmp_path / "kort.journey", is_over_all=False)
    assert states.list.count() == 3
    window.workspace.use_language("da")
    assert "sedler" in states.list.item(0).text()


def test_a_kept_state_is_brought_back_as_one_edit_and_later_versions_stay(states, window):
    assert keep_version(window, VersionWords("Named later", "", ""))
    before = window.document.value
    states.list.setCurrentRow(1)
    states.buttons["bring_back"].click()
    assert window.document.value.about.title == "One"
    assert window.document.value.versions == before.versions
    window.document.undo()
    assert window.document.value is before


def test_a_kept_state_opens_as_a_copy_and_is_compared(states, window, qtbot):
    states.list.setCurrentRow(1)
    states.buttons["open"].click()
    (other,) = [each for each in window.workspace.windows if each is not window]
    assert (other.document.value.about.title, other.document.path) == ("One", None)
    assert other.windowTitle().startswith("kort (20")
    assert "This is what was saved" in other.problem_text
    states.buttons["compare"].click()
    qtbot.waitUntil(lambda: comparing_desk(window).made is not None)
    assert comparing_desk(window).made.names[0].startswith("Saved ")


def test_the_panel_does_not_make_the_window_taller_than_a_small_screen(states, window):
    (panel,) = window.findChildren(VersionsPanel)
    assert panel.minimumSizeHint().height() < states.minimumSizeHint().height()
