"""Lines of a row below one another, made anew when there are others."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.flow_layout import clear_layout
from widgets.overrides import guarded

_Line = TypeVar("_Line", bound=QWidget)


@guarded
class StackedLines(QWidget):
    """Widgets below one another; hidden while there are none."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(3)
        self._held: list[QWidget] = []
        self.hide()

    def add(self, line: QWidget) -> None:
        """Put ``line`` below the others."""
        self._held.append(line)
        self._column.addWidget(line)
        self.show()

    def clear(self) -> None:
        """Take all lines away."""
        self._held.clear()
        clear_layout(self._column)
        self.hide()

    def of_type(self, kind: type[_Line]) -> tuple[_Line, ...]:
        """Return the lines of one type, from top to bottom."""
        return tuple(line for line in self._held if isinstance(line, kind))
