"""What this computer kept of a map each time it was saved: a list, and what is done with one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QLabel,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from widgets.flow_layout import FlowLayout
from widgets.icons import make_icon
from widgets.language import Language
from widgets.overrides import guarded
from widgets.text_scale import give_room, scaled
from widgets.versions.dates import time_words

StateDoing = Literal["compare", "open", "bring_back"]
_BUTTONS: tuple[tuple[StateDoing, str], ...] = (
    ("compare", "search-check"),
    ("open", "copy"),
    ("bring_back", "undo-2"),
)


@dataclass(frozen=True, slots=True)
class SavedState:
    """A state of the map that was saved: its number, when (ISO, UTC), and its count of notes."""

    number: int
    saved: str
    cards: int


@guarded
class SavedStates(QWidget):
    """Lists states, the newest first.

    Attributes:
        wanted: It comes into sight: `show_states` should be called.
        asked: ``(doing, number)``: what is to be done with a state.
    """

    wanted = Signal()
    asked = Signal(str, int)

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._states: tuple[SavedState, ...] = ()
        self._title = QLabel(self)
        self.lead = QLabel(self)
        self.list = QListWidget(self)
        self.buttons = {doing: QToolButton(self) for doing, _ in _BUTTONS}
        self._build()
        self.list.itemDoubleClicked.connect(partial(self._ask, "compare"))
        for doing, button in self.buttons.items():
            button.clicked.connect(partial(self._ask, doing))
        self.retranslate()
        self.recolour()

    def show_states(self, states: Sequence[SavedState]) -> None:
        """Show ``states``, the newest first."""
        if self._states != tuple(states):
            self._states = tuple(states)
            self._fill()

    def look_again(self) -> None:
        """Ask for the states anew, if anybody sees them."""
        if self.isVisible():
            self.wanted.emit()

    def retranslate(self) -> None:
        """Word everything anew."""
        words = self._language
        self._title.setText(words("versions.states.title"))
        self.list.setAccessibleName(words("versions.states.title"))
        for doing, button in self.buttons.items():
            button.setText(words(f"versions.do.{doing}"))
            button.setToolTip(words(f"versions.states.hint_{doing}"))
        self._fill()

    def recolour(self) -> None:
        """Draw the icons in the palette's colours."""
        for doing, icon in _BUTTONS:
            self.buttons[doing].setIcon(make_icon(icon, self.palette()))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for the states: nothing is looked up before somebody sees them."""
        super().showEvent(event)
        self.wanted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Compare the chosen state by Enter."""
        if self.list.hasFocus() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask("compare")
        else:
            super().keyPressEvent(event)

    def _fill(self) -> None:
        words, row = self._language, self.list.currentRow()
        with QSignalBlocker(self.list):
            self.list.clear()
            for state in self._states:
                time = time_words(words, state.saved)
                said = words("versions.states.entry", time=time, count=state.cards)
                item = QListWidgetItem(said)
                item.setData(Qt.ItemDataRole.UserRole, state.number)
                self.list.addItem(item)
            if self._states:
                self.list.setCurrentRow(min(max(row, 0), len(self._states) - 1))
        has_any = bool(self._states)
        self.lead.setText(words("versions.states.lead" if has_any else "versions.states.none"))
        self.list.setVisible(has_any)
        for button in self.buttons.values():
            button.setVisible(has_any)

    def _ask(self, doing: StateDoing) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.asked.emit(doing, int(item.data(Qt.ItemDataRole.UserRole)))

    def _build(self) -> None:
        font = QFont(self._title.font())
        font.setBold(True)
        self._title.setFont(font)
        for label in (self._title, self.lead):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumHeight(scaled(96))
        row = FlowLayout(gap=4)
        for button in self.buttons.values():
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            give_room(button)
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, scaled(10), 0, 0)
        column.addWidget(self._title)
        column.addWidget(self.lead)
        column.addWidget(self.list, 1)
        column.addLayout(row)
