"""The recovery window: each map that was left behind, and below what was set aside."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from widgets.language import Language
from widgets.overrides import guarded
from widgets.recovery.entry import RecoveryEntry, State
from widgets.recovery.row import RecoveryRow
from widgets.text_scale import scaled

_SIZE = QSize(720, 480)


@guarded
class RecoveryWindow(QDialog):
    """``asked`` carries what is to be done, and the key of the map; nothing is done here."""

    asked = Signal(str, str)

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self.rows: dict[str, RecoveryRow] = {}
        self._is_all = False
        self.intro, self._aside_title = _plain(self), _plain(self)
        self._list = QWidget(self)
        self._column = QVBoxLayout(self._list)
        box = QDialogButtonBox(self)
        role = QDialogButtonBox.ButtonRole
        self.aside_button = QPushButton(self)
        box.addButton(self.aside_button, role.ActionRole)
        self.later_button = QPushButton(self)
        box.addButton(self.later_button, role.RejectRole)
        box.rejected.connect(self.reject)
        self.aside_button.clicked.connect(partial(self.show_all, is_all=True))
        self._build(box)
        language.changed.connect(self.retranslate)
        self.retranslate()

    def show_entries(self, entries: Sequence[RecoveryEntry]) -> None:
        """List ``entries``: those that wait first, then those that were set aside."""
        for row in self.rows.values():
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = {}
        waiting = [entry for entry in entries if not entry.is_aside]
        aside = [entry for entry in entries if entry.is_aside]
        for entry in (*waiting, *aside):
            row = RecoveryRow(self._language, entry, self._list)
            row.asked.connect(partial(self._ask, entry.key))
            self.rows[entry.key] = row
            # A row is put in once: Qt keeps the height of one that is taken out and put in again.
            self._column.insertWidget(len(self.rows) - (not entry.is_aside), row)
        self._show_aside()
        self.retranslate()
        self._take_default()

    def show_picture(self, key: str, picture: QPixmap) -> None:
        """Show how a map looks."""
        if key in self.rows:
            self.rows[key].show_picture(picture)

    def show_state(self, key: str, state: State) -> None:
        """Say what stands in the file of a map now."""
        if key in self.rows:
            self.rows[key].show_state(state)

    def drop(self, key: str) -> None:
        """Take a map from the list: it is open, or set aside."""
        row = self.rows.pop(key, None)
        if row is not None:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
            self.retranslate()
            self._take_default()

    @property
    def is_all(self) -> bool:
        """Whether what was set aside is shown too."""
        return self._is_all

    @property
    def waiting_count(self) -> int:
        """How many maps wait."""
        return sum(not row.entry.is_aside for row in self.rows.values())

    def show_all(self, *_: object, is_all: bool) -> None:
        """Show what was set aside too, or not."""
        self._is_all = is_all
        self._show_aside()
        self.retranslate()
        self._take_default()

    def retranslate(self) -> None:
        """Word everything anew."""
        words, count = self._language, self.waiting_count
        self.setWindowTitle(words("recovery.title_all" if self._is_all else "recovery.title"))
        waiting = [row.entry for row in self.rows.values() if not row.entry.is_aside]
        are_whole = all(entry.is_readable and entry.is_whole for entry in waiting)
        key = ("intro" if are_whole else "intro_damaged") if count else "nothing"
        self.intro.setText(words(f"recovery.{key}", count=count))
        has_aside = any(row.entry.is_aside for row in self.rows.values())
        self._aside_title.setText(
            words("recovery.aside_title" if has_aside else "recovery.aside_nothing")
        )
        self.aside_button.setText(words("recovery.show_aside"))
        self.aside_button.setVisible(has_aside and not self._is_all)
        self.later_button.setText(words("recovery.later" if count else "recovery.close"))
        self.later_button.setToolTip(words("recovery.later_hint") if count else "")
        for row in self.rows.values():
            row.retranslate()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the signs in the colours of a new palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "rows"):
            for row in self.rows.values():
                row.recolour()

    def _ask(self, key: str, doing: str) -> None:
        self.asked.emit(doing, key)

    def _take_default(self) -> None:
        """Enter recovers the first map that waits."""
        for row in self.rows.values():
            button = row.buttons["recover"]
            if not button.isHidden() and not row.isHidden():
                button.setDefault(True)
                button.setFocus()
                return
        self.later_button.setFocus()

    def _show_aside(self) -> None:
        self._aside_title.setVisible(self._is_all)
        for row in self.rows.values():
            row.setVisible(self._is_all or not row.entry.is_aside)

    def _build(self, box: QDialogButtonBox) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        font = self._aside_title.font()
        font.setBold(True)
        self._aside_title.setFont(font)
        self._column.addWidget(self._aside_title)
        self._column.addStretch(1)
        area = QScrollArea(self)
        area.setWidget(self._list)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(12)
        column.addWidget(self.intro)
        column.addWidget(area, 1)
        column.addWidget(box)
        wished = QSize(scaled(_SIZE.width()), scaled(_SIZE.height()))
        self.resize(wished.boundedTo(self.screen().availableSize() * 0.9))


def _plain(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
