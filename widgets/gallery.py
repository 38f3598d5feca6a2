"""The gallery: templates and filled samples with their pictures, to start a map from."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from model.journey import JourneyMap
from model.layout.engine import Layout
from model.layout.theme import Theme
from model.templates import TemplateInfo, sample_names, template_names
from model.text.fonts import FontBook
from model.texts import LANGUAGES
from widgets.gallery_tiles import (
    ENTRY_ROLE,
    PICTURE,
    PICTURE_ROLE,
    Entry,
    OwnEntry,
    TileDelegate,
    Tiles,
)
from widgets.language import Language
from widgets.overrides import guarded
from widgets.painting import SheetPainter
from widgets.previews import sheet_pixmap

__all__ = ["Entry", "Gallery", "GalleryDialog", "OwnEntry"]
_OWN_DOINGS = ("rename", "remove", "reveal", "give_out")


@guarded
class Gallery(QWidget):
    """Tiles to choose from; ``chosen`` carries the new map on Enter or a double click.

    ``own_asked`` carries what is to be done with a template of one's own, and its id; "manage"
    and "" for all of them.
    """

    chosen = Signal(object)
    own_asked = Signal(str, str)
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
        self._own: tuple[OwnEntry, ...] = ()
        self.own_button = QPushButton(self)
        self.own_button.clicked.connect(self._manage)
        self._label = QLabel(self)
        self._label.setBuddy(self.map_language)
        self.list = Tiles(self)
        self.setFocusProxy(self.list)
        self.setTabOrder(self.list, self.own_button)
        self.setTabOrder(self.own_button, self.map_language)
        self.list.setItemDelegate(TileDelegate(self.list))
        self.list.itemActivated.connect(self._activated)
        self.list.currentItemChanged.connect(self.current_changed)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._show_menu)
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

    def show_own(self, own: Sequence[OwnEntry]) -> None:
        """Show the templates of one's own before those that come along."""
        if tuple(own) != self._own:
            self._own = tuple(own)
            self._fill()

    def retranslate(self) -> None:
        """Word everything anew; the map's language follows the window's."""
        words = self._language
        self._label.setText(words("window.gallery.language"))
        self.own_button.setText(words("own.manage"))
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
        top.addWidget(self.own_button)
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
        held = item.data(ENTRY_ROLE)
        assert isinstance(held, Entry)
        return held

    def _fill(self) -> None:
        code, row = self._map_code(), max(self.list.currentRow(), 0)
        entries = [
            Entry("own", TemplateInfo(own.id, own.name, own.description), own) for own in self._own
        ]
        entries += [Entry("template", info) for info in template_names(code)]
        entries += [Entry("sample", info) for info in sample_names(code)]
        self.list.clear()
        words = self._language
        for entry in entries:
            item = QListWidgetItem(entry.info.name, self.list)
            item.setData(ENTRY_ROLE, entry)
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
            QSizeF(PICTURE),
            ratio=self.devicePixelRatioF(),
        )
        item.setData(PICTURE_ROLE, picture)

    def _show_menu(self, where: QPoint) -> None:
        """Offer what can be done with a template of one's own."""
        item = self.list.itemAt(where)
        own = self._entry(item).own if item is not None else None
        if own is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for doing in _OWN_DOINGS:
            entry = menu.addAction(self._language(f"own.do.{doing}"))
            entry.triggered.connect(partial(self.own_asked.emit, doing, own.id))
        menu.popup(self.list.viewport().mapToGlobal(where))

    def _manage(self) -> None:
        self.own_asked.emit("manage", "")

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
