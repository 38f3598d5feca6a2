"""The system's dialogs for files, as the window asks them."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget


def choose_files(parent: QWidget, title: str, folder: str, filters: str) -> list[Path]:
    """Ask for files to open; none when cancelled."""
    names, _ = QFileDialog.getOpenFileNames(parent, title, folder, filters)
    return [Path(name) for name in names]


def choose_file(parent: QWidget, title: str, folder: str, filters: str) -> Path | None:
    """Ask for one file to open; None when cancelled."""
    name, _ = QFileDialog.getOpenFileName(parent, title, folder, filters)
    return Path(name) if name else None


def choose_new_file(parent: QWidget, title: str, proposed: Path, filters: str) -> Path | None:
    """Ask where to save; None when cancelled.

    A name without suffix gets that of ``proposed`` before the dialog asks about a file that is
    already there, so that nothing is ever replaced unasked.
    """
    dialog = QFileDialog(parent, title, str(proposed.parent), filters)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setDefaultSuffix(proposed.suffix.removeprefix("."))
    dialog.selectFile(proposed.name)
    is_chosen = bool(dialog.exec())
    names = dialog.selectedFiles()
    dialog.deleteLater()
    return Path(names[0]) if is_chosen and names else None


def usual_folder(remembered: str) -> Path:
    """Return where to begin looking: the remembered folder, Documents, or home."""
    if remembered and Path(remembered).is_dir():
        return Path(remembered)
    documents = Path.home() / "Documents"
    return documents if sys.platform != "linux" and documents.is_dir() else Path.home()
