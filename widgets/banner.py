"""A quiet bar over the canvas that tells a person of a problem without stopping the work."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
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

_ICON = 20
WayOn = tuple[str, Callable[[], None]]
# (is it good news, is the window dark): ground and line below
_COLOURS = {
    (False, False): ("#fdf0cf", "#dcb85a"),
    (False, True): ("#4a3a1c", "#8a6b2c"),
    (True, False): ("#e2f1e0", "#9cc795"),
    (True, True): ("#22382a", "#47745a"),
}


@guarded
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
        self._is_good = False
        self._offered: list[QPushButton] = []
        self._row = row = QHBoxLayout(self)
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
        return "" if self.isHidden() else self._text.text()

    def tell(self, sentence: str, ways_on: Sequence[WayOn] = (), *, is_good: bool = False) -> None:
        """Show ``sentence``, with a button for each of ``ways_on``."""
        self._is_good = is_good
        self._offer(ways_on)
        ink = self.palette().color(QPalette.ColorRole.WindowText)
        sign = "check" if is_good else "triangle-alert"
        self._sign.setPixmap(icon_pixmap(sign, ink, _ICON, self.devicePixelRatioF()))
        self._close.setIcon(make_icon("x", self.palette(), size=16))
        self._text.setText(sentence)
        self.setAccessibleName(sentence)
        self.show()

    def _offer(self, ways_on: Sequence[WayOn]) -> None:
        for button in self._offered:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._offered = []
        for place, (text, go) in enumerate(ways_on):
            button = QPushButton(text, self)
            button.clicked.connect(go)
            self._row.insertWidget(2 + place, button)
            self._offered.append(button)

    def retranslate(self) -> None:
        """Word the button; the sentence stays in the language it was said in."""
        self._close.setToolTip(self._language("window.banner.close"))
        self._close.setAccessibleName(self._language("window.banner.close"))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint a warm ground with a line below."""
        ground, line = _COLOURS[self._is_good, is_dark(self.palette())]
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(ground))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(line))
        painter.end()
