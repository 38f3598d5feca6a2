"""The system's dialogs for files, as the window asks them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget


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

    A name that does not end in the suffix of ``proposed`` gets it. The dialog adds it only where
    there is no dot at all, before it asks about a file that is already there; for ``map 1.5`` that
    is done here, so that nothing is ever replaced unasked.
    """
    dialog = QFileDialog(parent, title, str(proposed.parent), filters)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setDefaultSuffix(proposed.suffix.removeprefix("."))
    dialog.selectFile(proposed.name)
    chosen: Path | None = None
    while chosen is None and dialog.exec() and dialog.selectedFiles():
        named = Path(dialog.selectedFiles()[0])
        path = with_suffix(named, proposed.suffix)
        if path == named or not path.exists() or may_replace(dialog, path):
            chosen = path
    dialog.deleteLater()
    return chosen


def choose_format(
    parent: QWidget, title: str, proposed: Path, formats: Sequence[tuple[str, str]]
) -> tuple[Path, int] | None:
    """Ask where to write a file, and in which of ``formats``: name and suffix of each.

    Returns:
        The file, with the suffix of the format, and the place of the format; None when cancelled.
    """
    names = [f"{name} (*{suffix})" for name, suffix in formats]
    dialog = QFileDialog(parent, title, str(proposed.parent), ";;".join(names))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)

    def follow(name: str) -> None:
        place = names.index(name) if name in names else 0
        dialog.setDefaultSuffix(formats[place][1].removeprefix("."))
        typed = Path(dialog.selectedFiles()[0]) if dialog.selectedFiles() else proposed
        stem = typed.stem if typed.suffix in {suffix for _, suffix in formats} else typed.name
        dialog.selectFile(stem + formats[place][1])

    dialog.selectFile(proposed.name + formats[0][1])
    follow(names[0])
    dialog.filterSelected.connect(follow)
    chosen: tuple[Path, int] | None = None
    while chosen is None and dialog.exec() and dialog.selectedFiles():
        named = Path(dialog.selectedFiles()[0])
        selected = dialog.selectedNameFilter()
        place = names.index(selected) if selected in names else 0
        path = with_suffix(named, formats[place][1])
        if path == named or not path.exists() or may_replace(dialog, path):
            chosen = path, place
    dialog.deleteLater()
    return chosen


def with_suffix(path: Path, suffix: str) -> Path:
    """Return ``path`` with ``suffix`` behind its name unless it ends in it, in any case."""
    if path.name.lower().endswith(suffix.lower()):
        return path
    return path.with_name(path.name.rstrip(".") + suffix)


def may_replace(parent: QWidget, path: Path) -> bool:
    """Ask, in the words of Qt's own file dialog, whether the file at ``path`` may be replaced."""
    said = QCoreApplication.translate(
        "QFileDialog", "%1 already exists.\nDo you want to replace it?"
    )
    buttons = QMessageBox.StandardButton
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(parent.windowTitle())
    box.setText(said.replace("%1", path.name))
    box.setStandardButtons(buttons.Yes | buttons.No)
    box.setDefaultButton(buttons.No)
    is_wanted = box.exec() == buttons.Yes
    box.deleteLater()
    return is_wanted


def usual_folder(remembered: str) -> Path:
    """Return where to begin looking: the remembered folder, Documents, or home."""
    if remembered and Path(remembered).is_dir():
        return Path(remembered)
    documents = Path.home() / "Documents"
    return documents if sys.platform != "linux" and documents.is_dir() else Path.home()
