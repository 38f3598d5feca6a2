"""Embedded images as a PDF holds them: JPEG as it is, PNG losslessly, both without metadata.

A photo's EXIF block holds where and when it was taken; it is left out, but what it says of the
camera's turn is heeded. Transparent parts become white, as paper is: the page has no transparency;
of an icon they are left out, by a mask of one bit that also a press knows (ISO 32000-1, 8.9.6.3).
What has more pixels than the print needs is made smaller. For a press colours become inks.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO

from PIL import Image as Pillow
from PIL import ImageCms

from app.export.pdf.press_pictures import PressColours
from app.export.unreadable import UNREADABLE
from model.evidence import Image
from model.images import image_fault, remember_damaged
from model.layout.theme import LEFT_IN_PICTURES

# Matrix after which an image stored as EXIF orientation N says stands upright in the unit square.
_UPRIGHT = {
    2: " -1 0 0 1 1 0 cm",
    3: " -1 0 0 -1 1 1 cm",
    4: " 1 0 0 -1 0 1 cm",
    5: " 0 -1 -1 0 1 1 cm",
    6: " 0 -1 1 0 0 1 cm",
    7: " 0 1 1 0 0 0 cm",
    8: " 0 1 -1 0 1 0 cm",
}
_GREYS = ("1", "I", "L")  # what the names of modes without colours begin with
_INKS = 4  # channels of a picture made of ink, where more is darker
_ORIENTATION = 0x0112
_LYING = frozenset((5, 6, 7, 8))  # orientations that swap width and height
_SEEN = 128  # of 255: what is less opaque is left out of an icon
_QUALITY = 90  # of a photo made smaller: no difference is seen on paper
_SPACE = {1: "DeviceGray", 3: "DeviceRGB", 4: "DeviceCMYK"}
# Application data but JFIF (E0) and Adobe's colour transform (EE), and comments (FE).
_DROPPED_JPEG_PARTS = frozenset({*range(0xE1, 0xEE), 0xEF, 0xFE})
_SCAN, _END = 0xDA, 0xD9
# A marker within a scan: FF 00 is a stuffed FF, FF D0 to FF D7 are restarts (ITU-T T.81, B.1.1).
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # of a PNG by its colour type
# Where the seven passes of an interlaced PNG begin, and their steps (x, y, right, down).
_ADAM7 = (
    (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2),
    (0, 1, 1, 2),
)  # fmt: skip
_BATCH = 1 << 20
_BROKEN = (*UNREADABLE, ImageCms.PyCMSError)


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """An image ready to be embedded.

    Attributes:
        data: Encoded samples, as ``filter`` and ``parameters`` say.
        profile: ICC profile of its colours, b"" for sRGB and plain grey.
        is_inverted: Whether its inks are stored upside down, as Adobe's CMYK JPEGs are.
        upright: Operators that turn it upright in the unit square.
        is_pale: Whether a filter dims it; its samples stay as they are.
        cut_out: The rows of a mask of one bit, packed, 1 where nothing is painted; b"" for none.
        cut_size: (width, height) of that mask, in its own pixels.
    """

    width: int
    height: int
    channels: int
    filter: str
    parameters: str
    data: bytes
    profile: bytes = b""
    is_inverted: bool = False
    upright: str = ""
    is_pale: bool = False
    cut_out: bytes = b""
    cut_size: tuple[int, int] = (0, 0)

    @property
    def decode(self) -> tuple[float, float]:
        """The amount of light, or of ink, that the least and the largest sample stand for."""
        left = LEFT_IN_PICTURES if self.is_pale else 1.0
        if self.channels != _INKS:
            return 1 - left, 1.0
        return (left, 0.0) if self.is_inverted else (0.0, left)

    @property
    def device_space(self) -> str:
        """Name of the device colour space with as many channels."""
        return _SPACE[self.channels]


def read_picture(
    image: Image,
    most_px: tuple[int, int] | None = None,
    press: PressColours | None = None,
    *,
    is_cut_out: bool = False,
) -> Picture | None:
    """Return ``image`` ready to be embedded, or None if it cannot be read.

    Args:
        image: What to embed.
        most_px: (width, height), upright, of which neither needs to be exceeded; None for all.
        press: What turns its colours into ink; None leaves them as they are.
        is_cut_out: Whether its transparent parts are left out, and not white.
    """
    if image_fault(image) is not None:  # nothing is decoded that promises too many pixels
        return None
    try:
        picture = _read(image.content, most_px, press)
        return _cut_out(picture, image.content) if is_cut_out else picture
    except _BROKEN:
        remember_damaged(image)
        return None


def _read(content: bytes, most_px: tuple[int, int] | None, press: PressColours | None) -> Picture:
    with Pillow.open(BytesIO(content), formats=("JPEG", "PNG")) as opened:
        # phones put a second picture into a JPEG, which Pillow then calls MPO
        if opened.format == "PNG":
            _check_pixels(content)
        if opened.format == "PNG" or opened.mode not in ("L", "RGB", "CMYK"):
            return _png(opened, _needed(opened.size, most_px), press)
        turn = int(opened.getexif().get(_ORIENTATION, 1))
        size = _needed(opened.size, most_px[::-1] if most_px and turn in _LYING else most_px)
        is_colourful = press is not None and opened.mode == "RGB"
        if size == opened.size and not is_colourful:
            return _jpeg(opened, content, turn, press)
        made = _smaller(opened, size)
        profile = opened.info.get("icc_profile")
        if press is not None:
            made, profile = _in_ink(made, press), None
        encoded = BytesIO()
        made.save(encoded, "JPEG", quality=_QUALITY, icc_profile=profile, optimize=True)
    with Pillow.open(encoded, formats=("JPEG",)) as opened:
        return _jpeg(opened, encoded.getvalue(), turn, press)


def _cut_out(picture: Picture, content: bytes) -> Picture:
    """Return ``picture`` with a mask where the image in ``content`` is transparent."""
    with Pillow.open(BytesIO(content), formats=("JPEG", "PNG")) as opened:
        if not opened.has_transparency_data:
            return picture
        alpha = opened.convert("RGBA").getchannel("A")
    # As fine as the image itself: its edges are sharper than the colours need to be.
    hidden = alpha.point(lambda held: 0 if held >= _SEEN else 255).convert("1", dither=None)
    return replace(picture, cut_out=zlib.compress(hidden.tobytes()), cut_size=alpha.size)


def _needed(size: tuple[int, int], most_px: tuple[int, int] | None) -> tuple[int, int]:
    if most_px is None:
        return size
    return min(size[0], max(1, most_px[0])), min(size[1], max(1, most_px[1]))


def _smaller(opened: Pillow.Image, size: tuple[int, int]) -> Pillow.Image:
    if opened.size == size:
        return opened
    # The decoder itself halves a photo while it reads it: a quarter of the memory each time.
    opened.draft(None, (2 * size[0], 2 * size[1]))
    made = opened.resize(size, Pillow.Resampling.LANCZOS, reducing_gap=3.0)
    made.info["icc_profile"] = opened.info.get("icc_profile")
    return made


def _jpeg(opened: Pillow.Image, content: bytes, turn: int, press: PressColours | None) -> Picture:
    channels = len(opened.getbands())
    return Picture(
        opened.width,
        opened.height,
        channels,
        filter="DCTDecode",
        parameters="",
        data=b"".join(_jpeg_parts(content)),
        profile=b"" if press else _profile(opened, channels),
        is_inverted=channels == 4 and "adobe" in opened.info,
        upright=_UPRIGHT.get(turn, ""),
    )


def _jpeg_parts(content: bytes) -> Iterator[bytes]:
    """The first picture of a JPEG without comments and what cameras write beside it."""
    yield content[:2]
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        kind = content[at + 1]
        if kind == 0xFF:  # a fill byte
            at += 1
            continue
        end = at + 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        if kind == _SCAN:
            marker = _MARKER.search(content, end)
            end = len(content) if marker is None else marker.start()
        if kind not in _DROPPED_JPEG_PARTS:
            yield content[at:end]
        at = end
        if content[at : at + 2] == bytes((0xFF, _END)):
            break
    yield bytes((0xFF, _END))


def _profile(opened: Pillow.Image, channels: int) -> bytes:
    """The ICC profile if it is a sound one for this many channels and not sRGB anyway."""
    data = opened.info.get("icc_profile") or b""
    if not data or data[16:20] != {1: b"GRAY", 3: b"RGB ", 4: b"CMYK"}[channels]:
        return b""
    try:
        name = ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(BytesIO(data)))
    except (OSError, ImageCms.PyCMSError):
        return b""
    return b"" if name.lower().startswith("srgb") else bytes(data)


def _png(opened: Pillow.Image, size: tuple[int, int], press: PressColours | None) -> Picture:
    shrunk = _shrunk(opened, size)
    flat = _flattened(_in_srgb(shrunk)) if press is None else _in_ink(shrunk, press)
    channels = len(flat.getbands())
    if channels == _INKS:  # no PNG has inks
        data, parameters = zlib.compress(flat.tobytes()), ""
    else:
        encoded = BytesIO()
        flat.save(encoded, "PNG", compress_level=6)
        data = b"".join(body for kind, body in _png_chunks(encoded.getvalue()) if kind == b"IDAT")
        parameters = f"<</Predictor 15/Colors {channels}/BitsPerComponent 8/Columns {flat.width}>>"
    return Picture(
        flat.width, flat.height, channels, filter="FlateDecode", parameters=parameters, data=data
    )


def _in_ink(picture: Pillow.Image, press: PressColours) -> Pillow.Image:
    """Return ``picture`` on white in CMYK or grey; what is grey stays grey, what is ink ink."""
    if picture.mode == "CMYK":
        return picture
    seen = _flattened(_in_srgb(picture))
    return seen.convert("L") if picture.mode.startswith(_GREYS) else press.in_ink(seen)


def _shrunk(picture: Pillow.Image, size: tuple[int, int]) -> Pillow.Image:
    if picture.size == size:
        return picture
    if "transparency" in picture.info or picture.mode in ("P", "PA"):
        picture = picture.convert("RGBA")
    elif picture.mode == "1" or picture.mode.startswith("I"):
        picture = _flattened(picture)
    return picture.resize(size, Pillow.Resampling.LANCZOS, reducing_gap=3.0)


def _in_srgb(picture: Pillow.Image) -> Pillow.Image:
    if picture.mode in ("P", "PA") and picture.info.get("icc_profile"):
        picture = picture.convert("RGBA")
    channels = {"L": 1, "RGB": 3, "RGBA": 3}.get(picture.mode, 0)
    profile = _profile(picture, channels) if channels else b""
    if not profile:
        return picture
    made = ImageCms.profileToProfile(
        picture,
        ImageCms.ImageCmsProfile(BytesIO(profile)),
        ImageCms.createProfile("sRGB"),
        outputMode="RGB" if channels == 1 else picture.mode,
    )
    return made or picture


def _flattened(picture: Pillow.Image) -> Pillow.Image:
    """The picture on white, in grey or RGB of 8 bits."""
    if picture.mode.startswith("I"):  # 16 bits of grey, which convert() would clip
        picture = picture.convert("I").point(lambda grey: grey / 256).convert("L")
    if picture.mode == "L" and "transparency" not in picture.info:
        return picture
    if picture.mode == "1":
        return picture.convert("L")
    if picture.mode in ("RGB", "CMYK") and "transparency" not in picture.info:
        return picture.convert("RGB")
    solid = picture.convert("RGBA")
    ground = Pillow.new("RGB", solid.size, "white")
    ground.paste(solid, mask=solid.getchannel("A"))
    return ground


def _check_pixels(png: bytes) -> None:
    """Check that all pixels are there: Pillow makes up those that are missing.

    Raises:
        ValueError: If there are too few.
        zlib.error: If they cannot be unpacked.
    """
    missing = _raw_size(*struct.unpack(">IIBBxxB", png[16:29]))
    inflater = zlib.decompressobj()
    for kind, body in _png_chunks(png):
        packed = body if kind == b"IDAT" else b""
        while packed and missing > 0:  # in batches: they are counted, not kept
            missing -= len(inflater.decompress(packed, _BATCH))
            packed = inflater.unconsumed_tail
    if missing > len(inflater.flush()):
        raise ValueError("too few pixels")


def _raw_size(width: int, height: int, depth: int, colour: int, interlace: int) -> int:
    """How many bytes the unpacked rows of a PNG have (W3C PNG, 8 and 9)."""
    bits = depth * _CHANNELS[colour]
    size = 0
    for x, y, right, down in _ADAM7 if interlace else ((0, 0, 1, 1),):
        columns, rows = -((x - width) // right), -((y - height) // down)
        size += rows * (1 + (columns * bits + 7) // 8) if columns > 0 else 0
    return size


def _png_chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while at < len(png):
        length = int.from_bytes(png[at : at + 4], "big")
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += 12 + length
