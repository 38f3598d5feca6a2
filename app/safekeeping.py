"""One open map kept safe: its journal, and its saving in a thread beside the window.

While the word "saved" is not said yet, the window goes on; what is edited meanwhile is in the
journal and in the next saving.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QObject, QThread, Signal

from app.document import Document, DoneSaving
from app.keeping.notes import Note, Start
from app.patience import begin_beside
from model.collector import rest_collector, wake_collector
from model.journey import JourneyMap
from model.problems import FileProblem, Problem
from model.values import present_time
from widgets.overrides import guarded

if TYPE_CHECKING:
    from app.keeping.keeper import Keeper
    from app.keeping.left_maps import LeftMap
    from app.keeping.recovering import Recovered

_LOG = logging.getLogger(__name__)
Then = Callable[["DoneSaving | Problem"], None]


class Abandoned(Exception):
    """The map was closed before a drive had taken it; its journal is kept."""


@guarded
class Safekeeping(QObject):
    """Keeps what becomes of ``document``; journals lie in ``folder``.

    Attributes:
        journal_told: Whether the journal can be written, told when that changes.
        saving_changed: A saving has begun or ended.
        left: The map is not kept any more.
    """

    journal_told = Signal(bool)
    saving_changed = Signal()
    left = Signal()
    _journal_rested = Signal()

    def __init__(self, document: Document, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._document, self._folder = document, folder
        self._keeper: Keeper | None = None
        self._running: _Saving | None = None
        self._running_to: tuple[Path, Then] | None = None
        self._waiting: list[tuple[Path, bool, str, Then]] = []
        self._is_collector_resting = False
        self._draft, self._edits, self._last_edit = "", 0, ""
        self._old_draft = ""
        self._old: LeftMap | None = None
        self._journal_rested.connect(self._wake_collector)
        document.changed.connect(self._keep)
        document.saved.connect(self._rest)

    # --- the journal ---------------------------------------------------------------------------

    def go_on_from(self, found: Recovered, old: LeftMap | None = None) -> None:
        """Keep a recovered map, which is in no file as it is, before anything is typed.

        The session ``old`` stays until the map is saved or given up, should this one go wrong.
        """
        self._old, self._old_draft = old, found.draft
        self._edits, self._last_edit = found.edits, found.last_edit
        self.keep_whole()

    def keep_whole(self) -> None:
        """Keep the map though nobody has edited it here: as it is, it is in no file."""
        self._edits = max(self._edits, 1)
        self.checkpoint()

    def rest_if_saved(self) -> None:
        """The file is as it was again: if all of the map is in it, the journal goes."""
        if not self._document.is_modified:
            self._begin_from(self._document.value)

    def checkpoint(self) -> None:
        """Write the whole map into the journal anew, if anything of it is in no file."""
        if self._edits:
            document = self._document
            origin = document.origin_of_journal
            start = Start(document.value, origin, self._edits, self._last_edit)
            self._keeping(start.journey).begin_again(start, self._draft_note())

    def take_draft(self, draft: str) -> None:
        """Keep what is being typed and is not in the map yet; "" when nothing is."""
        if draft == self._draft:
            return
        self._draft = draft
        note = Note(self._document.value, present_time(), edits=0, draft=self._all_drafts)
        if draft or self._keeper is not None:
            self._keeping(note.journey).take(note)

    @property
    def has_draft(self) -> bool:
        """Whether something is being typed that is not in the map yet."""
        return bool(self._draft)

    def hurry(self, seconds: float) -> bool:
        """Have all that was edited on this computer's disk; tell whether it is, in time."""
        return self._keeper is None or self._keeper.wait(seconds)

    def end(self, *, is_done_with: bool) -> None:
        """End the journal: with nothing left, or kept for the next start."""
        if self._keeper is not None:
            self._keeper.close(is_done_with=is_done_with)
            self._keeper = None
            self._wake_collector()
        self._waiting.clear()
        self.left.emit()

    def give_up(self) -> None:
        """End the journal of what nobody wants; it is kept for a month, in case it is missed."""
        keeper, self._keeper = self._keeper, None
        self._settle_old()  # first: what goes on in the new session would else go with it, held
        if keeper is not None:
            keeper.close(is_done_with=False)
            self._wake_collector()
            if keeper.folder is not None:
                _set_aside(keeper.folder)
        self._waiting.clear()
        self.left.emit()

    def _keep(self, before: JourneyMap, after: JourneyMap) -> None:
        label = self._document.undo_label or ""
        self._edits, self._last_edit = self._edits + 1, present_time()
        note = Note(after, self._last_edit, label=label, draft=self._all_drafts)
        self._keeping(before).take(note)

    @property
    def _all_drafts(self) -> str:
        """What is being typed, and what was when the program ended; "" for nothing."""
        return "\n".join(filter(None, (self._old_draft, self._draft)))

    def _draft_note(self) -> Note | None:
        if not self._all_drafts:
            return None
        return Note(self._document.value, present_time(), edits=0, draft=self._all_drafts)

    def _settle_old(self) -> None:
        old, self._old = self._old, None
        if old is not None:
            from app.keeping.left_maps import settle  # start-up: seldom needed

            settle(old)

    def _keeping(self, base: JourneyMap) -> Keeper:
        if self._keeper is None:
            from app.keeping.keeper import Keeper  # start-up: nothing is kept before the first edit

            start = Start(base, self._document.origin_of_journal)
            old = self._old.folder if self._old is not None else None
            told = (self.journal_told.emit, self._folder / "recovery")
            self._keeper = Keeper(start, *told, rest=self._journal_rested.emit, old=old)
        if not self._is_collector_resting:
            self._is_collector_resting = True
            rest_collector()  # it must not search in the journal's thread
        return self._keeper

    def _wake_collector(self) -> None:
        is_idle = self._keeper is None or self._keeper.is_idle
        if self._is_collector_resting and is_idle:
            self._is_collector_resting = False
            wake_collector()

    def _rest(self, done: DoneSaving) -> None:
        self._settle_old()
        self._old_draft = ""  # it stays with what was set aside now
        self._begin_from(done.value)

    def _begin_from(self, saved: JourneyMap) -> None:
        now = self._document.value
        self._edits = 0 if now is saved else 1
        if self._keeper is None:
            return
        start = Start(saved, self._document.origin_of_journal)
        later = self._draft_note()
        if self._edits:
            later = Note(now, present_time(), draft=self._all_drafts)
        self._keeping(saved).begin_again(start, later)
        self._wake_collector()  # there may be nothing to do

    # --- saving --------------------------------------------------------------------------------

    @property
    def is_saving(self) -> bool:
        """Whether a saving is not on the disk yet."""
        return self._running is not None

    @property
    def written_file(self) -> Path | None:
        """The file that is being written in this moment; may be asked in any thread."""
        running = self._running
        return running.path if running is not None and not running.is_done else None

    def save_now(self, path: Path, *, is_over_all: bool, theirs_called: str = "") -> DoneSaving:
        """Save and wait for it; the window is drawn and can be used meanwhile.

        Raises:
            FileProblem: If it was not saved.
            Abandoned: If the map was closed meanwhile.
        """
        ended: list[DoneSaving | Problem] = []
        loop = QEventLoop()

        def end(result: DoneSaving | Problem) -> None:
            ended.append(result)
            loop.quit()

        self.save(path, end, is_over_all=is_over_all, theirs_called=theirs_called)
        if not ended:
            self.left.connect(loop.quit)
            loop.exec()
        if not ended:
            raise Abandoned
        if isinstance(ended[0], Problem):
            raise ended[0]
        return ended[0]

    def save(self, path: Path, then: Then, *, is_over_all: bool, theirs_called: str = "") -> None:
        """Save beside the window; ``then`` is called here with what came of it.

        While a saving runs the next one waits, and takes the map as it is by then; unless it is
        ``is_over_all`` it goes where the map is by then, which may be another file. For the rest
        see `app.document.Document.saving_of`.
        """
        if self._running is not None:
            self._waiting.append((path, is_over_all, theirs_called, then))
            return
        write = self._document.saving_of(
            path, is_over_all=is_over_all, theirs_called=theirs_called, state_folder=self._folder
        )
        self._running = _Saving(write, path)
        self._running_to = (path, then)
        self._running.finished.connect(self._end)
        self.saving_changed.emit()
        begin_beside(self._running, self._running)

    def _end(self) -> None:
        running, self._running = self._running, None
        if running is None or self._running_to is None:
            return
        path, then = self._running_to
        result = running.result
        try:
            if isinstance(result, FileProblem):
                self._document.not_saved(path, result)
            elif isinstance(result, DoneSaving):
                self._document.take_saved(result)
        finally:  # whatever goes wrong with it, somebody waits to hear of it
            self.saving_changed.emit()
            try:
                then(result)
            finally:
                self._go_on()

    def _go_on(self) -> None:
        """Begin the saving that waits, if nothing else has begun."""
        if self._waiting and self._running is None:
            path, is_over_all, theirs_called, then = self._waiting.pop(0)
            if not is_over_all:
                path = self._document.path or path
            self.save(path, then, is_over_all=is_over_all, theirs_called=theirs_called)


def _set_aside(folder: Path) -> None:
    from app.keeping.left_maps import LeftMap, settle  # start-up: seldom needed

    settle(LeftMap(folder, None))


@guarded
class _Saving(QThread):
    def __init__(self, write: Callable[[], DoneSaving], path: Path) -> None:
        super().__init__()  # of nobody: the map may be closed before a slow drive answers
        self._write, self.path = write, path
        self.is_done = False
        self.result: DoneSaving | Problem = FileProblem(
            "file.not_saved", file=path.name, reason="-"
        )

    def run(self) -> None:
        """Write; called by Qt in the thread. Whoever waits must hear of every end of it."""
        try:
            self.result = self._write()
        except Problem as problem:
            self.result = problem
        except Exception as error:
            reason = type(error).__name__
            self.result = FileProblem("file.not_saved", file=self.path.name, reason=reason)
            with suppress(MemoryError):  # it may be what went wrong
                _LOG.exception("saving failed")
        finally:
            self.is_done = True
