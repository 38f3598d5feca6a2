"""A file that has gone, but whose version before is there: offered, and put back by a copy."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

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


def restore(window: MapWindow, path: Path, backup: Path) -> None:
    """Copy ``backup`` to ``path``, where nothing may stand, and open it; the backup stays."""
    from app.keeping.disk import THE_DISK, write_all  # start-up: as above
    from app.keeping.wording import worded

    try:
        with worded(path.name):
            write_all(THE_DISK, path, THE_DISK.read(backup))
            THE_DISK.sync_folder(path.parent)
    except Problem as problem:
        window.show_problem(problem)
        return
    window.hide_problem(topic=_TOPIC)
    window.workspace.open_file(path, window)
