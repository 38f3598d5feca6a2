"""A list of what did not come along from or to a file of another program."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from model.problems import Problem
from widgets.language import Language
from widgets.overrides import guarded
from widgets.text_scale import scaled


@guarded
class LeftBehind(QDialog):
    """What was left behind, a line each, to be read and copied; ``way`` says on which way."""

    def __init__(
        self, language: Language, name: str, lost: Sequence[Problem], way: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._language, self._name, self._lost, self._way = language, name, tuple(lost), way
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._lead = QLabel(self)
        self._lead.setTextFormat(Qt.TextFormat.PlainText)
        self._lead.setWordWrap(True)
        self.list = QPlainTextEdit(self)
        self.list.setReadOnly(True)
        self._buttons = QDialogButtonBox(self)
        role = QDialogButtonBox.ButtonRole
        self.copy_button = self._buttons.addButton("", role.ActionRole)
        self._close_button = self._buttons.addButton("", role.RejectRole)
        self._close_button.setDefault(True)
        self.copy_button.clicked.connect(self._copy)
        self._buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self._lead)
        column.addWidget(self.list, 1)
        column.addWidget(self._buttons)
        language.changed.connect(self.retranslate)
        self.retranslate()
        self.resize(scaled(560), scaled(320))

    def retranslate(self) -> None:
        """Word everything anew."""
        words = self._language
        own = f"dialogs.left_behind.{self._way}_title"
        title = words(own if words.has(own) else "dialogs.left_behind.title")
        self.setWindowTitle(title)
        self._lead.setText(words(f"dialogs.left_behind.{self._way}", name=self._name))
        self.list.setAccessibleName(title)
        self.list.setPlainText("\n".join(f"– {words.of(problem)}" for problem in self._lost))
        self.copy_button.setText(words("dialogs.left_behind.copy"))
        self._close_button.setText(words("dialogs.close"))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.list.toPlainText())
