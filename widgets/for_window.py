"""Keys that are the window's even while a text is being written: fields must not swallow them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

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
