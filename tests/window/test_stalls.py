"""Windows that do not answer any more: what is typed is kept, and the program can start again."""

import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt

from app import stalled, stalls
from app.keeping.recovering import recover
from app.keeping.sessions import left_behind
from app.stalled import END, OVER, Talk, written
from model.collector import wake_collector
from widgets.language import Language
from widgets.stalled_window import Standing

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 30


def until(is_true):
    end = time.monotonic() + PATIENCE_S
    while not is_true():
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="Windows cannot halt a program")
def test_a_program_that_hangs_is_ended_on_request_with_all_its_edits_kept_and_a_halted_one_is_not(
    tmp_path,
):
    state = tmp_path / "state"
    program = subprocess.Popen(
        [sys.executable, ROOT / "tests" / "window" / "a_hanging_program.py", tmp_path],
        cwd=ROOT,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "QT_QPA_PLATFORM": "offscreen",
            "JOURNEYWALL_STATE": str(state),
            "JOURNEYWALL_SETTINGS": str(tmp_path / "settings"),
        },
        stderr=subprocess.PIPE,
    )
    try:
        until((tmp_path / "ready").exists)
        program.send_signal(signal.SIGSTOP)
        time.sleep(0.8)
        program.send_signal(signal.SIGCONT)
        assert program.wait(PATIENCE_S) == 70
    finally:
        program.kill()
        program.communicate()
    assert (tmp_path / "hangs").stat().st_mtime_ns < (tmp_path / "asked").stat().st_mtime_ns
    assert (tmp_path / "asked").read_text() == f"--stalled en light {program.pid}"
    (heard,) = (tmp_path / "heard").read_text().splitlines()
    assert json.loads(heard)["is_kept"]
    (folder,) = left_behind(state / "recovery")
    assert recover(folder).journey.about.title == "The last word"
    log = (state / "log" / "journeywall.log").read_text()
    assert "a_hanging_program.py" in log
    assert " hang\n" in log
    assert "last word" not in log
    assert str(ROOT) not in log


@pytest.fixture
def short(monkeypatch):
    """Shorten the limits."""
    for name, value in {"BEAT_MS": 10, "ALARM_MS": 30, "TICK_S": 0.01, "TICKS": 3}.items():
        monkeypatch.setattr(stalls, name, value)


@pytest.fixture
def told(monkeypatch):
    """Hear of what would be offered instead of starting a process."""
    told = []
    monkeypatch.setattr(stalls.Doubt, "_offer", lambda _doubt, standing: told.append(standing))
    return told


def test_windows_that_hang_twice_are_told_of_once_each_time(workspace, qtbot, short, told):
    watch = stalls.StallWatch(workspace)
    for count in (1, 2):
        end = time.monotonic() + PATIENCE_S
        while len(told) < count and time.monotonic() < end:
            time.sleep(0.01)
        time.sleep(0.1)
        assert len(told) == count
        qtbot.wait(30)
    watch.end()


def test_windows_that_answer_are_not_told_of_though_the_alarm_went_off(
    workspace, qtbot, short, told, monkeypatch
):
    monkeypatch.setattr(stalls, "BEAT_MS", 60_000)
    monkeypatch.setattr(stalls, "TICKS", 50)  # a busy computer is slow to answer
    watch = stalls.StallWatch(workspace)
    qtbot.wait(150)
    watch.end()
    assert told == []


def test_a_program_in_a_debugger_is_not_told_of(workspace, qtbot, short, told):
    watch = stalls.StallWatch(workspace)
    qtbot.wait(30)
    exec(compile("import time; time.sleep(0.2)", "pdb.py", "exec"), {"__name__": "pdb"})
    watch.end()
    assert told == []


def test_the_end_waits_for_a_save_in_its_last_steps(workspace, monkeypatch):
    names, ends = ["map.journey", "map.journey", ""], []
    monkeypatch.setattr(stalls, "_LOOK_S", 0)
    monkeypatch.setattr(stalls.Doubt, "_saving", lambda _doubt: names.pop(0) if names else "")
    monkeypatch.setattr(os, "_exit", lambda code: ends.append((code, list(names))))
    stalls.Doubt(workspace)._end_program()
    assert ends == [(70, [])]


