"""What all windows of the program share: settings, language, look, fonts, and the windows."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.document import Document, ReadMap, read_map
from app.exchange_commands import tell_left_behind
from app.file_commands import SAVING
from app.file_names import SUFFIX
from app.folder_kinds import kind_of
from app.patience import Cancelled, do_beside
from app.settings import MapPlace, Settings
from model.edits import set_about
from model.exchange.endings import PACKED
from model.journey import JourneyMap
from model.layout.engine import Layout
from model.layout.theme import Theme
from model.problems import Problem
from model.text.fonts import FontBook
from model.values import present_time
from widgets.language import Language
from widgets.overrides import guarded
from widgets.palette import Look, LookWish, look_of, use_look

if TYPE_CHECKING:
    from app.own_things import OwnThings
    from app.safekeeping import Safekeeping
    from app.window import MapWindow

# Some 2,500 cards, which take half a second from the file to the sheet.
_LARGE_BYTES = 400_000
_LARGE_PACKED_BYTES = 30_000  # a workbook, which takes as long for a tenth of that
_ASIDE = QPoint(28, 28)  # so that the window beneath is seen to be there
_THEMES = {"light": "screen_light", "dark": "screen_dark"}


@guarded
class Workspace(QObject):
    """The running program behind its windows; ``look_changed`` follows light and dark.

    ``own_changed`` tells that templates, lanes or cards of one's own have come, gone or changed.

    Attributes:
        is_ending: Whether the computer ends the session: nothing is asked, the journals stay.
    """

    look_changed = Signal()
    own_changed = Signal()

    def __init__(
        self, settings: Settings, *, language: str | None = None, parent: QObject | None = None
    ) -> None:
        """Start in ``language``, else the remembered one, else the system's."""
        super().__init__(parent)
        self.settings = settings
        self.language = Language(language or settings.value.language, self)
        self.language.install()
        self.fonts = FontBook.bundled()
        self._own: OwnThings | None = None
        self.windows: list[MapWindow] = []
        self.is_ending = False
        self.look: Look = use_look(settings.value.theme)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    @property
    def own(self) -> OwnThings:
        """The templates, lanes and cards that are kept on this computer."""
        if self._own is None:
            from app.own_things import OwnThings  # start-up: not when a map is opened

            self._own = OwnThings(self.settings.folder)
        return self._own

    @property
    def theme(self) -> Theme:
        """The colours of the canvas."""
        return Theme.named(_THEMES[self.look])

    def make_layout(self, document: Document) -> Layout:
        """Return a layout for ``document`` that has laid it out.

        It is done before any widget is made: a fault in the constructor of a widget would leave
        Qt with half an object, and end the program with the work of all windows.
        """
        layout = Layout(self.fonts)
        layout.sheet(document.value)
        return layout

    def use_look(self, wish: LookWish) -> None:
        """Switch to light, dark or what the system says, and remember it."""
        self.settings.change(theme=wish)
        self._take_look(wish)

    def use_language(self, code: str) -> None:
        """Switch every window to ``code``, and remember it."""
        self.settings.change(language=code)
        self.language.use(code)

    def open_window(
        self, document: Document | None = None, layout: Layout | None = None
    ) -> MapWindow:
        """Return a new, shown window on ``document``, or on the start page.

        ``layout`` is given if it has laid the document out already.
        """
        from app.window import MapWindow  # the window imports this module for its type

        if document is not None and layout is None:
            layout = self.make_layout(document)
        window = MapWindow(self, self.place_of(document))
        self.windows.append(window)
        window.closed.connect(self._forget)
        if document is not None and layout is not None:
            window.show_document(document, layout)
        else:
            window.show_start()
        window.show()
        return window

    def open_start(self, near: MapWindow) -> MapWindow:
        """Return a new window on the start page, beside ``near``, which it would hide."""
        window = self.open_window()
        window.move(near.pos() + _ASIDE)
        return window

    def open_file(self, path: Path, near: MapWindow | None = None) -> MapWindow | None:
        """Show the map in ``path``: in the window that has it, in ``near`` if free, or a new one.

        A file that cannot be opened is told of in ``near`` (or in a new window), which stays.
        """
        opened = self.open_files((path,), near)
        return opened[0] if opened else None

    def open_files(self, paths: Sequence[Path], near: MapWindow | None = None) -> list[MapWindow]:
        """Show the maps in ``paths``, as `open_file` does; return their windows.

        Whatever cannot be opened is told of in the window on top when all is done, where people
        look.
        """
        opened: list[MapWindow] = []
        refused: list[tuple[Path, Problem]] = []
        for path in paths:
            try:
                opened.append(self._open(path, opened[-1] if opened else near))
            except Cancelled:
                continue
            except Problem as problem:
                self.settings.forget_file(path)
                refused.append((path, problem))
        if refused:
            from app.rescue_commands import tell_refused  # start-up: nearly all maps can be opened

            told = opened[-1] if opened else near or self.open_window()
            for path, refusal in reversed(refused):
                tell_refused(told, path, refusal)
        return opened

    def _open(self, path: Path, near: MapWindow | None) -> MapWindow:
        path = _lasting(path)
        holder = self._holder(path)
        if holder is not None:
            return holder
        read, layout = self._read(path, near)
        holder = self._holder(path)  # it may have been asked for again while it was fetched
        if holder is not None:
            return holder
        document = read.document()
        self.settings.remember_file(path)
        window = self.show_document(document, near, layout)
        if read.notes and read.is_imported:
            tell_left_behind(window, path, read.notes)
        elif read.notes:
            from app.restoring import tell_notes  # start-up: there is nothing to tell of most maps

            tell_notes(window, path, read.notes)
        if document.is_read_only:
            window.show_sentence("window.is_read_only", topic=SAVING, name=path.name)
        return window

    def _holder(self, path: Path) -> MapWindow | None:
        """Return the window that has ``path`` open, on top now."""
        holder = self.window_of(path)
        if holder is not None:
            holder.raise_()
            holder.activateWindow()
        return holder

    def _read(self, path: Path, near: MapWindow | None) -> tuple[ReadMap, Layout | None]:
        """Read a map; a large one, which is laid out too, or a far one beside the windows."""
        code = self.language.code
        sentence = self.language("window.opening", name=path.name)
        if not _is_large(path):
            if kind_of(path) not in ("synced", "network"):
                return read_map(path, code), None
            read = partial(read_map, path, code)  # a sync client may have to fetch it first
            return do_beside(read, sentence, self.language, near), None
        if not _may_open(path, near, self.language):
            raise Cancelled
        return do_beside(lambda: _read_and_laid_out(path, code), sentence, self.language, near)

    def window_of(self, path: Path) -> MapWindow | None:
        """Return the window that has the file ``path`` open."""
        for window in self.windows:
            if window.document is not None and _is_same_file(window.document.path, path):
                return window
        return None

    def open_new(
        self, journey: JourneyMap, near: MapWindow | None = None, *, is_work: bool = False
    ) -> MapWindow:
        """Show ``journey`` as a new map that has no file yet; is it work that would be missed?"""
        stamped = set_about(journey, created=present_time())
        return self.show_document(Document(stamped, is_saved=not is_work), near)

    def open_copy(
        self, journey: JourneyMap, file: Path, called: str, *, is_work: bool = False
    ) -> MapWindow:
        """Show ``journey``, as `open_new`, as a map that is ``called`` so and lies by ``file``."""
        stamped = set_about(journey, created=present_time())
        origin = file.with_name(called + SUFFIX)
        return self.show_document(Document(stamped, is_saved=not is_work, origin=origin), None)

    def show_document(
        self, document: Document, near: MapWindow | None, layout: Layout | None = None
    ) -> MapWindow:
        """Show ``document`` in ``near`` if that holds nothing of worth, else in a new window."""
        if near is not None and _is_free(near):
            near.hide_problem()
            near.show_document(document, layout or self.make_layout(document))
            return near
        window = self.open_window(document, layout)
        if near is not None and self.place_of(document) is None:
            window.move(near.pos() + _ASIDE)
        return window

    def place_of(self, document: Document | None) -> MapPlace | None:
        """Return how the map of ``document`` was looked at last, None for a new one."""
        path = document.path if document is not None else None
        return self.settings.place_of(path) if path is not None else None

    def kept_safe(self) -> list[Safekeeping]:
        """Return what keeps the open maps safe; may be asked in any thread."""
        held = (window.safety.safe for window in tuple(self.windows))
        return [safe for safe in held if safe is not None]

    def quit(self) -> bool:
        """Close every window, asking where something is unsaved; tell whether all closed."""
        return all(window.close() for window in list(self.windows))

    def _forget(self, window: MapWindow) -> None:
        if window in self.windows:
            self.windows.remove(window)

    def _follow_system(self, _scheme: Qt.ColorScheme) -> None:
        wish = self.settings.value.theme
        if wish == "system" and look_of(wish) != self.look:
            self._take_look(wish)

    def _take_look(self, wish: LookWish) -> None:
        self.look = use_look(wish)
        # Widgets hear of a new palette by posted events; icons are drawn when they have it.
        QTimer.singleShot(0, self, self.look_changed.emit)


