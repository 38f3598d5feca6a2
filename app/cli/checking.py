"""``journeywall check``: whether a map file is in order, for people or as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from app.cli.as_json import findings_as_json, problem_as_json
from app.cli.console import one_line, say, say_problem
from app.cli.rescuing import rescue_lines, say_rescue
from app.export.opening_pdf import inner_name, is_pdf, open_map
from model.characters import used_characters
from model.file import shown_name
from model.journey import JourneyMap
from model.layout.engine import Layout
from model.printing.preflight import Finding, preflight
from model.printing.printing import print_map
from model.printing.settings import PrintSettings
from model.problems import Problem
from model.text.fonts import FontBook
from model.texts import Texts


def check(path: Path, texts: Texts, *, is_json: bool, settings: PrintSettings | None = None) -> int:
    """Say whether the map at ``path`` is in order and what was noticed; return the exit code.

    With print ``settings`` it is also looked at as it would be printed: an error there is a 1.
    """
    try:
        opened = open_map(path)
        findings = _findings(opened.journey, settings)
    except Problem as problem:
        if not is_json:
            code = say_problem(texts, problem)
            say_rescue(path, problem, texts)
            return code
        lines = rescue_lines(path, problem, texts)
        answer = {"is_good": False, "problem": problem_as_json(problem, texts)}
        _print_json(path, answer | ({"rescue": lines} if lines else {}))
        return problem.exit_code
    code = int(any(finding.severity == "error" for finding in findings))
    notes = (*opened.notes, *FontBook.bundled().problems(used_characters(opened.journey)))
    if is_json:
        _print_json(
            path,
            {
                "is_good": code == 0,
                "title": opened.journey.about.title,
                **counts(opened.journey),
                "schema_version": opened.version,
                "checksum": opened.checksum,
                "notes": [problem_as_json(note, texts) for note in notes],
            }
            | ({} if settings is None else {"print": findings_as_json(findings, texts)}),
        )
        return code
    shown = shown_name(path)
    name = one_line(inner_name(shown) if is_pdf(path) else shown)
    for note in notes:
        say(texts("cli.check_note", file=name, note=one_line(texts.of(note))))
    found = counts(opened.journey)
    parts = {part: texts(f"cli.count_{part}", count=count) for part, count in found.items()}
    say(texts("cli.check_good", file=name, **parts))
    for finding in findings:
        told = one_line(texts.of(finding.problem))
        say(texts(f"cli.check_{finding.severity}", file=name, note=told))
    return code


def _findings(journey: JourneyMap, settings: PrintSettings | None) -> tuple[Finding, ...]:
    if settings is None:
        return ()
    return preflight(journey, print_map(journey, settings, Layout(FontBook.bundled())))


def counts(journey: JourneyMap) -> dict[str, int]:
    """Return how many phases, steps, lanes and cards ``journey`` has."""
    return {
        "phases": len(journey.phases),
        "steps": len(journey.steps),
        "lanes": len(journey.lanes),
        "cards": sum(
            len(items)
            for lane in journey.lanes
            if lane.kind == "cards"
            for items in lane.cells.values()
        ),
    }


def _print_json(path: Path, answer: Mapping[str, object]) -> None:
    # Escaped beyond ASCII, so that the answer is whole in any terminal's or pipe's encoding.
    say(json.dumps({"file": shown_name(path), **answer}))
