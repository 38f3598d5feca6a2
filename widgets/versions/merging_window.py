"""The window in which several maps become one: what they began with, the maps, the conflicts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from widgets.language import Language
from widgets.overrides import guarded
from widgets.text_scale import scaled
from widgets.versions.conflict_list import ConflictList
from widgets.versions.merged_maps import MergedMaps

OUTPUTS = ("compare", "new_map", "merge")


@guarded
class MergingWindow(QDialog):
    """Asks what is merged, shows what comes of it, and asks for what is done with that.

    Attributes:
        files_asked: Maps are to be chosen.
        file_removed: The map at this place is not to be merged after all.
        base_chosen: What all began with is the entry at this place.
        output_asked: One of `OUTPUTS`.
        closed: The window is not shown any more.
    """

    files_asked = Signal()
    file_removed = Signal(int)
    base_chosen = Signal(int)
    output_asked = Signal(str)
    closed = Signal()

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self.made: MergedMaps | None = None
        self._sides = ("", "")
        self.lead = QLabel(self)
        self.chooser = QWidget(self)
        self.base = QComboBox(self.chooser)
        self.files = QListWidget(self.chooser)
        self.add_button = QPushButton(self.chooser)
        self.remove_button = QPushButton(self.chooser)
        self._labels = {part: QLabel(self.chooser) for part in ("base", "files")}
        self.told = QLabel(self)
        self.conflicts = ConflictList(language, self)
        self.buttons = {output: QPushButton(self) for output in OUTPUTS}
        self.close_button = QPushButton(self)
        self._build()
        self._connect()
        self.retranslate()
        self.show_nothing("")

    def show_bases(self, names: Sequence[str], chosen: int) -> None:
        """Offer what all may have begun with."""
        with QSignalBlocker(self.base):
            self.base.clear()
            self.base.addItems(list(names))
            self.base.setCurrentIndex(chosen)

    def show_files(self, names: Sequence[str]) -> None:
        """Show which maps are merged into the open one."""
        self.files.clear()
        self.files.addItems(list(names))
        if names:
            self.files.setCurrentRow(len(names) - 1)
        self.remove_button.setEnabled(bool(names))

    def show_fixed(self, ours: str, theirs: str) -> None:
        """Hide what chooses: the maps are given, and called so."""
        self._sides = (ours, theirs)
        self.chooser.hide()
        self.retranslate()

    def show_nothing(self, sentence: str) -> None:
        """Say why there is nothing to show yet."""
        self.made = None
        self.told.setText(sentence)
        self.conflicts.show_conflicts(())
        self.conflicts.lead.clear()
        self._enable(is_made=False)

    def show_waiting(self) -> None:
        """Say that maps are being merged; what was found before stays in sight."""
        self.told.setText(self._language("versions.merge.waiting"))
        self._enable(is_made=False)

    def show_merged(self, made: MergedMaps) -> None:
        """Show what comes of it."""
        words = self._language
        self.made = made
        said = " · ".join(made.counts)
        key = "versions.merge.comes" if said else "versions.merge.nothing_new"
        told = words(key, counts=said)
        if made.taken:
            told = f"{told}\n{words('versions.merge.taken', count=made.taken)}"
        self.told.setText(told)
        self.conflicts.show_conflicts(made.conflicts)
        self._enable(is_made=True)

    def retranslate(self) -> None:
        """Word everything anew but what came of it: that is made in the new language."""
        words = self._language
        self.setWindowTitle(words("versions.merge.title"))
        ours, theirs = self._sides
        self.lead.setText(
            words("versions.merge.lead_two", ours=ours, theirs=theirs)
            if theirs
            else words("versions.merge.lead")
        )
        for part, label in self._labels.items():
            label.setText(words(f"versions.merge.{part}"))
        self.base.setAccessibleName(words("versions.merge.base"))
        self.files.setAccessibleName(words("versions.merge.files"))
        self.add_button.setText(words("versions.merge.add"))
        self.remove_button.setText(words("versions.merge.leave_out"))
        for output, button in self.buttons.items():
            button.setText(words(f"versions.merge.do_{output}"))
        self.close_button.setText(words("dialogs.cancel"))

    def _enable(self, *, is_made: bool) -> None:
        for button in self.buttons.values():
            button.setEnabled(is_made)

    def _remove(self) -> None:
        if self.files.currentRow() >= 0:
            self.file_removed.emit(self.files.currentRow())

    def _connect(self) -> None:
        self.add_button.clicked.connect(self.files_asked)
        self.remove_button.clicked.connect(self._remove)
        self.base.activated.connect(self.base_chosen)
        for output, button in self.buttons.items():
            button.clicked.connect(lambda _=False, it=output: self.output_asked.emit(it))
        self.close_button.clicked.connect(self.reject)
        self.finished.connect(self.closed)
        self._language.changed.connect(self.retranslate)

    def _build(self) -> None:
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        for label in (self.lead, self.told):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        chooser = QHBoxLayout(self.chooser)
        chooser.setContentsMargins(0, 0, 0, 0)
        left, right = QVBoxLayout(), QVBoxLayout()
        self._labels["files"].setBuddy(self.files)
        self._labels["base"].setBuddy(self.base)
        self.files.setFixedHeight(scaled(92))
        left.addWidget(self._labels["files"])
        row = QHBoxLayout()
        row.addWidget(self.files, 1)
        beside = QVBoxLayout()
        beside.addWidget(self.add_button)
        beside.addWidget(self.remove_button)
        beside.addStretch(1)
        row.addLayout(beside)
        left.addLayout(row)
        right.addWidget(self._labels["base"])
        right.addWidget(self.base)
        right.addStretch(1)
        chooser.addLayout(left, 3)
        chooser.addLayout(right, 2)
        line = QHBoxLayout()
        line.addWidget(self.buttons["compare"])
        line.addStretch(1)
        for button in (self.buttons["new_map"], self.buttons["merge"], self.close_button):
            line.addWidget(button)
        for button in (*self.buttons.values(), self.add_button, self.remove_button):
            button.setAutoDefault(False)
        self.close_button.setAutoDefault(False)
        for one, other in pairwise((self.files, self.add_button, self.remove_button, self.base)):
            QWidget.setTabOrder(one, other)
        self.add_button.setFocus()
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(10)
        column.addWidget(self.lead)
        column.addWidget(self.chooser)
        column.addWidget(self.told)
        column.addWidget(self.conflicts, 1)
        column.addLayout(line)
        wished = QSize(scaled(960), scaled(660))
        self.resize(wished.boundedTo(self.screen().availableSize() * 0.92))
