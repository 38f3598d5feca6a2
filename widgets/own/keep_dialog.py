"""Asks what something is called that is kept for later, and what of it stays."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from model.values import MAX_LINE, clean_line
from widgets.language import Language
from widgets.overrides import guarded
from widgets.text_scale import scaled

KeptKind = Literal["template", "lanes", "items"]
_WIDTH = 460


@guarded
class KeepDialog(QDialog):
    """Name, and for templates a sentence; what stays is chosen, and what never does is told."""

    def __init__(
        self, language: Language, kind: KeptKind, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(language(f"own.keep.{kind}"))
        self._kind = kind
        self.name_line = QLineEdit(name, self)
        self.name_line.setMaxLength(MAX_LINE)
        self.name_line.selectAll()
        self.description_line = QLineEdit(self)
        self.description_line.setMaxLength(MAX_LINE)
        self.description_line.setVisible(kind == "template")
        self.cards = QCheckBox(language("own.keeps_cards"), self)
        self.cards.setVisible(kind != "items")
        self.personas = QCheckBox(language("own.keeps_personas"), self)
        self.personas.setVisible(kind == "template")
        form = QFormLayout()
        form.addRow(_label(language("own.name"), self.name_line), self.name_line)
        if kind == "template":
            label = _label(language("own.description"), self.description_line)
            form.addRow(label, self.description_line)
        told = QLabel(language(f"own.told.{kind}"), self)
        told.setTextFormat(Qt.TextFormat.PlainText)
        told.setWordWrap(True)
        self._buttons = QDialogButtonBox(self)
        self._keep = self._buttons.addButton(
            language("own.keep_button"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self._buttons.addButton(language("dialogs.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self.name_line.textChanged.connect(self._refresh)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 18, 20, 14)
        whole.setSpacing(12)
        whole.addLayout(form)
        whole.addWidget(self.cards)
        whole.addWidget(self.personas)
        whole.addWidget(told)
        whole.addWidget(self._buttons)
        room = self.screen().availableSize().width()
        self.setMinimumWidth(min(scaled(_WIDTH), round(room * 0.9)))
        self._refresh()

    @property
    def name(self) -> str:
        """What it is to be called."""
        return clean_line(self.name_line.text())

    @property
    def description(self) -> str:
        """The sentence about it, or ""."""
        return clean_line(self.description_line.text())

    @property
    def keeps_cards(self) -> bool:
        """Whether cards and feelings stay."""
        return self.cards.isChecked()

    @property
    def keeps_personas(self) -> bool:
        """Whether all that is known of personas stays."""
        return self.personas.isChecked()

    def _refresh(self) -> None:
        self._keep.setEnabled(bool(self.name))


def _label(text: str, buddy: QWidget) -> QLabel:
    label = QLabel(text, buddy.parentWidget())
    label.setBuddy(buddy)
    return label
