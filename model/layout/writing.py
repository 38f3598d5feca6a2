"""Text blocks, icons and chips as marks at a place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from model.layout.icons import has_icon
from model.layout.look import Look
from model.layout.marks import Glyphs, Icon, Mark, Rectangle, Role
from model.text.glyphs import MM_PER_POINT, TextBlock

# Chips stand this many em of small type apart; icon and word half of it.
_CHIP_GAP_EM = 0.8


def write(
    block: TextBlock, x: float, y: float, width: float, colour: Role = "text"
) -> tuple[Glyphs, ...]:
    """Return ``block`` with its top at ``y``: from ``x`` on, or right-aligned to ``x + width``."""
    em = block.size_pt * MM_PER_POINT
    return tuple(
        Glyphs(
            x + width - line.width * em if block.is_rtl else x,
            y + baseline,
            block.size_pt,
            line,
            colour,
        )
        for line, baseline in zip(block.lines, block.baselines, strict=True)
        if line.runs
    )


def write_centred(
    block: TextBlock, centre: float, y: float, colour: Role = "text"
) -> tuple[Glyphs, ...]:
    """Return ``block`` with its top at ``y`` and each line centred on ``centre``."""
    em = block.size_pt * MM_PER_POINT
    return tuple(
        Glyphs(centre - line.width * em / 2, y + baseline, block.size_pt, line, colour)
        for line, baseline in zip(block.lines, block.baselines, strict=True)
        if line.runs
    )


def write_ending(
    block: TextBlock, right: float, y: float, colour: Role = "text"
) -> tuple[Glyphs, ...]:
    """Return ``block`` with its top at ``y`` and each line ending at ``right``."""
    em = block.size_pt * MM_PER_POINT
    return tuple(
        Glyphs(right - line.width * em, y + baseline, block.size_pt, line, colour)
        for line, baseline in zip(block.lines, block.baselines, strict=True)
        if line.runs
    )


@dataclass(frozen=True, slots=True)
class Chip:
    """A small icon with a word beside it; ``dot`` puts a coloured disc in the icon's place."""

    text: str
    icon: str | None = None
    colour: Role = "card.muted"
    dot: Role | None = None


def flow_chips(
    look: Look, chips: Iterable[Chip], x: float, y: float, width: float
) -> tuple[tuple[Mark, ...], float]:
    """Set ``chips`` in rows of ``width``; returns their marks and their height."""
    em = look.small_em
    marks: list[Mark] = []
    left, top, row_height = 0.0, y, 0.0
    for chip in chips:
        sign = _sign_width(chip, em)
        words = look.small(chip.text, width - sign) if chip.text else None
        needed = sign + (words.width if words else -0.4 * em)
        if left > 0 and left + needed > width:
            left, top, row_height = 0.0, top + row_height, 0.0
        height = max(words.height if words else 0.0, 1.35 * em)
        marks.extend(_chip_marks(chip, words, x + left, top, em))
        row_height = max(row_height, height)
        left += needed + _CHIP_GAP_EM * em
    return tuple(marks), top + row_height - y


def flow_groups(
    look: Look, groups: Iterable[tuple[Chip, ...]], x: float, y: float, width: float
) -> tuple[tuple[Mark, ...], float]:
    """Set each group of chips in rows of its own; returns their marks and their height."""
    marks: list[Mark] = []
    top = y
    for chips in groups:
        more, height = flow_chips(look, chips, x, top, width)
        marks.extend(more)
        top += height
    return tuple(marks), top - y


def _sign_width(chip: Chip, em: float) -> float:
    return 1.5 * em if _has_sign(chip) else 0.0


def _has_sign(chip: Chip) -> bool:
    return chip.dot is not None or (chip.icon is not None and has_icon(chip.icon))


def _chip_marks(
    chip: Chip, words: TextBlock | None, x: float, y: float, em: float
) -> Iterable[Mark]:
    # The sign is centred on the middle of the first line's capitals (0.72 em high).
    baseline = words.baselines[0] if words else em
    middle = y + baseline - 0.36 * em
    if chip.dot is not None:
        size = 0.9 * em
        yield Rectangle(x + 0.1 * em, middle - size / 2, size, size, fill=chip.dot, radius=size / 2)
    elif chip.icon is not None and has_icon(chip.icon):
        size = 1.15 * em
        yield Icon(chip.icon, x, middle - size / 2, size, chip.colour)
    if words is not None:
        yield from write(words, x + _sign_width(chip, em), y, words.width, chip.colour)
