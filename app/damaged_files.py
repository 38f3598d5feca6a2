"""What there is in place of a file that cannot be opened: what can be rescued, and older versions.

Everything is only read; what is opened of it becomes a new map.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from app.file_names import PDF_SUFFIX
from app.keeping.backups import backups_folder, states_of
from model.exchange.endings import is_imported
from model.file import open_journey, read_bounded, shown_name
from model.file.salvage import MAX_SALVAGED, Salvaged, is_worth_salvaging, salvage
from model.journey import JourneyMap
from model.problems import FileProblem, Problem

_ISO = "%Y-%m-%dT%H:%M:%SZ"
_STATES_TRIED = 3


@dataclass(frozen=True, slots=True)
class Older:
    """An older version of the file that can be read.

    Attributes:
        name: What its file is called; "" for one that the program kept on this computer.
        saved: When, as maps write times.
        journey: The map in it.
    """

    name: str
    saved: str
    journey: JourneyMap


@dataclass(frozen=True, slots=True)
class Damage:
    """What is known of a file that cannot be opened.

    Attributes:
        path: The file.
        problem: Why it cannot be opened.
        salvaged: What can be rescued of it, None for nothing.
        olders: Older versions that are whole, the one beside the file first.
        bad_backup: The name of the version beside it, if that cannot be read either; else "".
    """

    path: Path
    problem: Problem
    salvaged: Salvaged | None
    olders: tuple[Older, ...]
    bad_backup: str = ""

    @property
    def has_something(self) -> bool:
        """Whether anything at all can be opened in place of the file."""
        return self.salvaged is not None or bool(self.olders)


def may_be_rescued(path: Path, problem: Problem) -> bool:
    """Tell whether to look for what there is in place of ``path``, which ``problem`` refused."""
    is_ours = not is_imported(path) and path.suffix.lower() != PDF_SUFFIX
    return is_ours and isinstance(problem, FileProblem) and is_worth_salvaging(problem)


def examine(path: Path, problem: Problem, state_folder: Path | None = None) -> Damage:
    """Return what there is in place of the file ``path``; takes as long as reading it a few times.

    With ``state_folder`` the states of the map that this computer kept are looked at, too.
    """
    found: Salvaged | None = None
    with suppress(FileProblem):  # gone meanwhile, or too large
        found = salvage(read_bounded(path, MAX_SALVAGED), shown_name(path))
    backup = Path(f"{os.fspath(path)}.bak")
    olders = list(_backup(backup))
    bad_backup = shown_name(backup.name) if not olders and backup.is_file() else ""
    known = found.journey if found is not None else olders[0].journey if olders else None
    if state_folder is not None and known is not None:
        olders += _kept_here(state_folder, known.id)
    return Damage(path, problem, found, tuple(olders), bad_backup)


def _backup(path: Path) -> Iterator[Older]:
    with suppress(FileProblem, OSError):
        if path.is_file():
            journey = open_journey(path).journey
            time = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            yield Older(shown_name(path.name), time.strftime(_ISO), journey)


def _kept_here(state_folder: Path, map_id: str) -> Iterator[Older]:
    """Yield the newest state of the map that this computer kept and that is whole."""
    with suppress(OSError):
        for state in states_of(backups_folder(state_folder), map_id)[:_STATES_TRIED]:
            with suppress(FileProblem):
                yield Older("", state.at.strftime(_ISO), open_journey(state.path).journey)
                return
