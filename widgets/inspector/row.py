"""What every row of a form is: a label, a way to show a value, a signal when it is changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QPlainTextEdit, QVBoxLayout, QWidget

from model.journey import JourneyMap
from model.names import name_of
from model.texts import Texts
from model.values import Value
from widgets.document import OpenDocument
from widgets.for_window import is_for_window
from widgets.inspector.field import Field
from widgets.language import Language
from widgets.overrides import guarded


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What rows may ask for: words, the map, vocabularies, and the one history."""

    language: Language
    document: OpenDocument
    offers: Callable[[str], Sequence[str]]
    history_keys: HistoryKeys

    @property
    def journey(self) -> JourneyMap:
        """The map as it is now."""
        return self.document.value

    def name(self, vocabulary: str, value: object) -> str:
        """Return the word for ``value`` in the window's language."""
        return name_of(Texts(self.language.code), vocabulary, str(value))


@guarded
class HistoryKeys(QObject):
    """Hands undo and redo typed in a field to the one history (reference/qt.md section 3)."""

    def __init__(self, document: OpenDocument, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document

    def watch(self, field: QLineEdit | QPlainTextEdit) -> None:
        """Serve ``field``: no undo of its own, and a map dropped on it is the window's."""
        field.installEventFilter(self)
        field.setAcceptDrops(False)
        if isinstance(field, QPlainTextEdit):
            field.viewport().setAcceptDrops(False)
            field.setUndoRedoEnabled(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take undo and redo, leave the rest, and what is the window's to the window."""
        if is_for_window(event):
            event.ignore()
            return True
        if isinstance(event, QKeyEvent) and event.type() in (
            QEvent.Type.ShortcutOverride,
            QEvent.Type.KeyPress,
        ):
            step = self._step(event)
            if step is not None:
                event.accept()
                if event.type() == QEvent.Type.KeyPress:
                    step()
                return True
        if event.type() == QEvent.Type.ContextMenu and isinstance(event, QContextMenuEvent):
            return _show_menu(watched, event)
        return super().eventFilter(watched, event)

    def _step(self, event: QKeyEvent) -> Callable[[], None] | None:
        if event.matches(QKeySequence.StandardKey.Undo):
            return self._document.undo
        if event.matches(QKeySequence.StandardKey.Redo) or event.keyCombination() == _CTRL_Y:
            return self._document.redo
        return None


@guarded
class Row(QWidget):
    """One field of a form; subclasses put their editor into it.

    Attributes:
        changed: The user gave this value: it fits the field.
        asked: Something only the window can do: (what, about what).
        sealed: The user is done for now; what comes next is another entry of the history.
        says_mixed: Whether the label says that several things differ, as the editor cannot.
        is_list: Whether it shows who holds what where several things differ.
    """

    says_mixed = False
    is_list = False

    changed = Signal(object)
    asked = Signal(str, object)
    sealed = Signal()

    def __init__(self, field: Field, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.around = around
        self.label = QLabel(self)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        font = self.label.font()
        font.setPointSizeF(font.pointSizeF() * 0.9)
        self.label.setFont(font)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(2)
        self.column.addWidget(self.label)
        self._name, self._is_mixed = "", False

    def mark_mixed(self, is_mixed: bool) -> None:
        """Say that several things differ in this field, or say so no more."""
        if is_mixed != self._is_mixed:
            self._is_mixed = is_mixed
            self._word()

    def show_value(self, value: Any, values: tuple[Value, ...]) -> None:
        """Show ``value`` (or `MIXED`) without changing anything; ``values`` are its owners."""
        raise NotImplementedError

    def retranslate(self, label: str) -> None:
        """Word the row; ``label`` names it."""
        self._name = label
        self._word()

    def focus_field(self) -> None:
        """Put the cursor into the row."""
        self.setFocus()

    def commit(self) -> None:
        """Give what has been typed but not yet handed on."""

    def recolour(self) -> None:
        """Draw again what depends on the palette."""

    def _word(self) -> None:
        mixed = self.around.language("window.inspector.mixed")
        is_said = self._is_mixed and self.says_mixed
        self.label.setText(f"{self._name} \u00b7 {mixed}" if is_said else self._name)


_CTRL_Y = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Y)
_OWN_UNDO = ("edit-undo", "edit-redo")


def _show_menu(field: QObject, event: QContextMenuEvent) -> bool:
    """Show the field's own menu without its undo, which would be a second history."""
    if not isinstance(field, QLineEdit | QPlainTextEdit):
        return False
    menu: QMenu = field.createStandardContextMenu()
    for action in menu.actions():
        if action.objectName() in _OWN_UNDO or action.icon().name() in _OWN_UNDO:
            menu.removeAction(action)
    first = next(iter(menu.actions()), None)
    if first is not None and first.isSeparator():
        menu.removeAction(first)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(event.globalPos())
    return True
