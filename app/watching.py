"""Watches the file of an open map: told by the system, and looked at now and then all the same.

The system's watch goes blind when a file is replaced, as every saving does, so it is set anew after
each event (reference/reliability.md 2.3 C7). Of network drives it hears nothing.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, QThread, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from app.document import Document, ReadMap, read_map
from app.file_stamp import FileStamp, take_marks
from app.folder_kinds import FolderKind
from app.keeping.outside import Outside, look_outside, marks_of
from app.patience import begin_beside
from app.safekeeping import Safekeeping
from model.problems import Problem
from widgets.overrides import guarded
from widgets.pausing import pause_before

EACH_MS, EACH_ON_NETWORK_MS = 5_000, 30_000
SETTLE_MS = 250
"""After an event of the system: who writes a file is seldom done at once."""


@dataclass(frozen=True, slots=True)
class Theirs:
    """What others have made of the file.

    Attributes:
        outside: What it is now.
        read: The map in it, if it is a changed one; what is wrong with it, if it is none.
    """

    outside: Outside
    read: ReadMap | Problem | None = None


@guarded
class Errand(QThread):
    """Does ``work`` beside the windows and carries what it made to ``told``, in their thread.

    Attributes:
        told: What it made, None if it failed.
    """

    told = Signal(object)

    def __init__(self, work: Callable[[], object]) -> None:
        super().__init__()  # of nobody: who asked may have gone before a slow drive answers
        self._work = work
        self._made: object = None
        self.finished.connect(self._end)

    def go(self) -> None:
        """Begin."""
        begin_beside(self, self)

    def run(self) -> None:
        """Do the work; called by Qt in the thread."""
        try:
            self._made = self._work()
        except (OSError, ValueError, Problem):  # a drive that cannot be asked tells nothing
            self._made = None

    def _end(self) -> None:
        self.told.emit(self._made)


@guarded
class Watcher(QObject):
    """Watches the file of ``document`` until that has gone.

    Attributes:
        told: A `Theirs`: the file has become another thing than was told last.
        looked: A look is over, whether something was told or not.
    """

    told = Signal(object)
    looked = Signal()

    def __init__(self, document: Document, safe: Safekeeping, language: Callable[[], str]) -> None:
        super().__init__(document)
        self._document, self._safe, self._language = document, safe, language
        self._system: QFileSystemWatcher | None = None
        self._asked: tuple[Path, FileStamp | None] | None = None
        self._is_asked_again = self._is_wanted = self._was_gone = False
        self._last: Outside | None = None
        self._each = QTimer(self)
        self._each.timeout.connect(self.look)
        self._settle = pause_before(self.look, SETTLE_MS, self)
        self._is_near = False
        document.saved.connect(self._forget)
        safe.saving_changed.connect(self._settle.start)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._turned)

    def start(self, kind: FolderKind) -> None:
        """Watch from now on, in a folder of ``kind``."""
        self._is_near = kind != "network"
        self._each.start(EACH_MS if self._is_near else EACH_ON_NETWORK_MS)
        if self._is_near and self._system is None:
            self._system = QFileSystemWatcher(self)
            self._system.fileChanged.connect(self._happened)
            self._system.directoryChanged.connect(self._happened)
        self._arm()
        self.look()

    def look(self) -> None:
        """See what the file is, in a thread if it takes more than a moment."""
        path = self._document.path
        if path is None or self._safe.is_saving:
            return
        if self._asked is not None:
            self._is_asked_again = True
            return
        stamp, folder = self._document.stamp, self._document.folder
        # On a drive of this computer one look costs microseconds, and nearly always tells this.
        is_usual = self._is_near and self._last is None and not self._is_wanted
        if is_usual and take_marks(path) == marks_of(stamp):
            self.looked.emit()
            return
        self._asked = (path, stamp)
        told = self._last.stamp if self._last is not None else None
        work = partial(_look, path, stamp, folder, told, self._language())
        errand = Errand(work)
        errand.told.connect(self._take)
        errand.go()

    def look_anew(self) -> None:
        """Look, and tell what is found in any case."""
        self._last, self._is_wanted = None, True
        self.look()

    def _take(self, found: object) -> None:
        asked, self._asked = self._asked, None
        document = self._document
        is_outdated = asked != (document.path, document.stamp) or self._safe.is_saving
        if self._is_asked_again or is_outdated:
            self._is_asked_again = False
            self._settle.start()
        if isinstance(found, Theirs) and not is_outdated:
            self._arm()
            self._judge(found)
        self.looked.emit()

    def _judge(self, found: Theirs) -> None:
        """Tell of what is news, and of what was asked for."""
        outside, last, is_wanted = found.outside, self._last, self._is_wanted
        if outside.kind == "gone" and last is None and not (self._was_gone or is_wanted):
            # A client may take a file away and put it back: only what lasts is told.
            self._was_gone = True
            self._settle.start()
            return
        self._was_gone = self._is_wanted = False
        if outside.kind == "same":
            self._last = None
            if last is not None or self._document.stamp != outside.stamp:
                self._document.take_marks(outside.stamp, outside.folder)
            if last is not None or is_wanted:
                self.told.emit(found)
            return
        self._last = outside
        is_known = last is not None and (last.kind, _sha(last)) == (outside.kind, _sha(outside))
        if not is_known:
            self.told.emit(found)

    def _forget(self) -> None:
        """The file is ours again."""
        self._last = None
        self._is_wanted = self._was_gone = False
        self._settle.start()

    def _happened(self) -> None:
        self._settle.start()

    def _turned(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive and self._each.isActive():
            self.look()

    def _arm(self) -> None:
        """Have the system watch folder and file as they are now."""
        path = self._document.path
        if self._system is None or path is None:
            return
        real = os.path.realpath(path)
        wanted = {real, str(Path(real).parent)}
        held = {*self._system.files(), *self._system.directories()}
        if held - wanted:
            self._system.removePaths(sorted(held - wanted))
        there = [name for name in sorted(wanted - held) if Path(name).exists()]
        if there:
            self._system.addPaths(there)


def _sha(outside: Outside) -> str:
    return outside.stamp.sha256 if outside.stamp is not None else ""


def _look(
    path: Path,
    stamp: FileStamp | None,
    folder: tuple[int, int] | None,
    told: FileStamp | None,
    language: str,
) -> Theirs:
    """Return what others have made of ``path``; the map is read unless ``told`` is of it."""
    outside = look_outside(path, stamp, folder)
    if outside.kind != "changed" or outside.stamp is None:
        return Theirs(outside)
    if told is not None and told.sha256 == outside.stamp.sha256:
        return Theirs(outside)
    try:
        read: ReadMap | Problem = read_map(path, language)
    except Problem as problem:
        read = problem
    if take_marks(path) != marks_of(outside.stamp):  # it changes as we look: later
        return Theirs(Outside("same", stamp, folder))
    return Theirs(outside, read)
