"""What is known of a row before it has a place: its cells' contents and the height they need."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from model.computed import computed
from model.layout.columns import Columns
from model.layout.look import Look, Registers
from model.layout.marks import Mark
from model.layout.memo import BlockMemo
from model.layout.sheet import Placed

# What a legend explains: ("type", "pain_point"), ("marker", "star"), ("evidence", "internal").
Signs = frozenset[tuple[str, str]]
NO_SIGNS: Signs = frozenset()


@computed(eq=False)
class Desk:
    """Everything a row is laid out with.

    Attributes:
        dimmed: The feelings a filter dims.
        has_slots: Whether empty cells show room for notes: not where a filter may have emptied
            them, since nobody could tell that from nothing being known.
    """

    look: Look
    registers: Registers
    columns: Columns
    memo: BlockMemo
    dimmed: frozenset[str] = frozenset()
    has_slots: bool = True


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
