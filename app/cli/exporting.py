"""``journeywall export``: a map on paper, as pictures or as words, by options or a preset."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.arguments import Arguments, Usage, checked_language, required
from app.cli.console import one_line, say_notes
from app.cli.print_options import add_print_options, asked_options, chosen_settings
from app.cli.print_uses import check_ending
from app.saving import save_export
from model.file import read_journey, shown_name
from model.filtering import view_named
from model.journey import JourneyMap
from model.printing.settings import PrintSettings
from model.problems import Problem
from model.texts import Texts
from model.views import SavedView

if TYPE_CHECKING:
    from model.printing.pages import Printout

_USUAL_DPI = 150.0


def export(arguments: Sequence[str], texts: Texts) -> int:
    """Print the map the arguments name into the file they name; return the exit code."""
    given = _given(arguments)
    source = Path(required("export", given.file, "FILE"))
    target = Path(required("export", given.output, "-o"))
    checked_language("export", given.language)
    settings = chosen_settings(given, texts)
    asked = [option.flag for option in asked_options(given)]
    asked += [f"--{name}" for name in ("preset", "view", "report") if getattr(given, name)]
    check_ending(target, settings, asked, given.dpi)
    dpi = _dpi(given.dpi)
    report = _report_path(given.report)
    journey = read_journey(source)
    view = _view(journey, given.view)
    if target.suffix.lower() == ".html":
        notes = _save_words(journey, settings, target)
    else:
        notes = _save_pages(journey, settings, view, target, dpi, report, texts)
    say_notes(texts, shown_name(source), notes)
    return 0


def _given(arguments: Sequence[str]) -> argparse.Namespace:
    parser = Arguments("export")
    parser.add_argument("file", nargs="?")
    parser.add_argument("-o", "--output")
    parser.add_argument("--view")
    parser.add_argument("--dpi")
    parser.add_argument("--report")
    add_print_options(parser)
    return parser.read(arguments)


def _save_words(journey: JourneyMap, settings: PrintSettings, target: Path) -> tuple[Problem, ...]:
    # Only a page of words needs these.
    from app.export.text_twin import text_twin
    from model.printing.anonymous import anonymous

    told = anonymous(journey) if settings.is_anonymous else journey
    save_export(target, text_twin(told, settings.language))
    return ()


def _save_pages(
    journey: JourneyMap,
    settings: PrintSettings,
    view: SavedView | None,
    target: Path,
    dpi: float,
    report: Path | None,
    texts: Texts,
) -> tuple[Problem, ...]:
    # reportlab and pikepdf are slow to import and arguments at fault need neither.
    from app.export.jobs import export_warnings, printout_of, written

    printout = printout_of(journey, settings, view=view)
    made = written(printout, journey)
    files = []
    for path, data in _files(target, printout, made.data, dpi):
        save_export(path, data)
        files.append((path, len(data)))
    notes = (*made.notes, *export_warnings(journey))
    if report is not None:
        from app.cli.reporting import save_report

        save_report(report, journey, printout, files, notes, texts)
    return notes


def _files(
    target: Path, printout: Printout, pdf: bytes, dpi: float
) -> Iterator[tuple[Path, bytes]]:
    """Yield the files to write: the PDF, or its pages as pictures with their names."""
    if target.suffix.lower() == ".pdf":
        yield target, pdf
        return
    # Only pictures need PDFium.
    from app.export.naming import ascii_name
    from app.export.png import png_pages

    pages = printout.pages
    for number, (page, picture) in enumerate(zip(pages, png_pages(pdf, dpi), strict=True), 1):
        path = target
        if len(pages) > 1:
            called = ascii_name(page.title) or page.name
            digits = len(str(len(pages)))
            path = target.with_name(f"{target.stem}-{number:0{digits}}-{called}{target.suffix}")
        yield path, picture


def _dpi(text: str | None) -> float:
    if text is None:
        return _USUAL_DPI
    try:
        return float(text.replace(",", ".")) if text.isascii() else 0.0
    except ValueError:
        raise Usage("export", "option_number", option="--dpi", value=text) from None


def _report_path(text: str | None) -> Path | None:
    if text is None:
        return None
    path = Path(text)
    if path.suffix.lower() != ".json":
        raise Usage("export", "not_json", file=path)
    return path


def _view(journey: JourneyMap, name: str | None) -> SavedView | None:
    if name is None:
        return None
    view = view_named(journey, name)
    if view is None and not journey.views:
        raise Usage("export", "no_views", view=one_line(name))
    if view is None:
        names = ", ".join(one_line(held.name or held.id) for held in journey.views)
        raise Usage("export", "unknown_view", view=one_line(name), views=names)
    return view
