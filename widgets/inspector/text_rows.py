"""Rows one types into freely: a line, running text."""

from __future__ import annotations

import math
from typing import Any

from PySide6.QtCore import QSignalBlocker, QStringListModel, Qt
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QPalette, QResizeEvent
from PySide6.QtWidgets import QCompleter, QFrame, QLineEdit, QPlainTextEdit, QWidget

from model.values import MAX_LINE, MAX_TEXT, Value, clean_line, clean_text
from widgets.inspector.field import Field
from widgets.inspector.row import Row, Surroundings
from widgets.inspector.subject import MIXED
from widgets.overrides import guarded

_MIN_LINES, _MAX_LINES = 2, 9


class LineRow(Row):
    """One line of text, handed on at every key."""

    def __init__(self, field: Field, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(field, around, parent)
        self.edit = QLineEdit(self)
        self.edit.setMaxLength(MAX_LINE)
        around.history_keys.watch(self.edit)
        self.edit.textEdited.connect(self._typed)
        self.edit.editingFinished.connect(self.sealed)
        self.column.addWidget(self.edit)
        self.label.setBuddy(self.edit)
        if field.offers:
            self._complete()

    def show_value(self, value: Any, values: tuple[Value, ...]) -> None:  # noqa: ARG002
        """Show the text; what is being typed is left alone as long as it means the same."""
        mixed = value is MIXED
        self.edit.setPlaceholderText(
            self.around.language("window.inspector.mixed") if mixed else ""
        )
        text = "" if mixed or value is None else str(value)
        if clean_line(self.edit.text()) != text or (not text and not self.edit.hasFocus()):
            self.edit.setText(text)
            if not self.edit.hasFocus():
                self.edit.setCursorPosition(0)  # a long line shows its beginning

    def retranslate(self, label: str) -> None:
        """Word the row."""
        super().retranslate(label)
        self.edit.setAccessibleName(label)

    def focus_field(self) -> None:
        """Put the cursor into the line."""
        self.edit.setFocus()
        self.edit.selectAll()

    def _typed(self, text: str) -> None:
        self.changed.emit(clean_line(text))

    def _complete(self) -> None:
        self._offered = QStringListModel(self)
        completer = QCompleter(self._offered, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.activated.connect(self._typed)
        self.edit.setCompleter(completer)
        self.edit.textEdited.connect(self._offer)

    def _offer(self) -> None:
        self._offered.setStringList(list(self.around.offers(self.field.offers)))


@guarded
class GrowingText(QPlainTextEdit):
    """Plain text as high as it needs, up to a bound; Tab leaves it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(3)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self.fit)
        self.fit()

    def fit(self) -> None:
        """Take the height of the text."""
        # A plain text document measures its height in lines.
        lines = min(max(self.document().size().height(), _MIN_LINES), _MAX_LINES)
        frame = self.height() - self.viewport().height()
        margins = 2 * self.document().documentMargin() + max(frame, 2 * self.frameWidth())
        height = math.ceil(lines * QFontMetricsF(self.font()).lineSpacing() + margins) + 2
        if height != self.height():
            self.setFixedHeight(height)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show where the keyboard is: Qt's style frames one-line fields only."""
        super().focusInEvent(event)
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.WindowText, palette.color(QPalette.ColorRole.Highlight))
        self.setPalette(palette)
        self.setFrameStyle(QFrame.Shape.Box | QFrame.Shadow.Plain)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Take the frame back."""
        super().focusOutEvent(event)
        self.setPalette(QPalette())
        self.setFrameStyle(QFrame.Shape.StyledPanel | QFrame.Shadow.Sunken)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Break the lines anew, then fit the height."""
        super().resizeEvent(event)
        self.fit()


class TextRow(Row):
    """Running text, handed on at every key."""

    def __init__(self, field: Field, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(field, around, parent)
        self.edit = _SealingText(self)
        around.history_keys.watch(self.edit)
        self.edit.textChanged.connect(self._typed)
        self.column.addWidget(self.edit)
        self.label.setBuddy(self.edit)

    def show_value(self, value: Any, values: tuple[Value, ...]) -> None:  # noqa: ARG002
        """Show the text; the cursor stays where it was as far as it can."""
        mixed = value is MIXED
        self.edit.setPlaceholderText(
            self.around.language("window.inspector.mixed") if mixed else ""
        )
        text = "" if mixed or value is None else str(value)
        if self.edit.toPlainText() == text:
            return
        cursor = self.edit.textCursor().position()
        with QSignalBlocker(self.edit):
            self.edit.setPlainText(text)
        moved = self.edit.textCursor()
        moved.setPosition(min(cursor, len(text)))
        self.edit.setTextCursor(moved)
        self.edit.fit()

    def retranslate(self, label: str) -> None:
        """Word the row."""
        super().retranslate(label)
        self.edit.setAccessibleName(label)

    def focus_field(self) -> None:
        """Put the cursor into the text."""
        self.edit.setFocus()
        self.edit.selectAll()

    def _typed(self) -> None:
        self.changed.emit(clean_text(self.edit.toPlainText())[:MAX_TEXT])


class _SealingText(GrowingText):
    """Tells its row when the cursor leaves."""

    def __init__(self, row: TextRow) -> None:
        super().__init__(row)
        self._row = row

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Seal what was typed."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._row.sealed.emit()
