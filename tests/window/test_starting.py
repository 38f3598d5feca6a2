"""Starting and ending the program: a real process, signals, faults, what the Finder asks for."""

import logging
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from app import rescue_commands
from app.action_table import MENUS
from app.endings import Endings
from app.keeping.recovering import recover
from app.keeping.sessions import left_behind
from app.keyboard_page import action_ids, keyboard_rows
from app.run_window import FileOpenListener, faults_shown_in, open_first
from app.saving import save_journey
from model.layout.engine import Layout
from model.templates import template

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no SIGINT to one process")
def test_ctrl_c_in_the_terminal_ends_the_program_at_once_and_keeps_the_work(tmp_path):
    script = (
        "from PySide6.QtCore import QTimer\n"
        "import app.run_window as start, signal, os\n"
        "before = start.open_first\n"
        "def open_and_interrupt(*given):\n"
        "    before(*given)\n"
        "    given[0].windows[0].actions_made['insert_step'].trigger()\n"
        "    QTimer.singleShot(200, lambda: os.kill(os.getpid(), signal.SIGINT))\n"
        "start.open_first = open_and_interrupt\n"
        "raise SystemExit(start.run([], sample='holiday', language='da'))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "JOURNEYWALL_SETTINGS": str(tmp_path),
            "JOURNEYWALL_STATE": str(tmp_path / "state"),
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    (session,) = left_behind(tmp_path / "state" / "recovery")
    assert recover(session).edits == 1
    assert '"language": null' in (tmp_path / "settings.json").read_text()


def test_files_named_at_the_start_open_a_window_each(workspace, tmp_path):
    paths = [tmp_path / "one.journey", tmp_path / "two.journey"]
    for path in paths:
        save_journey(path, template("blank", "en"))
    open_first(workspace, paths, None)
    assert [window.document.path for window in workspace.windows] == paths


def test_a_bad_file_named_at_the_start_leaves_a_window_with_the_message(workspace, tmp_path):
    path = tmp_path / "bad.journey"
    path.write_text("no map")
    open_first(workspace, [path], None)
    assert len(workspace.windows) == 1
    assert "bad.journey" in workspace.windows[0].problem_text


def test_a_program_ended_while_it_asks_about_a_large_file_opens_no_window(
    workspace, tmp_path, monkeypatch
):
    path = tmp_path / "large.journey"
    save_journey(path, template("blank", "en"))
    monkeypatch.setattr(rescue_commands, "ASK_BYTES", 1)
    monkeypatch.setattr("app.workspace._LARGE_BYTES", 1)

    def end(*_):
        Endings(workspace).keep_all()
        workspace.quit()
        return False

    monkeypatch.setattr(rescue_commands, "ask_about_large_file", end)
    open_first(workspace, [path], None)
    assert workspace.windows == []


def test_a_sample_named_at_the_start_opens_as_a_new_map(workspace):
    open_first(workspace, [], "holiday")
    assert workspace.windows[0].document.path is None
    assert workspace.windows[0].document.value.personas


def test_what_the_finder_asks_for_opens(workspace, tmp_path):
    path = tmp_path / "map.journey"
    save_journey(path, template("blank", "en"))
    start = workspace.open_window()
    listener = FileOpenListener(workspace)
    assert listener.eventFilter(QApplication.instance(), QFileOpenEvent(str(path)))
    assert start.document.path == path


def test_a_fault_of_ours_is_logged_and_told_and_the_window_stays(window, workspace, caplog):
    with faults_shown_in(workspace), caplog.at_level(logging.ERROR):
        try:
            raise ZeroDivisionError("oops")
        except ZeroDivisionError:
            sys.excepthook(*sys.exc_info())
    assert "ZeroDivisionError" in window.problem_text
    assert "oops" in caplog.text
    assert signal.getsignal(signal.SIGINT) is not None
    window.actions_made["insert_step"].trigger()
    assert window.isWindowModified()


def test_quitting_closes_every_window_unless_one_says_no(workspace, monkeypatch):
    first = workspace.open_new(template("blank", "en"))
    second = workspace.open_new(template("blank", "en"))
    second.actions_made["insert_step"].trigger()
    second.commit_editing()
    from PySide6.QtWidgets import QMessageBox

    from app import file_commands

    monkeypatch.setattr(file_commands, "ask_to_save", lambda *_: QMessageBox.StandardButton.Cancel)
    assert not workspace.quit()
    assert second in workspace.windows
    assert first not in workspace.windows


def test_a_fault_while_a_map_is_laid_out_leaves_the_other_windows_alone(
    window, workspace, monkeypatch
):
    def fail(*_):
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(Layout, "sheet", fail)
        with pytest.raises(ZeroDivisionError):
            workspace.open_new(template("blank", "en"))
    assert workspace.windows == [window]
    window.actions_made["insert_step"].trigger()
    assert window.isWindowModified()


def test_no_two_actions_share_a_key(window):
    keys = [
        sequence.toString()
        for action in window.actions_made.made.values()
        for sequence in action.shortcuts()
    ]
    assert len(keys) == len(set(keys))


def test_every_action_stands_in_a_menu(window):
    in_menus = {action_id for menu in MENUS for action_id in action_ids(menu)}
    assert in_menus == set(window.actions_made.made)


def test_the_keyboard_page_lists_what_has_keys_in_both_languages(window, workspace):
    for code in ("da", "en"):
        workspace.use_language(code)
        rows = keyboard_rows(window.language)
        assert all(all(row) for row in rows)
        assert any("Ctrl+S" in keys or "⌘S" in keys for _, _, keys in rows)


def run_without_console(tmp_path, *lines):
    """Run ``lines`` as Windows starts a program of the desktop: there are no streams."""
    script = "\n".join(("import sys", "sys.stdout = sys.stderr = None", *lines))
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "JOURNEYWALL_SETTINGS": str(tmp_path),
        "LC_ALL": "C.UTF-8",
        "TOLD": str(tmp_path / "told"),
    }
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=environment, timeout=60, check=False
    )
    told = tmp_path / "told"
    return done.returncode, told.read_text("utf-8") if told.exists() else ""


