"""Boxes to stick dots in, below each card that people vote on."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from model.cards import Card, CardType
from model.computed import computed
from model.lanes import CardsLane, Lane, LaneRole
from model.layout.coding import card_type
from model.layout.marks import Icon, Mark, Rectangle
from model.layout.sheet import Block

BOX_WIDTH: Final = 60.0
"""Room for three dots of 19 mm (reference workshops-and-print.md 3.9), on the paper."""
BOX_HEIGHT: Final = 24.0
SMALLEST_SCALE: Final = 0.4
"""Where paper is smaller still, cards could not be read either; the boxes shrink with them."""
_ROOM: Final = 3.0
_ICON: Final = 9.0
_SMALL_ICON: Final = 6.0
_OUTLINE: Final = 0.5
_TYPES: Final[frozenset[CardType]] = frozenset(("opportunity", "idea", "solution"))
_ROLES: Final[frozenset[LaneRole]] = frozenset(("opportunities", "ideas", "solutions"))


def is_voted_on(lane: Lane, card: Card | None = None) -> bool:
    """Tell whether people vote on ``card`` of ``lane``, or on what they write there."""
    if not isinstance(lane, CardsLane):
        return False
    kind = card_type(card, lane) if card else lane.card_type
    return kind in _TYPES or (kind == lane.card_type and lane.role in _ROLES)


@computed(eq=True)
class VoteBox:
    """A box for dots, in millimetres of the sheet, below a note of ``note_width``."""

    note_width: float
    width: float
    height: float

    @property
    def room(self) -> float:
        """How much taller a note is with its box."""
        return _ROOM + self.height

    def marks(self, x: float, bottom: float) -> tuple[Mark, ...]:
        """Return the box below a note whose left edge is ``x`` and whose lower edge ``bottom``."""
        top = bottom + _ROOM
        box = Rectangle(
            x, top, self.width, self.height,
            fill="paper", stroke="slot.form", stroke_width=_OUTLINE, radius=2.0,
        )  # fmt: skip
        beside = self.note_width - self.width
        if beside < _ICON:  # inside, in the corner, where a dot may cover it
            left, low = x + self.width - _SMALL_ICON, top + self.height - _SMALL_ICON
            return box, Icon("vote", left - 1, low - 1, _SMALL_ICON, "text.muted")
        left = x + self.width + (beside - _ICON) / 2
        return box, Icon("vote", left, top + (self.height - _ICON) / 2, _ICON, "text.muted")


def vote_box(scale: float, note_width: float) -> VoteBox:
    """Return the box that is 60 x 24 mm on the paper below a note of ``note_width`` on the sheet.

    Where the print makes a note narrower than 60 mm, the box is as wide as the note and as much
    taller: it takes as many dots.
    """
    scale = max(scale, SMALLEST_SCALE)
    width, height = BOX_WIDTH / scale, BOX_HEIGHT / scale
    if width <= note_width:
        return VoteBox(note_width, width, height)
    return VoteBox(note_width, note_width, width * height / note_width)


def with_vote_box(block: Block, scale: float) -> Block:
    """Return the card ``block`` with a box below it: one block, so that nothing comes between."""
    box = vote_box(scale, block.width)
    return replace(
        block,
        height=block.height + box.room,
        marks=(*block.marks, *box.marks(0.0, block.height)),
    )
