"""Embedded images on the sheet, and the sign where one cannot be shown."""

from __future__ import annotations

from model.layout.look import Look, Registers
from model.layout.marks import Icon, ImageMark, Mark, Rectangle, Stroke
from model.layout.writing import write_centred

_RADIUS = 2.0
_PLACE = 0.6  # height of an empty place, as a part of its width
_LARGEST_ICON = 12.0
_ROOM = 1.5
_NOTHING: tuple[Mark, ...] = ()


def fitted_image(
    look: Look, registers: Registers, sha256: str | None, x: float, y: float, width: float
) -> tuple[tuple[Mark, ...], float]:
    """Return the image ``width`` wide at its own proportions and its height.

    It is never taller than wide. The place of an image that is still to be chosen ("") is an empty
    frame, and where one cannot be shown a crossed out sign says so.
    """
    if sha256 is None:
        return _NOTHING, 0.0
    size_px = registers.image_sizes.get(sha256)
    if size_px is None and sha256:
        return _unshown(look, x, y, width)
    if size_px is None:
        height = width * _PLACE
        return _frame(x, y, width, height, _icon_size(height)), height
    height = min(width * size_px[1] / size_px[0], width)
    shown = min(height * size_px[0] / size_px[1], width)
    return (ImageMark(sha256, x + (width - shown) / 2, y, shown, height),), height


def unshown_image(mark: ImageMark) -> tuple[Mark, ...]:
    """Return what a painter draws for an image whose pixels turn out to be unreadable."""
    size = _icon_size(min(mark.width, mark.height))
    return _crossed_frame(mark.x, mark.y, mark.width, mark.height, size)


def _unshown(look: Look, x: float, y: float, width: float) -> tuple[tuple[Mark, ...], float]:
    words = look.small(look.words("sheet.image_unshown"), width - 2 * _ROOM)
    size = _icon_size(width * _PLACE)
    height = max(width * _PLACE, size + words.height + 3 * _ROOM)
    above = (height - size - _ROOM - words.height) / 2
    frame = _crossed_frame(x, y, width, height, size, above)
    below = y + above + size + _ROOM
    return (*frame, *write_centred(words, x + width / 2, below, "text.muted")), height


def _icon_size(height: float) -> float:
    return min(_LARGEST_ICON, height / 2)


def _frame(
    x: float, y: float, width: float, height: float, size: float, above: float | None = None
) -> tuple[Mark, ...]:
    top = y + ((height - size) / 2 if above is None else above)
    return (
        Rectangle(x, y, width, height, stroke="slot", radius=_RADIUS),
        Icon("image", x + (width - size) / 2, top, size, "text.muted"),
    )


def _crossed_frame(
    x: float, y: float, width: float, height: float, size: float, above: float | None = None
) -> tuple[Mark, ...]:
    left = x + (width - size) / 2
    top = y + ((height - size) / 2 if above is None else above)
    cross = Stroke(left, top, left + size, top + size, "text.muted", size / 12)
    return (*_frame(x, y, width, height, size, above), cross)
