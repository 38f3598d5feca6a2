"""Makes a picture of any size fit for a map: as large as a print shows, upright, without its EXIF.

A photo tells where and when it was taken, and often by whom; of that nothing goes into a map. It
is decoded and written anew, so what is hidden in a file stays behind too.
"""

from __future__ import annotations

import base64
import hashlib
import io
import struct
from pathlib import Path

from PIL import Image as PillowImage
from PIL import ImageCms

from model.evidence import Image
from model.file import read_bounded, shown_name
from model.images import MAX_PIXELS, image_fault, pixel_size
from model.problems import FileProblem

MAX_BYTES = 50_000_000
MOST_SIDE_PX = 1600
"""The longer side of what is embedded: 135 mm at 300 ppi, 203 mm at 200 ppi, so a picture as wide
as a note (65 mm) has plenty, and one drawn over two columns enough (reference/pdf.md)."""

_JPEG_QUALITY = 90
# A screen shot stays exact, but a photo saved as PNG takes ten times the room of a JPEG.
_LARGE_PNG = 1_500_000
_ORIENTATION = 0x0112
_TURNS = {
    2: PillowImage.Transpose.FLIP_LEFT_RIGHT,
    3: PillowImage.Transpose.ROTATE_180,
    4: PillowImage.Transpose.FLIP_TOP_BOTTOM,
    5: PillowImage.Transpose.TRANSPOSE,
    6: PillowImage.Transpose.ROTATE_270,
    7: PillowImage.Transpose.TRANSVERSE,
    8: PillowImage.Transpose.ROTATE_90,
}
_SVG, _BEGINNING = b"<svg", 4096  # it can name other files, and take for ever to draw


def read_image(path: Path) -> Image:
    """Return the picture in ``path`` as the map embeds it.

    Raises:
        FileProblem: If it cannot be read, is no PNG or JPEG, is damaged or too large.
    """
    return embedded_image(read_bounded(path, MAX_BYTES), shown_name(path))


def embedded_image(data: bytes, name: str) -> Image:
    """Return the picture in ``data``, which people know as ``name``, as the map embeds it.

    Raises:
        FileProblem: As `read_image`.
    """
    size = pixel_size(data)  # before anything is decoded
    if size is None and _SVG in data[:_BEGINNING].lower():
        raise FileProblem("image.svg", file=name)
    if size is None:
        raise FileProblem("image.not_an_image", file=name)
    if size[0] * size[1] > MAX_PIXELS:
        raise FileProblem("image.too_large", file=name, megapixels=MAX_PIXELS // 10**6)
    # Pillow mends some of what is cut off; half a picture is none.
    if image_fault(_image(data, _mime(data), size)) == "damaged":
        raise FileProblem("image.damaged", file=name)
    try:
        with PillowImage.open(io.BytesIO(data), formats=("PNG", "JPEG")) as picture:
            written, clean = _written(picture)
    except (OSError, ValueError, SyntaxError, struct.error) as error:
        raise FileProblem("image.damaged", file=name) from error
    return _image(written, _mime(written), clean.size)


def _written(picture: PillowImage.Image) -> tuple[bytes, PillowImage.Image]:
    """Return the bytes of the picture written anew, and the picture itself."""
    is_png = picture.format == "PNG"
    if not is_png:
        picture.draft(None, _fitting(picture.size))  # decodes no more than is needed
    picture.load()  # a truncated file is found out here, not on the wall
    profile = picture.info.get("icc_profile")
    small = _in_eight_bits(_upright(picture))
    if small.size != _fitting(small.size):
        small = small.resize(_fitting(small.size), PillowImage.Resampling.LANCZOS, reducing_gap=3.0)
    clean = _in_srgb(small, profile)
    clean.info = {}
    if is_png:
        data = _saved(clean, "PNG")
        if len(data) <= _LARGE_PNG or clean.mode in ("LA", "RGBA"):
            return data, clean
    return _saved(clean, "JPEG", quality=_JPEG_QUALITY), clean


def _upright(picture: PillowImage.Image) -> PillowImage.Image:
    """Return the picture as it was held: of its EXIF, which may be nonsense, only this is read."""
    try:
        way = _TURNS.get(int(picture.getexif().get(_ORIENTATION, 1)))
    except Exception:  # whatever Pillow stumbles over: it is taken as it lies
        way = None
    return picture if way is None else picture.transpose(way)


def _fitting(size: tuple[int, int]) -> tuple[int, int]:
    scale = min(MOST_SIDE_PX / max(size), 1.0)
    return max(round(size[0] * scale), 1), max(round(size[1] * scale), 1)


def _in_eight_bits(picture: PillowImage.Image) -> PillowImage.Image:
    """Return the picture in grey, colour or ink, with transparency only where it shows."""
    if picture.mode.startswith("I;16"):
        high = slice(0, None, 2) if picture.mode.endswith("B") else slice(1, None, 2)
        return PillowImage.frombytes("L", picture.size, picture.tobytes()[high])
    if picture.mode in ("L", "RGB", "CMYK") and "transparency" not in picture.info:
        return picture
    if picture.mode in ("1", "L") and "transparency" not in picture.info:
        return picture.convert("L")
    if picture.has_transparency_data:
        made = picture.convert("RGBA")
        lowest = made.getchannel("A").getextrema()[0]
        return made if lowest != 255 else made.convert("RGB")
    return picture.convert("RGB")


def _in_srgb(picture: PillowImage.Image, profile: bytes | None) -> PillowImage.Image:
    """Return the picture in the colours every screen and print takes it to be in."""
    alpha = picture.getchannel("A") if picture.mode == "RGBA" else None
    bare = picture.convert("RGB") if alpha is not None else picture
    made: PillowImage.Image | None = None
    if profile and bare.mode in ("RGB", "CMYK"):
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            made = ImageCms.profileToProfile(bare, source, target, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            made = None  # a profile that does not hold: the colours are taken as they are
    if made is None:
        made = bare.convert("RGB") if bare.mode == "CMYK" else bare
    if alpha is not None:
        made.putalpha(alpha)
    return made


def _saved(picture: PillowImage.Image, kind: str, **options: int) -> bytes:
    held = io.BytesIO()
    picture.save(held, kind, **options)
    return held.getvalue()


def _mime(data: bytes) -> str:
    return "image/png" if data.startswith(b"\x89PNG") else "image/jpeg"


def _image(data: bytes, mime: str, size: tuple[int, int]) -> Image:
    return Image.model_validate(
        {
            "sha256": hashlib.sha256(data).hexdigest(),
            "mime": mime,
            "width_px": size[0],
            "height_px": size[1],
            "data": base64.b64encode(data).decode("ascii"),
        }
    )
