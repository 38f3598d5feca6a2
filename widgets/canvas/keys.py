"""The keys of the canvas, as a table; the window's menus have the same ones for the same things."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_K = Qt.Key
_NONE = Qt.KeyboardModifier.NoModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier

# (modifiers, key) -> name of the wish; `widgets.canvas.wishes` says what is done for it.
KEYS: Mapping[tuple[Qt.KeyboardModifier, Qt.Key], str] = MappingProxyType(
    {
        (_NONE, _K.Key_Left): "go_left",
        (_NONE, _K.Key_Right): "go_right",
        (_NONE, _K.Key_Up): "go_up",
        (_NONE, _K.Key_Down): "go_down",
        (_SHIFT, _K.Key_Left): "extend_left",
        (_SHIFT, _K.Key_Right): "extend_right",
        (_SHIFT, _K.Key_Up): "extend_up",
        (_SHIFT, _K.Key_Down): "extend_down",
        (_NONE, _K.Key_Tab): "next_cell",
        (_SHIFT, _K.Key_Backtab): "previous_cell",
        (_SHIFT, _K.Key_Tab): "previous_cell",
        (_NONE, _K.Key_Return): "edit",
        (_NONE, _K.Key_Enter): "edit",
        (_NONE, _K.Key_F2): "edit",
        (_CONTROL, _K.Key_Return): "add_after",
        (_CONTROL, _K.Key_Enter): "add_after",
        (_NONE, _K.Key_Delete): "delete",
        (_NONE, _K.Key_Backspace): "delete",
        (_CONTROL, _K.Key_D): "duplicate",
        (_CONTROL, _K.Key_A): "select_all",
        (_NONE, _K.Key_Escape): "clear",
        (_ALT, _K.Key_Left): "move_left",
        (_ALT, _K.Key_Right): "move_right",
        (_ALT, _K.Key_Up): "move_up",
        (_ALT, _K.Key_Down): "move_down",
        (_SHIFT | _ALT, _K.Key_Right): "wider",
        (_SHIFT | _ALT, _K.Key_Left): "narrower",
        (_CONTROL, _K.Key_Plus): "zoom_in",
        (_CONTROL, _K.Key_Equal): "zoom_in",
        (_CONTROL, _K.Key_Minus): "zoom_out",
        (_NONE, _K.Key_PageUp): "page_up",
        (_NONE, _K.Key_PageDown): "page_down",
        (_NONE, _K.Key_Home): "row_start",
        (_NONE, _K.Key_End): "row_end",
        (_CONTROL, _K.Key_Home): "first",
        (_CONTROL, _K.Key_End): "last",
        (_CONTROL, _K.Key_PageUp): "previous_phase",
        (_CONTROL, _K.Key_PageDown): "next_phase",
        (_NONE, _K.Key_Menu): "menu",
        (_SHIFT, _K.Key_F10): "menu",
        (_NONE, _K.Key_Slash): "quick_entry",
        (_SHIFT, _K.Key_Slash): "quick_entry",  # where it stands over the 7
    }
)


def wish_of(event: QKeyEvent) -> str | None:
    """Return what a key asks for, None where it is none of the table."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return KEYS.get((modifiers, Qt.Key(event.key())))


def typed_text(event: QKeyEvent) -> str:
    """Return the text a key writes, "" for keys that write none."""
    modifiers = event.modifiers()
    has_control = bool(modifiers & (_CONTROL | Qt.KeyboardModifier.MetaModifier))
    # AltGr is Ctrl+Alt on some systems and writes letters.
    if has_control and not modifiers & _ALT:
        return ""
    text = event.text()
    return text if text and text.isprintable() and not text.isspace() else ""
