"""How far marks and blocks reach, in mm and in pixels."""

from __future__ import annotations

import math
from functools import lru_cache

from model.layout.marks import Glyphs, Icon, ImageMark, Mark, Outline, Rectangle, Stroke
from model.layout.sheet import Block
from model.text.glyphs import MM_PER_POINT

Box = tuple[float, float, float, float]  # left, top, right, bottom


def pixel_box(block: Block, scale: float) -> tuple[int, int, int, int]:
    """Return (left, top, right, bottom) of a block and all it draws, in whole device px."""
    left, top, right, bottom = 0.0, 0.0, block.width, block.height
    for mark in block.marks:
        box = mark_bounds(mark)
        left, top = min(left, box[0]), min(top, box[1])
        right, bottom = max(right, box[2]), max(bottom, box[3])
    return (
        math.floor(left * scale) - 1,
        math.floor(top * scale) - 1,
        math.ceil(right * scale) + 1,
        math.ceil(bottom * scale) + 1,
    )


@lru_cache(maxsize=2048)
def ink_box(block: Block) -> Box:
    """Return the box round what a block draws, whatever its own size; mm from its corner."""
    boxes = [mark_bounds(mark) for mark in block.marks]
    if not boxes:
        return 0.0, 0.0, block.width, block.height
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def mark_bounds(mark: Mark) -> Box:
    """Return the box of a mark in mm, its line's half width included."""
    match mark:
        case Rectangle() | ImageMark():
            edge = mark.stroke_width / 2 if isinstance(mark, Rectangle) and mark.stroke else 0.0
            return (
                mark.x - edge, mark.y - edge, mark.x + mark.width + edge,
                mark.y + mark.height + edge,
            )  # fmt: skip
        case Stroke():
            edge = mark.width / 2
            return (
                min(mark.x1, mark.x2) - edge, min(mark.y1, mark.y2) - edge,
                max(mark.x1, mark.x2) + edge, max(mark.y1, mark.y2) + edge,
            )  # fmt: skip
        case Icon():
            return mark.x, mark.y, mark.x + mark.size, mark.y + mark.size
        case Glyphs():
            em = mark.size_pt * MM_PER_POINT
            if mark.is_turned:
                return mark.x - em, mark.y - mark.line.width * em, mark.x + em / 2, mark.y
            return mark.x, mark.y - em, mark.x + mark.line.width * em, mark.y + em / 2
        case Outline():
            edge = mark.stroke_width / 2 if mark.stroke else 0.0
            numbers = [command[1:] for command in mark.commands]
            across = [number for pair in numbers for number in pair[::2]]
            down = [number for pair in numbers for number in pair[1::2]]
            if not across:
                return 0.0, 0.0, 0.0, 0.0
            return min(across) - edge, min(down) - edge, max(across) + edge, max(down) + edge
