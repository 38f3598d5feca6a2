"""Keys that are the window's even while a text is being written: fields must not swallow them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from widgets.overrides import guarded

# On Linux a field deletes to the end of the line at Ctrl+K and goes there at Ctrl+E; it knows
# nothing of the palette and of export.
_KEYS = frozenset({Qt.Key.Key_K, Qt.Key.Key_E})


def is_for_window(event: QEvent) -> bool:
    """Tell whether ``event`` asks if a field wants a key that is the window's: let it pass."""
    return (
        isinstance(event, QKeyEvent)
        and event.type() == QEvent.Type.ShortcutOverride
        and event.modifiers() == Qt.KeyboardModifier.ControlModifier
        and event.key() in _KEYS
    )


@guarded
class LineInWindow(QLineEdit):
    """A line that leaves the window its keys, and what is dropped on it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setClearButtonEnabled(True)
        self.setAcceptDrops(False)

    def event(self, event: QEvent) -> bool:
        """Leave the window its keys."""
        if is_for_window(event):
            event.ignore()
            return True
        return super().event(event)
