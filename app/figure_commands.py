"""Figures that stand in tables: a cell is chosen, read again, and what is wrong is told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app import file_dialogs
from app.beside import Beside, Progress
from app.document import Document
from app.figure_choice import chosen_figures
from app.figures import (
    FiguresRead,
    is_nameable,
    is_near,
    name_from,
    path_of,
    read_figures,
    read_tables,
    stamped,
)
from app.file_commands import folder_of
from model.cards import CellOrigin, Metric
from model.edits.figures import ReadFigure, figures_with_origin, take_figures
from model.exchange.figures import ENDINGS, Grid
from model.find import item_by_id
from model.journey import JourneyMap
from model.problems import FileProblem
from widgets.dialogs import ask_to_read_elsewhere
from widgets.overrides import guarded

if TYPE_CHECKING:
    from app.window import MapWindow

_TOPIC = "figures"
_MOST_SHOWN = 6


def choose_cell(window: MapWindow) -> None:
    """Ask for a table and a cell of it, read the figure there and remember the cell."""
    document, metrics = window.document, chosen_figures(window)
    if document is None or len(metrics) != 1:
        return
    window.commit_editing()
    words, endings = window.language, " ".join(f"*{ending}" for ending in ENDINGS)
    path = file_dialogs.choose_file(
        window,
        words("forms.figure.choose_file"),
        str(folder_of(window)),
        words("forms.figure.filter", endings=endings),
    )
    if path is not None:
        look_into(window, metrics[0].id, path)


def look_into(window: MapWindow, metric_id: str, path: Path) -> None:
    """Show the table at ``path``, which the user chose, to choose a cell in."""
    document = window.document
    if document is None:
        return
    Beside(
        window,
        lambda _progress: _tables(path),
        partial(_ask_cell, window, document, metric_id, path),
        said="window.said.reading_figures",
    )


def read_chosen(window: MapWindow) -> None:
    """Read the chosen figures again."""
    wanted = {held.id: held.origin for held in chosen_figures(window) if held.origin is not None}
    read_again(window, wanted)


def read_all(window: MapWindow) -> None:
    """Read all figures of the map again that come from a cell."""
    if window.document is None:
        return
    wanted = figures_with_origin(window.document.value)
    if wanted:
        read_again(window, wanted)
    else:
        window.show_sentence("window.said.no_figures", topic=_TOPIC)


def read_again(window: MapWindow, wanted: Mapping[str, CellOrigin]) -> None:
    """Read ``wanted`` beside the window; of files elsewhere the user is asked first."""
    document = window.document
    if document is None or not wanted:
        return
    window.commit_editing()
    folder, desk = _folder(document), _desk_of(document)
    paths = {path_of(origin, folder) for origin in wanted.values()}
    far = sorted(path for path in paths - desk.agreed if not is_near(path, folder))
    if far and not _may_read(window, far):
        return
    desk.agreed.update(far)
    agreed = frozenset(desk.agreed)

    def do(progress: Progress) -> FiguresRead:
        return read_figures(wanted, folder, agreed=agreed, tell=progress.tell)

    Beside(window, do, partial(_take, window, document), said="window.said.reading_figures")


@guarded
class _Desk(QObject):
    """Which files outside the map's folder the user has agreed to, as long as the map is open."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self.agreed: set[Path] = set()


def _desk_of(document: Document) -> _Desk:
    found = next((held for held in document.children() if isinstance(held, _Desk)), None)
    return found or _Desk(document)


def _folder(document: Document) -> Path | None:
    return document.path.absolute().parent if document.path is not None else None


def _tables(path: Path) -> tuple[Grid, ...] | FileProblem:
    """Return the sheets, or what is wrong; called in a thread of its own."""
    try:
        return read_tables(path, path.name)
    except FileProblem as problem:
        return problem


def _ask_cell(
    window: MapWindow,
    document: Document,
    metric_id: str,
    path: Path,
    found: tuple[Grid, ...] | FileProblem,
) -> None:
    if window.document is not document:
        return
    if isinstance(found, FileProblem):
        window.show_problem(found, topic=_TOPIC)
        return
    metric = item_by_id(document.value, metric_id)
    if not isinstance(metric, Metric) or not found:
        return
    from widgets.figure_cell import FigureDialog  # start-up: opened on demand

    folder = _folder(document)
    present = metric.origin
    if present is not None and path_of(present, folder) != path:
        present = None
    name = metric.name or window.language("window.inspector.metric")
    dialog = FigureDialog(window.language, path.name, found, name, present, window)
    dialog.chosen.connect(partial(_set_cell, window, document, metric_id, path))
    dialog.open()


def _set_cell(
    window: MapWindow,
    document: Document,
    metric_id: str,
    path: Path,
    sheet: str,
    cell: str,
    value: float,
) -> None:
    name = name_from(path, _folder(document))
    if not is_nameable(name) or not is_nameable(sheet):
        window.show_problem(FileProblem("figures.bad_name", file=path.name), topic=_TOPIC)
        return
    _desk_of(document).agreed.add(path)
    origin = stamped(CellOrigin(file=name, sheet=sheet, cell=cell))
    found = {metric_id: ReadFigure(value, origin)}
    day = date.today().isoformat()
    window.hide_problem(topic=_TOPIC)
    document.apply("edits.read_figures", lambda held: take_figures(held, found, day))


def _may_read(window: MapWindow, paths: list[Path]) -> bool:
    """Show the paths of files outside the map's folder and ask whether they may be read."""
    words = window.language
    shown = [str(path) for path in paths[:_MOST_SHOWN]]
    if len(paths) > _MOST_SHOWN:
        shown.append(words("forms.figure.more_files", count=len(paths) - _MOST_SHOWN))
    return ask_to_read_elsewhere(window, words, len(paths), "\n".join(shown))


def _take(window: MapWindow, document: Document, read: FiguresRead) -> None:
    if window.document is not document:
        return
    before = document.value
    day = date.today().isoformat()
    if read.figures:
        figures = read.figures
        document.apply("edits.read_figures", lambda held: take_figures(held, figures, day))
    changed = sum(_actual(before, held) != _actual(document.value, held) for held in read.figures)
    words = window.language
    window.hide_problem(topic=_TOPIC)
    if not read.problems:
        count = len(read.figures)
        window.tell_done(partial(words, "window.said.figures_read", count=count, changed=changed))
    elif len(read.problems) == 1:
        window.show_problem(read.problems[0], topic=_TOPIC)
    else:
        window.offer(
            partial(words, "window.said.figures_failed", count=len(read.problems)),
            (partial(words, "window.exchange.show"), partial(_show_faults, window, read)),
            topic=_TOPIC,
        )


def _show_faults(window: MapWindow, read: FiguresRead) -> None:
    from widgets.left_behind import LeftBehind  # start-up: opened on demand

    LeftBehind(window.language, "", read.problems, "figures", window).open()


def _actual(journey: JourneyMap, metric_id: str) -> float | None:
    item = item_by_id(journey, metric_id)
    return item.actual if isinstance(item, Metric) else None
