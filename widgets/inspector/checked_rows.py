"""Rows whose text must make sense before it is stored: a number, a date."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QDate, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPalette
from PySide6.QtWidgets import (
    QCalendarWidget,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QToolButton,
    QWidget,
    QWidgetAction,
)

from model.values import MAX_LINE, Value
from widgets.icons import make_icon
from widgets.inspector.field import Field
from widgets.inspector.row import Row, Surroundings
from widgets.inspector.subject import MIXED
from widgets.late import be_late
from widgets.palette import is_dark
from widgets.text_scale import give_room
from widgets.written import read_date, read_number

_WARNING_INK = {False: "#a8321f", True: "#ff9d8a"}  # by whether the window is dark
_WIDEST = 1e15


class CheckedRow(Row):
    """A line that is stored when it is finished and makes sense.

    Until then the text is only text: no beginning of it is ever stored. A text that makes no
    sense stays, with a sentence below that says what does; Escape or undo takes it back.
    """

    def __init__(self, field: Field, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(field, around, parent)
        self.edit = QLineEdit(self)
        self.edit.setMaxLength(MAX_LINE)
        be_late(self.edit)
        around.history_keys.watch(self.edit)
        self.edit.installEventFilter(self)  # after the history's: this one is asked first
        self.edit.textEdited.connect(self._typed)
        self.edit.editingFinished.connect(self._finished)
        self._line = QHBoxLayout()
        self._line.setSpacing(2)
        self._line.addWidget(self.edit, 1)
        self.column.addLayout(self._line)
        self.complaint = QLabel(self)
        self.complaint.setTextFormat(Qt.TextFormat.PlainText)
        self.complaint.setWordWrap(True)
        self.complaint.hide()
        self.column.addWidget(self.complaint)
        self.label.setBuddy(self.edit)
        self._shown: Any = None
        self._owners: tuple[Any, ...] = ()
        self._is_pending = False

    def show_value(self, value: Any, values: tuple[Value, ...]) -> None:
        """Show the value as the language writes it; what is being typed is left alone."""
        owners = tuple(getattr(owner, "id", None) for owner in values)
        is_same = value == self._shown and owners == self._owners
        self._shown, self._owners = value, owners
        mixed = self.around.language("window.inspector.mixed") if value is MIXED else ""
        self.edit.setPlaceholderText(mixed)
        if not (self._is_pending and is_same):
            self._take_back()

    def retranslate(self, label: str) -> None:
        """Word the row and write its value anew."""
        super().retranslate(label)
        self.edit.setAccessibleName(label)
        if self._is_pending:
            self._check()
        else:
            self._take_back()

    def focus_field(self) -> None:
        """Put the cursor into the line."""
        self.edit.setFocus()
        self.edit.selectAll()

    def commit(self) -> None:
        """Store what was typed, if it makes sense."""
        if not self._is_pending:
            return
        found = self._check()
        if isinstance(found, str):
            return
        self._is_pending = False
        if found[0] != self._shown and not (self._shown is MIXED and not self.edit.text().strip()):
            self.changed.emit(found[0])
        self._take_back()

    def recolour(self) -> None:
        """Draw the sentence in the window's colours."""
        self._complain(self.complaint.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Let Escape and undo take back what was typed before they do anything else."""
        kinds = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        if self._is_pending and isinstance(event, QKeyEvent) and event.type() in kinds:
            is_escape = event.key() == Qt.Key.Key_Escape
            if is_escape or event.matches(QKeySequence.StandardKey.Undo):
                event.accept()
                if event.type() == QEvent.Type.KeyPress:
                    self._take_back()
                return True
        return super().eventFilter(watched, event)

    def _read(self, text: str) -> tuple[Any] | str:
        """Return the value in a tuple, or the sentence that says what fits."""
        raise NotImplementedError

    def _written(self, value: Any) -> str:
        raise NotImplementedError

    def _typed(self) -> None:
        self._is_pending = True
        if not self.complaint.isHidden():  # nobody is told off in the middle of a number
            self._check()

    def _finished(self) -> None:
        self.commit()
        self.sealed.emit()

    def _check(self) -> tuple[Any] | str:
        found = self._read(self.edit.text())
        self._complain(found if isinstance(found, str) else "")
        return found

    def _take_back(self) -> None:
        self._is_pending = False
        self.edit.setText("" if self._shown is MIXED else self._written(self._shown))
        if not self.edit.hasFocus():
            self.edit.setCursorPosition(0)  # a narrow field shows the beginning
        self._complain("")

    def _complain(self, sentence: str) -> None:
        palette = QPalette()
        if sentence:
            ink = _WARNING_INK[is_dark(self.palette())]
            palette.setColor(QPalette.ColorRole.Text, ink)
            palette.setColor(QPalette.ColorRole.WindowText, ink)
        self.edit.setPalette(palette)
        self.complaint.setPalette(palette)
        self.complaint.setText(sentence)
        self.complaint.setVisible(bool(sentence))
        self.edit.setAccessibleDescription(sentence)


class NumberRow(CheckedRow):
    """A number within bounds, read and written as the language writes numbers."""

    def _read(self, text: str) -> tuple[Any] | str:
        words, field = self.around.language, self.field
        if not text.strip() and field.is_optional:
            return (None,)
        number = read_number(text, words.locale)
        if number is None:
            example = words.number(12345.5 if field.decimals else 12345)
            return words("window.inspector.bad_number", example=example)
        low = -_WIDEST if field.low is None else field.low
        high = _WIDEST if field.high is None else field.high
        if not low <= number <= high:
            return words(
                "window.inspector.out_of_range", low=words.number(low), high=words.number(high)
            )
        if field.decimals == 0 and number != round(number):
            return words("window.inspector.not_whole")
        return (round(number) if field.decimals == 0 else round(number, 4),)

    def _written(self, value: Any) -> str:
        return "" if value is None else self.around.language.number(value, self.field.decimals)


class DateRow(CheckedRow):
    """A date, typed or picked from a calendar; stored as ISO 8601."""

    def __init__(self, field: Field, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(field, around, parent)
        self._button = QToolButton(self)
        self._button.setAutoRaise(True)
        give_room(self._button)
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
        """Draw icon and sentence anew."""
        super().recolour()
        self._button.setIcon(make_icon("calendar", self.palette(), size=15))

    def _read(self, text: str) -> tuple[Any] | str:
        if not text.strip():
            return ("",)
        date = read_date(text, self.around.language.locale)
        if date is not None:
            return (date.toString(Qt.DateFormat.ISODate),)
        example = self._written("2027-03-24")
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
        self._is_pending = False
        self.changed.emit(date.toString(Qt.DateFormat.ISODate))
        self._take_back()
        self.sealed.emit()
