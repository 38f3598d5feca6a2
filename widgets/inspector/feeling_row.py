"""The row of a feeling: a slider from -2 to +2 in halves, and the word for it."""

from __future__ import annotations

from statistics import median
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSlider, QWidget

from model.values import Value
from widgets.inspector.field import Field
from widgets.inspector.row import Row, Surroundings
from widgets.inspector.subject import MIXED
from widgets.late import be_late
from widgets.plain_tips import plain_tip
from widgets.text_scale import scaled
from widgets.written import read_number

_PER_UNIT = 2  # the slider counts halves: dragging on the canvas snaps to them too
_MAX_VALUES = 200


class FeelingRow(Row):
    """One value by slider; several values, as a group gave them, as a line of numbers."""

    def __init__(self, field: Field, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(field, around, parent)
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setRange(-2 * _PER_UNIT, 2 * _PER_UNIT)
        self.slider.setPageStep(_PER_UNIT)
        self.slider.setTickPosition(QSlider.TickPosition.TicksBelow)
        self.slider.setTickInterval(_PER_UNIT)
        self.slider.valueChanged.connect(self._slid)
        self.slider.sliderReleased.connect(self.sealed)
        self._said = QLabel(self)
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._said.setMinimumWidth(scaled(88))
        line = QHBoxLayout()
        line.addWidget(self.slider, 1)
        line.addWidget(self._said)
        self.column.addLayout(line)
        self.edit = QLineEdit(self)
        be_late(self.edit)
        around.history_keys.watch(self.edit)
        self.edit.textEdited.connect(self._typed)
        self.edit.editingFinished.connect(self._finished)
        self.column.addWidget(self.edit)
        self.complaint = QLabel(self)
        self.complaint.setTextFormat(Qt.TextFormat.PlainText)
        self.complaint.setWordWrap(True)
        self.complaint.hide()
        self.column.addWidget(self.complaint)
        self._owners: tuple[Any, ...] = ()
        self._is_pending = False
        self.label.setBuddy(self.slider)
        self._shown: Any = (0.0,)

    def show_value(self, value: Any, values: tuple[Value, ...]) -> None:
        """Show the median on the slider, and the values as they were given."""
        owners = tuple(getattr(owner, "id", None) for owner in values)
        if (value, owners) != (self._shown, self._owners):
            self._end_typing()
        self._shown, self._owners = value, owners
        self._show_again()

    def _show_again(self) -> None:
        value = self._shown
        given: tuple[float, ...] = (0.0,) if value is MIXED or not value else tuple(value)
        middle = median(given)
        with QSignalBlocker(self.slider):
            self.slider.setValue(round(middle * _PER_UNIT))
        words = self.around.language
        if value is MIXED:
            self._said.setText(words("window.inspector.mixed"))
        else:
            name = self.around.name("feeling", round(middle + 1e-9))
            sign = "+" if middle > 0 else ""
            self._said.setText(f"{sign}{words.number(middle)}  {name}")
        if not self._is_pending:
            self.edit.setText("" if value is MIXED else "; ".join(map(words.number, given)))

    def retranslate(self, label: str) -> None:
        """Word the row."""
        super().retranslate(label)
        self.slider.setAccessibleName(label)
        said = self.around.language("window.field.feeling.single_values")
        self.edit.setAccessibleName(said)
        self.edit.setToolTip(plain_tip(said))
        self._show_again()

    def focus_field(self) -> None:
        """Go to the slider."""
        self.slider.setFocus()

    def _slid(self, place: int) -> None:
        self.changed.emit((place / _PER_UNIT,))

    def commit(self) -> None:
        """Store the values as they were typed; a text that has others stays, with a sentence."""
        if not self._is_pending:
            return
        found = self._read(self.edit.text())
        if not found:
            self.complaint.setText(self.around.language("window.inspector.bad_feelings"))
            self.complaint.show()
            return
        self._end_typing()
        if found != self._shown:
            self.changed.emit(found)

    def _typed(self) -> None:
        self._is_pending = True

    def _finished(self) -> None:
        self.commit()
        self.sealed.emit()

    def _end_typing(self) -> None:
        self._is_pending = False
        self.complaint.hide()

    def _read(self, text: str) -> tuple[float, ...]:
        """Return the numbers in ``text``; none if any of it is not a feeling's value."""
        found: list[float] = []
        for part in text.split(";"):
            number = read_number(part, self.around.language.locale)
            if number is None or not -2 <= number <= 2:
                return ()
            found.append(number)
        return tuple(found[:_MAX_VALUES])
