"""The words of a header, which move in where it begins outside what is seen."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from PySide6.QtCore import QRectF

from model.layout.marks import Mark, Outline, Rectangle
from model.layout.sheet import Block
from widgets.canvas.bounds import mark_bounds


@lru_cache(maxsize=512)
def split_header(block: Block) -> tuple[Block, Block]:
    """Return a header's ground (what reaches over most of its height) and its words and signs."""
    ground = tuple(mark for mark in block.marks if _is_ground(mark, block))
    held = {id(mark) for mark in ground}
    words = tuple(mark for mark in block.marks if id(mark) not in held)
    return replace(block, marks=ground), replace(block, marks=words)


def _is_ground(mark: Mark, block: Block) -> bool:
    if not isinstance(mark, Rectangle | Outline):
        return False
    _, top, _, bottom = mark_bounds(mark)
    return bottom - top >= 0.75 * block.height


def shift_of_words(block: Block, rect: QRectF, seen: QRectF, zoom: float) -> tuple[float, float]:
    """Return how far a header's words move for them to be in ``seen``, px."""
    hidden_down = seen.top() - rect.top()
    words = split_header(block)[1]
    _, bottom = _reach(words)
    return (
        room_across(words, rect, seen, zoom),
        min(max(hidden_down, 0.0), max(rect.height() - bottom * zoom - 6, 0.0)),
    )


def room_across(words: Block, rect: QRectF, seen: QRectF, zoom: float) -> float:
    """Return how far ``words`` of a header move to the right for them to be in ``seen``, px."""
    right, _ = _reach(words)
    hidden = max(seen.left() - rect.left(), 0.0)
    return min(hidden, max(rect.width() - right * zoom - 12, 0.0))


@lru_cache(maxsize=512)
def split_words(block: Block) -> tuple[Block, Block]:
    """Return a header's name with the signs beside it, and the words that stand below."""
    words = split_header(block)[1]
    _, top, _, height = block.text_box or (0.0, 0.0, 0.0, 0.0)
    name = tuple(mark for mark in words.marks if top <= _middle(mark) <= top + height)
    held = {id(mark) for mark in name}
    rest = tuple(mark for mark in words.marks if id(mark) not in held)
    return replace(block, marks=name), replace(block, marks=rest)


def _middle(mark: Mark) -> float:
    _, top, _, bottom = mark_bounds(mark)
    return (top + bottom) / 2


@lru_cache(maxsize=512)
def _reach(words: Block) -> tuple[float, float]:
    """Return how far right and down a header's words reach, mm."""
    boxes = [mark_bounds(mark) for mark in words.marks]
    return max((box[2] for box in boxes), default=0.0), max((box[3] for box in boxes), default=0.0)
