"""Makes prints beside the window: the latest wish wins, and what it made comes back."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, QThread, Signal

from app.patience import keep_until_ended
from model.collector import rest_collector, wake_collector
from model.layout.engine import Layout
from model.printing.preflight import preflight
from model.text.fonts import FontBook
from widgets.overrides import guarded
from widgets.print.made import MadePrint, Wish, make_print

_LOG = logging.getLogger(__name__)


@guarded
class PrintMaker(QObject):
    """Makes one print at a time with faces of its own: the window's belong to its thread.

    Attributes:
        made: Carries a `MadePrint`, in the window's thread.
        checked: Carries the findings of its preflight; not of what nobody waits for any more.
        failed: Something is wrong with us.
    """

    made = Signal(object)
    checked = Signal(object)
    failed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._layout = Layout(FontBook())
        self._running: _Making | None = None
        self._next: Wish | None = None

    @property
    def is_busy(self) -> bool:
        """Whether something is still being made."""
        return self._running is not None

    def make(self, wish: Wish) -> None:
        """Make ``wish``; what was wished before and is not begun is forgotten."""
        self._next = wish
        if self._running is not None:
            self._running.worker.is_outdated = True
        else:
            self._begin()

    def stop(self) -> None:
        """Tell nothing any more."""
        self._next = None
        if self._running is not None:
            self._running.worker.is_outdated = True
            self._running.blockSignals(True)

    def _begin(self) -> None:
        wish, self._next = self._next, None
        if wish is None:
            return
        self._running = _Making(wish, self._layout)
        self._running.worker.made.connect(self.made)
        self._running.worker.checked.connect(self.checked)
        self._running.worker.failed.connect(self.failed)
        self._running.ended.connect(self._go_on)
        self._running.start()

    def _go_on(self) -> None:
        self._running = None
        self._begin()


@guarded
class _Making(QObject):
    """One print, kept alive until its thread has ended; its slots run in the window's."""

    ended = Signal()

    def __init__(self, wish: Wish, layout: Layout) -> None:
        super().__init__()
        self.worker = _Worker(wish, layout, self)
        self.worker.finished.connect(self._end)

    def start(self) -> None:
        keep_until_ended(self, self.worker)
        rest_collector()
        self.worker.start()

    def _end(self) -> None:
        wake_collector()
        self.ended.emit()


@guarded
class _Worker(QThread):
    made = Signal(object)
    checked = Signal(object)
    failed = Signal()

    def __init__(self, wish: Wish, layout: Layout, parent: QObject) -> None:
        super().__init__(parent)
        self._wish, self._layout = wish, layout
        self.is_outdated = False

    def run(self) -> None:
        """Make and check; called by Qt in a thread of its own."""
        try:
            made = make_print(self._wish, self._layout)
            self.made.emit(made)
            if not self.is_outdated:
                self._check(made)
        except Exception:  # a worker's edge: the window must hear of it
            _LOG.exception("making a print failed")
            self.failed.emit()

    def _check(self, made: MadePrint) -> None:
        if made.printout is not None:
            self.checked.emit(preflight(made.wish.journey, made.printout))
