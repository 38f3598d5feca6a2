"""From a map to the file of a report, for the command line and the reports window; no Qt."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from model.journey import JourneyMap
from model.printing.pages import Printout
from model.reports.asking import Asked, asked_report, asked_shorter
from model.reports.paper import ReportPaper, print_report
from model.text.fonts import FontBook
from model.texts import Texts

REPORT_ENDINGS: Final = (".pdf", ".html", ".xlsx", ".csv", ".tsv")
AS_USUAL: Final = ReportPaper()


def report_printout(
    journey: JourneyMap,
    asked: Asked,
    today: str,
    paper: ReportPaper = AS_USUAL,
    *,
    language: str | None = None,
    fonts: FontBook | None = None,
) -> Printout:
    """Return the pages of a report of ``journey``; the arguments are those of `report_bytes`.

    Raises:
        ReportProblem, PrintProblem: If it cannot be made as asked.
    """
    words = Texts(language or journey.about.language)
    report = asked_report(journey, asked, words, today)
    shorter = asked_shorter(journey, asked, words, today)
    return print_report(report, paper, fonts or FontBook.bundled(), journey, shorter)


def report_bytes(
    path: Path,
    journey: JourneyMap,
    asked: Asked,
    today: str,
    paper: ReportPaper = AS_USUAL,
    *,
    language: str | None = None,
    fonts: FontBook | None = None,
) -> bytes:
    """Return a report of ``journey`` as the bytes of a file called ``path``.

    Args:
        path: Its ending, one of `REPORT_ENDINGS`, says of which form.
        journey: The map.
        asked: Which report, of which rows.
        today: ISO date.
        paper: What a PDF is for.
        language: Of our words; None is the map's own.
        fonts: The faces of a PDF; None are the program's, which only its main thread may use.

    Raises:
        ReportProblem, PrintProblem: If it cannot be made as asked.
    """
    ending = path.suffix.lower()
    if ending == ".pdf":
        # reportlab and pikepdf are slow to import, and tables need neither.
        from app.export.jobs import metadata_of
        from app.export.pdf import write_pdf

        printout = report_printout(journey, asked, today, paper, language=language, fonts=fonts)
        title = " – ".join(filter(None, (printout.pages[0].title, journey.about.title)))
        return write_pdf(printout, replace(metadata_of(journey), title=title)).data
    report = asked_report(journey, asked, Texts(language or journey.about.language), today)
    if ending == ".html":
        from app.export.report_page import report_page

        return report_page(report)
    from model.reports.spreadsheets import report_csv, report_workbook

    if ending == ".xlsx":
        return report_workbook(report)
    return report_csv(report, has_tabs=ending == ".tsv")
