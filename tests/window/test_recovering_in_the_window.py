"""What the program left behind is offered at the next start, and opened as it was."""

import logging
import sys
import time

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QMessageBox

from app import file_commands
from app.autosaving import Autosaver
from app.endings import Endings
from app.faults import faults_shown_in
from app.keeping import keeper as keeping
from app.keeping.journal import Journal
from app.keeping.keeper import Keeper
from app.keeping.left_maps import maps_aside, maps_left_behind
from app.keeping.notes import Note, Origin, Start
from app.keeping.recovering import recover
from app.keeping.sessions import left_behind
from app.recovery_desk import RecoveryDesk
from app.saving import save_journey
from app.standing import StandingWord
from model.edits import set_about
from model.file import read_journey
from model.templates import template
from widgets import dialogs
from widgets.quick_entry import QuickEntry


def titled(title):
    return set_about(template("blank", "en"), title=title)


def crash(workspace, title="Lost and found", path=None, base=None, draft=""):
    """Leave a session behind as a program does that is killed after its journal was written."""
    start = base or template("blank", "en")
    origin = Origin(name=title)
    if path is not None:
        sha256 = save_journey(path, start).sha256
        origin = Origin(str(path), path.name, sha256, "2026-11-28T10:31:00Z")
    root = workspace.settings.state_folder / "recovery"
    keeper = Keeper(Start(start, origin), lambda _: None, root)
    after = set_about(start, title=title)
    keeper.take(Note(after, "2026-11-28T10:41:07Z", draft=draft))
    assert keeper.wait(10)
    folder = keeper.folder
    keeper.close(is_done_with=False)
    return folder


@pytest.fixture
def desk(workspace, qtbot):
    made = RecoveryDesk.of(workspace)

    def look(near=None):
        with qtbot.waitSignal(made.looked, timeout=10_000):
            if near is None:
                made.look_at_start()
            else:
                made.open(near)
        return made.shown

    made.look = look
    return made


def row_of(desk, folder):
    return desk.shown.rows[folder.name]


def rename(window, title):
    window.document.apply("edits.title", lambda journey: set_about(journey, title=title))


def test_without_anything_left_behind_nobody_is_asked(workspace, desk):
    workspace.open_window()
    desk.look_at_start()
    assert desk.shown is None


def test_a_map_left_behind_is_told_of_and_opens_as_it_was(workspace, desk, tmp_path, qtbot):
    path = tmp_path / "kort.journey"
    folder = crash(workspace, "Ten past ten", path, draft="half a sent")
    before = path.read_bytes()
    workspace.open_window()
    assert desk.look() is not None
    row = row_of(desk, folder)
    assert str(tmp_path) in row.facts.text()
    assert "1 change not saved" in row.facts.text()
    assert "half a sent" in row.draft.text()
    assert row.caution.isHidden()
    row.copy_button.click()
    assert QGuiApplication.clipboard().text() == "half a sent"
    row.buttons["recover"].click()
    assert desk.shown is None
    (window,) = workspace.windows
    assert "(recovered)" in window.windowTitle()
    assert window.document.is_modified
    assert window.document.value.about.title == "Ten past ten"
    qtbot.waitUntil(lambda: "half a sent" in window.problem_text)
    window.findChild(Autosaver).save_if_wanted()
    assert path.read_bytes() == before  # never into the file by itself
    window.document.undo()
    assert not window.document.is_modified  # what was saved last
    window.document.redo()
    assert window.safety.safe.hurry(10)
    qtbot.waitUntil(lambda: (folder / "goes-on-in").exists())
    assert folder.is_dir()  # it stays until the map is saved
    assert file_commands.save(window)
    assert read_journey(path).about.title == "Ten past ten"
    assert "(recovered)" not in window.windowTitle()
    assert not folder.exists()
    assert [left.found.journey.about.title for left in maps_aside(folder.parent)] == [
        "Ten past ten"
    ]


def test_a_second_crash_offers_the_map_once_as_it_was_last(workspace, desk, qtbot):
    folder = crash(workspace, "First")
    workspace.open_window()
    desk.look()
    row_of(desk, folder).buttons["recover"].click()
    (window,) = workspace.windows
    rename(window, "Second")
    qtbot.waitUntil(lambda: (folder / "goes-on-in").exists())
    assert window.safety.safe.hurry(10)
    window.safety.safe._old.hold.release()
    window.safety.safe.end(is_done_with=False)
    left = maps_left_behind(folder.parent)
    assert [(one.found.journey.about.title, one.found.edits) for one in left] == [("Second", 2)]
    left[0].hold.release()


