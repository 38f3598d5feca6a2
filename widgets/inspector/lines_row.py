"""A row of one line for each of several small values, with a button that adds another."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from model.values import Value, with_changes
from widgets.inspector.adding import AddingButton, RemovingButton
from widgets.inspector.field import Field
from widgets.inspector.row import Row, Surroundings
from widgets.inspector.stacked_lines import StackedLines
from widgets.inspector.subject import MIXED
from widgets.overrides import guarded


@guarded
class Line(QWidget):
    """One line of ``row``: the fields of its part at ``place``, and a button that takes it away."""

    def __init__(self, row: LinesRow, place: int, named: str) -> None:
        """``named`` is the key of what is taken away, in the words of the inspector."""
        super().__init__(row)
        self.box = QHBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(3)
        self.remover = RemovingButton(self, row.around, named)
        self.remover.clicked.connect(partial(row.remove, place))
        self.box.addWidget(self.remover, 0, Qt.AlignmentFlag.AlignTop)

    def put(self, field: QWidget, stretch: int) -> None:
        """Put ``field`` behind the others, before the button."""
        self.box.insertWidget(self.box.count() - 1, field, stretch)

    def show_part(self, part: Any, owners: tuple[Value, ...]) -> None:
        """Show ``part`` without changing it."""
        raise NotImplementedError


class LinesRow(Row):
    """A line for each part of a value that is a tuple of parts."""

    def __init__(self, field: Field, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(field, around, parent)
        self._held: tuple[Any, ...] = ()
        self._lines = StackedLines(self)
        self.column.addWidget(self._lines)
        self.button = AddingButton(self)
        self.button.clicked.connect(self._add)

    def make_line(self, place: int) -> Line:
        """Return an empty line for the part at ``place``."""
        raise NotImplementedError

    def new_part(self) -> Value:
        """Return what the button adds."""
        raise NotImplementedError

    def show_value(self, value: Any, values: tuple[Value, ...]) -> None:
        """Show a line for each part."""
        self._held = () if value is MIXED else tuple(value or ())
        if len(self._lines.of_type(Line)) != len(self._held):
            self._rebuild()
        for line, part in zip(self._lines.of_type(Line), self._held, strict=True):
            line.show_part(part, values)

    def retranslate(self, label: str) -> None:
        """Word the row."""
        super().retranslate(label)
        self.button.word(label, self.around.language)
        self._rebuild()

    def recolour(self) -> None:
        """Make the lines anew."""
        self._rebuild()

    def focus_field(self) -> None:
        """Go to the button."""
        self.button.setFocus()

    def set_part(self, place: int, **fields: Any) -> None:
        """Hand on other fields of the part at ``place``."""
        made = [*self._held]
        made[place] = with_changes(made[place], **fields)
        self.changed.emit(tuple(made))

    def remove(self, place: int) -> None:
        """Take the part at ``place`` away."""
        self.changed.emit((*self._held[:place], *self._held[place + 1 :]))
        self.sealed.emit()

    def _add(self) -> None:
        self.changed.emit((*self._held, self.new_part()))
        self.sealed.emit()

    def _rebuild(self) -> None:
        self._lines.clear()
        for place, part in enumerate(self._held):
            line = self.make_line(place)
            line.show_part(part, ())
            self._lines.add(line)
