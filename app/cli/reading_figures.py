"""``journeywall figures``: the cells a map's figures are read from, and what they say now."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from app.cli.arguments import Arguments, Usage, required
from app.cli.console import complain, one_line, say
from app.export.opening_pdf import open_map
from app.figures import FiguresRead, path_of, read_figures
from app.saving import save_journey
from model.cards import CellOrigin, Metric
from model.edits.figures import figures_with_origin, take_figures
from model.file import shown_name
from model.find import item_by_id
from model.journey import JourneyMap
from model.texts import Texts
from model.wording import number_words

DIFFERENCES = 3


def figures_of_file(arguments: Sequence[str], texts: Texts) -> int:
    """Read the figures of the map in ``arguments`` and say them; with ``--save`` keep them.

    Returns 0, or `DIFFERENCES` where one could not be read.

    Raises:
        Usage, Problem: If nothing was done.
    """
    parser = Arguments("figures")
    parser.add_argument("file", nargs="?")
    parser.add_argument("--elsewhere", action="store_true")
    parser.add_argument("--save", action="store_true")
    parser.add_argument("--json", action="store_true")
    given = parser.read(arguments)
    path = Path(required("figures", given.file, "FILE.journey"))
    if given.save and path.suffix.lower() != ".journey":
        raise Usage("figures", "not_journey", file=path)
    journey = open_map(path).journey
    folder = path.absolute().parent
    wanted = figures_with_origin(journey)
    agreed = {path_of(origin, folder) for origin in wanted.values()} if given.elsewhere else ()
    read = read_figures(wanted, folder, agreed=agreed)
    _tell(journey, wanted, read, texts, is_json=given.json)
    if given.save and read.figures:
        save_journey(path, take_figures(journey, read.figures, date.today().isoformat()))
        if not given.json:
            say(texts("cli.figures_saved", target=one_line(shown_name(path))))
    return DIFFERENCES if read.problems else 0


def _tell(
    journey: JourneyMap,
    wanted: Mapping[str, CellOrigin],
    read: FiguresRead,
    texts: Texts,
    *,
    is_json: bool,
) -> None:
    rows = []
    for metric_id, origin in wanted.items():
        metric, found = item_by_id(journey, metric_id), read.figures.get(metric_id)
        if isinstance(metric, Metric):
            rows.append((metric, origin, found.value if found else None))
    faults = [one_line(texts.of(problem)) for problem in read.problems]
    if is_json:
        answer = [
            {
                "id": metric.id,
                "name": metric.name,
                "file": origin.file,
                "sheet": origin.sheet,
                "cell": origin.cell,
                "before": metric.actual,
                "now": value,
            }
            for metric, origin, value in rows
        ]
        say(json.dumps({"figures": answer, "faults": faults}))
        return
    for metric, origin, value in rows:
        place = " · ".join(part for part in (origin.file, origin.sheet, origin.cell) if part)
        before, now = (
            "–" if number is None else number_words(texts, number)
            for number in (metric.actual, value)
        )
        name = one_line(metric.name) or metric.id
        say(texts("cli.figure", name=name, before=before, now=now, place=one_line(place)))
    if not rows:
        say(texts("cli.no_figures"))
    for fault in faults:
        complain(fault)
