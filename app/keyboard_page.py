"""The keyboard page: every action and every key, from the tables they come from.

The window shows it at F1; `app.keyboard_manual` writes the same rows as a page of the manual.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QKeyCombination
from PySide6.QtGui import QKeySequence

from app.action_table import ACTIONS, MENUS
from app.actions import Action, Keys, Menu, own_keys
from widgets.canvas.keys import KEYS
from widgets.canvas.stage import Words

_NATIVE = QKeySequence.SequenceFormat.NativeText
# Wishes of the canvas under one sentence; those that are actions of a menu stand there.
CANVAS_WISHES: Mapping[str, tuple[str, ...]] = {
    "edit": ("edit",),
    "add_after": ("add_after",),
    "go": ("go_left", "go_right", "go_up", "go_down"),
    "extend": ("extend_left", "extend_right", "extend_up", "extend_down"),
    "next_cell": ("next_cell",),
    "previous_cell": ("previous_cell",),
    "row_ends": ("row_start", "row_end"),
    "wall_ends": ("first", "last"),
    "phases": ("previous_phase", "next_phase"),
    "page": ("page_up", "page_down"),
    "clear": ("clear",),
    "quick_entry": ("quick_entry",),
    "menu": ("menu",),
}
# What is no key of a table: the sentence ``keyboard.<name>`` and its keys ``keyboard.<name>.keys``.
_BY_HAND: Mapping[str, tuple[str, ...]] = {
    "canvas": ("canvas.write", "canvas.feel", "canvas.peek", "canvas.pan", "canvas.zoom"),
    "writing": (
        "writing.line", "writing.finish", "writing.next_card", "writing.next_cell", "writing.undo",
    ),
    "quick": (
        "quick.card", "quick.step", "quick.same", "quick.jump", "quick.header", "quick.feeling",
        "quick.literal", "quick.lines", "quick.undo", "quick.leave",
    ),
    "print": ("print.walk", "print.toggle", "print.enlarge", "print.zoom", "print.leave"),
    "find": ("find.next", "find.previous", "find.leave"),
    "lists": ("lists.walk", "lists.do", "lists.leave"),
}  # fmt: skip
Naming = Callable[[QKeySequence], str]
KeysOf = Callable[[Keys], list[QKeySequence]]


@dataclass(frozen=True, slots=True)
class KeySection:
    """Keys under one heading: rows of (what it does, its keys or "")."""

    title: str
    rows: tuple[tuple[str, str], ...]


def native_keys(keys: QKeySequence) -> str:
    """Return keys as this system writes them."""
    return keys.toString(_NATIVE)


def keyboard_sections(
    words: Words, naming: Naming = native_keys, keys_of: KeysOf = own_keys
) -> list[KeySection]:
    """Return all actions by menu, then the keys of canvas, texts, lines and lists.

    Of a menu that lists things, e.g. colours, only what has keys.

    Args:
        words: The language.
        naming: How keys are written.
        keys_of: What the system has for a shortcut of the table.
    """
    actions = {action.id: action for action in ACTIONS}
    made = [
        KeySection(
            _plain(words(f"window.menu.{menu.id}")),
            tuple(
                (
                    f"{path}{_plain(actions[action_id].words(words))}",
                    _keys_of(actions[action_id], naming, keys_of),
                )
                for path, action_id, is_listed in _entries(menu, words)
                if not is_listed or actions[action_id].keys
            ),
        )
        for menu in MENUS
    ]
    for name, sentences in _BY_HAND.items():
        rows = [(words(f"keyboard.{row}"), words(f"keyboard.{row}.keys")) for row in sentences]
        if name == "canvas":
            rows = [*_canvas_rows(words, naming), *rows]
        made.append(KeySection(words(f"keyboard.{name}"), tuple(rows)))
    return made


def keyboard_rows(words: Words) -> list[tuple[str, str, str]]:
    """Return (where, what, keys) of everything that has keys, in the language of ``words``."""
    return [
        (section.title, what, keys)
        for section in keyboard_sections(words)
        for what, keys in section.rows
        if keys
    ]


def action_ids(menu: Menu) -> list[str]:
    """Return the ids of all actions of ``menu`` and its menus."""
    ids: list[str] = []
    for entry in menu.entries:
        if isinstance(entry, str):
            ids.append(entry)
        elif entry is not None:
            ids += action_ids(entry)
    return ids


def _entries(menu: Menu, words: Words, path: str = "") -> Iterator[tuple[str, str, bool]]:
    """Yield (path of menus inside the menu, id, whether it is one of a list) of each action."""
    for entry in menu.entries:
        if isinstance(entry, str):
            yield path, entry, menu.is_list
        elif entry is not None:
            name = _plain(words(f"window.menu.{entry.id}"))
            yield from _entries(entry, words, f"{path}{name} › ")


def _canvas_rows(words: Words, naming: Naming) -> list[tuple[str, str]]:
    rows = []
    for name, wishes in CANVAS_WISHES.items():
        found = [
            naming(QKeySequence(QKeyCombination(modifiers, key)))
            for (modifiers, key), wish in KEYS.items()
            if wish in wishes and "Backtab" not in key.name  # what Shift+Tab is called inside Qt
        ]
        rows.append((words(f"keyboard.canvas.{name}"), ", ".join(dict.fromkeys(found))))
    return rows


def _keys_of(action: Action, naming: Naming, keys_of: KeysOf) -> str:
    found = (naming(sequence) for keys in action.keys for sequence in keys_of(keys))
    return ", ".join(dict.fromkeys(found))


def _plain(text: str) -> str:
    return text.replace("&", "")
