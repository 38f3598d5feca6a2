"""Makes things beside the window: the latest wish wins, and what it made comes back."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, Signal

from app.patience import begin_beside
from widgets.overrides import guarded

if TYPE_CHECKING:
    from app.window import MapWindow

_LOG = logging.getLogger(__name__)
_Make = Callable[[], Iterator[object]]


@guarded
class LatestWish(QObject):
    """Does one thing at a time, in a thread; what was asked before and is not begun is forgotten.

    A fault of ours is told in the map's window, whose closing ends all.

    Attributes:
        told: Carries what was made, in the window's thread.
    """

    told = Signal(object)

    def __init__(self, desk: QObject, window: MapWindow, title: str) -> None:
        """``title`` is the key of what the window of the ``desk`` is called."""
        super().__init__(desk)
        self._window, self._title = window, title
        window.closed.connect(self.stop)
        self._running: _Making | None = None
        self._next: _Make | None = None

    @property
    def is_busy(self) -> bool:
        """Whether something is still being made."""
        return self._running is not None

    def ask(self, make: _Make) -> None:
        """Have ``make`` done: what it yields is told, until something else is asked."""
        self._next = make
        if self._running is not None:
            self._running.worker.is_outdated = True
        else:
            self._begin()

    def stop(self) -> None:
        """Tell nothing any more."""
        self._next = None
        if self._running is not None:
            self._running.worker.is_outdated = True
            self._running.let_go()
            self._running = None

    def _begin(self) -> None:
        make, self._next = self._next, None
        if make is None:
            return
        self._running = _Making(make)
        self._running.told.connect(self.told)
        self._running.failed.connect(self._tell_fault)
        self._running.ended.connect(self._go_on)
        self._running.start()

    def _go_on(self) -> None:
        self._running = None
        self._begin()

    def _tell_fault(self) -> None:
        self._window.show_sentence("window.fault", name=self._window.language(self._title))


@guarded
class _Making(QObject):
    """One piece of work, kept alive until its thread has ended; its slots run in the window's."""

    told = Signal(object)
    failed = Signal()
    ended = Signal()

    def __init__(self, make: _Make) -> None:
        super().__init__()
        self.worker = _Worker(make, self)
        self.worker.told.connect(self._tell)
        self.worker.failed.connect(self._tell_fault)
        self.worker.finished.connect(self._end)
        self._is_told = True

    def start(self) -> None:
        begin_beside(self, self.worker)

    def let_go(self) -> None:
        """Tell nobody any more."""
        self._is_told = False

    def _tell(self, made: object) -> None:
        if self._is_told:
            self.told.emit(made)

    def _tell_fault(self) -> None:
        if self._is_told:
            self.failed.emit()

    def _end(self) -> None:
        if self._is_told:
            self.ended.emit()


@guarded
class _Worker(QThread):
    told = Signal(object)
    failed = Signal()

    def __init__(self, make: _Make, parent: QObject) -> None:
        super().__init__(parent)
        self._make = make
        self.is_outdated = False

    def run(self) -> None:
        """Do the work; called by Qt in a thread of its own."""
        try:
            for made in self._make():
                self.told.emit(made)
                if self.is_outdated:
                    return
        except Exception:  # a worker's edge: the window must hear of it
            _LOG.exception("making something beside the window failed")
            self.failed.emit()
