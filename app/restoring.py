"""The version before a file: offered where the file has gone or may be damaged."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.keeping.saver import backup_of
from app.neighbours import time_of_file
from model.problems import Problem

if TYPE_CHECKING:
    from app.window import MapWindow

_TOPIC = "missing"


def tell_not_opened(window: MapWindow, path: Path, problem: Problem) -> None:
    """Tell why ``path`` was not opened; offer the version before where only that is left."""
    from app.keeping.beside import backup_to_offer  # start-up: what is opened is there

    backup = backup_to_offer(path) if problem.code == "file.not_there" else None
    if backup is None:
        window.show_problem(problem)
        return
    words = window.language
    params = {"name": path.name, "backup": backup.name, "time": time_of_file(words, backup)}
    window.offer(
        partial(words, "watching.missing", **params),
        (partial(words, "watching.do.restore"), partial(restore, window, path, backup)),
        topic=_TOPIC,
    )


def tell_notes(window: MapWindow, path: Path, notes: Sequence[Problem]) -> None:
    """Tell what was noticed in ``path``; a map that was changed outside can be compared."""
    is_doubtful = any("older" in note.params for note in notes)
    words = window.language
    way = partial(words, "watching.do.compare"), partial(_compare, window, backup_of(path))
    window.show_problems(notes, *([way] if is_doubtful else []))


def _compare(window: MapWindow, backup: Path) -> None:
    from app.comparing_desk import comparing_desk  # start-up: opened on demand
    from app.version_commands import read_beside

    journey = read_beside(window, backup)
    if journey is not None:
        comparing_desk(window).compare((backup.name, journey), None)


def restore(window: MapWindow, path: Path, backup: Path) -> None:
    """Copy ``backup`` to ``path``, where nothing may stand, and open it; the backup stays."""
    from app.keeping.saver import Expected  # start-up: as above
    from app.saving import save_bytes
    from model.file import read_bounded

    try:
        save_bytes(path, read_bounded(backup), keep_backup=False, expected=Expected(None))
    except Problem as problem:
        window.show_problem(problem)
        return
    window.hide_problem(topic=_TOPIC)
    window.workspace.open_file(path, window)
