"""What is done for quick notes: the line for them, and the codes of cells they are put by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.edits import set_sheet

if TYPE_CHECKING:
    from app.window import MapWindow


def quick_entry(window: MapWindow) -> None:
    """Go to the line for quick notes."""
    if window.page is not None:
        window.page.middle.quick_entry.start()


def toggle_codes(window: MapWindow) -> None:
    """Show the code of each cell, on screen and in print, or show them no more."""
    if window.document is not None:
        is_shown = not are_codes_shown(window)
        window.document.apply(
            "edits.change_sheet", lambda held: set_sheet(held, are_codes_shown=is_shown)
        )


def are_codes_shown(window: MapWindow) -> bool:
    """Tell whether the map shows the codes of its cells."""
    return window.document is not None and window.document.value.sheet.are_codes_shown
