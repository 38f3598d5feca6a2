"""Walls put together again: sheets rasterised by three programs, cut at their marks, compared.

Each case is printed as tiles and as a wall; PDFium, poppler and MuPDF rasterise both.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image

from app.export.jobs import metadata_of
from app.export.pdf import export_pdf
from benchmarks.maps import make_map
from model.journey import JourneyMap
from model.layout.engine import Layout
from model.printing.printing import print_map
from model.printing.settings import PrintSettings
from model.templates import sample
from model.text.fonts import FontBook
from tests.printing.rebuilding import put_together

PIXELS_PER_MM = 4
DPI = PIXELS_PER_MM * 25.4
# Sheets lie up to half a pixel beside the wall: edges of letters differ, surfaces do not.
MOST_MEAN, MOST_FAR = 9.0, 0.01
_FAR = 160


def run() -> list[str]:
    """Return a line for each case and program.

    Raises:
        AssertionError: If what was put together is not the wall.
    """
    Image.MAX_IMAGE_PIXELS = None
    shoes = sample("sustainable-shoes", "da")
    found = []
    cases = (
        ("sample, A4", shoes, {"tile_paper": "A4"}),
        ("sample, A3, glued at the left", shoes, {"tile_paper": "A3", "glue_side": "left"}),
        ("sample, headings repeated", shoes, {"scale": "1:2", "are_headers_repeated": True}),
        ("sample, greyscale, as A0", shoes, {"paper": "A0", "scale": "fit", "theme": "greyscale"}),
        ("5,000 cards, A3", make_map(5000), {"scale": "1:6", "tile_paper": "A3"}),
    )
    for name, journey, settings in cases:
        found.extend(_compared(name, journey, settings))
    return found


def _compared(name: str, journey: JourneyMap, settings: dict[str, object]) -> list[str]:
    layout = Layout(FontBook.bundled())
    wanted = PrintSettings.model_validate({"output": "tiles", **settings})
    tiles = print_map(journey, wanted, layout)
    wall = print_map(journey, wanted.model_copy(update={"output": "wall"}), layout)
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / "wall.pdf", Path(folder) / "tiles.pdf"]
        for file, printout in zip(files, (wall, tiles), strict=True):
            file.write_bytes(export_pdf(printout, metadata_of(journey)))
        for program in (_pdfium, _poppler, _mupdf):
            (whole,), sheets = program(files[0]), program(files[1])
            if len(sheets) != len(tiles.pages):
                raise AssertionError(f"{name}: {len(sheets)} pages, not {len(tiles.pages)}")
            rebuilt = put_together(
                tiles, sheets, whole.shape, PIXELS_PER_MM, ground=255, kind=np.uint8
            )
            difference = np.abs(rebuilt.astype(np.int16) - whole)
            mean, far = float(difference.mean()), float((difference > _FAR).mean())
            line = f"{name}, {program.__name__[1:]}: mean {mean:.2f} of 255, far {far:.2%}"
            if mean > MOST_MEAN or far > MOST_FAR:
                raise AssertionError(line)
            lines.append(line)
    return lines


def _pdfium(file: Path) -> list[np.ndarray]:
    document = pypdfium2.PdfDocument(file)
    return [page.render(scale=DPI / 72, grayscale=True).to_numpy() for page in document]


def _poppler(file: Path) -> list[np.ndarray]:
    return _by_program(["pdftoppm", "-gray", "-r", f"{DPI}", str(file), "page"])


def _mupdf(file: Path) -> list[np.ndarray]:
    return _by_program(["mutool", "draw", "-q", "-c", "gray", "-r", f"{DPI}",
                        "-o", "page-%04d.pgm", str(file)])  # fmt: skip


def _by_program(command: list[str]) -> list[np.ndarray]:
    program = shutil.which(command[0])
    if program is None:
        raise AssertionError(f"{command[0]} is not installed")
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([program, *command[1:]], cwd=folder, check=True, capture_output=True)
        return [np.asarray(Image.open(path)) for path in sorted(Path(folder).glob("page*"))]
