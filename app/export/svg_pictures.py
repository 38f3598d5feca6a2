"""Embedded images as an SVG holds them: as large as needed, upright, without metadata."""

from __future__ import annotations

from base64 import b64encode
from io import BytesIO

from PIL import Image as Pillow
from PIL import ImageOps

from app.export.unreadable import UNREADABLE
from model.evidence import Image
from model.images import image_fault, remember_damaged

_QUALITY = 90


def picture_data(image: Image, most_px: int) -> str | None:
    """Return ``image`` as a data address, None if its pixels cannot be read.

    It is written anew: a phone's notes on place and time are left out, its turn is heeded, and its
    longer side has at most ``most_px`` pixels.
    """
    if image_fault(image) is not None:
        return None
    try:
        with Pillow.open(BytesIO(image.content), formats=("PNG", "JPEG")) as opened:
            return _written(opened, most_px)
    except UNREADABLE:
        remember_damaged(image)
        return None


def _written(opened: Pillow.Image, most_px: int) -> str:
    kind = "JPEG" if opened.format == "JPEG" else "PNG"
    if kind == "JPEG":
        opened.draft(None, (2 * most_px, 2 * most_px))
    upright = ImageOps.exif_transpose(opened)
    profile = opened.info.get("icc_profile")
    if upright.mode.startswith("I"):  # 16 bits of grey, which convert() would clip
        upright = upright.convert("I").point(lambda grey: grey / 256).convert("L")
    elif upright.mode not in ("L", "RGB", "RGBA"):
        has_alpha = upright.mode in ("LA", "PA") or "transparency" in upright.info
        upright, profile = upright.convert("RGBA" if has_alpha else "RGB"), None
    upright.thumbnail((most_px, most_px), Pillow.Resampling.LANCZOS, reducing_gap=3.0)
    held = BytesIO()
    clean = Pillow.new(upright.mode, upright.size)
    clean.paste(upright)
    clean.save(held, kind, quality=_QUALITY, icc_profile=profile)
    return f"data:image/{kind.lower()};base64,{b64encode(held.getvalue()).decode()}"
