"""The text field that is being written in: the Edit menu serves it before the map."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit

TextField = QLineEdit | QPlainTextEdit | QTextEdit


def text_field() -> TextField | None:
    """Return the field that has the keyboard, None where it is elsewhere."""
    focused = QApplication.focusWidget()
    if isinstance(focused, TextField) and not focused.isReadOnly():
        return focused
    return None
