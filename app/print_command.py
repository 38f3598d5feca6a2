"""Print: opens the print window, has its pages made beside the window, and does what it asks."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app import file_dialogs
from app.export.naming import page_paths, suggested_name
from app.jumping import jump_to
from app.print_asked import USUAL_WALL, measure_printer, plan_wall
from app.print_files import FILE_FORMS, FileForm, ending_of
from app.print_making import PrintMaker
from app.print_memory import (
    changed_sheets,
    remember_settings,
    remember_sheets,
    remembered_settings,
    remembered_view,
)
from app.print_presets import PresetStore, presets_folder
from app.print_presets_asked import PresetDesk
from app.print_saving import start_export
from model.journey import JourneyMap
from model.printing.image_sizes import check_image_sizes
from model.printing.pages import Printout
from model.printing.preflight import Finding
from model.printing.settings import PrintSettings
from model.problems import PrintProblem
from model.values import with_changes
from model.views import SavedView
from widgets.overrides import guarded
from widgets.pausing import pause_before
from widgets.print.made import MadePrint, Wish
from widgets.print.row import Offers
from widgets.print.window import PrintWindow
from widgets.print.wording import worded

if TYPE_CHECKING:
    from app.print_direct import DirectPrint
    from app.print_saving import RunningExport
    from app.window import MapWindow

_PAUSE_MS = 250  # after an edit of the map, before its pages are made anew


def open_print_window(window: MapWindow) -> None:
    """Show how the map of ``window`` will be printed."""
    if window.document is None:
        return
    if window.print_desk is None:
        window.print_desk = PrintDesk(window)
    window.print_desk.open()


def open_persona_sheet(window: MapWindow, person_id: str) -> None:
    """Show how the sheet of one persona will be printed; what was set before comes again."""
    if window.document is None:
        return
    if window.print_desk is None:
        window.print_desk = PrintDesk(window)
    window.print_desk.open_sheet(person_id)


@guarded
class PrintDesk(QObject):
    """The print window of one map window, and what this map was printed with last.

    Attributes:
        shown: The print window, None while it is parked.
    """

    def __init__(self, window: MapWindow) -> None:
        super().__init__(window)
        self._window = window
        self._document = window.document
        stored = window.workspace.settings
        self.shown: PrintWindow | None = None
        self.printing: DirectPrint | None = None
        self._wall: tuple[float, float] | None = None
        self._wish: Wish | None = None
        self._kept: tuple[PrintSettings, SavedView | None] | None = None
        self._whole: tuple[PrintSettings, SavedView | None] | None = None  # behind a sheet
        self._asked = ""  # what is to be done as soon as the pages are those that were wished
        self.maker = PrintMaker(self, window)
        self.maker.made.connect(self._take_made)
        self.maker.checked.connect(self._take_findings)
        self._presets = PresetDesk(window, PresetStore(presets_folder(stored.folder)))
        self._pause = pause_before(self._make, _PAUSE_MS, self)
        window.closed.connect(self.close)
        window.language.changed.connect(self._reopen)
        if self._document is not None:
            self._document.changed.connect(self._map_changed)

    def open(self) -> None:
        """Show the print window, with what was chosen when it was open last."""
        document = self._window.document
        if document is None:
            return
        if self.shown is not None:
            self.shown.raise_()
            self.shown.activateWindow()
            return
        journey = document.stamped_value
        settings, view = self._begin_with(journey)
        offers = Offers(self._views(journey), journey.personas, self._choose_profile)
        shown = PrintWindow(self._window.language, offers, settings, view, self._window)
        self.shown = shown
        shown.wish_changed.connect(self._make)
        shown.output_asked.connect(self._put_out)
        shown.jump_asked.connect(self._jump)
        shown.doing_asked.connect(self._do)
        shown.closed.connect(self._parked)
        self._presets.serve(shown)
        self._make()
        shown.show()

    def open_sheet(self, person_id: str) -> None:
        """Show the print window on the sheet of one persona."""
        is_new = self.shown is None
        self.open()
        if self.shown is None:
            return
        settings, view = self.shown.settings, self.shown.view
        if is_new:
            self._whole = (settings, view)
        self.shown.take(with_changes(settings, output="persona", persona=person_id))

    def close(self) -> None:
        """Park the print window."""
        if self.shown is not None:
            self.shown.reject()

    def leave(self) -> None:
        """Go with the map that is printed here: another one has a desk of its own."""
        self.close()
        self.maker.stop()
        self.deleteLater()

    # --- what is printed -----------------------------------------------------------------------

    def _begin_with(self, journey: JourneyMap) -> tuple[PrintSettings, SavedView | None]:
        page, path = self._window.page, self._path()
        seen = page.filter.through if page else None
        stored = self._window.workspace.settings
        if self._kept is not None:
            settings, view = self._kept
        else:
            settings = remembered_settings(stored, path) or PrintSettings()
            view = remembered_view(stored, path, journey)
        if seen is not None:
            return settings, seen.view
        return settings, view if view in journey.views else None

    def _views(self, journey: JourneyMap) -> tuple[SavedView, ...]:
        page = self._window.page
        seen = page.filter.through if page else None
        is_unsaved = seen is not None and seen.view not in journey.views
        return (*journey.views, seen.view) if seen and is_unsaved else journey.views

    def _make(self) -> None:
        document = self._window.document
        if self.shown is None or document is None:
            return
        wish = Wish(document.stamped_value, self.shown.settings, self.shown.view)
        self._wish = wish
        self.maker.make(wish)

    def _map_changed(self) -> None:
        if self.shown is not None:
            self._pause.start()

    def _take_made(self, made: MadePrint) -> None:
        if self.shown is not None:
            self.shown.show_made(made)
            stored = self._window.workspace.settings
            self.shown.show_changed(changed_sheets(stored, self._path(), made.fingerprints))
            self._say_what_cannot_be()
            if self._asked and made.wish is self._wish:
                QTimer.singleShot(0, self, partial(self._put_out, self._asked))
                self._asked = ""

    def _take_findings(self, findings: tuple[Finding, ...]) -> None:
        if self.shown is not None:
            self.shown.show_findings(findings)

    # --- what is asked -------------------------------------------------------------------------

    def _put_out(self, form: str) -> None:
        shown = self.shown
        if shown is None or shown.made is None or self._window.is_exporting:
            return
        made = shown.made
        if self._pause.isActive():
            self._pause.stop()
            self._make()
        if made.wish is not self._wish:
            self._asked = form
            return
        if made.printout is None:
            return
        if form == "print":
            self._print(shown, made, made.printout)
        for known in FILE_FORMS:
            if known == form:
                self._save(shown, made, known)

    def _print(self, shown: PrintWindow, made: MadePrint, printout: Printout) -> None:
        # Not at start-up: the system's printers take their time.
        from app.print_direct import print_directly

        self.printing = print_directly(self._window, shown, printout, _name_of(made, ""))
        if self.printing is not None:
            self.close()
            names = self.printing.names
            self.printing.ended.connect(partial(self._remember_sheets, self.printing, made, names))

    def _save(self, shown: PrintWindow, made: MadePrint, form: FileForm) -> None:
        path = self._ask_for_file(shown, made, form)
        if path is None or not self._may_replace_pages(shown, made, form, path):
            return
        running = start_export(self._window, made.wish, path, form, shown.facts.in_short)
        self.close()
        if form == "pdf":
            names = frozenset(page.name for page in made.printout.pages) if made.printout else ()
            running.ended.connect(partial(self._remember_sheets, running, made, names))

    def _ask_for_file(self, shown: PrintWindow, made: MadePrint, form: FileForm) -> Path | None:
        words, document = self._window.language, self._window.document
        ending = ending_of(form)
        held = document.path.parent if document and document.path else None
        folder = held or file_dialogs.usual_folder(self._window.workspace.settings.value.folder)
        return file_dialogs.choose_new_file(
            shown,
            words(f"print_window.saving.title_{ending[1:]}"),
            folder / _name_of(made, ending),
            words(f"print_window.saving.filter_{ending[1:]}"),
        )

    def _may_replace_pages(
        self, shown: PrintWindow, made: MadePrint, form: FileForm, path: Path
    ) -> bool:
        """Ask of pictures of pages that are there already; the dialog asked of one file."""
        if form in ("pdf", "html") or made.printout is None or len(made.printout.pages) < 2:
            return True
        there = next((it for it in page_paths(path, made.printout) if it.exists()), None)
        return there is None or file_dialogs.may_replace(shown, there)

    def _do(self, doing: str) -> None:
        if self.shown is not None and doing == "plan":
            self._plan(self.shown)
        elif self.shown is not None:
            measure_printer(self._window, self.shown)

    def _plan(self, shown: PrintWindow) -> None:
        if self._wish is None:
            return
        facts = shown.made.facts if shown.made else None
        wall = self._wall or ((facts.width, facts.height) if facts else USUAL_WALL)
        settings, self._wall = plan_wall(self._window, shown, self.maker, self._wish, wall)
        if settings is not None:
            shown.take(settings)
        else:
            self._make()  # what was being made may have been forgotten meanwhile

    def _jump(self, ids: tuple[str, ...]) -> None:
        """Park the print window and choose what it is about on the canvas."""
        self.close()
        jump_to(self._window, ids)

    def _choose_profile(self) -> str:
        words = self._window.language
        path = file_dialogs.choose_file(
            self.shown or self._window,
            words("print_window.profile_title"),
            str(file_dialogs.usual_folder(self._window.workspace.settings.value.folder)),
            words("print_window.profile_filter"),
        )
        return "" if path is None else str(path)

    def _say_what_cannot_be(self) -> None:
        """Say of each button that does nothing now why that is."""
        shown = self.shown
        if shown is None or shown.made is None or shown.made.printout is None:
            return
        from app.print_direct import why_not_on_paper  # as above

        words, printout = self._window.language, shown.made.printout
        try:
            check_image_sizes(printout, printout.journey or shown.made.wish.journey)
        except PrintProblem as problem:
            shown.say_why_none(worded(problem, words))
            return
        key = why_not_on_paper(printout)
        shown.say_why_not("print", words(key) if key else "")

    # --- parking -------------------------------------------------------------------------------

    def _parked(self) -> None:
        shown, self.shown = self.shown, None
        if shown is None:
            return
        self._kept = self._whole or (shown.settings, shown.view)
        self._whole = None
        self._remember()
        self._pause.stop()
        self._asked = ""
        shown.deleteLater()

    def _remember(self) -> None:
        if self._kept is not None:
            remember_settings(self._window.workspace.settings, self._path(), *self._kept)

    def _remember_sheets(
        self, done: RunningExport | DirectPrint, made: MadePrint, names: Collection[str]
    ) -> None:
        """Remember what the sheets show that are on paper now; the next time all are printed."""
        if done.is_done:
            if self._kept is not None:
                self._kept = (with_changes(self._kept[0], sheets=()), self._kept[1])
            printed = {name: seen for name, seen in made.fingerprints.items() if name in names}
            remember_sheets(self._window.workspace.settings, self._path(), printed)

    def _reopen(self) -> None:
        """Word the window anew."""
        if self.shown is not None:
            self.close()
            QTimer.singleShot(0, self, self.open)

    def _path(self) -> Path | None:
        return self._document.path if self._document else None


def _name_of(made: MadePrint, ending: str) -> str:
    """Return a file name for the print, with its size and scale."""
    if made.printout is None:
        return f"journey{ending}"
    return suggested_name(made.wish.journey, made.printout, made.wish.view, ending)
