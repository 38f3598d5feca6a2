"""The reports window of a map: follows the map, writes into it, leads back, prints and saves."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, get_args

from PySide6.QtCore import QByteArray, QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from app import file_commands, file_dialogs
from app.document import Document
from app.jumping import jump_to
from app.latest_wish import LatestWish
from app.patience import Cancelled, do_beside
from app.saving import save_export
from app.settings import ReportMemory
from model.edits.plans import PlanField, write_plan
from model.journey import JourneyMap
from model.printing.pages import Printout
from model.problems import Problem
from model.reports.asking import Asked
from model.reports.making import make_report
from model.reports.paper import ReportPaper
from model.reports.report import KINDS, Report, ReportKind
from model.text.fonts import FontBook
from model.texts import Texts
from widgets.overrides import guarded
from widgets.pausing import pause_before
from widgets.reports.window import ReportWindow

if TYPE_CHECKING:
    from app.print_direct import DirectPrint
    from app.window import MapWindow

_FORMS: Final = (("pdf", ".pdf"), ("html", ".html"), ("xlsx", ".xlsx"), ("csv", ".csv"))
_TOPIC: Final = "reports"
_TITLE: Final = "reports.window.title"
_PAUSE_MS: Final = 150  # after an edit elsewhere


def open_reports(window: MapWindow, kind: ReportKind | None = None) -> None:
    """Show the reports window of the map in ``window``, with ``kind`` or what was seen last."""
    if window.document is None:
        return
    window.commit_editing()
    desk = window.findChild(ReportDesk)
    if desk is None or desk.document is not window.document:
        desk = ReportDesk(window, window.document)
    desk.open(kind)


@guarded
class ReportDesk(QObject):
    """What one map's reports window asks for is done here.

    Attributes:
        document: The map.
        shown: The window, None while it is closed.
        report_made: The report of a large map was made beside the window.
    """

    report_made = Signal()

    def __init__(self, window: MapWindow, document: Document) -> None:
        super().__init__(window)
        self._window = window
        self.document = document
        self.shown: ReportWindow | None = None
        self.printing: DirectPrint | None = None
        self._fonts: FontBook | None = None  # of the thread that makes pages
        self._is_to_print = False
        self._maker = LatestWish(self, window, _TITLE)
        self._maker.told.connect(self._take_pages)
        # Of reports of large maps: pages take longer.
        self._reporter = LatestWish(self, window, _TITLE)
        self._reporter.told.connect(self._take_report)
        self._pause = pause_before(self._show_map, _PAUSE_MS, self)
        document.changed.connect(self._map_changed)
        document.problem.connect(self._tell_refusal)
        document.destroyed.connect(self._leave)
        window.closed.connect(self._leave)
        window.language.changed.connect(self._retranslate)

    def open(self, kind: ReportKind | None) -> None:
        """Show the window, as it was left; ``kind`` is the report that is asked for."""
        shown = self.shown
        if shown is None:
            shown = self.shown = self._made()
            shown.show_map(self.document.value, _today())
        if kind is not None:
            shown.show_kind(kind)
        shown.show()
        shown.raise_()
        shown.activateWindow()
        shown.table.setFocus()

    # --- what the window asks for --------------------------------------------------------------

    def _made(self) -> ReportWindow:
        # No child of the map's window: it would lie over the card that a row leads to.
        shown = ReportWindow(self._window.language)
        held = self._window.workspace.settings.value.reports
        if held.geometry:
            shown.restoreGeometry(QByteArray(base64.b64decode(held.geometry)))
        shown.sorts = {
            kind: (column.removeprefix("-"), column.startswith("-"))
            for kind, column in held.sorts.items()
        }
        shown.take_paper(held.paper, held.turn)
        if held.kind in KINDS:
            shown.show_kind(next(kind for kind in KINDS if kind == held.kind))
        shown.jump_asked.connect(self._jump)
        shown.written.connect(self._write)
        shown.pages_wished.connect(self._make_pages)
        shown.report_wished.connect(self._make_report)
        shown.output_asked.connect(self._put_out)
        shown.undo_asked.connect(self._undo)
        shown.closed.connect(self._close)
        return shown

    def _tell_refusal(self, problem: Problem) -> None:
        """Say it here too: the banner of the map's window may lie behind this one."""
        if self.shown is not None and self.shown.isActiveWindow():
            self.shown.complain(self._window.language.of(problem))

    def _map_changed(self) -> None:
        """Follow at once what is done here, and at leisure what is done on the canvas."""
        if self.shown is None:
            return
        if self.shown.isActiveWindow():
            self._show_map()
        else:
            self._pause.start()

    def _show_map(self) -> None:
        self._pause.stop()
        if self.shown is not None:
            self.shown.show_map(self.document.value, _today())

    def _jump(self, ids: tuple[str, ...]) -> None:
        jump_to(self._window, ids)

    def _write(self, card_id: str, column: str, value: str) -> None:
        field: PlanField | None = next((it for it in get_args(PlanField) if it == column), None)
        if field is None:
            return
        self.document.seal()
        self.document.apply(
            "edits.change_card", lambda held: write_plan(held, card_id, field, value, _today())
        )

    def _undo(self, way: int) -> None:
        if way > 0:
            self.document.undo()
        else:
            self.document.redo()

    # --- large reports -------------------------------------------------------------------------

    def _make_report(self) -> None:
        if self.shown is not None:
            words = Texts(self._window.language.code)
            wish = partial(_report_of, self.document.value, self.shown.kind, words, _today())
            self._reporter.ask(wish)

    def _take_report(self, report: Report) -> None:
        if self.shown is not None:
            self.shown.show_report(report)
            self.report_made.emit()

    # --- pages and files -----------------------------------------------------------------------

    def _make_pages(self) -> None:
        if self.shown is not None:
            journey = self.document.stamped_value
            asked, paper = self.shown.asked, self.shown.paper
            self._maker.ask(lambda: self._pages(journey, asked, paper))

    def _pages(
        self, journey: JourneyMap, asked: Asked, paper: ReportPaper
    ) -> Iterator[Printout | None]:
        """Yield the pages; called in a thread of its own, with faces of its own."""
        from app.export.report_jobs import report_printout  # start-up: few windows make pages

        self._fonts = self._fonts or FontBook()
        try:
            yield report_printout(journey, asked, _today(), paper, fonts=self._fonts)
        except Problem:
            yield None

    def _take_pages(self, printout: Printout | None) -> None:
        shown = self.shown
        if shown is None:
            return
        shown.show_pages(printout)
        if self._is_to_print and printout is not None:
            self._is_to_print = False
            QTimer.singleShot(0, self, partial(self._print, printout))

    def _print(self, printout: Printout) -> None:
        # Not at start-up: the system's printers take their time.
        from app.print_direct import print_directly

        if self.shown is not None:
            name = printout.pages[0].title
            self.printing = print_directly(self._window, self.shown, printout, name)

    def _put_out(self, form: str) -> None:
        if form == "print":
            self._is_to_print = True
            self._make_pages()
        elif self.shown is not None:
            self._save(self.shown)

    def _save(self, shown: ReportWindow) -> None:
        window = self._window
        words = window.language
        formats = [(words(f"reports.window.form_{name}"), ending) for name, ending in _FORMS]
        name = f"{file_commands.suggested_name(window)} - {words(f'reports.kind.{shown.kind}')}"
        proposed = file_commands.folder_of(window) / name
        title = words("reports.window.save_title")
        chosen = file_dialogs.choose_format(shown, title, proposed, formats)
        if chosen is None:
            return
        path, _ = chosen
        work = partial(_write_file, path, self.document.stamped_value, shown.asked, shown.paper)
        try:
            do_beside(work, words("reports.window.making"), words, shown)
        except Cancelled:
            return
        except Problem as problem:
            shown.complain(words.of(problem))
            return
        window.hide_problem(topic=_TOPIC)
        shown.complain(words("reports.window.saved", name=path.name))
        window.tell_done(
            partial(words, "reports.window.saved", name=path.name),
            (partial(words, "print_window.saving.open_file"), partial(_open, path)),
            (partial(words, "print_window.saving.open_folder"), partial(_open, path.parent)),
        )

    # --- remembering ---------------------------------------------------------------------------

    def _close(self) -> None:
        shown, self.shown = self.shown, None
        if shown is None:
            return
        paper = shown.paper
        self._window.workspace.settings.change(
            reports=ReportMemory(
                geometry=base64.b64encode(bytes(shown.saveGeometry().data())).decode(),
                kind=shown.kind,
                sorts={
                    kind: f"-{column}" if is_descending else column
                    for kind, (column, is_descending) in shown.sorts.items()
                },
                paper=paper.paper,
                turn=paper.turn,
            )
        )
        shown.deleteLater()

    def _leave(self) -> None:
        if self.shown is not None:
            self.shown.reject()
        self._maker.stop()
        self._reporter.stop()
        self.deleteLater()

    def _retranslate(self) -> None:
        if self.shown is not None:
            self.shown.retranslate()


def _report_of(journey: JourneyMap, kind: ReportKind, words: Texts, today: str) -> Iterator[Report]:
    """Yield a report; called in a thread of its own."""
    yield make_report(journey, kind, words, today)


def _write_file(path: Path, journey: JourneyMap, asked: Asked, paper: ReportPaper) -> None:
    """Make a report and save it; called in a thread of its own, with faces of its own."""
    from app.export.report_jobs import report_bytes  # start-up: as above

    data = report_bytes(path, journey, asked, _today(), paper, fonts=FontBook())
    save_export(path, data)


def _open(path: Path) -> None:
    """Hand a file the user has just made to the system."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _today() -> str:
    return date.today().isoformat()
