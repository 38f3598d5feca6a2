"""Small dialogs: save before closing, about the program, the keyboard page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QSize, Qt, SignalInstance
from PySide6.QtGui import QFont, QIcon
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMessageBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from widgets.icons import application_icon
from widgets.language import Language, short_name
from widgets.overrides import guarded
from widgets.recovery.entry import shown_draft
from widgets.text_scale import scaled

_LOGO = 72


def ask_to_save(
    parent: QWidget,
    language: Language,
    name: str,
    *,
    is_kept: bool = False,
    line: str = "",
    obstacle: str = "",
) -> QMessageBox.StandardButton:
    """Ask what to do with unsaved work; returns Save, Discard or Cancel.

    ``is_kept`` tells that what is discarded can be brought back for a while; ``line`` is what was
    being typed below the map and is in no card yet, ``obstacle`` why it cannot become one.
    """
    box = _question(parent, language, "unsaved", name=name)
    told = [language(f"dialogs.unsaved.{'more_kept' if is_kept else 'more'}")]
    if line:
        key = "line_nowhere" if obstacle else "line"
        said = language(f"dialogs.unsaved.{key}", text=shown_draft(line), why=obstacle)
        told.insert(0, said)
    box.setInformativeText("\n\n".join(told))
    standard = QMessageBox.StandardButton
    box.setStandardButtons(standard.Save | standard.Discard | standard.Cancel)
    box.button(standard.Save).setText(language("dialogs.unsaved.save"))
    box.button(standard.Discard).setText(language("dialogs.unsaved.discard"))
    box.button(standard.Cancel).setText(language("dialogs.cancel"))
    for button in box.buttons():
        button.setIcon(QIcon())
    box.setDefaultButton(standard.Save)
    box.setEscapeButton(standard.Cancel)
    return standard(box.exec())


def ask_to_remove(parent: QWidget, language: Language, name: str) -> bool:
    """Ask whether what people kept as ``name`` may be deleted: that cannot be undone."""
    box = _question(parent, language, "remove_own", name=name)
    remove = language("dialogs.remove_own.remove")
    return _is_wanted(box, remove, language("dialogs.cancel"), is_harmful=True)


def ask_about_large_file(parent: QWidget | None, language: Language, name: str, size: int) -> bool:
    """Ask whether a file of ``size`` MB may be opened, which can take minutes."""
    box = _question(parent, language, "large_file", name=name, size=size)
    return _is_wanted(box, language("dialogs.large_file.open"), language("dialogs.cancel"))


def ask_to_read_elsewhere(parent: QWidget, language: Language, count: int, more: str) -> bool:
    """Ask whether ``count`` files that are not in the map's folder may be read: see ``more``."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(language("forms.figure.elsewhere_title"))
    box.setText(language("forms.figure.elsewhere", count=count))
    box.setInformativeText(more)
    is_agreed = _is_wanted(box, language("forms.figure.read"), language("dialogs.cancel"))
    box.deleteLater()
    return is_agreed


class Saving(Protocol):
    """A saving that may end while one is asked about it; ``saving_changed`` tells of it."""

    saving_changed: SignalInstance

    @property
    def is_saving(self) -> bool:
        """Whether it is going on."""


def ask_to_leave_saving(
    parent: QWidget, language: Language, name: str, saving: Saving, *, is_kept: bool
) -> bool:
    """Ask whether to close a map that a drive does not take; tell whether to.

    The question goes by itself when ``saving`` ends: then nothing is in the way of closing.
    ``is_kept`` says whether its changes are on this computer.
    """
    box = _question(parent, language, "still_saving", name=name)
    if not is_kept:
        box.setIcon(QMessageBox.Icon.Warning)
        box.setInformativeText(language("dialogs.still_saving.more_bad"))
    leave, wait = (language(f"dialogs.still_saving.{key}") for key in ("close", "wait"))

    def end() -> None:
        if not saving.is_saving:
            box.accept()

    saving.saving_changed.connect(end)
    is_left = _is_wanted(box, leave, wait, is_harmful=True)
    saving.saving_changed.disconnect(end)
    return is_left or not saving.is_saving


