"""What a drag from outside carries, and what is done with it where it falls."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPointF, Qt

from app.file_names import PDF_SUFFIX, SUFFIX
from app.incoming import FilesIn, Incoming, NotesIn, PictureIn, TableIn, incoming_of
from app.paste_commands import take
from model.clippings import holds
from model.exchange.endings import IMPORTED
from model.exchange.tables import Table
from model.lanes import CardsLane, ImagesLane, Lane
from widgets.canvas.canvas import Canvas
from widgets.canvas.gestures.drop_in import Cargo, DropIn, Landing

if TYPE_CHECKING:
    from app.window import MapWindow

_MAPS = (SUFFIX, PDF_SUFFIX, *IMPORTED)


def land_files(
    window: MapWindow,
    pictures: Sequence[Path],
    others: Sequence[Path],
    data: QMimeData,
    point: QPointF,
) -> None:
    """Take files that fell on the window at ``point`` (px of the canvas's viewport)."""
    canvas = window.canvas
    if pictures and canvas is not None:
        landing = landing_at(canvas, point, data)
        if landing is None:
            window.show_sentence("window.said.drop_picture")
        else:
            _take_pictures(window, pictures, landing)
    _open(window, others)


def landing_at(canvas: Canvas, point: QPointF, data: QMimeData) -> Landing | None:
    """Return where ``data`` goes that is let go at ``point`` (px of the viewport)."""
    cargo = cargo_of(data)
    if cargo is None:
        return None
    carried = DropIn(canvas, point, cargo)
    carried.move(point, Qt.KeyboardModifier.NoModifier)
    return carried.landing


def cargo_of(data: QMimeData) -> Cargo | None:
    """Return what a drag carries, as the canvas needs to know it; None for nothing of use."""
    return _cargo(incoming_of(data))


def _cargo(incoming: Incoming | None) -> Cargo | None:
    match incoming:
        case FilesIn(pictures, _) if pictures:
            return Cargo("pictures", _takes_picture, len(pictures))
        case FilesIn():
            return Cargo("files")
        case PictureIn():
            return Cargo("pictures", _takes_picture)
        case NotesIn(notes) if notes.lines:
            first = notes.lines[0]
            return Cargo("notes", lambda lane, _: holds(lane, first), len(notes.lines))
        case TableIn(table) if max(map(len, table), default=0) == 1:
            first = table[0][0]
            return Cargo("notes", lambda lane, _: holds(lane, first or "0"), len(table))
        case TableIn(table):
            columns = max(map(len, table), default=1)
            count = sum(bool(text.strip()) for row in table for text in row)
            return Cargo("table", partial(_takes_row, table), count, len(table), columns)
    return None


def _takes_row(table: Table, lane: Lane, row: int) -> bool:
    return any(text.strip() and holds(lane, text) for text in table[row])


def _takes_picture(lane: Lane, _row: int) -> bool:
    return isinstance(lane, CardsLane | ImagesLane) and not lane.is_locked


def land(window: MapWindow, data: QMimeData, landing: Landing | None) -> None:
    """Do with ``data`` what is meant by letting it go over the canvas."""
    incoming = incoming_of(data)
    if isinstance(incoming, FilesIn):
        if incoming.pictures and landing is not None:
            _take_pictures(window, incoming.pictures, landing)
        _open(window, incoming.others)
    else:
        take(window, data, landing)
    window.activateWindow()


def _take_pictures(window: MapWindow, paths: Sequence[Path], landing: Landing) -> None:
    from app.image_files import take_pictures  # start-up: Pillow is not needed before

    take_pictures(window, paths, landing)


def _open(window: MapWindow, paths: Sequence[Path]) -> None:
    """Open maps; of other files one sentence says what they could be."""
    strange = [path for path in paths if path.suffix.lower() not in _MAPS]
    maps = [path for path in paths if path.suffix.lower() in _MAPS]
    if maps:
        window.workspace.open_files(maps, window)
    if strange:
        window.show_sentence("window.said.drop_other", name=strange[0].name)
