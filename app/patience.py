"""Work that takes long goes on beside the window, which shows that it does and can call it off."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar, cast

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QObject, Qt, QThread, QTimer, Signal
from PySide6.QtWidgets import QLabel, QProgressDialog, QWidget

from model.collector import rest_collector, wake_collector
from widgets.language import Language
from widgets.overrides import guarded

Result = TypeVar("Result")
# What is done before is never seen to have taken time.
_PATIENCE_MS = 400


class Cancelled(Exception):
    """The user did not want to wait."""


def do_beside(
    work: Callable[[], Result], sentence: str, language: Language, parent: QWidget | None
) -> Result:
    """Return what ``work`` makes, in a thread of its own, and keep the windows drawn meanwhile.

    ``work`` may touch nothing that belongs to the windows, fonts included. After a moment
    ``sentence`` is shown with a button to call it off; what ``work`` makes then is thrown away.

    Raises:
        Cancelled: If it was called off.
        Exception: What ``work`` raised.
    """
    job = _Job(work)
    loop = QEventLoop()
    job.ended.connect(loop.quit)
    job.start()
    QTimer.singleShot(_PATIENCE_MS, loop, loop.quit)
    loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    if not job.is_ended:
        dialog = waiting_box(sentence, language, parent)
        dialog.canceled.connect(loop.quit)
        dialog.show()
        loop.exec()
        dialog.deleteLater()
        dialog.hide()
        if not job.is_ended:
            raise Cancelled
    return job.made()


def begin_beside(owner: QObject, thread: QThread) -> None:
    """Begin ``thread``, and keep it and ``owner`` until it has ended, wanted any more or not.

    Python's collector rests as long. Without memory for a thread the work is done here, at once.
    """
    _Keeper(owner, thread)
    rest_collector()
    thread.start()
    if not thread.isRunning() and not thread.isFinished():
        thread.run()
        thread.finished.emit()


def wait_for_abandoned(most_s: float | None = None) -> bool:
    """Wait for work that was called off: Qt does not survive the end of the program meanwhile.

    Tell whether all of it has ended; that of a drive that hangs does not within ``most_s``.
    """
    deadline = QDeadlineTimer(QDeadlineTimer.ForeverConstant.Forever)
    if most_s is not None:
        deadline = QDeadlineTimer(round(most_s * 1000))
    return all(keeper.thread_kept.wait(deadline) for keeper in tuple(_keepers))


@guarded
class _Thread(QThread):
    def __init__(self, work: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self.result: object = None
        self.error: BaseException | None = None

    def run(self) -> None:
        """Do the work; called by Qt in the thread."""
        try:
            self.result = self._work()
        except BaseException as error:  # raised again where it is waited for
            self.error = error


@guarded
class _Job(QObject, Generic[Result]):
    """One piece of work, kept alive until its thread has ended; its slots run in the window's."""

    ended = Signal()

    def __init__(self, work: Callable[[], Result]) -> None:
        super().__init__()
        self.worker = _Thread(work, self)
        self.is_ended = False
        self.worker.finished.connect(self._end)

    def start(self) -> None:
        begin_beside(self, self.worker)

    def made(self) -> Result:
        """Return or raise what the work did."""
        if self.worker.error is not None:
            raise self.worker.error
        return cast("Result", self.worker.result)

    def _end(self) -> None:
        self.is_ended = True
        self.ended.emit()


@guarded
class _Keeper(QObject):
    # A plain function could be called in the thread that ends, and throw the owner away there.
    def __init__(self, owner: QObject, thread: QThread) -> None:
        super().__init__()
        self.owner = owner
        self.thread_kept = thread
        thread.finished.connect(self._let_go)
        _keepers.add(self)

    def _let_go(self) -> None:
        wake_collector()
        _keepers.discard(self)


_keepers: set[_Keeper] = set()


def waiting_box(sentence: str, language: Language, parent: QWidget | None) -> QProgressDialog:
    """Return the box that says that ``sentence`` goes on, with a button to call it off."""
    dialog = QProgressDialog("", language("dialogs.cancel"), 0, 0, parent)
    label = QLabel(sentence)  # Qt's own label would read markup in the name of a file
    label.setTextFormat(Qt.TextFormat.PlainText)
    dialog.setLabel(label)
    dialog.setWindowTitle(language("window.program"))
    dialog.setWindowModality(Qt.WindowModality.ApplicationModal)
    dialog.setMinimumDuration(0)
    dialog.setMinimumWidth(360)
    return dialog
