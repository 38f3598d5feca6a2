"""The icon of a channel: a bundled one, or an image of one's own."""

from __future__ import annotations

from model.layout.look import OwnIcon
from model.layout.marks import Icon, ImageMark, Mark, Role

ChannelSign = str | OwnIcon


def sign_mark(sign: ChannelSign, x: float, y: float, size: float, colour: Role) -> Mark:
    """Return ``sign`` in a square with its top left corner at (x, y)."""
    if isinstance(sign, str):
        return Icon(sign, x, y, size, colour)
    wide, high = size * min(sign.ratio, 1.0), size / max(sign.ratio, 1.0)
    left, top = x + (size - wide) / 2, y + (size - high) / 2
    return ImageMark(sign.sha256, left, top, wide, high, beside=colour)
