"""``journeywall export``: a map on paper, as pictures or as words, by options or a preset."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from app.cli.arguments import Arguments, Usage, checked_language, required
from app.cli.console import one_line, say_notes
from app.cli.print_options import add_print_options, asked_options, chosen_settings
from app.cli.print_uses import check_ending, check_no_sheets_twice, with_persona
from app.cli.printing_files import Job, save_pages
from app.cli.reports import read_report
from app.saving import save_export
from model.file import read_journey, shown_name
from model.filtering import view_named
from model.journey import JourneyMap
from model.printing.settings import PrintSettings
from model.problems import Problem
from model.texts import Texts
from model.views import SavedView

_USUAL_DPI = 150.0
_OTHERS = ("preset", "view", "report", "changed_since")
_SLIDE_DPI = 144.0  # 1920 x 1080 pixels


def export(arguments: Sequence[str], texts: Texts) -> int:
    """Print the map the arguments name into the file they name; return the exit code."""
    given = _given(arguments)
    source = Path(required("export", given.file, "FILE"))
    target = Path(required("export", given.output, "-o"))
    checked_language("export", given.language)
    settings = chosen_settings(given, texts)
    asked = [option.flag for option in asked_options(given)]
    asked += [f"--{name.replace('_', '-')}" for name in _OTHERS if getattr(given, name)]
    check_ending(target, settings, asked, given.dpi)
    check_no_sheets_twice(asked, settings)
    dpi = _dpi(given.dpi, settings)
    report = _report_path(given.report)
    before = None if given.changed_since is None else read_report(Path(given.changed_since))
    journey = read_journey(source)
    view = _view(journey, given.view)
    settings = with_persona(settings, journey, given.persona)
    if target.suffix.lower() == ".html":
        notes = _save_words(journey, settings, target)
    else:
        job = Job(journey, settings, view, target, dpi, report, before)
        notes = save_pages(job, texts)
    say_notes(texts, shown_name(source), notes)
    return 0


def _given(arguments: Sequence[str]) -> argparse.Namespace:
    parser = Arguments("export")
    parser.add_argument("file", nargs="?")
    parser.add_argument("-o", "--output")
    parser.add_argument("--view")
    parser.add_argument("--dpi")
    parser.add_argument("--report")
    parser.add_argument("--changed-since")
    add_print_options(parser)
    return parser.read(arguments)


def _save_words(journey: JourneyMap, settings: PrintSettings, target: Path) -> tuple[Problem, ...]:
    # Only a page of words needs it.
    from app.export.text_twin import text_twin

    save_export(target, text_twin(journey, settings.language, settings.is_anonymous))
    return ()


def _dpi(text: str | None, settings: PrintSettings) -> float:
    if text is None:
        return _SLIDE_DPI if settings.output == "slides" else _USUAL_DPI
    # Only who names a resolution draws pictures.
    from app.export.png import LEAST_DPI, MOST_DPI

    try:
        dpi = float(text.replace(",", ".")) if text.isascii() else 0.0
    except ValueError:
        raise Usage("export", "option_number", option="--dpi", value=text) from None
    if not LEAST_DPI <= dpi <= MOST_DPI:
        least, most = f"{LEAST_DPI:g}", f"{MOST_DPI:g}"
        raise Usage("export", "option_range", option="--dpi", value=text, least=least, most=most)
    return dpi


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
