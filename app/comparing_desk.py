"""Comparing in one window: what is compared, the window that tells it, the marks on the canvas."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app import file_commands, file_dialogs
from app.latest_wish import LatestWish
from app.map_page import MapPage
from app.patience import Cancelled, do_beside
from app.print_memory import remembered_settings
from app.saving import save_export
from model.comparing.rows import ChangeRow
from model.find import has_item
from model.journey import JourneyMap
from model.printing.settings import PrintSettings
from model.problems import Problem
from model.text.fonts import FontBook
from model.texts import Texts
from widgets.canvas.selection import Selection, cell_selection, item_selection
from widgets.overrides import guarded
from widgets.pausing import pause_before
from widgets.versions.compare_bar import CompareBar
from widgets.versions.compared import Compared, make_compared
from widgets.versions.comparing_window import ComparingWindow

if TYPE_CHECKING:
    from app.window import MapWindow

_PAUSE_MS = 300  # after an edit, before the maps are compared anew
_TOPIC = "comparing"
Named = tuple[str, JourneyMap]


def comparing_desk(window: MapWindow) -> ComparingDesk:
    """Return the desk of the map in ``window``; made when it is first asked for."""
    page = window.page
    assert page is not None  # there is nothing to compare on the start page
    return page.findChild(ComparingDesk) or ComparingDesk(window, page)


@guarded
class ComparingDesk(QObject):
    """Compares two maps, of which one may be the open map as it is now.

    Attributes:
        shown: The window of the comparison, None while it is closed.
        made: What was found last.
    """

    def __init__(self, window: MapWindow, page: MapPage) -> None:
        super().__init__(page)
        assert window.document is not None
        self._window, self._page, self._document = window, page, window.document
        self._before: Named | None = None
        self._after: Named | None = None
        self._bar: CompareBar | None = None
        self._is_marking = False
        self.shown: ComparingWindow | None = None
        self.made: Compared | None = None
        self._maker = LatestWish(self, window, "versions.window.title")
        self._maker.told.connect(self._take)
        self._pause = pause_before(self._make, _PAUSE_MS, self)
        self._document.changed.connect(self._map_changed)
        window.closed.connect(self.close)
        window.language.changed.connect(self._make)
        page.filter.marks_ended.connect(self._marks_ended)
        page.destroyed.connect(self._maker.stop)

    def compare(self, before: Named, after: Named | None) -> None:
        """Show what differs from ``before`` to ``after``, None for the open map as it is now."""
        self._before, self._after = before, after
        self.made = None
        self._is_marking = after is None
        if after is not None:
            self._page.filter.mark(None)
        self.open()
        self._make()

    def open(self) -> None:
        """Show the window."""
        if self.shown is None:
            window = self._window
            # Of the page: it goes with the map.
            self.shown = ComparingWindow(window.language, window.workspace.fonts, self._page)
            self.shown.jump_asked.connect(self._jump)
            self.shown.marks_asked.connect(self._want_marks)
            self.shown.pdf_asked.connect(self._save)
            self.shown.closed.connect(self._closed)
            self.shown.show_waiting(self._names())
            self._show_marks()
            if self.made is not None:
                self.shown.show_compared(self.made)
            self.shown.show()
        self._show_marks()
        self.shown.raise_()
        self.shown.activateWindow()

    def close(self) -> None:
        """Close the window; marks on the canvas stay until they are ended there."""
        if self.shown is not None:
            self.shown.reject()

    # --- comparing -----------------------------------------------------------------------------

    def _names(self) -> tuple[str, str]:
        now = self._window.language("versions.now")
        before, after = self._before, self._after
        return before[0] if before else now, after[0] if after else now

    def _map_changed(self, before: JourneyMap, after: JourneyMap) -> None:
        # A version that is named or annotated changes nothing that is compared.
        is_other = any(
            getattr(before, name) is not getattr(after, name)
            for name in type(after).model_fields
            if name != "versions"
        )
        if is_other and self._after is None and (self.shown is not None or self._is_marking):
            self._pause.start()

    def _make(self) -> None:
        if self._before is None or (self.shown is None and not self._is_marking):
            return
        before = self._before[1]
        after = self._after[1] if self._after else self._document.value
        words = Texts(self._window.language.code)
        self._maker.ask(partial(_compared, before, after, self._names(), words))

    def _take(self, made: object) -> None:
        if not isinstance(made, Compared):
            return
        self.made = made
        if self.shown is not None:
            self.shown.show_compared(made)
        if self._is_marking:
            self._mark(made)

    # --- on the canvas -------------------------------------------------------------------------

    def _want_marks(self, is_wanted: bool) -> None:
        self._is_marking = is_wanted
        if not is_wanted:
            self._page.filter.mark(None)
        elif self.made is not None:
            self._mark(self.made)

    def _mark(self, made: Compared) -> None:
        if self._bar is None:
            fonts = self._window.workspace.fonts
            self._bar = CompareBar(self._window.language, fonts, self._page.middle)
            self._bar.list_asked.connect(self.open)
            self._bar.closed.connect(self._end_marks)
            self._page.middle.put_above(self._bar)
        self._bar.show_marking(made.marking)
        self._bar.show()
        self._page.filter.mark(made.marking)

    def _end_marks(self) -> None:
        self._page.filter.mark(None)
        self._page.canvas.take_focus()

    def _marks_ended(self) -> None:
        self._is_marking = False
        if self._bar is not None:
            self._bar.hide()
        self._show_marks()

    def _show_marks(self) -> None:
        if self.shown is not None:
            why_not = "" if self._after is None else self._window.language("versions.no_marks")
            self.shown.show_marks(is_on=self._is_marking, why_not=why_not)

    # --- what is asked -------------------------------------------------------------------------

    def _jump(self, wanted: ChangeRow | str) -> None:
        selection = self._selection_of(wanted)
        if selection is not None:
            self._window.choose(selection)
            self._window.activateWindow()
            self._page.canvas.setFocus()

    def _selection_of(self, wanted: ChangeRow | str) -> Selection | None:
        journey = self._document.value
        if isinstance(wanted, str):
            return item_selection([wanted]) if has_item(journey, wanted) else None
        if wanted.target and has_item(journey, wanted.target):
            return item_selection([wanted.target])
        if wanted.cell is not None:
            lane_id, step_id = wanted.cell
            lanes = {lane.id for lane in journey.lanes}
            is_there = lane_id in lanes and step_id in {step.id for step in journey.steps}
            return cell_selection(lane_id, step_id) if is_there else None
        if wanted.sort in ("phases", "steps", "lanes") and wanted.target:
            held = {part.id for part in getattr(journey, wanted.sort)}
            is_there = wanted.target in held
            return Selection(wanted.sort, (wanted.target,)) if is_there else None  # type: ignore[arg-type]
        return None

    def _save(self) -> None:
        """Ask where the comparison is to go as a PDF, and write it beside the window."""
        window, made = self._window, self.made
        words = window.language
        if made is None or self.shown is None:
            return
        name = words("versions.pdf.name", name=file_commands.suggested_name(window))
        proposed = file_commands.folder_of(window) / f"{name}.pdf"
        path = file_dialogs.choose_new_file(
            self.shown,
            words("versions.window.pdf"),
            proposed,
            words("print_window.saving.filter_pdf"),
        )
        if path is None:
            return
        stored = remembered_settings(window.workspace.settings, self._document.path)
        settings = stored or PrintSettings(paper="A1", scale="fit")
        write = partial(_write_pdf, made, settings, path)
        try:
            do_beside(write, words("versions.pdf.writing", name=path.name), words, self.shown)
        except Cancelled:
            return
        except Problem as problem:
            window.show_problem(problem, topic=_TOPIC)
            return
        window.tell_done(partial(words, "versions.pdf.done", name=path.name))

    def _closed(self) -> None:
        shown, self.shown = self.shown, None
        if shown is not None:
            shown.deleteLater()


def _compared(
    before: JourneyMap, after: JourneyMap, names: tuple[str, str], words: Texts
) -> Iterator[object]:
    yield make_compared(before, after, names, words)


def _write_pdf(made: Compared, settings: PrintSettings, path: Path) -> None:
    # Start-up: the libraries of PDF are slow to import.
    from app.export.comparisons import comparison_pdf

    # Faces of its own: the window's belong to the window's thread.
    written = comparison_pdf(made.comparison, made.names, settings, FontBook())
    save_export(path, written.data)
