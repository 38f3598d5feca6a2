"""Whether photos have pixels enough for their size on the paper."""

from __future__ import annotations

from collections.abc import Iterator

from model.layout.marks import ImageMark
from model.printing.image_sizes import COARSE_PPI, SOFT_PPI
from model.printing.preflight.findings import Finding
from model.printing.preflight.printed import Part, Printed
from model.problems import Problem

_MM_PER_INCH = 25.4


def check_images(printed: Printed) -> Iterator[Finding]:
    """Yield which images print too coarse, and how fine the coarsest is."""
    found = [(ppi, part) for part in printed.parts for ppi in _ppi_of(printed, part)]
    if not found:
        return
    coarse = [(ppi, part) for ppi, part in found if ppi < COARSE_PPI]
    soft = [(ppi, part) for ppi, part in found if COARSE_PPI <= ppi < SOFT_PPI]
    if coarse:
        severity = "warning" if printed.settings.allow_coarse_images else "error"
        yield _finding(severity, "preflight.images_coarse", coarse, COARSE_PPI)
    if soft:
        yield _finding("warning", "preflight.images_soft", soft, SOFT_PPI)
    if not (coarse or soft):
        least = min(ppi for ppi, _ in found)
        yield Finding("note", Problem("preflight.images_good", count=len(found), ppi=round(least)))


def _finding(severity: str, code: str, found: list[tuple[float, Part]], limit: int) -> Finding:
    problem = Problem(code, count=len(found), ppi=int(min(ppi for ppi, _ in found)), limit=limit)
    ids = tuple(dict.fromkeys(part.block.id for _, part in found))
    return Finding("error" if severity == "error" else "warning", problem, ids)


def _ppi_of(printed: Printed, part: Part) -> Iterator[float]:
    for mark in part.block.marks:
        if not isinstance(mark, ImageMark):
            continue
        image = printed.images.get(mark.sha256)
        if image is not None:
            # turned photos have their sides swapped: the longer side lies on the longer
            pixels = sorted((image.width_px, image.height_px))
            sides = sorted((mark.width, mark.height))
            yield min(
                px * _MM_PER_INCH / (side * part.scale)
                for px, side in zip(pixels, sides, strict=True)
            )
