"""New, open, save, close, recent files and bad files, in real windows."""

import json
import os
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QMessageBox

from app import file_commands, file_dialogs, saving
from app.document import read_map
from app.saving import save_journey
from app.settings import Settings
from model.edits import set_about
from model.file import encode, read_journey
from model.problems import FileProblem
from model.templates import sample_ids, template, template_ids
from widgets.banner import Banner
from widgets.gallery import GalleryDialog

ROOT = Path(__file__).resolve().parents[2]


def rename(window, title):
    window.document.apply("edits.change_map", lambda held: set_about(held, title=title))


def save_to(monkeypatch, path):
    monkeypatch.setattr(file_dialogs, "choose_new_file", lambda *_: path)


def answer(monkeypatch, button):
    asked = []
    monkeypatch.setattr(
        file_commands, "ask_to_save", lambda *about: asked.append(about[-1]) or button
    )
    return asked


def test_the_program_starts_with_a_gallery_of_all_templates_and_samples(workspace, qtbot):
    window = workspace.open_window()
    qtbot.waitExposed(window)
    tiles = window.centralWidget().findChild(GalleryDialog) or window._start.gallery
    assert tiles.list.count() == len(template_ids()) + len(sample_ids())
    assert window.document is None
    assert not window.actions_made["save"].isEnabled()


def test_enter_on_a_tile_opens_a_new_map_in_the_same_window(workspace, qtbot):
    window = workspace.open_window()
    qtbot.waitExposed(window)
    tiles = window._start.gallery.list
    qtbot.keyClick(tiles, Qt.Key.Key_Right)
    qtbot.keyClick(tiles, Qt.Key.Key_Return)
    assert window.document is not None
    assert len(workspace.windows) == 1
    assert not window.isWindowModified()
    assert window.document.value.about.created


def test_the_gallery_makes_the_map_in_the_language_chosen_there(workspace, qtbot):
    dialog = GalleryDialog(workspace.language, workspace.fonts)
    qtbot.addWidget(dialog)
    dialog.gallery.map_language.setCurrentIndex(dialog.gallery.map_language.findData("da"))
    dialog.gallery.map_language.activated.emit(dialog.gallery.map_language.currentIndex())
    assert dialog.gallery.current_map().about.language == "da"


def test_saving_writes_the_map_marks_it_saved_and_leaves_undo_alone(window, tmp_path, monkeypatch):
    path = tmp_path / "Kunde rejse æøå.journey"
    save_to(monkeypatch, path)
    rename(window, "First")
    assert window.isWindowModified()
    window.actions_made["save"].trigger()
    assert not window.isWindowModified()
    held = read_journey(path)
    assert held.about.title == "First"
    assert held.about.created
    assert held.about.modified
    assert path.name in window.statusBar().currentMessage()
    assert window.windowTitle() == "Kunde rejse æøå[*] – Journeywall"
    window.actions_made["undo"].trigger()
    assert window.document.value.about.title != "First"
    assert window.isWindowModified()
    window.actions_made["redo"].trigger()
    assert not window.isWindowModified()


def test_a_second_save_keeps_the_day_the_map_was_made(window, tmp_path, monkeypatch):
    path = tmp_path / "map.journey"
    save_to(monkeypatch, path)
    window.actions_made["save"].trigger()
    created = read_journey(path).about.created
    rename(window, "Later")
    window.actions_made["save"].trigger()
    assert read_journey(path).about.created == created


def test_a_save_that_fails_says_so_and_not_that_it_saved(window, tmp_path, monkeypatch):
    save_to(monkeypatch, tmp_path / "no such folder" / "map.journey")
    rename(window, "First")
    window.actions_made["save"].trigger()
    assert "was not saved" in window.problem_text
    assert "Saved" not in window.statusBar().currentMessage()
    assert window.isWindowModified()
    save_to(monkeypatch, tmp_path / "map.journey")
    press(window, "Save elsewhere…")
    assert read_journey(tmp_path / "map.journey").about.title == "First"
    assert window.problem_text == ""


def test_saving_without_a_suffix_adds_ours(window, tmp_path, monkeypatch):
    def type_a_name(dialog):
        dialog.selectFile(str(tmp_path / "map"))
        return 1

    monkeypatch.setattr(QFileDialog, "exec", type_a_name)
    window.actions_made["save_as"].trigger()
    assert (tmp_path / "map.journey").is_file()


