"""Direct printing: the pages of the preview painted on the system's printer, at true size.

Each page sets the printer's paper to its own size, without margins and without scaling. What the
system cannot take that way is told, with the PDF as the way out.
"""

from __future__ import annotations

import sys
from collections.abc import Generator
from dataclasses import replace
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QObject, QSizeF, QTimer, Signal
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QProgressBar, QToolButton, QWidget

from app.print_memory import correction_of
from model.printing.pages import Printout, PrintPage
from model.problems import PrintProblem
from widgets.overrides import guarded
from widgets.print.page_painting import PagePainter

if TYPE_CHECKING:
    from app.window import MapWindow

# DEVMODE tells a length in tenths of a millimetre as a signed short (reference 3.3).
LONGEST_ON_WINDOWS_MM = 3276.7
_ROUNDING_MM = 1.0
_MM_PER_INCH = 25.4
_SLICE_S = 0.015  # then the window has its turn
_Steps = Generator[int, None, None]


def why_not_on_paper(printout: Printout) -> str:
    """Return the key of the sentence that says why no system can print this, "" if one can."""
    longest = max(max(page.width, page.height) for page in printout.pages)
    if sys.platform == "win32" and longest > LONGEST_ON_WINDOWS_MM:
        return "print_window.direct.too_long"
    return ""


def ask_for_printer(parent: QWidget, printer: QPrinter, pages: int) -> bool:
    """Ask with the system's dialog which printer to print on, and which of so many ``pages``."""
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, pages)
    dialog.setFromTo(1, pages)
    is_wanted = bool(dialog.exec())
    dialog.deleteLater()
    return is_wanted


