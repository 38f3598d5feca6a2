"""The tree view of the outline: its keys, renaming in place, and dragging within it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from model.values import MAX_TEXT
from widgets.language import Language
from widgets.overrides import guarded
from widgets.text_scale import scaled

_ROW_PX = 28
_ALT_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_VALUE_KEYS = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Minus: -1}
_DELETE_KEYS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)

_CLIPBOARD_KEYS = (
    (QKeySequence.StandardKey.Copy, "copy"),
    (QKeySequence.StandardKey.Cut, "cut"),
    (QKeySequence.StandardKey.Paste, "paste"),
)


@guarded
class OutlineTree(QTreeView):
    """A quiet tree that leaves Delete and the like to the window.

    Attributes:
        left: The user is done here.
        opened: Enter or a double click on this row.
        typed: A letter was typed, which searches.
        moved: The current row is to go one place up (-1) or down (1).
        value_asked: The chosen feelings are to be better (1) or worse (-1) by a step.
        clipboard_asked: ``copy``, ``cut`` or ``paste`` was pressed where `takes_clipboard`.
        removed: Delete was pressed on a row the window knows no deletion of.
        menu_asked: A menu is asked for at a global position.
        takes_clipboard: Whether the current row is one the window's clipboard knows nothing of.
    """

    left = Signal()
    opened = Signal(QModelIndex)
    typed = Signal(str)
    moved = Signal(int)
    value_asked = Signal(int)
    clipboard_asked = Signal(str)
    removed = Signal()
    menu_asked = Signal(QPoint)

    def __init__(self, language: Language, parent: QWidget) -> None:
        super().__init__(parent)
        self.takes_clipboard: Callable[[], bool] = bool
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDropIndicatorShown(True)
        self.setUniformRowHeights(True)
        self.setIndentation(15)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setExpandsOnDoubleClick(False)
        self.viewport().setAutoFillBackground(False)
        self.setItemDelegate(_Naming(language, self))
        self.doubleClicked.connect(self.opened)

    def event(self, event: QEvent) -> bool:
        """Keep Alt with the arrows, which move rows as they stand in the tree."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and (_alt_step(event) or self._clipboard_key(event))
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Open, rename, move, leave; letters search. The rest is the view's, or the window's."""
        if self.state() == QAbstractItemView.State.EditingState and not self.hasFocus():
            event.accept()  # what the line over a row hands on when it is done, e.g. Enter
            return
        index, key = self.currentIndex(), Qt.Key(event.key())
        step = _alt_step(event)
        if step:
            self.moved.emit(step)
        elif self._clipboard_key(event):
            self.clipboard_asked.emit(self._clipboard_key(event))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.opened.emit(index)
        elif key == Qt.Key.Key_F2 and index.isValid():
            self.edit(index)
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in _DELETE_KEYS:
            self.removed.emit()
        elif key in _VALUE_KEYS:
            self.value_asked.emit(_VALUE_KEYS[key])
        else:
            super().keyPressEvent(event)

    def _clipboard_key(self, event: QKeyEvent) -> str:
        """Return what a key asks of the clipboard for the current row, "" for nothing."""
        if not self.takes_clipboard():
            return ""
        return next((what for key, what in _CLIPBOARD_KEYS if event.matches(key)), "")

    def keyboardSearch(self, search: str) -> None:  # noqa: N802
        """Filter by what is typed, instead of going to the next row that begins with it."""
        if search.strip():
            self.typed.emit(search)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Ask for a menu on what is chosen, at the pointer or at the current row."""
        where = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            rect = self.visualRect(self.currentIndex())
            where = self.viewport().mapToGlobal(rect.bottomLeft() + QPoint(rect.height(), 0))
        self.menu_asked.emit(where)


def _alt_step(event: QKeyEvent) -> int:
    """Return -1 or 1 for Alt with Up or Down, else 0."""
    is_alt = (
        event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.AltModifier
    )
    return _ALT_STEPS.get(Qt.Key(event.key()), 0) if is_alt else 0


@guarded
class _Naming(QStyledItemDelegate):
    """A plain line over the row; what it holds comes into the map when it is finished."""

    def __init__(self, language: Language, parent: QObject) -> None:
        super().__init__(parent)
        self._language = language

    def createEditor(  # noqa: N802 - Qt's name
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,  # noqa: ARG002
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        """Return the line."""
        line = QLineEdit(parent)
        line.setMaxLength(MAX_TEXT)
        line.setAccessibleName(self._language("window.outline.new_name"))
        line.setAccessibleDescription(str(index.data()))
        line.setMinimumHeight(line.sizeHint().height())
        return line

    def sizeHint(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return rows that a finger can hit, in any size of text."""
        hint = super().sizeHint(option, index)
        return QSize(hint.width(), max(hint.height(), scaled(_ROW_PX)))

    def setEditorData(  # noqa: N802
        self, editor: QWidget, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Show the text as it stands in the map, until something else is written."""
        if isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))
            editor.selectAll()

    def setModelData(  # noqa: N802
        self,
        editor: QWidget,
        model: QAbstractItemModel,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Hand on what was written, if something was."""
        if isinstance(editor, QLineEdit) and editor.isModified():
            model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Leave undo to the map while nothing is written that it could be about."""
        if (
            isinstance(watched, QLineEdit)
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and not watched.isUndoAvailable()
            and (
                event.matches(QKeySequence.StandardKey.Undo)
                or event.matches(QKeySequence.StandardKey.Redo)
            )
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)
