"""The buttons with which a row of several takes in another, and lets one go."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QWidget

from widgets.icons import make_icon
from widgets.inspector.row import Row, Surroundings
from widgets.language import Language
from widgets.overrides import guarded
from widgets.plain_tips import plain_tip
from widgets.text_scale import give_room


@guarded
class AddingButton(QToolButton):
    """Adds another to a row, below what the row holds."""

    def __init__(self, row: Row) -> None:
        super().__init__(row)
        self.setAutoRaise(True)
        give_room(self)
        row.column.addWidget(self, 0, Qt.AlignmentFlag.AlignLeft)

    def word(self, label: str, words: Language) -> None:
        """Say what it does, and of the row called ``label``."""
        self.setText(words("window.inspector.add_more"))
        self.setAccessibleName(f"{label}: {self.text()}")


@guarded
class RemovingButton(QToolButton):
    """Takes a line of a row away."""

    def __init__(self, line: QWidget, around: Surroundings, named: str) -> None:
        """``named`` is the key of what is taken away, in the words of the inspector."""
        super().__init__(line)
        words = around.language
        self.setAutoRaise(True)
        self.setIcon(make_icon("x", line.palette(), size=12))
        said = words("window.inspector.remove", name=words(f"window.inspector.{named}"))
        self.setAccessibleName(said)
        self.setToolTip(plain_tip(said))
        give_room(self)
