"""What a panel on the right side of a window is, and what it may ask of the page it is on."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from widgets.canvas.selection import Selection
from widgets.lagging import Lagging
from widgets.overrides import guarded


class PanelPage(Protocol):
    """The page of a map as its panels know it. `app.map_page.MapPage` is the real one."""

    def choose(self, selection: Selection, *, is_edited: bool = False) -> None:
        """Choose ``selection`` on the canvas, bring it into sight and, if asked, open it."""

    def show_entry(self, entry_id: str) -> None:
        """Show an entry of a register in the inspector, which comes in place of this panel."""

    def show_field(self, entry_id: str, path: str, *, is_entered: bool = False) -> None:
        """Show a field in the inspector, of an entry of a register or of what is chosen.

        The keyboard goes there if it is to be ``is_entered``.
        """

    def ask(self, action_id: str) -> None:
        """Do the action ``action_id`` of `app.action_table`."""


@guarded
class SidePanel(QFrame):
    """A panel; a class of its own for each overrides what it needs.

    Its accessible name is what people call it.

    Attributes:
        left: The user is done here: the keyboard goes back to the canvas.
        lag: Where changes reach it late while letters are typed on the canvas.
    """

    left = Signal()
    lag: Lagging | None = None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def focus_first(self) -> None:
        """Take the keyboard: the first of what can take it."""
        for child in self.findChildren(QWidget):
            if child.isVisible() and child.isEnabled() and _is_in_tab_order(child):
                child.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def show_selection(self, selection: Selection) -> None:
        """Hear what is chosen on the canvas now."""

    def commit(self) -> None:
        """Take what is half typed into the map."""

    def recolour(self) -> None:
        """Draw icons anew in another palette."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Leave by Escape; what is in the panel has had the key before."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _is_in_tab_order(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