def test_a_map_recovered_and_left_untouched_still_tells_when_it_was_changed(workspace, desk, qtbot):
    folder = crash(workspace, "First")
    workspace.open_window()
    desk.look()
    row_of(desk, folder).buttons["recover"].click()
    safe = workspace.windows[0].safety.safe
    qtbot.waitUntil(lambda: (folder / "goes-on-in").exists())
    assert safe.hurry(10)
    safe._old.hold.release()
    safe.end(is_done_with=False)
    (left,) = maps_left_behind(folder.parent)
    assert (left.folder != folder, left.found.last_edit) == (True, "2026-11-28T10:41:07Z")
    left.hold.release()


def test_a_file_changed_since_is_told_and_both_can_be_merged(workspace, desk, tmp_path, qtbot):
    path = tmp_path / "kort.journey"
    base = titled("Base")
    folder = crash(workspace, "Mine", path, base)
    save_journey(path, set_about(base, subtitle="Theirs"))
    near = workspace.open_window()
    desk.look()
    assert "changed by another program" in row_of(desk, folder).caution.text()
    row_of(desk, folder).buttons["recover"].click()
    qtbot.waitUntil(lambda: "another program" in near.problem_text)
    near.banner._offered[0].click()
    from app.merging_window import MergingDesk

    merging = near.page.findChild(MergingDesk)
    qtbot.waitUntil(lambda: merging.shown.made is not None)
    merging._put_out("merge")
    about = near.document.value.about
    assert (about.title, about.subtitle) == ("Mine", "Theirs")
    near.document.seal()
    assert file_commands.save(near)
    assert read_journey(path).about.subtitle == "Theirs"


def test_a_file_changed_since_is_told_of_once(workspace, desk, tmp_path, qtbot):
    path, base = tmp_path / "kort.journey", titled("Base")
    folder = crash(workspace, "Mine", path, base)
    save_journey(path, set_about(base, subtitle="Theirs"))
    near = workspace.open_window()
    desk.look()
    row_of(desk, folder).buttons["recover"].click()
    qtbot.waitUntil(lambda: "another program" in near.problem_text)
    near.safety.outside.begin()
    qtbot.waitUntil(lambda: "someone else" in near.problem_text)
    assert near.banner.count == 1


def test_what_is_discarded_is_kept_and_can_be_brought_back(workspace, desk):
    folder = crash(workspace, "Thrown away")
    window = workspace.open_window()
    desk.look()
    row_of(desk, folder).buttons["discard"].click()
    assert desk.shown is None
    assert left_behind(folder.parent) == []
    assert "Set aside for 30 days" in window.problem_text  # on the start page too
    desk.look(window)
    (row,) = desk.shown.rows.values()
    assert row.isVisible()
    assert "Kept until" in row.facts.text()
    row.buttons["recover"].click()
    assert window.document.value.about.title == "Thrown away"


def test_a_map_one_decides_on_later_is_offered_again(workspace, desk):
    folder = crash(workspace)
    window = workspace.open_window()
    desk.look().later_button.click()
    assert desk.shown is None
    assert folder.is_dir()
    desk.look(window)
    assert row_of(desk, folder).isVisible()


def test_the_last_saved_one_opens_and_the_journal_is_set_aside(workspace, desk, tmp_path):
    path = tmp_path / "kort.journey"
    folder = crash(workspace, "Edits", path, titled("Saved"))
    window = workspace.open_window()
    desk.look()
    row_of(desk, folder).buttons["open_saved"].click()
    assert window.document.value.about.title == "Saved"
    assert not window.document.is_modified
    assert len(maps_aside(folder.parent)) == 1


def test_a_damaged_record_gives_what_is_whole_and_says_so(workspace, desk):
    folder = crash(workspace, "Whole")
    (lines,) = folder.glob("journal-*")
    lines.write_bytes(lines.read_bytes() + b"00000000 2 9 {torn")
    workspace.open_window()
    desk.look()
    assert "damaged" in row_of(desk, folder).caution.text()
    row_of(desk, folder).buttons["recover"].click()
    assert workspace.windows[0].document.value.about.title == "Whole"


def test_a_record_that_cannot_be_read_is_told_of_and_stays_until_it_is_discarded(workspace, desk):
    folder = crash(workspace)
    next(folder.glob("base-*")).write_bytes(b"no map")
    workspace.open_window()
    desk.look()
    row = row_of(desk, folder)
    assert str(folder) in row.caution.text()
    assert row.buttons["recover"].isHidden()
    assert "Nothing is lost" not in desk.shown.intro.text()
    row.buttons["discard"].click()
    assert not folder.exists()


