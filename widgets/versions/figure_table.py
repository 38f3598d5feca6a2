"""The figures of two maps side by side: start, target and present value, and the difference."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from model.comparing.rows import FigureRow
from widgets.language import Language
from widgets.overrides import guarded
from widgets.plain_tips import plain_tip

_NUMBERS = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_WORDED = {True: "better", False: "worse", None: ""}


@guarded
class FigureTable(QTableWidget):
    """A row for each figure of either map.

    Attributes:
        jump_asked: A figure, by its id, is to be shown on the map.
    """

    jump_asked = Signal(object)

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(0, 9, parent)
        self._language = language
        self._rows: tuple[FigureRow, ...] = ()
        self.verticalHeader().hide()
        self.setAlternatingRowColors(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.itemActivated.connect(self._jump)

    def show_figures(self, rows: Sequence[FigureRow], names: tuple[str, str]) -> None:
        """Show ``rows``; ``names`` are those of the maps before and after."""
        words, self._rows = self._language, tuple(rows)
        self.setAccessibleName(words("versions.figures"))
        heads = [words("versions.column.what_alone"), words("versions.column.where_alone")]
        for name in names:
            heads += [
                f"{name}\n{words(f'versions.column.{part}')}" for part in ("start", "target", "now")
            ]
        self.setHorizontalHeaderLabels([*heads, words("versions.column.difference")])
        self.setRowCount(len(rows))
        for place, row in enumerate(rows):
            said = [row.name, row.where, *row.before, *row.after, self._difference(row)]
            for column, text in enumerate(said):
                item = QTableWidgetItem(text)
                if column >= 2:
                    item.setTextAlignment(_NUMBERS)
                item.setToolTip(plain_tip(text))
                self.setItem(place, column, item)
        self.resizeColumnsToContents()
        self.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)

    def _difference(self, row: FigureRow) -> str:
        judged = _WORDED[row.is_better]
        if not judged:
            return row.difference
        return self._language(f"versions.figure.{judged}", value=row.difference)

    def _jump(self, item: QTableWidgetItem) -> None:
        target = self._rows[item.row()].target
        if target:
            self.jump_asked.emit(target)
