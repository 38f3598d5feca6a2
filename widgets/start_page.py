"""The start page: the gallery, the recent maps and a button to open one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from model.text.fonts import FontBook
from widgets.gallery import Gallery
from widgets.icons import application_icon, make_icon
from widgets.language import Language
from widgets.overrides import guarded
from widgets.text_scale import scaled

_SIDE = 300
_WIDEST_SIDE = 420  # beside large text
_LOGO = 44
_PATH = Qt.ItemDataRole.UserRole


@guarded
class StartPage(QWidget):
    """What stands in a window without a map."""

    map_chosen = Signal(object)
    file_chosen = Signal(object)
    open_asked = Signal()

    def __init__(self, language: Language, fonts: FontBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self.gallery = Gallery(language, fonts, self)
        self.gallery.chosen.connect(self.map_chosen)
        self.recent = _Recent(self)
        self.recent.itemActivated.connect(self._open_recent)
        self._logo = QLabel(self)
        self._name = QLabel(self)
        self._title = QLabel(self)
        self._lead = QLabel(self)
        self._recent_title = QLabel(self)
        self._none = QLabel(self)
        self.open_button = QPushButton(self)
        self.open_button.clicked.connect(self.open_asked)
        self._build()
        language.changed.connect(self.retranslate)
        self.retranslate()
        self.recolour()

    def show_recent(self, names: Sequence[str]) -> None:
        """List the recent files; nobody looks whether they are still there."""
        self.recent.clear()
        for name in names:
            path = Path(name)
            item = QListWidgetItem(f"{path.stem}\n{path.parent}", self.recent)
            item.setData(_PATH, name)
            item.setToolTip(name.replace("<", "\u2039").replace(">", "\u203a"))
        self.recent.setVisible(bool(names))
        self._none.setVisible(not names)

    def retranslate(self) -> None:
        """Word everything anew."""
        words = self._language
        self._name.setText(words("window.program"))
        self._title.setText(words("window.start.welcome"))
        self._lead.setText(words("window.start.lead"))
        self._recent_title.setText(words("window.start.recent"))
        self.recent.setAccessibleName(words("window.start.recent"))
        self._none.setText(words("window.start.none"))
        self.open_button.setText(words("window.start.open"))

    def recolour(self) -> None:
        """Draw icons anew."""
        self._logo.setPixmap(application_icon().pixmap(QSize(_LOGO, _LOGO)))
        self.open_button.setIcon(make_icon("folder-open", self.palette()))

    def _open_recent(self, item: QListWidgetItem) -> None:
        self.file_chosen.emit(Path(item.data(_PATH)))

    def _build(self) -> None:
        _enlarge(self._name, 1.35, is_bold=True)
        _enlarge(self._title, 1.7, is_bold=True)
        _enlarge(self._recent_title, 1.0, is_bold=True)
        for label in (self._name, self._title, self._lead, self._recent_title, self._none):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._none.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._logo)
        head.addWidget(self._name, 1)
        side = QVBoxLayout()
        side.setSpacing(12)
        side.addLayout(head)
        side.addSpacing(8)
        side.addWidget(self.open_button)
        side.addSpacing(10)
        side.addWidget(self._recent_title)
        side.addWidget(self.recent, 1)
        side.addWidget(self._none)
        side.addStretch(0)
        left = QWidget(self)
        left.setFixedWidth(min(scaled(_SIDE), _WIDEST_SIDE))
        left.setLayout(side)
        side.setContentsMargins(0, 0, 0, 0)
        right = QVBoxLayout()
        right.setSpacing(6)
        right.addWidget(self._title)
        right.addWidget(self._lead)
        right.addWidget(self.gallery, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(32, 28, 24, 16)
        row.setSpacing(36)
        row.addWidget(left)
        row.addLayout(right, 1)


@guarded
class _Recent(QListWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSpacing(2)
        self.viewport().setAutoFillBackground(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Let Enter open on every platform (macOS would not)."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem():
            self.itemActivated.emit(self.currentItem())
            return
        super().keyPressEvent(event)


def _enlarge(label: QLabel, factor: float, *, is_bold: bool) -> None:
    font = QFont(label.font())
    font.setPointSizeF(font.pointSizeF() * factor)
    font.setBold(is_bold)
    label.setFont(font)
