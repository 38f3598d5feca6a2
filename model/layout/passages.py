"""Passages of running text and pictures as blocks."""

from __future__ import annotations

from model.cards import Passage, Picture
from model.layout.look import Look, Registers
from model.layout.marks import Rectangle
from model.layout.pictures import fitted_image
from model.layout.sheet import Block
from model.layout.writing import write

_ROOM = 3.0
_SIDE = 1.0


def passage_block(look: Look, passage: Passage, width: float) -> Block:
    """Return ``passage`` as text without a note round it."""
    size_pt = look.settings.card_size_pt
    inner = width - 2 * _SIDE
    text = look.text(passage.text, inner, size_pt)
    return Block(
        kind="passage",
        id=passage.id,
        width=width,
        height=text.height,
        marks=(*_ground(passage, width, text.height), *write(text, _SIDE, 0, inner)),
        text_box=(_SIDE, 0, inner, text.height),
        text_size_pt=size_pt,
    )


def _ground(passage: Passage, width: float, height: float) -> tuple[Rectangle, ...]:
    """Return what hides the lines between steps, which must not run through the text."""
    if passage.span == 1:
        return ()
    return (Rectangle(0, 0, width, height, fill="grid.fill"),)


def picture_block(look: Look, registers: Registers, picture: Picture, width: float) -> Block:
    """Return ``picture`` at its own proportions with its caption below."""
    image, height = fitted_image(look, registers, picture.image or "", 0, 0, width)
    size_pt = look.settings.small_size_pt
    caption = look.text(picture.caption, width, size_pt)
    top = height + _ROOM
    return Block(
        kind="picture",
        id=picture.id,
        width=width,
        height=top + caption.height,
        marks=(*image, *write(caption, 0, top, width, "text.muted")),
        text_box=(0, top, width, caption.height),
        text_size_pt=size_pt,
    )
