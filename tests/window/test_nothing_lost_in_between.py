"""Moments in between: two savings at once, a second crash, a file that goes, a log-off."""

import os
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QThread

from app import file_commands, saving
from app.document import Document
from app.endings import Endings
from app.faults import faults_shown_in
from app.file_stamp import FileStamp, take_marks, take_stamp
from app.keeping.disk import SystemDisk
from app.keeping.keeper import Keeper
from app.keeping.left_maps import maps_aside, maps_left_behind, state_of_file
from app.keeping.notes import Note, Origin, Start
from app.keeping.recovering import Recovered, recover
from app.recovery_desk import RecoveryDesk
from model.edits import set_about
from model.file import encode, read_journey
from model.problems import FileProblem
from model.templates import template

AT = "2026-11-28T10:41:07Z"
BASE = template("blank", "en")


def titled(title):
    return set_about(BASE, title=title)


def rename(window, title):
    window.document.apply("edits.title", lambda journey: set_about(journey, title=title))


def sessions(workspace):
    return sorted((workspace.settings.state_folder / "recovery").glob("*"))


@pytest.fixture
def held_up(monkeypatch):
    """Hold up all saving until the event that is returned is set."""
    go_on, real = threading.Event(), saving.save_journey

    def slowly(path, journey, *, expected=None):
        assert go_on.wait(10)
        return real(path, journey, expected=expected)

    monkeypatch.setattr(saving, "save_journey", slowly)
    yield go_on
    go_on.set()


def test_a_save_asked_for_while_a_save_as_runs_goes_into_the_new_file(
    window, tmp_path, qtbot, held_up
):
    old, new, ended = tmp_path / "old.journey", tmp_path / "new.journey", []
    old.write_bytes(encode(titled("Theirs")))
    window.document.path = old
    rename(window, "Mine")
    window.safety.safe.save(new, ended.append, is_over_all=True)
    window.safety.safe.save(old, ended.append, is_over_all=False)
    held_up.set()
    qtbot.waitUntil(lambda: len(ended) == 2)
    assert window.document.path == new
    assert [done.path for done in ended] == [new, new]
    assert read_journey(old).about.title == "Theirs"


def test_the_end_of_the_session_asks_nothing_while_a_drive_hangs(
    window, workspace, tmp_path, monkeypatch, held_up
):
    def no_question(*_, **__):
        raise AssertionError("nobody can answer at a log-off")

    monkeypatch.setattr("widgets.dialogs.ask_to_leave_saving", no_question)
    monkeypatch.setattr("app.slow_saving._CLOSING_MS", 1)
    rename(window, "On its way")
    window.safety.safe.save(tmp_path / "kort.journey", lambda _: None, is_over_all=True)
    assert Endings(workspace).keep_all()
    assert window.close()
    held_up.set()
    (left,) = maps_left_behind(workspace.settings.state_folder / "recovery")
    assert left.found.journey.about.title == "On its way"
    left.hold.release()


@pytest.mark.parametrize("kind", ["deleted", "replaced"])
def test_a_map_whose_file_goes_is_in_the_journal_though_nobody_edited_it(
    window, workspace, tmp_path, qtbot, kind
):
    path = tmp_path / "kort.journey"
    rename(window, "Only here now")
    window.safety.safe.save_now(path, is_over_all=True)
    data = path.read_bytes()
    watcher = window.safety.outside.watcher
    watcher.start("local")
    if kind == "deleted":
        path.unlink()
    else:
        path.write_bytes(b"no map")
    watcher.look_anew()
    qtbot.waitUntil(lambda: bool(window.problem_text))
    assert window.safety.safe.hurry(10)
    (folder,) = sessions(workspace)
    assert recover(folder).journey.about.title == "Only here now"
    assert recover(folder).is_worth_telling
    path.write_bytes(data)
    watcher.look_anew()
    qtbot.waitUntil(lambda: not window.problem_text)
    qtbot.waitUntil(lambda: recover(folder) is None)
    assert not window.isWindowModified()


def test_an_imported_map_is_in_the_journal_before_anything_is_typed(workspace):
    window = workspace.show_document(Document(titled("From a PDF"), is_saved=False), None)
    assert window.safety.safe.hurry(10)
    (folder,) = sessions(workspace)
    assert recover(folder).journey.about.title == "From a PDF"


