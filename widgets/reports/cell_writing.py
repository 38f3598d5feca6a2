"""Writing into the cells of an action: a state is chosen, a name completed, a day read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QDate,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from model.cards import ActionStatus
from model.values import MAX_LINE
from widgets.language import Language
from widgets.overrides import guarded
from widgets.reports.table_model import TableModel
from widgets.written import read_date

Index = QModelIndex | QPersistentModelIndex
STATUSES: Final[tuple[ActionStatus, ...]] = ("open", "started", "done", "dropped")


@guarded
class CellWriting(QStyledItemDelegate):
    """Makes the fields that are written into.

    Args:
        language: The words.
        names: Tells what stands in a column already, to be completed.
        complain: Says what is wrong with what was written.
    """

    def __init__(
        self,
        language: Language,
        names: Callable[[str], Sequence[str]],
        complain: Callable[[str], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._language, self._names, self._complain = language, names, complain

    def createEditor(  # noqa: N802 - Qt's name
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,  # noqa: ARG002 - Qt's signature
        index: Index,
    ) -> QWidget:
        """Return the field for a cell."""
        column = _column_of(index)
        if column == "status":
            choice = QComboBox(parent)
            for status in STATUSES:
                choice.addItem(self._language(f"names.action_status.{status}"), status)
            choice.activated.connect(self._take_choice)
            return choice
        line = QLineEdit(parent)
        line.setMaxLength(MAX_LINE)
        if column == "due":
            line.setPlaceholderText(self._example())
        else:
            completer = QCompleter(list(self._names(column)), line)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            line.setCompleter(completer)
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802
        """Put what stands in a cell into its field."""
        held = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(int(held or 0))
            editor.showPopup()
        elif isinstance(editor, QLineEdit):
            is_day = _column_of(index) == "due"
            editor.setText(self._day(str(held or "")) if is_day else str(held or ""))
            editor.selectAll()

    def setModelData(  # noqa: N802
        self, editor: QWidget, model: QAbstractItemModel, index: Index
    ) -> None:
        """Hand on what was written, unless it is no day where one is asked for."""
        if isinstance(editor, QComboBox):
            self._write(model, index, str(editor.currentData()))
        elif isinstance(editor, QLineEdit):
            text = " ".join(editor.text().split())
            if _column_of(index) == "due" and text:
                day = read_date(text, self._language.locale)
                if day is None:
                    self._complain(
                        self._language("window.inspector.bad_date", example=self._example())
                    )
                    return
                text = day.toString(Qt.DateFormat.ISODate)
            self._write(model, index, text)

    def updateEditorGeometry(  # noqa: N802
        self,
        editor: QWidget,
        option: QStyleOptionViewItem,
        index: Index,  # noqa: ARG002
    ) -> None:
        """Give a field the room it needs, also where its column is narrow."""
        rect = option.rect
        rect.setWidth(max(rect.width(), editor.sizeHint().width()))
        rect.setHeight(max(rect.height(), editor.sizeHint().height()))
        editor.setGeometry(rect)

    def _take_choice(self) -> None:
        """Take a state as soon as it is chosen."""
        choice = self.sender()
        if isinstance(choice, QComboBox):
            self.commitData.emit(choice)
            self.closeEditor.emit(choice)

    def _write(self, model: QAbstractItemModel, index: Index, value: str) -> None:
        held = index.data(Qt.ItemDataRole.EditRole)
        if _column_of(index) == "status":
            before: object = STATUSES[int(held or 0)]
        else:
            before = str(held or "")
        if value != before:
            model.setData(index, value)

    def _example(self) -> str:
        return self._day("2027-03-24")

    def _day(self, iso: str) -> str:
        pattern = "d.M.yyyy" if self._language.code == "da" else "d/M/yyyy"
        day = QDate.fromString(iso, Qt.DateFormat.ISODate)
        return day.toString(pattern) if day.isValid() else ""


def _column_of(index: Index) -> str:
    model = index.model()
    return model.table.columns[index.column()].id if isinstance(model, TableModel) else ""
