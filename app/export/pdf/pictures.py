"""Embedded images as a PDF holds them: JPEG as it is, PNG losslessly, both without metadata.

A photo's EXIF block holds where and when it was taken; it is left out, but what it says of the
camera's turn is heeded. Transparent parts become white: the page has no transparency.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from PIL import Image as Pillow
from PIL import ImageCms, ImageOps

from model.evidence import Image

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
_ORIENTATION = 0x0112
_SPACE = {1: "DeviceGray", 3: "DeviceRGB", 4: "DeviceCMYK"}
_DROPPED_JPEG_PARTS = frozenset({0xE1, 0xE2, 0xE3, *range(0xE4, 0xEE), 0xEF, 0xFE})


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """An image ready to be embedded.

    Attributes:
        data: Encoded samples, as ``filter`` and ``parameters`` say.
        profile: ICC profile of its colours, b"" for sRGB and plain grey.
        is_inverted: Whether its inks are stored upside down, as Adobe's CMYK JPEGs are.
        upright: Operators that turn it upright in the unit square.
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

    @property
    def device_space(self) -> str:
        """Name of the device colour space with as many channels."""
        return _SPACE[self.channels]


def read_picture(image: Image) -> Picture | None:
    """Return ``image`` ready to be embedded, or None if it cannot be read."""
    content = image.content
    try:
        with Pillow.open(BytesIO(content), formats=("JPEG", "PNG")) as opened:
            if opened.format == "JPEG" and opened.mode in ("L", "RGB", "CMYK"):
                return _jpeg(opened, content)
            return _png(opened)
    # What Pillow raises for broken files: OSError, SyntaxError, struct.error …; for bombs a
    # warning or an error of its own.
    except (OSError, SyntaxError, ValueError, struct.error, zlib.error, EOFError):
        return None
    except (Pillow.DecompressionBombError, Pillow.DecompressionBombWarning, MemoryError):
        return None


def _jpeg(opened: Pillow.Image, content: bytes) -> Picture:
    channels = len(opened.getbands())
    return Picture(
        opened.width,
        opened.height,
        channels,
        filter="DCTDecode",
        parameters="",
        data=b"".join(_jpeg_parts(content)),
        profile=_profile(opened, channels),
        is_inverted=channels == 4 and "adobe" in opened.info,
        upright=_UPRIGHT.get(int(opened.getexif().get(_ORIENTATION, 1)), ""),
    )


def _jpeg_parts(content: bytes) -> Iterator[bytes]:
    """The JPEG without comments and application data but JFIF and Adobe's colour transform."""
    yield content[:2]
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        kind = content[at + 1]
        if kind == 0xFF:  # fill byte
            at += 1
            continue
        length = int.from_bytes(content[at + 2 : at + 4], "big")
        if kind == 0xDA:
            yield content[at:]
            return
        if kind not in _DROPPED_JPEG_PARTS:
            yield content[at : at + 2 + length]
        at += 2 + length
    raise ValueError("the JPEG holds no picture")


def _profile(opened: Pillow.Image, channels: int) -> bytes:
    """The ICC profile if it is a sound one for this many channels and not sRGB anyway."""
    data = opened.info.get("icc_profile") or b""
    if not data or data[16:20] != {1: b"GRAY", 3: b"RGB ", 4: b"CMYK"}[channels]:
        return b""
    try:
        name = ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(BytesIO(data)))
    except (OSError, ImageCms.PyCMSError):
        return b""
    return b"" if "srgb" in name.lower() else bytes(data)


def _png(opened: Pillow.Image) -> Picture:
    flat = _flattened(_in_srgb(ImageOps.exif_transpose(opened)))
    encoded = BytesIO()
    flat.save(encoded, "PNG", compress_level=6)
    channels = len(flat.getbands())
    data = b"".join(body for kind, body in _png_chunks(encoded.getvalue()) if kind == b"IDAT")
    return Picture(
        flat.width,
        flat.height,
        channels,
        filter="FlateDecode",
        parameters=(f"<</Predictor 15/Colors {channels}/BitsPerComponent 8/Columns {flat.width}>>"),
        data=data,
    )


def _in_srgb(picture: Pillow.Image) -> Pillow.Image:
    if picture.mode not in ("RGB", "RGBA") or not _profile(picture, 3):
        return picture
    source = ImageCms.ImageCmsProfile(BytesIO(picture.info["icc_profile"]))
    made = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"))
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
    ground = Pillow.new("RGBA", solid.size, (255, 255, 255, 255))
    return Pillow.alpha_composite(ground, solid).convert("RGB")


def _png_chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while at < len(png):
        length = int.from_bytes(png[at : at + 4], "big")
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += 12 + length
