"""The row of a name that other parts of the map use: stored when it is finished, and unique."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QWidget

from model.folding import fold
from model.values import Value, clean_line
from widgets.inspector.checked_rows import CheckedRow
from widgets.inspector.field import Field
from widgets.inspector.list_rows import best_first
from widgets.inspector.row import Surroundings
from widgets.inspector.subject import MIXED


class NameRow(CheckedRow):
    """The name of a channel: what is half typed would rename cards after another channel."""

    def __init__(self, field: Field, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(field, around, parent)
        self._owner_ids: tuple[str, ...] = ()
        self._offered = QStringListModel(self)
        completer = QCompleter(self._offered, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.edit.setCompleter(completer)
        self.edit.textEdited.connect(self._offer)

    def show_value(self, value: Any, values: tuple[Value, ...]) -> None:
        """Show the name."""
        if values:
            self._owner_ids = tuple(str(getattr(held, "id", "")) for held in values)
        super().show_value(value, values)

    def _read(self, text: str) -> tuple[Any] | str:
        name = clean_line(text)
        words = self.around.language
        if not name:
            return words("window.inspector.name_wanted")
        others = (held for held in self.around.journey.channels if held.id not in self._owner_ids)
        if any(fold(held.name) == fold(name) for held in others):
            return words("window.inspector.name_taken", name=name)
        return (name,)

    def _written(self, value: Any) -> str:
        return "" if value is None or value is MIXED else str(value)

    def _offer(self, text: str) -> None:
        self._offered.setStringList(best_first(self.around.offers(self.field.offers), text))
