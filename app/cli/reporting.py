"""What an export came to, as JSON: pages with boxes and scale, files, notes and preflight."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from app import __version__
from app.cli.as_json import findings_as_json, problem_as_json
from app.cli.reports import REPORT_FORMAT, REPORT_VERSION, is_report
from app.saving import save_bytes
from model.file import shown_name
from model.journey import JourneyMap
from model.paper import scale_name
from model.printing.anonymous import anonymous
from model.printing.assembly import ASSEMBLY
from model.printing.pages import Area, Printout, PrintPage
from model.printing.preflight import preflight
from model.problems import FileProblem, Problem
from model.texts import Texts


def save_report(
    path: Path,
    journey: JourneyMap,
    printout: Printout,
    files: Sequence[tuple[Path, int]],
    notes: Iterable[Problem],
    prints: Mapping[str, str],
    texts: Texts,
) -> None:
    """Write the report of a print to ``path``; only another report is replaced.

    Args:
        path: Where to.
        journey: What was printed.
        printout: As what.
        files: Those written, with their bytes.
        notes: What was told.
        prints: The fingerprint of each sheet by name, of those not printed this time too.
        texts: Words of the messages.

    Raises:
        FileProblem: If it could not be written, or something else is there.
    """
    document = report_of(journey, printout, files, notes, prints, texts)
    data = (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")
    _refuse_others(path)
    save_bytes(path, data, keep_backup=False)


def report_of(
    journey: JourneyMap,
    printout: Printout,
    files: Sequence[tuple[Path, int]],
    notes: Iterable[Problem],
    prints: Mapping[str, str],
    texts: Texts,
) -> dict[str, object]:
    """Return the report as JSON has it; lengths are mm, areas square metres."""
    settings = printout.settings.model_dump(mode="json")
    if printout.settings.is_anonymous:
        journey = anonymous(journey)
    about = journey.about
    return {
        "format": REPORT_FORMAT,
        "version": REPORT_VERSION,
        "program": f"Journeywall {__version__}",
        "map": {
            "id": journey.id,
            "title": about.title,
            "version": about.version_label,
            "modified": about.modified,
        },
        # where the shop's profile lies on this computer is nobody else's business
        "settings": {**settings, "icc_file": Path(printout.settings.icc_file).name},
        "scale": scale_name(printout.scale),
        "scale_factor": printout.scale,
        "files": [{"name": shown_name(path.name), "bytes": size} for path, size in files],
        "pages": [_page(page) for page in printout.pages],
        "fingerprints": dict(prints),
        "paper": _paper(printout),
        "notes": [problem_as_json(note, texts) for note in notes],
        "preflight": findings_as_json(preflight(journey, printout), texts),
    }


def _page(page: PrintPage) -> dict[str, object]:
    return {
        "name": page.name,
        "title": page.title,
        "width": round(page.width, 3),
        "height": round(page.height, 3),
        "trim": _area(page.trim),
        "bleed": _area(page.bleed),
    }


def _area(area: Area) -> dict[str, float]:
    names = ("x", "y", "width", "height")
    return {name: round(side, 3) for name, side in zip(names, area, strict=True)}


def _paper(printout: Printout) -> dict[str, object]:
    """Return how much paper it takes, and how much of that is not seen in the end."""
    used = sum(page.width * page.height for page in printout.pages) / 1e6
    shown = (page for page in printout.pages if page.pieces and page.name != ASSEMBLY)
    seen = sum(page.trim[2] * page.trim[3] for page in shown) / 1e6
    settings = printout.settings
    return {
        "pages": len(printout.pages),
        "name": settings.tile_paper if settings.output == "tiles" else settings.paper,
        "area": round(used, 4),
        "waste": round(max(used - seen, 0.0), 4),
    }


def _refuse_others(path: Path) -> None:
    """Refuse to replace what is no report: a map, say, or somebody's own JSON."""
    try:
        is_there = path.is_file()
    except OSError:
        is_there = False
    if not is_there:
        return
    if not is_report(path):
        raise FileProblem("file.not_saved_over_other", file=shown_name(path))
