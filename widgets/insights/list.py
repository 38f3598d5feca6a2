"""The list of insights: sentences that break over lines, headings between them."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from widgets.insights.rows import ROW_ROLE, Row
from widgets.overrides import guarded
from widgets.text_scale import scaled

_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_SMALLER = 0.92
_LEAST_WIDTH = 60


@guarded
class InsightList(QListView):
    """The list.

    Attributes:
        jumped: One wants to go to the place of a row.
        set_aside: The row that is marked is to be set aside, or taken back.
    """

    jumped = Signal(QModelIndex)
    set_aside = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setItemDelegate(_Sentences(self))
        self.viewport().setAutoFillBackground(False)
        self.clicked.connect(self.jumped)

    def event(self, event: QEvent) -> bool:
        """Keep Delete from the card on the canvas: here it sets aside what is marked."""
        is_asked = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if is_asked and cast("QKeyEvent", event).key() == Qt.Key.Key_Delete:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Go to the place by Enter, set aside by Delete."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.jumped.emit(self.currentIndex())
        elif event.key() == Qt.Key.Key_Delete:
            self.set_aside.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()  # the panel leaves
        else:
            super().keyPressEvent(event)


@guarded
class _Sentences(QStyledItemDelegate):
    """Draws a row: its sentence, and smaller below it where or why."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return as much height as the sentence takes at the width of the list."""
        row: Row = index.data(ROW_ROLE)
        width = self._view.viewport().width()
        area = QRect(0, 0, max(width - 2 * scaled(12), _LEAST_WIDTH), 10_000)
        height = _height(_font(option, row), area, row.text)
        if row.below:
            height += scaled(1) + _height(_small(option), area, row.below)
        above = scaled(12) if row.sort == "heading" else scaled(6)
        return QSize(width, height + above + scaled(6))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one row."""
        row: Row = index.data(ROW_ROLE)
        area: QRect = option.rect
        palette: QPalette = option.palette
        is_marked = bool(option.state & QStyle.StateFlag.State_Selected)
        has_keys = bool(option.state & QStyle.StateFlag.State_Active)
        group = QPalette.ColorGroup.Active if has_keys else QPalette.ColorGroup.Inactive
        if is_marked:
            painter.fillRect(area, palette.color(group, QPalette.ColorRole.Highlight))
        ink, faint = QPalette.ColorRole.Text, QPalette.ColorRole.PlaceholderText
        if is_marked:
            ink = faint = QPalette.ColorRole.HighlightedText
        above = scaled(12) if row.sort == "heading" else scaled(6)
        inner = area.adjusted(scaled(12), above, -scaled(12), 0)
        painter.save()
        painter.setFont(_font(option, row))
        painter.setPen(palette.color(group, faint if row.sort == "more" else ink))
        drawn = painter.drawText(inner, _WRAPPED, row.text)
        if row.below:
            inner.setTop(drawn.bottom() + scaled(1) + 1)
            painter.setFont(_small(option))
            painter.setPen(palette.color(group, faint))
            painter.drawText(inner, _WRAPPED, row.below)
        painter.restore()


def _font(option: QStyleOptionViewItem, row: Row) -> QFont:
    font = QFont(option.font)
    font.setBold(row.sort == "heading")
    font.setUnderline(row.sort == "more")
    return font


def _small(option: QStyleOptionViewItem) -> QFont:
    font = QFont(option.font)
    font.setPointSizeF(font.pointSizeF() * _SMALLER)
    return font


def _height(font: QFont, area: QRect, text: str) -> int:
    return QFontMetrics(font).boundingRect(area, _WRAPPED, text).height()
