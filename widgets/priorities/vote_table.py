"""A table to enter votes in: type a number, Enter, and the next card is up."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QTableView,
    QWidget,
)

from model.cards import Card
from model.priorities import votes_on
from widgets.language import Language
from widgets.overrides import guarded
from widgets.plain_tips import plain_tip
from widgets.text_scale import scaled

_Index = QModelIndex | QPersistentModelIndex
_LEAST_TEXT_WIDTH, _MOST_TEXT_WIDTH, _NUMBER_WIDTH = 160, 640, 110
_MOST_NUMBER_WIDTH = 220
_MOST = 9999


@guarded
class VoteModel(QAbstractTableModel):
    """Cards by colours; ``entered`` carries card, colour and count."""

    entered = Signal(str, str, int)

    def __init__(self, language: Language, parent: QWidget) -> None:
        super().__init__(parent)
        self._language = language
        self._cards: tuple[Card, ...] = ()
        self._colours: tuple[str, ...] = ()
        self._names: tuple[str, ...] = ()
        self._round = 1

    def show_cards(
        self, cards: Sequence[Card], number: int, colours: Sequence[str], names: Sequence[str]
    ) -> None:
        """Show the votes of round ``number`` on ``cards``; a colour has a column by its name."""
        same = (
            [card.id for card in self._cards] == [card.id for card in cards]
            and self._names == tuple(names)
            and self._round == number
        )
        if not same:
            self.beginResetModel()
        self._cards, self._round = tuple(cards), number
        self._colours, self._names = tuple(colours), tuple(names)
        if not same:
            self.endResetModel()
        elif self._cards:
            last = self.index(len(self._cards) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def card_at(self, row: int) -> str:
        """Return the id of the card in ``row``, "" where there is none."""
        return self._cards[row].id if 0 <= row < len(self._cards) else ""

    def rowCount(self, parent: _Index | None = None) -> int:  # noqa: N802 - Qt's name
        """Return how many cards there are."""
        return 0 if parent is not None and parent.isValid() else len(self._cards)

    def columnCount(self, parent: _Index | None = None) -> int:  # noqa: N802
        """Return a column for the text, one for each colour and one for all."""
        if parent is not None and parent.isValid():
            return 0
        several = len(self._colours) > 1
        return 1 + len(self._colours) + several

    def headerData(  # noqa: N802
        self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return what a column is called."""
        if way != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        if section == 0:
            return self._language("priorities.column.text")
        if section <= len(self._names):
            return self._names[section - 1]
        return self._language("priorities.column.all")

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return text or count of a cell."""
        if not index.isValid():
            return None
        card, column = self._cards[index.row()], index.column()
        if role == Qt.ItemDataRole.TextAlignmentRole and column:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ToolTipRole and column == 0:
            return plain_tip(card.text)
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return None
        if column == 0:
            return " ".join(card.text.split())
        counts = [votes_on(card, self._round, colour) for colour in self._colours]
        count = counts[column - 1] if column <= len(counts) else sum(counts)
        return str(count) if count or role == Qt.ItemDataRole.EditRole else ""

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let the columns of colours be written in."""
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        is_colour = 1 <= index.column() <= len(self._colours)
        return plain | Qt.ItemFlag.ItemIsEditable if is_colour else plain

    def setData(  # noqa: N802
        self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Enter a count; what is no number is not taken, nothing is no dots."""
        text = str(value).strip() or "0"
        if role != Qt.ItemDataRole.EditRole or not (text.isascii() and text.isdigit()):
            return False
        if int(text) > _MOST:
            return False
        self.entered.emit(self._cards[index.row()].id, self._colours[index.column() - 1], int(text))
        return True


@guarded
class VoteTable(QTableView):
    """The table; Enter takes what is typed and goes to the next card."""

    opened = Signal(str)

    def __init__(self, language: Language, parent: QWidget) -> None:
        super().__init__(parent)
        self.votes = VoteModel(language, self)
        self.setModel(self.votes)
        self.setAccessibleName(language("priorities.votes_table"))
        self.verticalHeader().hide()
        self.setAlternatingRowColors(True)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.horizontalHeader().setStretchLastSection(False)
        self.votes.modelReset.connect(self._size_columns)
        self.doubleClicked.connect(self._open)
        self._size_columns()

    def closeEditor(  # noqa: N802 - Qt's name
        self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint
    ) -> None:
        """Go on to the next card after Enter."""
        super().closeEditor(editor, hint)
        if hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            here = self.currentIndex()
            if here.row() + 1 < self.votes.rowCount():
                self.setCurrentIndex(self.votes.index(here.row() + 1, here.column()))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Share out the width anew when there is another."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._size_columns()

    def begin(self) -> None:
        """Give the keyboard to the first number."""
        if self.votes.rowCount():
            self.setCurrentIndex(self.votes.index(0, 1))
        self.setFocus()

    def _size_columns(self) -> None:
        """Give the numbers their room and the words of the cards what is left."""
        left = self.viewport().width()
        for column in range(1, self.votes.columnCount()):
            # As wide as what a colour stands for, within reason: the names tell them apart.
            wanted = self.horizontalHeader().sectionSizeHint(column)
            number = min(max(wanted, scaled(_NUMBER_WIDTH)), scaled(_MOST_NUMBER_WIDTH))
            self.setColumnWidth(column, number)
            left -= number
        left = min(left, scaled(_MOST_TEXT_WIDTH))
        self.setColumnWidth(0, max(left, scaled(_LEAST_TEXT_WIDTH)))

    def _open(self, index: QModelIndex) -> None:
        if index.column() == 0:
            self.opened.emit(self.votes.card_at(index.row()))
