"""Text blocks, icons and chips as marks at a place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from model.computed import computed
from model.layout.channel_signs import sign_mark
from model.layout.icons import has_icon
from model.layout.look import Look, OwnIcon, Registers
from model.layout.marks import Glyphs, Icon, Mark, Rectangle, Role
from model.layout.persona_marks import persona_shape
from model.people import PersonaMark
from model.text.glyphs import MM_PER_POINT, TextBlock

# Chips stand this many em of small type apart; icon and word half of it.
_CHIP_GAP_EM = 0.75
_EPSILON = 0.01


def write(
    block: TextBlock, x: float, y: float, width: float, colour: Role = "text"
) -> tuple[Glyphs, ...]:
    """Return ``block`` with its top at ``y``: from ``x`` on, or right-aligned to ``x + width``."""
    if block.is_rtl:
        return write_ending(block, x + width, y, colour)
    return _written(block, y, colour, lambda _width: x)


def write_centred(
    block: TextBlock, centre: float, y: float, colour: Role = "text"
) -> tuple[Glyphs, ...]:
    """Return ``block`` with its top at ``y`` and each line centred on ``centre``."""
    return _written(block, y, colour, lambda width: centre - width / 2)


def write_ending(
    block: TextBlock, right: float, y: float, colour: Role = "text"
) -> tuple[Glyphs, ...]:
    """Return ``block`` with its top at ``y`` and each line ending at ``right``."""
    return _written(block, y, colour, lambda width: right - width)


def _written(
    block: TextBlock, y: float, colour: Role, start: Callable[[float], float]
) -> tuple[Glyphs, ...]:
    """Return ``block`` with its top at ``y``; ``start`` tells where a line of a width begins."""
    em = block.size_pt * MM_PER_POINT
    return tuple(
        Glyphs(start(line.width * em), y + baseline, block.size_pt, line, colour)
        for line, baseline in zip(block.lines, block.baselines, strict=True)
        if line.runs
    )


@computed(eq=True)
class Chip:
    """A small icon with a word beside it; ``dot`` puts a coloured disc in the icon's place.

    With ``mark`` that disc is the shape of a persona; ``own`` puts an image in the icon's place.
    """

    text: str
    icon: str | None = None
    colour: Role = "card.muted"
    dot: Role | None = None
    mark: PersonaMark | None = None
    own: OwnIcon | None = None


def sign_chip(look: Look, icon: str, figure: str, words: str, colour: Role = "card.muted") -> Chip:
    """Return an icon with a figure where a legend tells what it means, else with words."""
    return Chip(figure if look.settings.is_legend_shown else words, icon, colour)


def channel_chip(registers: Registers, name: str, colour: Role = "card.muted") -> Chip:
    """Return the name of a channel beside its icon: one's own, or a bundled one."""
    return Chip(name, registers.channel_icon(name), colour, own=registers.own_icon(name))


def flow_chips(
    look: Look, chips: Iterable[Chip], x: float, y: float, width: float
) -> tuple[tuple[Mark, ...], float]:
    """Set ``chips`` in rows of ``width``; returns their marks and their height."""
    rows = ChipRows(look, width)
    for chip in chips:
        rows.add(chip, among_all=False)
    return rows.marks(x, y), rows.height


def pack_chips(look: Look, chips: Iterable[Chip], corner: Sequence[Chip], width: float) -> ChipRows:
    """Set ``chips`` in as few rows of ``width`` as they fit.

    ``corner`` stands at the right end of the last row, or of one more if it has no room.
    """
    rows = ChipRows(look, width)
    for chip in chips:
        rows.add(chip, among_all=True)
    if corner:
        rows.add_corner(corner)
    return rows


