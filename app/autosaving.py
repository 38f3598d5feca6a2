"""Saving by itself: half a minute after the last edit, and when one turns to another program.

In synced and network folders only when one turns away (reference/reliability.md 5.6, A20). It never
asks anything and never writes over what another program has written; what it cannot do is told
once and, if it may pass, tried again. The journal has the work in any case. While that cannot be
written, the file is saved every five seconds, wherever it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from app.document import Document, DoneSaving
from app.file_commands import SAVING, tell_not_saved
from app.folder_kinds import kind_of
from app.safekeeping import Safekeeping
from model.problems import Problem
from widgets.overrides import guarded
from widgets.pausing import pause_before

if TYPE_CHECKING:
    from app.window import MapWindow

PAUSE_MS = 30_000
WITHOUT_JOURNAL_MS = 5_000

# Nothing was left on the drive by these, and they go when there is room, or the drive is back.
_PASSING = frozenset(
    f"file.not_saved_{name}"
    for name in ("full", "no_folder", "other_folder", "in_use", "read_only", "not_allowed")
)


@guarded
class Autosaver(QObject):
    """Saves the map of ``window`` by itself, if that is wanted on this computer."""

    def __init__(self, window: MapWindow, document: Document, safe: Safekeeping) -> None:
        super().__init__(safe)
        self._window, self._document, self._safe = window, document, safe
        self._failed = ""  # code of what was told
        self._pause = pause_before(self._after_pause, PAUSE_MS, self)
        self._without_journal = QTimer(self)
        self._without_journal.setInterval(WITHOUT_JOURNAL_MS)
        self._without_journal.timeout.connect(self.save_if_wanted)
        safe.journal_told.connect(self._journal_told)
        document.changed.connect(self._pause.start)
        document.saved.connect(self._is_saved)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._turned)

    def _is_saved(self) -> None:
        self._pause.stop()
        self._failed = ""

    def _journal_told(self, is_well: bool) -> None:
        if is_well:
            self._without_journal.stop()
        else:
            self._without_journal.start()

    def _turned(self, state: Qt.ApplicationState) -> None:
        if state != Qt.ApplicationState.ApplicationActive:
            self._window.commit_editing()
            self.save_if_wanted()

    def switched(self) -> None:
        """It was switched on or off: what was changed while it was off waits no longer."""
        self._after_pause()

    def _after_pause(self) -> None:
        path = self._document.path
        if path is not None and kind_of(path) == "local":
            self.save_if_wanted()

    def save_if_wanted(self) -> None:
        """Save, unless there is nothing to save or somebody has to say something first."""
        path = self._document.path
        is_wanted = self._window.workspace.settings.value.is_autosaving
        if not is_wanted or path is None or not self._document.is_modified:
            return
        if self._document.is_read_only or self._document.is_kept_from_saving:
            return
        if self._safe.is_saving or self._failed not in {"", *_PASSING}:
            return
        if self._document.is_recovered:  # into its file it goes when its owner says so
            return
        self._safe.save(path, self._tell, is_over_all=False)

    def _tell(self, result: DoneSaving | Problem) -> None:
        if isinstance(result, Problem):
            told, self._failed = self._failed, result.code
            if result.code == "file.not_saved_changed_outside":
                self._failed = ""
            if told != result.code:
                tell_not_saved(self._window, result)
            if result.code in _PASSING:
                self._pause.start()
        else:
            self._window.hide_problem(topic=SAVING)
            self._window.say("window.said.saved_by_itself", name=result.path.name)
