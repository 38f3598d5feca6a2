"""What a press would print: the plates of a PDF as Ghostscript separates them, and its colours."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from numpy.typing import NDArray
from PIL import Image as Pillow

INKS = ("Cyan", "Magenta", "Yellow", "Black")
# Operators that set a colour (ISO 32000-1, table 74), and `sh` and inline images, which bring one.
COLOUR_OPERATORS = frozenset(
    ["g", "G", "rg", "RG", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN", "sh", "BI"]
)
PLATES_OF_PRESSES = frozenset(["k", "K", "cs", "CS", "scn", "SCN"])

needs_ghostscript = pytest.mark.skipif(
    shutil.which("gs") is None, reason="Ghostscript separates the plates"
)


def plates_of(data: bytes, folder: Path, dpi: float = 20) -> dict[str, NDArray[np.float64]]:
    """Return how much ink, 0 to 1, is where on each plate of the first page; spots by name."""
    source = folder / "press.pdf"
    source.write_bytes(data)
    subprocess.run(
        ["gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiffsep", f"-r{dpi:g}",
         "-dLastPage=1", "-sOutputFile=page.tif", source.name],
        cwd=folder, check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    made = {}
    for path in folder.glob("page(*).tif"):
        with Pillow.open(path) as plate:
            made[path.stem[5:-1]] = 1 - np.asarray(plate.convert("L"), float) / 255
    return made


def colours_in(data: bytes) -> Iterator[tuple[str, list[object]]]:
    """Yield (operator, operands) of everything that sets a colour, in pages and forms."""
    with pikepdf.open(BytesIO(data)) as pdf:
        forms = [
            thing
            for thing in pdf.objects
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Form"
        ]
        for stream in (*pdf.pages, *forms):
            for operands, operator in pikepdf.parse_content_stream(stream):
                if str(operator) in COLOUR_OPERATORS:
                    yield str(operator), [*operands]