def test_a_file_another_window_has_open_is_not_saved_over(window, workspace, tmp_path, monkeypatch):
    path = tmp_path / "map.journey"
    save_to(monkeypatch, path)
    window.actions_made["save"].trigger()
    before = path.read_bytes()
    other = workspace.open_new(template("blank", "en"))
    other.actions_made["save"].trigger()
    assert "another window" in other.problem_text
    assert path.read_bytes() == before


def test_a_saved_map_opens_again_as_it_was(window, workspace, tmp_path, monkeypatch, qtbot):
    path = tmp_path / "map.journey"
    save_to(monkeypatch, path)
    rename(window, "Again")
    window.actions_made["save"].trigger()
    before = window.document.value
    window.close()
    other = workspace.open_file(path)
    qtbot.waitExposed(other)
    assert other.document.value.phases == before.phases
    assert other.document.value.about.title == "Again"


def test_opening_the_same_file_twice_shows_the_window_that_has_it(
    window, workspace, tmp_path, monkeypatch
):
    path = tmp_path / "map.journey"
    save_to(monkeypatch, path)
    window.actions_made["save"].trigger()
    assert workspace.open_file(path) is window


def test_a_map_that_was_touched_is_not_replaced_by_the_next_one(window, workspace):
    rename(window, "Mine")
    other = workspace.open_new(template("blank", "en"), window)
    assert other is not window
    assert window.document.value.about.title == "Mine"


def test_closing_an_untouched_map_asks_nothing(window, monkeypatch):
    asked = answer(monkeypatch, QMessageBox.StandardButton.Cancel)
    assert window.close()
    assert asked == []


def test_cancel_keeps_the_window_and_the_work(window, workspace, monkeypatch):
    asked = answer(monkeypatch, QMessageBox.StandardButton.Cancel)
    rename(window, "Mine")
    assert not window.close()
    assert asked == ["Mine"]
    assert window in workspace.windows


def test_save_on_closing_saves_and_closes(window, workspace, tmp_path, monkeypatch):
    answer(monkeypatch, QMessageBox.StandardButton.Save)
    path = tmp_path / "map.journey"
    save_to(monkeypatch, path)
    rename(window, "Mine")
    assert window.close()
    assert read_journey(path).about.title == "Mine"
    assert window not in workspace.windows


def test_save_on_closing_that_fails_keeps_the_window(window, tmp_path, monkeypatch):
    answer(monkeypatch, QMessageBox.StandardButton.Save)
    save_to(monkeypatch, tmp_path / "nowhere" / "map.journey")
    rename(window, "Mine")
    assert not window.close()


@pytest.mark.parametrize("code", ["en", "da"])
def test_the_close_question_is_asked_in_the_language_of_the_window(
    window, workspace, qtbot, monkeypatch, code
):
    seen = {}

    def read(box):
        seen["text"] = box.text()
        seen["buttons"] = {button.text() for button in box.buttons()}
        return QMessageBox.StandardButton.Cancel

    workspace.use_language(code)
    monkeypatch.setattr(QMessageBox, "exec", read)
    rename(window, "<b>Bold</b>")
    assert not window.close()
    assert "<b>Bold</b>" in seen["text"]
    expected = {"en": {"Save", "Don’t save", "Cancel"}, "da": {"Gem", "Gem ikke", "Annuller"}}
    assert seen["buttons"] == expected[code]


def test_recent_files_are_listed_and_open(window, workspace, tmp_path, monkeypatch, qtbot):
    path = tmp_path / "recent & rare.journey"
    save_to(monkeypatch, path)
    window.actions_made["save"].trigger()
    window.close()
    other = workspace.open_window()
    qtbot.waitExposed(other)
    assert other._start.recent.count() == 1
    qtbot.keyClick(other._start.recent, Qt.Key.Key_Down)
    qtbot.keyClick(other._start.recent, Qt.Key.Key_Return)
    assert other.document.path == path


