"""The wall: the whole map on one page, true to scale."""

from __future__ import annotations

from model.layout.sheet import Sheet
from model.paper import PagePlan, fit, parse_orientation, parse_paper, parse_scale
from model.printing.pages import Piece, PrintPage
from model.printing.settings import PrintSettings


def wall_plan(sheet: Sheet, settings: PrintSettings) -> PagePlan:
    """Return the page ``sheet`` goes on.

    Raises:
        PrintProblem: If it cannot be printed so.
    """
    return fit(
        sheet.width,
        sheet.height,
        parse_paper(settings.paper),
        parse_scale(settings.scale),
        parse_orientation(settings.orientation),
    )


def wall_pages(sheet: Sheet, settings: PrintSettings) -> tuple[PrintPage, ...]:
    """Return the page, or the panels, of a wall.

    Raises:
        PrintProblem: If it cannot be printed so.
    """
    return (wall_page(sheet, wall_plan(sheet, settings)),)


def wall_page(sheet: Sheet, plan: PagePlan) -> PrintPage:
    """Return ``sheet`` on one page as ``plan`` places it."""
    whole = (0.0, 0.0, plan.width, plan.height)
    piece = Piece(sheet, whole, plan.x, plan.y, plan.scale)
    return PrintPage("wall", plan.width, plan.height, plan.trim, whole, (piece,))
