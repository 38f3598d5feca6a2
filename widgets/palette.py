"""The light and the dark palette of the window, on Qt's Fusion style.

Qt's own dark scheme does nothing on plain X11 (reference/qt.md section 9), so both palettes are
ours and are set for all three colour groups.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

Look = Literal["light", "dark"]
LookWish = Literal["system", "light", "dark"]
_Roles = dict[QPalette.ColorRole, str]
_R = QPalette.ColorRole

_LIGHT: _Roles = {
    _R.Window: "#f4f4f2",
    _R.WindowText: "#1c2024",
    _R.Base: "#ffffff",
    _R.AlternateBase: "#f1f1ee",
    _R.Text: "#1c2024",
    _R.PlaceholderText: "#666c73",
    _R.Button: "#fbfbfa",
    _R.ButtonText: "#1c2024",
    _R.BrightText: "#ffffff",
    _R.Highlight: "#2a6fb5",
    _R.HighlightedText: "#ffffff",
    _R.Accent: "#2a6fb5",
    _R.Link: "#2a6fb5",
    _R.LinkVisited: "#6a3fb0",
    _R.ToolTipBase: "#23272c",
    _R.ToolTipText: "#ffffff",
    _R.Light: "#ffffff",
    _R.Midlight: "#e8e8e4",
    _R.Mid: "#d3d3ce",
    _R.Dark: "#a9aaa5",
    _R.Shadow: "#6e6f6b",
}
_DARK: _Roles = {
    _R.Window: "#23262b",
    _R.WindowText: "#eceef0",
    _R.Base: "#1a1d21",
    _R.AlternateBase: "#202327",
    _R.Text: "#eceef0",
    _R.PlaceholderText: "#9aa1a9",
    _R.Button: "#2e3238",
    _R.ButtonText: "#eceef0",
    _R.BrightText: "#ffffff",
    _R.Highlight: "#7db2ea",
    _R.HighlightedText: "#10151f",
    _R.Accent: "#7db2ea",
    _R.Link: "#8fbef0",
    _R.LinkVisited: "#c5adff",
    _R.ToolTipBase: "#eceef0",
    _R.ToolTipText: "#1a1d21",
    _R.Light: "#3a3f46",
    _R.Midlight: "#33373d",
    _R.Mid: "#3d4249",
    _R.Dark: "#15171a",
    _R.Shadow: "#0b0c0e",
}
_FRAMED = (
    *("QLineEdit", "QPlainTextEdit", "QAbstractSpinBox", "QComboBox", "QCheckBox", "QMenu"),
    *("QTreeView", "QListView", "QTableView"),  # and the boxes of their rows
)
_DARK_FRAME = "#9aa1a9"  # 1.4 times darker it is the line round a field, 3:1 on its ground
_DARK_RING = "#d5dae0"  # 1.5 times darker, and thinned by being round, it is a ring of 3:1
# Greyed, and still 4.5:1: what cannot be done now can be read.
_DISABLED_LIGHT = {_R.WindowText: "#666c72", _R.Text: "#666c72", _R.ButtonText: "#666c72"}
_DISABLED_DARK = {_R.WindowText: "#979ea6", _R.Text: "#979ea6", _R.ButtonText: "#979ea6"}


def look_of(wish: LookWish) -> Look:
    """Return the look that ``wish`` means now: the system's where it says one, else light."""
    if wish != "system":
        return wish
    scheme = QGuiApplication.styleHints().colorScheme()
    return "dark" if scheme == Qt.ColorScheme.Dark else "light"


def make_palette(look: Look) -> QPalette:
    """Return the palette of ``look``, disabled group included."""
    roles, disabled = (_DARK, _DISABLED_DARK) if look == "dark" else (_LIGHT, _DISABLED_LIGHT)
    palette = QPalette()
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role, colour in disabled.items():
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colour))
    grey = QColor(disabled[_R.Text])
    palette.setColor(QPalette.ColorGroup.Disabled, _R.Highlight, grey)
    palette.setColor(QPalette.ColorGroup.Disabled, _R.Accent, grey)
    return palette


def use_look(wish: LookWish) -> Look:
    """Give the application the palette of ``wish``; return the look it now has."""
    hints = QGuiApplication.styleHints()
    if wish == "system":
        hints.unsetColorScheme()
    else:  # title bars of Windows and macOS follow this
        hints.setColorScheme(
            Qt.ColorScheme.Dark if wish == "dark" else Qt.ColorScheme.Light,
        )
    look = look_of(wish)
    palette = make_palette(look)
    QApplication.setPalette(palette)
    if look == "dark":  # Fusion makes their frames of the window's colour, only darker
        palette.setColor(_R.Window, QColor(_DARK_FRAME))
    for name in _FRAMED:
        QApplication.setPalette(palette, name)  # type: ignore[arg-type]  # it takes a str
    if look == "dark":
        palette.setColor(_R.Window, QColor(_DARK_RING))
    QApplication.setPalette(palette, "QRadioButton")  # type: ignore[arg-type]  # it takes a str
    return look


def is_dark(palette: QPalette) -> bool:
    """Tell whether ``palette`` is one for dark rooms."""
    return palette.color(_R.Window).lightness() < palette.color(_R.WindowText).lightness()
