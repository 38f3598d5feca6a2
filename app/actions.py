"""Actions as data, and the QActions a window makes of them.

Menus, toolbar and shortcuts come from the tables in `app.action_table`; nothing else makes one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QToolBar, QToolButton, QWidget

from widgets.canvas.stage import Words
from widgets.icons import make_icon
from widgets.overrides import guarded
from widgets.plain_tips import plain_tip
from widgets.text_scale import give_room

if TYPE_CHECKING:
    from app.window import MapWindow

_WORDED = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
Keys = QKeySequence.StandardKey | str


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a person can do.

    Attributes:
        id: Its name; its words are ``window.action.<id>`` and, if there, ``window.hint.<id>``.
        do: What it does to the window it was asked in.
        keys: Shortcuts, the one shown first.
        icon: Name of a drawing, or "".
        is_enabled: Whether it can be done now.
        is_checked: For a switch: whether it is on.
        text: Words that change with the map, e.g. what undo takes back.
        group: Switches of one group exclude each other.
        role: Where macOS puts it.
        name: Key of its words where they are those of something else, e.g. of a colour.
    """

    id: str
    do: Callable[[MapWindow], object]
    keys: tuple[Keys, ...] = ()
    icon: str = ""
    is_enabled: Callable[[MapWindow], bool] | None = None
    is_checked: Callable[[MapWindow], bool] | None = None
    text: Callable[[MapWindow], str] | None = None
    group: str = ""
    role: QAction.MenuRole = QAction.MenuRole.NoRole
    name: str = ""

    def words(self, words: Words) -> str:
        """Return its words in a language, whatever the map says; & marks the letter."""
        if self.name:
            return words(self.name).replace("&", "&&")
        return words(f"window.action.{self.id}")


@dataclass(frozen=True, slots=True)
class Menu:
    """A menu: ids of actions, other menus, and None for a line.

    ``fill`` makes what changes each time the menu opens, e.g. the recent files. Where ``is_list``
    the entries are names of things, e.g. of colours, found by their first letter and not by an
    underlined one.
    """

    id: str
    entries: tuple[str | Menu | None, ...] = ()
    fill: Callable[[MapWindow, QMenu], None] | None = None
    is_list: bool = False


