"""The middle of a window: the canvas with the bars that belong to it above and below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.document import Document
from widgets.canvas.canvas import Canvas
from widgets.language import Language
from widgets.overrides import guarded
from widgets.quick_entry import QuickEntry
from widgets.text_scale import scaled

if TYPE_CHECKING:
    from widgets.find_bar import FindBar

# What the bars need at least, so that none of them makes a narrow window wider when it comes.
_LEAST_WIDTH_PX = 230


@guarded
class CanvasColumn(QWidget):
    """Find bar, canvas and quick entry, one above the other.

    Attributes:
        match_shown: A `model.search.Match` to bring into sight.
    """

    match_shown = Signal(object)

    def __init__(
        self, canvas: Canvas, document: Document, language: Language, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setMinimumWidth(scaled(_LEAST_WIDTH_PX))
        self._canvas = canvas
        self._document = document
        self._language = language
        self._find_bar: FindBar | None = None
        self.quick_entry = QuickEntry(document, canvas, language, self)
        canvas.quick_entry_wanted.connect(self.quick_entry.start)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(canvas, 1)
        self._column.addWidget(self.quick_entry)

    @property
    def find_bar(self) -> FindBar:
        """The bar that finds and replaces; made when it is first asked for."""
        if self._find_bar is None:
            from widgets.find_bar import FindBar  # start-up: opened on demand

            self._find_bar = FindBar(self._document, self._canvas, self._language, self)
            self._find_bar.shown.connect(self.match_shown)
            self._find_bar.closed.connect(self._canvas.take_focus)
            self._column.insertWidget(0, self._find_bar)
        return self._find_bar

    def put_above(self, bar: QWidget) -> None:
        """Put ``bar`` over the canvas."""
        self._column.insertWidget(self._column.indexOf(self._canvas), bar)
