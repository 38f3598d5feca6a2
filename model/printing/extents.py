"""Where marks reach: boxes round what is drawn, never too small, seldom much too large."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from model.layout.drawing_order import Layer
from model.layout.marks import Glyphs, Icon, ImageMark, Mark, Outline, Rectangle, Stroke
from model.printing.pages import Area, Piece
from model.text.glyphs import MM_PER_POINT

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in mm."""

# Of type, in em: accents above accents, and what hangs below in any script.
_ABOVE, _BELOW, _ASIDE = 1.3, 0.6, 0.2
NOTHING: Box = (float("inf"), float("inf"), float("-inf"), float("-inf"))


def mark_box(mark: Mark) -> Box:
    """Return a box that holds all ink of ``mark``."""
    return _BOXES[type(mark)](mark)


def layer_box(layer: Layer) -> Box:
    """Return a box that holds all ink of ``layer``, at its place; `NOTHING` without marks."""
    if not layer.marks:
        return NOTHING
    boxes = [_BOXES[type(mark)](mark) for mark in layer.marks]
    x, y = layer.x, layer.y
    return (
        min([box[0] for box in boxes]) + x,
        min([box[1] for box in boxes]) + y,
        max([box[2] for box in boxes]) + x,
        max([box[3] for box in boxes]) + y,
    )


def joined(boxes: Iterable[Box]) -> Box:
    """Return the box round all ``boxes``."""
    left, top, right, bottom = NOTHING
    for box in boxes:
        left, top = min(left, box[0]), min(top, box[1])
        right, bottom = max(right, box[2]), max(bottom, box[3])
    return left, top, right, bottom


def touches(box: Box, other: Box) -> bool:
    """Tell whether two boxes have more than an edge in common."""
    return box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]


def box_of(area: Area) -> Box:
    """Return an area given by its corner and size as a box."""
    x, y, width, height = area
    return x, y, x + width, y + height


def window_of(piece: Piece) -> Box:
    """Return what of its sheet ``piece`` shows, in the sheet's millimetres."""
    x, y, width, height = piece.window
    left, top = (x - piece.x) / piece.scale, (y - piece.y) / piece.scale
    return left, top, left + width / piece.scale, top + height / piece.scale


def _rectangle(mark: Rectangle) -> Box:
    out = mark.stroke_width / 2 if mark.stroke else 0.0
    return (
        mark.x - out, mark.y - out, mark.x + mark.width + out, mark.y + mark.height + out
    )  # fmt: skip


def _stroke(mark: Stroke) -> Box:
    # Lines end flat: one that runs along an axis is no longer than it says.
    half = mark.width / 2
    across = 0.0 if mark.y1 == mark.y2 else half
    down = 0.0 if mark.x1 == mark.x2 else half
    return (
        min(mark.x1, mark.x2) - across, min(mark.y1, mark.y2) - down,
        max(mark.x1, mark.x2) + across, max(mark.y1, mark.y2) + down,
    )  # fmt: skip


def _outline(mark: Outline) -> Box:
    # The curve lies within the hull of its control points; mitres reach a little further.
    out = mark.stroke_width * 2 if mark.stroke else 0.0
    xs = [number for command in mark.commands for number in command[1::2]]
    ys = [number for command in mark.commands for number in command[2::2]]
    if not xs:
        return NOTHING
    return _floats(min(xs), min(ys), max(xs), max(ys), out)


def _floats(left: Any, top: Any, right: Any, bottom: Any, out: float) -> Box:
    return left - out, top - out, right + out, bottom + out


def _glyphs(mark: Glyphs) -> Box:
    em = mark.size_pt * MM_PER_POINT
    x, y, width = mark.x, mark.y, mark.line.width * em
    if mark.is_turned:
        return x - _ABOVE * em, y - width - _ASIDE * em, x + _BELOW * em, y + _ASIDE * em
    return x - _ASIDE * em, y - _ABOVE * em, x + width + _ASIDE * em, y + _BELOW * em


def _square(mark: Icon) -> Box:
    out = mark.size / 8
    return mark.x - out, mark.y - out, mark.x + mark.size + out, mark.y + mark.size + out


def _image(mark: ImageMark) -> Box:
    return mark.x, mark.y, mark.x + mark.width, mark.y + mark.height


_BOXES: dict[type, Callable[[Any], Box]] = {
    Rectangle: _rectangle,
    Stroke: _stroke,
    Outline: _outline,
    Glyphs: _glyphs,
    Icon: _square,
    ImageMark: _image,
}
