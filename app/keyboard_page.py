"""The keyboard page: every action and every key of the canvas, from the tables they come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from app.action_table import MENUS
from app.actions import Menu
from widgets.canvas.keys import KEYS

if TYPE_CHECKING:
    from app.window import MapWindow

_NATIVE = QKeySequence.SequenceFormat.NativeText
# Wishes of the canvas under one sentence; those that are actions of a menu stand there.
_CANVAS = (
    ("edit", ("edit",)),
    ("add_after", ("add_after",)),
    ("go", ("go_left", "go_right", "go_up", "go_down")),
    ("next_cell", ("next_cell",)),
    ("previous_cell", ("previous_cell",)),
    ("clear", ("clear",)),
    ("first", ("first",)),
    ("page", ("page_up", "page_down")),
    ("menu", ("menu",)),
)
_BY_HAND = (("write", "any"), ("pan", "pan_keys"), ("zoom", "zoom_keys"))
Row = tuple[str, str, str]


def keyboard_rows(window: MapWindow) -> list[Row]:
    """Return (where, what, keys) of everything that has keys, in the window's language."""
    rows: list[Row] = []
    for menu in MENUS:
        title = window.language(f"window.menu.{menu.id}").replace("&", "")
        for action_id in action_ids(menu):
            made = window.actions_made[action_id]
            keys = ", ".join(keys.toString(_NATIVE) for keys in made.shortcuts())
            if keys:
                rows.append((title, made.text().replace("&", ""), keys))
    return rows + _canvas_rows(window)


def action_ids(menu: Menu) -> list[str]:
    """Return the ids of all actions of ``menu`` and its menus."""
    ids: list[str] = []
    for entry in menu.entries:
        if isinstance(entry, str):
            ids.append(entry)
        elif entry is not None:
            ids += action_ids(entry)
    return ids


def _canvas_rows(window: MapWindow) -> list[Row]:
    words = window.language
    where = words("window.keys.canvas")
    rows = [(where, words(f"window.keys.{name}"), _keys_of(wishes)) for name, wishes in _CANVAS]
    for name, keys in _BY_HAND:
        rows.append((where, words(f"window.keys.{name}"), words(f"window.keys.{keys}")))
    return rows


def _keys_of(wishes: tuple[str, ...]) -> str:
    found = [
        QKeySequence(QKeyCombination(modifiers, key)).toString(_NATIVE)
        for (modifiers, key), wish in KEYS.items()
        if wish in wishes and key != Qt.Key.Key_Backtab  # what Shift+Tab is called inside Qt
    ]
    return ", ".join(dict.fromkeys(found))
