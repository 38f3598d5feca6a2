"""``journeywall report``: what a map adds up to, as PDF, page or table."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from app.cli.arguments import Arguments, Usage, checked_language, required
from app.cli.console import one_line, say_notes
from app.export.opening_pdf import open_map
from app.export.report_jobs import REPORT_ENDINGS, report_bytes
from app.saving import save_export
from model.characters import used_characters
from model.file import shown_name
from model.printing.anonymous import anonymous
from model.reports.asking import Asked
from model.reports.paper import PAPERS, ReportPaper, ReportTurn
from model.reports.report import FACETS, KINDS
from model.sheet_settings import SheetTheme
from model.text.fonts import FontBook
from model.texts import Texts

_TURNS: Final[tuple[ReportTurn, ...]] = ("auto", "portrait", "landscape")
_THEMES: Final[tuple[SheetTheme, ...]] = ("print", "ink_saving", "greyscale")
_OF_PAPER: Final = ("paper", "orientation", "theme")


def report_file(arguments: Sequence[str], texts: Texts) -> int:
    """Write the report the arguments name; return the exit code.

    Raises:
        Usage, Problem: If the arguments or a file are at fault.
    """
    given = _given(arguments)
    source = Path(required("report", given.file, "MAP"))
    target = Path(required("report", given.output, "OUT"))
    if target.suffix.lower() not in REPORT_ENDINGS:
        endings = ", ".join(REPORT_ENDINGS)
        raise Usage("report", "not_convertible", file=target, endings=endings)
    asked, paper = _asked(given), _paper(given, target)
    today = _day(given.today)
    language = checked_language("report", given.language)
    journey = open_map(source).journey
    if given.anonymous:
        journey = anonymous(journey)
    data = report_bytes(target, journey, asked, today, paper, language=language)
    save_export(target, data)
    if target.suffix.lower() == ".pdf":
        say_notes(texts, shown_name(source), FontBook.bundled().problems(used_characters(journey)))
    return 0


def _given(arguments: Sequence[str]) -> argparse.Namespace:
    parser = Arguments("report")
    parser.add_argument("file", nargs="?")
    parser.add_argument("output", nargs="?")
    parser.add_argument("--kind")
    for facet in FACETS:
        parser.add_argument(f"--{facet}")
    parser.add_argument("--overdue", action="store_true")
    parser.add_argument("--sort")
    parser.add_argument("--today")
    parser.add_argument("--anonymous", action="store_true")
    for name in _OF_PAPER:
        parser.add_argument(f"--{name}")
    parser.add_language()
    return parser.read(arguments)


def _asked(given: argparse.Namespace) -> Asked:
    wanted_kind = given.kind or "actions"
    kind = next((kind for kind in KINDS if kind == wanted_kind), None)
    if kind is None:
        raise _choice("--kind", given.kind, KINDS)
    wanted = tuple((facet, getattr(given, facet)) for facet in FACETS if getattr(given, facet))
    is_descending = (given.sort or "").startswith("-")
    return Asked(
        kind=kind,
        wanted=wanted,
        is_overdue=given.overdue,
        sort=(given.sort or "").lstrip("-"),
        is_descending=is_descending,
    )


def _paper(given: argparse.Namespace, target: Path) -> ReportPaper:
    named = [f"--{name}" for name in _OF_PAPER if getattr(given, name)]
    if named and target.suffix.lower() != ".pdf":
        raise Usage("report", "option_needs", option=named[0], other="OUT.pdf")
    paper = next((name for name in PAPERS if name.lower() == (given.paper or "A4").lower()), None)
    if paper is None:
        raise _choice("--paper", given.paper, PAPERS)
    turn = next((each for each in _TURNS if each == (given.orientation or "auto")), None)
    if turn is None:
        raise _choice("--orientation", given.orientation, _TURNS)
    theme = next((each for each in _THEMES if each == (given.theme or "print")), None)
    if theme is None:
        raise _choice("--theme", given.theme, _THEMES)
    return ReportPaper(paper, turn, theme)


def _choice(option: str, value: str, choices: Sequence[str]) -> Usage:
    said = ", ".join(choices)
    return Usage("report", "option_choice", option=option, value=one_line(value), choices=said)


def _day(text: str | None) -> str:
    if text is None:
        return date.today().isoformat()
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise Usage("report", "option_day", option="--today", value=one_line(text)) from None