@pytest.fixture
def twice(workspace, tmp_path, qtbot):
    """Return the window on a map that was recovered from a program that had recovered it."""
    path = tmp_path / "kort.journey"
    sha256 = saving.save_journey(path, BASE).sha256
    root = workspace.settings.state_folder / "recovery"
    keeper = Keeper(Start(BASE, Origin(str(path), path.name, sha256, AT)), lambda _: None, root)
    keeper.take(Note(titled("Once"), AT, draft="half a sent"))
    assert keeper.wait(10)
    keeper.close(is_done_with=False)
    desk = RecoveryDesk.of(workspace)
    for number in range(2):
        workspace.open_window()
        with qtbot.waitSignal(desk.looked, timeout=10_000):
            desk.look_at_start()
        (row,) = desk.shown.rows.values()
        row.buttons["recover"].click()
        (window,) = workspace.windows
        assert window.safety.safe.hurry(10)
        if number == 0:
            qtbot.waitUntil(lambda: any(root.glob("*/goes-on-in")))
            window.safety.safe._old.hold.release()
            workspace.is_ending = True  # the second time nobody can be asked
            window.close()
            workspace.is_ending = False
    return window


def test_half_a_word_is_still_offered_after_a_second_crash(twice, workspace):
    drafts = [recover(folder).draft for folder in sessions(workspace)]
    assert set(drafts) == {"half a sent"}
    twice.safety.safe.take_draft("more")
    rename(twice, "Edited")
    assert twice.safety.safe.hurry(10)
    drafts = {recover(folder).draft for folder in sessions(workspace)}
    assert drafts == {"half a sent", "half a sent\nmore"}
    assert file_commands.save(twice)
    aside = maps_aside(workspace.settings.state_folder / "recovery")
    assert {left.found.draft for left in aside} == {"half a sent"}


def test_what_was_recovered_twice_is_neither_called_saved_nor_where_others_began(twice, tmp_path):
    document = twice.document
    assert document.base is None
    document.lose_file()
    document.take_marks(take_stamp(tmp_path / "kort.journey"), None)
    while document.undo_label:
        document.undo()
    assert document.value.about.title == "Once"
    assert document.is_modified


def test_a_fault_in_a_thread_of_qt_is_logged_and_no_window_is_touched(window, workspace):
    class Failing(QThread):
        def run(self):
            raise MemoryError

    touched = []
    window.safety.tell_fault = lambda name: touched.append(threading.current_thread())
    with faults_shown_in(workspace):
        thread = Failing()
        thread.start()
        assert thread.wait(10_000)
    assert touched == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes")
def test_a_pipe_in_the_place_of_the_file_holds_nobody_up(tmp_path):
    pipe = tmp_path / "kort.journey"
    os.mkfifo(pipe)
    assert take_stamp(pipe) is None
    assert state_of_file(Origin(str(pipe), sha256=FileStamp(0, 0, 0, "ab").sha256)) == "gone"


def test_what_a_drive_did_not_confirm_leaves_no_state_that_is_called_saved(
    window, tmp_path, monkeypatch
):
    path = tmp_path / "kort.journey"
    rename(window, "First")
    window.safety.safe.save_now(path, is_over_all=True)
    rename(window, "Second")
    with monkeypatch.context() as patch:
        syncs = []

        def fail_at_last(disk, folder):
            syncs.append(folder)
            if len(syncs) == 3:  # twice for the backup, once for the file
                raise OSError(5, "not confirmed")

        patch.setattr(SystemDisk, "sync_folder", fail_at_last)
        with pytest.raises(FileProblem, match="not_saved_unsure"):
            window.safety.safe.save_now(path, is_over_all=False)
    assert read_journey(path).about.title == "Second"
    window.document.undo()
    assert window.document.value.about.title == "First"
    assert window.isWindowModified()
    path.write_bytes(encode(titled("Theirs, meanwhile")))
    with pytest.raises(FileProblem, match="changed_outside"):
        window.safety.safe.save_now(path, is_over_all=False)


def test_a_saved_map_is_not_called_unsaved_because_its_copy_here_went_wrong(
    window, tmp_path, monkeypatch
):
    def fail(*_):
        raise MemoryError

    monkeypatch.setattr("app.backing_up.keep_state", fail)
    rename(window, "Saved")
    window.safety.safe.save_now(tmp_path / "kort.journey", is_over_all=True)
    assert not window.isWindowModified()


