"""The tiles of the gallery: picture, name, what it is for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPalette,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QListView,
    QListWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from model.journey import JourneyMap
from model.templates import TemplateInfo, sample, template
from widgets.overrides import guarded
from widgets.previews import paint_sheet_of_paper
from widgets.text_scale import scaled

PICTURE = QSize(232, 140)
ENTRY_ROLE = Qt.ItemDataRole.UserRole
PICTURE_ROLE = Qt.ItemDataRole.UserRole + 1
_LEAST_TILE = QSize(256, 276)
_WIDEST_TILE_PX = 400
_PADDING = 12
_GAP = 8


@dataclass(frozen=True, slots=True)
class OwnEntry:
    """A template of one's own: its file, its name, a sentence about it, and what it makes."""

    id: str
    name: str
    description: str
    make: Callable[[], JourneyMap]


@dataclass(frozen=True, slots=True)
class Entry:
    """One tile; ``own`` is there for a template of one's own."""

    kind: Literal["template", "sample", "own"]
    info: TemplateInfo
    own: OwnEntry | None = None

    def make(self, language: str) -> JourneyMap:
        """Return a new map of it; one's own have their own language."""
        if self.own is not None:
            return self.own.make()
        make = template if self.kind == "template" else sample
        return make(self.info.id, language)


@guarded
class Tiles(QListWidget):
    """The list of tiles, as many side by side as have room."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.tags: dict[str, str] = {}
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.tile_size = _LEAST_TILE
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Share the width among as many tiles as have room side by side."""
        width = self.viewport().width() - 2
        least = min(scaled(_LEAST_TILE.width()), _WIDEST_TILE_PX)
        across = max(width // (least + _GAP), 1)
        words = _LEAST_TILE.height() - PICTURE.height()
        height = PICTURE.height() + scaled(words)
        self.tile_size = QSize(width // across - _GAP, height)
        self.setGridSize(QSize(width // across, height + _GAP))
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        """Let Enter choose on every platform (macOS would not)."""
        if event.type() == QEvent.Type.KeyPress and self.currentItem() is not None:
            key = event.key()  # type: ignore[attr-defined]
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.itemActivated.emit(self.currentItem())
                return True
        return super().event(event)


@guarded
class TileDelegate(QStyledItemDelegate):
    """Paints a tile."""

    def __init__(self, tiles: Tiles) -> None:
        super().__init__(tiles)
        self._tiles = tiles

    def sizeHint(  # noqa: N802 - Qt's name
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the size of every tile."""
        return self._tiles.tile_size

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint the tile of ``index``."""
        entry = index.data(ENTRY_ROLE)
        box: QRect = option.rect
        palette: QPalette = option.palette
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, QRectF(box), option, palette)
        top = QRectF(
            box.x() + _PADDING, box.y() + _PADDING, box.width() - 2 * _PADDING, PICTURE.height()
        )
        self._paint_picture(painter, top, index.data(PICTURE_ROLE), palette)
        self._paint_words(painter, box, entry, palette)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, box: QRectF, option: QStyleOptionViewItem, palette: QPalette
    ) -> None:
        state: QStyle.StateFlag = option.state
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        is_under_mouse = bool(state & QStyle.StateFlag.State_MouseOver)
        accent = QColor(palette.color(QPalette.ColorRole.Accent))
        line = QColor(accent) if is_chosen else palette.color(QPalette.ColorRole.Mid)
        accent.setAlphaF(0.12 if is_chosen else 0.05)
        painter.setBrush(accent if is_chosen or is_under_mouse else Qt.BrushStyle.NoBrush)
        pen = painter.pen()
        pen.setColor(line)
        pen.setWidthF(2 if is_chosen else 1)
        painter.setPen(pen)
        painter.drawRoundedRect(box.adjusted(4, 4, -4, -4), 8, 8)
        if state & QStyle.StateFlag.State_HasFocus:  # where keys go, beside what is chosen
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Text), 1.5))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 10, 10)

    def _paint_picture(
        self, painter: QPainter, box: QRectF, picture: QPixmap | None, palette: QPalette
    ) -> None:
        if picture is None:
            return
        size = picture.deviceIndependentSize()
        place = QPointF(box.center().x() - size.width() / 2, box.center().y() - size.height() / 2)
        line = palette.color(QPalette.ColorRole.Mid)
        paint_sheet_of_paper(painter, QRectF(place, size), QColor(255, 255, 255), line)
        painter.drawPixmap(place, picture)

    def _paint_words(self, painter: QPainter, box: QRect, entry: Entry, palette: QPalette) -> None:
        left, width = box.x() + _PADDING, box.width() - 2 * _PADDING
        top = box.y() + _PADDING + PICTURE.height() + 10
        font = QFont(self._tiles.font())
        font.setBold(True)
        metrics = QFontMetrics(font)
        name = entry.info.name
        if entry.kind != "template":
            name = f"{name} \u00b7 {self._tiles.tags.get(entry.kind, '')}"
        painter.setFont(font)
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        elided = metrics.elidedText(name, Qt.TextElideMode.ElideRight, width)
        painter.drawText(QRect(left, top, width, metrics.height()), 0, elided)
        painter.setFont(self._tiles.font())
        painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        words = QRect(
            left, top + metrics.height() + 2, width, box.bottom() - top - metrics.height() - 6
        )
        painter.drawText(words, Qt.TextFlag.TextWordWrap, entry.info.description)
