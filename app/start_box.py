"""Tells why no window opened to a person who has no console: nothing else would show it."""

from __future__ import annotations

import sys

from app.window_needs import check_window_needs
from model.problems import Problem

_TITLE = "Journeywall"
_ICON_ERROR = 0x10  # MB_ICONERROR


def tell_in_box(text: str) -> None:
    """Show ``text`` in a message box and wait until it is read.

    On Windows the system has one that needs no Qt. Elsewhere it is Qt's; where no window can be
    opened at all, nothing can be shown, and the exit code must do.
    """
    if sys.platform == "win32":
        import ctypes  # Windows only

        ctypes.windll.user32.MessageBoxW(None, text, _TITLE, _ICON_ERROR)
        return
    try:
        check_window_needs()
    except Problem:
        return
    _show_with_qt(text)


def _show_with_qt(text: str) -> None:
    # Qt is there: it has just been asked for.
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QMessageBox

    from app.run_window import make_application

    make_application()
    box = QMessageBox(QMessageBox.Icon.Critical, _TITLE, text)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.exec()
