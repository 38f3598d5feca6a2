"""What others do with the file of an open map is noticed; nobody's version is lost."""

import os

import pytest

from app.merging_window import MergingDesk
from app.watching import Watcher
from model.cards import Card
from model.edits import add_item, set_about
from model.file import encode, read_journey


def rename(window, title):
    window.document.apply("edits.title", lambda journey: set_about(journey, title=title))


def press(window, text):
    (button,) = [each for each in window.banner._offered if each.text() == text]
    button.click()


def with_card(journey, text):
    lane = next(lane.id for lane in journey.lanes if lane.kind == "cards")
    return add_item(journey, lane, journey.steps[0].id, Card(id=f"of-{text}", text=text))


def replace_file(path, data):
    """Put ``data`` there as sync clients do: as another file under the same name."""
    made = path.with_suffix(".tmp")
    made.write_bytes(data)
    made.replace(path)


@pytest.fixture
def saved(window, tmp_path, qtbot):
    """Return a window on a map that stands in kort.journey, and is watched."""
    rename(window, "Common")
    window.safety.safe.save_now(tmp_path / "kort.journey", is_over_all=True)
    watcher = window.safety.outside.watcher
    watcher.start("local")
    with qtbot.waitSignal(watcher.looked):
        watcher.look_anew()
    return window


def seen(window, qtbot):
    """Look at the file, and wait for what comes of it."""
    watcher = window.findChild(Watcher)
    with qtbot.waitSignal(watcher.looked):
        watcher.look()
    return window.problem_text


def test_a_map_without_edits_follows_its_file_and_undo_brings_back_what_was_shown(
    saved, tmp_path, qtbot
):
    before, path = saved.document.value, tmp_path / "kort.journey"
    for title in ("Theirs", "Theirs again"):  # the system's watch goes blind at each replacing
        replace_file(path, encode(set_about(before, title=title)))
        qtbot.waitUntil(lambda wanted=title: saved.document.value.about.title == wanted)
    assert not saved.isWindowModified()
    assert "was changed by someone else" in saved.problem_text
    press(saved, "Undo")
    assert saved.document.value.about.title == "Theirs"
    assert "was changed" not in saved.problem_text
    saved.document.undo()
    assert saved.document.value is before
    assert saved.isWindowModified()


def test_with_edits_of_ones_own_the_two_are_merged_and_saved_without_another_question(
    saved, tmp_path, qtbot
):
    path, base = tmp_path / "kort.journey", saved.document.value
    rename(saved, "Mine")
    replace_file(path, encode(with_card(base, "theirs")))
    assert "Your own changes are not in that version" in seen(saved, qtbot)
    press(saved, "Merge…")
    desk = saved.findChild(MergingDesk)
    qtbot.waitUntil(lambda: desk.shown.made is not None)
    desk.shown.output_asked.emit("merge")
    assert "have become one" in saved.problem_text
    assert saved.isWindowModified()
    saved.actions_made["save"].trigger()
    made = read_journey(path)
    assert made.about.title == "Mine"
    assert "of-theirs" in str(made.lanes)


def test_theirs_can_be_looked_at_and_nothing_saves_itself_before_one_has_chosen(
    saved, tmp_path, qtbot
):
    path = tmp_path / "kort.journey"
    rename(saved, "Mine")
    theirs = encode(set_about(saved.document.value, title="Theirs"))
    replace_file(path, theirs)
    seen(saved, qtbot)
    press(saved, "Look at theirs")
    (other,) = [each for each in saved.workspace.windows if each is not saved]
    assert (other.document.value.about.title, other.document.path) == ("Theirs", None)
    assert other.windowTitle().startswith("kort (other version)")
    assert "someone else has saved" in other.problem_text
    saved.safety.autosaver.save_if_wanted()
    assert not saved.safety.safe.is_saving
    assert path.read_bytes() == theirs


def test_what_both_sides_made_alike_asks_nobody(saved, tmp_path, qtbot):
    rename(saved, "The same")
    alike = set_about(saved.document.value, modified="2030-01-01T00:00:00Z")
    replace_file(tmp_path / "kort.journey", encode(alike))
    assert seen(saved, qtbot) == ""
    assert not saved.isWindowModified()


