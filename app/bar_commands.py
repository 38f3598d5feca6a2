"""What is done with the bars at the canvas: find and replace, quick notes and their codes."""

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


def find(window: MapWindow) -> None:
    """Search all texts of the map."""
    _start_finding(window, is_replacing=False)


def replace(window: MapWindow) -> None:
    """Search all texts of the map, to put something else in place of what is found."""
    _start_finding(window, is_replacing=True)


def find_step(window: MapWindow, way: int) -> None:
    """Go to the next match (1) or the one before (-1); with nothing wanted yet ask for it."""
    page = window.page
    if page is None:
        return
    bar = page.middle.find_bar
    if bar.isHidden():
        bar.start(is_replacing=False)
    if bar.wanted.text().strip():
        bar.step(way)


def _start_finding(window: MapWindow, *, is_replacing: bool) -> None:
    window.commit_editing()
    if window.page is not None:
        window.page.middle.find_bar.start(is_replacing=is_replacing)
