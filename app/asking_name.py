"""Asks for a name, in a small dialog of one line."""

from __future__ import annotations

from PySide6.QtWidgets import QInputDialog, QLineEdit, QWidget


def ask_for_name(parent: QWidget, title: str, label: str, name: str) -> str:
    """Ask for a name; "" when cancelled."""
    said, is_given = QInputDialog.getText(parent, title, label, QLineEdit.EchoMode.Normal, name)
    return said.strip() if is_given else ""