def test_a_deleted_file_is_told_and_saved_again_only_when_asked(saved, tmp_path, qtbot):
    path = tmp_path / "kort.journey"
    path.unlink()
    qtbot.waitUntil(lambda: "was deleted" in saved.problem_text)
    assert saved.isWindowModified()
    saved.safety.autosaver.save_if_wanted()
    assert not path.exists()
    press(saved, "Save it again")
    assert read_journey(path).about.title == "Common"
    assert (saved.problem_text, saved.isWindowModified()) == ("", False)


def test_a_file_that_is_there_again_or_was_only_touched_is_the_same(saved, tmp_path, qtbot):
    path = tmp_path / "kort.journey"
    path.rename(tmp_path / "away")
    qtbot.waitUntil(lambda: "was deleted" in saved.problem_text)
    (tmp_path / "away").rename(path)
    os.utime(path, ns=(1, 1))
    qtbot.waitUntil(lambda: saved.problem_text == "")
    assert not saved.isWindowModified()
    seen(saved, qtbot)
    assert saved.document.stamp.mtime_ns == 1


def test_an_older_version_put_back_is_told_as_a_change(saved, tmp_path, qtbot):
    path = tmp_path / "kort.journey"
    old = path.read_bytes()
    rename(saved, "Newer")
    saved.safety.safe.save_now(path, is_over_all=False)
    rename(saved, "Newest")
    replace_file(path, old)
    os.utime(path, (0, 0))
    assert "was changed by someone else" in seen(saved, qtbot)


def test_an_unplugged_drive_is_told_and_an_empty_folder_in_its_place_is_not_saved_into(
    window, tmp_path, qtbot
):
    stick, away = tmp_path / "stick", tmp_path / "away"
    stick.mkdir()
    window.safety.safe.save_now(stick / "kort.journey", is_over_all=True)
    window.safety.outside.watcher.start("local")
    stick.rename(away)
    stick.mkdir()
    rename(window, "Mine")
    assert "cannot be reached" in seen(window, qtbot)
    window.actions_made["save"].trigger()
    assert "not the same any more" in window.problem_text
    assert list(stick.iterdir()) == []
    stick.rmdir()
    away.rename(stick)
    window.actions_made["save"].trigger()
    assert read_journey(stick / "kort.journey").about.title == "Mine"
    assert window.problem_text == ""


def test_what_could_not_save_itself_is_saved_when_the_drive_is_back(window, tmp_path, qtbot):
    stick, away = tmp_path / "stick", tmp_path / "away"
    stick.mkdir()
    path = stick / "kort.journey"
    window.safety.safe.save_now(path, is_over_all=True)
    stick.rename(away)
    rename(window, "Mine")
    window.safety.autosaver.save_if_wanted()
    qtbot.waitUntil(lambda: "its folder does not exist" in window.problem_text)
    window.safety.outside.watcher.start("local")
    qtbot.waitUntil(lambda: "cannot be reached" in window.problem_text)
    away.rename(stick)
    qtbot.waitUntil(lambda: read_journey(path).about.title == "Mine")
    qtbot.waitUntil(lambda: (window.problem_text, window.isWindowModified()) == ("", False))


def test_what_could_not_save_itself_is_told_once_and_tried_again(window, tmp_path, qtbot):
    stick, away = tmp_path / "stick", tmp_path / "away"
    stick.mkdir()
    path = stick / "kort.journey"
    window.safety.safe.save_now(path, is_over_all=True)
    stick.rename(away)
    rename(window, "Mine")
    window.safety.autosaver.save_if_wanted()
    qtbot.waitUntil(lambda: "its folder does not exist" in window.problem_text)
    window.hide_problem(topic="saving")
    with qtbot.waitSignals([window.safety.safe.saving_changed] * 2):
        window.safety.autosaver.save_if_wanted()
    assert window.problem_text == ""
    away.rename(stick)
    window.safety.autosaver.save_if_wanted()
    qtbot.waitUntil(lambda: not window.isWindowModified())
    assert read_journey(path).about.title == "Mine"
