"""Asks what the present state of a map is to be called, what to know of it, and by whom."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from model.values import MAX_LINE, clean_line, clean_text
from widgets.language import Language
from widgets.overrides import guarded
from widgets.text_scale import scaled


class VersionWords(NamedTuple):
    """What was said of a version."""

    name: str
    note: str
    author: str


@guarded
class NameDialog(QDialog):
    """Name, note and author of a version; the name is proposed and may not be empty."""

    def __init__(self, language: Language, proposed: VersionWords, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(language("versions.naming.title"))
        self.name = QLineEdit(proposed.name, self)
        self.note = QPlainTextEdit(proposed.note, self)
        self.author = QLineEdit(proposed.author, self)
        self.name.setMaxLength(MAX_LINE)
        self.author.setMaxLength(MAX_LINE)
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(scaled(90))
        lead = QLabel(language("versions.naming.lead"), self)
        lead.setTextFormat(Qt.TextFormat.PlainText)
        lead.setWordWrap(True)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for part in ("name", "note", "author"):
            label = QLabel(language(f"versions.{part}"), self)
            field: QWidget = getattr(self, part)
            label.setBuddy(field)
            field.setAccessibleName(language(f"versions.{part}"))
            form.addRow(label, field)
        self.box = QDialogButtonBox(self)
        role = QDialogButtonBox.ButtonRole
        self.ok = self.box.addButton(language("versions.naming.keep"), role.AcceptRole)
        self.box.addButton(language("dialogs.cancel"), role.RejectRole)
        self.box.accepted.connect(self.accept)
        self.box.rejected.connect(self.reject)
        self.name.textChanged.connect(self._check)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addWidget(lead)
        column.addLayout(form)
        column.addWidget(self.box)
        self.setMinimumWidth(min(scaled(460), self.screen().availableSize().width() - 40))
        self.name.selectAll()
        self._check()

    @property
    def words(self) -> VersionWords:
        """What was written."""
        return VersionWords(
            clean_line(self.name.text()),
            clean_text(self.note.toPlainText()).strip(),
            clean_line(self.author.text()),
        )

    def _check(self) -> None:
        self.ok.setEnabled(bool(clean_line(self.name.text())))
