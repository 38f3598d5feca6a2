"""A report on paper: pages of A4, A3 or Letter that preview, PDF, SVG and printer draw alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal

from model.computed import computed
from model.journey import JourneyMap
from model.layout.drawing_order import Layer
from model.layout.look import Look
from model.layout.marks import Mark, Rectangle
from model.layout.theme import Theme
from model.layout.writing import write, write_ending
from model.printing.handout import page_size
from model.printing.pages import Printout, PrintPage, Told
from model.printing.settings import PrintSettings
from model.reports.blocks import Block
from model.reports.paging import Filled, Pager
from model.reports.report import Report
from model.reports.setting import Typesetter
from model.sheet_settings import SheetSettings, SheetTheme
from model.text.fonts import FontBook
from model.text.setting import set_text
from model.texts import Texts
from model.wording import date_words

ReportTurn = Literal["auto", "portrait", "landscape"]
PAPERS: Final = ("A4", "A3", "Letter")
_MARGIN = 14.0
_SIZE_PT = 9.5
_SMALL_PT = 8.0
_SMALLEST_PT: Final = (9.5, 9.0, 8.5, 8.0)
_MANY_COLUMNS = 5
_MOST_TRIED = 5
_FOOT = 8.0
_USUAL_WIDTH = 210.0


@computed(eq=True)
class ReportPaper:
    """What a report is printed on; ``auto`` turns it for tables of many columns."""

    paper: str = "A4"
    turn: ReportTurn = "auto"
    theme: SheetTheme = "print"


def print_report(
    report: Report,
    paper: ReportPaper,
    fonts: FontBook,
    journey: JourneyMap,
    shorter: Callable[[int], Report] | None = None,
) -> Printout:
    """Return the pages of ``report``.

    Args:
        report: What to print.
        paper: On what.
        fonts: The faces.
        journey: The map it is of, for what the PDF says of itself.
        shorter: Makes the report with so many rows in each table: it has to fit one page.

    Raises:
        PrintProblem: ``print.handout_paper`` and other papers that no report goes on.
    """
    printer = _Printer(paper, fonts, report)
    pages = printer.pages(report, _SIZE_PT)
    if shorter is not None:
        pages = _on_one_page(printer, report, shorter)
    return Printout(
        pages=pages,
        settings=printer.settings,
        theme=Theme.named(paper.theme),
        scale=1.0,
        fonts=fonts,
        journey=journey,
    )


def _on_one_page(
    printer: _Printer, report: Report, shorter: Callable[[int], Report]
) -> tuple[PrintPage, ...]:
    """Return ``report`` on one page: in smaller type, then with fewer rows that it tells of."""
    made: tuple[PrintPage, ...] = ()
    for most in range(_MOST_TRIED, 0, -1):
        tried = report if most == _MOST_TRIED else shorter(most)
        for size_pt in _SMALLEST_PT:
            made = printer.pages(tried, size_pt * printer.enlargement)
            if len(made) == 1:
                return made
    return made


class _Printer:
    """Makes pages of one paper."""

    def __init__(self, paper: ReportPaper, fonts: FontBook, report: Report) -> None:
        self.settings = PrintSettings(
            output="handout", paper=paper.paper, orientation=_turn(paper, report), margin=_MARGIN
        )
        _, short, long = page_size(self.settings, "A4")
        is_upright = self.settings.orientation == "portrait"
        self._page = (short, long) if is_upright else (long, short)
        self.enlargement = short / _USUAL_WIDTH  # one page of A3 is read from further away
        sheet = SheetSettings(small_size_pt=_SMALL_PT, theme=paper.theme)
        self._look = Look(sheet, fonts, Texts(report.language), True)
        self._width = self._page[0] - 2 * _MARGIN
        self._height = self._page[1] - 2 * _MARGIN - _FOOT

    def pages(self, report: Report, size_pt: float) -> tuple[PrintPage, ...]:
        """Return the pages of ``report`` with tables in ``size_pt``."""
        setter = Typesetter(report, self._look, self._width, size_pt)
        pager = Pager(self._height, self._continued)
        pager.add_all(setter.opening())
        for table in setter.tables():
            pager.add_table(table)
        count = len(pager.pages)
        return tuple(
            self._printed(filled, number, count, report)
            for number, filled in enumerate(pager.pages, 1)
        )

    def _continued(self, name: str) -> Block:
        """Return what says above a table's heading that it began on an earlier page."""
        words = self._look.words("reports.continued", table=name).strip()
        block = set_text(self._look.fonts, words, width=self._width, size_pt=_SMALL_PT, max_lines=1)
        marks = write(block, 0, 0, self._width, "text.muted")
        return Block(block.height + 1.0, ((marks, None),))

    def _printed(self, filled: Filled, number: int, count: int, report: Report) -> PrintPage:
        width, height = self._page
        page = (0.0, 0.0, width, height)
        placed = tuple(
            Layer(_MARGIN + layer.x, _MARGIN + layer.y, layer.marks) for layer in filled.layers
        )
        told: tuple[Told | None, ...] = (*filled.told, None)
        return PrintPage(
            name=str(number),
            width=width,
            height=height,
            trim=page,
            bleed=page,
            pieces=(),
            layers=(*placed, self._foot(number, count, report)),
            title=filled.bookmark,
            told=told,
        )

    def _foot(self, number: int, count: int, report: Report) -> Layer:
        """Return which report this is, of which map and day, and which page."""
        look, width = self._look, self._width
        place = look.small(look.words("print.page_of", page=number, pages=count), width)
        day = date_words(look.words, report.day) if report.day else ""
        said = " · ".join(filter(None, (report.title, report.subtitle, day)))
        room = width - place.width - 4
        block = set_text(look.fonts, said, width=room, size_pt=_SMALL_PT, max_lines=1)
        top = 1.4
        marks: tuple[Mark, ...] = (
            Rectangle(0, 0, width, 0.2, fill="grid.strong"),
            *write(block, 0, top, room, "text.muted"),
            *write_ending(place, width, top, "text.muted"),
        )
        return Layer(_MARGIN, self._page[1] - _MARGIN - 5.0, marks)


def _turn(paper: ReportPaper, report: Report) -> Literal["portrait", "landscape"]:
    if paper.turn != "auto":
        return paper.turn
    widest = max((len(table.columns) for table in report.tables), default=0)
    return "landscape" if widest > _MANY_COLUMNS and report.kind != "leaders" else "portrait"
