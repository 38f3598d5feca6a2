"""What a map on a wall must say of itself: whose journey, and as of when."""

from __future__ import annotations

from collections.abc import Iterator

from model.printing.preflight.findings import Finding
from model.printing.preflight.printed import Printed
from model.problems import Problem


def check_about(printed: Printed) -> Iterator[Finding]:
    """Yield what is missing on the map card (reference/workshops-and-print.md 4, preflight)."""
    about = printed.journey.about
    if not about.title.strip():
        yield Finding("warning", Problem("preflight.no_title"))
    if not (printed.journey.personas or about.segment.strip()):
        yield Finding("warning", Problem("preflight.no_persona"))
    if not about.modified:
        yield Finding("warning", Problem("preflight.no_date"))
