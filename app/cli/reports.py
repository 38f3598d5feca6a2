"""Reports of earlier prints, read again: which sheets looked how."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from model.file import read_bounded, shown_name
from model.problems import FileProblem

REPORT_FORMAT: Final = "journeywall-print-report"
REPORT_VERSION: Final = 1
MAX_REPORT_BYTES: Final = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Report:
    """What is asked of the report of an earlier print.

    Attributes:
        name: Its file, as it can be shown.
        fingerprints: What each sheet looked like, by its name.
    """

    name: str
    fingerprints: dict[str, str]


def read_report(path: Path) -> Report:
    """Return the report at ``path``.

    Raises:
        FileProblem: If it cannot be read; ``report.not_a_report``.
    """
    name = shown_name(path)
    try:
        held = json.loads(read_bounded(path, MAX_REPORT_BYTES))
    except (ValueError, RecursionError):
        held = None
    if not isinstance(held, dict) or held.get("format") != REPORT_FORMAT:
        raise FileProblem("report.not_a_report", file=name)
    prints = held.get("fingerprints")
    if not isinstance(prints, dict):
        raise FileProblem("report.not_a_report", file=name)
    return Report(name, {key: found for key, found in prints.items() if isinstance(found, str)})


def is_report(path: Path) -> bool:
    """Tell whether the file at ``path`` is a report."""
    try:
        read_report(path)
    except FileProblem:
        return False
    return True
