"""Where the QR code stands on a wall: in blank paper at the lower right, with its link in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from model.layout.marks import Mark
from model.layout.sheet import Sheet
from model.layout.writing import write_ending
from model.paper import PagePlan
from model.printing.laying import enlargement
from model.printing.qr import Modules, checked_link, qr_mark, qr_modules, qr_side, quiet_zone
from model.printing.settings import PrintSettings
from model.problems import PrintProblem
from model.text.fonts import FontBook
from model.text.setting import set_text
from model.texts import Texts

_SIZE_PT = 14.0
_MOST_WORDS = 200.0  # mm beside the code
_ROUNDS = 40
_EPSILON = 0.01


@dataclass(frozen=True, slots=True)
class WallCode:
    """A QR code on a wall.

    Attributes:
        x, y: Its top left corner on the trim, without its quiet zone.
        side: Its side in mm.
        room: What is blank at its left, for its link in words.
    """

    modules: Modules
    link: str
    x: float
    y: float
    side: float
    room: float

    def is_within(self, left: float, top: float, width: float, height: float) -> bool:
        """Tell whether it stands wholly on this part of the wall."""
        return (
            left <= self.x and self.x + self.side <= left + width
            and top <= self.y and self.y + self.side <= top + height
        )  # fmt: skip

    def marks(
        self, fonts: FontBook, texts: Texts, right: float, down: float, left: float = 0.0
    ) -> Iterator[Mark]:
        """Yield the code and its words, moved from the trim by (right, down).

        Of the wall, what lies before ``left`` is on another panel.
        """
        yield qr_mark(self.modules, self.x + right, self.y + down, self.side)
        size_pt = _SIZE_PT * self.side / 40
        quiet = quiet_zone(self.modules, self.side)
        room = min(self.room, self.x - left, _MOST_WORDS * self.side / 40) - quiet
        if room < self.side / 2:
            return
        said = f"{texts('print.qr.scan')}\n{self.link}"
        block = set_text(fonts, said, width=room, size_pt=size_pt)
        if block.height > self.side:
            return
        edge = self.x + right - quiet
        yield from write_ending(block, edge, self.y + down + self.side - block.height)


def room_for_code(
    sheet: Sheet, settings: PrintSettings, margin: float, fitted: Callable[[float], PagePlan]
) -> PagePlan:
    """Return the plan of a wall with room for its code, below the sheet where there is no other.

    Args:
        sheet: What is printed.
        settings: How.
        margin: What the printer leaves blank along each edge.
        fitted: Plans the wall with so many more mm below the sheet, in the sheet's millimetres.

    Raises:
        PrintProblem: If it cannot be printed so.
    """
    plan = fitted(0.0)
    if code_on(sheet, plan, settings, margin) is not None:
        return plan
    for _ in range(_ROUNDS):  # a fitted map shrinks for the code, which then takes more of it
        needed = _needed(settings) + (margin if plan.is_exact else 0.0)
        more = max(needed / plan.scale - _blank_below(sheet), 0.0) * (1 + 1e-9)
        before, plan = plan, fitted(more)
        if abs(plan.scale - before.scale) < 1e-9 * plan.scale:
            break
    if code_on(sheet, plan, settings, margin) is None:
        raise PrintProblem("print.no_room_for_qr", paper=plan.paper)
    return plan


def code_on(
    sheet: Sheet, plan: PagePlan, settings: PrintSettings, margin: float
) -> WallCode | None:
    """Return the code where it covers nothing: below the sheet or right of it; None if it would.

    Raises:
        PrintProblem: If the link may not be printed.
    """
    link = checked_link(settings.qr)
    modules = qr_modules(link)
    side = _side(settings)
    quiet = quiet_zone(modules, side)
    needed = side + 2 * quiet - _EPSILON
    right, bottom = plan.width - margin, plan.height - margin
    end_x = plan.x + (sheet.width - _border(sheet)) * plan.scale
    end_y = plan.y + (sheet.height - _blank_below(sheet)) * plan.scale
    x = min(right - quiet, end_x) - side
    if bottom - end_y >= needed and x >= plan.x:
        return WallCode(modules, link, x, end_y + quiet, side, x - plan.x)
    if right - end_x >= needed and bottom - margin >= needed:
        y = min(bottom - quiet, end_y) - side
        return WallCode(modules, link, right - quiet - side, y, side, 0.0)
    return None


def _side(settings: PrintSettings) -> float:
    """Return the code's side on the page; on a page to be enlarged it grows with the wall."""
    side = qr_side(qr_modules(settings.qr))
    return side / enlargement(settings)


def _needed(settings: PrintSettings) -> float:
    """Return what the code takes with its quiet zone."""
    side = _side(settings)
    return side + 2 * quiet_zone(qr_modules(settings.qr), side)


def _border(sheet: Sheet) -> float:
    """Return how much is blank at the sheet's sides, in the sheet's millimetres."""
    starts = [row.header.x for row in sheet.rows[:1]]
    if sheet.title is not None:
        starts.append(sheet.title.x)
    return max(min(starts, default=0.0), 0.0)


def _blank_below(sheet: Sheet) -> float:
    """Return how much is blank at the sheet's lower edge, in the sheet's millimetres."""
    ends = [trailer.y + trailer.block.height for trailer in sheet.trailers]
    ends += [row.y + row.height for row in sheet.rows[-1:]]
    return max(sheet.height - max(ends, default=sheet.height), 0.0)
