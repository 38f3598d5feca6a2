"""Problems in the terms of the print window, not in those of the command line."""

from __future__ import annotations

import re

from model.problems import PrintProblem
from widgets.language import Language

_MEASURES = re.compile(r"([\d.]+)x([\d.]+)mm")


def worded(problem: PrintProblem, words: Language) -> str:
    """Return what to tell of ``problem``."""
    if problem.code == "print.unknown_scale":
        return words("print_window.unknown_scale", scale=problem.params["scale"])
    paper = problem.params.get("paper")
    found = _MEASURES.fullmatch(paper) if isinstance(paper, str) else None
    if found is None:
        return words.of(problem)
    width, height = (words.number(float(side), 1) for side in found.groups())
    named = {**problem.params, "paper": f"{width} \u00d7 {height} mm"}
    return words.of(PrintProblem(problem.code, **named))
