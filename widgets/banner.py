"""A quiet bar over the canvas that tells a person of a problem without stopping the work."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from widgets.icons import icon_pixmap, make_icon
from widgets.language import Language
from widgets.palette import is_dark

_ICON = 20


class Banner(QFrame):
    """One problem at a time, in plain text, until it is dismissed or the next one comes."""

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._sign = QLabel(self)
        self._text = QLabel(self)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._close = QToolButton(self)
        self._close.setAutoRaise(True)
        self._close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 8, 8)
        row.setSpacing(10)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        language.changed.connect(self.retranslate)
        self.retranslate()
        self.hide()

    @property
    def text(self) -> str:
        """What it says, "" while hidden."""
        return self._text.text() if self.isVisibleTo(self.parentWidget()) else ""

    def tell(self, sentence: str) -> None:
        """Show ``sentence``."""
        ink = self.palette().color(QPalette.ColorRole.WindowText)
        self._sign.setPixmap(icon_pixmap("triangle-alert", ink, _ICON, self.devicePixelRatioF()))
        self._close.setIcon(make_icon("x", self.palette(), size=16))
        self._text.setText(sentence)
        self.setAccessibleName(sentence)
        self.show()

    def retranslate(self) -> None:
        """Word the button; the sentence stays in the language it was said in."""
        self._close.setToolTip(self._language("window.banner.close"))
        self._close.setAccessibleName(self._language("window.banner.close"))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint a warm ground with a line below."""
        dark = is_dark(self.palette())
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#4a3a1c" if dark else "#fdf0cf"))
        painter.fillRect(
            0, self.height() - 1, self.width(), 1, QColor("#8a6b2c" if dark else "#dcb85a")
        )
        painter.end()
