"""Whether an embedded image is what it says it is: read from its bytes, no pixel is decoded.

A file can come from anywhere, and a few bytes can promise gigabytes of pixels. So the size is read
from the header before anyone decodes (reference/reliability.md 5.10, S4), and what is not in order
is never handed to a decoder: the sheet shows a sign in its place.
"""

from __future__ import annotations

import hashlib
import zlib
from binascii import Error as Base64Error
from collections.abc import Iterator
from typing import Literal
from weakref import WeakKeyDictionary

from model.evidence import Image
from model.journey import JourneyMap
from model.problems import FileProblem, PrintProblem

ImageFault = Literal["base64", "name", "type", "size", "too_large", "damaged"]
"""What can be wrong: ``name`` is the SHA-256 of other bytes, ``damaged`` stops before its end."""

MAX_PIXELS = 40_000_000
"""The most pixels of one image, as many as a large camera takes (reliability.md 5.10, S4)."""

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_END = b"\xff\xd9"
# Baseline, extended and progressive, all Huffman-coded: what a PDF holds and every program decodes.
_FRAMES = frozenset((0xC0, 0xC1, 0xC2))
_OTHER_FRAMES = frozenset(range(0xC3, 0xD0)) - {0xC4, 0xC8, 0xCC}
_SCAN = 0xDA
_PNG_COLOUR = 2  # the bit of a PNG's colour type that says it has colours

# A map is laid out again at every keystroke; its images stay the same values.
_KNOWN: WeakKeyDictionary[Image, ImageFault | None] = WeakKeyDictionary()


class _Unfit(Exception):
    def __init__(self, fault: ImageFault) -> None:
        super().__init__(fault)
        self.fault = fault


def image_fault(image: Image) -> ImageFault | None:
    """Return what is wrong with ``image``, None if it is in order. An image is looked at once."""
    try:
        return _KNOWN[image]
    except KeyError:
        found = _KNOWN[image] = _fault(image)
        return found


def pixel_size(content: bytes) -> tuple[int, int] | None:
    """Return (width, height) from the header of a PNG or JPEG; None if it is none of ours."""
    try:
        return _size(content)
    except _Unfit:
        return None


def channels_of(content: bytes) -> int | None:
    """Return 1 for grey, 3 for colours of light, 4 for inks, from the header; None if unknown."""
    try:
        if content.startswith(_PNG):
            _png_size(content)
            return 3 if content[25] & _PNG_COLOUR else 1
        start = _jpeg_frame(content)[2]
    except _Unfit:
        return None
    return content[start + 5] if len(content) > start + 5 else None


def remember_damaged(image: Image) -> None:
    """Remember that ``image`` turned out to be unreadable when its pixels were decoded.

    From then on it counts as damaged: the next sheet and the next export say so.
    """
    _KNOWN[image] = "damaged"


def image_notes(journey: JourneyMap, file: str) -> Iterator[FileProblem]:
    """Yield a note for each image of ``journey``, read from ``file``, that cannot be shown.

    The codes are ``file.note_image_`` and the fault; ``path`` says which one, as ``images[2]``.
    """
    for index, image in enumerate(journey.images):
        fault = image_fault(image)
        if fault is not None:
            yield FileProblem(
                f"file.note_image_{fault}",
                file=file,
                path=f"images[{index}]",
                megapixels=MAX_PIXELS // 10**6,
            )


def unshown_images(journey: JourneyMap) -> Iterator[PrintProblem]:
    """Yield ``print.image_unshown`` for each place in the print that gets a sign for its image."""
    faulty = {image.sha256 for image in journey.images if image_fault(image) is not None}
    if not faulty:
        return
    steps = {step.id: step.name for step in journey.steps}
    for lane in journey.lanes:
        if not lane.is_printed:
            continue
        for step_id, items in lane.cells.items():
            for item in items:
                if getattr(item, "image", None) in faulty:
                    yield PrintProblem(
                        "print.image_unshown", lane=lane.name, step=steps.get(step_id, step_id)
                    )


