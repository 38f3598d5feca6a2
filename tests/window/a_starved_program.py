"""The real program on a computer whose memory is used up: driven by `test_without_memory.py`.

Argument: a folder. It edits, has that kept, and takes all memory but crumbs; then it edits on.
"""

import os
import resource
import sys
from pathlib import Path

from PySide6.QtCore import QTimer

from app import run_window
from model.edits import set_about

FOLDER = Path(sys.argv[1])
hoard = []


def rename(workspace, title):
    document = workspace.windows[0].document
    document.apply("edits.title", lambda journey: set_about(journey, title=title))


def begin(workspace):
    rename(workspace, "Kept before")
    assert workspace.windows[0].safety.safe.hurry(20)
    (FOLDER / "kept").touch()
    take_all_memory()
    QTimer.singleShot(50, workspace, lambda: rename(workspace, "Without memory"))
    QTimer.singleShot(1000, workspace, lambda: os._exit(0))


def take_all_memory():
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used, used))
    size = 1 << 26
    while size >= 1 << 14:
        try:
            hoard.append(bytearray(size))
        except MemoryError:
            size >>= 1


open_first = run_window.open_first


def open_and_begin(workspace, files, sample):
    open_first(workspace, files, sample)
    QTimer.singleShot(100, workspace, lambda: begin(workspace))


run_window.open_first = open_and_begin
sys.exit(run_window.run((), sample="holiday", language="en"))
