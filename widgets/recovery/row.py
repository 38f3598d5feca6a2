"""One map of the recovery window: its picture, how it was left, and what can be done with it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from widgets.icons import icon_pixmap
from widgets.language import Language
from widgets.overrides import guarded
from widgets.recovery.entry import RecoveryEntry, State, cautions_of, facts_of, shown_draft

PICTURE = QSize(176, 112)
"""Largest size of a picture, logical pixels."""

_SIGN = 16


@guarded
class RecoveryRow(QFrame):
    """``asked`` carries what is to be done: recover, open_saved or discard."""

    asked = Signal(str)

    def __init__(self, language: Language, entry: RecoveryEntry, parent: QWidget) -> None:
        super().__init__(parent)
        self._language, self.entry = language, entry
        self._state: State = ""
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._picture = QLabel(self)
        self._picture.setFixedSize(PICTURE)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._name, self.facts = _Sentence(self), _Sentence(self)
        self.caution, self.draft = _Sentence(self), _Sentence(self)
        self._sign = QLabel(self)
        self.copy_button = QPushButton(self)
        self.copy_button.clicked.connect(self._copy)
        self.buttons = {doing: QPushButton(self) for doing in ("recover", "open_saved", "discard")}
        for doing, button in self.buttons.items():
            button.clicked.connect(partial(self.asked.emit, doing))
        self._build()
        self.retranslate()

    def show_picture(self, picture: QPixmap) -> None:
        """Show how the map looks."""
        self._picture.setPixmap(picture)

    def show_state(self, state: State) -> None:
        """Say what stands in the map's file now."""
        self._state = state
        self.retranslate()

    def retranslate(self) -> None:
        """Word everything anew."""
        words, entry = self._language, self.entry
        name = entry.name or words("window.untitled" if entry.is_readable else "recovery.unknown")
        self._name.say(name)
        self._picture.setAccessibleName(words("recovery.thumbnail", name=name))
        self.facts.say("\n".join(facts_of(words, entry)))
        cautions = cautions_of(words, entry, self._state)
        self.caution.say("\n".join(cautions))
        self.caution.setVisible(bool(cautions))
        self._sign.setVisible(bool(cautions))
        self.draft.say(words("recovery.draft", text=shown_draft(entry.draft)))
        for part in (self.draft, self.copy_button):
            part.setVisible(bool(entry.draft))
        self.copy_button.setText(words("recovery.copy"))
        bring = "bring_back" if entry.is_aside else "recover"
        for doing, key in (("recover", bring), ("open_saved", "open_saved"), ("discard",) * 2):
            button = self.buttons[doing]
            button.setText(words(f"recovery.{key}"))
            button.setAccessibleName(words(f"recovery.{key}_named", name=name))
        self.buttons["discard"].setToolTip(words("recovery.discard_hint"))
        self.buttons["recover"].setVisible(entry.is_readable)
        self.buttons["discard"].setVisible(not entry.is_aside)
        has_file = bool(entry.place) and self._state not in ("gone", "none")
        self.buttons["open_saved"].setVisible(has_file and not entry.is_aside)
        self.setAccessibleName(f"{name}. {self.facts.text()}")

    def recolour(self) -> None:
        """Draw the sign in the palette's colours."""
        ink = self.palette().windowText().color()
        self._sign.setPixmap(icon_pixmap("triangle-alert", ink, _SIGN, self.devicePixelRatioF()))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.entry.draft)

    def _build(self) -> None:
        font = self._name.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.1)
        self._name.setFont(font)
        warned = QHBoxLayout()
        warned.setSpacing(6)
        warned.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        warned.addWidget(self.caution, 1)
        written = QHBoxLayout()
        written.addWidget(self.draft, 1)
        written.addWidget(self.copy_button, 0, Qt.AlignmentFlag.AlignTop)
        doings = QHBoxLayout()
        for button in self.buttons.values():
            doings.addWidget(button)
        doings.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(self._name)
        column.addWidget(self.facts)
        column.addLayout(warned)
        column.addLayout(written)
        column.addStretch(1)
        column.addLayout(doings)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 12, 12, 12)
        row.setSpacing(14)
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        self.recolour()


@guarded
class _Sentence(QLabel):
    """Plain text, as high as it needs in its width: a scroll area does not ask for that."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        policy = self.sizePolicy()
        policy.setHeightForWidth(False)  # what the layouts make of that is cut off
        policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
        self.setSizePolicy(policy)

    def say(self, text: str) -> None:
        """Show ``text``."""
        self.setText(text)
        if self.isVisible():  # before that, its width means nothing
            self._take_height()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Take the height of the words."""
        super().resizeEvent(event)
        if self.isVisible():
            self._take_height()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Take the height of the words, once it has its width."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._take_height)

    def _take_height(self) -> None:
        height = max(self.heightForWidth(self.width()), 0)
        if height != self.minimumHeight():
            self.setFixedHeight(height)