def _fault(image: Image) -> ImageFault | None:
    try:
        content = image.content
    except (Base64Error, ValueError):
        return "base64"
    try:
        if hashlib.sha256(content).hexdigest() != image.sha256:
            raise _Unfit("name")
        _check_type(content, image.mime)
        size = _size(content)
        _check_size(size, (image.width_px, image.height_px), may_be_turned=_is_jpeg(content))
        _check_end(content)
    except _Unfit as found:
        return found.fault
    return None


def _check_type(content: bytes, mime: str) -> None:
    magic = _PNG if mime == "image/png" else _JPEG
    if not content.startswith(magic):
        raise _Unfit("type")


def _check_size(size: tuple[int, int], said: tuple[int, int], *, may_be_turned: bool) -> None:
    """A photo taken upright may be said to be so: its file holds it lying, with a note on turns."""
    if size[0] * size[1] > MAX_PIXELS:
        raise _Unfit("too_large")
    if said != size and not (may_be_turned and said == size[::-1]):
        raise _Unfit("size")


def _is_jpeg(content: bytes) -> bool:
    return content.startswith(_JPEG)


def _size(content: bytes) -> tuple[int, int]:
    if content.startswith(_PNG):
        return _png_size(content)
    if _is_jpeg(content):
        return _jpeg_frame(content)[0]
    raise _Unfit("type")


def _png_size(content: bytes) -> tuple[int, int]:
    if content[12:16] != b"IHDR" or len(content) < 33:
        raise _Unfit("damaged")
    width, height = (int.from_bytes(content[at : at + 4], "big") for at in (16, 20))
    if not width or not height:
        raise _Unfit("damaged")
    return width, height


def _jpeg_frame(content: bytes) -> tuple[tuple[int, int], int, int]:
    """The size a JPEG's frame header names, where the first scan begins, and where the header does.

    (ITU-T T.81, B.1.1 and B.2.2.)
    """
    size: tuple[int, int] | None = None
    at, header = 2, 0
    while at + 4 <= len(content) and content[at] == 0xFF:
        kind = content[at + 1]
        if kind == 0xFF:  # a fill byte
            at += 1
            continue
        if kind == _SCAN and size is not None:
            return size, at, header
        if kind in _OTHER_FRAMES:
            raise _Unfit("type")
        if kind in _FRAMES:
            header = at + 4
            size = _frame_size(content[header : header + 5])
        at += 2 + max(2, int.from_bytes(content[at + 2 : at + 4], "big"))
    raise _Unfit("damaged")


def _frame_size(header: bytes) -> tuple[int, int]:
    height, width = int.from_bytes(header[1:3], "big"), int.from_bytes(header[3:5], "big")
    if len(header) < 5 or not width or not height:
        raise _Unfit("damaged")
    if header[0] != 8:  # bits of a colour: a PDF's JPEGs have 8
        raise _Unfit("type")
    return width, height


def _check_end(content: bytes) -> None:
    """Check that the file does not stop before its end, and a PNG's checksums as well."""
    if not _is_jpeg(content):
        _check_chunks(content)
    elif content.rfind(_END) < _jpeg_frame(content)[1]:
        raise _Unfit("damaged")


def _check_chunks(content: bytes) -> None:
    view = memoryview(content)
    at, has_pixels = len(_PNG), False
    while at + 12 <= len(content):
        kind = content[at + 4 : at + 8]
        end = at + 8 + int.from_bytes(content[at : at + 4], "big")
        if zlib.crc32(view[at + 4 : end]) != int.from_bytes(content[end : end + 4], "big"):
            break
        has_pixels = has_pixels or kind == b"IDAT"
        if kind == b"IEND" and has_pixels:
            return
        at = end + 4
    raise _Unfit("damaged")
