"""The files of an export: a PDF, or a picture of each page, and the report of what came out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.saving import save_export
from model.journey import JourneyMap
from model.printing.settings import PrintSettings
from model.problems import PrintProblem, Problem
from model.texts import Texts
from model.values import with_changes
from model.views import SavedView

if TYPE_CHECKING:
    from app.cli.reports import Report
    from model.printing.pages import Printout, PrintPage


@dataclass(frozen=True, slots=True)
class Job:
    """An export that was asked for.

    Attributes:
        target: The file, or what the pictures of several pages are called after.
        report: Where the report goes, if one is wanted.
        before: The report of an earlier print, of which only changed sheets are printed again.
    """

    journey: JourneyMap
    settings: PrintSettings
    view: SavedView | None
    target: Path
    dpi: float
    report: Path | None
    before: Report | None


def save_pages(job: Job, texts: Texts) -> tuple[Problem, ...]:
    """Write the files of ``job`` and return what to tell of them.

    Raises:
        PrintProblem: If it cannot be printed as asked; ``print.nothing_changed`` if no sheet
            looks different from before.
        FileProblem: If a file could not be written.
    """
    # reportlab and pikepdf are slow to import and arguments at fault need neither.
    from app.export.jobs import export_warnings, printout_of

    printout = printout_of(job.journey, job.settings, view=job.view)
    prints = _fingerprints(job, printout)
    if job.before is not None:
        printout = _what_changed(job, job.before, prints)
    files, notes = [], printout.notes
    for path, data, told in _files(job, printout):
        save_export(path, data)
        files.append((path, len(data)))
        notes = told
    notes = (*notes, *export_warnings(job.journey))
    if job.report is not None:
        from app.cli.reporting import save_report

        save_report(job.report, job.journey, printout, files, notes, prints, texts)
    return notes


def _fingerprints(job: Job, printout: Printout) -> dict[str, str]:
    """Return the fingerprints of tiles that a report keeps; those of sheets not printed stay."""
    if job.settings.output != "tiles" or not (job.report or job.before):
        return {}
    # Only these prints need them.
    from model.printing.fingerprints import fingerprints

    return fingerprints(printout)


def _what_changed(job: Job, before: Report, prints: dict[str, str]) -> Printout:
    from app.export.jobs import printout_of

    changed = [name for name, found in prints.items() if before.fingerprints.get(name) != found]
    if not changed:
        raise PrintProblem("print.nothing_changed", file=before.name)
    settings = with_changes(job.settings, sheets=tuple(changed))
    return printout_of(job.journey, settings, view=job.view)


def _files(job: Job, printout: Printout) -> Iterator[tuple[Path, bytes, tuple[Problem, ...]]]:
    """Yield each file with its bytes, and what to tell of the print."""
    # Each form needs its own libraries, and no more.
    from app.export.jobs import written

    ending = job.target.suffix.lower()
    if ending == ".svg":
        from app.export.svg import svg_of

        for number, page in enumerate(printout.pages, 1):
            path = _path_of(job.target, page, number, len(printout.pages))
            yield path, svg_of(page, printout), printout.notes
        return
    made = written(printout, job.journey)
    if ending == ".pdf":
        yield job.target, made.data, made.notes
        return
    from app.export.png import png_pages

    pictures = png_pages(made.data, job.dpi)
    for number, (page, picture) in enumerate(zip(printout.pages, pictures, strict=True), 1):
        yield _path_of(job.target, page, number, len(printout.pages)), picture, made.notes


def _path_of(target: Path, page: PrintPage, number: int, count: int) -> Path:
    """Return the file of a page: ``target``, or one beside it with its number and name."""
    if count == 1:
        return target
    from app.export.naming import ascii_name

    called = ascii_name(page.title) or page.name
    return target.with_name(f"{target.stem}-{number:0{len(str(count))}}-{called}{target.suffix}")
