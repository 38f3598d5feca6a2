"""A table of a report as Qt's model: rows are those of the report, some cells can be written."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from model.reports.report import Column, Row, Table
from widgets.icons import make_icon
from widgets.overrides import guarded
from widgets.plain_tips import plain_tip

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
_NO_TABLE: Final = Table("", (), ())
EDITED: Final = frozenset({"status", "owner", "due", "department"})
"""The columns of an action that are written in place."""


@guarded
class TableModel(QAbstractTableModel):
    """One table.

    Attributes:
        written: (id of a card, column, value) was written into a cell; a day is ISO 8601, a
            state one of `model.cards.ActionStatus`.
        sort_asked: The place of a column, and whether it is to run down.
    """

    written = Signal(str, str, str)
    sort_asked = Signal(int, bool)

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view
        self.table = _NO_TABLE

    def show_table(self, table: Table) -> None:
        """Show another table."""
        self.beginResetModel()
        self.table = table
        self.endResetModel()

    def row_at(self, index: Index) -> Row | None:
        """Return the row at ``index``, None where there is none."""
        is_there = index.isValid() and index.row() < len(self.table.rows)
        return self.table.rows[index.row()] if is_there else None

    def place_of(self, target: tuple[str, ...]) -> int | None:
        """Return which row leads to ``target``."""
        found = (place for place, row in enumerate(self.table.rows) if row.target == target)
        return next(found, None)

    def is_written(self, column: int) -> bool:
        """Tell whether the cells of a column can be written: those of actions."""
        is_of_actions = self.table.place_of("action") is not None
        return is_of_actions and self.table.columns[column].id in EDITED

    # What Qt calls

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.table.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.table.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell says, and how."""
        row = self.row_at(index)
        if row is None:
            return None
        cell, column = row.cells[index.column()], self.table.columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell.text
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(cell.text)
            case Qt.ItemDataRole.EditRole:
                return cell.key if column.id in ("due", "status") else cell.text
            case Qt.ItemDataRole.TextAlignmentRole:
                return _side(column) | Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.DecorationRole if row.is_marked and index.column() == 0:
                return make_icon("triangle-alert", self._view.palette(), size=15)
            case Qt.ItemDataRole.FontRole if row.is_marked and index.column() == 0:
                font = QFont(self._view.font())
                font.setBold(True)
                return font
        return None

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the heading of a column."""
        if orientation != Qt.Orientation.Horizontal or section >= len(self.table.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.table.columns[section].name
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(self.table.columns[section]) | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what can be done with a cell by hand."""
        flag = Qt.ItemFlag
        if not index.isValid():
            return flag.NoItemFlags
        made = flag.ItemIsEnabled | flag.ItemIsSelectable
        return made | flag.ItemIsEditable if self.is_written(index.column()) else made

    def setData(  # noqa: N802
        self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Hand on what was written; the map decides what becomes of it."""
        row = self.row_at(index)
        if row is None or not row.target or role != Qt.ItemDataRole.EditRole:
            return False
        column = self.table.columns[index.column()].id
        self.written.emit(row.target[0], column, str(value))
        return True

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask for another order: the report is sorted, not the view."""
        self.sort_asked.emit(column, order == Qt.SortOrder.DescendingOrder)


def _side(column: Column) -> Qt.AlignmentFlag:
    is_number = column.kind == "number"
    return Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
