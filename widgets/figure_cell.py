"""Choosing the cell of a table that a figure is read from: the sheet, and a preview to click in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPalette, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from model.cards import CellOrigin
from model.exchange.figures import Grid, cell_name, place_of, read_figure
from widgets.language import Language
from widgets.overrides import guarded
from widgets.text_scale import scaled

_SIZE_PX = (720, 520)
_LEAST_ROWS, _LEAST_COLUMNS = 20, 8
_COLUMN_PX = 110
_Index = QModelIndex | QPersistentModelIndex


@guarded
class FigureDialog(QDialog):
    """Asks for a cell with a number.

    Attributes:
        chosen: ``(sheet, cell, value)``: it was chosen.
    """

    chosen = Signal(str, str, float)

    def __init__(
        self,
        language: Language,
        file: str,
        grids: Sequence[Grid],
        name: str,
        present: CellOrigin | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Show ``file``'s sheets for the figure ``name``, at its ``present`` cell."""
        super().__init__(parent)
        self._language, self._grids = language, tuple(grids)
        self._file, self._name = file, name
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._lead = QLabel(self)
        self._lead.setTextFormat(Qt.TextFormat.PlainText)
        self._lead.setWordWrap(True)
        self.sheets = QComboBox(self)
        self.cell = QLineEdit(self)
        self.told = QLabel(self)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setWordWrap(True)
        self.table = QTableView(self)
        self._buttons = QDialogButtonBox(self)
        role = QDialogButtonBox.ButtonRole
        self.take = self._buttons.addButton("", role.AcceptRole)
        self._leave = self._buttons.addButton("", role.RejectRole)
        self._build()
        language.changed.connect(self.retranslate)
        self.retranslate()
        self._go_to(present)

    @property
    def grid(self) -> Grid:
        """The sheet that is shown."""
        return self._grids[max(self.sheets.currentIndex(), 0)]

    def retranslate(self) -> None:
        """Word everything anew."""
        words = self._language
        self.setWindowTitle(words("forms.figure.title"))
        self._lead.setText(words("forms.figure.lead", file=self._file, name=self._name))
        self.sheets.setAccessibleName(words("forms.figure.sheet"))
        self.cell.setAccessibleName(words("forms.figure.cell"))
        self.cell.setPlaceholderText("B7")
        self.table.setAccessibleName(words("forms.figure.table"))
        self.take.setText(words("forms.figure.take"))
        self._leave.setText(words("dialogs.cancel"))
        self._tell()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Bring the chosen cell into sight once one knows how much of the table one sees."""
        super().showEvent(event)
        for bar in (self.table.verticalScrollBar(), self.table.horizontalScrollBar()):
            bar.setValue(0)
        self.table.scrollTo(self.table.currentIndex())

    def _build(self) -> None:
        for grid in self._grids:
            self.sheets.addItem(grid.sheet)
        self.sheets.setVisible(len(self._grids) > 1)
        self.sheets.currentIndexChanged.connect(self._show_sheet)
        self.cell.setMaxLength(10)
        self.cell.setFixedWidth(scaled(90))
        self.cell.textEdited.connect(self._typed)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.horizontalHeader().setDefaultSectionSize(scaled(_COLUMN_PX))
        self.table.doubleClicked.connect(self._take)
        self._buttons.accepted.connect(self._take)
        self._buttons.rejected.connect(self.reject)
        line = QHBoxLayout()
        line.addWidget(self.sheets)
        line.addWidget(self.cell)
        line.addWidget(self.told, 1)
        column = QVBoxLayout(self)
        column.addWidget(self._lead)
        column.addLayout(line)
        column.addWidget(self.table, 1)
        column.addWidget(self._buttons)
        wished = QSize(scaled(_SIZE_PX[0]), scaled(_SIZE_PX[1]))
        self.resize(wished.boundedTo(self.screen().availableSize() * 0.9))
        self._show_sheet()

    def _show_sheet(self) -> None:
        self.table.setModel(_GridModel(self.grid, self.table))
        self.table.selectionModel().currentChanged.connect(self._moved)
        self.cell.clear()
        self._tell()

    def _go_to(self, present: CellOrigin | None) -> None:
        """Show the cell the figure is read from now, else the first that holds a number."""
        if present is not None:
            names = [grid.sheet for grid in self._grids]
            self.sheets.setCurrentIndex(names.index(present.sheet) if present.sheet in names else 0)
        place = place_of(present.cell) if present is not None else (0, 0)
        row, column = place if self.grid.text(*place) else _first_number(self.grid)
        if row:
            self._choose(row, column)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, row: int, column: int) -> None:
        index = self.table.model().index(row - 1, column - 1)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.table.selectionModel().setCurrentIndex(index, flags)
        self.table.scrollTo(index)

    def _moved(self, index: QModelIndex) -> None:
        if not self.cell.hasFocus():
            self.cell.setText(cell_name(index.row() + 1, index.column() + 1))
        self._tell()

    def _typed(self, text: str) -> None:
        row, column = place_of(text.strip().upper())
        if 0 < row <= self.table.model().rowCount() and column <= self.table.model().columnCount():
            self._choose(row, column)
        self._tell()

    def _place(self) -> tuple[int, int]:
        return place_of(self.cell.text().strip().upper())

    def _value(self) -> float | None:
        text = self.grid.text(*self._place()).strip()
        return read_figure(text, has_comma=self.grid.has_comma) if text else None

    def _tell(self) -> None:
        words, (row, column) = self._language, self._place()
        value = self._value()
        self.take.setEnabled(value is not None)
        text = self.grid.text(row, column).strip()
        if value is not None:
            said = words("forms.figure.value", value=words.number(value, 6))
        elif text:
            said = words("forms.figure.no_number", text=text[:60])
        else:
            said = words("forms.figure.choose")
        self.told.setText(said)
        self.cell.setAccessibleDescription(said)

    def _take(self) -> None:
        value = self._value()
        if value is not None:
            row, column = self._place()
            self.chosen.emit(self.grid.sheet, cell_name(row, column), value)
            self.accept()


@guarded
class _GridModel(QAbstractTableModel):
    """A sheet as a spreadsheet shows it: letters over the columns, numbers beside the rows."""

    def __init__(self, grid: Grid, parent: QObject) -> None:
        super().__init__(parent)
        self._grid = grid

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's
        """Return the number of rows, a few more than hold something in a small sheet."""
        return 0 if parent.isValid() else max(self._grid.height, _LEAST_ROWS)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: N802, B008
        """Return the number of columns."""
        return 0 if parent.isValid() else max(self._grid.width, _LEAST_COLUMNS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what stands in a cell; numbers in full ink at the right, the rest paler."""
        text = self._grid.text(index.row() + 1, index.column() + 1)
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(text.split())[:80]
        is_number = bool(text) and read_figure(text, has_comma=self._grid.has_comma) is not None
        if role == Qt.ItemDataRole.TextAlignmentRole and is_number:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        parent = self.parent()
        if role == Qt.ItemDataRole.ForegroundRole and not is_number and isinstance(parent, QWidget):
            return parent.palette().color(QPalette.ColorRole.PlaceholderText)
        return None

    def headerData(  # noqa: N802
        self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the letters of the columns and the numbers of the rows."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if way == Qt.Orientation.Vertical:
            return str(section + 1)
        return cell_name(1, section + 1).removesuffix("1")


def _first_number(grid: Grid) -> tuple[int, int]:
    for row, texts in grid.rows.items():
        for column, text in enumerate(texts, start=1):
            if text and read_figure(text.strip(), has_comma=grid.has_comma) is not None:
                return row, column
    return 0, 0
