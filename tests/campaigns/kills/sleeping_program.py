"""The real program on a map whose drive is gone when the computer wakes: see `hardships`.

Arguments: the map, and a folder. It edits once ``awake`` is there, writes what it tells into
``told``, and makes ``saved`` when the map has been saved by itself.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtCore import QTimer

from app import run_window
from app.workspace import Workspace
from model.edits import set_about

MAP, FOLDER = Path(sys.argv[1]), Path(sys.argv[2])


def rename(workspace: Workspace, title: str) -> None:
    """Edit."""
    document = workspace.windows[0].document
    assert document is not None
    document.apply("edits.change_map", lambda held: set_about(held, title=title))


def look(workspace: Workspace, done: set[str]) -> None:
    """Do the next thing; called now and then."""
    window = workspace.windows[0]
    if "ready" not in done:
        done.add("ready")
        (FOLDER / "ready").touch()
    elif "awake" not in done and (FOLDER / "awake").exists():
        done.add("awake")
        rename(workspace, "After waking")
    elif "awake" in done and "told" not in done and window.problem_text:
        done.add("told")
        assert window.safety.safe is not None
        told = {"text": window.problem_text, "is_kept": window.safety.safe.hurry(10)}
        (FOLDER / "told.new").write_text(json.dumps(told), encoding="utf-8")
        (FOLDER / "told.new").rename(FOLDER / "told")
    elif "told" in done and window.document is not None and not window.document.is_modified:
        (FOLDER / "saved").touch()


def begin(workspace: Workspace) -> None:
    """Look five times a second."""
    done: set[str] = set()
    timer = QTimer(workspace)
    timer.timeout.connect(lambda: look(workspace, done))
    timer.start(200)


open_first = run_window.open_first


def open_and_begin(workspace: Workspace, files: list[Path], sample: str | None) -> None:
    """Open the map, and look."""
    open_first(workspace, files, sample)
    QTimer.singleShot(500, workspace, lambda: begin(workspace))


run_window.open_first = open_and_begin  # type: ignore[assignment]
sys.exit(run_window.run([MAP], language="en"))
