"""A file that cannot be opened: the window says what there is in its place; none is replaced."""

import pytest

from app import rescue_commands
from app.comparing_desk import comparing_desk
from app.keeping.backups import backups_folder, keep_state
from model.edits import set_about
from model.file import encode
from model.templates import sample, template
from widgets.rescue_dialog import RescueDialog


@pytest.fixture
def shoes():
    return sample("sustainable-shoes", "en")


def cut(journey):
    data = encode(journey)
    return data[: len(data) * 2 // 3]


def open_damaged(workspace, path):
    window = workspace.open_window()
    workspace.open_file(path, window)
    return window, window.findChild(RescueDialog)


def test_a_cut_off_map_offers_what_can_be_rescued_and_the_version_before(
    workspace, tmp_path, shoes
):
    path = tmp_path / "shoes.journey"
    path.write_bytes(cut(shoes))
    (tmp_path / "shoes.journey.bak").write_bytes(encode(shoes))
    window, dialog = open_damaged(workspace, path)
    assert "stops in the middle" in dialog.said
    assert " cards can be rescued, in " in dialog.said
    assert " of " in dialog.said.split("cards can be rescued")[0]
    assert "“shoes.journey.bak” of " in dialog.said
    assert "The file stops on line" in dialog.list.toPlainText()
    assert "x_rescued" not in dialog.list.toPlainText()
    before = path.read_bytes()
    dialog.choices[0].click()
    assert window.document.path is None
    assert window.document.is_modified
    assert window.windowTitle().startswith("shoes (rescued)")
    assert "shoes.journey" in window.problem_text
    assert path.read_bytes() == before
    assert sorted(tmp_path.glob("shoes*")) == [path, tmp_path / "shoes.journey.bak"]


def test_the_version_before_opens_as_a_copy(workspace, tmp_path, shoes):
    path = tmp_path / "shoes.journey"
    path.write_bytes(bytes(4096))
    (tmp_path / "shoes.journey.bak").write_bytes(encode(shoes))
    window, dialog = open_damaged(workspace, path)
    assert "Nothing in it can be rescued" in dialog.said
    (only,) = dialog.choices
    assert only.isDefault()
    only.click()
    assert window.document.value.lanes == shoes.lanes
    assert window.document.path is None


def test_a_state_that_this_computer_kept_is_offered_too(workspace, tmp_path, shoes):
    path = tmp_path / "shoes.journey"
    path.write_bytes(cut(shoes))
    later = set_about(shoes, title="Later")
    folder = backups_folder(workspace.settings.state_folder)
    keep_state(folder, shoes.id, encode(later), 7)
    window, dialog = open_damaged(workspace, path)
    assert "This computer kept a whole version" in dialog.said
    dialog.choices[1].click()
    assert window.document.value.about.title == "Later"


def test_who_cancels_is_still_told_and_can_look_again(workspace, tmp_path, shoes, qtbot):
    path = tmp_path / "shoes.journey"
    path.write_bytes(cut(shoes))
    window, dialog = open_damaged(workspace, path)
    dialog.reject()
    qtbot.waitUntil(lambda: window.findChild(RescueDialog) is None)
    assert window.document is None
    assert "stops in the middle" in window.problem_text
    again = next(b for b in window.banner._offered if "rescued" in b.text())
    again.click()
    assert window.findChild(RescueDialog) is not None


def test_what_cannot_be_rescued_is_told_as_ever(workspace, tmp_path):
    path = tmp_path / "letter.journey"
    path.write_bytes(b"Dear Ane")
    window, dialog = open_damaged(workspace, path)
    assert dialog is None
    assert "is not a journey map" in window.problem_text


def test_a_map_that_may_be_damaged_opens_and_is_compared_with_the_version_before(
    workspace, tmp_path, shoes, qtbot
):
    path = tmp_path / "shoes.journey"
    path.write_bytes(encode(shoes).replace(b"Buy", b"Bye", 1))
    (tmp_path / "shoes.journey.bak").write_bytes(encode(shoes))
    window = workspace.open_window()
    workspace.open_file(path, window)
    assert "not as Journeywall saved it" in window.problem_text
    assert "“shoes.journey.bak”" in window.problem_text
    (compare,) = window.banner._offered
    compare.click()
    desk = comparing_desk(window)
    qtbot.waitUntil(lambda: desk.made is not None)
    assert "Bye" in str(desk.made)


def test_a_very_large_file_is_opened_only_after_a_question(workspace, tmp_path, monkeypatch):
    path = tmp_path / "large.journey"
    path.write_bytes(encode(template("blank", "en")) + b" " * 500_000)
    monkeypatch.setattr(rescue_commands, "ASK_BYTES", 400_000)
    asked, answers = [], [False, True]

    def ask(_parent, _language, name, _size):
        asked.append(name)
        return answers.pop(0)

    monkeypatch.setattr(rescue_commands, "ask_about_large_file", ask)
    window = workspace.open_window()
    assert workspace.open_file(path, window) is None
    assert window.document is None
    assert workspace.open_file(path, window) is window
    assert asked == ["large.journey", "large.journey"]
