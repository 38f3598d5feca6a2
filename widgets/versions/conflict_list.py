"""The conflicts of a merge: a list, and below it what each side says and which of them stands."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from model.merging import Choice
from widgets.flow_layout import FlowLayout
from widgets.language import Language
from widgets.overrides import guarded
from widgets.plain_tips import plain_tip
from widgets.splitting import split_between
from widgets.text_scale import give_room, scaled
from widgets.versions.merged_maps import ConflictRow

CHOICES: tuple[Choice, ...] = ("ours", "theirs", "both")
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


@guarded
class ConflictTable(QAbstractTableModel):
    """A row for each conflict: what it is about, what each side says, what stands."""

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self.rows: tuple[ConflictRow, ...] = ()

    def show_rows(self, rows: Sequence[ConflictRow]) -> None:
        """Show ``rows``."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 - Qt's name
        """Return how many conflicts there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:  # noqa: N802
        """Return how many columns there are."""
        return 0 if parent.isValid() else 4

    def headerData(  # noqa: N802
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Return what stands over a column."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._language(
            f"versions.merge.column_{('what', 'ours', 'theirs', 'stands')[section]}"
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell says."""
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(row.said)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        said = (row.title, *row.sides, stands_words(self._language, row))[index.column()]
        return " · ".join(said.split("\n"))


@guarded
class ConflictList(QWidget):
    """Shows conflicts and lets one choose.

    Attributes:
        chosen: ``(key, choice)``: what is to stand about the conflict of this key.
        all_chosen: What is to stand wherever it can.
    """

    chosen = Signal(object, str)
    all_chosen = Signal(str)

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self.model = ConflictTable(language, self)
        self.table = QTableView(self)
        self.lead = QLabel(self)
        self.all_buttons = {choice: QPushButton(self) for choice in CHOICES}
        self.choices = {choice: QRadioButton(self) for choice in CHOICES}
        self.texts = (QPlainTextEdit(self), QPlainTextEdit(self))
        self.said = QLabel(self)
        self._group = QButtonGroup(self)
        self._below = QWidget(self)  # the chosen conflict in full
        self._build()
        self.table.selectionModel().currentRowChanged.connect(self._show_chosen)
        for choice in CHOICES:
            self.choices[choice].clicked.connect(partial(self._choose, choice))
            self.all_buttons[choice].clicked.connect(partial(self.all_chosen.emit, choice))
        language.changed.connect(self.retranslate)
        self.retranslate()

    def show_conflicts(self, rows: Sequence[ConflictRow]) -> None:
        """Show conflicts; the one that is chosen stays so."""
        held = self.current
        self.model.show_rows(rows)
        keys = [row.key for row in rows]
        place = keys.index(held.key) if held is not None and held.key in keys else 0
        if rows:
            self.table.setCurrentIndex(self.model.index(place, 0))
        self._show_chosen()
        for button in self.all_buttons.values():
            button.setEnabled(bool(rows))
        key = "versions.merge.conflicts" if rows else "versions.merge.no_conflicts"
        self.lead.setText(self._language(key, count=len(rows)))
        self._below.setVisible(bool(rows))

    @property
    def current(self) -> ConflictRow | None:
        """The conflict that is looked at."""
        place = self.table.currentIndex().row()
        return self.model.rows[place] if 0 <= place < len(self.model.rows) else None

    def retranslate(self) -> None:
        """Word everything anew."""
        words = self._language
        self.table.setAccessibleName(words("versions.merge.list"))
        for choice, button in self.all_buttons.items():
            button.setText(words(f"versions.merge.all_{choice}"))
        self._show_chosen()

    def _choose(self, choice: str) -> None:
        row = self.current
        if row is not None:
            self.chosen.emit(row.key, choice)

    def _show_chosen(self) -> None:
        words, row = self._language, self.current
        self._group.setExclusive(False)
        for choice, button in self.choices.items():
            button.setEnabled(row is not None and choice in row.conflict.choices)
            button.setChecked(row is not None and row.stands == choice)
            names = row.names if row is not None else ("", "")
            name = names[0] if choice == "ours" else names[1]
            button.setText(words(f"versions.merge.choose_{choice}", name=name))
        self._group.setExclusive(True)
        self.said.setText(row.said if row is not None else "")
        for at, text in enumerate(self.texts):
            text.setPlainText(row.sides[at] if row is not None else "")
            text.setAccessibleName(row.names[at] if row is not None else "")

    def _build(self) -> None:
        self.table.setModel(self.model)
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setAlternatingRowColors(True)
        self.table.setTabKeyNavigation(False)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        for place, width in enumerate((340, 200, 200)):
            self.table.setColumnWidth(place, scaled(width))
        for label in (self.lead, self.said):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        every = FlowLayout(gap=4)
        for button in self.all_buttons.values():
            button.setAutoDefault(False)
            give_room(button)
            every.addWidget(button)
        below = self._below
        whole = QVBoxLayout(below)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.said)
        sides = QHBoxLayout()
        whole.addLayout(sides)
        for choice in CHOICES:
            self._group.addButton(self.choices[choice])
        for choice, text in zip(CHOICES, self.texts, strict=False):
            text.setReadOnly(True)
            text.setTabChangesFocus(True)
            column = QVBoxLayout()
            column.addWidget(self.choices[choice])
            column.addWidget(text)
            sides.addLayout(column, 1)
        sides.addWidget(self.choices["both"], 0, Qt.AlignmentFlag.AlignTop)
        split = split_between(self.table, below, (230, 120), growing=self.table, is_upright=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.lead)
        column.addLayout(every)
        column.addWidget(split, 1)


def stands_words(words: Language, row: ConflictRow) -> str:
    """Return what stands about a conflict: a side's name, or both."""
    if not row.conflict.choices:
        return words("versions.merge.stands_empty")
    if row.stands == "both":
        return words("versions.merge.stands_both")
    return row.names[0] if row.stands == "ours" else row.names[1]
