"""Who else has a file open, copies beside it, and a file of which only the backup is left."""

import errno
import json
import os

import pytest

from app import file_dialogs
from app.comparing_desk import comparing_desk
from app.keeping.disk import SystemDisk
from app.keeping.lock_hint import hint_of
from app.saving import save_journey
from model.edits import set_about
from model.file import encode, read_journey
from model.templates import template

BLANK = template("blank", "en")


def press(window, text):
    (button,) = [each for each in window.banner._offered if each.text() == text]
    button.click()


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "folder" / "kort.journey"
    made.parent.mkdir()
    save_journey(made, BLANK)
    return made


@pytest.fixture
def opened(workspace, path, qtbot):
    """Return what opens the file and looks round it at once."""

    def open_it():
        window = workspace.open_file(path)
        qtbot.waitExposed(window)
        window.safety.outside.begin()
        return window

    return open_it


def rename(window, title):
    window.document.apply("edits.title", lambda journey: set_about(journey, title=title))


def write_hint(path):
    told = {"host": "LAPTOP-2", "user": "Ana", "since": "2026-11-28T10:31:00Z", "pid": 7}
    hint_of(path).write_text(json.dumps(told))


def test_an_open_file_has_a_hint_until_it_is_closed_or_saved_elsewhere(opened, path, qtbot):
    window = opened()
    qtbot.waitUntil(hint_of(path).exists)
    other = path.with_name("andet.journey")
    window.safety.safe.save_now(other, is_over_all=True)
    qtbot.waitUntil(lambda: hint_of(other).exists() and not hint_of(path).exists())
    window.close()
    qtbot.waitUntil(lambda: not hint_of(other).exists())


def test_a_file_that_is_open_elsewhere_is_read_only_until_one_says_otherwise(
    opened, path, qtbot, monkeypatch
):
    write_hint(path)
    window = opened()
    qtbot.waitUntil(lambda: "LAPTOP-2 (Ana)" in window.problem_text)
    assert "(read-only)" in window.windowTitle()
    asked = []
    monkeypatch.setattr(file_dialogs, "choose_new_file", lambda *about: asked.append(about))
    rename(window, "Mine")
    before = path.read_bytes()
    window.safety.autosaver.save_if_wanted()
    window.actions_made["save"].trigger()
    assert len(asked) == 1
    assert path.read_bytes() == before
    press(window, "Open it here anyway")
    assert "(read-only)" not in window.windowTitle()
    window.actions_made["save"].trigger()
    assert read_journey(path).about.title == "Mine"
    qtbot.waitUntil(lambda: "LAPTOP-2" not in hint_of(path).read_text())


def test_a_copy_of_a_file_that_is_open_elsewhere_says_that_it_is_one(opened, path, qtbot):
    write_hint(path)
    window = opened()
    qtbot.waitUntil(lambda: "LAPTOP-2" in window.problem_text)
    press(window, "Work on a copy")
    (other,) = [each for each in window.workspace.windows if each is not window]
    assert other.windowTitle().startswith(f"{path.stem} (copy)")
    assert path.name in other.problem_text
    assert not other.isWindowModified()
    window.document.apply("edits.title", lambda journey: set_about(journey, title="Mine"))
    window.safety.outside.neighbours._open_copy()
    copied = window.workspace.windows[-1]
    assert copied.document.value.about.title == "Mine"
    assert copied.isWindowModified()  # what is only here is asked about at closing


def test_when_the_other_one_closes_the_file_it_can_be_saved_here(opened, path, qtbot):
    write_hint(path)
    window = opened()
    qtbot.waitUntil(lambda: "LAPTOP-2" in window.problem_text)
    hint_of(path).unlink()
    window.safety.outside.neighbours.ask_again()
    qtbot.waitUntil(lambda: "not open anywhere else" in window.problem_text)
    assert "(read-only)" not in window.windowTitle()


def test_a_conflicted_copy_is_told_and_compared(opened, path, qtbot):
    copy = path.with_name("kort (Anas conflicted copy).journey")
    copy.write_bytes(encode(set_about(BLANK, title="Ana’s")))
    window = opened()
    qtbot.waitUntil(lambda: copy.name in window.problem_text)
    press(window, "Compare")
    qtbot.waitUntil(lambda: comparing_desk(window).made is not None)
    assert comparing_desk(window).made.names[0] == copy.stem
    window.close()


def test_two_conflicted_copies_are_both_told_the_newest_first(opened, path, qtbot):
    copies = [path.with_name(f"kort ({who} conflicted copy).journey") for who in ("Ana", "Bo")]
    for later, copy in enumerate(copies):
        copy.write_bytes(encode(set_about(BLANK, title=copy.stem)))
        os.utime(copy, (1_700_000_000 + later,) * 2)
    window = opened()
    qtbot.waitUntil(lambda: window.banner.count == 2)
    assert copies[1].name in window.problem_text
    window.banner.show_next()
    assert copies[0].name in window.problem_text


def test_an_unfinished_save_that_is_newer_is_offered(opened, path, qtbot):
    left = path.with_name(".~jw-0123abcd.tmp")
    left.write_bytes(encode(set_about(BLANK, title="Nearly saved")))
    later = path.stat().st_mtime + 5
    os.utime(left, (later, later))
    window = opened()
    qtbot.waitUntil(lambda: "was cut short" in window.problem_text)


def test_of_a_file_that_has_gone_the_version_before_is_brought_back(workspace, path, monkeypatch):
    def no_room(_disk, _handle):
        raise OSError(errno.ENOSPC, "no room")

    save_journey(path, set_about(BLANK, title="Newer"))
    path.unlink()
    window = workspace.open_window()
    assert workspace.open_file(path, window) is None
    assert "kort.journey.bak" in window.problem_text
    with monkeypatch.context() as patch:
        patch.setattr(SystemDisk, "sync", no_room)
        press(window, "Bring back the version before")
    assert "is full" in window.problem_text
    assert not path.exists()
    assert workspace.open_file(path, window) is None
    press(window, "Bring back the version before")
    assert window.document.path == path
    assert read_journey(path).about.title == BLANK.about.title
    assert path.with_name("kort.journey.bak").is_file()