# --- the small window -----------------------------------------------------------------------------


@pytest.fixture
def talk(qtbot, monkeypatch):
    """Return the small window with an open pipe, and what it starts and kills."""
    read, write = os.pipe()
    heard, said = open(read, "rb"), io.BytesIO()  # noqa: SIM115, PTH123
    hung = subprocess.Popen([sys.executable, "-S", "-c", "import time; time.sleep(60)"])
    made = Talk(Language("en"), heard, said, hung.pid)
    made.hung = hung
    made.said, made.program, made.started = said, open(write, "wb", buffering=0), []  # noqa: SIM115, PTH123
    monkeypatch.setattr(stalled, "start_again", lambda: made.started.append(True))
    thread = made.listen()
    yield made
    made.program.close()
    thread.join(PATIENCE_S)
    heard.close()
    QCoreApplication.sendPostedEvents(made)  # what the thread said last
    made.window.deleteLater()
    hung.kill()
    hung.wait()


def test_the_small_window_says_what_is_kept_and_goes_when_the_program_answers(talk, qtbot):
    talk.program.write(written(Standing(1_790_000_000, is_kept=True)))
    qtbot.waitUntil(talk.window.isVisible)
    assert "kept on this computer" in talk.window.text
    talk.program.write(written(Standing(1_790_000_000, is_kept=False, saving="map.journey")))
    qtbot.waitUntil(lambda: "map.journey" in talk.window.text)
    assert "cannot be written" in talk.window.text
    with qtbot.waitSignal(talk.over):
        talk.program.write(OVER)
    assert not talk.window.isVisible()
    assert talk.started == []


def test_start_again_ends_the_program_and_starts_it_when_it_has_gone(talk, qtbot):
    talk.program.write(written(Standing(0, is_kept=True)))
    qtbot.waitUntil(talk.window.isVisible)
    qtbot.mouseClick(talk.window.restart, Qt.MouseButton.LeftButton)
    assert talk.said.getvalue() == END
    assert not talk.window.close()
    assert talk.started == []
    with qtbot.waitSignal(talk.over):
        talk.program.close()
    assert talk.started == [True]


def test_a_program_that_cannot_end_itself_is_ended(talk, qtbot, monkeypatch):
    monkeypatch.setattr(stalled, "LONGEST_END_MS", 1)
    talk.program.write(written(Standing(0, is_kept=True)))
    qtbot.waitUntil(talk.window.isVisible)
    assert talk.hung.poll() is None
    talk.window.restart.click()
    qtbot.waitUntil(lambda: talk.hung.poll() is not None)
    with qtbot.waitSignal(talk.over):
        talk.program.close()
    assert talk.started == [True]


@pytest.mark.parametrize("how", ["button", "escape"])
def test_who_waits_is_left_in_peace(talk, qtbot, how):
    talk.program.write(written(Standing(0, is_kept=True)))
    qtbot.waitUntil(talk.window.isVisible)
    with qtbot.waitSignal(talk.over):
        if how == "button":
            qtbot.mouseClick(talk.window.wait, Qt.MouseButton.LeftButton)
        else:
            qtbot.keyClick(talk.window, Qt.Key.Key_Escape)
    assert talk.said.getvalue() == b""
    assert talk.started == []


def test_the_collector_is_woken_though_telling_of_the_hang_goes_wrong(
    workspace, qtbot, short, monkeypatch
):
    def fail(*_):
        raise MemoryError

    monkeypatch.setattr(stalls.Doubt, "_offer", fail)
    doubt, settled = stalls.Doubt(workspace), []
    doubt.settled.connect(lambda: settled.append(doubt.is_collector_resting))
    try:
        with pytest.raises(MemoryError):
            doubt.look()
    finally:
        wake_collector()
    assert settled == [True]
