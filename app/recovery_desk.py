"""Recovery: looks for what was left behind, offers it, and does what is asked.

It never writes into a map's file: that is done by whoever saves the recovered map.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSizeF, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from app.document import Document, read_map
from app.file_stamp import take_marks
from app.keeping.left_maps import (
    FileState,
    LeftMap,
    maps_aside,
    maps_left_behind,
    settle,
    state_of_file,
)
from app.keeping.recovering import Recovered
from app.keeping.sessions import KEPT_DAYS, day_aside
from app.merging_window import open_merge_window
from app.outside_desk import OUTSIDE
from app.window import MapWindow
from app.workspace import Workspace
from model.collector import rest_collector, wake_collector
from model.journey import JourneyMap
from model.layout.engine import Layout
from model.layout.theme import Theme
from model.problems import Problem
from model.text.fonts import FontBook
from widgets.overrides import guarded
from widgets.painting import SheetPainter
from widgets.previews import sheet_pixmap
from widgets.recovery.entry import RecoveryEntry, shown_draft
from widgets.recovery.row import PICTURE
from widgets.recovery.window import RecoveryWindow

_TOPIC = "recovery"
# A drive that does not answer must not keep Python's collector at rest for long.
_LOOKING_MS = 10_000
# Of the newest: laying out and painting hundreds would hold up the windows, and the end.
_PICTURES = 20


@guarded
class RecoveryDesk(QObject):
    """Offers the maps of all windows of a program; one for each `Workspace`.

    Attributes:
        shown: The window, None while it is closed.
        looked: All is known of what was found.
    """

    looked = Signal()
    _found = Signal(object, object)
    _laid_out = Signal(str, object)
    _stated = Signal(str, str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._root = workspace.settings.state_folder / "recovery"
        self._maps: dict[str, LeftMap] = {}
        self._states: dict[str, FileState] = {}
        self._near: MapWindow | None = None
        self._is_looking = self._is_asked = False
        self.shown: RecoveryWindow | None = None
        self._painter = SheetPainter(workspace.fonts)
        self._found.connect(self._take)
        self._laid_out.connect(self._draw)
        self._stated.connect(self._take_state)
        self.looked.connect(self._end_looking)

    @staticmethod
    def of(workspace: Workspace) -> RecoveryDesk:
        """Return the desk of ``workspace``."""
        return workspace.findChild(RecoveryDesk) or RecoveryDesk(workspace)

    def look_at_start(self) -> None:
        """Look for what was left behind, beside the windows; show it if there is anything."""
        if self._root.is_dir():
            self._look(is_asked=False)

    def open(self, near: MapWindow) -> None:
        """Show the window over ``near``, with what was set aside too."""
        self._near = near
        self._look(is_asked=True)

    # --- looking -------------------------------------------------------------------------------

    def _look(self, *, is_asked: bool) -> None:
        self._is_asked = is_asked or self._is_asked
        if self._is_looking:
            return
        self._is_looking = True
        rest_collector()
        QTimer.singleShot(_LOOKING_MS, self, self._end_looking)
        threading.Thread(target=self._look_beside, name="recovery", daemon=True).start()

    def _look_beside(self) -> None:
        """Do the slow part, in a thread of its own; what is slowest comes last."""
        with suppress(RuntimeError):  # the program has ended meanwhile
            try:
                held = [left for left in self._maps.values() if left.hold is not None]
                waiting = [*held, *maps_left_behind(self._root)]
                aside = maps_aside(self._root)
                self._found.emit(waiting, aside)
                maps = [*waiting, *aside]
                layout = Layout(FontBook())  # the windows' own faces belong to their thread
                for left in maps[:_PICTURES]:
                    sheet = _sheet_of(layout, left)
                    if sheet is not None:
                        self._laid_out.emit(left.folder.name, sheet)
                for left in maps:
                    self._stated.emit(left.folder.name, state_of_file(left.origin))
            finally:
                self.looked.emit()

    def _end_looking(self) -> None:
        if self._is_looking:
            self._is_looking = False
            wake_collector()

    def _take(self, waiting: list[LeftMap], aside: list[LeftMap]) -> None:
        self._maps = {left.folder.name: left for left in (*waiting, *aside)}
        if not waiting and not self._is_asked:
            return
        windows = self._workspace.windows
        near = self._near if self._near in windows else next(iter(windows), None)
        if near is None:
            return
        if self.shown is None:
            self.shown = RecoveryWindow(self._workspace.language, near)
            self.shown.asked.connect(self._do)
            self.shown.finished.connect(self._closed)
        self.shown.show_entries([_entry(left) for left in self._maps.values()])
        self.shown.show_all(is_all=self._is_asked)
        self._is_asked = False
        self.shown.show()
        self.shown.raise_()
        self.shown.activateWindow()

    def _draw(self, key: str, sheet: object) -> None:
        from model.layout.sheet import Sheet  # only for its type

        if self.shown is None or not isinstance(sheet, Sheet):
            return
        theme, ratio = Theme.named("screen_light"), self.shown.devicePixelRatioF()
        size = QSizeF(PICTURE)
        self.shown.show_picture(key, sheet_pixmap(self._painter, sheet, theme, size, ratio=ratio))

    def _take_state(self, key: str, state: FileState) -> None:
        self._states[key] = state
        if self.shown is not None:
            self.shown.show_state(key, state)

    def _closed(self) -> None:
        shown, self.shown = self.shown, None
        if shown is not None:
            shown.deleteLater()

    # --- doing ---------------------------------------------------------------------------------

    def _do(self, doing: str, key: str) -> None:
        left = self._maps.get(key)
        if left is None:
            return
        if doing == "recover" and left.found is not None:
            self._recover(left, left.found, self._states.get(key))
        elif doing == "open_saved":
            if self._workspace.open_file(Path(left.origin.path), self._free_window()) is None:
                return
            self._set_aside(left)
        else:
            self._set_aside(left)
        if left.hold is not None:
            self._maps.pop(key, None)
        self._leave(key)
        if doing == "discard" and self.shown is not None and self.shown.is_all:
            self._look(is_asked=True)  # it is among what was set aside now

    def _set_aside(self, left: LeftMap) -> None:
        settle(left)
        words, name = self._workspace.language, _entry(left).name
        said = partial(words, "recovery.said.set_aside", name=name or words("recovery.unknown"))
        for window in self._workspace.windows:  # the start page has no status bar
            show = partial(self.open, window)
            window.tell_done(said, (partial(words, "recovery.do.show"), show))

    def _leave(self, key: str) -> None:
        if self.shown is None:
            return
        self.shown.drop(key)
        if self.shown.waiting_count:  # the others wait here, and not behind the map
            self.shown.raise_()
            self.shown.activateWindow()
        elif not self.shown.is_all:
            self.shown.accept()

    def _recover(self, left: LeftMap, found: Recovered, state: FileState | None) -> None:
        """Open the map as it was left; its session stays until it is saved or given up."""
        path = Path(found.origin.path) if found.origin.path else None
        holder = self._workspace.window_of(path) if path is not None else None
        held = holder.document if holder is not None else None
        is_twice = held is not None and held.is_modified
        is_base_saved = state == "same" and found.is_base_saved and not is_twice
        document = Document.brought_back(
            found, None if is_twice else path, is_base_saved=is_base_saved
        )
        if holder is not None and not is_twice:
            holder.show_document(document, self._workspace.make_layout(document))
            window = holder
        else:
            window = self._workspace.show_document(document, self._free_window())
        if window.safety.safe is not None:
            old = left if left.hold is not None else None
            window.safety.safe.go_on_from(found, old)
        window.raise_()
        window.activateWindow()
        if window.page is not None:  # what else the map has to tell comes first, and lies below
            tell = partial(self._tell, window, document, found, state, is_twice=is_twice)
            window.page.first_shown.connect(tell)

    def _tell(
        self,
        window: MapWindow,
        document: Document,
        found: Recovered,
        state: FileState | None,
        *,
        is_twice: bool,
    ) -> None:
        words, name = window.language, window.document_name()
        if found.draft:
            copy = partial(QGuiApplication.clipboard().setText, found.draft)
            said = partial(words, "recovery.opened_draft", text=shown_draft(found.draft))
            window.offer(said, (partial(words, "recovery.copy"), copy), topic=_TOPIC)
        if is_twice or state == "changed":
            key = "recovery.opened_twice" if is_twice else "recovery.opened_changed"
            merge = partial(self._merge, window, document, found)
            said = partial(words, key, name=name)
            # Who watches the file tells of its change too, in the place of this.
            topic = _TOPIC if is_twice else OUTSIDE
            window.offer(said, (partial(words, "recovery.merge"), merge), topic=topic)

    def _merge(self, window: MapWindow, document: Document, found: Recovered) -> None:
        """Merge the recovered map with what stands in its file now."""
        path, words = Path(found.origin.path), window.language
        if window.document is not document:
            return
        marks = take_marks(path)
        try:
            theirs = read_map(path, words.code).journey
        except Problem as problem:
            window.show_problem(problem)
            return
        window.hide_problem(topic=_TOPIC)
        window.hide_problem(topic=OUTSIDE)
        base = found.base if found.is_base_saved else None
        sides = ((words("recovery.merge_theirs"), theirs),)
        then = partial(_accept, document, theirs, marks)
        open_merge_window(window, base, words("recovery.merge_ours"), sides, then=then)

    def _free_window(self) -> MapWindow | None:
        windows: Sequence[MapWindow] = self._workspace.windows
        free = (window for window in windows if window.document is None)
        return next(free, windows[-1] if windows else None)


def _accept(
    document: Document, theirs: JourneyMap, marks: tuple[int, int, int] | None, _merged: object
) -> None:
    document.accept_file(theirs, marks)


def _sheet_of(layout: Layout, left: LeftMap) -> object:
    try:
        return layout.sheet(left.found.journey) if left.found is not None else None
    except Exception:  # without its picture the map can be recovered all the same
        return None


def _entry(left: LeftMap) -> RecoveryEntry:
    found, key, origin = left.found, left.folder.name, left.origin
    path = Path(origin.path) if origin.path else None
    place = str(path.parent) if path is not None else ""
    name = path.stem if path is not None else origin.name
    if found is None:
        return RecoveryEntry(
            key, name, place, origin.saved, is_readable=False, folder=str(left.folder)
        )
    if path is None:
        name = found.journey.about.title or name
    day = day_aside(left.folder) if left.hold is None else None
    return RecoveryEntry(
        key,
        name,
        place,
        origin.saved,
        found.last_edit,
        found.edits,
        found.draft,
        is_whole=found.is_whole,
        until=(day + timedelta(days=KEPT_DAYS)).isoformat() if day else "",
    )
