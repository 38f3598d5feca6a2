"""Rows that hold several things: words as chips, markers, people, evidence, personas."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCompleter,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QWidget,
)

from model.codes import step_codes
from model.find import step_by_id
from model.values import MAX_LINE, Value, clean_line
from widgets.inspector.adding import AddingButton
from widgets.inspector.chips import ChipsRow
from widgets.inspector.field import Field
from widgets.inspector.row import Row, Surroundings
from widgets.inspector.subject import MIXED
from widgets.late import be_late
from widgets.overrides import guarded
from widgets.text_scale import scaled


class LinesRow(ChipsRow):
    """Free words, typed one after the other; Enter or comma makes a chip."""

    def __init__(self, field: Field, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(field, around, parent)
        self.edit = _AddLine(self)
        self.edit.setMaxLength(MAX_LINE)
        be_late(self.edit)
        self.adder = self.edit
        around.history_keys.watch(self.edit)
        self.edit.editingFinished.connect(self.commit)
        self.column.addWidget(self.edit)
        self.label.setBuddy(self.edit)
        self._offered = QStringListModel(self)
        if field.offers:
            completer = QCompleter(self._offered, self)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.activated.connect(self._completed, Qt.ConnectionType.QueuedConnection)
            self.edit.setCompleter(completer)
            self.edit.textEdited.connect(self._offer)

    def retranslate(self, label: str) -> None:
        """Word the row."""
        super().retranslate(label)
        self.edit.setAccessibleName(label)
        self.edit.setPlaceholderText(self.around.language("window.inspector.add_more"))

    def focus_field(self) -> None:
        """Put the cursor where one types."""
        self.edit.setFocus()

    def commit(self) -> None:
        """Make a chip of what has been typed."""
        text = clean_line(self.edit.text().strip().rstrip(","))
        self.edit.clear()
        if text:
            self._add(text)

    def take_back(self) -> None:
        """Take the last chip away."""
        self._remove(self.chosen[-1])

    def offer_all(self) -> None:
        """Show all there is to choose from."""
        completer = self.edit.completer()
        if completer is not None:
            self._offer("")
            completer.setCompletionPrefix("")
            completer.complete()

    def _completed(self, text: str) -> None:
        self.edit.setText(text)
        self.commit()

    def _offer(self, text: str) -> None:
        if text.endswith(","):
            self.commit()
            return
        offered = self.around.offers(self.field.offers)
        free = [word for word in offered if not self.is_held_by_all(word)]
        self._offered.setStringList(best_first(free, text))


@guarded
class _AddLine(QLineEdit):
    """A line in which Backspace at the start takes the last chip back."""

    def __init__(self, row: LinesRow) -> None:
        super().__init__(row)
        self._row = row

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Take back, or type."""
        if event.key() == Qt.Key.Key_Backspace and not self.text() and self._row.chosen:
            self._row.take_back()
            return
        if event.key() == Qt.Key.Key_Down and not self.text():
            self._row.offer_all()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            popup = self.completer().popup() if self.completer() is not None else None
            if popup is not None:  # it hands Enter on to its line and would stay open
                popup.hide()
            self._row.commit()
            event.accept()
            return
        super().keyPressEvent(event)


