"""Reading figures from the tables beside a map; needs no Qt.

Nothing here is done on opening. A map of a stranger may name any file of this computer: what lies
outside the map's own folder is read only after the user has seen its path and agreed.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath

from model.cards import CellOrigin
from model.edits.figures import ReadFigure
from model.exchange.csv_text import MAX_BYTES
from model.exchange.figures import ENDINGS, Grid, figure_at, read_grids
from model.file import read_bounded
from model.problems import FileProblem, Problem
from model.values import MAX_LINE, clean_line, present_time, with_changes


@dataclass(frozen=True, slots=True)
class FiguresRead:
    """What was read, by the ids of the metrics, and what could not be."""

    figures: Mapping[str, ReadFigure]
    problems: tuple[Problem, ...]


def name_from(path: Path, folder: Path | None) -> str:
    """Return ``path`` as a map in ``folder`` names it: as seen from there where that can be."""
    if folder is None:
        return path.as_posix()
    try:
        seen = os.path.relpath(path, folder)
    except ValueError:  # another drive
        return path.as_posix()
    return PurePath(seen).as_posix()


def path_of(origin: CellOrigin, folder: Path | None) -> Path:
    """Return where the file of ``origin`` is, without looking whether it is there."""
    named = Path(origin.file.replace("\\", "/"))
    return Path(os.path.normpath((folder or Path.cwd()) / named))


def is_near(path: Path, folder: Path | None) -> bool:
    """Tell whether ``path`` lies in ``folder`` or below it, also once links are followed.

    What is elsewhere by its name alone is not touched: on Windows already asking for a path of
    another computer tells that computer who asks.
    """
    if folder is None or not path.is_relative_to(os.path.normpath(folder)):
        return False
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except OSError:
        return False


def read_tables(path: Path, shown: str) -> tuple[Grid, ...]:
    """Return the sheets of the file at ``path``, told of as ``shown``.

    Raises:
        FileProblem: If it is no table, is not there, or is larger than the limits.
    """
    if not path.name.lower().endswith(ENDINGS):
        raise FileProblem("figures.no_table", file=shown)
    try:
        data = read_bounded(path, MAX_BYTES)
    except FileProblem as problem:
        if problem.code == "file.not_there":
            raise FileProblem("figures.no_file", file=shown, path=clean_line(str(path))) from None
        raise
    return read_grids(data, shown)


def read_figures(
    wanted: Mapping[str, CellOrigin],
    folder: Path | None,
    *,
    agreed: Collection[Path] = (),
    tell: Callable[[int, int], None] = lambda _done, _of: None,
) -> FiguresRead:
    """Read the cells ``wanted``, each file once; ``agreed`` are files outside ``folder`` to read.

    ``tell(done, of)`` is called before each file.
    """
    files: dict[Path, dict[str, CellOrigin]] = {}
    for metric_id, origin in wanted.items():
        files.setdefault(path_of(origin, folder), {})[metric_id] = origin
    figures: dict[str, ReadFigure] = {}
    problems: list[Problem] = []
    for done, (path, cells) in enumerate(files.items()):
        tell(done, len(files))
        shown = next(iter(cells.values())).file
        if path not in agreed and not is_near(path, folder):
            problems.append(FileProblem("figures.outside", file=shown))
            continue
        try:
            grids = read_tables(path, shown)
        except FileProblem as problem:
            problems.append(problem)
            continue
        for metric_id, origin in cells.items():
            try:
                value = figure_at(grids, origin)
            except FileProblem as problem:
                problems.append(problem)
            else:
                figures[metric_id] = ReadFigure(value, stamped(origin))
    return FiguresRead(figures, tuple(problems))


def stamped(origin: CellOrigin) -> CellOrigin:
    """Return ``origin`` as read just now."""
    return with_changes(origin, read=present_time())


def is_nameable(name: str) -> bool:
    """Tell whether a map can hold ``name``: one line that is not too long."""
    return name == clean_line(name) and len(name) <= MAX_LINE
