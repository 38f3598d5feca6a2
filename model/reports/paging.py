"""Blocks shared out to pages: no row cut unless it is taller than a page, headings repeated."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from model.layout.drawing_order import Layer
from model.printing.pages import Told
from model.reports.blocks import Block, SetRow
from model.reports.setting import SetTable

_LEAST_START = 20.0
"""How much room a row that is cut anyway must find at least, to begin on a page, in mm."""


@dataclass(slots=True)
class Filled:
    """What stands on one page, from the top left corner of its room.

    Attributes:
        bookmark: What begins on it.
    """

    layers: list[Layer] = field(default_factory=list)
    told: list[Told | None] = field(default_factory=list)
    used: float = 0.0
    bookmark: str = ""


class Pager:
    """Puts blocks below one another, page by page.

    Attributes:
        pages: Those filled so far.
    """

    def __init__(self, height: float, continued: Callable[[str], Block]) -> None:
        """Fill pages of ``height`` mm; ``continued`` words a table that goes on."""
        self._height, self._continued = height, continued
        self.pages: list[Filled] = [Filled()]

    def add_all(self, blocks: Iterable[Block]) -> None:
        """Put blocks that belong to no table below one another."""
        held: list[Block] = []
        for block in blocks:
            held.append(block)
            if not block.is_kept:
                self._add_together(held)
                held = []
        self._add_together(held)

    def add_table(self, table: SetTable) -> None:
        """Put a table below what is there, with its heading on every page it reaches."""
        if table.head is None:
            self._add_together(table.above)
            return
        head = table.head.block()
        first = table.rows[0].height if table.rows else 0.0
        # A heading and the first row stand together, a very tall one as far as it has room.
        self._add_together((*table.above, head), min(first, self._height / 3))
        for row in table.rows:
            self._add_row(row, table)
        for block in table.below:
            self._add_together((block,))

    @property
    def _page(self) -> Filled:
        return self.pages[-1]

    @property
    def _left(self) -> float:
        return self._height - self._page.used

    def _add_row(self, row: SetRow, table: SetTable) -> None:
        rest: SetRow | None = row
        fresh = self._height - self._top_of(table)
        while rest is not None:
            if rest.height <= self._left:
                self._put(rest.block())
                return
            is_cut = rest.height > fresh
            part = rest.split(self._left) if is_cut and self._left > _LEAST_START else None
            if part is None and self._page.used <= self._top_of(table):
                self._put(rest.block())  # narrower than a line: drawn over the edge, not lost
                return
            if part is not None:
                head, rest = part
                self._put(head)
            self._turn(table)

    def _top_of(self, table: SetTable) -> float:
        head = table.head.height if table.head is not None else 0.0
        return self._continued(table.name).height + head

    def _turn(self, table: SetTable) -> None:
        self.pages.append(Filled())
        self._put(self._continued(table.name))
        if table.head is not None:
            self._put(table.head.block(is_repeated=True))

    def _add_together(self, blocks: Sequence[Block], more: float = 0.0) -> None:
        """Put ``blocks`` on one page, with ``more`` mm behind them, where that can be."""
        if not blocks:
            return
        needed = sum(block.height for block in blocks) + more
        starts = any(block.starts_page for block in blocks)
        if self._page.used and (starts or (needed > self._left and needed <= self._height)):
            self.pages.append(Filled())
        for block in blocks:
            if block.height > self._left and self._page.used:
                self.pages.append(Filled())
            if not block.portions and not self._page.used:
                continue  # no room is kept above what stands first on a page
            self._put(block)

    def _put(self, block: Block) -> None:
        page = self._page
        for marks, told in block.portions:
            page.layers.append(Layer(0.0, page.used, marks))
            page.told.append(told)
        page.used += block.height
        if block.bookmark and not page.bookmark:
            page.bookmark = block.bookmark
        elif block.bookmark and block.starts_sheet:
            # the first sheet stands below the title of the report
            page.bookmark = f"{page.bookmark} – {block.bookmark}"