def test_of_a_record_that_cannot_be_read_the_file_is_known_and_opens(
    workspace, desk, tmp_path, qtbot
):
    folder = crash(workspace, "Edits", tmp_path / "Løn.journey", titled("Saved"))
    next(folder.glob("base-*")).write_bytes(b"no map")
    window = workspace.open_window()
    desk.look()
    row = row_of(desk, folder)
    assert row.accessibleName().startswith("Løn. ")
    row.buttons["open_saved"].click()
    assert window.document.value.about.title == "Saved"


def test_after_one_of_several_maps_the_window_stays_in_front_with_the_others(workspace, desk):
    folders = [crash(workspace, "One"), crash(workspace, "Two")]
    workspace.open_window()
    desk.look()
    row_of(desk, folders[0]).buttons["recover"].click()
    assert desk.shown.isActiveWindow()
    assert desk.shown.focusWidget() is row_of(desk, folders[1]).buttons["recover"]


def test_what_is_discarded_is_seen_among_what_was_set_aside_at_once(workspace, desk, qtbot):
    folder = crash(workspace, "Thrown away")
    desk.look(workspace.open_window())
    with qtbot.waitSignal(desk.looked, timeout=10_000):
        row_of(desk, folder).buttons["discard"].click()
    (row,) = desk.shown.rows.values()
    assert row.entry.is_aside
    assert "not saved then" in row.facts.text()


def test_the_open_map_of_another_program_is_left_alone(window, workspace, desk):
    rename(window, "Still open")
    assert window.safety.safe.hurry(10)
    assert desk.look() is None
    assert len(list((workspace.settings.state_folder / "recovery").iterdir())) == 1


def test_closing_with_discard_sets_the_journal_aside(window, workspace, monkeypatch):
    monkeypatch.setattr(file_commands, "ask_to_save", lambda *_: QMessageBox.StandardButton.Discard)
    rename(window, "Regretted")
    window.close()
    (left,) = maps_aside(workspace.settings.state_folder / "recovery")
    assert left.found.journey.about.title == "Regretted"


def test_the_question_at_closing_says_whether_what_is_discarded_is_kept(window, monkeypatch):
    told = []
    monkeypatch.setattr(
        QMessageBox,
        "exec",
        lambda box: told.append(box.informativeText()) or QMessageBox.StandardButton.Cancel,
    )
    for is_kept in (True, False):
        dialogs.ask_to_save(window, window.language, "Map", is_kept=is_kept)
    assert "set aside for 30 days" in told[0]
    assert told[1] == "They are lost if you don’t."


def test_the_end_of_the_session_asks_nothing_and_leaves_the_work(window, workspace, monkeypatch):
    def no_question(*_):
        raise AssertionError("nobody can answer at a log-off")

    monkeypatch.setattr(file_commands, "ask_to_save", no_question)
    rename(window, "Logged off")
    endings = Endings(workspace)
    assert endings.keep_all()
    assert window.close()
    (left,) = maps_left_behind(workspace.settings.state_folder / "recovery")
    assert left.found.journey.about.title == "Logged off"
    left.hold.release()


def test_half_a_word_at_the_end_of_the_session_is_offered_though_all_else_is_saved(
    window, workspace, tmp_path
):
    window.safety.safe.save_now(tmp_path / "kort.journey", is_over_all=True)
    window.safety.safe.take_draft("1-1 half a")
    assert Endings(workspace).keep_all()
    assert window.close()
    (left,) = maps_left_behind(workspace.settings.state_folder / "recovery")
    assert left.found.draft == "1-1 half a"
    left.hold.release()


def test_a_window_that_hangs_does_not_stop_the_journal(window, workspace):
    rename(window, "While it hangs")
    until = time.monotonic() + 10
    while time.monotonic() < until:  # no event is handled meanwhile
        folders = list((workspace.settings.state_folder / "recovery").glob("*"))
        found = recover(folders[0]) if folders else None
        if found is not None and found.journey.about.title == "While it hangs":
            return
        time.sleep(0.02)
    raise AssertionError("nothing was written")


