"""Choosing several entries of a list: by stage of the journey, with a line to search them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from model.folding import fold
from model.libraries import Entry, Stage, stages
from widgets.language import Language
from widgets.overrides import guarded
from widgets.text_scale import scaled

_SIZE_PX = (560, 540)
_ROW_PX = 26
_ID = Qt.ItemDataRole.UserRole


@guarded
class LibraryChooser(QDialog):
    """Entries to tick, those of the stage one is at first.

    Attributes:
        chosen: The entries that were ticked.
    """

    chosen = Signal(tuple)

    def __init__(
        self,
        language: Language,
        kind: str,
        entries: Sequence[Entry],
        *,
        stage: Stage | None = None,
        place: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Offer ``entries`` of the list ``kind`` for ``place``; "" is for each its own phase."""
        super().__init__(parent)
        self._language, self._kind, self._stage, self._place = language, kind, stage, place
        self._entries = {entry.id: entry for entry in entries}
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._lead = QLabel(self)
        self._lead.setTextFormat(Qt.TextFormat.PlainText)
        self._lead.setWordWrap(True)
        self.search = QLineEdit(self)
        self.tree = QTreeWidget(self)
        self._buttons = QDialogButtonBox(self)
        role = QDialogButtonBox.ButtonRole
        self.take = self._buttons.addButton("", role.AcceptRole)
        self._leave = self._buttons.addButton("", role.RejectRole)
        self._build()
        self._fill()
        language.changed.connect(self._word)
        self._word()

    def ticked(self) -> tuple[Entry, ...]:
        """Return what is ticked, in the order of the list; what stands in two stages once."""
        ids = {
            item.data(0, _ID): None
            for item in self.entries()
            if item.checkState(0) == Qt.CheckState.Checked
        }
        return tuple(self._entries[entry_id] for entry_id in ids)

    def tick(self, entry_id: str) -> None:
        """Tick an entry."""
        for item in self.entries():
            if item.data(0, _ID) == entry_id:
                item.setCheckState(0, Qt.CheckState.Checked)
                return

    def entries(self) -> list[QTreeWidgetItem]:
        """Return the rows of all entries."""
        heads = (self.tree.topLevelItem(place) for place in range(self.tree.topLevelItemCount()))
        rows = (head.child(n) for head in heads if head for n in range(head.childCount()))
        return [row for row in rows if row is not None]

    def _build(self) -> None:
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.tree.setColumnCount(2)
        self.tree.setHeaderHidden(True)
        self.tree.setUniformRowHeights(True)
        self.tree.itemChanged.connect(self._follow)
        self._buttons.accepted.connect(self._take)
        self._buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (self._lead, self.search, self.tree, self._buttons):
            column.addWidget(widget)
        column.setStretchFactor(self.tree, 1)
        wished = QSize(scaled(_SIZE_PX[0]), scaled(_SIZE_PX[1]))
        self.resize(wished.boundedTo(self.screen().availableSize() * 0.9))
        self.search.setFocus()

    def _fill(self) -> None:
        order = sorted(stages(), key=lambda held: held != self._stage)
        groups = [(held, [e for e in self._entries.values() if held in e.stages]) for held in order]
        groups.append(("other", [e for e in self._entries.values() if not e.stages]))
        for stage, entries in groups:
            if not entries:
                continue
            head = QTreeWidgetItem(self.tree, [stage, ""])
            head.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            font = QFont(self.tree.font())
            font.setBold(True)
            head.setFont(0, font)
            head.setFirstColumnSpanned(True)
            head.setSizeHint(0, QSize(0, scaled(_ROW_PX)))
            head.setData(0, _ID, stage)
            for entry in entries:
                item = QTreeWidgetItem(head, [entry.name, self._detail(entry)])
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(0, Qt.CheckState.Unchecked)
                item.setData(0, _ID, entry.id)
                item.setSizeHint(0, QSize(0, scaled(_ROW_PX)))
            head.setExpanded(self._stage is None or stage == self._stage)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)

    def _detail(self, entry: Entry) -> str:
        arrow = ""
        if self._kind == "figures":
            arrow = "\u2193" if entry.is_less_better else "\u2191"
        return " ".join(part for part in (entry.unit, arrow) if part)

    def _word(self) -> None:
        words = self._language
        self.setWindowTitle(words(f"forms.library.{self._kind}"))
        key = "here" if self._place else "each"
        self._lead.setText(words(f"forms.library.{self._kind}_{key}", place=self._place))
        self.search.setPlaceholderText(words("forms.library.search"))
        self.search.setAccessibleName(words("forms.library.search"))
        self.tree.setAccessibleName(words(f"forms.library.{self._kind}"))
        self._leave.setText(words("dialogs.cancel"))
        for place in range(self.tree.topLevelItemCount()):
            head = self.tree.topLevelItem(place)
            if head is not None:
                head.setText(0, words(f"forms.stage.{head.data(0, _ID)}"))
        self._follow()

    def _filter(self, typed: str) -> None:
        wanted = fold(typed.strip())
        for place in range(self.tree.topLevelItemCount()):
            head = self.tree.topLevelItem(place)
            if head is None:
                continue
            children = [child for n in range(head.childCount()) if (child := head.child(n))]
            for child in children:
                child.setHidden(wanted not in fold(child.text(0)))
            head.setHidden(all(child.isHidden() for child in children))
            if wanted:
                head.setExpanded(True)

    def _follow(self) -> None:
        count = len(self.ticked())
        key = "take" if count else "take_none"
        self.take.setText(self._language(f"forms.library.{key}", count=count))
        self.take.setEnabled(count > 0)

    def _take(self) -> None:
        ticked = self.ticked()
        if ticked:
            self.chosen.emit(ticked)
            self.accept()
