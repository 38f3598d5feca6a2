"""``journeywall convert``: a map of another program as ours, or ours as another's.

What cannot be carried over is listed, on the way in and on the way out.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.cli.console import complain, one_line, say, say_notes
from app.cli.rescuing import rescued, say_rescue
from app.exchanging import write_exported
from app.export.opening_pdf import is_pdf, open_map
from app.saving import save_journey
from model.characters import used_characters
from model.exchange.endings import is_exported
from model.exchange.formats import export_map, import_map
from model.file import shown_name
from model.journey import JourneyMap
from model.problems import FileProblem, Problem
from model.text.fonts import FontBook
from model.texts import Texts


@dataclass(frozen=True, slots=True)
class Wish:
    """Which ``sheet`` of a workbook is read, and which ``table`` of the map is written.

    With ``is_rescue`` what can be saved of a damaged map is taken.
    """

    sheet: str | None = None
    table: str | None = None
    is_rescue: bool = False


def convert(source: Path, target: Path, wish: Wish, texts: Texts) -> int:
    """Write the map in ``source`` to ``target``; list on stderr what was lost.

    Raises:
        FileProblem: If ``source`` cannot be read or ``target`` cannot be written.
    """
    is_rescued = False
    try:
        journey, lost = _read(source, wish.sheet, texts.language)
    except FileProblem as problem:
        if not wish.is_rescue:
            say_rescue(source, problem, texts)
            raise
        journey, lost = rescued(source, problem, texts)
        is_rescued = True
    if is_exported(target):
        data, left = export_map(journey, target, wish.table)
        lost = (*lost, *left)
        write_exported(target, data)
    else:
        save_journey(target, journey)
    names = {"source": one_line(shown_name(source)), "target": one_line(shown_name(target))}
    say(texts("cli.converted", **names))
    if not is_exported(target):
        say_notes(texts, shown_name(target), FontBook.bundled().problems(used_characters(journey)))
    if lost:
        heading = "salvage.repaired" if is_rescued else "cli.lost_heading"
        complain(texts(heading, count=len(lost)))
    for each in lost:
        complain(texts("cli.lost", what=one_line(texts.of(each))))
    return 0


def _read(source: Path, sheet: str | None, language: str) -> tuple[JourneyMap, tuple[Problem, ...]]:
    if source.suffix.lower() == ".journey" or is_pdf(source):
        try:
            return open_map(source).journey, ()
        except FileProblem as problem:
            if problem.code != "file.is_openjourney":
                raise
    return import_map(source, language, sheet)
