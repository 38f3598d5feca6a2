"""The quiet entry in the status bar that says what is hidden of the map, and brings it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QToolButton

from app.structure_commands import fill_hidden
from model.edits.showing import hidden_headers
from widgets.overrides import guarded

if TYPE_CHECKING:
    from app.window import MapWindow


@guarded
class HiddenButton(QToolButton):
    """Shown only while a phase or lane is hidden."""

    def __init__(self, window: MapWindow) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("hidden_button")
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        menu.aboutToShow.connect(self._fill)
        self.setMenu(menu)
        self.hide()

    def refresh(self) -> None:
        """Say what is hidden now."""
        document, words = self._window.document, self._window.language
        hidden = hidden_headers(document.value) if document is not None else {}
        parts = [
            words(f"window.hidden.count_{kind}", count=len(ids))
            for kind, ids in hidden.items()
            if ids
        ]
        self.setVisible(bool(parts))
        self.setText(words("window.hidden.told", parts=", ".join(parts)))

    def _fill(self) -> None:
        self.menu().clear()
        fill_hidden(self._window, self.menu())
