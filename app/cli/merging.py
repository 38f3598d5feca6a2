"""``journeywall merge``: several maps that grew from one as one file, with a list of conflicts."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from app.cli.arguments import Arguments, Usage, required
from app.cli.as_json import value_as_json
from app.cli.checking import counts
from app.cli.commands import journey_path, refuse_overwriting
from app.cli.console import one_line, say
from app.export.opening_pdf import open_map
from app.saving import save_journey
from model.file import shown_name
from model.journey import JourneyMap
from model.merging import (
    Choice,
    Conflict,
    Merged,
    Speakers,
    merge_apart,
    merge_many,
    refuse_strangers,
    standing,
)
from model.merging.wording import conflict_words
from model.texts import Texts

CONFLICTS: Final = 3
_KEEP: Final[dict[str, Choice]] = {"first": "ours", "last": "theirs", "both": "both"}


def merge_files(arguments: Sequence[str], texts: Texts) -> int:
    """Merge the maps in ``arguments``; return 0, or `CONFLICTS` if there were any.

    Raises:
        Usage, Problem: If it was not done; nothing was written.
    """
    given = _read(arguments)
    target = journey_path("merge", given.output)
    refuse_overwriting(target, is_forced=given.force)
    paths = [Path(name) for name in given.files]
    maps = [open_map(path).journey for path in paths]
    names = _short_names(paths)
    steps, maps, names = _merged(maps, names, given)
    save_journey(target, steps[-1].journey)
    speakers = Speakers(steps[0].base, maps, names)
    found = [
        (merged, conflict, (speakers.name_of(conflict, number), names[number]))
        for number, merged in enumerate(steps, 1)
        for conflict in merged.conflicts
    ]
    said = [
        conflict_words(texts, merged, one, sides, standing(merged, one))
        for merged, one, sides in found
    ]
    if given.json:
        answer = [
            _as_json(merged, one, sides, words)
            for (merged, one, sides), words in zip(found, said, strict=True)
        ]
        # Escaped beyond ASCII, as all answers in JSON.
        told = {"file": shown_name(target), **counts(steps[-1].journey), "conflicts": answer}
        say(json.dumps(told))
    else:
        shown = one_line(shown_name(target))
        say(texts("cli.merged", target=shown, maps=len(names), count=len(said)))
        for words in said:
            say(texts("cli.merge_conflict", conflict=one_line(words)))
    return CONFLICTS if said else 0


def _short_names(paths: Sequence[Path]) -> list[str]:
    """Return what the files are called in sentences: without folders where that will do."""
    names = [one_line(shown_name(path.name)) for path in paths]
    if len(set(names)) == len(names):
        return names
    return [one_line(shown_name(path)) for path in paths]


def _read(arguments: Sequence[str]) -> argparse.Namespace:
    parser = Arguments("merge")
    parser.add_argument("files", nargs="*")
    parser.add_argument("-o", "--output")
    parser.add_argument("--apart", action="store_true")
    parser.add_argument("--keep", default="both")
    parser.add_argument("--force", action="store_true")
    parser.add_argument("--json", action="store_true")
    given = parser.read(arguments)
    required("merge", given.output, "-o")
    if given.keep not in _KEEP:
        raise Usage("merge", "unknown_keep")
    if len(given.files) < (2 if given.apart else 3):
        raise Usage("merge", "too_few_maps")
    return given


def _merged(
    maps: list[JourneyMap], names: list[str], given: argparse.Namespace
) -> tuple[tuple[Merged, ...], list[JourneyMap], list[str]]:
    """Return what came of the maps merged one by one, those, and what they are called."""
    otherwise = _KEEP[given.keep]
    if given.apart:
        return merge_apart(maps, otherwise), maps, names
    refuse_strangers(maps[0], maps[1:], names[1:])
    return merge_many(maps[0], maps[1:], otherwise), maps[1:], names[1:]


def _as_json(
    merged: Merged, conflict: Conflict, sides: tuple[str, str], words: str
) -> dict[str, object]:
    return {
        "kind": conflict.kind,
        "part": conflict.part,
        "id": conflict.id,
        "field": conflict.field,
        "message": words,
        "files": list(sides),
        "base": value_as_json(conflict.base),
        "first": value_as_json(conflict.ours),
        "last": value_as_json(conflict.theirs),
        "stands": {"ours": "first", "theirs": "last", "both": "both"}[standing(merged, conflict)],
    }
