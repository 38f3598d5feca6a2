"""The thread that keeps the journal: the window hands it each map, it does the slow part.

It writes a quarter of a second after the last edit, and at the latest a second after the first
that is not written; so a second of typing is the most that any end of the program can take. It
needs nothing of the window's thread, which may hang.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from app.keeping.disk import THE_DISK, Disk
from app.keeping.journal import Journal
from app.keeping.notes import Note, Start
from app.keeping.sessions import Session, goes_on_in

PAUSE_S, LATEST_S = 0.25, 0.6
"""Seconds after the last edit, and after the first that is not written."""

_AGAIN_S = 2.0
_LOG = logging.getLogger(__name__)

Tell = Callable[[bool], None]


class Keeper:
    """Keeps the journal of one map. All its methods return at once, but `wait` and `close`.

    ``tell`` and ``rest`` are called in its thread: ``tell`` with False when the journal cannot be
    written and with True when it can again, ``rest`` when there is nothing to do for now.
    """

    def __init__(
        self,
        start: Start,
        tell: Tell,
        root: Path | None = None,
        disk: Disk = THE_DISK,
        rest: Callable[[], None] = lambda: None,
        old: Path | None = None,
    ) -> None:
        """Keep what becomes of ``start``, in ``root``; nothing is written before the first edit.

        ``old`` is the session it was recovered from, offered again as long as this one is unread.
        """
        self._old = old
        self._tell, self._root, self._disk, self._rest = tell, root, disk, rest
        self._start: Start | None = start  # None once the journal has begun with it
        self._waiting: Note | None = None
        self._first = self._newest = 0.0
        self._is_closing = self._is_busy = False
        self._is_well = True
        self._session: Session | None = None
        self._journal: Journal | None = None
        self._change = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="journal", daemon=True)
        self._thread.start()

    @property
    def is_idle(self) -> bool:
        """Whether there is nothing to do for now."""
        with self._change:
            return self._is_done() and not self._is_due()

    @property
    def folder(self) -> Path | None:
        """Where the journal is; None while nothing is in it."""
        is_there = self._journal is not None and self._journal.is_begun
        return self._session.folder if self._session is not None and is_there else None

    def take(self, note: Note) -> None:
        """Keep ``note``; one that is still waiting is in it."""
        with self._change:
            self._newest = time.monotonic()
            if self._waiting is None:
                self._first = self._newest
                self._waiting = note
            else:
                self._waiting = replace(note, edits=note.edits + self._waiting.edits)
            self._change.notify_all()

    def begin_again(self, start: Start, later: Note | None = None) -> None:
        """Start anew: a map was saved, or recovered; ``later`` is what it has become since.

        With nothing later and no edits the journal goes: all that it holds is in the file.
        """
        if later is None and start.edits:
            later = Note(start.journey, "", 0)
        with self._change:
            self._start, self._waiting = start, later
            self._first = self._newest = 0.0
            self._change.notify_all()

    def wait(self, seconds: float) -> bool:
        """Write at once and wait for it; tell whether all that was taken is on the disk."""
        with self._change:
            self._first = self._newest = 0.0
            self._change.notify_all()
            self._change.wait_for(self._is_done, seconds)
            return self._is_done() and self._is_well

    def close(self, *, is_done_with: bool) -> None:
        """End the thread: with nothing left, or with all of it kept for the next start."""
        with self._change:
            self._is_closing = True
            if is_done_with:
                self._waiting = None
            self._change.notify_all()
        self._thread.join()
        if self._journal is not None and is_done_with:
            self._journal.end()
        if self._session is not None:
            self._session.end()

    def _run(self) -> None:
        is_last = False
        while not is_last:
            try:
                is_last = self._turn()
            except Exception:  # this thread must live on
                time.sleep(PAUSE_S)
                is_last = self._is_closing

    def _turn(self) -> bool:
        """Wait until there is something to do, and do it; tell whether it was the last."""
        with self._change:
            while not self._is_due():
                self._change.wait(self._until_due())
            note, self._waiting = self._waiting, None
            start, self._start = self._start, None
            self._is_busy = True
        try:
            if note is not None:
                self._keep(note, start)
            elif start is not None:
                self._put_away(start)
        except Exception:  # there is no memory even for what is done when there is none
            self._put_back(note, start)
            raise
        finally:
            with self._change:
                self._is_busy = False
                self._change.notify_all()
        if self.is_idle and not self._is_closing:
            self._rest()
        return self._is_closing

    def _put_back(self, note: Note | None, start: Start | None) -> None:
        with self._change:
            if self._start is None:
                self._start = start
                if self._waiting is None:
                    self._waiting = note

    def _is_due(self) -> bool:
        if self._is_closing:
            return True
        if self._waiting is not None:
            return self._until_due() == 0
        # A map that is in its file needs no journal.
        return self._start is not None and self._journal is not None and self._journal.is_begun

    def _until_due(self) -> float | None:
        if self._waiting is None:
            return None
        due = min(self._newest + PAUSE_S, self._first + LATEST_S)
        return max(due - time.monotonic(), 0.0)

    def _is_done(self) -> bool:
        return self._waiting is None and not self._is_busy

    def _keep(self, note: Note, start: Start | None) -> None:
        try:
            journal = self._at_home()
            if start is not None:
                journal.begin(start.journey, start.origin, start.edits, note, start.last_edit)
                start = None
            else:
                journal.note(note)
        except Exception as error:  # this thread must live on: the next edit is kept by it
            self._fail(note, start)
            _LOG.warning("the journal cannot be written: %s", error)
        else:
            self._be(is_well=True)

    def _at_home(self) -> Journal:
        """Return the journal, in a folder that is there: programs that clean up remove it."""
        if self._session is None or not self._session.is_there:
            before, self._session = self._session, Session(self._root)
            if self._old is not None:  # gone, if the map has been saved meanwhile
                with suppress(OSError):
                    goes_on_in(self._old, self._session.folder)
            if before is not None:
                before.end()
            if self._journal is not None:
                self._journal.move(self._session.folder)
        if self._journal is None:
            self._journal = Journal(self._session.folder, self._disk)
        return self._journal

    def _put_away(self, start: Start) -> None:
        """Take the journal away; the next edit begins one with ``start``."""
        if self._journal is not None and not self._is_closing:
            self._journal.end()
        with self._change:
            self._start = self._start or start
        self._be(is_well=True)

    def _fail(self, note: Note, start: Start | None) -> None:
        """Try again in a while, unless something newer is there already: an edit, or a saving."""
        with self._change:
            if self._start is None:
                self._start = start
                if self._waiting is None:
                    self._waiting = note
                    # Soon, should it have been a moment's trouble.
                    soon = 0.0 if self._is_well else _AGAIN_S
                    self._first = self._newest = time.monotonic() + soon
                else:
                    self._waiting = replace(self._waiting, edits=self._waiting.edits + note.edits)
        self._be(is_well=False)

    def _be(self, *, is_well: bool) -> None:
        if is_well != self._is_well:
            self._tell(is_well)
            self._is_well = is_well
