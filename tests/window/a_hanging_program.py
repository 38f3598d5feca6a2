"""The real program, whose windows hang for ever in a slot: driven by `test_stalls.py`.

Arguments: a folder for what the small window heard and says. The limits are shortened; the small
window is a script that asks for the end at once.
"""

import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer

from app import run_window, stalls
from model.edits import set_about

FOLDER = Path(sys.argv[1])
SMALL_WINDOW = """
import sys
with open(sys.argv[1], "ab") as heard:
    for line in sys.stdin.buffer:
        heard.write(line)
        heard.flush()
        print("end", flush=True)
"""

stalls.BEAT_MS, stalls.ALARM_MS, stalls.TICK_S, stalls.TICKS = 20, 300, 0.1, 4
run_window._STALLS_MS = 60_000  # it is begun when all is built, however busy the computer is


def own_command(*arguments):
    (FOLDER / "asked").write_text(" ".join(arguments))
    return [sys.executable, "-S", "-E", "-c", SMALL_WINDOW, str(FOLDER / "heard")]


def rename(workspace, title):
    document = workspace.windows[0].document
    document.apply("edits.title", lambda journey: set_about(journey, title=title))


def begin(workspace):
    """Be halted for longer than the limit; then hang, with an edit that nobody has kept yet."""
    stalls.StallWatch(workspace)
    rename(workspace, "Before")
    QTimer.singleShot(100, workspace, lambda: (FOLDER / "ready").touch())
    QTimer.singleShot(600, workspace, lambda: hang(workspace))


def hang(workspace):
    (FOLDER / "hangs").touch()
    rename(workspace, "The last word")
    while True:
        time.sleep(0.05)


stalls.own_command = own_command
open_first = run_window.open_first


def open_and_begin(workspace, files, sample):
    open_first(workspace, files, sample)
    QTimer.singleShot(400, workspace, lambda: begin(workspace))


run_window.open_first = open_and_begin
sys.exit(run_window.run((), sample="holiday", language="en"))
