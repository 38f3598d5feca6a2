"""A light panel over the window: it takes the keyboard, and gives it back to where it was."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from widgets.overrides import guarded

Side = Literal["middle", "right"]
_MARGIN_PX = 14
_RADIUS_PX = 8.0


@guarded
class FloatingPanel(QFrame):
    """Lies over ``ground``, at its top; Escape, or the keyboard going elsewhere, closes it.

    Attributes:
        closed: It has gone.
    """

    closed = Signal()

    def __init__(self, window: QWidget, side: Side, width: int, height: int) -> None:
        super().__init__(window)
        self._window = window
        self._ground: QWidget = window
        self._side: Side = side
        self._wished = (width, height)
        self._before: QWidget | None = None
        self._is_closing = False
        self.setAutoFillBackground(False)
        self.hide()
        window.installEventFilter(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    def open_over(self, ground: QWidget, first: QWidget) -> None:
        """Show over ``ground`` and give ``first`` the keyboard."""
        self._ground = ground
        if self.isHidden():
            self._before = QApplication.focusWidget()
        self._place()
        self.show()
        self.raise_()
        # To a text that is being written this is like a menu: it stays open.
        first.setFocus(Qt.FocusReason.PopupFocusReason)

    def wish_height(self, height: int) -> None:
        """Be as high as ``height`` px, as far as there is room."""
        if height != self._wished[1]:
            self._wished = (self._wished[0], height)
            if self.isVisible():
                self._place()

    def leave(self) -> None:
        """Close, and give the keyboard back to where it was."""
        if self.isHidden():
            return
        self._is_closing = True
        before = self._before
        if before is not None and _is_usable(before):
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.hide()
        self._before = None
        self._is_closing = False
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Stay in place when the window changes its size."""
        if event.type() == QEvent.Type.Resize and watched is self._window and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint the ground and a line round it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        painter.setBrush(palette.color(QPalette.ColorRole.Window))
        painter.setPen(QPen(palette.color(QPalette.ColorRole.Shadow), 1.5))
        area = self.rect().toRectF().adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(area, _RADIUS_PX, _RADIUS_PX)
        painter.end()

    def _place(self) -> None:
        ground = self._ground
        corner = ground.mapTo(self._window, QPoint(0, 0))
        width = min(self._wished[0], ground.width() - 2 * _MARGIN_PX)
        height = min(self._wished[1], ground.height() - 2 * _MARGIN_PX)
        if self._side == "middle":
            left = corner.x() + (ground.width() - width) // 2
        else:
            left = corner.x() + ground.width() - width - _MARGIN_PX
        self.setGeometry(left, corner.y() + _MARGIN_PX, max(width, 1), max(height, 1))

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self._is_closing or self.isHidden() or now is None:
            return  # another window of the desktop has the keyboard: it will come back
        if now is not self and not self.isAncestorOf(now):
            self._before = None  # where one has gone is where one wants to be
            self.leave()


def _is_usable(widget: QWidget) -> bool:
    try:
        return widget.isVisible() and widget.isEnabled()
    except RuntimeError:  # Qt has deleted it meanwhile
        return False