def print_directly(
    window: MapWindow, parent: QWidget, printout: Printout, name: str
) -> DirectPrint | None:
    """Ask for a printer and print ``printout`` on it; None where nothing is printed.

    ``name`` is what it is called in the printer's queue.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    set_page(printer, printout.pages[0])
    if not ask_for_printer(parent, printer, len(printout.pages)):
        return None
    if not _takes(printer, printout):
        window.show_sentence("print_window.direct.too_large", printer=printer.printerName())
        return None
    printout = _asked_for(printer, printout)
    correction = correction_of(window.workspace.settings, printer.printerName())
    return DirectPrint(window, printer, printout, correction)


def set_page(printer: QPrinter, page: PrintPage) -> None:
    """Give ``printer`` paper of the page's size, all of it, at true scale."""
    low, high = sorted((page.width, page.height))
    match = QPageSize.SizeMatchPolicy.ExactMatch
    size = QPageSize(QSizeF(low, high), QPageSize.Unit.Millimeter, "", match)
    turn = QPageLayout.Orientation
    lie = turn.Landscape if page.width > page.height else turn.Portrait
    layout = QPageLayout(size, lie, QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
    layout.setMode(QPageLayout.Mode.FullPageMode)
    printer.setFullPage(True)
    printer.setPageLayout(layout)


def painted_pages(
    printer: QPrinter, printout: Printout, correction: tuple[float, float] = (1.0, 1.0)
) -> _Steps:
    """Paint ``printout`` on ``printer``; yield how many pages are done, often between them.

    ``correction`` is what was measured of this printer; (1, 1) takes what the pages say.
    Closing the iterator calls the rest off.

    Raises:
        PrintProblem: If the printer does not take a page.
    """
    pages = PagePainter(printout)
    painter = QPainter()
    try:
        for done, page in enumerate(printout.pages):
            set_page(printer, page)
            is_taken = painter.begin(printer) if done == 0 else printer.newPage()
            if not is_taken:
                raise PrintProblem("print.not_taken", printer=printer_name(printer))
            painter.save()
            scale = printer.resolution() / _MM_PER_INCH
            stretch = page.stretch if correction == (1.0, 1.0) else correction
            painter.scale(scale * stretch[0], scale * stretch[1])
            steps = pages.painted(painter, page, (0.0, 0.0, page.width, page.height))
            try:
                for _ in steps:
                    yield done
            finally:
                steps.close()
                painter.restore()
        yield len(printout.pages)
    except GeneratorExit:
        printer.abort()
        raise
    finally:
        if painter.isActive():
            painter.end()


def printer_name(printer: QPrinter) -> str:
    """Return what people call ``printer``: its name, or the file it prints to."""
    return printer.printerName() or printer.outputFileName()


@guarded
class DirectPrint(QObject):
    """Prints in slices, so that the window answers; shows how far it is, and can be called off.

    Attributes:
        is_done: Whether all was handed to the printer.
        names: The pages that are printed.
    """

    ended = Signal()

    def __init__(
        self,
        window: MapWindow,
        printer: QPrinter,
        printout: Printout,
        correction: tuple[float, float],
    ) -> None:
        super().__init__(window)
        self._window, self._printer = window, printer
        self.is_done = False
        self.names = frozenset(page.name for page in printout.pages)
        self._count = len(printout.pages)
        self._steps: _Steps | None = painted_pages(printer, printout, correction)
        self._progress = QProgressBar(window)
        self._progress.setFixedWidth(120)
        self._progress.setRange(0, self._count)
        self._progress.setAccessibleName(window.language("print_window.direct.running"))
        self._stop = QToolButton(window)
        self._stop.setText(window.language("dialogs.cancel"))
        self._stop.clicked.connect(self.call_off)
        bar = window.statusBar()
        for place, widget in enumerate((self._progress, self._stop)):
            bar.insertPermanentWidget(place, widget)
            widget.show()
        bar.showMessage(window.language("print_window.direct.running"))
        window.closed.connect(self.call_off)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_on)
        self._timer.start(0)

    def call_off(self) -> None:
        """Print nothing more."""
        steps, self._steps = self._steps, None
        if steps is not None:
            steps.close()  # which tells the printer
            self._end()
            self._window.say("print_window.direct.called_off")

    def _go_on(self) -> None:
        steps = self._steps
        if steps is None:
            return
        try:
            done = _done_in_a_slice(steps)
        except Exception as error:  # what ends so is not done, whatever it was
            self._steps = None
            self._end()
            if not isinstance(error, PrintProblem):
                raise
            self._window.show_problem(error)
            return
        if done is not None:
            self._progress.setValue(done)
            return
        self._steps = None
        self.is_done = True
        name = printer_name(self._printer)
        words = self._window.language
        said = partial(words, "print_window.direct.done", count=self._count, printer=name)
        self._window.tell_done(said)
        self._end()

    def _end(self) -> None:
        self._timer.stop()
        bar = self._window.statusBar()
        for widget in (self._progress, self._stop):
            bar.removeWidget(widget)
            widget.deleteLater()
        bar.clearMessage()
        self.ended.emit()
        self.deleteLater()


def _done_in_a_slice(steps: _Steps) -> int | None:
    """Let ``steps`` go on for a while; return how many pages are done, None where all are."""
    end = perf_counter() + _SLICE_S
    done = next(steps, None)
    while done is not None and perf_counter() < end:
        done = next(steps, None)
    return done


def _asked_for(printer: QPrinter, printout: Printout) -> Printout:
    """Return the pages of ``printout`` that the dialog was told to print, all where none is."""
    asked = printer.pageRanges()
    if printer.printRange() != QPrinter.PrintRange.PageRange or asked.isEmpty():
        return printout
    pages = tuple(page for at, page in enumerate(printout.pages, 1) if asked.contains(at))
    return replace(printout, pages=pages or printout.pages)


def _takes(printer: QPrinter, printout: Printout) -> bool:
    """Tell whether the printer's largest paper holds every page, as far as it says so."""
    info = QPrinterInfo(printer)
    if info.isNull() or printer.outputFileName():
        return True
    most = info.maximumPhysicalPageSize().size(QPageSize.Unit.Millimeter)
    if most.isEmpty():
        return True
    low, high = sorted((most.width() + _ROUNDING_MM, most.height() + _ROUNDING_MM))
    return all(
        min(page.width, page.height) <= low and max(page.width, page.height) <= high
        for page in printout.pages
    )
