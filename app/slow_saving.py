"""A saving that takes long, as on a network drive that hangs: shown, and no reason to stay."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QLabel

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
    """Says in the status bar for how long a saving of ``safe`` has been going on."""

    def __init__(self, window: MapWindow, safe: Safekeeping) -> None:
        super().__init__(safe)
        self._window, self._safe = window, safe
        self._begun = 0.0
        self._label: QLabel | None = None
        self._each = QTimer(self)
        self._each.setInterval(1000)
        self._each.timeout.connect(self.show_how_long)
        safe.saving_changed.connect(self._changed)

    def show_how_long(self) -> None:
        """Bring the status bar up to date."""
        seconds = int(time.monotonic() - self._begun)
        if not self._safe.is_saving or seconds < _PATIENCE_S:
            return
        if self._label is None:
            self._label = QLabel(self._window)
            self._label.setTextFormat(Qt.TextFormat.PlainText)
            self._window.statusBar().insertPermanentWidget(0, self._label)
            self._label.show()
        self._label.setText(self._window.language("watching.still_saving", seconds=seconds))

    def leave(self) -> None:
        """Show nothing any more."""
        self._each.stop()
        if self._label is not None:
            self._window.statusBar().removeWidget(self._label)
            self._label.deleteLater()
            self._label = None

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
    return dialogs.ask_to_leave_saving(
        window, window.language, window.document_name(), is_kept=is_kept
    )


def _is_over(safe: Safekeeping) -> bool:
    if not safe.is_saving:
        return True
    loop = QEventLoop()
    safe.saving_changed.connect(loop.quit)
    QTimer.singleShot(_CLOSING_MS, loop, loop.quit)
    loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    return not safe.is_saving
