"""The list of changes: what one looks for above, the tree, and the whole texts of a row below."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from model.comparing.compare import KINDS
from model.comparing.rows import ChangeRow
from widgets.flow_layout import FlowLayout
from widgets.for_window import LineInWindow
from widgets.language import Language
from widgets.overrides import guarded
from widgets.pausing import pause_before
from widgets.splitting import split_between
from widgets.text_scale import give_room, scaled
from widgets.versions.change_tree import ChangeTree
from widgets.versions.compared import Compared

_PATIENCE_MS = 150
_FEW = 400  # groups of so many rows open by themselves


@guarded
class ChangeList(QWidget):
    """Finds, filters and shows changes.

    Attributes:
        jump_asked: A `ChangeRow` is to be shown on the map.
    """

    jump_asked = Signal(object)

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self.line = LineInWindow(self)
        self.kinds = {kind: QToolButton(self) for kind in KINDS}
        self.tree = QTreeView(self)
        self.model = ChangeTree(language, self)
        self.shown = QLabel(self)
        self.texts = (QPlainTextEdit(self), QPlainTextEdit(self))
        self._heads = (QLabel(self), QLabel(self))
        self.jump_button = QPushButton(self)
        self._pause = pause_before(self._sift, _PATIENCE_MS, self)
        self._build()
        self._connect()

    def show_compared(self, made: Compared) -> None:
        """Show the changes of a comparison; what one looked for stays."""
        chosen = self.chosen
        self.model.show_rows(made.rows, made.folded, made.names)
        for head, name in zip(self._heads, made.names, strict=True):
            head.setText(name)
        for text, name in zip(self.texts, made.names, strict=True):
            text.setAccessibleName(name)
        for kind, button in self.kinds.items():
            count = sum(1 for row in made.rows if kind in row.kinds)
            button.setText(self._language(f"versions.group.{kind}", count=count))
            button.setVisible(bool(count) or button.isChecked())
        self._open_groups()
        self._choose_again(chosen)
        self._tell_count()

    @property
    def chosen(self) -> ChangeRow | None:
        """The row that is chosen."""
        return self.model.row_at(self.tree.currentIndex())

    def retranslate(self) -> None:
        """Word everything anew."""
        words = self._language
        self.line.setPlaceholderText(words("versions.list.find"))
        self.line.setAccessibleName(words("versions.list.find"))
        self.tree.setAccessibleName(words("versions.list.changes"))
        self.jump_button.setText(words("versions.list.jump"))

    def _sift(self) -> None:
        kinds = [kind for kind, button in self.kinds.items() if button.isChecked()]
        chosen = self.chosen
        self.model.look_for(self.line.text(), kinds)
        self._open_groups()
        self._choose_again(chosen)
        self._tell_count()

    def _open_groups(self) -> None:
        first = True
        for place in range(self.model.rowCount()):
            group = self.model.index(place, 0)
            if first or self.model.rowCount(group) <= _FEW:
                self.tree.expand(group)
                first = False

    def _choose_again(self, row: ChangeRow | None) -> None:
        found = QModelIndex()
        for place in range(self.model.rowCount()):
            group = self.model.index(place, 0)
            for at in range(self.model.rowCount(group) if row is not None else 0):
                index = self.model.index(at, 0, group)
                held = self.model.row_at(index)
                if held is not None and row is not None and _is_same(held, row):
                    found = index
        if not found.isValid() and self.model.rowCount():
            found = self.model.index(0, 0, self.model.index(0, 0))
        self.tree.setCurrentIndex(found)
        self._show_texts()

    def _show_texts(self) -> None:
        row = self.chosen
        said = (row.before, row.after) if row else ("", "")
        for field, text in zip(self.texts, said, strict=True):
            field.setPlainText(text)
        self.jump_button.setEnabled(row is not None and bool(row.target or row.cell))

    def _tell_count(self) -> None:
        self.shown.setText(self._language("versions.list.count", count=self.model.count))

    def _jump(self, index: QModelIndex | None = None) -> None:
        row = self.model.row_at(index) if index is not None else self.chosen
        if row is not None and (row.target or row.cell):
            self.jump_asked.emit(row)

    def _connect(self) -> None:
        self.line.textChanged.connect(self._pause.start)
        for button in self.kinds.values():
            button.toggled.connect(self._sift)
        self.tree.selectionModel().currentChanged.connect(self._show_texts)
        self.tree.activated.connect(self._jump)
        self.jump_button.clicked.connect(partial(self._jump, None))

    def _build(self) -> None:
        self.tree.setModel(self.model)
        self.tree.setUniformRowHeights(True)
        self.tree.setAlternatingRowColors(True)
        header = self.tree.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for place, width in enumerate((280, 250, 200)):
            self.tree.setColumnWidth(place, scaled(width))
        top = QHBoxLayout()
        row = FlowLayout(gap=4)
        self.line.setMinimumWidth(scaled(200))
        row.addWidget(self.line)
        for button in self.kinds.values():
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            give_room(button)
            row.addWidget(button)
        top.addLayout(row, 1)
        top.addWidget(self.shown, 0, Qt.AlignmentFlag.AlignVCenter)
        below = QWidget(self)
        pair = QHBoxLayout(below)
        pair.setContentsMargins(0, 0, 0, 0)
        for head, text in zip(self._heads, self.texts, strict=True):
            head.setTextFormat(Qt.TextFormat.PlainText)
            text.setReadOnly(True)
            text.setTabChangesFocus(True)
            column = QVBoxLayout()
            column.addWidget(head)
            column.addWidget(text)
            pair.addLayout(column, 1)
        self.jump_button.setAutoDefault(False)
        pair.addWidget(self.jump_button, 0, Qt.AlignmentFlag.AlignBottom)
        split = split_between(self.tree, below, (360, 110), growing=self.tree, is_upright=True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, scaled(8), 0, 0)
        whole.addLayout(top)
        whole.addWidget(split, 1)


def _is_same(one: ChangeRow, other: ChangeRow) -> bool:
    return (one.sort, one.target, one.what) == (other.sort, other.target, other.what)
