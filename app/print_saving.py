"""A print is made into a file beside the window's work, and saved."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QObject, QThread, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QProgressBar, QToolButton

from app.patience import begin_beside
from app.print_files import FileForm, files_of
from app.saving import save_export
from model.problems import Problem
from widgets.language import Language
from widgets.overrides import guarded
from widgets.print.made import Wish

if TYPE_CHECKING:
    from app.window import MapWindow

# What takes longer than this shows that something is going on.
_PATIENCE_MS = 1000
_LOG = logging.getLogger(__name__)


@guarded
class ExportJob(QThread):
    """Makes and saves a print; the map is frozen, so the window may go on changing its own.

    Attributes:
        failed: A `Problem`, or None for a fault of ours. What was not whole was not saved.
        made: The files are on disk.
        is_unwanted: Set to call it off: then nothing more is saved and nothing is told.
        saved: The files that were saved.
        notes: What is to be told of them.
    """

    made = Signal()
    failed = Signal(object)

    def __init__(self, wish: Wish, path: Path, form: FileForm = "pdf") -> None:
        super().__init__()
        self._wish, self.path, self._form = wish, path, form
        self.is_unwanted = False
        self.saved: list[Path] = []
        self.notes: list[Problem] = []

    def run(self) -> None:
        """Do the work; called by Qt in a thread of its own."""
        try:
            for file in files_of(self._wish, self._form, self.path):
                if self.is_unwanted:
                    return
                save_export(file.path, file.data)
                self.saved.append(file.path)
                self.notes.extend(file.notes)
        except Problem as problem:
            self.failed.emit(problem)
        except Exception:  # a worker's edge: the window must hear of it
            _LOG.exception("export failed")
            self.failed.emit(None)
        else:
            self.made.emit()


def start_export(
    window: MapWindow, wish: Wish, path: Path, form: FileForm = "pdf", told: str = ""
) -> RunningExport:
    """Make the files in the background and tell in ``window`` how it went.

    ``told`` says how large the print is; it stands in what is told when it is done.
    """
    return RunningExport(window, ExportJob(wish, path, form), told)


@guarded
class RunningExport(QObject):
    """Tells the window how a job goes; its slots run in the window's thread.

    Attributes:
        ended: The job is over, and what became of it is told.
        has_failed: Whether nothing was saved.
        is_done: Whether all is saved.
    """

    ended = Signal()

    def __init__(self, window: MapWindow, job: ExportJob, told: str) -> None:
        super().__init__(window)
        self._window, self._job, self._told = window, job, told
        job.setParent(self)
        self.has_failed = False
        self.is_done = False
        window.running_export = self
        self._progress = QProgressBar(window)
        self._progress.setRange(0, 0)
        self._progress.setFixedWidth(120)
        self._progress.hide()
        self._stop = QToolButton(window)
        self._stop.setText(window.language("dialogs.cancel"))
        self._stop.clicked.connect(self.call_off)
        self._stop.hide()
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._show_progress)
        self._patience.start(_PATIENCE_MS)
        job.made.connect(self._tell_made)
        job.failed.connect(self._tell_failed)
        job.finished.connect(self._finish)
        begin_beside(self, job)

    def wait(self) -> None:
        """Return when the job is over and its end is told; the window is drawn meanwhile."""
        loop = QEventLoop()
        self.ended.connect(loop.quit)
        self._show_progress()
        loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)

    def call_off(self) -> None:
        """Save no PDF; the window is free for another export at once."""
        self._job.is_unwanted = True
        self._leave()
        self._window.say("print_window.saving.called_off")
        self.setParent(None)  # the window may go before the job has heard of it

    def _show_progress(self) -> None:
        bar = self._window.statusBar()
        for place, widget in enumerate((self._progress, self._stop)):
            bar.insertPermanentWidget(place, widget)
            widget.show()
        bar.showMessage(self._window.language("print_window.saving.running"))

    def _tell_made(self) -> None:
        if self._job.is_unwanted:
            return
        self.is_done = True
        words, saved = self._window.language, self._job.saved
        path = saved[0] if saved else self._job.path
        self._window.tell_done(
            partial(_done, words, path.name, len(saved), self._told, self._job.notes),
            (partial(words, "print_window.saving.open_file"), partial(_open, path)),
            (partial(words, "print_window.saving.open_folder"), partial(_open, path.parent)),
        )

    def _tell_failed(self, problem: Problem | None) -> None:
        if self._job.is_unwanted:
            return
        self.has_failed = True
        if problem is not None:
            self._window.show_problem(problem)
        else:
            self._window.show_sentence("print_window.saving.failed")

    def _finish(self) -> None:
        if not self._job.is_unwanted:
            self._leave()
        self.deleteLater()

    def _leave(self) -> None:
        self._patience.stop()
        bar = self._window.statusBar()
        for widget in (self._progress, self._stop):
            bar.removeWidget(widget)
            widget.deleteLater()
        bar.clearMessage()
        self._window.running_export = None
        self.ended.emit()


def _done(words: Language, name: str, count: int, told: str, notes: Sequence[Problem]) -> str:
    said = words("print_window.saving.done", name=name, told=told).replace(" ()", "")
    more = words("print_window.saving.more_files", count=count - 1) if count > 1 else ""
    return "\n".join((f"{said} {more}".strip(), *map(words.of, notes)))


def _open(path: Path) -> None:
    """Hand a file the user has just made to the system."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
