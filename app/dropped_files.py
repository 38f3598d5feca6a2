"""Files that are dropped on a window: maps are opened, pictures go where they are dropped."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDropEvent

from model.cards import Card, Picture
from model.edits import add_item
from model.evidence import Image
from model.find import item_by_id, lane_by_id
from model.journey import JourneyMap
from model.lanes import CardsLane, ImagesLane
from model.problems import FileProblem
from model.values import new_id
from widgets.canvas.selection import item_selection

if TYPE_CHECKING:
    from app.window import MapWindow

_PICTURES = (".png", ".jpg", ".jpeg")
_COPY = Qt.DropAction.CopyAction


def take_drag(window: MapWindow, event: QDropEvent) -> None:
    """Take a drag of files this window can use, as a copy: nothing may be moved away by it."""
    if _usable(window, event):
        event.setDropAction(_COPY)
        event.accept()
    else:
        event.ignore()


def take_drop(window: MapWindow, event: QDropEvent) -> None:
    """Open the dropped maps and put the dropped pictures into the map."""
    files = _usable(window, event)
    take_drag(window, event)
    pictures = [path for path in files if _is_picture(path)]
    if pictures:
        _drop_pictures(window, pictures, event.position().toPoint())
    window.workspace.open_files([path for path in files if not _is_picture(path)], window)


def _usable(window: MapWindow, event: QDropEvent) -> list[Path]:
    """Return the local files of a drop; pictures only where there is a map to take them."""
    if not event.possibleActions() & _COPY:
        return []
    files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return [path for path in files if window.document is not None or not _is_picture(path)]


def _is_picture(path: Path) -> bool:
    return path.suffix.lower() in _PICTURES


def _drop_pictures(window: MapWindow, paths: list[Path], where: QPoint) -> None:
    from app.image_files import put_image, read_image  # start-up: Pillow is not needed before

    document, canvas = window.document, window.canvas
    if document is None or canvas is None:
        return
    window.commit_editing()
    hit = canvas.frame.hit(canvas.viewport().mapFrom(window, where).toPointF())
    item = item_by_id(document.value, hit.id) if hit.spot is not None else None
    if isinstance(item, Card | Picture) and item.image is None and len(paths) == 1:
        put_image(window, item.id, paths[0])
        window.choose(item_selection([item.id]))
        return
    lane = lane_by_id(document.value, hit.cell.lane_id) if hit.cell is not None else None
    if hit.cell is None or not isinstance(lane, CardsLane | ImagesLane):
        window.show_sentence("window.said.drop_picture")
        return
    images: list[Image] = []
    for path in paths:
        try:
            images.append(read_image(path))
        except FileProblem as problem:
            window.show_problem(problem)
    _add_pictures(window, lane, hit.cell.step_id, images)


def _add_pictures(
    window: MapWindow, lane: CardsLane | ImagesLane, step_id: str, images: list[Image]
) -> None:
    from app.image_files import with_image  # start-up

    make = Picture if isinstance(lane, ImagesLane) else Card
    made = [(make(id=new_id()), image) for image in images]

    def add(held: JourneyMap) -> JourneyMap:
        for item, image in made:
            held = add_item(held, lane.id, step_id, item)
            held = with_image(held, item.id, image)
        return held

    if made and window.document is not None and window.document.apply("edits.add_picture", add):
        window.choose(item_selection([item.id for item, _ in made]))