def test_settings_survive_in_their_file_and_a_damaged_one_does_not_stop_the_start(tmp_path):
    first = Settings(tmp_path)
    first.change(theme="dark", recent=("a",))
    assert Settings(tmp_path).value.theme == "dark"
    (tmp_path / "settings.json").write_text(json.dumps({"theme": "pink", "language": "da"}))
    assert Settings(tmp_path).value.theme == "system"
    assert Settings(tmp_path).value.language == "da"
    for damage in (b"\xff\xfe", b"[", b"[" * 100_000, b"null"):
        (tmp_path / "settings.json").write_bytes(damage)
        assert Settings(tmp_path).value.language is None
    if hasattr(os, "mkfifo"):
        (tmp_path / "settings.json").unlink()
        os.mkfifo(tmp_path / "settings.json")
        assert Settings(tmp_path).value.language is None


def test_settings_that_cannot_be_written_stop_nothing(tmp_path):
    (tmp_path / "file").write_text("")
    unwritable = Settings(tmp_path / "file" / "settings")
    unwritable.change(theme="dark")
    assert unwritable.value.theme == "dark"


BAD_FILES = {
    "empty": b"",
    "cut": b'{"format": "journeywall", "schema_version": 1, "phases": [',
    "other": b'{"a": 1}',
    "binary": b"\x89PNG\r\n\x1a\n\x00\x00",
}


@pytest.mark.parametrize("name", BAD_FILES)
@pytest.mark.parametrize("code", ["en", "da"])
def test_a_bad_file_gives_a_readable_message_and_the_window_stays(
    window, workspace, tmp_path, name, code
):
    path = tmp_path / f"{name}.journey"
    path.write_bytes(BAD_FILES[name])
    workspace.use_language(code)
    before = window.document
    assert workspace.open_file(path, window) is None
    assert path.name in window.problem_text
    assert window.document is before
    assert path.read_bytes() == BAD_FILES[name]


def test_a_file_that_is_gone_leaves_the_recent_list(window, workspace, tmp_path):
    path = tmp_path / "gone.journey"
    workspace.settings.remember_file(path)
    assert workspace.open_file(path, window) is None
    assert "gone.journey" in window.problem_text
    assert workspace.settings.value.recent == ()


def test_a_file_dragged_onto_the_window_opens(window, workspace, tmp_path, monkeypatch):
    path = tmp_path / "map.journey"
    save_to(monkeypatch, path)
    window.actions_made["save"].trigger()
    window.close()
    start = workspace.open_window()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)), QUrl("https://example.invalid/x.journey")])
    none = Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(
        QPointF(40, 40), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, none
    )
    start.dropEvent(drop)
    assert start.document.path == path


def test_window_size_and_panels_are_remembered(window, workspace, qtbot):
    window.resize(780, 610)
    window.actions_made["outline"].trigger()
    assert not window.page.outline.isVisible()
    window.close()
    again = workspace.open_new(template("blank", "en"))
    qtbot.waitExposed(again)
    assert (again.width(), again.height()) == (780, 610)
    assert not again.page.outline.isVisible()


def test_a_map_of_another_program_opens_as_a_new_unsaved_map_that_says_what_it_lost(
    window, workspace
):
    path = ROOT / "tests" / "exchange" / "ojf" / "metadata-dialect.ojf"
    other = workspace.open_file(path, window)
    assert other.document.path is None
    assert other.isWindowModified()
    assert other.document.value.phases
    assert not other.document.is_pristine


def test_an_openjourney_map_under_our_name_is_imported(tmp_path):
    path = tmp_path / "in.journey"
    path.write_text('{"stages": [{"name": "Look"}], "swimlanes": [], "nodes": []}')
    document = read_map(path, "en").document()
    assert document.path is None
    assert document.value.phases[0].name == "Look"


def drop(window, paths, at=(40, 40), actions=Qt.DropAction.CopyAction | Qt.DropAction.MoveAction):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    none = Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(*at), actions, data, Qt.MouseButton.LeftButton, none)
    event.setDropAction(Qt.DropAction.MoveAction)
    window.dropEvent(event)
    return event


def test_a_dropped_file_is_copied_never_moved(window, tmp_path, monkeypatch):
    path = tmp_path / "map.journey"
    save_to(monkeypatch, path)
    window.actions_made["save"].trigger()
    event = drop(window, [path])
    assert event.dropAction() == Qt.DropAction.CopyAction
    assert event.isAccepted()


def test_a_drop_that_nothing_is_done_with_is_not_taken(workspace, tmp_path):
    start = workspace.open_window()
    assert not drop(start, [tmp_path / "photo.png"]).isAccepted()
    assert not drop(
        start, [tmp_path / "map.journey"], actions=Qt.DropAction.MoveAction
    ).isAccepted()
    assert start.problem_text == ""


