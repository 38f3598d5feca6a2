"""Rows one types into: a line, running text, a number, a date."""

from __future__ import annotations

import math
import re
from typing import Any

from PySide6.QtCore import QDate, QSignalBlocker, QStringListModel, Qt
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QCalendarWidget,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QToolButton,
    QWidget,
    QWidgetAction,
)

from model.values import MAX_LINE, MAX_TEXT, Value, clean_line, clean_text
from widgets.icons import make_icon
from widgets.inspector.field_table import Field
from widgets.inspector.row import Row, Surroundings
from widgets.inspector.subject import MIXED
from widgets.overrides import guarded

_MIN_LINES, _MAX_LINES = 2, 9
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


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


class CheckedRow(Row):
    """A line that must make sense before it is handed on; else it says what it wants."""

    def __init__(self, field: Field, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(field, around, parent)
        self.edit = QLineEdit(self)
        around.history_keys.watch(self.edit)
        self.edit.textEdited.connect(self._typed)
        self.edit.editingFinished.connect(self._finished)
        self._line = QHBoxLayout()
        self._line.setSpacing(2)
        self._line.addWidget(self.edit, 1)
        self.column.addLayout(self._line)
        self.label.setBuddy(self.edit)
        self._shown: Any = None

    def show_value(self, value: Any, values: tuple[Value, ...]) -> None:  # noqa: ARG002
        """Show the value as the language writes it, unless it is just being typed."""
        self._shown = value
        mixed = value is MIXED
        self.edit.setPlaceholderText(
            self.around.language("window.inspector.mixed") if mixed else ""
        )
        if self.edit.hasFocus() and self._read(self.edit.text()) == (value,):
            return
        self.edit.setText("" if mixed else self._written(value))
        self._complain("")

    def retranslate(self, label: str) -> None:
        """Word the row and write its value anew."""
        super().retranslate(label)
        self.edit.setAccessibleName(label)
        if self._shown is not MIXED and not self.edit.hasFocus():
            self.edit.setText(self._written(self._shown))

    def focus_field(self) -> None:
        """Put the cursor into the line."""
        self.edit.setFocus()
        self.edit.selectAll()

    def _read(self, text: str) -> tuple[Any] | str:
        """Return the value in a tuple, or the sentence that says what is wrong."""
        raise NotImplementedError

    def _written(self, value: Any) -> str:
        raise NotImplementedError

    def _typed(self, text: str) -> None:
        found = self._read(text)
        if isinstance(found, str):
            self._complain(found)
        else:
            self._complain("")
            self.changed.emit(found[0])

    def _finished(self) -> None:
        if isinstance(self._read(self.edit.text()), str):
            self._complain("")
        if self._shown is not MIXED:
            self.edit.setText(self._written(self._shown))
        self.sealed.emit()

    def _complain(self, sentence: str) -> None:
        self.edit.setToolTip(sentence)
        palette = QPalette(self.palette())
        if sentence:
            palette.setColor(QPalette.ColorRole.Text, _WARNING_INK)
        self.edit.setPalette(palette)
        self.edit.setAccessibleDescription(sentence)


class NumberRow(CheckedRow):
    """A number within bounds, written as the language writes numbers."""

    def _read(self, text: str) -> tuple[Any] | str:
        words = self.around.language
        field = self.field
        typed = text.strip().replace("\u2212", "-").replace(" ", "").replace("%", "")
        if not typed and field.is_optional:
            return (None,)
        try:
            number = float(typed.replace(",", "."))
        except ValueError:
            return words("window.inspector.bad_number")
        low = -1e15 if field.low is None else field.low
        high = 1e15 if field.high is None else field.high
        if not low <= number <= high:  # also refuses what is not a number
            return words(
                "window.inspector.out_of_range", low=words.number(low), high=words.number(high)
            )
        return (round(number) if field.decimals == 0 else round(number, 4),)

    def _written(self, value: Any) -> str:
        return "" if value is None else self.around.language.number(value, self.field.decimals)


class DateRow(CheckedRow):
    """A date, typed or picked from a calendar; stored as ISO 8601."""

    def __init__(self, field: Field, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(field, around, parent)
        self._button = QToolButton(self)
        self._button.setAutoRaise(True)
        self._button.clicked.connect(self._pick)
        self._line.addWidget(self._button)
        self.recolour()

    def retranslate(self, label: str) -> None:
        """Word the row and its button."""
        super().retranslate(label)
        words = self.around.language("window.inspector.pick_date")
        self._button.setToolTip(words)
        self._button.setAccessibleName(f"{label}: {words}")

    def recolour(self) -> None:
        """Draw the icon anew."""
        self._button.setIcon(make_icon("calendar", self.palette(), size=15))

    def _read(self, text: str) -> tuple[Any] | str:
        text = text.strip()
        if not text:
            return ("",)
        found = _ISO.fullmatch(text)
        locale = self.around.language.locale
        if found:
            date = QDate(*(int(part) for part in found.groups()))
        else:
            date = locale.toDate(text, "d.M.yyyy")
            if not date.isValid():
                date = locale.toDate(text, "d/M/yyyy")
        if date.isValid() and 1900 <= date.year() <= 9999:
            return (date.toString(Qt.DateFormat.ISODate),)
        example = self._written("2027-03-04")
        return self.around.language("window.inspector.bad_date", example=example)

    def _written(self, value: Any) -> str:
        date = QDate.fromString(str(value or ""), Qt.DateFormat.ISODate)
        pattern = "d.M.yyyy" if self.around.language.code == "da" else "d/M/yyyy"
        return date.toString(pattern) if date.isValid() else ""

    def _pick(self) -> None:
        menu = QMenu(self)
        calendar = QCalendarWidget(menu)
        calendar.setLocale(self.around.language.locale)
        found = self._read(self.edit.text())
        if isinstance(found, tuple) and found[0]:
            calendar.setSelectedDate(QDate.fromString(found[0], Qt.DateFormat.ISODate))
        held = QWidgetAction(menu)
        held.setDefaultWidget(calendar)
        menu.addAction(held)
        calendar.clicked.connect(self._picked)
        calendar.activated.connect(self._picked)
        calendar.clicked.connect(menu.close)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._button.mapToGlobal(self._button.rect().bottomLeft()))

    def _picked(self, date: QDate) -> None:
        self.changed.emit(date.toString(Qt.DateFormat.ISODate))
        self.sealed.emit()


_WARNING_INK = "#c0392b"
