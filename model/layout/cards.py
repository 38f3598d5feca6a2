"""A card as a block: note, type, text, and below it what is known about it."""

from __future__ import annotations

from collections.abc import Iterator

from model.cards import Card, CardType
from model.lanes import CardsLane
from model.layout.card_details import detail_chips, evidence_chips
from model.layout.coding import TYPE_ICONS, card_colour, card_type
from model.layout.evidence_marks import evidence_fill, evidence_note
from model.layout.look import Look, Registers
from model.layout.marks import Mark, Rectangle
from model.layout.patterns import colour_bar
from model.layout.pictures import fitted_image
from model.layout.sheet import Block
from model.layout.writing import Chip, flow_chips, pack_chips, write

CARD_RADIUS = 2.0
CARD_OUTLINE = 0.5
"""0.5 mm, so that a pale note stands out from the paper (reference/workshops-and-print.md 3.10)."""
_BAR_INSET, _BAR_WIDTH = 1.6, 1.6
_BAR_BESIDE_EDGE = 2.2
_PATTERN_WIDTH = 2.6  # wide enough for a pattern that is seen from where one reads
_PADDING = 5.5
_ROOM = 2.5


def card_block(
    look: Look,
    registers: Registers,
    card: Card,
    lane: CardsLane,
    width: float,
    *,
    is_evidence_shown: bool = False,
) -> Block:
    """Return ``card`` ``width`` mm wide, as tall as its text needs and a note at least.

    Its ground tells what it is, or with ``is_evidence_shown`` how well it is founded.
    """
    inner = max(width - 2 * _PADDING, 1.0)
    head, head_height = _head(look, card, lane, inner)
    top = _PADDING + (head_height + _ROOM / 2 if head else 0.0)
    picture, picture_height = fitted_image(look, registers, card.image, _PADDING, top, inner)
    top += picture_height + (_ROOM if picture else 0.0)
    size_pt = look.whole_word_size(card.text, look.settings.card_size_pt, inner)
    text = look.text(card.text, inner, size_pt)
    chips, corner = detail_chips(look, registers, card), evidence_chips(look, card)
    details = pack_chips(look, chips, corner, inner) if chips or corner else None
    below = details.height + _ROOM if details else 0.0
    height = max(look.settings.note_height, top + text.height + below + _PADDING)
    bottom = height - _PADDING - below
    fill = f"card.{card_colour(card, lane)}.fill"
    if is_evidence_shown:
        fill = evidence_fill(card.evidence_level)
    return Block(
        kind="card",
        id=card.id,
        width=width,
        height=height,
        marks=(
            *_note(look, card, lane, width, height, is_evidence_shown=is_evidence_shown),
            *head,
            *picture,
            *write(text, _PADDING, top, inner, "card.text"),
            *(details.marks(_PADDING, bottom + _ROOM) if details else ()),
        ),
        text_box=(_PADDING, top, inner, bottom - top),
        text_size_pt=size_pt,
        fill=fill,
    )


def _note(
    look: Look,
    card: Card,
    lane: CardsLane,
    width: float,
    height: float,
    *,
    is_evidence_shown: bool,
) -> Iterator[Mark]:
    colour = card_colour(card, lane)
    inset = _BAR_INSET
    if is_evidence_shown:
        yield from evidence_note(
            card.evidence_level, (0, 0, width, height), CARD_RADIUS, CARD_OUTLINE
        )
        inset = _BAR_BESIDE_EDGE
    else:
        yield Rectangle(
            0, 0, width, height,
            fill=f"card.{colour}.fill",
            stroke=f"card.{colour}.line",
            stroke_width=CARD_OUTLINE,
            radius=CARD_RADIUS,
        )  # fmt: skip
    wide = _PATTERN_WIDTH if look.has_patterns else _BAR_WIDTH
    yield from colour_bar(look, colour, inset, _PADDING, wide, height - 2 * _PADDING, wide / 2)


def _head(look: Look, card: Card, lane: CardsLane, width: float) -> tuple[tuple[Mark, ...], float]:
    """Return the line over the text, which many cards have in common, and its height.

    The type stands there where it is not what the whole lane holds.
    """
    kind = card_type(card, lane)
    if kind == lane.card_type:
        kind = "note"
    return look.remembered(
        ("head", kind, card.is_quote, card.icon, width),
        lambda: flow_chips(look, _head_chips(look, card, kind), _PADDING, _PADDING, width),
    )


def _head_chips(look: Look, card: Card, kind: CardType) -> Iterator[Chip]:
    if kind != "note":
        yield Chip(look.words(f"names.card_type.{kind}"), TYPE_ICONS[kind])
    if card.is_quote and kind != "quote":
        yield Chip(look.words("names.card_type.quote"), "quote")
    if card.icon:
        yield Chip("", card.icon)