def test_a_fault_is_told_and_logged_without_the_map_and_the_journal_is_renewed(
    window, workspace, caplog
):
    rename(window, "Secret plans")
    assert window.safety.safe.hurry(10)
    (folder,) = (workspace.settings.state_folder / "recovery").glob("*")

    with faults_shown_in(workspace), caplog.at_level(logging.ERROR):
        try:
            raise KeyError(window.document.value.about.title)
        except KeyError:
            sys.excepthook(*sys.exc_info())
            sys.excepthook(*sys.exc_info())  # e.g. at each paint
    assert "Your work is kept" in window.problem_text
    log = (workspace.settings.state_folder / "log" / "journeywall.log").read_text()
    assert log.count("KeyError") == 1
    assert "test_recovering_in_the_window" in log
    assert "Secret" not in log
    assert window.safety.safe.hurry(10)
    assert list(folder.glob("journal-*2"))
    assert recover(folder).journey.about.title == "Secret plans"


@pytest.mark.parametrize("error", [OSError(28, "full"), MemoryError(), RuntimeError("ours")])
def test_a_journal_that_fails_is_told_and_the_file_is_saved_instead(
    window, tmp_path, qtbot, monkeypatch, error
):
    path = tmp_path / "kort.journey"
    window.document.save(path)

    def fail(*_):
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(Journal, "begin", fail)
        patch.setattr(keeping, "_AGAIN_S", 0.01)
        rename(window, "In the file")
        qtbot.waitUntil(lambda: "disk" in window.problem_text)
        standing = window.findChild(StandingWord)
        assert standing.word.text() == "Not kept – save often"
        red = standing.word.palette().windowText().color()
        assert red.red() > 2 * red.blue()
        assert [button.text() for button in window.banner._offered] == ["Save now"]
        timer = window.findChild(Autosaver)._without_journal
        qtbot.waitUntil(timer.isActive)
        timer.timeout.emit()
        qtbot.waitUntil(lambda: not window.document.is_modified)
    assert read_journey(path).about.title == "In the file"
    rename(window, "Well again")
    assert window.safety.safe.hurry(10)
    qtbot.waitUntil(lambda: not window.problem_text)
    qtbot.waitUntil(lambda: not timer.isActive())
    assert standing.word.palette().windowText() == standing.palette().windowText()


def test_what_stands_in_the_quick_entry_is_kept_until_it_is_in_the_map(window, workspace, qtbot):
    root = workspace.settings.state_folder / "recovery"

    def draft():
        assert window.safety.safe.hurry(10)
        return [recover(folder).draft for folder in root.glob("*")]

    line = window.page.findChild(QuickEntry).line
    window.activateWindow()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    qtbot.keyClicks(line, "1-1 too long")
    assert draft() == ["1-1 too long"]
    QCoreApplication.sendEvent(line, QInputMethodEvent("かな", []))
    assert draft() == ["1-1 too longかな"]
    QCoreApplication.sendEvent(line, QInputMethodEvent("", []))
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert draft() == [""]
    dialog = QDialog(window)
    field = QLineEdit(dialog)
    dialog.show()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "A name")
    assert draft() == ["A name"]
    dialog.close()
    window.activateWindow()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    assert draft() == [""]
    dialog.deleteLater()


def test_the_status_bar_says_where_the_map_stands(window, tmp_path):
    word = window.findChild(StandingWord).word
    assert not word.isVisible()  # a new map has nothing to lose
    rename(window, "Edited")
    assert word.text() == "Not saved yet"
    window.safety.safe.save_now(tmp_path / "kort.journey", is_over_all=True)
    assert word.text().startswith("Saved ")
    rename(window, "Edited again")
    assert word.text() == "Changes not saved"  # the map itself is in a file
    assert "kort.journey" in word.accessibleDescription()


def test_saving_by_itself_is_switched_off_in_the_file_menu(window, workspace):
    action = window.actions_made["autosave"]
    assert action.isChecked()
    action.trigger()
    assert not workspace.settings.value.is_autosaving
    assert not action.isChecked()


def test_a_recovered_map_that_is_discarded_leaves_no_journal_and_no_fault_in_the_log(
    workspace, desk, monkeypatch, caplog
):
    monkeypatch.setattr(file_commands, "ask_to_save", lambda *_: QMessageBox.StandardButton.Discard)
    folder = crash(workspace, "Regretted")
    window = workspace.open_window()
    desk.look()
    row_of(desk, folder).buttons["recover"].click()
    assert window.safety.safe.hurry(10)
    with caplog.at_level(logging.WARNING):
        window.close()
    assert caplog.messages == []
    assert left_behind(folder.parent) == []
    assert {left.found.journey.about.title for left in maps_aside(folder.parent)} == {"Regretted"}
