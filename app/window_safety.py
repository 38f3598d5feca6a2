"""What keeps the map of a window safe: its journal, its saving, and what is told of both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.autosaving import Autosaver
from app.document import Document
from app.safekeeping import Safekeeping
from widgets.overrides import guarded

if TYPE_CHECKING:
    from app.window import MapWindow

JOURNAL = "journal"
"""Topic of the message that the journal cannot be written."""


@guarded
class WindowSafety(QObject):
    """Guards one map after the other, as the window shows them.

    Attributes:
        safe: Keeps the map that is shown, None on the start page.
    """

    def __init__(self, window: MapWindow) -> None:
        super().__init__(window)
        self._window = window
        self.safe: Safekeeping | None = None

    def guard(self, document: Document) -> None:
        """Keep ``document``, which the window shows from now on."""
        self.safe = Safekeeping(document, self._window.workspace.settings.state_folder, document)
        self.safe.journal_told.connect(self._tell_journal)
        Autosaver(self._window, document, self.safe)

    def leave(self) -> None:
        """The map is saved, or the user does not want what is not."""
        if self.safe is not None:
            self.safe.end(is_done_with=True)
            self.safe = None

    def _tell_journal(self, is_well: bool) -> None:
        if is_well:
            self._window.hide_problem(topic=JOURNAL)
        else:
            self._window.show_sentence("window.journal_fails", topic=JOURNAL)
