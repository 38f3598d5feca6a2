"""What is dropped on a window: maps are opened, all else goes into the map where it falls."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from widgets.canvas.canvas import Canvas

if TYPE_CHECKING:
    from app.window import MapWindow
    from widgets.canvas.gestures.drop_in import Cargo, Landing

_COPY = Qt.DropAction.CopyAction
_PICTURES = (".png", ".jpg", ".jpeg")
# A map holds none of these: who reads them says what to save them as.
_OTHER_PICTURES = (".svg", ".gif", ".webp", ".bmp", ".tif", ".tiff", ".heic")


def serve_canvas(window: MapWindow, canvas: Canvas) -> None:
    """Have ``canvas`` show where things go that are dragged over it, and take them there."""

    def land(data: QMimeData, landing: Landing | None) -> None:
        from app.landing import land  # start-up: nothing is dragged yet

        land(window, data, landing)

    canvas.from_outside.serve(_cargo_of)
    canvas.from_outside.dropped.connect(land)


def take_drag(window: MapWindow, event: QDropEvent) -> None:
    """Take a drag of files this window can use, as a copy: nothing may be moved away by it."""
    if _usable(window, event):
        event.setDropAction(_COPY)
        event.accept()
    else:
        event.ignore()


def take_drop(window: MapWindow, event: QDropEvent) -> None:
    """Open the maps dropped beside the canvas; pictures go where on the canvas they are held."""
    from app.landing import land_files  # start-up: as above

    files = _usable(window, event)
    take_drag(window, event)
    pictures = [path for path in files if is_picture(path)]
    canvas = window.canvas
    here = event.position().toPoint()
    point = canvas.viewport().mapFrom(window, here).toPointF() if canvas else QPointF(here)
    others = [path for path in files if not is_picture(path)]
    land_files(window, pictures, others, event.mimeData(), point)


def local_files(urls: Iterable[QUrl]) -> list[Path]:
    """Return which files of this computer ``urls`` name; a zero byte is in the name of none."""
    names = (url.toLocalFile() for url in urls if url.isLocalFile())
    return [Path(name) for name in names if "\0" not in name]


def is_picture(path: Path) -> bool:
    """Tell whether ``path`` is named like a picture, of whatever kind."""
    return path.suffix.lower() in (*_PICTURES, *_OTHER_PICTURES)


def _cargo_of(data: QMimeData) -> Cargo | None:
    from app.landing import cargo_of  # start-up: as above

    return cargo_of(data)


def _usable(window: MapWindow, event: QDropEvent) -> list[Path]:
    """Return the local files of a drop; pictures only where there is a map to take them."""
    if not event.possibleActions() & _COPY:
        return []
    files = local_files(event.mimeData().urls())
    return [path for path in files if window.document is not None or not is_picture(path)]
