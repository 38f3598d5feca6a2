"""The versions of a map beside it: named states, the newest first, and what is done with one."""

from __future__ import annotations

from functools import partial
from typing import Literal

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from model.edits import set_entry
from model.journey import JourneyMap
from model.values import clean_line, clean_text
from model.versions import Version
from widgets.document import OpenDocument
from widgets.flow_layout import FlowLayout
from widgets.icons import make_icon
from widgets.language import Language
from widgets.late import be_late
from widgets.overrides import guarded
from widgets.plain_tips import plain_tip
from widgets.side import SidePanel
from widgets.text_scale import give_room, scaled
from widgets.versions.dates import newest_first, time_words
from widgets.versions.entry_painting import EntryPainting
from widgets.versions.saved_states import SavedStates

Doing = Literal["open", "bring_back", "compare", "compare_with", "compare_file", "remove"]
DOINGS: tuple[Doing, ...] = (
    "compare",
    "open",
    "bring_back",
    "compare_with",
    "compare_file",
    "remove",
)
_BUTTONS: tuple[tuple[Doing, str], ...] = (
    ("compare", "search-check"),
    ("open", "copy"),
    ("bring_back", "undo-2"),
    ("remove", "trash-2"),
)
_MOST = 20_000


@guarded
class VersionsPanel(SidePanel):
    """Lists the versions of an open map, edits their names and notes, and asks for the rest.

    Attributes:
        name_asked: The present state is to get a name.
        asked: ``(doing, version id, other id)``: what is to be done with a version; the other
            one where two are compared.
        states: What this computer kept of the map, below the versions.
    """

    name_asked = Signal()
    asked = Signal(str, str, str)

    def __init__(
        self, document: OpenDocument, language: Language, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._document, self._language = document, language
        self._title = QLabel(self)
        self.name_button = QPushButton(self)
        self.list = QListWidget(self)
        self.empty = QLabel(self)
        self.details = QWidget(self)
        self.name = QLineEdit(self.details)
        be_late(self.name)
        self.note = QPlainTextEdit(self.details)
        self._labels = {part: QLabel(self.details) for part in ("name", "note")}
        self.buttons = {doing: QToolButton(self.details) for doing, _ in _BUTTONS}
        self.more = QToolButton(self.details)
        self._menu = QMenu(self.more)
        self.states = SavedStates(language, self)
        self._build()
        self._connect()
        self.retranslate()
        self.recolour()

    @property
    def chosen(self) -> Version | None:
        """The version that is chosen in the list."""
        item = self.list.currentItem()
        wanted = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        return next((one for one in self._document.value.versions if one.id == wanted), None)

    def choose(self, version_id: str) -> None:
        """Choose a version in the list."""
        for row in range(self.list.count()):
            item = self.list.item(row)
            if item is not None and item.data(Qt.ItemDataRole.UserRole) == version_id:
                self.list.setCurrentRow(row)

    def focus_first(self) -> None:
        """Take the keyboard in the list, or where the first version is named."""
        has_any = self.list.count() > 0
        target: QWidget = self.list if has_any else self.name_button
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def commit(self) -> None:
        """Take a half-typed name."""
        self._rename()

    def retranslate(self) -> None:
        """Word everything anew."""
        words = self._language
        self.setAccessibleName(words("panels.name.versions"))
        self._title.setText(words("panels.name.versions"))
        self.name_button.setText(words("versions.panel.name_now"))
        self.list.setAccessibleName(words("panels.name.versions"))
        self.empty.setText(words("versions.panel.empty"))
        for part, label in self._labels.items():
            label.setText(words(f"versions.{part}"))
        self.name.setAccessibleName(words("versions.name"))
        self.note.setAccessibleName(words("versions.note"))
        for doing, button in self.buttons.items():
            button.setText(words(f"versions.do.{doing}"))
            button.setToolTip(words(f"versions.hint.{doing}"))
        self.more.setText(words("versions.do.more"))
        self.states.retranslate()
        self._fill()

    def recolour(self) -> None:
        """Draw the icons in the palette's colours."""
        self.name_button.setIcon(make_icon("plus", self.palette()))
        for doing, icon in _BUTTONS:
            self.buttons[doing].setIcon(make_icon(icon, self.palette()))
        self.states.recolour()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Remove the chosen version by Delete, compare it by Enter."""
        is_in_list = self.list.hasFocus() and self.chosen is not None
        if is_in_list and event.key() == Qt.Key.Key_Delete:
            self._ask("remove")
        elif is_in_list and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask("compare")
        else:
            super().keyPressEvent(event)

    # --- the list ------------------------------------------------------------------------------

    def _map_changed(self, before: JourneyMap, after: JourneyMap) -> None:
        if before.versions is not after.versions:
            self._fill()

    def _fill(self) -> None:
        chosen = self.chosen
        versions = newest_first(self._document.value.versions)
        with QSignalBlocker(self.list):
            self.list.clear()
            for version in versions:
                item = QListWidgetItem(entry_words(self._language, version))
                item.setData(Qt.ItemDataRole.UserRole, version.id)
                spoken = entry_words(self._language, version).replace("\n", ", ")
                item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
                item.setToolTip(plain_tip(version.note))
                self.list.addItem(item)
            if versions:
                self.list.setCurrentRow(0)
            if chosen is not None:
                self.choose(chosen.id)
        self.empty.setVisible(not versions)
        self.list.setVisible(bool(versions))
        self.details.setVisible(bool(versions))
        self._show_chosen()

    def _show_chosen(self) -> None:
        version = self.chosen
        if version is None:
            return
        with QSignalBlocker(self.name), QSignalBlocker(self.note):
            if not (self.name.hasFocus() and self.name.isModified()):
                self.name.setText(version.name)
            if self.note.toPlainText() != version.note:
                self.note.setPlainText(version.note)

    # --- what is done --------------------------------------------------------------------------

    def _rename(self) -> None:
        version, name = self.chosen, clean_line(self.name.text())
        self.name.setModified(False)
        if version is None or name == version.name:
            return
        if not name:
            self.name.setText(version.name)
            return
        self._document.apply(
            "edits.rename_version", lambda held: set_entry(held, "versions", version.id, name=name)
        )

    def _annotate(self) -> None:
        version, note = self.chosen, clean_text(self.note.toPlainText())[:_MOST]
        if version is not None and note != version.note:
            self._document.apply(
                "edits.annotate_version",
                lambda held: set_entry(held, "versions", version.id, note=note),
                merge=f"version note {version.id}",
            )

    def _ask(self, doing: str, other: str = "") -> None:
        version = self.chosen
        if version is not None:
            self.asked.emit(doing, version.id, other)

    def _fill_menu(self) -> None:
        words, chosen = self._language, self.chosen
        self._menu.clear()
        if chosen is None:
            return
        for version in newest_first(self._document.value.versions):
            if version.id != chosen.id:
                name = version.name.replace("&", "&&") or version.id
                said = words("versions.do.compare_with", name=name)
                self._menu.addAction(said, partial(self._ask, "compare_with", version.id))
        self._menu.addAction(words("versions.do.compare_file"), partial(self._ask, "compare_file"))

    # --- making --------------------------------------------------------------------------------

    def _connect(self) -> None:
        self._document.changed.connect(self._map_changed)
        self._language.changed.connect(self.retranslate)
        self.name_button.clicked.connect(self.name_asked)
        self.list.currentRowChanged.connect(self._show_chosen)
        self.list.itemDoubleClicked.connect(partial(self._ask, "compare"))
        self.name.editingFinished.connect(self._rename)
        self.note.textChanged.connect(self._annotate)
        self._menu.aboutToShow.connect(self._fill_menu)
        for doing, button in self.buttons.items():
            button.clicked.connect(partial(self._ask, doing))

    def _build(self) -> None:
        font = QFont(self._title.font())
        font.setBold(True)
        self._title.setFont(font)
        for label in (self.empty, self._title):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.list.setItemDelegate(EntryPainting(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(scaled(64))
        details = QVBoxLayout(self.details)
        details.setContentsMargins(0, 0, 0, 0)
        for part, field in (("name", self.name), ("note", self.note)):
            self._labels[part].setBuddy(field)
            details.addWidget(self._labels[part])
            details.addWidget(field)
        row = FlowLayout(gap=4)
        self.more.setMenu(self._menu)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        for button in (*self.buttons.values(), self.more):
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            give_room(button)
            row.addWidget(button)
        details.addLayout(row)
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.setContentsMargins(scaled(10), scaled(8), scaled(10), scaled(10))
        column.addWidget(self._title)
        column.addWidget(self.name_button)
        column.addWidget(self.empty)
        column.addWidget(self.list, 1)
        column.addWidget(self.details)
        column.addWidget(self.states, 1)
        column.addStretch(0)
        self._scroll(body)

    def _scroll(self, body: QWidget) -> None:
        """Show ``body`` whole on a small screen too: it is not to make the window taller."""
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(body)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)


def entry_words(words: Language, version: Version) -> str:
    """Return what the list says of a version: name, when and who, note."""
    made = " · ".join(filter(None, (time_words(words, version.created), version.author)))
    name = version.name or words("versions.unnamed")
    return "\n".join(filter(None, (name, made, version.note)))