@guarded
class ActionSet(QObject):
    """The QActions of one window."""

    def __init__(self, window: MapWindow, actions: tuple[Action, ...]) -> None:
        super().__init__(window)
        self._window = window
        self._actions = {action.id: action for action in actions}
        self._menus: list[tuple[str, QMenu]] = []
        self._fillers: list[_Filler] = []
        self._groups: dict[str, QActionGroup] = {}
        self.made = {action.id: self._make(action) for action in actions}

    def __getitem__(self, action_id: str) -> QAction:
        return self.made[action_id]

    def fill_menu_bar(self, bar: QMenuBar, menus: tuple[Menu, ...]) -> None:
        """Put ``menus`` on the menu bar."""
        for menu in menus:
            bar.addMenu(self._make_menu(menu, bar))

    def icon_name(self, action_id: str) -> str:
        """Return the name of an action's drawing, "" where it has none."""
        return self._actions[action_id].icon

    def menu(self, menu: Menu, parent: QWidget) -> QMenu:
        """Return ``menu`` to pop up once."""
        return self._make_menu(menu, parent, is_kept=False)

    def fill_tool_bar(
        self, bar: QToolBar, entries: tuple[str | Menu | None, ...], named: tuple[str, ...] = ()
    ) -> None:
        """Put ``entries`` on the toolbar; a menu becomes a button that opens it.

        Those ``named`` show their words beside the icon.
        """
        for entry in entries:
            if entry is None:
                bar.addSeparator()
            elif isinstance(entry, str):
                self._dress(entry)
                bar.addAction(self.made[entry])
                button = bar.widgetForAction(self.made[entry])
                if isinstance(button, QToolButton):
                    give_room(button)
                    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
                    if entry in named:
                        button.setToolButtonStyle(_WORDED)
            else:
                bar.addWidget(self._menu_button(entry, bar))

    def focus_tool_bar(self, bar: QToolBar) -> None:
        """Give the keyboard to the first button of ``bar`` that can be pressed."""
        for button in bar.findChildren(QToolButton):
            if button.isVisible() and button.isEnabled() and button.defaultAction() is not None:
                button.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def dress_menus(self) -> None:
        """Give every action its icon: after the first frame, since menus are not open yet."""
        for action_id in self._actions:
            self._dress(action_id)

    def recolour(self) -> None:
        """Draw the icons anew in the window's palette."""
        for action_id, made in self.made.items():
            if not made.icon().isNull():
                self._dress(action_id)

    def retranslate(self) -> None:
        """Word everything in the window's language."""
        words = self._window.language
        for action_id, action in self._actions.items():
            text = action.text(self._window) if action.text else action.words(words)
            self._word(self.made[action_id], text, f"window.hint.{action_id}")
        for menu_id, menu in self._menus:
            menu.setTitle(words(f"window.menu.{menu_id}"))
        for filler in self._fillers:
            filler.refill()

    def refresh(self) -> None:
        """Bring switches, greyed entries and changing words up to date."""
        for action_id, action in self._actions.items():
            made = self.made[action_id]
            if action.is_enabled:
                made.setEnabled(action.is_enabled(self._window))
            if action.is_checked:
                made.setChecked(action.is_checked(self._window))
            if action.text:
                self._word(made, action.text(self._window), f"window.hint.{action_id}")

    def _make(self, action: Action) -> QAction:
        made = QAction(self._window)
        made.setObjectName(action.id)
        made.setMenuRole(action.role)
        if action.keys:
            made.setShortcuts(_sequences(action.keys))
        if action.is_checked:
            made.setCheckable(True)
        if action.group:
            group = self._groups.setdefault(action.group, QActionGroup(self._window))
            group.addAction(made)
        made.setProperty("journeywall_action", action.id)
        made.triggered.connect(self._do)
        self._window.addAction(made)
        return made

    def _do(self) -> None:
        sender = self.sender()
        if isinstance(sender, QAction):
            self._actions[sender.objectName()].do(self._window)
            self.refresh()

    def _word(self, made: QAction, text: str, hint_key: str) -> None:
        words = self._window.language
        made.setText(text)
        plain = text.replace("&", "").removesuffix("…").rstrip()
        shortcut = made.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        made.setToolTip(plain_tip(f"{plain} ({shortcut})" if shortcut else plain))
        made.setStatusTip(words(hint_key) if words.has(hint_key) else "")

    def _dress(self, action_id: str) -> None:
        name = self._actions[action_id].icon
        if name:
            self.made[action_id].setIcon(make_icon(name, self._window.palette()))

    def _make_menu(self, menu: Menu, parent: QWidget, *, is_kept: bool = True) -> QMenu:
        made = QMenu(parent)
        made.setObjectName(f"menu_{menu.id}")
        if is_kept:
            self._menus.append((menu.id, made))
        else:
            made.setTitle(self._window.language(f"window.menu.{menu.id}"))
        for entry in menu.entries:
            if entry is None:
                made.addSeparator()
            elif isinstance(entry, str):
                made.addAction(self.made[entry])
            else:
                made.addMenu(self._make_menu(entry, made, is_kept=is_kept))
        if menu.fill:
            filler = _Filler(self._window, made, menu.fill)
            if is_kept:
                self._fillers.append(filler)
        return made

    def _menu_button(self, menu: Menu, bar: QToolBar) -> QToolButton:
        button = QToolButton(bar)
        button.setObjectName(f"button_{menu.id}")
        first = next(entry for entry in menu.entries if isinstance(entry, str))
        self._dress(first)
        button.setDefaultAction(self.made[first])
        made = self._make_menu(menu, button)
        button.setMenu(made)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        button.setToolButtonStyle(_WORDED)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        give_room(button)
        return button


@guarded
class _Filler(QObject):
    """Fills a menu each time it opens."""

    def __init__(
        self, window: MapWindow, menu: QMenu, fill: Callable[[MapWindow, QMenu], None]
    ) -> None:
        super().__init__(menu)
        self._window, self._menu, self._fill = window, menu, fill
        menu.aboutToShow.connect(self.refill)
        self.refill()

    def refill(self) -> None:
        """Make the entries anew."""
        self._menu.clear()
        self._fill(self._window, self._menu)


def own_keys(keys: Keys) -> list[QKeySequence]:
    """Return what this system has for a shortcut of the table."""
    # The first binding only: X11 adds Emacs's Ctrl+D for Delete, and keys no keyboard has.
    return [QKeySequence(keys)] if isinstance(keys, str) else QKeySequence.keyBindings(keys)[:1]


def _sequences(keys: tuple[Keys, ...]) -> list[QKeySequence]:
    return list(dict.fromkeys(sequence for held in keys for sequence in own_keys(held)))
