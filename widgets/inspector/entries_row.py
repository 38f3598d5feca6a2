"""The row of a register: personas, sources, rounds of voting …, each with a form of its own."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from model.evidence import Evidence
from model.journey import Channel
from model.layout.icons import has_icon
from model.values import Value
from model.views import SavedView
from model.voting import VotingRound
from widgets.flow_layout import FlowLayout, clear_layout
from widgets.icons import make_icon
from widgets.inspector.field import Field
from widgets.inspector.row import Row, Surroundings
from widgets.inspector.subject import MIXED
from widgets.language import Language
from widgets.overrides import guarded
from widgets.plain_tips import plain_tip
from widgets.text_scale import give_room, scaled
from widgets.vote_words import round_words

# What can be added to a register, as kinds of `widgets.inspector.field_table.FORMS`.
KINDS = {
    "personas": ("persona", "icp"),
    "evidence": ("evidence",),
    "views": ("view",),
    "rounds": ("round",),
    "channels": ("channel",),
}
_ICONS = {
    "persona": "user",
    "icp": "building-2",
    "evidence": "file-text",
    "view": "filter",
    "round": "vote",
    "channel": "share-2",
}
_KIND_OF: dict[type[Value], str] = {
    SavedView: "view",
    Evidence: "evidence",
    VotingRound: "round",
    Channel: "channel",
}
_WAYS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}

_AROUND_NAME_PX = 44  # icon and edges of a button


def kind_of_entry(entry: Any) -> str:
    """Return the form of a register's entry."""
    return _KIND_OF.get(type(entry)) or str(entry.kind)


def name_of_entry(entry: Any, words: Language) -> str:
    """Return what people call a register's entry."""
    if isinstance(entry, VotingRound):
        return round_words(entry, words)
    name = str(entry.title if isinstance(entry, Evidence) else entry.name)
    return name or words("window.outline.no_name")


class EntriesRow(Row):
    """The entries of a register by name; each opens its own form."""

    def __init__(self, field: Field, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(field, around, parent)
        self.label.hide()
        self._none = QLabel(self)
        self._none.setTextFormat(Qt.TextFormat.PlainText)
        self._none.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.column.addWidget(self._none)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(3)
        self.column.addLayout(self._lines)
        self.add_buttons: dict[str, QToolButton] = {}
        buttons = QWidget(self)
        flow = FlowLayout(buttons)
        for kind in KINDS[field.register]:
            button = QToolButton(buttons)
            button.setAutoRaise(True)
            button.clicked.connect(partial(self.asked.emit, "add_entry", kind))
            give_room(button)
            self.add_buttons[kind] = button
            flow.addWidget(button)
        self.column.addWidget(buttons)
        self._held: tuple[Any, ...] = ()
        self.openers: dict[str, QPushButton] = {}

    def show_value(self, value: Any, values: tuple[Value, ...]) -> None:  # noqa: ARG002
        """List the entries by name."""
        if value is not MIXED and tuple(value or ()) != self._held:
            self._held = tuple(value or ())
            self._rebuild()

    def retranslate(self, label: str) -> None:
        """Word the row."""
        super().retranslate(label)
        words = self.around.language
        self._none.setText(words(f"window.inspector.none_yet.{self.field.register}"))
        self._none.setWordWrap(True)
        for kind, button in self.add_buttons.items():
            button.setText("+ " + words(f"window.inspector.add_{kind}"))
        self._rebuild()

    def recolour(self) -> None:
        """Make the buttons anew: their style sheet keeps the palette they were made with."""
        self._rebuild()

    def _rebuild(self) -> None:
        clear_layout(self._lines)
        self.openers.clear()
        for entry in self._held:
            self._lines.addWidget(self._line(entry))
        self._none.setVisible(not self._held)

    def _line(self, entry: Any) -> QWidget:
        words = self.around.language
        name = name_of_entry(entry, words)
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        opener = _Opener(name, line)
        opener.setStyleSheet("text-align: left; padding: 4px 8px;")
        own = getattr(entry, "icon", None) or ""
        icon = own if has_icon(own) else _ICONS[kind_of_entry(entry)]
        opener.setIcon(make_icon(icon, self.palette(), size=15))
        opener.setAccessibleDescription(words("window.inspector.move_entry"))
        opener.moved.connect(lambda by: self._move(entry.id, by))
        self.openers[entry.id] = opener
        opener.setAccessibleName(words("window.inspector.edit_entry", name=name))
        opener.clicked.connect(partial(self.asked.emit, "entry", entry.id))
        remover = QToolButton(line)
        remover.setAutoRaise(True)
        remover.setIcon(make_icon("trash-2", self.palette(), size=14))
        said = words("window.inspector.remove", name=name)
        remover.setToolTip(plain_tip(said))
        remover.setAccessibleName(said)
        give_room(opener, remover)
        remover.clicked.connect(partial(self.asked.emit, "remove_entry", entry.id))
        row.addWidget(opener, 1)
        row.addWidget(remover)
        return line

    def _move(self, entry_id: str, by: int) -> None:
        """Put an entry one place up or down; the keyboard stays on it."""
        self.asked.emit("move_entry", (entry_id, by))
        if entry_id in self.openers:
            self.openers[entry_id].setFocus(Qt.FocusReason.OtherFocusReason)


@guarded
class _Opener(QPushButton):
    """A button that says the beginning of a long name, and all of it in its tool tip.

    Attributes:
        moved: Its entry is to go one place up (-1) or down (1).
    """

    moved = Signal(int)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._whole = name
        self.setMinimumWidth(1)
        self.setText(name.replace("&", "&&"))

    def event(self, event: QEvent) -> bool:
        """Keep Alt with the arrows, which move the entry and not what is chosen on the map."""
        is_asked = event.type() == QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent) and _way(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Move by Alt with the arrows."""
        if _way(event):
            self.moved.emit(_way(event))
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Say as much as there is room for."""
        super().resizeEvent(event)
        room = self.width() - scaled(_AROUND_NAME_PX)
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        self.setText(shown.replace("&", "&&"))
        self.setToolTip("" if shown == self._whole else plain_tip(self._whole))


def _way(event: QKeyEvent) -> int:
    """Return -1 or 1 for Alt with Up or Down, else 0."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    is_alt = modifiers == Qt.KeyboardModifier.AltModifier
    return _WAYS.get(Qt.Key(event.key()), 0) if is_alt else 0
