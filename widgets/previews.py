"""Small pictures of maps, painted from their sheets: what the gallery and the export show."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from model.layout.sheet import Sheet
from model.layout.theme import Theme
from widgets.painting import SheetPainter

_SHADOW = QColor(0, 0, 0, 26)


def sheet_pixmap(
    painter_of_sheets: SheetPainter,
    sheet: Sheet,
    theme: Theme,
    size: QSizeF,
    *,
    ratio: float = 1.0,
) -> QPixmap:
    """Return ``sheet`` as large as it fits into ``size`` logical pixels, with nothing round it."""
    scale = min(size.width() / sheet.width, size.height() / sheet.height)
    width = max(round(sheet.width * scale * ratio), 1)
    height = max(round(sheet.height * scale * ratio), 1)
    pixmap = QPixmap(width, height)
    pixmap.fill(QColor(*theme.rgb("paper")))
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(scale * ratio, scale * ratio)
    painter_of_sheets.paint_sheet(painter, sheet, theme)
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def paint_sheet_of_paper(painter: QPainter, box: QRectF, paper: QColor, line: QColor) -> None:
    """Paint an empty sheet of paper with a soft shadow."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_SHADOW)
    for spread in (3.0, 2.0, 1.0):
        painter.drawRoundedRect(
            box.adjusted(-spread, -spread, spread, spread).translated(QPointF(0, 1.5)), 2, 2
        )
    painter.setBrush(paper)
    painter.setPen(line)
    painter.drawRect(box)
