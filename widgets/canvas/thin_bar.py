"""A scroll bar that paints only a groove and a grip: it moves with every frame of a scroll."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QScrollBar, QStyle, QStyleOptionSlider, QWidget

from widgets.overrides import guarded

_INSET_PX = 3.5
_HOVERED_INSET_PX = 2.0


@guarded
class ThinBar(QScrollBar):
    """Behaves as the system's; the style's own drawing takes longer than the map's."""

    def __init__(self, orientation: Qt.Orientation, parent: QWidget) -> None:
        super().__init__(orientation, parent)
        self._is_hovered = False
        # Without this every widget behind it is painted too.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint groove and grip."""
        painter = QPainter(self)
        palette = self.palette()
        painter.fillRect(self.rect(), palette.color(QPalette.ColorRole.Window))
        if self.minimum() < self.maximum():
            inset = _HOVERED_INSET_PX if self._is_hovered else _INSET_PX
            grip = QRectF(self._grip()).adjusted(inset, inset, -inset, -inset)
            radius = min(grip.width(), grip.height()) / 2
            ink = palette.color(QPalette.ColorRole.WindowText)
            ink.setAlphaF(0.5 if self._is_hovered or self.isSliderDown() else 0.3)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.drawRoundedRect(grip, radius, radius)
        painter.end()

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802
        """Show that it can be taken."""
        super().enterEvent(event)
        self._is_hovered = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """Be quiet again."""
        super().leaveEvent(event)
        self._is_hovered = False
        self.update()

    def _grip(self) -> QRect:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        return self.style().subControlRect(
            QStyle.ComplexControl.CC_ScrollBar, option, QStyle.SubControl.SC_ScrollBarSlider, self
        )
