"""The small form below the insights: why something is set aside, and who says so."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from model.counting import Insight
from model.values import MAX_LINE
from widgets.language import Language
from widgets.overrides import guarded
from widgets.text_scale import scaled


@guarded
class ReasonForm(QFrame):
    """Asks for a reason; Enter gives it, Escape calls it off.

    Attributes:
        given: The insight, why, and by whom.
        called_off: Nothing is to be set aside.
    """

    given = Signal(object, str, str)
    called_off = Signal()

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._insight: Insight | None = None
        self._about = QLabel(self)
        self.reason, self.by = QLineEdit(self), QLineEdit(self)
        self.give_button, self.cancel_button = QPushButton(self), QPushButton(self)
        self._build()
        language.changed.connect(self.retranslate)
        self.retranslate()

    def ask(self, insight: Insight, sentence: str, by: str) -> None:
        """Ask why ``insight``, told by ``sentence``, is to be set aside."""
        self._insight = insight
        self._about.setText(sentence)
        self.reason.clear()
        if not self.by.text():
            self.by.setText(by)
        self.show()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Word everything anew."""
        words = self._language
        for line, name in ((self.reason, "reason"), (self.by, "by")):
            line.setPlaceholderText(words(f"counting.insights.{name}_hint"))
            line.setAccessibleName(words(f"counting.insights.{name}"))
        self.give_button.setText(words("counting.insights.set_aside_now"))
        self.cancel_button.setText(words("counting.insights.cancel"))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Give by Enter, call off by Escape."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._give()
        elif event.key() == Qt.Key.Key_Escape:
            self._call_off()
        else:
            super().keyPressEvent(event)

    def _give(self) -> None:
        insight, self._insight = self._insight, None
        self.hide()
        if insight is not None:
            self.given.emit(insight, self.reason.text().strip(), self.by.text().strip())

    def _call_off(self) -> None:
        self._insight = None
        self.hide()
        self.called_off.emit()

    def _build(self) -> None:
        self._about.setWordWrap(True)
        self._about.setTextFormat(Qt.TextFormat.PlainText)
        for line in (self.reason, self.by):
            line.setMaxLength(MAX_LINE)
        for button, do in ((self.give_button, self._give), (self.cancel_button, self._call_off)):
            button.setAutoDefault(False)
            button.clicked.connect(do)
        column = QVBoxLayout(self)
        column.setContentsMargins(scaled(12), scaled(6), scaled(12), 0)
        for widget in (self._about, self.reason, self.by):
            column.addWidget(widget)
        row = QHBoxLayout()
        row.addWidget(self.give_button)
        row.addWidget(self.cancel_button)
        row.addStretch(1)
        column.addLayout(row)
