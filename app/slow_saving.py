"""A saving that takes long, as on a network drive that hangs: shown, and no reason to stay."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QObject, QTimer

from app.safekeeping import Safekeeping
from widgets.overrides import guarded

if TYPE_CHECKING:
    from app.window import MapWindow

_PATIENCE_S = 2
"""A saving that is over by then is never seen to have taken time."""

_CLOSING_MS = 2_500
_JOURNAL_S = 2.0


@guarded
class SlowSaving(QObject):
    """Has the status bar say for how long a saving of ``safe`` has been going on.

    Attributes:
        seconds: How long that is; 0 until it is long enough to tell.
    """

    def __init__(self, window: MapWindow, safe: Safekeeping) -> None:
        super().__init__(safe)
        self._window, self._safe = window, safe
        self._begun = 0.0
        self.seconds = 0
        self._each = QTimer(self)
        self._each.setInterval(1000)
        self._each.timeout.connect(self.show_how_long)
        safe.saving_changed.connect(self._changed)

    def show_how_long(self) -> None:
        """Bring the status bar up to date."""
        seconds = int(time.monotonic() - self._begun)
        if self._safe.is_saving and seconds >= _PATIENCE_S:
            self.seconds = max(seconds, 1)
            self._window.safety.changed.emit()

    def leave(self) -> None:
        """Show nothing any more."""
        self._each.stop()
        self.seconds = 0

    def _changed(self) -> None:
        if self._safe.is_saving:
            self._begun = time.monotonic()
            self._each.start()
        else:
            self.leave()


def may_leave_saving(window: MapWindow, safe: Safekeeping) -> bool:
    """Wait a moment for a saving that is going on; tell whether it ended or need not be awaited.

    Then all that was edited is in the journal, and offered at the next start.
    """
    if _is_over(safe):
        return True
    from widgets import dialogs  # start-up: opened on demand

    is_kept = safe.hurry(_JOURNAL_S)
    name = window.document_name()
    return dialogs.ask_to_leave_saving(window, window.language, name, safe, is_kept=is_kept)


def _is_over(safe: Safekeeping) -> bool:
    if not safe.is_saving:
        return True
    loop = QEventLoop()
    safe.saving_changed.connect(loop.quit)
    QTimer.singleShot(_CLOSING_MS, loop, loop.quit)
    loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    return not safe.is_saving
