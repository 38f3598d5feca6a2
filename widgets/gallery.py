"""The gallery: templates and filled samples with their pictures, to start a map from."""

from __future__ import annotations

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
    QSizeF,
    Qt,
    QTimer,
    Signal,
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
    QShowEvent,
)
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from model.journey import JourneyMap
from model.layout.engine import Layout
from model.layout.theme import Theme
from model.templates import TemplateInfo, sample, sample_names, template, template_names
from model.text.fonts import FontBook
from model.texts import LANGUAGES
from widgets.language import Language
from widgets.overrides import guarded
from widgets.painting import SheetPainter
from widgets.previews import paint_sheet_of_paper, sheet_pixmap
from widgets.text_scale import scaled

_LEAST_TILE = QSize(256, 276)
_PICTURE = QSize(232, 140)
_WIDEST_TILE_PX = 400
_PADDING = 12
_GAP = 8
_ENTRY = Qt.ItemDataRole.UserRole
_PICTURE_ROLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One tile."""

    kind: Literal["template", "sample"]
    info: TemplateInfo

    def make(self, language: str) -> JourneyMap:
        """Return a new map of it."""
        make = template if self.kind == "template" else sample
        return make(self.info.id, language)


@guarded
class Gallery(QWidget):
    """Tiles to choose from; ``chosen`` carries the new map on Enter or a double click."""

    chosen = Signal(object)
    current_changed = Signal()

    def __init__(self, language: Language, fonts: FontBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._fonts = fonts
        self._painter = SheetPainter(fonts)
        self.map_language = QComboBox(self)
        for code in LANGUAGES:
            self.map_language.addItem("", code)
        self.map_language.setCurrentIndex(LANGUAGES.index(language.code))
        self.map_language.activated.connect(self._fill)
        self._label = QLabel(self)
        self._label.setBuddy(self.map_language)
        self.list = _Tiles(self)
        self.setFocusProxy(self.list)
        self.setTabOrder(self.list, self.map_language)
        self.list.setItemDelegate(_TileDelegate(self.list))
        self.list.itemActivated.connect(self._activated)
        self.list.currentItemChanged.connect(self.current_changed)
        self._drawing = QTimer(self)
        self._drawing.setInterval(1)
        self._drawing.timeout.connect(self._draw_next)
        self._waiting: list[QListWidgetItem] = []
        self._build()
        language.changed.connect(self.retranslate)
        self.retranslate()

    def current_map(self) -> JourneyMap | None:
        """Return a new map of the current tile."""
        item = self.list.currentItem()
        return None if item is None else self._entry(item).make(self._map_code())

    def retranslate(self) -> None:
        """Word everything anew; the map's language follows the window's."""
        words = self._language
        self._label.setText(words("window.gallery.language"))
        self.list.setAccessibleName(words("window.gallery.list"))
        for index, code in enumerate(LANGUAGES):
            self.map_language.setItemText(index, words(f"names.language.{code}"))
        self.map_language.setCurrentIndex(LANGUAGES.index(words.code))
        self._fill()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Start drawing once there is something to see."""
        super().showEvent(event)
        self._drawing.start()

    def _build(self) -> None:
        top = QHBoxLayout()
        top.addStretch(1)
        top.addWidget(self._label)
        top.addWidget(self.map_language)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.list, 1)

    def _map_code(self) -> str:
        return str(self.map_language.currentData())

    def _entry(self, item: QListWidgetItem) -> Entry:
        held = item.data(_ENTRY)
        assert isinstance(held, Entry)
        return held

    def _fill(self) -> None:
        code, row = self._map_code(), max(self.list.currentRow(), 0)
        entries = [Entry("template", info) for info in template_names(code)]
        entries += [Entry("sample", info) for info in sample_names(code)]
        self.list.clear()
        words = self._language
        for entry in entries:
            item = QListWidgetItem(entry.info.name, self.list)
            item.setData(_ENTRY, entry)
            said = words(
                "window.gallery.entry", name=entry.info.name, description=entry.info.description
            )
            item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
            self.list.tags[entry.kind] = words(f"window.gallery.{entry.kind}")
        self.list.setCurrentRow(row)
        self._waiting = [self.list.item(number) for number in range(self.list.count())]
        if self.isVisible():
            self._drawing.start()

    def _draw_next(self) -> None:
        """Draw one picture a turn of the loop: the window stays awake meanwhile."""
        if not self._waiting:
            self._drawing.stop()
            return
        item = self._waiting.pop(0)
        journey = self._entry(item).make(self._map_code())
        sheet = Layout(self._fonts).sheet(journey)
        # As it will hang on the wall, also in a dark window.
        picture = sheet_pixmap(
            self._painter,
            sheet,
            Theme.named("screen_light"),
            QSizeF(_PICTURE),
            ratio=self.devicePixelRatioF(),
        )
        item.setData(_PICTURE_ROLE, picture)

    def _activated(self, item: QListWidgetItem) -> None:
        self.chosen.emit(self._entry(item).make(self._map_code()))


@guarded
class GalleryDialog(QDialog):
    """The gallery with a button; ``chosen`` is the new map after `exec`."""

    def __init__(self, language: Language, fonts: FontBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chosen: JourneyMap | None = None
        self.setWindowTitle(language("dialogs.new.title"))
        self.gallery = Gallery(language, fonts, self)
        self.gallery.chosen.connect(self._choose)
        buttons = QDialogButtonBox(self)
        self.create_button = buttons.addButton(
            language("dialogs.new.create"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        buttons.addButton(language("dialogs.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._take_current)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addWidget(self.gallery, 1)
        column.addWidget(buttons)
        room = self.screen().availableSize()
        self.resize(QSize(1120, 760).boundedTo(room * 0.92))
        self.gallery.list.setFocus()

    def _take_current(self) -> None:
        journey = self.gallery.current_map()
        if journey is not None:
            self._choose(journey)

    def _choose(self, journey: JourneyMap) -> None:
        self.chosen = journey
        self.accept()


@guarded
class _Tiles(QListWidget):
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
        words = _LEAST_TILE.height() - _PICTURE.height()
        height = _PICTURE.height() + scaled(words)
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
class _TileDelegate(QStyledItemDelegate):
    """Paints a tile: picture, name, what it is for."""

    def __init__(self, tiles: _Tiles) -> None:
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
        entry = index.data(_ENTRY)
        box: QRect = option.rect
        palette: QPalette = option.palette
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, QRectF(box), option, palette)
        top = QRectF(
            box.x() + _PADDING, box.y() + _PADDING, box.width() - 2 * _PADDING, _PICTURE.height()
        )
        self._paint_picture(painter, top, index.data(_PICTURE_ROLE), palette)
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
        top = box.y() + _PADDING + _PICTURE.height() + 10
        font = QFont(self._tiles.font())
        font.setBold(True)
        metrics = QFontMetrics(font)
        name = entry.info.name
        if entry.kind == "sample":
            name = f"{name} \u00b7 {self._tiles.tags.get('sample', '')}"
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