class ChipRows:
    """Chips in rows: each with its left edge and its words. They get a place at last."""

    def __init__(self, look: Look, width: float) -> None:
        self._look, self._width = look, width
        self._em = look.small_em
        self._rows: list[list[tuple[float, Chip, TextBlock | None]]] = []
        self._ends: list[float] = []

    def add(self, chip: Chip, *, among_all: bool) -> None:
        """Put ``chip`` into the last row, or the first of all, with room for it; else a new one."""
        words = self._words(chip)
        needed = self._needed(chip, words)
        first = 0 if among_all else max(len(self._rows) - 1, 0)
        for row in range(first, len(self._rows)):
            if self._ends[row] + needed <= self._width + _EPSILON:
                break
        else:
            row = self._new_row()
        self._put(row, chip, words, needed)

    def add_corner(self, chips: Sequence[Chip]) -> None:
        """Put ``chips`` at the right end."""
        held = [(chip, words := self._words(chip), self._needed(chip, words)) for chip in chips]
        gap = _CHIP_GAP_EM * self._em
        start = self._width - sum(needed + gap for *_, needed in held) + gap
        row = len(self._rows) - 1
        if row < 0 or self._ends[row] > start + _EPSILON:
            row = self._new_row()
        self._ends[row] = max(start, 0.0)
        for chip, words, needed in held:
            self._put(row, chip, words, needed)

    @property
    def height(self) -> float:
        """How tall all rows are together."""
        return sum(self._height(row) for row in self._rows)

    def marks(self, x: float, y: float) -> tuple[Mark, ...]:
        """Return the marks of all rows from (x, y) on."""
        marks: list[Mark] = []
        for row in self._rows:
            for left, chip, words in row:
                marks.extend(_chip_marks(chip, words, x + left, y, self._em))
            y += self._height(row)
        return tuple(marks)

    def _height(self, row: Sequence[tuple[float, Chip, TextBlock | None]]) -> float:
        return max(1.35 * self._em, *(words.height if words else 0.0 for *_, words in row))

    def _new_row(self) -> int:
        self._rows.append([])
        self._ends.append(0.0)
        return len(self._rows) - 1

    def _put(self, row: int, chip: Chip, words: TextBlock | None, needed: float) -> None:
        self._rows[row].append((self._ends[row], chip, words))
        self._ends[row] += needed + _CHIP_GAP_EM * self._em

    def _words(self, chip: Chip) -> TextBlock | None:
        if not chip.text:
            return None
        return self._look.small(chip.text, self._width - _sign_width(chip, self._em))

    def _needed(self, chip: Chip, words: TextBlock | None) -> float:
        return _sign_width(chip, self._em) + (words.width if words else -0.4 * self._em)


def _sign_width(chip: Chip, em: float) -> float:
    return 1.5 * em if _has_sign(chip) else 0.0


def _has_sign(chip: Chip) -> bool:
    if chip.dot is not None or chip.own is not None:
        return True
    return chip.icon is not None and has_icon(chip.icon)


def _chip_marks(
    chip: Chip, words: TextBlock | None, x: float, y: float, em: float
) -> Iterable[Mark]:
    # The sign is centred on the middle of the first line's capitals (0.72 em high).
    baseline = words.baselines[0] if words else em
    middle = y + baseline - 0.36 * em
    if chip.dot is not None and chip.mark is not None:
        yield persona_shape(chip.mark, x + 0.6 * em, middle, 1.05 * em, chip.dot, chip.colour)
    elif chip.dot is not None:
        size = 0.9 * em
        # The edge keeps a dot apart from a ground of nearly its own colour.
        yield Rectangle(
            x + 0.1 * em, middle - size / 2, size, size,
            fill=chip.dot, stroke=chip.colour, stroke_width=0.25, radius=size / 2,
        )  # fmt: skip
    elif chip.own is not None:
        size = 1.25 * em
        yield sign_mark(chip.own, x, middle - size / 2, size, chip.colour)
    elif chip.icon is not None and has_icon(chip.icon):
        size = 1.15 * em
        yield Icon(chip.icon, x, middle - size / 2, size, chip.colour)
    if words is not None:
        yield from write(words, x + _sign_width(chip, em), y, words.width, chip.colour)
