"""``journeywall check``: whether a map file is in order, for people or as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from app.cli.console import one_line, say, say_problem
from app.export.opening_pdf import inner_name, is_pdf, open_map
from model.characters import used_characters
from model.file import shown_name
from model.journey import JourneyMap
from model.problems import Problem
from model.text.fonts import FontBook
from model.texts import Texts


def check(path: Path, texts: Texts, *, is_json: bool) -> int:
    """Say whether the map at ``path`` is in order and what was noticed; return the exit code."""
    try:
        opened = open_map(path)
    except Problem as problem:
        if not is_json:
            return say_problem(texts, problem)
        _print_json(path, {"is_good": False, "problem": _as_json(problem, texts)})
        return problem.exit_code
    notes = (*opened.notes, *FontBook.bundled().problems(used_characters(opened.journey)))
    if is_json:
        _print_json(
            path,
            {
                "is_good": True,
                "title": opened.journey.about.title,
                **counts(opened.journey),
                "schema_version": opened.version,
                "checksum": opened.checksum,
                "notes": [_as_json(note, texts) for note in notes],
            },
        )
        return 0
    shown = shown_name(path)
    name = one_line(inner_name(shown) if is_pdf(path) else shown)
    for note in notes:
        say(texts("cli.check_note", file=name, note=one_line(texts.of(note))))
    found = counts(opened.journey)
    parts = {part: texts(f"cli.count_{part}", count=count) for part, count in found.items()}
    say(texts("cli.check_good", file=name, **parts))
    return 0


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


def _as_json(problem: Problem, texts: Texts) -> Mapping[str, object]:
    params = {name: _plain(value) for name, value in problem.params.items()}
    return {"code": problem.code, "message": texts.of(problem), "params": params}


def _plain(value: object) -> object:
    """Return ``value`` as JSON has it: numbers stay numbers, a place becomes a list."""
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    return value if isinstance(value, bool | int | float) else str(value)


def _print_json(path: Path, answer: Mapping[str, object]) -> None:
    # Escaped beyond ASCII, so that the answer is whole in any terminal's or pipe's encoding.
    say(json.dumps({"file": shown_name(path), **answer}))
