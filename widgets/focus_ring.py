"""A ring round the button that has the keyboard: the style shows next to nothing."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QApplication, QToolButton, QWidget

from widgets.overrides import guarded


@guarded
class FocusRing(QWidget):
    """Lies over the focused button of ``bar``, and is hidden while the keyboard is elsewhere."""

    def __init__(self, bar: QWidget) -> None:
        super().__init__(bar)
        self._bar = bar
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self.follow)

    def follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Go to ``now`` if it is a button of the bar."""
        is_here = isinstance(now, QToolButton) and self._bar.isAncestorOf(now)
        if now is not None and is_here:
            self.setGeometry(QRect(now.mapTo(self._bar, QPoint(0, 0)), now.size()))
            self.raise_()
        self.setVisible(is_here)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Accent), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        painter.end()
