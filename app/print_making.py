"""Makes prints beside the window: the latest wish wins, and what it made comes back."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QThread, Signal

from app.patience import keep_until_ended
from model.collector import rest_collector, wake_collector
from model.layout.engine import Layout
from model.printing.preflight import preflight
from model.text.fonts import FontBook
from widgets.overrides import guarded
from widgets.print.made import MadePrint, Wish, make_print
from widgets.print.plans import MadePlans, PlanWish, make_plans

_LOG = logging.getLogger(__name__)
_Make = Callable[[], Iterator[object]]


@guarded
class LatestWish(QObject):
    """Does one thing at a time, in a thread; what was asked before and is not begun is forgotten.

    Attributes:
        told: Carries what was made, in the window's thread.
        failed: Something is wrong with us.
    """

    told = Signal(object)
    failed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
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
        self._running.failed.connect(self.failed)
        self._running.ended.connect(self._go_on)
        self._running.start()

    def _go_on(self) -> None:
        self._running = None
        self._begin()


@guarded
class PrintMaker(LatestWish):
    """Makes prints with faces of its own: the window's belong to the window's thread.

    Attributes:
        made: Carries a `MadePrint`.
        checked: Carries the findings of its preflight; not of what nobody waits for any more.
        planned: Carries `MadePlans`.
    """

    made = Signal(object)
    checked = Signal(object)
    planned = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._layout = Layout(FontBook())
        self.told.connect(self._tell)

    def make(self, wish: Wish) -> None:
        """Make ``wish`` and check it."""
        self.ask(lambda: _printed(wish, self._layout))

    def plan(self, wish: PlanWish) -> None:
        """Work out ways of covering a wall."""
        self.ask(lambda: _planned(wish, self._layout))

    def _tell(self, made: object) -> None:
        if isinstance(made, MadePrint):
            self.made.emit(made)
        elif isinstance(made, MadePlans):
            self.planned.emit(made)
        else:
            self.checked.emit(made)


def _printed(wish: Wish, layout: Layout) -> Iterator[object]:
    made = make_print(wish, layout)
    yield made
    if made.printout is not None:
        yield preflight(wish.journey, made.printout)


def _planned(wish: PlanWish, layout: Layout) -> Iterator[object]:
    yield make_plans(wish, layout)


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
        keep_until_ended(self, self.worker)
        rest_collector()
        self.worker.start()

    def let_go(self) -> None:
        """Tell nobody any more; the collector is waken all the same."""
        self._is_told = False

    def _tell(self, made: object) -> None:
        if self._is_told:
            self.told.emit(made)

    def _tell_fault(self) -> None:
        if self._is_told:
            self.failed.emit()

    def _end(self) -> None:
        wake_collector()
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
            _LOG.exception("making a print failed")
            self.failed.emit()