@pytest.mark.parametrize("name", ["æble v1.0", "kort 1.5", "kort.", "kort.JOURNEY", "a.pdf"])
def test_every_name_gets_our_suffix_once(window, tmp_path, monkeypatch, name):
    def type_a_name(dialog):
        dialog.selectFile(str(tmp_path / name))
        return 1

    monkeypatch.setattr(QFileDialog, "exec", type_a_name)
    window.actions_made["save_as"].trigger()
    (saved,) = tmp_path.glob("*.[jJ]*")
    assert saved.name.lower() in (f"{name.lower().rstrip('.')}.journey", "kort.journey")


def test_a_file_that_only_the_added_suffix_meets_is_not_replaced_unasked(
    window, tmp_path, monkeypatch
):
    held = tmp_path / "kort 1.5.journey"
    held.write_text("mine")
    answers = [1, 0]

    def type_a_name(dialog):
        dialog.selectFile(str(tmp_path / "kort 1.5"))
        return answers.pop(0)

    asked = []
    monkeypatch.setattr(QFileDialog, "exec", type_a_name)
    monkeypatch.setattr(file_dialogs, "may_replace", lambda _, path: asked.append(path) or False)
    window.actions_made["save_as"].trigger()
    assert asked == [held]
    assert held.read_text() == "mine"


def press(window, text):
    """Press a button of the bar over the canvas."""
    (button,) = [each for each in window.banner._offered if each.text() == text]
    button.click()


def test_a_file_changed_by_another_program_is_not_replaced_and_both_versions_can_be_kept(
    window, tmp_path, monkeypatch, qtbot
):
    path = tmp_path / "map.journey"
    save_to(monkeypatch, path)
    window.actions_made["save"].trigger()
    theirs = path.read_bytes() + b"\n"
    path.write_bytes(theirs)
    rename(window, "Mine")
    window.actions_made["save"].trigger()
    qtbot.waitUntil(lambda: "was changed by someone else" in window.problem_text)
    assert path.read_bytes() == theirs
    assert window.isWindowModified()
    press(window, "Keep mine")
    assert read_journey(path).about.title == "Mine"
    (beside,) = tmp_path.glob("map (other version *).journey")
    assert beside.read_bytes() == theirs
    assert beside.name in window.problem_text
    assert not window.isWindowModified()
    window.actions_made["save"].trigger()
    assert "someone else (" not in window.problem_text


def test_a_save_the_drive_did_not_confirm_is_not_taken_for_another_programs(
    window, tmp_path, monkeypatch
):
    path = tmp_path / "map.journey"
    save_to(monkeypatch, path)
    window.actions_made["save"].trigger()
    rename(window, "Mine")

    def save_unsure(target, journey, *, expected):
        sha256 = save_journey(target, journey, expected=expected).sha256
        raise FileProblem("file.not_saved_unsure", file=target.name, reason="EIO", sha256=sha256)

    with monkeypatch.context() as patch:
        patch.setattr(saving, "save_journey", save_unsure)
        window.actions_made["save"].trigger()
    assert "did not confirm" in window.problem_text
    assert window.isWindowModified()
    assert not window.document.is_changed_outside
    window.actions_made["save"].trigger()
    assert not window.isWindowModified()


def test_what_another_program_made_of_the_file_and_is_no_map_is_not_replaced(
    window, tmp_path, monkeypatch, qtbot
):
    path, other = tmp_path / "map.journey", tmp_path / "mine.journey"
    save_to(monkeypatch, path)
    window.actions_made["save"].trigger()
    path.write_bytes(b"theirs")
    save_to(monkeypatch, other)
    rename(window, "Mine")
    window.actions_made["save"].trigger()
    qtbot.waitUntil(lambda: "no map that can be read" in window.problem_text)
    press(window, "Save elsewhere…")
    assert path.read_bytes() == b"theirs"
    assert read_journey(other).about.title == "Mine"
    assert window.problem_text == ""


def test_a_file_that_was_only_touched_or_has_gone_is_saved_without_asking(
    window, tmp_path, monkeypatch
):
    path = tmp_path / "map.journey"
    save_to(monkeypatch, path)
    window.actions_made["save"].trigger()
    os.utime(path, ns=(1, 1))
    rename(window, "One")
    window.actions_made["save"].trigger()
    path.unlink()
    rename(window, "Two")
    window.actions_made["save"].trigger()
    assert read_journey(path).about.title == "Two"


