"""Export with the dialog: the page is chosen, the PDF made beside the window's work, and saved."""

from __future__ import annotations

import logging
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QObject, QThread, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QProgressBar, QToolButton

from app import file_dialogs
from app.export.jobs import export_journey, export_warnings, suggested_name
from app.patience import Cancelled, do_beside, keep_until_ended
from app.saving import save_export
from model.collector import rest_collector, wake_collector
from model.filtering import Filter
from model.journey import JourneyMap
from model.layout.engine import Layout
from model.layout.sheet import Sheet
from model.paper import PagePlan
from model.problems import Problem
from model.text.fonts import FontBook
from model.views import SavedView
from widgets.export_dialog import ExportDialog, ExportWish
from widgets.language import Language
from widgets.overrides import guarded

if TYPE_CHECKING:
    from app.window import MapWindow

# What takes longer than this shows that something is going on.
_PATIENCE_MS = 1000
# So many are laid out for print in half a second.
_MANY_ITEMS = 2_500
_LOG = logging.getLogger(__name__)


@guarded
class ExportJob(QThread):
    """Makes and saves one PDF; the map is frozen, so the window may go on changing its own.

    Attributes:
        failed: A `Problem`, or None for a fault of ours. Nothing was saved.
        made: The PDF is on disk.
        is_unwanted: Set to call it off: then nothing is saved and nothing is told.
    """

    made = Signal()
    failed = Signal(object)

    def __init__(self, journey: JourneyMap, wish: ExportWish, path: Path) -> None:
        super().__init__()
        self._journey, self._wish, self.path = journey, wish, path
        self.is_unwanted = False

    def run(self) -> None:
        """Do the work; called by Qt in a thread of its own."""
        wish = self._wish
        try:
            # with faces of its own: the window's belong to the window's thread
            data = export_journey(self._journey, wish.settings, fonts=FontBook(), view=wish.view)
            if self.is_unwanted:
                return
            save_export(self.path, data)
        except Problem as problem:
            self.failed.emit(problem)
        except Exception:  # a worker's edge: the window must hear of it
            _LOG.exception("export failed")
            self.failed.emit(None)
        else:
            self.made.emit()


def export_with_dialog(window: MapWindow) -> None:
    """Ask for page and file, then start the export."""
    document = window.document
    if document is None or window.is_exporting:
        return
    journey = document.stamped_value
    try:
        layout = _laid_out(window, journey)
    except Cancelled:
        return
    seen = window.page.filter.through if window.page else None
    wish = window.export_wish or ExportWish(theme=journey.sheet.theme)
    wish = replace(wish, view=seen.view if seen else None)
    is_unsaved = seen is not None and seen.view not in journey.views
    views = (*journey.views, seen.view) if seen and is_unsaved else journey.views
    dialog = ExportDialog(
        window.language,
        layout.sheet(journey, for_print=True),
        journey.sheet,
        wish,
        window,
        warnings=export_warnings(journey),
        views=views,
        sheet_of=partial(_sheet_of, layout, journey),
    )
    is_wanted = bool(dialog.exec())
    wish, plan = dialog.wish, dialog.plan
    dialog.deleteLater()
    if not is_wanted or plan is None:
        return
    window.export_wish = wish
    path = _ask_for_file(window, journey, plan, wish.view)
    if path is not None:
        start_export(window, journey, wish, plan, path)


def _sheet_of(layout: Layout, journey: JourneyMap, view: SavedView | None) -> Sheet:
    return layout.sheet(journey, for_print=True, through=Filter(view) if view else None)


def _laid_out(window: MapWindow, journey: JourneyMap) -> Layout:
    """Return a layout that has laid ``journey`` out for print; a large one beside the window.

    Raises:
        Cancelled: If the user did not want to wait for it.
    """
    count = sum(len(items) for lane in journey.lanes for items in lane.cells.values())
    is_large = count >= _MANY_ITEMS
    layout = Layout(FontBook() if is_large else window.workspace.fonts)
    if is_large:  # with faces of its own: the window's belong to the window's thread
        words = window.language
        sentence = words("dialogs.export.laying_out")
        do_beside(lambda: layout.sheet(journey, for_print=True), sentence, words, window)
    return layout


def start_export(
    window: MapWindow, journey: JourneyMap, wish: ExportWish, plan: PagePlan, path: Path
) -> RunningExport:
    """Make the PDF in the background and tell in ``window`` how it went."""
    return RunningExport(window, ExportJob(journey, wish, path), plan)


@guarded
class RunningExport(QObject):
    """Tells the window how a job goes; its slots run in the window's thread.

    Attributes:
        ended: The job is over, and what became of it is told.
        has_failed: Whether nothing was saved.
    """

    ended = Signal()

    def __init__(self, window: MapWindow, job: ExportJob, plan: PagePlan) -> None:
        super().__init__(window)
        self._window, self._job, self._plan = window, job, plan
        job.setParent(self)
        self.has_failed = False
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
        rest_collector()
        job.start()

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
        self._window.say("dialogs.export.called_off")
        self.setParent(None)  # the window may go before the job has heard of it
        keep_until_ended(self, self._job)

    def _show_progress(self) -> None:
        bar = self._window.statusBar()
        for place, widget in enumerate((self._progress, self._stop)):
            bar.insertPermanentWidget(place, widget)
            widget.show()
        bar.showMessage(self._window.language("dialogs.export.running"))

    def _tell_made(self) -> None:
        if self._job.is_unwanted:
            return
        words, path = self._window.language, self._job.path
        self._window.tell_done(
            partial(_done, words, path.name, self._plan),
            (partial(words, "dialogs.export.open_file"), partial(_open, path)),
            (partial(words, "dialogs.export.open_folder"), partial(_open, path.parent)),
        )

    def _tell_failed(self, problem: Problem | None) -> None:
        if self._job.is_unwanted:
            return
        self.has_failed = True
        if problem is not None:
            self._window.show_problem(problem)
        else:
            self._window.show_sentence("dialogs.export.failed")

    def _finish(self) -> None:
        wake_collector()
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


def _ask_for_file(
    window: MapWindow, journey: JourneyMap, plan: PagePlan, view: SavedView | None
) -> Path | None:
    words = window.language
    document = window.document
    held = document.path.parent if document and document.path else None
    folder = held or file_dialogs.usual_folder(window.workspace.settings.value.folder)
    return file_dialogs.choose_new_file(
        window,
        words("dialogs.export.save_title"),
        folder / suggested_name(journey, plan, view),
        words("dialogs.export.save_filter"),
    )


def _done(words: Language, name: str, plan: PagePlan) -> str:
    return words(
        "dialogs.export.done",
        name=name,
        width=words.number(plan.width, 1),
        height=words.number(plan.height, 1),
        scale=plan.scale_name.replace(".", words.locale.decimalPoint()),
    )


def _open(path: Path) -> None:
    """Hand a file the user has just made to the system."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
