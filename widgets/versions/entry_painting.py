"""An entry of the list of versions: its name in bold, and below it when, who and the note."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from widgets.overrides import guarded

_PADDING = 7
_MOST_LINES = 3  # of a note
Index = QModelIndex | QPersistentModelIndex


@guarded
class EntryPainting(QStyledItemDelegate):
    """Paints texts of several lines, the first in bold; a long note is cut after some lines."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint an entry."""
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        name, rest = _parts(str(index.data(Qt.ItemDataRole.DisplayRole) or ""))
        shown.text = ""
        style = shown.widget.style() if shown.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, shown.widget)
        is_chosen = bool(shown.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if is_chosen else QPalette.ColorRole.Text
        painter.save()
        painter.setPen(shown.palette.color(role))
        box = shown.rect.adjusted(_PADDING, _PADDING, -_PADDING, -_PADDING)
        painter.setFont(_bold(shown.font))
        height = QFontMetrics(_bold(shown.font)).height()
        metrics = QFontMetrics(_bold(shown.font))
        cut = metrics.elidedText(name, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, cut)
        painter.setFont(shown.font)
        below = box.adjusted(0, height + 2, 0, 0)
        painter.drawText(below, _WRAPPED, rest)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's
        """Return how much room an entry needs in the width of its list."""
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        _, rest = _parts(text)
        widget = option.widget
        width = widget.viewport().width() if hasattr(widget, "viewport") else 200
        metrics = QFontMetrics(option.font)
        box = QRect(0, 0, max(width - 2 * _PADDING, 40), 10_000)
        height = metrics.boundingRect(box, _WRAPPED, rest).height() if rest else 0
        height = min(height, (_MOST_LINES + 1) * metrics.lineSpacing())
        return QSize(width, QFontMetrics(_bold(option.font)).height() + 2 + height + 2 * _PADDING)


_WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)


def _parts(text: str) -> tuple[str, str]:
    name, _, rest = text.partition("\n")
    return name, rest


def _bold(font: QFont) -> QFont:
    made = QFont(font)
    made.setBold(True)
    return made
