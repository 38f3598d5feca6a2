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
    from model.printing.pages import Printout


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
    # of what is printed: what an anonymous print leaves out is told of nowhere
    notes = (*notes, *export_warnings(printout.journey or job.journey))
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
    from app.export.naming import page_paths

    ending = job.target.suffix.lower()
    if ending == ".svg":
        from app.export.svg import svg_of

        for page, path in zip(printout.pages, page_paths(job.target, printout), strict=True):
            yield path, svg_of(page, printout), printout.notes
        return
    made = written(printout, job.journey)
    if ending == ".pdf":
        yield job.target, made.data, made.notes
        return
    from app.export.png import png_pages

    pictures = png_pages(made.data, job.dpi)
    for path, picture in zip(page_paths(job.target, printout), pictures, strict=True):
        yield path, picture, made.notes
