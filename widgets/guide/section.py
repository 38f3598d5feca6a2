"""One step of the guide: how far it is, and unfolded what helps and what is missing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from model.counting import GuideProgress
from widgets.guide.ways import Way, ways_of
from widgets.guide.wrapped_button import WrappedButton
from widgets.language import Language
from widgets.overrides import guarded
from widgets.text_scale import give_room, scaled


@guarded
class Section(QFrame):
    """A step that folds.

    Attributes:
        is_open: Whether it is unfolded.
        way_chosen: One wants to go a `Way`.
        aside_asked: The step is to be set aside, or taken up again.
    """

    way_chosen = Signal(object)
    aside_asked = Signal()

    def __init__(
        self, number: int, language: Language, name_way: Callable[[Way], str], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._number, self._language, self._name_way = number, language, name_way
        self._progress: GuideProgress | None = None
        self.is_open = False
        self.head = WrappedButton(self)
        self._body = QWidget(self)
        self._help = QLabel(self._body)
        self._nothing = QLabel(self._body)
        self.ways: list[WrappedButton] = []
        self.aside_button = WrappedButton(self._body)
        self._column = QVBoxLayout(self._body)
        self._build()

    @property
    def far_words(self) -> str:
        """How far it is, in words."""
        return self.head.remark

    def set_open(self, is_open: bool) -> None:
        """Fold or unfold it."""
        self.is_open = is_open
        self._body.setVisible(is_open)
        self.retranslate()

    def show_progress(self, progress: GuideProgress) -> None:
        """Show how far the step is; buttons that stay the same keep the keyboard."""
        before, self._progress = self._progress, progress
        if before is None or before.missing != progress.missing:
            self._make_ways(progress)
        self.retranslate()

    def retranslate(self) -> None:
        """Word everything anew."""
        held, words = self._progress, self._language
        if held is None:
            return
        name = words(f"names.guide_step.{held.step}")
        far = words("counting.guide.answers", done=held.done, asked=held.asked)
        if held.is_set_aside:
            far = words("counting.guide.is_set_aside")
        elif held.is_done:
            far = words("counting.guide.is_done")
        self.head.say(words("counting.guide.number", number=self._number, name=name), far)
        state = words(f"window.inspector.{'unfolded' if self.is_open else 'folded'}")
        self.head.setAccessibleName(f"{self.head.words}, {far}, {state}")
        self._help.setText(words(f"counting.guide.help.{held.step}"))
        self._nothing.setText(words("counting.guide.nothing_missing"))
        self._nothing.setVisible(held.is_done)
        for button in self.ways:
            button.say(self._name_way(button.property("way")))
        aside = "take_up" if held.is_set_aside else "set_aside"
        self.aside_button.say(words(f"counting.guide.{aside}"))
        self.aside_button.setVisible(held.is_set_aside or not held.is_done)
        self.recolour()

    def recolour(self) -> None:
        """Draw the icons in the palette's colours."""
        self.head.show_arrow(Qt.ArrowType.DownArrow if self.is_open else Qt.ArrowType.RightArrow)
        self.head.recolour(is_faint=self._progress is not None and self._progress.is_set_aside)
        for button in self.ways:
            button.recolour()
        self.aside_button.recolour(is_faint=True)

    def _make_ways(self, progress: GuideProgress) -> None:
        for button in self.ways:
            self._column.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.ways = []
        for way in (way for gap in progress.missing for way in ways_of(gap)):
            button = WrappedButton(self._body, "arrow-right")
            button.setProperty("way", way)
            button.setObjectName(f"way_{way.code}")
            button.clicked.connect(partial(self.way_chosen.emit, way))
            self._column.insertWidget(self._column.indexOf(self.aside_button), button)
            self.ways.append(button)

    def _build(self) -> None:
        give_room(self.head)
        self.head.clicked.connect(lambda: self.set_open(not self.is_open))
        for label in (self._help, self._nothing):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._nothing.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.aside_button.clicked.connect(self.aside_asked)
        self._column.setContentsMargins(scaled(26), 0, scaled(8), scaled(8))
        self._column.setSpacing(scaled(2))
        for widget in (self._help, self._nothing, self.aside_button):
            self._column.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, scaled(4), 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._body)
        self._body.hide()
