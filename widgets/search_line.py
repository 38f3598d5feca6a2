"""The line one searches the map with: Enter goes from hit to hit, Escape leaves."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from widgets.document import OpenDocument
from widgets.for_window import LineInWindow
from widgets.overrides import guarded


@guarded
class SearchLine(LineInWindow):
    """A line with words to find.

    Attributes:
        stepped: To the next hit (1) or the one before (-1).
        went_down: To what was found, below the line.
        left: The user is done here.
    """

    stepped = Signal(int)
    went_down = Signal()
    left = Signal()

    def __init__(self, document: OpenDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document

    def event(self, event: QEvent) -> bool:
        """Leave undo to the map while there is nothing written that it could be about."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            keys = QKeySequence.StandardKey
            if not self.text() and (event.matches(keys.Undo) or event.matches(keys.Redo)):
                event.ignore()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Step, clear, go down, leave, or type."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.stepped.emit(-1 if is_back else 1)
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.went_down.emit()
        elif not self.text() and event.matches(QKeySequence.StandardKey.Undo):
            self._document.undo()
        elif not self.text() and event.matches(QKeySequence.StandardKey.Redo):
            self._document.redo()
        else:
            super().keyPressEvent(event)
