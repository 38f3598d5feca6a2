"""What stands below one another on the pages of a report, set in type: headings, words, rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from model.layout.marks import Mark, Rectangle
from model.layout.writing import write, write_ending
from model.printing.pages import Told
from model.text.glyphs import TextBlock

Portion = tuple[tuple[Mark, ...], Told | None]
PADDING = 1.1
"""Between a cell's edge and its text, in mm."""
_RULE = 0.2
_BAR = 1.0


@dataclass(frozen=True, slots=True)
class Block:
    """Something of its own height that stands on one page.

    Attributes:
        portions: Marks from (0, 0) on, and what each says.
        is_kept: Whether it must not be the last on its page.
        starts_page: Whether a new page begins with it.
        bookmark: What a bookmark of its page says; "" for none.
        starts_sheet: Whether it names a sheet, e.g. of a department.
    """

    height: float
    portions: tuple[Portion, ...]
    is_kept: bool = False
    starts_page: bool = False
    bookmark: str = ""
    starts_sheet: bool = False


@dataclass(frozen=True, slots=True)
class SetCell:
    """A cell's text, set; ``skipped`` lines of it stand on an earlier page."""

    block: TextBlock
    x: float
    width: float
    told: Told
    is_ending: bool = False
    colour: str = "text"
    skipped: int = 0

    @property
    def top(self) -> float:
        """How far down its first line here begins, in mm of the whole text."""
        return _bottom(self.block, self.skipped - 1)

    @property
    def height(self) -> float:
        """How tall the lines are that are left."""
        return self.block.height - self.top

    def lines_within(self, room: float) -> int:
        """Return how many of all its lines have been told when ``room`` mm are filled."""
        count = len(self.block.lines)
        fitting = [
            n for n in range(self.skipped, count) if _bottom(self.block, n) - self.top <= room
        ]
        return fitting[-1] + 1 if fitting else self.skipped

    def marks(self, y: float, last: int | None = None) -> tuple[Mark, ...]:
        """Return its lines up to ``last``, the first with its top at ``y``."""
        lines = slice(self.skipped, last)
        part = TextBlock(
            lines=self.block.lines[lines],
            baselines=self.block.baselines[lines],
            size_pt=self.block.size_pt,
            width=self.block.width,
            height=self.block.height,
            is_rtl=self.block.is_rtl,
        )
        if self.is_ending:
            return write_ending(part, self.x + self.width, y - self.top, self.colour)
        return write(part, self.x, y - self.top, self.width, self.colour)


@dataclass(frozen=True, slots=True)
class SetRow:
    """A row of a table, set.

    Attributes:
        colour: Role of the bar at its left edge, "" for none.
        ground: Role of what it stands on, "" for the paper.
    """

    cells: tuple[SetCell, ...]
    width: float
    colour: str = ""
    ground: str = ""
    rule: str = "grid.line"

    @property
    def height(self) -> float:
        """How tall it is, its rule included."""
        return max((cell.height for cell in self.cells), default=0.0) + 2 * PADDING + _RULE

    def block(self, *, is_repeated: bool = False) -> Block:
        """Return it as it stands on a page; repeated, it is there for the eye alone."""
        return Block(self.height, tuple(self._portions(None, self.height, is_repeated=is_repeated)))

    def split(self, room: float) -> tuple[Block, SetRow] | None:
        """Return what of it fills ``room`` mm, and the rest; None if not a line has room."""
        inside = room - 2 * PADDING - _RULE
        ends = [cell.lines_within(inside) for cell in self.cells]
        if all(end == cell.skipped for end, cell in zip(ends, self.cells, strict=True)):
            return None
        head = Block(room, tuple(self._portions(ends, room)))
        rest = tuple(replace(cell, skipped=end) for end, cell in zip(ends, self.cells, strict=True))
        return head, replace(self, cells=rest)

    def _portions(
        self, ends: Sequence[int] | None, height: float, *, is_repeated: bool = False
    ) -> list[Portion]:
        ground: list[Mark] = []
        if self.ground:
            ground.append(Rectangle(0, 0, self.width, height, fill=self.ground))
        if self.colour:
            ground.append(Rectangle(0, 0, _BAR, height - _RULE, fill=self.colour))
        ground.append(Rectangle(0, height - _RULE, self.width, _RULE, fill=self.rule))
        portions: list[Portion] = [(tuple(ground), None)]
        for at, cell in enumerate(self.cells):
            marks = cell.marks(PADDING, ends[at] if ends is not None else None)
            if marks:
                portions.append((marks, None if is_repeated else cell.told))
        return portions


def _bottom(block: TextBlock, line: int) -> float:
    """Return where line ``line`` ends: halfway to the next baseline's top, or the block's end."""
    if line < 0:
        return 0.0
    if line + 1 >= len(block.lines):
        return block.height
    # What is above the first baseline is above each.
    return block.baselines[line + 1] - block.baselines[0]
