"""A second start of the program opens its files in the one that runs."""

from __future__ import annotations

import json
import os
import socket
import stat
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from PySide6.QtWidgets import QDialog

from app import second_start
from app.run_window import listen_for_second_starts
from app.saving import save_journey
from app.second_start import channel, hand_over, read_wish
from app.second_starts import SecondStarts, open_here
from model.templates import template

ROOT = Path(__file__).resolve().parents[2]
_NOT_ON_WINDOWS = pytest.mark.skipif(os.name == "nt", reason="Windows has pipes instead of sockets")


@pytest.fixture
def own_channel(tmp_path, monkeypatch):
    """Keep the test apart from a program that runs on this computer."""
    monkeypatch.setenv("JOURNEYWALL_SETTINGS", str(tmp_path / "settings"))
    # Not in `tmp_path`: a socket's path is of at most 108 bytes.
    with TemporaryDirectory(prefix="jw") as runtime:
        monkeypatch.setenv("XDG_RUNTIME_DIR", runtime)
        yield Path(runtime)


@pytest.fixture
def listening(workspace, own_channel):
    assert listen_for_second_starts(workspace)
    return workspace


def _second_start(*arguments):
    """Start the real program a second time, from another folder than the first."""
    return subprocess.Popen(
        [sys.executable, "-m", "app", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _map_at(path):
    save_journey(path, template("blank", "en"))
    return path


@_NOT_ON_WINDOWS
def test_a_second_start_with_a_file_opens_it_in_the_running_program(listening, qtbot, tmp_path):
    path = _map_at(tmp_path / "kort æøå.journey")
    start = _second_start(path)
    qtbot.waitUntil(lambda: listening.window_of(path) is not None, timeout=20_000)
    assert start.wait(20) == 0
    assert start.communicate() == ("", "")
    assert len(listening.windows) == 1


@_NOT_ON_WINDOWS
def test_a_file_that_is_open_already_is_shown_and_not_opened_twice(listening, qtbot, tmp_path):
    path = _map_at(tmp_path / "map.journey")
    first = listening.open_file(path)
    other = listening.open_window()
    start = _second_start(path)
    assert qtbot.waitUntil(lambda: start.poll() == 0, timeout=20_000) is None
    qtbot.wait(50)
    start.communicate()
    assert listening.windows == [first, other]
    assert listening.window_of(path) is first


@_NOT_ON_WINDOWS
def test_a_second_start_without_a_file_shows_the_start_page(listening, qtbot, tmp_path):
    listening.open_file(_map_at(tmp_path / "map.journey"))
    start = _second_start()
    qtbot.waitUntil(lambda: len(listening.windows) == 2, timeout=20_000)
    start.communicate(timeout=20)
    first, start_page = listening.windows
    assert start_page.document is None
    assert first.pos() != start_page.pos()  # or one would not see that there are two


def test_a_file_opened_while_a_dialog_waits_leaves_its_map_alone_and_comes_to_the_front_after_it(
    workspace, qtbot, tmp_path
):
    asking = workspace.open_new(template("blank", "en"))
    held = asking.document
    dialog = QDialog(asking)
    dialog.setModal(True)
    dialog.show()
    open_here(workspace, [_map_at(tmp_path / "map.journey")], None)
    assert asking.document is held
    opened = workspace.window_of(tmp_path / "map.journey")
    assert opened not in (None, asking)
    dialog.reject()
    qtbot.waitUntil(opened.isActiveWindow)


@_NOT_ON_WINDOWS
def test_a_file_that_cannot_be_opened_is_told_of_in_the_running_program(listening, qtbot, tmp_path):
    bad = tmp_path / "bad.journey"
    bad.write_text("no map")
    start = _second_start(bad)
    qtbot.waitUntil(lambda: bool(listening.windows), timeout=20_000)
    start.communicate(timeout=20)
    assert "bad.journey" in listening.windows[0].problem_text


@_NOT_ON_WINDOWS
def test_the_channel_is_closed_to_other_users(listening, own_channel):
    place = Path(channel())
    assert own_channel in place.parents
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700
    assert not stat.S_IMODE(place.stat().st_mode) & 0o077


@_NOT_ON_WINDOWS
def test_there_is_no_channel_in_a_folder_that_others_can_enter(own_channel):
    folder = Path(channel()).parent
    folder.chmod(0o755)
    assert channel() is None
    assert not hand_over([], None)


@_NOT_ON_WINDOWS
def test_a_channel_left_behind_by_a_killed_program_is_taken_over(workspace, own_channel):
    place = channel()
    with socket.socket(socket.AF_UNIX) as left_behind:
        left_behind.bind(place)
    assert not hand_over([], None)
    assert listen_for_second_starts(workspace)


@_NOT_ON_WINDOWS
def test_the_channel_of_a_running_program_is_not_taken_from_it(listening):
    assert not SecondStarts(listening, channel()).is_open


@_NOT_ON_WINDOWS
def test_a_program_that_does_not_answer_is_not_waited_for_for_ever(own_channel, monkeypatch):
    monkeypatch.setattr(second_start, "_PATIENCE_S", 0.05)
    with socket.socket(socket.AF_UNIX) as silent:
        silent.bind(channel())
        silent.listen()
        assert not hand_over([], None)


@_NOT_ON_WINDOWS
@pytest.mark.parametrize("sent", [b"\n", b"{}\n", b"[" * 5000 + b"\n", b"\xff\n"])
def test_nonsense_on_the_channel_opens_nothing(listening, qtbot, sent):
    with socket.socket(socket.AF_UNIX) as stranger:
        stranger.settimeout(5)
        stranger.connect(channel())
        stranger.sendall(sent)
        stranger.setblocking(False)
        qtbot.waitUntil(lambda: _has_ended(stranger), timeout=5_000)
    assert listening.windows == []


def _has_ended(caller):
    try:
        return caller.recv(100) == b""
    except BlockingIOError:
        return False
    except ConnectionResetError:
        return True


@pytest.mark.parametrize(
    "wish",
    [
        {"files": ["relative.journey"], "sample": None, "environment": {}},
        {"files": [7], "sample": None, "environment": {}},
        {"files": "x", "sample": None, "environment": {}},
        {"files": [], "sample": 1, "environment": {}},
        {"files": [], "sample": None, "environment": {"DESKTOP_STARTUP_ID": 1}},
        {"files": []},
        [],
    ],
)
def test_a_wish_that_is_none_is_not_understood(wish):
    assert read_wish(json.dumps(wish).encode()) is None


def test_only_the_desktops_own_tokens_are_taken_from_a_wish(tmp_path):
    tokens = {"XDG_ACTIVATION_TOKEN": "t", "PATH": "/evil"}
    wish = {"files": [str(tmp_path)], "sample": None, "environment": tokens}
    understood = read_wish(json.dumps(wish).encode())
    assert understood == ([tmp_path], None, {"XDG_ACTIVATION_TOKEN": "t"})


def test_a_far_map_that_is_asked_for_again_while_it_is_fetched_opens_once(
    workspace, tmp_path, monkeypatch
):
    path = tmp_path / "kort.journey"
    save_journey(path, template("blank", "en"))
    opened = []

    def slowly(read, *_):
        monkeypatch.setattr("app.workspace.do_beside", lambda read, *_: read())
        opened.append(workspace.open_file(path))  # somebody is impatient
        return read()

    monkeypatch.setattr("app.workspace.kind_of", lambda _path: "network")
    monkeypatch.setattr("app.workspace.do_beside", slowly)
    opened.append(workspace.open_file(path))
    assert len(workspace.windows) == 1
    assert opened == workspace.windows * 2
