"""What is known of a row before it has a place: its cells' contents and the height they need."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from model.channel_use import ChannelUse, is_matrix
from model.computed import computed
from model.lanes import CardsLane, Lane
from model.layout.columns import Columns, notes_in_row
from model.layout.look import Look, Registers
from model.layout.marks import Mark
from model.layout.matrix import Matrix, lay_matrix
from model.layout.memo import BlockMemo
from model.layout.print_look import PLAIN, PrintLook
from model.layout.sheet import Placed
from model.layout.vote_boxes import VoteBox, is_voted_on, vote_box

# What a legend explains: ("type", "pain_point"), ("marker", "star"), ("evidence", "internal").
Signs = frozenset[tuple[str, str]]
NO_SIGNS: Signs = frozenset()


@computed(eq=True)
class Slots:
    """A line of places for notes in a cell.

    Attributes:
        across: How many stand side by side.
        left: Where the first begins in the cell.
        width, height: Of each, without the box to vote in below it.
        box: That box, if they have one.
    """

    across: int
    left: float
    width: float
    height: float
    box: VoteBox | None

    @property
    def whole_height(self) -> float:
        """The height of each with its box."""
        return self.height + (self.box.room if self.box else 0.0)


@computed(eq=False)
class Desk:
    """Everything a row is laid out with.

    Attributes:
        dimmed: The feelings a filter dims.
        bare: The lanes whose empty cells show room for notes, None for all: not those that a
            filter may have emptied, since nobody could tell that from nothing being known.
        print_look: What the print asks for.
        channels: Which channels the steps use; None where no lane shows them.
    """

    look: Look
    registers: Registers
    columns: Columns
    memo: BlockMemo
    dimmed: frozenset[str] = frozenset()
    bare: frozenset[str] | None = None
    print_look: PrintLook = PLAIN
    channels: ChannelUse | None = None

    def matrix_in(self, lane: Lane) -> Matrix | None:
        """Return the matrix of channels that ``lane`` shows above its cards."""
        if self.channels is None or not is_matrix(lane):
            return None
        # What was made is kept beside what it was made of, so that their ids stay their own.
        key = ("matrix", id(self.channels), id(self.columns), self.registers.version)
        parts = (self.channels, self.columns)
        return self.look.remembered(
            key, lambda: (lay_matrix(self.look, self.registers, *parts), parts)
        )[0]

    def has_slots_in(self, lane: Lane) -> bool:
        """Tell whether empty cells of ``lane`` show room for notes."""
        is_wanted = isinstance(lane, CardsLane) and not is_matrix(lane)
        return is_wanted and (self.bare is None or lane.id in self.bare)

    def vote_scale_in(self, lane: Lane) -> float | None:
        """Return the scale of the boxes to vote in below notes of ``lane``, None for no boxes."""
        return self.print_look.vote_scale if isinstance(lane, CardsLane) else None

    def slots_in(self, lane: Lane, width: float) -> Slots:
        """Return the places for notes of ``lane`` in a column of this width."""
        settings, slot = self.look.settings, self.print_look.slot
        across, note, left = notes_in_row(width, settings, slot[0] if slot else None)
        scale = self.vote_scale_in(lane) if is_voted_on(lane) else None
        box = None if scale is None else vote_box(scale, note)
        return Slots(across, left, note, slot[1] if slot else settings.note_height, box)


@computed(eq=False)
class CellPlan:
    """The contents of one cell, from its top left corner on.

    Attributes:
        items: What the cell holds in the map; the plan stands as long as this is the same tuple.
        start: Where the cell's own cards begin, below the wide cards that lie over it.
        wide: Where each of its own wide cards lies.
        height: The height the cell needs.
    """

    items: tuple[Any, ...]
    start: float
    wide: tuple[float, ...]
    contents: tuple[Placed, ...]
    height: float
    signs: Signs
    uses_registers: bool


@computed(eq=False)
class RowPlan:
    """A row before it has a place and a final height.

    Attributes:
        source: The lane's cells in the map.
        style: What else of the lane its cells depend on.
        zero: Where 0 stands below the row's top, in a feelings lane.
        unit: Millimetres for a feeling of 1.
        ids: The ids of all that lies in the row's cells.
        code: The row's part of a place on the wall, if such codes are shown.
        matrix: The channels it shows above its cards.
    """

    desk: Desk
    source: Mapping[str, tuple[Any, ...]]
    style: Hashable
    cells: tuple[CellPlan, ...]
    height: float
    body: tuple[Mark, ...] = ()
    reach: int = 1
    zero: float | None = None
    unit: float | None = None
    signs: Signs = NO_SIGNS
    uses_registers: bool = False
    ids: frozenset[str] = frozenset()
    code: str = ""
    matrix: Matrix | None = None

    @property
    def count(self) -> int:
        """How many blocks the row holds."""
        return len(self.ids)


def is_current(old: RowPlan | None, desk: Desk, style: Hashable) -> bool:
    """Tell whether cells of ``old`` whose items are the same can stand as they are."""
    return (
        old is not None
        and old.desk.look is desk.look
        and old.desk.columns is desk.columns
        and old.style == style
    )
