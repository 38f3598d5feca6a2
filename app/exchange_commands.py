"""Maps from and to other programs' files, in the window, with what could not be carried."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app import file_commands, file_dialogs
from app.patience import Cancelled, do_beside
from model.exchange.endings import IMPORTED
from model.journey import JourneyMap
from model.problems import Problem

if TYPE_CHECKING:
    from app.window import MapWindow

# Key of the name people choose by, ending, table.
FORMATS: Final = (
    ("xlsx", ".xlsx", None),
    ("csv_cards", ".csv", "cards"),
    ("csv_matrix", ".csv", "matrix"),
    ("ojf", ".ojf", None),
    ("mmd", ".mmd", None),
)
_TOPIC: Final = "exchange"


def import_maps(window: MapWindow) -> None:
    """Let the user choose files of other programs; each opens as a new map, not saved yet."""
    words = window.language
    endings = " ".join(f"*{ending}" for ending in IMPORTED)
    filters = (
        f"{words('dialogs.import.filter', endings=endings)};;{words('dialogs.open.filter_all')}"
    )
    folder = str(file_commands.folder_of(window))
    paths = file_dialogs.choose_files(window, words("dialogs.import.title"), folder, filters)
    window.workspace.open_files(paths, window)


def export_map(window: MapWindow) -> None:
    """Ask for a format and a name, write the map there, and tell what it could not carry."""
    document = window.document
    if document is None:
        return
    window.commit_editing()
    words = window.language
    formats = [(words(f"dialogs.export.{key}"), ending) for key, ending, _ in FORMATS]
    proposed = file_commands.folder_of(window) / file_commands.suggested_name(window)
    chosen = file_dialogs.choose_format(window, words("dialogs.export.title"), proposed, formats)
    if chosen is None:
        return
    path, place = chosen
    journey, table = document.stamped_value, FORMATS[place][2]
    try:
        lost = do_beside(
            partial(_write, journey, path, table),
            words("window.exchange.writing", name=path.name),
            words,
            window,
        )
    except Cancelled:
        return
    except Problem as problem:
        window.show_problem(problem, topic=_TOPIC)
        return
    window.hide_problem(topic=_TOPIC)
    if lost:
        tell_left_behind(window, path, lost, way="exported")
    else:
        window.tell_done(partial(words, "window.exchange.exported_whole", name=path.name))


def tell_left_behind(
    window: MapWindow, path: Path, lost: Sequence[Problem], *, way: str = "imported"
) -> None:
    """Say how much did not come along, with a button that lists it; ``way`` is which way."""
    words = window.language
    window.offer(
        partial(words, f"window.exchange.{way}", name=path.name, count=len(lost)),
        (partial(words, "window.exchange.show"), partial(_show, window, path, tuple(lost), way)),
        topic=_TOPIC,
    )


def _show(window: MapWindow, path: Path, lost: tuple[Problem, ...], way: str) -> None:
    from widgets.left_behind import LeftBehind  # start-up: opened on demand

    LeftBehind(window.language, path.name, lost, way, window).open()


def _write(journey: JourneyMap, path: Path, table: str | None) -> tuple[Problem, ...]:
    # Start-up: formats of others are needed by nothing else.
    from app.exchanging import write_exported
    from model.exchange.formats import export_map as made

    data, lost = made(journey, path, table)
    write_exported(path, data)
    return lost