def test_a_read_only_file_says_so_when_it_is_opened(window, workspace, tmp_path, monkeypatch):
    path = tmp_path / "map.journey"
    save_to(monkeypatch, path)
    window.actions_made["save"].trigger()
    window.close()
    path.chmod(0o444)
    other = workspace.open_file(path)
    assert "(read-only)" in other.windowTitle()
    assert "map.journey" in other.problem_text
    save_to(monkeypatch, tmp_path / "mine.journey")
    other.actions_made["save_as"].trigger()
    assert "(read-only)" not in other.windowTitle()


def test_saving_a_read_only_file_asks_for_another_name_until_it_may_be_written(
    window, workspace, tmp_path, monkeypatch
):
    path, mine = tmp_path / "map.journey", tmp_path / "mine.journey"
    path.write_bytes(encode(template("blank", "en")))
    path.chmod(0o444)
    other = workspace.open_file(path)
    save_to(monkeypatch, mine)
    other.actions_made["save"].trigger()
    assert mine.exists()
    assert other.document.path == mine
    again = workspace.open_file(path)
    path.chmod(0o644)
    again.actions_made["save"].trigger()
    assert again.document.path == path
    assert "(read-only)" not in again.windowTitle()


def test_messages_about_several_files_wait_behind_each_other_in_the_window_on_top(
    workspace, tmp_path
):
    start = workspace.open_window()
    for name in ("one", "two"):
        (tmp_path / f"{name}.journey").write_text("broken")
    good = tmp_path / "good.journey"
    good.write_bytes(encode(template("blank", "en")))
    other = tmp_path / "other.journey"
    other.write_bytes(encode(template("blank", "en")))
    paths = [tmp_path / "one.journey", good, tmp_path / "two.journey", other]
    windows = workspace.open_files(paths, start)
    banner = windows[-1].findChild(Banner)
    assert banner.count == 2
    assert "one.journey" in banner.text
    banner.next_button.click()
    assert "two.journey" in banner.text
    banner.dismiss()
    assert "one.journey" in banner.text
    banner.dismiss()
    assert banner.isHidden()
    assert windows[0].problem_text == ""


def test_a_note_waits_behind_all_messages_and_is_not_counted_among_them(window):
    banner = window.findChild(Banner)
    window.show_sentence("window.open_elsewhere", name="a.journey")
    banner.note("To be looked at again")
    window.show_sentence("window.open_elsewhere", name="b.journey")
    assert banner.count == 2
    banner.next_button.click()
    assert "a.journey" in banner.text
    banner.dismiss()
    banner.dismiss()
    assert banner.text == "To be looked at again"
    banner.dismiss()
    assert banner.isHidden()


def test_a_message_follows_the_language_and_good_news_goes_by_itself(window, workspace):
    banner = window.findChild(Banner)
    window.show_sentence("window.open_elsewhere", name="a.journey")
    window.tell_done(lambda: workspace.language("window.start.lead"))
    assert banner.count == 2
    workspace.use_language("da")
    assert banner.text == workspace.language("window.start.lead")
    banner.drop_good_news()
    assert "åben i et andet vindue" in banner.text


def test_thousands_of_messages_are_each_worded_once_and_told_once(window, workspace):
    banner, worded = window.findChild(Banner), []

    def sentence(number):
        return lambda: worded.append(number) or f"{number} {workspace.language.code}"

    for number in (*range(300), *range(300)):
        banner.tell(sentence(number))
    assert banner.count == 300
    assert len(worded) <= 2 * 600
    workspace.use_language("da")
    banner.tell("299 da")
    assert banner.count == 300


def test_a_problem_names_its_file_without_the_folders(window, tmp_path):
    folder = tmp_path / "a long way down"
    window.show_problem(FileProblem("file.not_there", file=str(folder / "kort.journey")))
    assert "“kort.journey”" in window.problem_text


def test_a_very_long_file_name_is_told_without_its_middle(window):
    name = "Kunderejse for familien Lund " + "og alle andre " * 12 + "tredje udgave.journey"
    window.show_problem(FileProblem("file.not_there", file=name))
    assert "“Kunderejse for familien Lund og" in window.problem_text
    assert "tredje udgave.journey”" in window.problem_text
    assert len(window.problem_text) < 150