class MarksRow(ChipsRow):
    """Several of a fixed list, added from a menu."""

    def __init__(self, field: Field, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(field, around, parent)
        self.button = self.adder = AddingButton(self)
        self.button.clicked.connect(self._pop_up)
        self.menu = QMenu(self.button)
        self.menu.aboutToShow.connect(self._fill_menu)
        self.label.setBuddy(self.button)

    def retranslate(self, label: str) -> None:
        """Word the row."""
        super().retranslate(label)
        self.button.word(label, self.around.language)

    def focus_field(self) -> None:
        """Go to the button."""
        self.button.setFocus()

    def word(self, value: Any) -> str:
        """Return the word of the list."""
        return self.around.name(self.field.names, value)

    def options(self) -> Sequence[Any]:
        """Return what can be chosen."""
        return self.field.choices

    def _pop_up(self) -> None:
        self.menu.popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))

    def _fill_menu(self) -> None:
        self.menu.clear()
        for value in self.options():
            action = self.menu.addAction(self.word(value).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(self.is_held_by_all(value))
            action.triggered.connect(partial(self._toggle, value))
        if not self.options():
            action = self.menu.addAction(self.around.language("window.inspector.none"))
            action.setEnabled(False)

    def _toggle(self, value: Any) -> None:
        if self.is_held_by_all(value):
            self._remove(value)
        else:
            self._add(value)


class RegisterRow(MarksRow):
    """Entries of a register of the map by id: personas, evidence."""

    def word(self, value: Any) -> str:
        """Return the entry's name."""
        for entry in getattr(self.around.journey, self.field.register):
            if entry.id == value:
                name = getattr(entry, "name", "") or getattr(entry, "title", "")
                return name or self.around.language("window.outline.no_name")
        return str(value)

    def options(self) -> Sequence[Any]:
        """Return the ids of the register."""
        return [entry.id for entry in getattr(self.around.journey, self.field.register)]

    def show_value(self, value: Any, values: tuple[Value, ...]) -> None:
        """Show the chips; the row hides while there is nothing to choose."""
        super().show_value(value, values)
        self._fill()
        self.setVisible(bool(self.options() or self.chosen))


class StepsRow(RegisterRow):
    """Steps of the map, each with its code: which may follow."""

    def word(self, value: Any) -> str:
        """Return the code and the name of a step."""
        step = step_by_id(self.around.journey, value)
        name = step.name if step is not None else ""
        return f"{step_codes(self.around.journey).get(value, '')} {name}".strip()


class LevelsRow(Row):
    """The five words of a feelings lane, +2 on top."""

    says_mixed = True

    def __init__(self, field: Field, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(field, around, parent)
        self.edits: list[QLineEdit] = []
        for level in (2, 1, 0, -1, -2):
            line = QHBoxLayout()
            sign = QLabel(around.language.number(level, 0), self)
            sign.setFixedWidth(scaled(22))
            edit = QLineEdit(self)
            edit.setMaxLength(MAX_LINE)
            around.history_keys.watch(edit)
            edit.textEdited.connect(self._typed)
            edit.editingFinished.connect(self.sealed)
            line.addWidget(sign)
            line.addWidget(edit, 1)
            self.edits.append(edit)
            self.column.addLayout(line)

    def show_value(self, value: Any, values: tuple[Value, ...]) -> None:  # noqa: ARG002
        """Show the words, the default ones as placeholders."""
        words = () if value is MIXED or not value else tuple(value)
        for place, edit in enumerate(reversed(self.edits)):
            text = words[place] if place < len(words) else ""
            edit.setPlaceholderText(self.around.name("feeling", place - 2))
            if clean_line(edit.text()) != text:
                edit.setText(text)

    def retranslate(self, label: str) -> None:
        """Word the row."""
        super().retranslate(label)
        for place, edit in enumerate(reversed(self.edits)):
            edit.setAccessibleName(f"{label} {self.around.language.number(place - 2, 0)}")
            edit.setPlaceholderText(self.around.name("feeling", place - 2))

    def _typed(self) -> None:
        words = tuple(clean_line(edit.text()) for edit in reversed(self.edits))
        self.changed.emit(words if any(words) else ())


def best_first(words: Sequence[str], typed: str) -> list[str]:
    """Return ``words``, those first that begin as ``typed``, then those one of whose words does."""
    wanted = typed.strip().casefold()

    def rank(word: str) -> int:
        folded = word.casefold()
        if folded.startswith(wanted):
            return 0
        return 1 if any(part.startswith(wanted) for part in folded.split()) else 2

    return sorted(words, key=rank)
