"""The middle of a window: the canvas with the bars that belong to it above and below."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.document import Document
from widgets.canvas.canvas import Canvas
from widgets.language import Language
from widgets.overrides import guarded
from widgets.quick_entry import QuickEntry


@guarded
class CanvasColumn(QWidget):
    """Canvas and quick entry, one above the other."""

    def __init__(
        self, canvas: Canvas, document: Document, language: Language, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self.quick_entry = QuickEntry(document, canvas, language, self)
        canvas.quick_entry_wanted.connect(self.quick_entry.start)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(canvas, 1)
        column.addWidget(self.quick_entry)
