"""Pictures as a map embeds them, sound ones and those that promise what they do not hold."""

from __future__ import annotations

import base64
import hashlib
import struct
import zlib
from io import BytesIO

from PIL import Image as Pillow

from model.evidence import Image


def embedded(content: bytes, **said: object) -> Image:
    """Return ``content`` as a map embeds it, 8 by 6 pixels and a PNG unless ``said`` otherwise."""
    fields = {
        "sha256": hashlib.sha256(content).hexdigest(),
        "mime": "image/png",
        "width_px": 8,
        "height_px": 6,
        "data": base64.b64encode(content).decode(),
    }
    return Image.model_validate(fields | said)


def image_of(picture: Pillow.Image, kind: str = "PNG", **options: object) -> Image:
    """Return ``picture`` as a map embeds it."""
    held = BytesIO()
    picture.save(held, kind, **options)
    return embedded(
        held.getvalue(),
        mime=f"image/{kind.lower()}",
        width_px=picture.width,
        height_px=picture.height,
    )


def png_of_zeros(width: int, height: int, rows: int | None = None) -> bytes:
    """Return an RGBA PNG of 16 bits: few bytes, many pixels; ``rows`` of them, or all."""
    header = struct.pack(">IIBBBBB", width, height, 16, 6, 0, 0, 0)
    packer = zlib.compressobj()
    pixels = [
        packer.compress(bytes(1 + 8 * width)) for _ in range(height if rows is None else rows)
    ]
    parts = (
        _chunk(b"IHDR", header),
        _chunk(b"IDAT", b"".join(pixels) + packer.flush()),
        _chunk(b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
