"""Tiles against the wall: what sheets add in time and bytes, and how long they take to rasterise.

`plakativ` makes sheets of the same wall page for comparison where that program is found.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from app.export.jobs import metadata_of
from app.export.pdf import export_pdf
from benchmarks.maps import make_map
from benchmarks.measuring import Process, Ratio, median_cpu, own_process, run_in_turns
from model.layout.engine import Layout
from model.printing.printing import print_map
from model.printing.settings import PrintSettings
from model.text.fonts import FontBook

# 5,000 cards at this scale are 24 sheets of A3; other numbers of cards have a scale of their own.
SCALES = {40: "1:1", 300: "1:1", 5_000: "1:6", 20_000: "1:12"}
WALL, TILES, POSTER = "wall.pdf", "tiles.pdf", "poster.pdf"
_RESOLUTION = "72"


def report(cards: int) -> list[str]:
    """Return the table's lines for a map of ``cards`` cards."""
    times = 7 if cards <= 5000 else 3
    with tempfile.TemporaryDirectory() as folder:
        commands = [
            own_process("tiles", what, str(cards), str(Path(folder) / file))
            for what, file in (("wall", WALL), ("tiles", TILES))
        ]
        wall, tiles = run_in_turns(*commands, times=times)
        lines = [
            f"{cards} cards on A3: {tiles[0].said.split()[1]} sheets with the assembly map",
            str(Ratio("tiles: plan, draw and save", _ms(tiles), _ms(wall), "the wall", 2.0)),
            _bytes(Path(folder)),
        ]
        lines.extend(_rasterised(Path(folder), times))
        lines.extend(_poster(Path(folder), _ms(tiles), times))
    return lines


def _ms(runs: list[Process]) -> float:
    return median([float(run.said.split()[0]) for run in runs])


def _bytes(folder: Path) -> str:
    wall, tiles = ((folder / name).stat().st_size for name in (WALL, TILES))
    more = tiles / wall - 1
    verdict = "ok" if more <= 0.2 else "OVER"
    return f"bytes {tiles:,} / {wall:,} of the wall = +{more:.1%}  (aim +20 %) {verdict}"


def _rasterised(folder: Path, times: int) -> list[str]:
    """Return how long all sheets take to rasterise, against the wall's one page."""
    lines = []
    out = folder / "pixels"
    out.mkdir()
    for program, options in (
        ("pdftoppm", ["-r", _RESOLUTION]),
        ("mutool", ["draw", "-r", _RESOLUTION, "-F", "ppm", "-o", str(out / "%d.ppm")]),
    ):
        found = shutil.which(program)
        if not found:
            lines.append(f"{program}: not found")
            continue
        end = [str(out / "page")] if program == "pdftoppm" else []
        wall, tiles = run_in_turns(
            [found, *options, str(folder / WALL), *end],
            [found, *options, str(folder / TILES), *end],
            times=min(times, 3),
        )
        row = Ratio(f"rasterise, {program}", median_cpu(tiles), median_cpu(wall), "the wall", 2.0)
        lines.append(str(row))
    return lines


def _poster(folder: Path, ours_ms: float, times: int) -> list[str]:
    """Return what plakativ takes for sheets of the wall that is already drawn."""
    found = shutil.which("plakativ")
    if not found:
        return ["plakativ: not found"]
    options = ["--nogui", "--pagesize", "A3", "--border", "10mm", "--factor", "1"]
    extras = ["--cover-page", "--cutting-guides", "--page-numbers"]
    command = [found, *options, *extras, str(folder / WALL), "-o", str(folder / POSTER)]
    (runs,) = run_in_turns(command, times=min(times, 3))
    size = (folder / POSTER).stat().st_size
    return [
        f"plakativ, from the wall's PDF: {median_cpu(runs):.0f} ms of a whole process, "
        f"{size:,} bytes; ours from the map {ours_ms:.0f} ms"
    ]


def _main(what: str, cards: int, path: str) -> None:
    layout = Layout(FontBook.bundled())
    journey = make_map(cards)
    layout.sheet(journey, for_print=True)
    scale = SCALES.get(cards, "1:1")
    settings = PrintSettings(scale=scale)
    if what == "tiles":
        settings = PrintSettings(output="tiles", tile_paper="A3", scale=scale)
    start = time.process_time()
    printout = print_map(journey, settings, layout)
    data = export_pdf(printout, metadata_of(journey))
    print((time.process_time() - start) * 1000, len(printout.pages))
    Path(path).write_bytes(data)


if __name__ == "__main__":
    _main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
