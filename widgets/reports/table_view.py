"""The table one reads: Enter and a double click lead to the map, F2 writes into a cell."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from widgets.overrides import guarded
from widgets.reports.table_model import TableModel
from widgets.text_scale import scaled

_LEAST_COLUMN_PX = 40
# Of a share, in narrow columns and in those that hold sentences: a status or a phase is whole.
_NARROW_SHARE, _NARROW_PX, _WIDE_PX = 1.2, 84, 68
_ROW_PX = 46


@guarded
class ReportTable(QTableView):
    """A table of a report.

    Attributes:
        opened: The ids that a row leads to, asked for by Enter or a double click.
    """

    opened = Signal(tuple)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.model_shown = TableModel(self)
        self.setModel(self.model_shown)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setShowGrid(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.hide()
        # All as high, so that thousands of rows need no measuring; the tip tells the rest.
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(scaled(_ROW_PX))
        heads = self.horizontalHeader()
        heads.setSectionsClickable(True)
        heads.setHighlightSections(False)
        heads.setMinimumSectionSize(scaled(_LEAST_COLUMN_PX))
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.doubleClicked.connect(self._double_click)

    @property
    def is_written_into(self) -> bool:
        """Whether the field of a cell is open."""
        return self.state() == QAbstractItemView.State.EditingState

    def share_width(self) -> None:
        """Give each column its share of the width there is, the last one what is left.

        None has less than ordinary words need; where that is too much, one scrolls sideways.
        """
        columns = self.model_shown.table.columns
        leasts = [_least_width(column.share) for column in columns]
        whole = sum(column.share for column in columns)
        left = spare = max(self.viewport().width() - sum(leasts), 0)
        heads = self.horizontalHeader()
        for place, column in enumerate(columns):
            is_last = place + 1 == len(columns)
            more = left if is_last else int(spare * column.share / whole)
            heads.resizeSection(place, leasts[place] + more)
            left -= more

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Share out the width anew when there is another."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.share_width()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Lead to the map by Enter, write by F2."""
        index = self.currentIndex()
        if self.is_written_into or not index.isValid():
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(index)
        elif event.key() == Qt.Key.Key_F2:
            self.write(index)
        else:
            super().keyPressEvent(event)

    def write(self, index: QModelIndex) -> None:
        """Write into a cell: the one at ``index``, else the first of its row that can be."""
        model = self.model_shown
        places = [index.column(), *range(model.columnCount())]
        place = next((each for each in places if model.is_written(each)), None)
        if place is not None:
            self.edit(index.siblingAtColumn(place))

    def _double_click(self, index: QModelIndex) -> None:
        if self.model_shown.is_written(index.column()):
            self.edit(index)
        else:
            self._open(index)

    def _open(self, index: QModelIndex) -> None:
        row = self.model_shown.row_at(index)
        if row is not None and row.target:
            self.opened.emit(row.target)


def _least_width(share: float) -> int:
    each = _NARROW_PX if share <= _NARROW_SHARE else _WIDE_PX
    return scaled(max(_LEAST_COLUMN_PX, each * share))