def test_without_memory_for_a_thread_a_map_is_saved_all_the_same(window, tmp_path, monkeypatch):
    monkeypatch.setattr(QThread, "start", lambda _thread: None)
    rename(window, "Saved")
    window.safety.safe.save_now(tmp_path / "kort.journey", is_over_all=True)
    assert read_journey(tmp_path / "kort.journey").about.title == "Saved"
    assert not window.safety.safe.is_saving


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("kort 1.2.journey.bak", "kort 1.2"),
        ("kort.journey.v3.bak", "kort"),
        (".~jw-0123abcd.tmp", "jw-0123abcd"),
    ],
)
def test_what_the_next_save_would_replace_opens_as_a_new_map(workspace, tmp_path, name, called):
    (tmp_path / name).write_bytes(encode(titled("The one before")))
    window = workspace.open_file(tmp_path / name)
    assert window.document.value.about.title == "The one before"
    assert window.document.path is None
    assert window.isWindowModified()
    assert name in window.problem_text
    assert file_commands.suggested_name(window) == called


def test_who_waits_for_a_saving_hears_of_its_end_whatever_goes_wrong_here(window, tmp_path, qtbot):
    def fail(_done):
        raise RuntimeError("a fault of ours")

    window.document.take_saved = fail
    with qtbot.captureExceptions() as faults:
        window.safety.safe.save_now(tmp_path / "kort.journey", is_over_all=True)
    assert [kind for kind, *_ in faults] == [RuntimeError]
    assert not window.safety.safe.is_saving
    del window.document.take_saved


@pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="no such names here")  # noqa: PTH112
def test_a_file_opened_by_the_name_of_its_handle_is_saved_where_it_is(workspace, tmp_path):
    path = tmp_path / "kort.journey"
    saving.save_journey(path, BASE)
    with path.open("rb") as file:
        window = workspace.open_file(Path(f"/proc/self/fd/{file.fileno()}"))
        for title in ("First", "Second"):
            rename(window, title)
            assert file_commands.save(window)
            assert read_journey(path).about.title == title
    assert window.document_name() == "kort"


def come_back(document):
    """Have the file go and be there again, of the same content, as when a stick is put back."""
    document.lose_file()
    document.take_marks(document.stamp, document.folder)


def test_when_the_drive_is_back_after_a_save_it_did_not_confirm_undo_leads_to_no_saved_state(
    tmp_path, monkeypatch
):
    path = tmp_path / "kort.journey"
    saving.save_journey(path, BASE)
    document = Document(BASE, path)
    document.apply("edits.title", lambda journey: set_about(journey, title="Second"))
    sha256 = saving.save_journey(path, document.value).sha256
    told = {"file": path.name, "reason": "EIO", "sha256": sha256}
    with monkeypatch.context() as patch:  # the drive may hang, and the windows with it
        patch.delattr("app.file_stamp.digest_of_file")
        document.not_saved(path, FileProblem("file.not_saved_unsure", **told))
    come_back(document)
    document.undo()
    assert document.is_modified  # for the file holds the second one


def test_when_the_drive_is_back_after_a_merge_with_theirs_undo_leads_to_no_saved_state(tmp_path):
    path, theirs = tmp_path / "kort.journey", titled("Theirs")
    saving.save_journey(path, theirs)
    found = Recovered(titled("Mine"), BASE, Origin(str(path)), 1, AT, "", is_whole=True)
    document = Document.brought_back(found, path, is_base_saved=False)
    document.accept_file(theirs, take_marks(path))
    come_back(document)
    document.undo()
    assert document.value is BASE
    assert document.is_modified  # for the file holds theirs


def test_a_save_that_waits_is_begun_though_telling_of_the_one_before_goes_wrong(
    window, tmp_path, qtbot, held_up
):
    def fail(_result):
        raise RuntimeError("a fault of ours")

    path, ended = tmp_path / "kort.journey", []
    rename(window, "First")
    with qtbot.captureExceptions() as faults:
        window.safety.safe.save(path, fail, is_over_all=True)
        rename(window, "Second")
        window.safety.safe.save(path, ended.append, is_over_all=True)
        held_up.set()
        qtbot.waitUntil(lambda: bool(ended))
    assert [kind for kind, *_ in faults] == [RuntimeError]
    assert read_journey(path).about.title == "Second"
