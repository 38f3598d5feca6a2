"""Following a map at leisure: letters reach a panel together, once nobody types for a moment."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from model.journey import JourneyMap
from widgets.document import OpenDocument
from widgets.overrides import guarded
from widgets.pausing import pause_before

_PAUSE_MS = 60


@guarded
class Lagging(QObject):
    """Hands the changes of a map on to ``follow``: those of letters late, all others at once.

    Args:
        document: The open map.
        follow: Takes the map before and after.
        parent: Who follows.
    """

    def __init__(
        self,
        document: OpenDocument,
        follow: Callable[[JourneyMap, JourneyMap], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._document, self._follow = document, follow
        self._is_letter: Callable[[], bool] = bool
        self._before: JourneyMap | None = None  # what was handed on last, where there is more
        self._pause = pause_before(self.catch_up, _PAUSE_MS, self)
        document.changed.connect(self._changed)

    def wait_while(self, is_letter: Callable[[], bool]) -> None:
        """Wait with changes during which ``is_letter`` says that they are letters being typed."""
        self._is_letter = is_letter

    def catch_up(self) -> None:
        """Hand on what has waited."""
        self._pause.stop()
        before, self._before = self._before, None
        if before is not None:
            self._follow(before, self._document.value)

    def _changed(self, before: JourneyMap, after: JourneyMap) -> None:
        if self._before is None:
            self._before = before
        if self._is_letter():
            self._pause.start()
            return
        self._pause.stop()
        earlier, self._before = self._before, None
        self._follow(earlier, after)
