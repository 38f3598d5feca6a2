"""The history of a map as a list one can walk: a click or an arrow goes to that state."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QSignalBlocker, Qt, SignalInstance
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from model.history import HistoryStep
from model.journey import JourneyMap
from widgets.canvas.accessible import part_name
from widgets.canvas.choosing import changed_parts
from widgets.canvas.selection import NOTHING
from widgets.floating import FloatingPanel
from widgets.icons import make_icon
from widgets.language import Language
from widgets.overrides import guarded
from widgets.plain_tips import plain_tip

_SIZE_PX = (340, 420)
_NEWEST = 120  # of so many edits it is said what they changed: each is a comparison of two maps


class WithHistory(Protocol):
    """A document whose history can be walked. `app.document.Document` is one."""

    state_changed: SignalInstance
    """Emitted when the history has moved."""

    @property
    def history(self) -> tuple[HistoryStep, ...]:
        """All states that are kept, the oldest first."""

    def state_at(self, place: int) -> JourneyMap:
        """Return the map at a place of `history`."""

    def go_to(self, place: int) -> None:
        """Go to a state of `history`."""


@guarded
class HistoryPanel(FloatingPanel):
    """All states of the map, the oldest first; those undone are faint, the saved one is marked."""

    def __init__(self, document: WithHistory, language: Language, window: QWidget) -> None:
        super().__init__(window, "right", *_SIZE_PX)
        self._document = document
        self._language = language
        self._title = QLabel(self)
        self.list = QListWidget(self)
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.viewport().setAutoFillBackground(False)
        self.list.currentRowChanged.connect(self._go)
        font = QFont(self._title.font())
        font.setBold(True)
        self._title.setFont(font)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.addWidget(self._title)
        column.addWidget(self.list, 1)
        document.state_changed.connect(self._follow)

    def open(self, ground: QWidget) -> None:
        """Show the list over ``ground``, where we are marked in it."""
        self._fill()
        self.open_over(ground, self.list)

    def _go(self, row: int) -> None:
        if row >= 0:
            self._document.go_to(row)

    def _follow(self) -> None:
        if self.isVisible():
            self._fill()

    def _fill(self) -> None:
        words, history = self._language, self._document.history
        self._title.setText(words("window.history.title"))
        self.list.setAccessibleName(words("window.history.title"))
        present = next(place for place, step in enumerate(history) if step.is_present)
        with QSignalBlocker(self.list):
            while self.list.count() > len(history):
                self.list.takeItem(self.list.count() - 1)
            while self.list.count() < len(history):
                self.list.addItem(QListWidgetItem())
            for place, step in enumerate(history):
                item = self.list.item(place)
                if item is not None:
                    self._word(item, place, step, is_undone=place > present)
            self.list.setCurrentRow(present)
        self.list.scrollToItem(self.list.currentItem())

    def _text(self, place: int, step: HistoryStep) -> str:
        """Return what an edit was, and to what: ``Add card: The queue is too long``."""
        words = self._language
        label = words(step.label) if words.has(step.label) else words("window.history.first")
        text = label[:1].upper() + label[1:]
        if not place or len(self._document.history) - place > _NEWEST:
            return text
        before, after = self._document.state_at(place - 1), self._document.state_at(place)
        part, journey = changed_parts(before, after), after
        if part == NOTHING:  # it went
            part, journey = changed_parts(after, before), before
        if part == NOTHING or part.current is None:
            return text
        name = " ".join(part_name(journey, words, part).split())
        count = len(part.ids)
        return words("window.history.of", label=text, name=name, count=count, others=count - 1)

    def _word(
        self, item: QListWidgetItem, place: int, step: HistoryStep, *, is_undone: bool
    ) -> None:
        words = self._language
        text = self._text(place, step)
        spoken = [text]
        if step.is_present:
            spoken.append(words("window.history.present"))
        if step.is_saved:
            spoken.append(words("window.history.saved"))
        if is_undone:
            spoken.append(words("window.history.undone"))
        item.setToolTip(plain_tip(text))
        item.setText(f"{text}  ({words('window.history.saved')})" if step.is_saved else text)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(spoken))
        faint = QPalette.ColorRole.PlaceholderText if is_undone else QPalette.ColorRole.Text
        item.setForeground(self.palette().color(faint))
        name = "save" if step.is_saved else "chevron-right" if step.is_present else "dot"
        item.setIcon(make_icon(name, self.palette(), size=15))
        font = QFont(self.list.font())
        font.setBold(step.is_present)
        font.setItalic(is_undone)
        item.setFont(font)
