"""Work beside the window: in a thread of its own, with progress and a way to stop it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QThread, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from model.collector import rest_collector, wake_collector
from widgets.overrides import guarded
from widgets.plain_tips import plain_tip

if TYPE_CHECKING:
    from app.window import MapWindow

# What takes longer than this shows that something is going on.
_PATIENCE_MS = 1000
_LOG = logging.getLogger(__name__)


class Progress:
    """How far the work is; shared between the worker and the window."""

    def __init__(self, tell: Callable[[int, int], None]) -> None:
        self.tell = tell
        """``tell(done, of)``: called by the worker."""
        self._stop = threading.Event()

    @property
    def is_stopped(self) -> bool:
        """Whether the rest need not be done."""
        return self._stop.is_set()

    def stop(self) -> None:
        """Ask the worker to end."""
        self._stop.set()


@guarded
class _Worker(QThread):
    told = Signal(int, int)
    made = Signal(object)
    failed = Signal()

    def __init__(self, do: Callable[[Progress], Any], parent: QObject) -> None:
        super().__init__(parent)
        self._do = do
        self.progress = Progress(self.told.emit)

    def run(self) -> None:
        """Do the work; called by Qt in a thread of its own."""
        try:
            made = self._do(self.progress)
        except Exception:  # a worker's edge: the window must hear of it
            _LOG.exception("work beside the window failed")
            self.failed.emit()
        else:
            self.made.emit(made)


@guarded
class Beside(QObject):
    """One piece of work beside ``window``; what it made goes to ``then`` in the window's thread.

    ``then`` is not called when the work was stopped or the window has closed meanwhile.

    Attributes:
        ended: It is over.
    """

    ended = Signal()

    def __init__(
        self,
        window: MapWindow,
        do: Callable[[Progress], Any],
        then: Callable[[Any], None],
        *,
        said: str,
    ) -> None:
        """Start ``do``; ``said`` is the text key of what is going on."""
        super().__init__(window)
        self._window, self._then, self._said = window, then, said
        self._panel: _Panel | None = None
        self._done = (0, 0)
        self._worker = _Worker(do, self)
        self._worker.told.connect(self._tell)
        self._worker.made.connect(self._take)
        self._worker.failed.connect(self._tell_fault)
        self._worker.finished.connect(self._finish)
        window.closed.connect(self._leave)
        QTimer.singleShot(_PATIENCE_MS, self, self._show)
        self._is_collector_resting = True
        rest_collector()
        self._worker.start()

    def stop(self) -> None:
        """Leave the rest undone."""
        self._worker.progress.stop()

    def _tell(self, done: int, of: int) -> None:
        self._done = (done, of)
        if self._panel is not None:
            self._panel.show_progress(done, of)

    def _show(self) -> None:
        words = self._window.language
        self._panel = _Panel(words(self._said), words("window.stop"), self._window)
        self._panel.stop_button.clicked.connect(self.stop)
        self._panel.show_progress(*self._done)
        self._window.statusBar().insertPermanentWidget(0, self._panel)
        self._panel.show()

    def _take(self, made: object) -> None:
        if not self._worker.progress.is_stopped:
            self._then(made)

    def _tell_fault(self) -> None:
        self._window.show_sentence("window.fault", name=self._window.language(self._said))

    def _leave(self) -> None:
        """The window goes: nothing may be left running."""
        self.stop()
        self._worker.wait()
        self._wake_collector()  # with the window we go too, perhaps before we are told of the end

    def _wake_collector(self) -> None:
        if self._is_collector_resting:
            self._is_collector_resting = False
            wake_collector()

    def _finish(self) -> None:
        self._wake_collector()
        if self._panel is not None:
            self._window.statusBar().removeWidget(self._panel)
            self._panel.deleteLater()
        self.ended.emit()
        self.deleteLater()


@guarded
class _Panel(QWidget):
    """What the status bar shows of it."""

    def __init__(self, text: str, stop: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._bar = QProgressBar(self)
        self._bar.setFixedWidth(120)
        self._bar.setAccessibleName(text)
        self._bar.setToolTip(plain_tip(text))
        self.stop_button = QPushButton(stop, self)
        self.stop_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._bar)
        row.addWidget(self.stop_button)

    def show_progress(self, done: int, of: int) -> None:
        """Show ``done`` of ``of``; of none, only that it goes on."""
        self._bar.setRange(0, of)
        self._bar.setValue(done)
