"""What is told and done when others have changed, deleted or put back the file of an open map."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app import file_commands
from app.document import Document, ReadMap
from app.file_stamp import FileStamp
from app.folder_kinds import FolderKind, kind_of
from app.neighbours import Neighbours, as_way, time_of
from model.problems import Problem
from widgets.language import short_name
from widgets.overrides import guarded

if TYPE_CHECKING:
    from app.safekeeping import Safekeeping
    from app.watching import Theirs, Watcher
    from app.window import MapWindow

START_MS = 700
"""After the map is shown: by then the first frame is there."""

_WRITING_MS = 250

OUTSIDE = "outside"
"""Topic of what is told about the file that others have changed."""


@guarded
class OutsideDesk(QObject):
    """Acts for one open map; a map without edits follows its file, else its user is asked.

    Attributes:
        neighbours: Looks round the file.
    """

    def __init__(self, window: MapWindow, document: Document, safe: Safekeeping) -> None:
        super().__init__(document)
        self._window, self._document, self._safe = window, document, safe
        self._watcher: Watcher | None = None
        self._refused: Problem | None = None
        self._begun: Path | None = None
        self.neighbours = Neighbours(window, document)
        document.saved.connect(self._settled)
        QTimer.singleShot(START_MS, self, self.begin)

    @property
    def watcher(self) -> Watcher:
        """What watches the file."""
        if self._watcher is None:
            from app.watching import Watcher  # start-up: the first frame needs no watching

            words = self._window.language
            self._watcher = Watcher(self._document, self._safe, lambda: words.code)
            self._watcher.told.connect(self._hear)
        return self._watcher

    def save_refused(self, problem: Problem) -> None:
        """A saving met what others have put there: ask what is to become of both."""
        self._refused = problem
        self.watcher.look_anew()

    def leave(self) -> None:
        """The map goes from the window."""
        self._window.hide_problem(topic=OUTSIDE)
        self.neighbours.leave()

    def begin(self) -> None:
        """Watch the file, and look round it."""
        path = self._document.path
        if path is None or path == self._begun:
            return
        self._begun = path
        from app.watching import Errand  # start-up: the first frame needs no watching

        errand = Errand(partial(kind_of, path))
        errand.told.connect(self._start)
        errand.go()
        self.neighbours.begin(path)

    def _start(self, kind: FolderKind | None) -> None:
        self.watcher.start(kind or "network")

    def _hear(self, found: Theirs) -> None:
        outside, refused = found.outside, self._refused
        self._refused = None
        self._window.hide_problem(topic=OUTSIDE)
        if outside.kind == "same":
            self._found_again(refused)
        elif outside.kind == "gone":
            self._lose()
            self._offer("deleted", (("save_again", self._save), self._elsewhere()))
        elif outside.kind == "lost":
            self._lose()
            self._offer("unreachable", (self._elsewhere(),))
        elif isinstance(found.read, ReadMap) and outside.stamp is not None:
            self._take_changed(found.read, outside.stamp)
        else:
            self._lose()
            ways = (("keep_mine", self._keep_mine), self._elsewhere())
            self._offer("unreadable", ways)

    def _lose(self) -> None:
        self._document.lose_file()
        self._safe.keep_whole()

    def _found_again(self, refused: Problem | None) -> None:
        """The file is as it was: what was said of a saving meanwhile is true no more."""
        if refused is not None:  # it was changed back in between
            self._window.show_problem(refused, topic=file_commands.SAVING)
            return
        self._window.hide_problem(topic=file_commands.SAVING)
        self._safe.rest_if_saved()
        if self._window.safety.autosaver is not None:
            self._window.safety.autosaver.save_if_wanted()

    def _take_changed(self, read: ReadMap, stamp: FileStamp) -> None:
        document, canvas = self._document, self._window.canvas
        if document.is_like(read.journey):  # the same edit on both sides, or only a later time
            document.take_outside(read.journey, stamp)
        elif document.is_modified:
            self._tell_both(read, stamp)
        elif canvas is not None and canvas.is_editing:
            QTimer.singleShot(_WRITING_MS, self, partial(self._take_changed, read, stamp))
        else:
            self._read_again(read, stamp)

    def _read_again(self, read: ReadMap, stamp: FileStamp) -> None:
        window, words = self._window, self._window.language
        self._document.take_outside(read.journey, stamp)
        said = partial(
            words,
            "watching.read_again",
            name=self._name(),
            time=time_of(self._window.language, stamp.mtime_ns),
        )
        window.tell_done(said, (partial(words, "watching.undo"), self._undo_reading))

    def _undo_reading(self) -> None:
        self._window.banner.dismiss()  # pressed twice it would undo an edit of one's own
        self._window.actions_made["undo"].trigger()

    def _tell_both(self, read: ReadMap, stamp: FileStamp) -> None:
        self._document.is_kept_from_saving = True
        ways = (
            ("merge", partial(self._merge, read, stamp)),
            ("keep_mine", self._keep_mine),
            ("look", partial(self._look_at, read, stamp)),
        )
        self._offer("changed", ways, time=time_of(self._window.language, stamp.mtime_ns))

    def _merge(self, read: ReadMap, stamp: FileStamp) -> None:
        from app.merging_window import open_merge_window  # start-up: opened on demand

        words = self._window.language
        theirs = words(
            "watching.theirs",
            name=self._name(),
            time=time_of(self._window.language, stamp.mtime_ns),
        )
        open_merge_window(
            self._window,
            self._document.base,
            words("watching.mine"),
            ((theirs, read.journey),),
            then=partial(self._merged, read, stamp),
        )

    def _merged(self, read: ReadMap, stamp: FileStamp, _made: object) -> None:
        self._document.take_base(read.journey, stamp)
        self._window.hide_problem(topic=OUTSIDE)

    def _keep_mine(self) -> None:
        file_commands.save_beside_theirs(self._window)

    def _look_at(self, read: ReadMap, stamp: FileStamp) -> None:
        path, words = self._document.path, self._window.language
        if path is None:
            return
        called = f"{path.stem} ({words('watching.other_version')})"
        shown = self._window.workspace.open_copy(read.journey, path, called)
        time = time_of(words, stamp.mtime_ns)
        shown.banner.note(partial(words, "watching.theirs_shown", name=self._name(), time=time))

    def _save(self) -> None:
        file_commands.save(self._window)

    def _elsewhere(self) -> tuple[str, Callable[[], object]]:
        return "save_elsewhere", partial(file_commands.save_as, self._window)

    def _offer(
        self, key: str, ways: tuple[tuple[str, Callable[[], object]], ...], **params: object
    ) -> None:
        words = self._window.language
        self._window.offer(
            partial(words, f"watching.{key}", name=self._name(), **params),
            *((partial(words, f"watching.do.{name}"), as_way(go)) for name, go in ways),
            topic=OUTSIDE,
        )

    def _settled(self) -> None:
        self._window.hide_problem(topic=OUTSIDE)
        self.begin()  # a new map has a file now, or another one

    def _name(self) -> str:
        path = self._document.path
        return short_name(path.name) if path is not None else ""
