"""``journeywall compare``: what differs between two maps, for people or as JSON."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Final

from app.cli.arguments import Arguments, Usage, required, understood
from app.cli.as_json import value_as_json
from app.cli.console import one_line, say
from app.export.opening_pdf import open_map
from app.saving import save_export
from model.comparing import Change, Comparison, compare
from model.comparing.wording import (
    change_lines,
    change_words,
    count_lines,
    counted,
    field_value,
)
from model.file import shown_name
from model.paper import parse_paper
from model.printing.settings import PrintSettings
from model.printing.tiling import parse_tile_papers
from model.texts import Texts

DIFFERENCES: Final = 3


def compare_files(arguments: Sequence[str], texts: Texts) -> int:
    """Tell what differs between two maps; return 0, or `DIFFERENCES` if something does.

    Raises:
        Usage, Problem: If the arguments or a file are at fault.
    """
    parser = Arguments("compare")
    parser.add_argument("first", nargs="?")
    parser.add_argument("second", nargs="?")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--pdf")
    parser.add_argument("--paper")
    parser.add_argument("--tile")
    given = parser.read(arguments)
    paths = [
        Path(required("compare", given.first, "A.journey")),
        Path(required("compare", given.second, "B.journey")),
    ]
    settings = _settings(given, texts)
    found = compare(*(open_map(path).journey for path in paths))
    names = [one_line(shown_name(path)) for path in paths]
    if given.pdf is not None:
        _save_pdf(found, paths, settings, Path(given.pdf))
    if given.json:
        # Escaped beyond ASCII, as all answers in JSON.
        say(json.dumps({"files": names, **_as_json(texts, found)}))
    else:
        _say_all(texts, found, names)
    return DIFFERENCES if found else 0


def _settings(given: argparse.Namespace, texts: Texts) -> PrintSettings:
    """Return how the marked map is printed: on one page, or on the sheets of an office printer."""
    if given.pdf is None and (given.paper or given.tile):
        raise Usage("compare", "only_with_pdf")
    if given.pdf is not None and Path(given.pdf).suffix.lower() != ".pdf":
        raise Usage("compare", "not_pdf", file=given.pdf)
    with understood("compare", texts):
        if given.paper is not None:
            parse_paper(given.paper)
        if given.tile is not None:
            parse_tile_papers(given.tile)
    paper = given.paper or "map"
    scale = "1:1" if parse_paper(paper).is_map_size else "fit"
    tiles = {"output": "tiles", "tile_paper": given.tile} if given.tile else {}
    return PrintSettings.model_validate({"paper": paper, "scale": scale, **tiles})


def _save_pdf(
    found: Comparison, paths: Sequence[Path], settings: PrintSettings, target: Path
) -> None:
    # The libraries of PDF are slow to import, and only this needs them.
    from app.export.comparisons import comparison_pdf

    first, second = (shown_name(path.stem) for path in paths)
    save_export(target, comparison_pdf(found, (first, second), settings).data)


def _say_all(texts: Texts, found: Comparison, names: Sequence[str]) -> None:
    if not found:
        say(texts("cli.compared_same", first=names[0], second=names[1]))
        return
    say(texts("cli.compared", first=names[0], second=names[1]))
    if found.matching.is_apart:
        say(texts("cli.compared_apart"))
    for line in count_lines(texts, found):
        say(texts("cli.compared_line", line=one_line(line)))
    say("")
    for line in change_lines(texts, found):
        say(one_line(line))


def _as_json(texts: Texts, found: Comparison) -> dict[str, object]:
    return {
        "is_apart": found.matching.is_apart,
        "counts": counted(found),
        "about": list(found.about),
        "sheet": list(found.sheet),
        "changes": [
            _change(texts, found, change)
            for changes in found.changes.values()
            for change in changes
        ],
        "feelings": [
            {
                **{name: held for name, held in asdict(curve).items() if name != "points"},
                "points": [{**asdict(point), "delta": point.delta} for point in curve.points],
            }
            for curve in found.feelings
        ],
    }


def _change(texts: Texts, found: Comparison, change: Change) -> dict[str, object]:
    fields: dict[str, object] = {}
    if change.before is not None and change.after is not None:
        fields = {
            name: {
                "before": value_as_json(field_value(change.before, name)),
                "after": value_as_json(field_value(change.after, name)),
            }
            for name in change.fields
        }
    return {
        "part": change.part,
        "kinds": list(change.kinds),
        "before": change.before_id,
        "after": change.after_id,
        "from": list(change.before_place),
        "to": list(change.after_place),
        "fields": fields,
        "message": change_words(texts, found, change),
    }
