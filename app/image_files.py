"""Takes pictures into the map: chosen, dropped or pasted, read beside the window's work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage

from app import file_dialogs
from app.beside import Beside, Progress
from app.embedding import embedded_image, read_image
from app.incoming import PictureSource
from model.cards import Card, Picture
from model.clippings import Where
from model.edits import Register, add_entry, add_item, remove_entry, set_entry, set_items
from model.evidence import Image
from model.find import item_by_id, lane_by_id
from model.images import MAX_PIXELS, image_fault
from model.journey import JourneyMap
from model.lanes import CardsLane, ImagesLane, Lane
from model.problems import FileProblem
from model.references import REFERRING_REGISTERS, all_items, references
from model.values import new_id
from widgets.canvas.gestures.drop_in import Landing
from widgets.canvas.selection import Selection, item_selection

if TYPE_CHECKING:
    from app.window import MapWindow


@dataclass(frozen=True, slots=True)
class _Read:
    """What came of reading: pictures in the order they were given, and what would not do."""

    images: tuple[Image, ...]
    problems: tuple[FileProblem, ...]


def choose_image(window: MapWindow, item_id: str) -> None:
    """Ask for a picture and put it into the item."""
    path = _chosen_path(window)
    if path is not None:
        put_image(window, item_id, path)


def choose_new_picture(window: MapWindow, lane_id: str, step_id: str) -> None:
    """Ask for a picture and put it into the cell of an image lane: one edit, and it is chosen."""
    path = _chosen_path(window)
    if path is not None:
        take_pictures(window, [path], Landing(Where(lane_id, step_id)))


def put_image(window: MapWindow, item_id: str, path: Path) -> None:
    """Embed the picture in ``path`` for an item or an entry; tell of a file that will not do."""
    take_pictures(window, [path], Landing(Where(), item_id))


def take_pictures(
    window: MapWindow, sources: Sequence[PictureSource], landing: Landing
) -> Beside | None:
    """Read pictures and put them where they are to go: one edit for all.

    Into the item of ``landing``, or each as an item of its own into the cell; a cell that cannot
    hold pictures is told of before anything is read.
    """
    document = window.document
    if document is None:
        return None
    if len(sources) > 1:  # one item has no room for several
        landing = Landing(landing.where)
    if landing.item_id is None and _lane_at(document.value, landing.where) is None:
        window.show_sentence("window.said.drop_picture")
        return None
    window.commit_editing()
    name = window.language("window.pasted_picture")
    return Beside(
        window,
        lambda progress: _read(tuple(sources), name, progress),
        partial(_take, window, document, landing),
        said="window.said.reading_pictures",
    )


def picture_place(journey: JourneyMap, selection: Selection, where: Where) -> Landing:
    """Return where a picture goes that comes without a place of its own.

    Into a chosen picture that has no image yet; else into the user's cell, or at the user's step
    into the first lane of images, or else of cards, that one sees.
    """
    item = item_by_id(journey, selection.current or "") if selection.kind == "items" else None
    if isinstance(item, Picture) and item.image is None:
        return Landing(where, item.id)
    step_id = where.step_id or journey.steps[0].id
    if where.lane_id is not None:
        return Landing(replace(where, step_id=step_id))
    lanes = [lane for lane in journey.lanes if lane.is_visible and _holds_pictures(lane)]
    lanes.sort(key=lambda lane: lane.kind != "images")
    return Landing(Where(lanes[0].id if lanes else None, step_id))


def with_image(journey: JourneyMap, item_id: str, image: Image) -> JourneyMap:
    """Return ``journey`` with ``image`` embedded once and shown in the item."""
    if all(held.sha256 != image.sha256 for held in journey.images):
        journey = add_entry(journey, "images", image)
    register = _register_of(journey, item_id)
    if register is not None:
        return _without_idle_faults(set_entry(journey, register, item_id, image=image.sha256))
    return _without_idle_faults(set_items(journey, (item_id,), image=image.sha256))


def _register_of(journey: JourneyMap, entry_id: str) -> Register | None:
    """Return which register with pictures holds ``entry_id``; None where it stands in a cell."""
    registers: tuple[Register, ...] = ("personas", "channels")
    for register in registers:
        if any(held.id == entry_id for held in getattr(journey, register)):
            return register
    return None


def _read(sources: tuple[PictureSource, ...], name: str, progress: Progress) -> _Read:
    """Read all ``sources``; called in a thread of its own."""
    images: list[Image] = []
    problems: list[FileProblem] = []
    for done, source in enumerate(sources):
        if progress.is_stopped:
            break
        progress.tell(done, len(sources))
        try:
            images.append(_image_of(source, name))
        except FileProblem as problem:
            problems.append(problem)
    return _Read(tuple(images), tuple(problems))


def _image_of(source: PictureSource, name: str) -> Image:
    if isinstance(source, Path):
        return read_image(source)
    if isinstance(source, QImage):
        if source.width() * source.height() > MAX_PIXELS:
            raise FileProblem("image.too_large", file=name, megapixels=MAX_PIXELS // 10**6)
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        source.save(buffer, "PNG", 100)  # type: ignore[call-overload]  # as large and as fast
        source = bytes(buffer.data().data())
    return embedded_image(source, name)


def _take(window: MapWindow, document: object, landing: Landing, read: _Read) -> None:
    if window.document is not document or window.document is None:
        return  # another map has taken its place meanwhile
    for problem in reversed(read.problems):
        window.show_problem(problem)
    if not read.images:
        return
    if landing.item_id is not None:
        item_id, image = landing.item_id, read.images[0]
        is_in_cell = _register_of(window.document.value, item_id) is None
        if (
            window.document.apply(
                "edits.add_picture", lambda held: with_image(held, item_id, image)
            )
            and is_in_cell
        ):
            window.choose(item_selection([item_id]))
        return
    lane = _lane_at(window.document.value, landing.where)
    if lane is None:
        window.show_sentence("window.said.drop_picture")
        return
    make = Picture if isinstance(lane, ImagesLane) else Card
    made = [(make(id=new_id()), image) for image in read.images]
    edit = partial(_with_pictures, made=made, lane_id=lane.id, where=landing.where)
    if window.document.apply("edits.add_picture", edit):
        window.choose(item_selection(item.id for item, _ in made))


def _with_pictures(
    journey: JourneyMap,
    *,
    made: Sequence[tuple[Card | Picture, Image]],
    lane_id: str,
    where: Where,
) -> JourneyMap:
    for number, (item, image) in enumerate(made):
        index = None if where.index is None else where.index + number
        journey = add_item(journey, lane_id, where.step_id or "", item, index)
        journey = with_image(journey, item.id, image)
    return journey


def _lane_at(journey: JourneyMap, where: Where) -> Lane | None:
    lane = lane_by_id(journey, where.lane_id) if where.lane_id else None
    return lane if lane is not None and _holds_pictures(lane) else None


def _holds_pictures(lane: Lane) -> bool:
    return isinstance(lane, CardsLane | ImagesLane) and not lane.is_locked


def _chosen_path(window: MapWindow) -> Path | None:
    words = window.language
    return file_dialogs.choose_file(
        window,
        words("dialogs.image.title"),
        str(file_dialogs.usual_folder(window.workspace.settings.value.folder)),
        words("dialogs.image.filter"),
    )


def _without_idle_faults(journey: JourneyMap) -> JourneyMap:
    """Drop images that cannot be shown and that nothing refers to: else each opening names them."""
    faulty = {image.sha256 for image in journey.images if image_fault(image) is not None}
    if faulty:
        entries = (getattr(journey, register) for register in REFERRING_REGISTERS)
        holders = (*all_items(journey), *chain.from_iterable(entries))
        faulty -= {found for value in holders for _, _, found in references(value)}
    for sha256 in faulty:
        journey = remove_entry(journey, "images", sha256)
    return journey
