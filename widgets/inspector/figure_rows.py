"""Rows of figures: which one a plan is measured by, where one is read from, what it was earlier."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from model.cards import CellOrigin, Metric, Reading
from model.lanes import MetricsLane
from model.texts import Texts
from model.values import Value, with_changes
from model.wording import date_words
from widgets.flow_layout import FlowLayout
from widgets.icons import make_icon
from widgets.inspector.checked_rows import DateRow, NumberRow
from widgets.inspector.choice_rows import ChoiceRow
from widgets.inspector.field import Field
from widgets.inspector.row import Row, Surroundings
from widgets.inspector.stacked_lines import StackedLines
from widgets.inspector.subject import MIXED
from widgets.overrides import guarded
from widgets.plain_tips import plain_tip
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


class ReadingsRow(Row):
    """What a figure was earlier: a line for each day."""

    def __init__(self, field: Field, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(field, around, parent)
        self._held: tuple[Reading, ...] = ()
        self._lines = StackedLines(self)
        self.column.addWidget(self._lines)
        self.button = QToolButton(self)
        self.button.setAutoRaise(True)
        give_room(self.button)
        self.button.clicked.connect(self._add)
        self.column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_value(self, value: Any, values: tuple[Value, ...]) -> None:
        """Show a line for each reading."""
        self._held = () if value is MIXED else tuple(value or ())
        if len(self.lines()) != len(self._held):
            self._rebuild()
        for line, reading in zip(self.lines(), self._held, strict=True):
            line.show_reading(reading, values)

    def lines(self) -> tuple[ReadingLine, ...]:
        """Return the lines as they are shown."""
        return self._lines.of_type(ReadingLine)

    def retranslate(self, label: str) -> None:
        """Word the row."""
        super().retranslate(label)
        self.button.setText(self.around.language("window.inspector.add_more"))
        self.button.setAccessibleName(f"{label}: {self.button.text()}")
        self._rebuild()

    def recolour(self) -> None:
        """Make the lines anew."""
        self._rebuild()

    def commit(self) -> None:
        """Take what is half typed."""
        for line in self.lines():
            line.value.commit()
            line.date.commit()

    def focus_field(self) -> None:
        """Go to the button."""
        self.button.setFocus()

    def set_reading(self, place: int, **fields: Any) -> None:
        """Hand on other fields of the line at ``place``."""
        made = [*self._held]
        made[place] = with_changes(made[place], **fields)
        self.changed.emit(tuple(made))

    def remove(self, place: int) -> None:
        """Take the line at ``place`` away."""
        self.changed.emit((*self._held[:place], *self._held[place + 1 :]))
        self.sealed.emit()

    def _add(self) -> None:
        self.changed.emit((*self._held, Reading(value=0)))
        self.sealed.emit()

    def _rebuild(self) -> None:
        self._lines.clear()
        for place, reading in enumerate(self._held):
            line = ReadingLine(self, place)
            line.show_reading(reading, ())
            self._lines.add(line)


@guarded
class ReadingLine(QWidget):
    """A value and its day."""

    def __init__(self, row: ReadingsRow, place: int) -> None:
        super().__init__(row)
        words = row.around.language
        self.value = NumberRow(_VALUE, row.around, self)
        self.date = DateRow(_DATE, row.around, self)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(3)
        for field, name in ((self.value, "value"), (self.date, "date")):
            field.label.hide()
            field.retranslate(words(f"window.inspector.reading_{name}"))
            field.sealed.connect(row.sealed)
            line.addWidget(field, 2 if name == "value" else 3)
        self.value.changed.connect(lambda held: row.set_reading(place, value=held))
        self.date.changed.connect(lambda held: row.set_reading(place, date=held))
        self.remover = QToolButton(self)
        self.remover.setAutoRaise(True)
        self.remover.setIcon(make_icon("x", self.palette(), size=12))
        said = words("window.inspector.remove", name=words("window.inspector.reading_value"))
        self.remover.setAccessibleName(said)
        self.remover.setToolTip(plain_tip(said))
        give_room(self.remover)
        self.remover.clicked.connect(partial(row.remove, place))
        line.addWidget(self.remover, 0, Qt.AlignmentFlag.AlignTop)

    def show_reading(self, reading: Reading, owners: tuple[Value, ...]) -> None:
        """Show what is held without changing it."""
        self.value.show_value(reading.value, owners)
        self.date.show_value(reading.date, owners)
