"""Where the headers stand: they stay in the window, legible, however one scrolls and zooms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# A header strip with names only, in type of the window's size (px).
PHASE_PX = 30.0
STEP_PX = 31.0
# Far out steps are narrower than a word: they are ticks below large phase titles.
LEAST_STEP_PX = 46.0
TICK_PX = 6.0
TITLE_PX = 20.0
LANE_PX = 128.0
SMALLEST_LANE_PX = 92.0
# A strip that takes more of the window than this is shown as names only when it must stay.
TOP_SHARE = 0.3
LEFT_SHARE = 0.26
# Type of fewer pixels cannot be read from where one sits.
LEGIBLE_PX = 8.5

StripMode = Literal["board", "pinned", "compact"]


@dataclass(frozen=True, slots=True)
class Strip:
    """The headers along one edge, in px of the window along the axis they stay on.

    Attributes:
        mode: ``board``: where the sheet has them. ``pinned``: the sheet's own, held at the
            window's edge. ``compact``: names only.
        start: Where the strip begins.
        end: Where it ends and cells begin to show.
        natural_start: Where the sheet has it.
        natural_end: Where the sheet's first cell begins.
        is_held: Whether something slides under the strip.
    """

    mode: StripMode
    start: float
    end: float
    natural_start: float
    natural_end: float
    is_held: bool

    @property
    def shift(self) -> float:
        """How far a pinned strip stands from its place on the sheet."""
        return self.start - self.natural_start


def place_strip(
    natural_start: float, natural_end: float, *, type_px: float, compact: float, cap: float
) -> Strip:
    """Return where the headers between ``natural_start`` and ``natural_end`` are to be shown.

    Args:
        natural_start: Where the sheet has them, px.
        natural_end: Where the sheet's cells begin, px.
        type_px: Size of their smallest name on screen.
        compact: Length of the strip with names only.
        cap: The most a strip may take of the window.
    """
    length = natural_end - natural_start
    if type_px < LEGIBLE_PX:
        shown = length if compact < length <= cap else compact
        end = max(natural_end, shown)
        return _strip("compact", end - shown, end, natural_start, natural_end)
    if natural_start >= 0:
        return _strip("board", natural_start, natural_end, natural_start, natural_end)
    if length <= cap:
        return _strip("pinned", 0.0, length, natural_start, natural_end)
    return _strip("compact", 0.0, compact, natural_start, natural_end)


def _strip(
    mode: StripMode, start: float, end: float, natural_start: float, natural_end: float
) -> Strip:
    is_held = end > natural_end + 0.5 or natural_start < min(start, 0.0) - 0.5
    return Strip(mode, start, end, natural_start, natural_end, is_held)