def _is_wanted(box: QMessageBox, do: str, leave: str, *, is_harmful: bool = False) -> bool:
    """Ask what ``box`` asks, with a button to ``do`` it and one to ``leave`` it; Escape leaves."""
    role = QMessageBox.ButtonRole
    done = box.addButton(do, role.DestructiveRole if is_harmful else role.AcceptRole)
    left = box.addButton(leave, role.RejectRole)
    box.setEscapeButton(left)
    box.setDefaultButton(left)
    box.exec()
    return box.clickedButton() is done


def _question(
    parent: QWidget | None, language: Language, key: str, *, name: str, **others: object
) -> QMessageBox:
    params = {"name": short_name(name), **others}
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(language(f"dialogs.{key}.title"))
    box.setText(language(f"dialogs.{key}.text", **params))
    box.setInformativeText(language(f"dialogs.{key}.more", **params))
    box.setWindowModality(Qt.WindowModality.WindowModal)
    return box


@guarded
class AboutDialog(QDialog):
    """What the program is, which version, and under which terms."""

    def __init__(self, language: Language, version: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(language("dialogs.about.title"))
        logo = QLabel(self)
        logo.setPixmap(application_icon().pixmap(_LOGO, _LOGO))
        name = _plain(language("dialogs.about.name", version=version), self)
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 1.5)
        font.setBold(True)
        name.setFont(font)
        words = QVBoxLayout()
        words.setSpacing(10)
        words.addWidget(name)
        for key in ("what", "offline", "licence"):
            words.addWidget(_plain(language(f"dialogs.about.{key}"), self))
        top = QHBoxLayout()
        top.setSpacing(20)
        top.addWidget(logo, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 24, 24, 18)
        whole.setSpacing(18)
        whole.addLayout(top)
        whole.addWidget(_close_button(self, language))
        self.setMinimumWidth(scaled(460))


@guarded
class KeyboardDialog(QDialog):
    """All actions with their shortcuts, with a line to search them."""

    def __init__(
        self,
        language: Language,
        rows: Sequence[tuple[str, str, str]],
        parent: QWidget | None = None,
    ) -> None:
        """List ``rows`` of (menu, action, shortcut)."""
        super().__init__(parent)
        self.setWindowTitle(language("dialogs.keyboard.title"))
        self._search = QLineEdit(self)
        self._search.setPlaceholderText(language("dialogs.keyboard.search"))
        self._search.setAccessibleName(language("dialogs.keyboard.search"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._filter)
        self._table = QTableWidget(len(rows), 3, self)
        self._table.setAccessibleName(language("dialogs.keyboard.title"))
        titles = [language(f"dialogs.keyboard.{key}") for key in ("where", "what", "keys")]
        self._table.setHorizontalHeaderLabels(titles)
        self._table.verticalHeader().hide()
        self._table.setShowGrid(False)
        self._table.setAlternatingRowColors(True)
        self._table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        for row, cells in enumerate(rows):
            for column, text in enumerate(cells):
                self._table.setItem(row, column, QTableWidgetItem(text))
        self._table.resizeColumnsToContents()
        self._table.setColumnWidth(0, min(self._table.columnWidth(0), scaled(150)))
        stretch = QHeaderView.ResizeMode.Stretch
        self._table.horizontalHeader().setSectionResizeMode(1, stretch)
        whole = QVBoxLayout(self)
        whole.addWidget(self._search)
        whole.addWidget(self._table, 1)
        whole.addWidget(_close_button(self, language))
        wished = QSize(scaled(640), scaled(560))
        self.resize(wished.boundedTo(self.screen().availableSize() * 0.9))

    def _filter(self, wanted: str) -> None:
        for row in range(self._table.rowCount()):
            cells = [self._table.item(row, column) for column in range(3)]
            text = " ".join(cell.text() for cell in cells if cell is not None)
            self._table.setRowHidden(row, wanted.casefold() not in text.casefold())


def _plain(text: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def _close_button(dialog: QDialog, language: Language) -> QDialogButtonBox:
    box = QDialogButtonBox(dialog)
    box.addButton(language("dialogs.close"), QDialogButtonBox.ButtonRole.RejectRole)
    box.rejected.connect(dialog.reject)
    return box
