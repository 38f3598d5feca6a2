"""The keys of a persona's tile."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

_K, _S = Qt.Key, QKeySequence.StandardKey
_STANDARD: Mapping[QKeySequence.StandardKey, str] = MappingProxyType(
    {_S.Copy: "copy", _S.Cut: "cut", _S.Paste: "paste", _S.Delete: "remove"}
)
_PLAIN: Mapping[int, str] = MappingProxyType(
    {
        _K.Key_Return: "edit", _K.Key_Enter: "edit", _K.Key_F2: "edit",
        _K.Key_Space: "switch", _K.Key_Backspace: "remove",
        _K.Key_Up: "before", _K.Key_Down: "after", _K.Key_Home: "first", _K.Key_End: "last",
    }
)  # fmt: skip
_WITH_ALT: Mapping[int, str] = MappingProxyType({_K.Key_Up: "up", _K.Key_Down: "down"})


def doing_of(event: QKeyEvent) -> str:
    """Return what a key does to the tile that has the keyboard, "" for nothing."""
    for standard, doing in _STANDARD.items():
        if event.matches(standard):
            return doing
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if held == Qt.KeyboardModifier.NoModifier:
        return _PLAIN.get(event.key(), "")
    if held == Qt.KeyboardModifier.AltModifier:
        return _WITH_ALT.get(event.key(), "")
    is_doubling = held == Qt.KeyboardModifier.ControlModifier and event.key() == Qt.Key.Key_D
    return "duplicate" if is_doubling else ""
