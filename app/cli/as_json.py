"""Problems, findings and values of maps as JSON, for other programs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from model.printing.preflight import Finding
from model.problems import Problem
from model.texts import Texts
from model.values import Value


def problem_as_json(problem: Problem, texts: Texts) -> dict[str, object]:
    """Return ``problem`` with its words in the language of ``texts``."""
    params = {name: _plain(value) for name, value in problem.params.items()}
    return {"code": problem.code, "message": texts.of(problem), "params": params}


def findings_as_json(findings: Iterable[Finding], texts: Texts) -> list[Mapping[str, object]]:
    """Return what a preflight found, in its order; ``ids`` are the parts of the map it is about."""
    return [
        {
            "severity": finding.severity,
            **problem_as_json(finding.problem, texts),
            "ids": list(finding.ids),
            "page": finding.page,
        }
        for finding in findings
    ]


def value_as_json(value: object) -> object:
    """Return a value of a map as JSON has it; a lane without its cells, a phase without steps."""
    if isinstance(value, Value):
        held = {"cells", "steps"} & type(value).model_fields.keys()
        return value.model_dump(mode="json", exclude_defaults=True, exclude=held)
    if isinstance(value, tuple):
        return [value_as_json(one) for one in value]
    return value


def _plain(value: object) -> object:
    """Return ``value`` as JSON has it: numbers stay numbers, a place becomes a list."""
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    return value if isinstance(value, bool | int | float) else str(value)
