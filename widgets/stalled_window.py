"""The small window of a second process: the program does not answer; wait, or start it again."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QDateTime, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStyle, QVBoxLayout, QWidget

from widgets.language import Language
from widgets.overrides import guarded
from widgets.text_scale import scaled

_WIDTH = 440


@dataclass(frozen=True, slots=True)
class Standing:
    """How the work of a program that does not answer stands.

    Attributes:
        at: When it was looked at, in seconds since 1970.
        is_kept: Whether all of it is on this computer's disk.
        saving: The name of a file that is being written at this moment, "" for none.
    """

    at: int
    is_kept: bool
    saving: str = ""


@guarded
class StalledWindow(QWidget):
    """Says what is kept, and asks.

    Attributes:
        restart_asked: The program is to be ended and started again.
        left: Nothing is to be done.
    """

    restart_asked = Signal()
    left = Signal()

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._words = language
        self._is_restarting = False
        self.setWindowTitle(language("window.program"))
        # The window that does not answer cannot be moved out of its way.
        self.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint)
        self.setWindowFlag(Qt.WindowType.WindowMinMaxButtonsHint, on=False)
        self._title = _label(language("recovery.stalled.title"))
        heavy = self._title.font()
        heavy.setBold(True)
        self._title.setFont(heavy)
        self._kept, self._saving = _label(""), _label("")
        self.restart = QPushButton(language("recovery.stalled.restart"))
        self.wait = QPushButton(language("recovery.stalled.wait"))
        self.restart.clicked.connect(self._ask)
        self.wait.clicked.connect(self.close)
        self._fill()
        self.wait.setFocus()

    @property
    def text(self) -> str:
        """All that is said."""
        said = [label.text() for label in (self._title, self._kept, self._saving)]
        return "\n".join(text for text in said if text)

    def show_standing(self, standing: Standing) -> None:
        """Say how the work stands."""
        words = self._words
        at = QDateTime.fromSecsSinceEpoch(standing.at).toString(words("recovery.stalled.clock"))
        is_kept = "kept" if standing.is_kept else "not_kept"
        self._kept.setText(words(f"recovery.stalled.{is_kept}", time=at))
        name = standing.saving
        self._saving.setText(words("recovery.stalled.saving", name=name) if name else "")
        self._saving.setVisible(bool(name))
        self.adjustSize()
        if not self.isVisible():
            self.move(self.screen().availableGeometry().center() - self.rect().center())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Go on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Closed is waited, but not once the program is being ended."""
        if self._is_restarting:
            event.ignore()
            return
        super().closeEvent(event)
        self.left.emit()

    def _ask(self) -> None:
        self._is_restarting = True
        self.restart.setEnabled(False)
        self.wait.setEnabled(False)
        self._title.setText(self._words("recovery.stalled.ending"))
        self.restart_asked.emit()

    def _fill(self) -> None:
        size = scaled(32)
        sign = QLabel()
        icon = self.style().standardIcon(QStyle.StandardPixmap.SP_MessageBoxWarning)
        sign.setPixmap(icon.pixmap(size, size))
        said = QVBoxLayout()
        said.setSpacing(scaled(8))
        for label in (self._title, self._kept, self._saving):
            said.addWidget(label)
        top = QHBoxLayout()
        top.setSpacing(scaled(14))
        top.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(said, 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.wait)
        buttons.addWidget(self.restart)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[scaled(18)] * 4)
        column.setSpacing(scaled(16))
        column.addLayout(top)
        column.addStretch(1)
        column.addLayout(buttons)
        self.setFixedWidth(scaled(_WIDTH))


def _label(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