def _is_free(window: MapWindow) -> bool:
    """Tell whether nothing of worth is in ``window`` and no dialog asks about what is in it."""
    is_typed_in = window.page is not None and bool(window.page.middle.quick_entry.waiting)
    is_empty = window.document is None or (window.document.is_pristine and not is_typed_in)
    return is_empty and QApplication.activeModalWidget() is None


def _is_large(path: Path) -> bool:
    try:
        is_packed = path.suffix.lower() in PACKED
        return path.stat().st_size >= (_LARGE_PACKED_BYTES if is_packed else _LARGE_BYTES)
    except (OSError, ValueError):
        return False  # reading it tells what is wrong


def _may_open(path: Path, near: MapWindow | None, language: Language) -> bool:
    from app.rescue_commands import may_open  # start-up: large maps only

    return may_open(path, near, language)


def _lasting(path: Path) -> Path:
    """Return ``path``, or what it leads to if it is the system's name of a file that is open.

    After a save such a name leads to the version before.
    """
    is_of_system = path.is_relative_to("/proc") or path.is_relative_to("/dev/fd")
    return Path(os.path.realpath(path)) if is_of_system else path


def _read_and_laid_out(path: Path, language: str) -> tuple[ReadMap, Layout]:
    read = read_map(path, language)
    layout = Layout(FontBook())  # the windows' own faces belong to their thread
    layout.sheet(read.journey)
    return read, layout


def _is_same_file(held: Path | None, asked: Path) -> bool:
    if held is None:
        return False
    try:
        return held == asked or held.samefile(asked)
    except OSError:
        return False
