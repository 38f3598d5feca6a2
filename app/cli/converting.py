"""``journeywall convert``: the map in another file as a .journey file, and what it cannot carry."""

from __future__ import annotations

from pathlib import Path

from app.cli.console import complain, one_line, say, say_notes
from app.export.opening_pdf import is_pdf, open_map
from app.saving import save_journey
from model.characters import used_characters
from model.exchange.ojf import open_ojf
from model.file import shown_name
from model.journey import JourneyMap
from model.problems import FileProblem, Problem
from model.text.fonts import FontBook
from model.texts import Texts


def convert(source: Path, target: Path, texts: Texts) -> int:
    """Write the map in ``source`` to ``target``, a .journey file; list on stderr what was lost.

    Raises:
        FileProblem: If ``source`` cannot be read or ``target`` cannot be written.
    """
    journey, lost = _read(source, texts.language)
    save_journey(target, journey)
    names = {"source": one_line(shown_name(source)), "target": one_line(shown_name(target))}
    say(texts("cli.converted", **names))
    say_notes(texts, shown_name(target), FontBook.bundled().problems(used_characters(journey)))
    if lost:
        complain(texts("cli.lost_heading", count=len(lost)))
    for problem in lost:
        complain(texts("cli.lost", what=one_line(texts.of(problem))))
    return 0


def _read(source: Path, language: str) -> tuple[JourneyMap, tuple[Problem, ...]]:
    if source.suffix.lower() == ".journey" or is_pdf(source):
        try:
            return open_map(source).journey, ()
        except FileProblem as problem:
            if problem.code != "file.is_openjourney":
                raise
    return open_ojf(source, language)
