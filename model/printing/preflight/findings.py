"""What a preflight finds: how grave it is, its sentence, and where to look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from model.problems import Problem

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of a preflight.

    Attributes:
        severity: ``error`` spoils the print, ``warning`` may, ``note`` is a fact that is in order.
        problem: What to tell, in words of ``problems.json``.
        ids: The cards, phases, steps or lanes to jump to, in wall order.
        page: Name of the page it is about, "" for all.
    """

    severity: Severity
    problem: Problem
    ids: tuple[str, ...] = ()
    page: str = ""
