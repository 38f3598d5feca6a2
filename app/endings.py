"""Ends that nobody chose in a window: log-off, shut-down, a signal. Nothing is asked of anyone.

All that was edited goes to the journals, in less than a second, and is offered at the next start
(reference/reliability.md P7: Windows ends what takes longer than five seconds).
"""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QSessionManager
from PySide6.QtWidgets import QApplication

from app.workspace import Workspace
from widgets.overrides import guarded
from widgets.pausing import pause_before

SECONDS = 0.9
"""In which all journals together must be on the disk."""

_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
_SIGNAL_CHECK_MS = 250
# If another program holds up the log-off, closing a window asks again after this.
_FORGET_MS = 30_000


@guarded
class Endings(QObject):
    """Keeps what is open in ``workspace`` when the session or the program is ended from outside."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._forgetting = pause_before(self._go_on, _FORGET_MS, self)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            # At once: when the slot has returned the computer may end the program.
            app.commitDataRequest.connect(self.keep_all, Qt.ConnectionType.DirectConnection)

    def keep_all(self, _manager: QSessionManager | None = None) -> bool:
        """Have all journals on the disk; tell whether they are. Windows that close ask nothing."""
        self._workspace.is_ending = True
        self._forgetting.start()
        until = time.monotonic() + SECONDS
        are_kept = True
        for window in self._workspace.windows:
            window.commit_editing()
            if window.safety.safe is not None:
                left = max(until - time.monotonic(), 0.0)
                are_kept = window.safety.safe.hurry(left) and are_kept
        return are_kept

    def end(self) -> None:
        """Keep all and end the program."""
        self.keep_all()
        self._workspace.quit()
        QApplication.exit(0)  # also where a dialog is open

    def _go_on(self) -> None:
        self._workspace.is_ending = False


@contextmanager
def signals_end(workspace: Workspace) -> Iterator[None]:
    """Let Ctrl+C in the terminal, and those who end programs, keep the work and end this one.

    Python runs signal handlers between bytecodes only, so a timer wakes it now and then.
    """
    endings = Endings(workspace)

    def ask_to_end(_number: int, _frame: FrameType | None) -> None:
        QTimer.singleShot(0, endings, endings.end)

    numbers = [getattr(signal, name) for name in _SIGNALS if hasattr(signal, name)]
    before = [(number, signal.signal(number, ask_to_end)) for number in numbers]
    waker = QTimer(workspace)
    waker.timeout.connect(_wake)
    waker.start(_SIGNAL_CHECK_MS)
    try:
        yield
    finally:
        waker.stop()
        for number, handler in before:
            signal.signal(number, handler)


def _wake() -> None:
    """Do nothing: being called is what lets Python look at signals."""
