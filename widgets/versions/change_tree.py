"""The changes between two maps as a tree: a group for each kind, a row for each change."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from model.comparing.compare import KINDS, ChangeKind
from model.comparing.rows import ChangeRow
from model.folding import fold
from widgets.language import Language
from widgets.overrides import guarded
from widgets.plain_tips import plain_tip

Index = QModelIndex | QPersistentModelIndex
COLUMNS = ("what", "where", "before", "after")
_GROUP = 0  # the internal id of groups; that of rows is their group's place + 1
_ROOT = QModelIndex()


@guarded
class ChangeTree(QAbstractItemModel):
    """Shows those of the rows that have the words and are of the kinds one looks for."""

    def __init__(self, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._rows: tuple[tuple[str, ChangeRow], ...] = ()
        self._groups: list[tuple[ChangeKind, list[ChangeRow]]] = []
        self._names = ("", "")
        self._wanted = ""
        self._kinds: frozenset[str] = frozenset()

    def show_rows(
        self, rows: Sequence[ChangeRow], folded: Sequence[str], names: tuple[str, str]
    ) -> None:
        """Show ``rows``; ``names`` are those of the maps before and after.

        ``folded`` are the words of each that are searched, as `model.folding.fold` makes them.
        """
        self._rows = tuple(zip(folded, rows, strict=True))
        self._names = names
        self._sift()

    def look_for(self, words: str, kinds: Collection[str]) -> None:
        """Show what has ``words``, of one of ``kinds``, of all where there are none."""
        self._wanted, self._kinds = fold(words.strip()), frozenset(kinds)
        self._sift()

    @property
    def count(self) -> int:
        """How many rows are shown."""
        return sum(len(rows) for _, rows in self._groups)

    def row_at(self, index: Index) -> ChangeRow | None:
        """Return the change at an index, None at a group."""
        if not index.isValid() or index.internalId() == _GROUP:
            return None
        return self._groups[index.internalId() - 1][1][index.row()]

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        """Return the index of a group or of a row of one."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else _GROUP)

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        """Return the group of a row."""
        if not index.isValid() or index.internalId() == _GROUP:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, _GROUP)

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 - Qt's name
        """Return how many groups there are, or rows in one."""
        if not parent.isValid():
            return len(self._groups)
        is_group = parent.internalId() == _GROUP and parent.column() == 0
        return len(self._groups[parent.row()][1]) if is_group else 0

    def columnCount(self, parent: Index = _ROOT) -> int:  # noqa: N802, ARG002
        """Return how many columns there are."""
        return len(COLUMNS)

    def headerData(  # noqa: N802
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Return what stands over a column: the maps' names over what they say."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        if section >= 2:
            return self._names[section - 2]
        return self._language(f"versions.column.{COLUMNS[section]}_alone")

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what an index says."""
        row = self.row_at(index)
        if row is None:
            return self._group_data(index, role)
        said = (row.what, row.where, row.before, row.after)[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return " · ".join(said.split("\n"))
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(said)
        return None

    def _group_data(self, index: Index, role: int) -> object:
        if not index.isValid() or index.column():
            return None
        kind, rows = self._groups[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._language(f"versions.group.{kind}", count=len(rows))
        if role == Qt.ItemDataRole.FontRole:
            font = QFont()
            font.setBold(True)
            return font
        return None

    def _sift(self) -> None:
        self.beginResetModel()
        held: dict[ChangeKind, list[ChangeRow]] = {kind: [] for kind in KINDS}
        for words, row in self._rows:
            is_of_kind = not self._kinds or not self._kinds.isdisjoint(row.kinds)
            if is_of_kind and self._wanted in words:
                held[row.kind].append(row)
        self._groups = [(kind, rows) for kind, rows in held.items() if rows]
        self.endResetModel()
