"""What is edited in a window is on this computer's disk within a second, and saved beside it."""

import threading
import time

import pytest
from PySide6.QtCore import Qt

from app import saving
from app.autosaving import Autosaver
from app.keeping.recovering import recover
from app.keeping.sessions import left_behind
from model.edits import set_about
from model.file import read_journey


def rename(window, title):
    window.document.apply("edits.title", lambda journey: set_about(journey, title=title))


def sessions(window):
    return list((window.workspace.settings.state_folder / "recovery").glob("*"))


def test_an_edit_is_in_the_journal_and_goes_with_the_save(window, tmp_path):
    rename(window, "Kept")
    assert window.safety.safe.hurry(10)
    (folder,) = sessions(window)
    assert recover(folder).journey.about.title == "Kept"
    window.safety.safe.save_now(tmp_path / "kort.journey", is_over_all=True)
    assert read_journey(tmp_path / "kort.journey").about.title == "Kept"
    assert window.safety.safe.hurry(10)
    rename(window, "Later")
    assert window.safety.safe.hurry(10)
    found = recover(folder)
    assert (found.journey.about.title, found.base.about.title) == ("Later", "Kept")
    assert found.origin.name == "kort.journey"


def test_a_window_that_closes_leaves_nothing_behind(window, qtbot):
    rename(window, "Discarded by the fixture")
    assert window.safety.safe.hurry(10)
    root = window.workspace.settings.state_folder / "recovery"
    window.safety.leave()
    assert left_behind(root) == []


def test_the_map_can_be_edited_while_it_is_being_saved(window, tmp_path, monkeypatch, qtbot):
    go_on, real = threading.Event(), saving.save_journey

    def slowly(path, journey, *, expected=None):
        assert go_on.wait(10)
        return real(path, journey, expected=expected)

    monkeypatch.setattr(saving, "save_journey", slowly)
    rename(window, "First")
    ended = []
    window.safety.safe.save(tmp_path / "kort.journey", ended.append, is_over_all=True)
    rename(window, "Second")
    window.safety.safe.save(tmp_path / "kort.journey", ended.append, is_over_all=True)
    assert window.safety.safe.is_saving
    assert ended == []
    go_on.set()
    qtbot.waitUntil(lambda: len(ended) == 2)
    assert [done.value.about.title for done in ended] == ["First", "Second"]
    assert not window.document.is_modified
    assert read_journey(tmp_path / "kort.journey").about.title == "Second"


def test_a_save_that_is_done_is_known_to_be_though_the_window_hangs(
    window, tmp_path, monkeypatch, qtbot
):
    go_on, real = threading.Event(), saving.save_journey

    def slowly(path, journey, *, expected=None):
        assert go_on.wait(10)
        return real(path, journey, expected=expected)

    monkeypatch.setattr(saving, "save_journey", slowly)
    safe, path = window.safety.safe, tmp_path / "kort.journey"
    assert safe.written_file is None
    safe.save(path, lambda _: None, is_over_all=True)
    assert safe.written_file == path
    go_on.set()
    end = time.monotonic() + 10
    while safe.written_file is not None and time.monotonic() < end:
        time.sleep(0.01)
    assert safe.written_file is None
    assert safe.is_saving
    qtbot.waitUntil(lambda: not safe.is_saving)


def test_what_nobody_foresaw_while_saving_is_told_and_the_window_goes_on(
    window, tmp_path, monkeypatch
):
    def broken(path, journey, *, expected=None):
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(saving, "save_journey", broken)
    rename(window, "Still here")
    with pytest.raises(Exception, match="not_saved"):
        window.safety.safe.save_now(tmp_path / "kort.journey", is_over_all=True)
    assert window.document.is_modified
    assert not (tmp_path / "kort.journey").exists()


@pytest.mark.parametrize("is_wanted", [True, False])
def test_a_map_with_a_file_saves_itself_after_a_pause_if_that_is_wanted(
    window, tmp_path, qtbot, is_wanted
):
    path = tmp_path / "kort.journey"
    window.workspace.settings.change(is_autosaving=is_wanted)
    window.document.save(path)
    rename(window, "By itself")
    window.findChild(Autosaver)._after_pause()
    if is_wanted:
        qtbot.waitUntil(lambda: not window.document.is_modified)
    assert (read_journey(path).about.title == "By itself") == is_wanted


def test_what_was_changed_while_it_was_switched_off_saves_itself_when_switched_on(
    window, tmp_path, qtbot
):
    path, switch = tmp_path / "kort.journey", window.actions_made["autosave"]
    window.document.save(path)
    switch.trigger()
    rename(window, "In between")
    window.findChild(Autosaver)._after_pause()
    assert window.document.is_modified
    switch.trigger()
    qtbot.waitUntil(lambda: not window.document.is_modified)
    assert read_journey(path).about.title == "In between"


def test_in_a_synced_folder_a_map_saves_itself_only_when_one_turns_to_another_program(
    window, tmp_path, qtbot
):
    path = tmp_path / "Dropbox" / "kort.journey"
    path.parent.mkdir()
    window.document.save(path)
    rename(window, "By itself")
    saver = window.findChild(Autosaver)
    saver._after_pause()
    assert not window.safety.safe.is_saving
    assert window.document.is_modified
    saver._turned(Qt.ApplicationState.ApplicationInactive)
    qtbot.waitUntil(lambda: not window.document.is_modified)
    assert read_journey(path).about.title == "By itself"


def test_a_map_does_not_save_itself_over_what_another_program_wrote(window, tmp_path, qtbot):
    path = tmp_path / "kort.journey"
    window.document.save(path)
    theirs = path.read_bytes() + b"\n"
    path.write_bytes(theirs)
    rename(window, "Mine")
    window.findChild(Autosaver)._after_pause()
    qtbot.waitUntil(lambda: bool(window.problem_text))
    assert path.read_bytes() == theirs
    assert window.document.is_modified
