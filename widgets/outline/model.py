"""The outline as a model for a tree view: rows are made when they are first looked at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelection,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QFont, QIcon, QPalette
from PySide6.QtWidgets import QWidget

from model.journey import JourneyMap
from widgets.icons import make_icon
from widgets.language import Language
from widgets.outline import wording
from widgets.outline.branches import Branch, Key
from widgets.outline.following import follow
from widgets.outline.moves import MIME, Move, is_carried, move_to, packed, unpacked
from widgets.outline.rows import Row, Rows
from widgets.overrides import guarded
from widgets.plain_tips import plain_tip

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ICON_SIZE = 15


@guarded
class OutlineModel(QAbstractItemModel):
    """The rows.

    Attributes:
        renamed: A row's text was written: (key, text).
        dropped: Rows were dragged to another place: the `widgets.outline.moves.Move`.
    """

    renamed = Signal(object, str)
    dropped = Signal(object)

    def __init__(self, journey: JourneyMap, language: Language, view: QWidget) -> None:
        super().__init__(view)
        self._language, self._view = language, view
        self._icons: dict[str, QIcon] = {}
        self._rows = Rows(journey, language)

    # What the panel uses

    @property
    def hits(self) -> tuple[Key, ...]:
        """What holds all searched words itself, from top to bottom."""
        return self._rows.hits

    @property
    def is_filtered(self) -> bool:
        """Whether a search hides the rest."""
        return self._rows.is_filtered

    def show(self, journey: JourneyMap) -> None:
        """Show another state of the map, touching only what differs."""
        follow(self._rows, journey, self)

    def search(self, text: str) -> bool:
        """Show only what holds all words of ``text``, what it hangs in and what hangs below it.

        Returns:
            Whether these are other words than before.
        """
        is_new = self._rows.want(text)
        if is_new:
            self.make_anew()
        return is_new

    def make_anew(self) -> None:
        """Make all rows anew: they are worded, coloured or filtered in another way."""
        self.beginResetModel()
        self._icons.clear()
        self._rows.clear()
        self.endResetModel()

    def index_of(self, key: Key) -> QModelIndex:
        """Return where a row is; an invalid index where it is not shown."""
        row = self._rows.find(key)
        return _NOWHERE if row is None else self._index(row)

    def key_of(self, index: Index) -> Key:
        """Return what the row at ``index`` stands for."""
        return self._row(index).key

    def ranges_of(self, keys: Iterable[Key]) -> QItemSelection:
        """Return rows as ranges: marking thousands one by one takes seconds."""
        places: dict[int, list[int]] = {}
        for row in self._rows.found(keys):
            if row.parent is not None:
                places.setdefault(row.parent.number, []).append(row.place)
        made = QItemSelection()
        for number, held in places.items():
            children = self._rows.below(self._rows.row(number))
            for first, last in _runs(sorted(held)):
                made.select(self._index(children[first]), self._index(children[last]))
        return made

    # What Qt calls

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        """Return the index of a row below ``parent``."""
        children = self._rows.below(self._row(parent))
        if column != 0 or not 0 <= row < len(children):
            return QModelIndex()
        return self._index(children[row])

    def parent(self, index: Index = _NOWHERE) -> QModelIndex:  # type: ignore[override]
        """Return the index above."""
        # Qt asks thousands of times to paint a few rows where many are marked.
        above = self._rows.row(index.internalId()).parent if index.isValid() else None
        if above is None or above.parent is None:
            return _NOWHERE
        return self.createIndex(above.place, 0, above.number)

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Return how many rows hang below ``parent``."""
        return len(self._rows.below(self._row(parent)))

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: ARG002, N802
        """Return 1."""
        return 1

    def hasChildren(self, parent: Index = _NOWHERE) -> bool:  # noqa: N802
        """Tell whether anything hangs below ``parent``, without making it."""
        return self._rows.has_below(self._row(parent))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a row says, in which colour and with which drawing."""
        if not index.isValid():
            return None
        branch, journey, words = self._row(index).branch, self._rows.journey, self._language
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return wording.shown_text(journey, words, branch)
            case Qt.ItemDataRole.ToolTipRole:
                tip = self._tip(branch)
                return None if tip is None else plain_tip(tip)
            case Qt.ItemDataRole.EditRole:
                return wording.written_text(branch)
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return wording.described(journey, words, branch)
            case Qt.ItemDataRole.DecorationRole:
                return self._icon(wording.icon_of(branch))
            case Qt.ItemDataRole.ForegroundRole if wording.is_pale(journey, branch):
                return QBrush(self._view.palette().color(QPalette.ColorRole.PlaceholderText))
            case Qt.ItemDataRole.FontRole if branch.is_heading:
                font = QFont(self._view.font())
                font.setBold(True)
                return font
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what can be done with a row by hand."""
        flag = Qt.ItemFlag
        if not index.isValid():
            return flag.NoItemFlags
        branch = self._row(index).branch
        made = flag.ItemIsEnabled | flag.ItemIsDropEnabled
        if not branch.is_heading:
            made |= flag.ItemIsSelectable
            if branch.key[0] != "cell":
                made |= flag.ItemIsEditable
        if is_carried(branch.key[0]):
            made |= flag.ItemIsDragEnabled
        return made

    def setData(  # noqa: N802
        self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Hand on what was written into a row."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        branch = self._row(index).branch
        if str(value) != wording.written_text(branch):
            self.renamed.emit(branch.key, str(value))
        return True

    def supportedDropActions(self) -> Qt.DropAction:  # noqa: N802
        """Return that rows are moved."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:  # noqa: N802
        """Return the type of what is dragged: ids, for this tree only."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: N802
        """Return the dragged rows."""
        return packed([self._row(index).key for index in indexes])

    def canDropMimeData(  # noqa: N802
        self,
        data: QMimeData,
        action: Qt.DropAction,  # noqa: ARG002
        row: int,
        column: int,  # noqa: ARG002
        parent: Index,
    ) -> bool:
        """Tell whether the dragged rows can hang there."""
        return self._move(data, row, parent) is not None

    def dropMimeData(  # noqa: N802
        self,
        data: QMimeData,
        action: Qt.DropAction,  # noqa: ARG002
        row: int,
        column: int,  # noqa: ARG002
        parent: Index,
    ) -> bool:
        """Hand on where the dragged rows were dropped: first the map changes, then the tree."""
        move = self._move(data, row, parent)
        if move is not None:
            self.dropped.emit(move)
        return move is not None

    # What following tells

    def begin_remove(self, parent: Row, first: int, last: int) -> None:
        """Rows are about to go."""
        self.beginRemoveRows(self._index(parent), first, last)

    def end_remove(self) -> None:
        """They have gone."""
        self.endRemoveRows()

    def begin_insert(self, parent: Row, first: int, last: int) -> None:
        """Rows are about to come."""
        self.beginInsertRows(self._index(parent), first, last)

    def end_insert(self) -> None:
        """They have come."""
        self.endInsertRows()

    def begin_move(self, parent: Row, place: int, before: int) -> None:
        """One row is about to stand before another."""
        index = self._index(parent)
        self.beginMoveRows(index, place, place, index, before)

    def end_move(self) -> None:
        """It does."""
        self.endMoveRows()

    def reworded(self, parent: Row, first: int, last: int) -> None:
        """Rows say something else."""
        children = self._rows.below(parent)
        self.dataChanged.emit(self._index(children[first]), self._index(children[last]))

    def _move(self, data: QMimeData, row: int, parent: Index) -> Move | None:
        keys = unpacked(data)
        return move_to(self._rows.journey, keys, self._row(parent).key, row) if keys else None

    def _row(self, index: Index) -> Row:
        return self._rows.row(index.internalId()) if index.isValid() else self._rows.root

    def _index(self, row: Row) -> QModelIndex:
        if row.parent is None:
            return QModelIndex()
        return self.createIndex(row.place, 0, row.number)

    def _icon(self, name: str) -> QIcon | None:
        if name and name not in self._icons:
            self._icons[name] = make_icon(name, self._view.palette(), size=_ICON_SIZE)
        return self._icons.get(name)

    def _tip(self, branch: Branch) -> str | None:
        """Return the whole text where the line has only its beginning, and what is unusual."""
        whole = wording.whole_text(self._rows.journey, self._language, branch)
        unusual = wording.states(self._language, branch.value)
        told = [whole] if whole != wording.shortened(whole) else []
        return "\n".join([*told, ", ".join(unusual)]).strip() or None


def _runs(numbers: list[int]) -> list[tuple[int, int]]:
    """Return (first, last) of each run of numbers without a gap."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and number <= runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs
