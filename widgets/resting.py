"""Following a map from afar: what takes a walk over it is done once it rests and somebody looks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from model.collector import collector_paused
from model.journey import JourneyMap
from widgets.document import OpenDocument
from widgets.overrides import guarded
from widgets.pausing import pause_before

# Longer than between two letters of a slow writer: 5,000 cards are read in about a frame.
_REST_MS = 300


@guarded
class Resting(QObject):
    """Hands the map to ``look`` when nothing has changed for a moment and ``panel`` is seen.

    While the panel is hidden nothing is read; it is brought up to date when it is shown.
    """

    def __init__(
        self, document: OpenDocument, look: Callable[[JourneyMap], None], panel: QWidget
    ) -> None:
        super().__init__(panel)
        self._document, self._look, self._panel = document, look, panel
        self._seen: JourneyMap | None = None
        self._rest = pause_before(self.catch_up, _REST_MS, self)
        document.changed.connect(self._changed)
        panel.installEventFilter(self)

    def catch_up(self) -> None:
        """Look at the map as it is now, if it is another than was looked at last."""
        self._rest.stop()
        journey = self._document.value
        if journey is not self._seen:
            self._seen = journey
            with collector_paused():
                self._look(journey)

    def look_again(self) -> None:
        """Look even at the same map: the words have changed, or the day."""
        self._seen = None
        if self._panel.isVisible():
            self.catch_up()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Be up to date when the panel comes into sight."""
        if watched is self._panel and event.type() == QEvent.Type.Show:
            self.catch_up()
        return False

    def _changed(self, _before: JourneyMap, _after: JourneyMap) -> None:
        if self._panel.isVisible():
            self._rest.start()
