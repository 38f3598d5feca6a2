"""Chips: chosen things side by side, of one thing or of several at once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from model.values import Value
from widgets.flow_layout import FlowLayout, clear_layout
from widgets.icons import make_icon
from widgets.inspector.field import Field
from widgets.inspector.membership import Change, counted
from widgets.inspector.row import Row, Surroundings
from widgets.inspector.subject import MIXED, read_field
from widgets.overrides import guarded
from widgets.plain_tips import plain_tip
from widgets.text_scale import scaled

_CHIP_LETTERS = 26
_CHIP_BUTTON = 28


class ChipsRow(Row):
    """Chosen things as chips, each with a button that takes it away.

    Of several things at once it shows all that any of them holds; what only some hold says so,
    and can be given to all of them.
    """

    is_list = True

    def __init__(self, field: Field, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(field, around, parent)
        self.chosen: tuple[Any, ...] = ()
        self._counts: Mapping[Any, int] = {}
        self.adder: QWidget | None = None  # what more is added with, behind the chips
        self._owners = 1
        self._chips = QWidget(self)
        self._flow = FlowLayout(self._chips)
        self.column.addWidget(self._chips)

    def show_value(self, value: Any, values: tuple[Value, ...]) -> None:
        """Show a chip for all that any of them holds."""
        if value is MIXED:
            counts = counted(read_field(owner, self.field.path) for owner in values)
        else:
            counts = dict.fromkeys(value or (), max(len(values), 1))
        shown = (tuple(counts.items()), len(values))
        if shown != (tuple(self._counts.items()), self._owners) or not counts:
            self._counts, self._owners = counts, len(values)
            self.chosen = tuple(counts)
            self._fill()

    def retranslate(self, label: str) -> None:
        """Word the row and its chips."""
        super().retranslate(label)
        self._fill()

    def recolour(self) -> None:
        """Make the chips anew."""
        self._fill()

    def word(self, value: Any) -> str:
        """Return what a chip says."""
        return str(value)

    def _fill(self) -> None:
        clear_layout(self._flow)
        for value in self.chosen:
            held = self._counts.get(value, self._owners)
            of = None if held >= self._owners else (held, self._owners)
            chip = Chip(self.word(value), self.around, self._chips, of=of)
            chip.button.clicked.connect(partial(self._remove, value))
            chip.for_all.clicked.connect(partial(self._add, value))
            self._flow.addWidget(chip)
            chip.show()
        self._order_tabs()
        self._chips.setVisible(bool(self.chosen))
        self._chips.updateGeometry()

    def _order_tabs(self) -> None:
        """Let Tab go as one reads: the chips, then what more is added with."""
        if self.adder is None:
            return
        before = self.adder
        for chip in self._chips.findChildren(Chip):
            for button in (chip.for_all, chip.button):
                QWidget.setTabOrder(before, button)
                before = button
        if before is not self.adder:
            QWidget.setTabOrder(before, self.adder)

    def is_held_by_all(self, value: Any) -> bool:
        """Tell whether everything that is shown holds ``value``."""
        return self._counts.get(value, 0) >= self._owners

    def _remove(self, value: Any) -> None:
        if self._owners > 1:
            self.changed.emit(Change(removed=(value,)))
        else:
            self.changed.emit(tuple(held for held in self.chosen if held != value))
        self.sealed.emit()

    def _add(self, value: Any) -> None:
        if self.is_held_by_all(value):
            return
        if self._owners > 1:
            self.changed.emit(Change(added=(value,)))
        else:
            self.changed.emit((*self.chosen, value))
        self.sealed.emit()


@guarded
class Chip(QWidget):
    """One chosen thing; ``of`` says how many of how many hold it where not all do."""

    def __init__(
        self,
        text: str,
        around: Surroundings,
        parent: QWidget,
        *,
        of: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(parent)
        self._is_of_all = of is None
        words = around.language
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        width = label.fontMetrics().averageCharWidth() * _CHIP_LETTERS
        shown = label.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)
        share = words("window.inspector.share", some=of[0], count=of[1]) if of else ""
        label.setText(f"{shown}  {share}" if share else shown)
        label.setToolTip("" if shown == text else plain_tip(text))
        self.for_all = QToolButton(self)
        self.for_all.setAutoRaise(True)
        self.for_all.setIcon(make_icon("plus", self.palette(), size=11))
        self.for_all.setVisible(of is not None)
        give = words("window.inspector.for_all", name=text)
        self.for_all.setToolTip(plain_tip(give))
        self.for_all.setAccessibleName(give)
        self.button = QToolButton(self)
        self.button.setAutoRaise(True)
        self.button.setIcon(make_icon("x", self.palette(), size=11))
        said = words("window.inspector.remove", name=text)
        for button in (self.for_all, self.button):
            button.setMinimumSize(scaled(_CHIP_BUTTON), scaled(_CHIP_BUTTON))
        self.button.setToolTip(plain_tip(said))
        self.button.setAccessibleName(said)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 1, 0)
        label.setMinimumWidth(1)  # in a narrow panel the buttons stay in sight
        row.setSpacing(2)
        row.addWidget(label)
        row.addWidget(self.for_all)
        row.addWidget(self.button)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint a rounded ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = QColor(self.palette().color(QPalette.ColorRole.Accent))
        ink.setAlphaF(0.14)
        painter.setBrush(ink if self._is_of_all else Qt.GlobalColor.transparent)
        painter.setPen(Qt.PenStyle.NoPen)
        box = QRectF(self.rect())
        if not self._is_of_all:
            ink.setAlphaF(0.8)
            painter.setPen(QPen(ink, 1, Qt.PenStyle.DashLine))
            box.adjust(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.end()
