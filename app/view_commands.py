"""What the View, Language and Help menus do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import app
from app.side_panels import INSPECTOR
from widgets.canvas.selection import NOTHING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from app.window import MapWindow
    from widgets.palette import LookWish


def zoom_in(window: MapWindow) -> None:
    """Look closer."""
    if window.canvas is not None:
        window.canvas.zoom_in()


def zoom_out(window: MapWindow) -> None:
    """Look from further away."""
    if window.canvas is not None:
        window.canvas.zoom_out()


def fit(window: MapWindow) -> None:
    """Show the whole map."""
    if window.canvas is not None:
        window.canvas.fit()


def actual_size(window: MapWindow) -> None:
    """Show the map as large as it prints."""
    if window.canvas is not None:
        window.canvas.actual_size()


def toggle_outline(window: MapWindow) -> None:
    """Show or hide the outline."""
    window.memory.want(outline=not window.is_outline_shown)


def toggle_inspector(window: MapWindow) -> None:
    """Show or hide the inspector."""
    window.memory.want_panel(INSPECTOR, is_shown=not window.is_inspector_shown)


def toggle_filter(window: MapWindow) -> None:
    """Filter the map, or leave that again."""
    if window.page is not None:
        window.page.seeing.toggle()


def is_filter_shown(window: MapWindow) -> bool:
    """Tell whether the filter bar is shown."""
    return window.page is not None and window.page.seeing.is_bar_shown


def fill_views(window: MapWindow, menu: QMenu) -> None:
    """Put the map's saved views into ``menu``."""
    if window.page is not None:
        window.page.seeing.fill_views(menu)


def toggle_evidence(window: MapWindow) -> None:
    """Have cards tell how well they are founded, or again what they are."""
    if window.canvas is not None:
        window.canvas.show_evidence(is_shown=not window.canvas.is_evidence_shown)
        window.refresh()


def is_evidence_shown(window: MapWindow) -> bool:
    """Tell whether cards tell how well they are founded."""
    return window.canvas is not None and window.canvas.is_evidence_shown


def toggle_mini_map(window: MapWindow) -> None:
    """Show the mini map in all windows while it is of use, or never."""
    settings = window.workspace.settings
    settings.change(is_mini_map_shown=not settings.value.is_mini_map_shown)
    for shown in window.workspace.windows:
        if shown.page is not None:
            shown.page.mini_map.want(is_wanted=settings.value.is_mini_map_shown)
        shown.refresh()


def is_mini_map_shown(window: MapWindow) -> bool:
    """Tell whether the mini map is wanted."""
    return window.workspace.settings.value.is_mini_map_shown


def zoom_to_selection(window: MapWindow) -> None:
    """Show what is chosen as large as it fits."""
    if window.canvas is not None:
        window.canvas.zoom_to_selection()


def has_selection(window: MapWindow) -> bool:
    """Tell whether something is chosen that can be shown large."""
    return window.selection != NOTHING


def focus_inspector(window: MapWindow) -> None:
    """Go to the fields of what is chosen."""
    window.focus_inspector()


def cycle_panes(window: MapWindow, step: int) -> None:
    """Go to the next part of the window, or the one before."""
    window.commit_editing()
    window.cycle_panes(step)


def toggle_full_screen(window: MapWindow) -> None:
    """Fill the screen with the window, or give the rest of the screen back."""
    if window.isFullScreen():
        window.showNormal()
    else:
        window.showFullScreen()


def use_look(window: MapWindow, wish: LookWish) -> None:
    """Make all windows light, dark, or as the system is."""
    window.workspace.use_look(wish)


def use_language(window: MapWindow, code: str) -> None:
    """Make all windows speak Danish or English."""
    window.workspace.use_language(code)


def show_about(window: MapWindow) -> None:
    """Tell what the program is."""
    from widgets.dialogs import AboutDialog  # start-up: opened on demand

    dialog = AboutDialog(window.language, app.__version__, window)
    dialog.exec()
    dialog.deleteLater()


def show_history(window: MapWindow) -> None:
    """Show the history of the map as a list one can walk, or close it."""
    from widgets.history_panel import HistoryPanel  # start-up: opened on demand

    if window.document is None or window.page is None:
        return
    panel = window.page.findChild(HistoryPanel)
    if panel is None:
        panel = HistoryPanel(window.document, window.language, window.page)
    if panel.isVisible():
        panel.leave()
    else:
        panel.open(window.page.middle)


def show_palette(window: MapWindow) -> None:
    """Offer everything one can do or go to."""
    from app import palette_command  # start-up: opened on demand

    palette_command.show_palette(window)


def show_keyboard(window: MapWindow) -> None:
    """List every action with its shortcut."""
    from app.keyboard_page import keyboard_rows  # start-up: opened on demand
    from widgets.dialogs import KeyboardDialog

    dialog = KeyboardDialog(window.language, keyboard_rows(window.language), window)
    dialog.exec()
    dialog.deleteLater()
