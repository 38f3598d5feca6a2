"""Whether photos have pixels enough for their size on the paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from model.layout.marks import ImageMark
from model.printing.image_sizes import COARSE_PPI, SOFT_PPI, printed_ppi
from model.printing.preflight.findings import Finding, Severity
from model.printing.preflight.printed import Printed
from model.problems import Problem


def check_images(printed: Printed) -> Iterator[Finding]:
    """Yield which images print too coarse, and how fine the coarsest is."""
    found = printed_ppi(printed.printout)
    if not found:
        return
    coarse = {key: ppi for key, ppi in found.items() if ppi < COARSE_PPI}
    soft = {key: ppi for key, ppi in found.items() if COARSE_PPI <= ppi < SOFT_PPI}
    if coarse:
        severity: Severity = "warning" if printed.settings.allow_coarse_images else "error"
        yield _finding(printed, severity, "preflight.images_coarse", coarse, COARSE_PPI)
    if soft:
        yield _finding(printed, "warning", "preflight.images_soft", soft, SOFT_PPI)
    if not (coarse or soft):
        least = min(found.values())
        yield Finding("note", Problem("preflight.images_good", count=len(found), ppi=round(least)))


def _finding(
    printed: Printed, severity: Severity, code: str, found: Mapping[str, float], limit: int
) -> Finding:
    """Return the finding of the images ``found`` (pixels an inch by hash), with all their cards."""
    problem = Problem(code, count=len(found), ppi=int(min(found.values())), limit=limit)
    ids = dict.fromkeys(
        part.block.id
        for part in printed.parts
        for mark in part.block.marks
        if isinstance(mark, ImageMark) and mark.sha256 in found
    )
    return Finding(severity, problem, tuple(ids))