def test_the_window_opens_where_there_is_no_console(tmp_path):
    code, told = run_without_console(
        tmp_path,
        "import os, pathlib",
        "import app.run_window as start",
        "from PySide6.QtCore import QTimer",
        "before = start.open_first",
        "def open_and_quit(workspace, *given):",
        "    before(workspace, *given)",
        "    title = workspace.windows[0].document_name()",
        "    pathlib.Path(os.environ['TOLD']).write_text(title, 'utf-8')",
        "    QTimer.singleShot(0, workspace.quit)",
        "start.open_first = open_and_quit",
        "from app.main import main",
        "raise SystemExit(main(['--sample', 'holiday']))",
    )
    assert code == 0
    assert told


# Stands in for the person who reads the box: what it says goes into a file.
READ_THE_BOX = (
    "import os, pathlib",
    "from PySide6.QtWidgets import QMessageBox",
    "write = pathlib.Path(os.environ['TOLD']).write_text",
    "QMessageBox.exec = lambda box: write(box.text(), 'utf-8')",
    "from app.main import main",
)


@pytest.mark.skipif(os.name == "nt", reason="Windows shows a box of its own")
def test_without_a_console_a_box_tells_what_is_off_in_the_arguments(tmp_path):
    code, told = run_without_console(
        tmp_path, *READ_THE_BOX, "raise SystemExit(main(['--sample', 'nosuch']))"
    )
    assert code == 2
    assert "nosuch" in told


@pytest.mark.skipif(os.name == "nt", reason="Windows shows a box of its own")
def test_without_a_console_a_box_tells_what_is_wrong_with_the_system(tmp_path):
    code, told = run_without_console(
        tmp_path,
        *READ_THE_BOX,
        "import app.window_needs",
        "from model.problems import Problem",
        "before = app.window_needs.check_window_needs",
        "def refuse():",
        "    app.window_needs.check_window_needs = before",
        "    raise Problem('window.no_qt', reason='libodd.so')",
        "app.window_needs.check_window_needs = refuse",
        "raise SystemExit(main([]))",
    )
    assert code == 1
    assert "libodd.so" in told


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks for an X display")
def test_without_a_console_or_a_display_the_exit_code_tells_it(tmp_path, monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    code, told = run_without_console(
        tmp_path,
        "import os",
        "del os.environ['QT_QPA_PLATFORM']",
        "from app.main import main",
        "raise SystemExit(main([]))",
    )
    assert (code, told) == (1, "")
