"""What pydantic and the integrity check find in a file, as one problem with its place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from model.file.places import line_of
from model.places import Place, path_text
from model.problems import FileProblem, Problem

MANY = 1000
"""From this many faults on only their number is told: listing them takes longer than reading."""

_CODES: Mapping[str, str] = {
    "missing": "file.missing_field",
    "union_tag_not_found": "file.missing_kind",
    "union_tag_invalid": "file.unknown_kind",
    "literal_error": "file.unknown_value",
    "finite_number": "file.not_a_number",
    "greater_than": "file.too_small",
    "greater_than_equal": "file.too_small",
    "less_than": "file.too_big",
    "less_than_equal": "file.too_big",
    "int_parsing_size": "file.too_big",
    "string_too_long": "file.too_long",
    "too_long": "file.too_many",
    "too_short": "file.too_few",
    "model_type": "file.not_an_object",
    "model_attributes_type": "file.not_an_object",
    "dict_type": "file.not_an_object",
    "mapping_type": "file.not_an_object",
    "tuple_type": "file.not_a_list",
    "string_type": "file.not_a_text",
    "float_type": "file.not_numeric",
    "float_parsing": "file.not_numeric",
    "int_type": "file.not_whole",
    "int_parsing": "file.not_whole",
    "int_from_float": "file.not_whole",
    "no_such_date": "file.unfit_date",
    "bool_type": "file.not_a_switch",
    "bool_parsing": "file.not_a_switch",
}
_LIMITS = ("ge", "gt", "le", "lt", "max_length", "min_length")


def refuse_values(error: ValidationError, content: bytes, name: str) -> FileProblem:
    """Return what to tell about the first value that does not fit its field."""
    if error.error_count() > MANY:
        return FileProblem("file.many_faults", file=name, count=error.error_count())
    first = error.errors(include_url=False, include_input=False)[0]
    text = content.decode("utf-8", "replace")
    path = _path(first["loc"])
    context = first.get("ctx", {})
    limit = next((context[key] for key in _LIMITS if key in context), "")
    return FileProblem(
        _code(first["type"], context),
        file=name,
        path=path_text(path),
        line=line_of(text, path),
        limit=limit,
        allowed=_allowed(context),
    )


def refuse_integrity(problem: Problem, content: bytes, name: str) -> FileProblem:
    """Return ``problem`` of `model.integrity` as one about the file ``name``."""
    place = problem.params.get("place", ())
    path: Place = place if isinstance(place, tuple) else ()
    line = line_of(content.decode("utf-8", "replace"), path)
    return FileProblem(
        problem.code, **{**problem.params, "file": name, "line": line, "path": path_text(path)}
    )


def _code(kind: str, context: Mapping[str, Any]) -> str:
    if kind != "string_pattern_mismatch":
        return _CODES.get(kind, "file.unfit_value")
    pattern = str(context.get("pattern", ""))
    if pattern.startswith(r"\A[^"):
        return "file.control_in_text"
    if pattern.startswith(r"\A[A-Za-z0-9_.-]"):
        return "file.unfit_id"
    return "file.unfit_date" if "[0-9]{4}" in pattern else "file.unfit_value"


def _allowed(context: Mapping[str, Any]) -> str:
    """Return the words a field knows, as they stand in the file."""
    words = str(context.get("expected", context.get("expected_tags", "")))
    return words.replace(" or ", ", ").replace("'", '"')


def _path(place: tuple[str | int, ...]) -> Place:
    """Return where in the file: pydantic also names the lane's kind and marks keys of cells."""
    parts = [part for part in place if part != "[key]"]
    if len(parts) > 2 and parts[0] in ("lanes", "personas"):
        del parts[2]
    return tuple(parts)
