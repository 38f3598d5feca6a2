"""A quiet bar over the canvas that tells a person of things without stopping the work."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from widgets.icons import icon_pixmap, make_icon
from widgets.language import Language
from widgets.overrides import guarded
from widgets.palette import is_dark
from widgets.pausing import pause_before

_ICON = 20
_GOOD_NEWS_MS = 8000
Words = str | Callable[[], str]
"""A sentence, or what makes it: then it follows the window's language."""
WayOn = tuple[Words, Callable[[], None]]
Kind = Literal["warning", "good", "note"]
"""A note is something to know that has time: nothing went wrong, and nothing was done."""
_SIGNS: dict[Kind, str] = {"warning": "triangle-alert", "good": "check", "note": "info"}
# (kind, is the window dark): ground and line below
_COLOURS: dict[tuple[Kind, bool], tuple[str, str]] = {
    ("warning", False): ("#fdf0cf", "#dcb85a"),
    ("warning", True): ("#4a3a1c", "#8a6b2c"),
    ("good", False): ("#e2f1e0", "#9cc795"),
    ("good", True): ("#22382a", "#47745a"),
    ("note", False): ("#e6edf5", "#aebfd4"),
    ("note", True): ("#27323f", "#51677f"),
}


@dataclass(frozen=True, slots=True)
class _Message:
    """See `Banner.tell`; ``said`` is the sentence as it was worded last."""

    said: str
    sentence: Words
    ways_on: tuple[WayOn, ...]
    kind: Kind
    topic: str


@guarded
class Banner(QFrame):
    """Messages in plain text, the newest first, each until it is dismissed.

    Several wait behind each other, with their number and a button to the next. Good news goes
    away by itself, unless the mouse rests on it. A note waits until there is nothing else.
    """

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._messages: list[_Message] = []
        self._place = 0
        self._sign = QLabel(self)
        self._text = QLabel(self)
        self._count = QLabel(self)
        self.next_button = QToolButton(self)
        self.close_button = QToolButton(self)
        self._offered: list[QPushButton] = []
        self._patience = pause_before(self.drop_good_news, _GOOD_NEWS_MS, self)
        self._row = QHBoxLayout(self)
        self._build()
        language.changed.connect(self.retranslate)
        self.retranslate()
        self.hide()

    @property
    def text(self) -> str:
        """What it says, "" while hidden."""
        return "" if self.isHidden() else self._text.text()

    @property
    def count(self) -> int:
        """How many messages there are; notes count where there is nothing else."""
        return len(self._told())

    def tell(
        self,
        sentence: Words,
        ways_on: Sequence[WayOn] = (),
        *,
        is_good: bool = False,
        topic: str = "",
    ) -> None:
        """Show ``sentence`` before what is told already, with a button for each way on.

        By its ``topic`` it can be taken away when it is no longer true. Good news takes the place
        of older good news; what is told already is not told twice.
        """
        self._add(sentence, ways_on, "good" if is_good else "warning", topic)

    def note(self, sentence: Words, ways_on: Sequence[WayOn] = (), *, topic: str = "") -> None:
        """Show ``sentence`` calmly, once there is nothing else to tell; for the rest see `tell`."""
        self._add(sentence, ways_on, "note", topic)

    def _add(self, sentence: Words, ways_on: Sequence[WayOn], kind: Kind, topic: str) -> None:
        said = _said(sentence)
        # By what was said: thousands that wait must not be worded anew for each that comes.
        self._messages = [
            held
            for held in self._messages
            if held.said != said and not (kind == held.kind == "good")
        ]
        self._messages.insert(0, _Message(said, sentence, tuple(ways_on), kind, topic))
        self._place = 0
        self._show()
        self._patience.start()

    def show_next(self) -> None:
        """Show the message behind this one."""
        self._place += 1
        self._show()

    def dismiss(self) -> None:
        """Take the shown message away; the next one comes forward."""
        message = self._shown()
        if message is not None:
            self._messages.remove(message)
        self._show()

    def clear(self, topic: str | None = None) -> None:
        """Take the messages about ``topic`` away, or all."""
        self._messages = [held for held in self._messages if topic not in (None, held.topic)]
        self._show()

    def drop_good_news(self) -> None:
        """Take away what needs no answer, unless somebody is about to use it."""
        if self.underMouse() and self.isVisible():
            self._patience.start()
            return
        self._messages = [held for held in self._messages if held.kind != "good"]
        self._show()

    def take_focus(self) -> None:
        """Give the keyboard to the first button of the message."""
        first = self._offered[0] if self._offered else self.close_button
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def retranslate(self) -> None:
        """Word everything anew."""
        for button, key in ((self.close_button, "close"), (self.next_button, "next")):
            button.setToolTip(self._language(f"window.banner.{key}"))
            button.setAccessibleName(self._language(f"window.banner.{key}"))
        self._messages = [replace(held, said=_said(held.sentence)) for held in self._messages]
        self._show()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the signs in the colours of a new palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_row"):
            self._recolour()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint a warm ground with a line below."""
        ground, line = _COLOURS[self._kind(), is_dark(self.palette())]
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(ground))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(line))
        painter.end()

    def _show(self) -> None:
        message = self._shown()
        if message is None:
            self._offer(())
            self.hide()
            return
        self._offer(message.ways_on)
        said = _said(message.sentence)
        self._text.setText(said)
        self.setAccessibleName(said)
        told = self._told()
        is_one = len(told) == 1
        place = {"number": told.index(message) + 1, "count": len(told)}
        self._count.setText("" if is_one else self._language("window.banner.count", **place))
        self._count.setVisible(not is_one)
        self.next_button.setVisible(not is_one)
        self._recolour()
        self.show()
        self.update()

    def _told(self) -> list[_Message]:
        """Return what waits behind each other: notes only where there is nothing else."""
        urgent = [held for held in self._messages if held.kind != "note"]
        return urgent or self._messages

    def _shown(self) -> _Message | None:
        told = self._told()
        return told[self._place % len(told)] if told else None

    def _kind(self) -> Kind:
        message = self._shown()
        return message.kind if message is not None else "warning"

    def _recolour(self) -> None:
        ink = self.palette().color(QPalette.ColorRole.WindowText)
        self._sign.setPixmap(
            icon_pixmap(_SIGNS[self._kind()], ink, _ICON, self.devicePixelRatioF())
        )
        self.close_button.setIcon(make_icon("x", self.palette(), size=16))
        self.next_button.setIcon(make_icon("chevron-right", self.palette(), size=16))

    def _offer(self, ways_on: Sequence[WayOn]) -> None:
        for button in self._offered:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._offered = []
        for place, (text, go) in enumerate(ways_on):
            button = QPushButton(_said(text), self)
            button.setAutoDefault(True)  # Enter presses it too
            button.clicked.connect(go)
            self._row.insertWidget(2 + place, button)
            self._offered.append(button)

    def _build(self) -> None:
        for label in (self._text, self._count):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.close_button.clicked.connect(self.dismiss)
        self.next_button.clicked.connect(self.show_next)
        self._row.setContentsMargins(14, 8, 8, 8)
        self._row.setSpacing(10)
        self._row.addWidget(self._sign)
        self._row.addWidget(self._text, 1)
        self._row.addWidget(self._count)
        for button in (self.next_button, self.close_button):
            button.setAutoRaise(True)
            self._row.addWidget(button)


def _said(words: Words) -> str:
    return words if isinstance(words, str) else words()
