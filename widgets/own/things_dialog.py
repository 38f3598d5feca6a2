"""Everything that is kept on this computer in one list, with buttons for what is done with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from widgets.language import Language
from widgets.overrides import guarded
from widgets.text_scale import scaled

_THING = Qt.ItemDataRole.UserRole
_GROUPS = ("template", "lanes", "items", "persona")
_OF_ONE = ("rename", "remove", "reveal", "give_out")
Doing = Literal["rename", "remove", "reveal", "give_out", "take_in"]


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that is kept: which store has it, what it is, its file, name and sentence."""

    kind: Literal["template", "part", "persona"]
    group: Literal["template", "lanes", "items", "persona"]
    id: str
    name: str
    description: str


@guarded
class OwnThingsDialog(QDialog):
    """``asked`` carries what is to be done, and with which thing, None where none is chosen."""

    asked = Signal(str, object)

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self.setWindowTitle(language("own.title"))
        self.list = QTreeWidget(self)
        self.list.setHeaderHidden(True)
        self.list.setColumnCount(2)
        self.list.setRootIsDecorated(False)
        self.list.setAccessibleName(language("own.title"))
        self.list.currentItemChanged.connect(self._refresh)
        self.buttons: dict[str, QPushButton] = {}
        side = QVBoxLayout()
        for doing in (*_OF_ONE, "take_in"):
            button = QPushButton(language(f"own.do.{doing}"), self)
            button.setAutoDefault(False)
            button.clicked.connect(self._ask)
            self.buttons[doing] = button
            side.addWidget(button)
        side.addStretch(1)
        self._empty = QLabel(language("own.empty"), self)
        self._empty.setTextFormat(Qt.TextFormat.PlainText)
        self._empty.setWordWrap(True)
        row = QHBoxLayout()
        row.addWidget(self.list, 1)
        row.addLayout(side)
        close = QDialogButtonBox(self)
        close.addButton(language("dialogs.close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.rejected.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.addWidget(self._empty)
        whole.addLayout(row, 1)
        whole.addWidget(close)
        wished = QSize(scaled(600), scaled(420))
        self.resize(wished.boundedTo(self.screen().availableSize() * 0.9))

    @property
    def current(self) -> Thing | None:
        """What is chosen."""
        item = self.list.currentItem()
        held = item.data(0, _THING) if item is not None else None
        return held if isinstance(held, Thing) else None

    def show_things(self, things: Sequence[Thing], chosen: str = "") -> None:
        """List ``things``; ``chosen`` is the id of the one to be chosen."""
        self.list.clear()
        items: dict[str, QTreeWidgetItem] = {}
        for group in _GROUPS:
            held = [thing for thing in things if thing.group == group]
            if not held:
                continue
            head = QTreeWidgetItem(self.list, [self._language(f"own.group.{group}")])
            head.setFirstColumnSpanned(True)
            head.setFlags(Qt.ItemFlag.ItemIsEnabled)
            font = head.font(0)
            font.setBold(True)
            head.setFont(0, font)
            for thing in held:
                item = QTreeWidgetItem(head, [thing.name, thing.description])
                item.setData(0, _THING, thing)
                items[thing.id] = item
        self.list.expandAll()
        self.list.resizeColumnToContents(0)
        self._empty.setVisible(not things)
        if items:
            self.list.setCurrentItem(items.get(chosen) or next(iter(items.values())))
        self._refresh()

    def _refresh(self) -> None:
        for doing in _OF_ONE:
            self.buttons[doing].setEnabled(self.current is not None)

    def _ask(self) -> None:
        for doing, button in self.buttons.items():
            if button is self.sender():
                self.asked.emit(doing, self.current)
