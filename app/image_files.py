"""Reads a picture from a file into the map: PNG and JPEG within limits, known by their bytes."""

from __future__ import annotations

import base64
import hashlib
import io
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import ExifTags
from PIL import Image as PillowImage

from app import file_dialogs
from model.cards import Picture
from model.edits import add_entry, add_item, remove_entry, set_items
from model.evidence import Image
from model.file import read_bounded, shown_name
from model.images import MAX_PIXELS, image_fault, pixel_size
from model.journey import JourneyMap
from model.problems import FileProblem
from model.references import all_items, references
from model.values import new_id
from widgets.canvas.selection import Selection

if TYPE_CHECKING:
    from app.window import MapWindow

MAX_BYTES = 25_000_000
# Phones put a second picture into a JPEG, which Pillow then calls MPO.
_MIMES = {"PNG": "image/png", "JPEG": "image/jpeg", "MPO": "image/jpeg"}
_LYING = (5, 6, 7, 8)  # turns of a camera that swap width and height


def choose_image(window: MapWindow, item_id: str) -> None:
    """Ask for a picture and put it into the item."""
    path = _chosen_path(window)
    if path is not None:
        put_image(window, item_id, path)


def choose_new_picture(window: MapWindow, lane_id: str, step_id: str) -> None:
    """Ask for a picture and put it into the cell of an image lane: one edit, and it is chosen."""
    path = _chosen_path(window)
    if path is None or window.document is None:
        return
    try:
        image = read_image(path)
    except FileProblem as problem:
        window.show_problem(problem)
        return
    item = Picture(id=new_id())
    is_added = window.document.apply(
        "edits.add_picture",
        lambda held: with_image(add_item(held, lane_id, step_id, item), item.id, image),
    )
    if is_added:
        window.choose(Selection("items", (item.id,)))


def put_image(window: MapWindow, item_id: str, path: Path) -> None:
    """Embed the picture in ``path`` and show it in the item; tell of a file that will not do."""
    try:
        image = read_image(path)
    except FileProblem as problem:
        window.show_problem(problem)
        return
    if window.document is not None:
        window.document.apply("edits.add_picture", lambda held: with_image(held, item_id, image))


def _chosen_path(window: MapWindow) -> Path | None:
    words = window.language
    return file_dialogs.choose_file(
        window,
        words("dialogs.image.title"),
        str(file_dialogs.usual_folder(window.workspace.settings.value.folder)),
        words("dialogs.image.filter"),
    )


def with_image(journey: JourneyMap, item_id: str, image: Image) -> JourneyMap:
    """Return ``journey`` with ``image`` embedded once and shown in the item."""
    if all(held.sha256 != image.sha256 for held in journey.images):
        journey = add_entry(journey, "images", image)
    return _without_idle_faults(set_items(journey, (item_id,), image=image.sha256))


def _without_idle_faults(journey: JourneyMap) -> JourneyMap:
    """Drop images that cannot be shown and that nothing refers to: else each opening names them."""
    faulty = {image.sha256 for image in journey.images if image_fault(image) is not None}
    if faulty:
        holders = (*all_items(journey), *journey.personas, *journey.photos)
        faulty -= {found for value in holders for _, _, found in references(value)}
    for sha256 in faulty:
        journey = remove_entry(journey, "images", sha256)
    return journey


def read_image(path: Path) -> Image:
    """Return the picture in ``path`` as the map embeds it, byte for byte.

    Raises:
        FileProblem: If it cannot be read, is no PNG or JPEG, is damaged or too large.
    """
    data = read_bounded(path, MAX_BYTES)
    name = shown_name(path)
    size = pixel_size(data)  # before anything is decoded
    if size is None:
        raise FileProblem("image.not_an_image", file=name)
    if size[0] * size[1] > MAX_PIXELS:
        raise FileProblem("image.too_large", file=name, megapixels=MAX_PIXELS // 10**6)
    try:
        with PillowImage.open(io.BytesIO(data), formats=("PNG", "JPEG")) as picture:
            picture.load()  # a truncated file is found out here, not on the wall
            image = _embedded(data, picture)
    except (OSError, ValueError, SyntaxError) as error:
        raise FileProblem("image.damaged", file=name) from error
    if image_fault(image) is not None:
        raise FileProblem("image.damaged", file=name)
    return image


def _embedded(data: bytes, picture: PillowImage.Image) -> Image:
    width, height = picture.size
    mime = _MIMES[picture.format or ""]
    turn = picture.getexif().get(ExifTags.Base.Orientation, 1)
    if mime == "image/jpeg" and turn in _LYING:  # no program of ours turns a PNG
        width, height = height, width
    return Image.model_validate(
        {
            "sha256": hashlib.sha256(data).hexdigest(),
            "mime": mime,
            "width_px": width,
            "height_px": height,
            "data": base64.b64encode(data).decode("ascii"),
        }
    )
