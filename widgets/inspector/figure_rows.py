"""Rows of figures: which one a plan is measured by, where one is read from, what it was earlier."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from model.cards import CellOrigin, Metric, Reading
from model.lanes import MetricsLane
from model.texts import Texts
from model.values import Value
from model.wording import date_words
from widgets.flow_layout import FlowLayout
from widgets.inspector.checked_rows import DateRow, NumberRow
from widgets.inspector.choice_rows import ChoiceRow
from widgets.inspector.field import Field
from widgets.inspector.lines_row import Line, LinesRow
from widgets.inspector.row import Row, Surroundings
from widgets.text_scale import give_room

_VALUE = Field("value", "number", is_optional=False)
_DATE = Field("date", "date")


class MetricChoiceRow(ChoiceRow):
    """One figure of the map: the KPI an action is measured by."""

    def _options(self) -> list[tuple[str, Any]]:
        words = self.around.language
        options: list[tuple[str, Any]] = [(words("window.inspector.none"), None)]
        for lane in self.around.journey.lanes:
            if isinstance(lane, MetricsLane):
                options += [
                    (metric.name or words("window.outline.no_name"), metric.id)
                    for step in self.around.journey.steps
                    for metric in lane.cells.get(step.id, ())
                    if isinstance(metric, Metric)
                ]
        return options


class OriginRow(Row):
    """The cell of a table a figure is read from, and reading it again."""

    def __init__(self, field: Field, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(field, around, parent)
        self.told = QLabel(self)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setWordWrap(True)
        self.told.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.column.addWidget(self.told)
        buttons = QWidget(self)
        flow = FlowLayout(buttons)
        self.choose, self.again, self.forget = (QToolButton(buttons) for _ in range(3))
        for button in (self.choose, self.again, self.forget):
            give_room(button)
            flow.addWidget(button)
        self.choose.clicked.connect(partial(self._ask, "choose_origin"))
        self.again.clicked.connect(partial(self._ask, "read_origin"))
        self.forget.clicked.connect(self._forget)
        self.column.addWidget(buttons)
        self._shown: CellOrigin | None = None

    def show_value(self, value: Any, values: tuple[Value, ...]) -> None:  # noqa: ARG002
        """Say which cell it is and when it was read."""
        self._shown = value if isinstance(value, CellOrigin) and value.file else None
        self.told.setText(self._words())
        self.again.setVisible(self._shown is not None)
        self.forget.setVisible(self._shown is not None)

    def retranslate(self, label: str) -> None:
        """Word the row."""
        super().retranslate(label)
        words = self.around.language
        self.choose.setText(words("window.inspector.choose_origin"))
        self.again.setText(words("window.inspector.read_origin"))
        self.forget.setText(words("window.inspector.forget_origin"))
        self.told.setText(self._words())

    def focus_field(self) -> None:
        """Go to the first button."""
        self.choose.setFocus()

    def _words(self) -> str:
        words, held = self.around.language, self._shown
        if held is None:
            return words("window.inspector.no_origin")
        place = " \u00b7 ".join(part for part in (held.file, held.sheet, held.cell) if part)
        if not held.read:
            return place
        return words(
            "window.inspector.origin_read",
            place=place,
            date=date_words(Texts(words.code), held.read[:10]),
        )

    def _ask(self, what: str) -> None:
        self.asked.emit(what, None)

    def _forget(self) -> None:
        self.changed.emit(None)
        self.sealed.emit()


class ReadingsRow(LinesRow):
    """What a figure was earlier: a line for each day."""

    def lines(self) -> tuple[ReadingLine, ...]:
        """Return the lines as they are shown."""
        return self._lines.of_type(ReadingLine)

    def make_line(self, place: int) -> Line:
        """Return an empty line."""
        return ReadingLine(self, place)

    def new_part(self) -> Value:
        """Return a reading of nothing."""
        return Reading(value=0)

    def commit(self) -> None:
        """Take what is half typed."""
        for line in self.lines():
            line.value.commit()
            line.date.commit()


class ReadingLine(Line):
    """A value and its day."""

    def __init__(self, row: ReadingsRow, place: int) -> None:
        super().__init__(row, place, "reading_value")
        words = row.around.language
        self.value = NumberRow(_VALUE, row.around, self)
        self.date = DateRow(_DATE, row.around, self)
        for field, name in ((self.value, "value"), (self.date, "date")):
            field.label.hide()
            field.retranslate(words(f"window.inspector.reading_{name}"))
            field.sealed.connect(row.sealed)
            self.put(field, 2 if name == "value" else 3)
        self.value.changed.connect(lambda held: row.set_part(place, value=held))
        self.date.changed.connect(lambda held: row.set_part(place, date=held))

    def show_part(self, part: Reading, owners: tuple[Value, ...]) -> None:
        """Show what is held without changing it."""
        self.value.show_value(part.value, owners)
        self.date.show_value(part.date, owners)
