"""How large a millimetre is on each screen, as somebody has measured it with a card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QScreen

from app.settings import ScreenSize, Settings

if TYPE_CHECKING:
    from app.window import MapWindow

_MOST_SCREENS = 24


def screen_key(screen: QScreen) -> str:
    """Return what a screen is known by: its name, maker, model, serial number and pixels."""
    pixels = screen.geometry().size() * screen.devicePixelRatio()
    parts = (screen.name(), screen.manufacturer(), screen.model(), screen.serialNumber())
    return "|".join((*parts, f"{pixels.width()}x{pixels.height()}"))[:500]


def measured(settings: Settings, screen: QScreen) -> float | None:
    """Return the logical pixels per millimetre measured on ``screen``, None if nobody has."""
    key = screen_key(screen)
    found = next((held for held in settings.value.screens if held.key == key), None)
    return found.pixels_per_mm / screen.devicePixelRatio() if found else None


def remember(settings: Settings, screen: QScreen, pixels_per_mm: float | None) -> None:
    """Keep what was measured on ``screen`` in logical pixels; None goes by the system again.

    Device pixels are kept, so that it holds when the system's scale is changed.
    """
    key = screen_key(screen)
    screens = [held for held in settings.value.screens if held.key != key]
    if pixels_per_mm is not None:
        size = ScreenSize(key=key, pixels_per_mm=pixels_per_mm * screen.devicePixelRatio())
        screens.insert(0, size)
    settings.change(screens=tuple(screens[:_MOST_SCREENS]))


def ask_screen_size(window: MapWindow) -> None:
    """Have the size of the window's screen measured; all windows show it at once."""
    from widgets.screen_size_dialog import ScreenSizeDialog  # start-up: opened on demand

    if window.canvas is None:
        return
    workspace = window.workspace
    dialog = ScreenSizeDialog(
        window.language,
        window.canvas.pixels_per_mm,
        window.canvas.system_pixels_per_mm,
        window,
    )
    is_wanted = bool(dialog.exec())
    found = dialog.pixels_per_mm
    dialog.deleteLater()
    if not is_wanted:
        return
    is_as_told = abs(found - window.canvas.system_pixels_per_mm) < 1e-6
    remember(workspace.settings, window.screen(), None if is_as_told else found)
    for shown in workspace.windows:
        if shown.page is not None:
            shown.page.screen_changed()
