"""What keeps the map of a window safe: its journal, its saving, and what is told of both."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.autosaving import Autosaver
from app.document import Document
from app.drafts import Drafts
from app.outside_desk import OutsideDesk
from app.safekeeping import Safekeeping
from app.slow_saving import SlowSaving
from widgets.overrides import guarded

if TYPE_CHECKING:
    from app.window import MapWindow

JOURNAL = "journal"
"""Topic of the message that the journal cannot be written."""


@guarded
class WindowSafety(QObject):
    """Guards one map after the other, as the window shows them.

    Attributes:
        safe: Keeps the map that is shown, None on the start page.
        is_journal_well: Whether the journal can be written.
        changed: A saving has begun or ended, or the journal fails, or can be written again.
        autosaver: Saves it by itself.
        outside: Hears of what others do with its file.
    """

    changed = Signal()

    def __init__(self, window: MapWindow) -> None:
        super().__init__(window)
        self._window = window
        self.safe: Safekeeping | None = None
        self.is_journal_well = True
        self.autosaver: Autosaver | None = None
        self.outside: OutsideDesk | None = None
        self._slow: SlowSaving | None = None
        self._drafts: Drafts | None = None
        self._is_journal_kept = False

    def guard(self, document: Document) -> None:
        """Keep ``document``, which the window shows from now on."""
        self.safe = Safekeeping(document, self._window.workspace.settings.state_folder, document)
        self.safe.journal_told.connect(self._tell_journal)
        self.safe.saving_changed.connect(self.changed)
        self._slow = SlowSaving(self._window, self.safe)
        self.autosaver = Autosaver(self._window, document, self.safe)
        self._drafts = Drafts(self._window, self.safe)
        self.outside = OutsideDesk(self._window, document, self.safe)
        self.is_journal_well = True
        if document.is_modified and not document.is_recovered:  # imported, or rescued
            self.safe.keep_whole()

    @property
    def seconds_saving(self) -> int:
        """For how long a saving has been going on; 0 until it is long enough to tell."""
        return self._slow.seconds if self._slow is not None else 0

    def look_at_drafts(self) -> None:
        """What was being typed may be in the map now: keep no more of it than is not."""
        if self._drafts is not None:
            self._drafts.look()

    def keep_journal(self) -> None:
        """The map goes before a drive has taken it: the next start offers what the journal has."""
        self._is_journal_kept = True

    def leave(self) -> None:
        """The map goes: it is saved, or the user does not want what is not.

        At the end of the session nobody was asked: the next start does.
        """
        safe, self.safe = self.safe, None
        document = self._window.document
        if self._slow is not None:
            self._slow.leave()
        if self.outside is not None:
            self.outside.leave()
        self._slow = self.autosaver = self.outside = self._drafts = None
        is_kept, self._is_journal_kept = self._is_journal_kept, False
        if safe is None or document is None:
            return
        is_work_left = document.is_modified or safe.has_draft
        if is_kept or (self._window.workspace.is_ending and is_work_left):
            safe.end(is_done_with=False)
        elif not is_work_left:
            safe.end(is_done_with=True)
        else:
            safe.give_up()

    def tell_fault(self, name: str) -> None:
        """Tell that something of ours went wrong; have the whole map in the journal anew."""
        if self.safe is not None:
            self.safe.checkpoint()
        key = "window.fault" if self.is_journal_well else "window.fault_save"
        self._window.show_sentence(key, name=name)

    def _tell_journal(self, is_well: bool) -> None:
        self.is_journal_well = is_well
        self.changed.emit()
        if is_well:
            self._window.hide_problem(topic=JOURNAL)
        else:
            words, save = self._window.language, self._window.actions_made["save"].trigger
            said = partial(words, "window.journal_fails")
            self._window.offer(said, (partial(words, "window.do_save"), save), topic=JOURNAL)
