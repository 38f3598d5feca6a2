"""Unknown fields of newer versions are kept; here they are held to what JSON can write again."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from model.file.places import line_of
from model.journey import JourneyMap
from model.places import Place, path_text
from model.problems import FileProblem
from model.references import flat_fields, set_fields
from model.values import Value

_TO_LOOK_AT = (float, dict, list)

MAX_DEPTH = 100
"""How deep a file may be nested; the map's own fields need 8, the parser stops at 200."""


def check_unknown_fields(journey: JourneyMap, name: str, content: bytes) -> None:
    """Refuse unknown fields that could not be written again as they were read.

    Raises:
        FileProblem: If one holds a number that is not finite, or is nested too deep.
    """
    for path, value in _unknown_fields(journey):
        _check(value, path, name, content)


def check_json(document: Any, name: str, content: bytes) -> None:
    """Refuse a parsed document of an older version, on the same grounds.

    Raises:
        FileProblem: As `check_unknown_fields`.
    """
    _check(document, (), name, content)


def _check(value: Any, path: Place, name: str, content: bytes) -> None:
    # A list of what is still to do, because a document may be nested deeper than Python calls.
    todo: list[tuple[Any, Place]] = [(value, path)]
    while todo:
        value, path = todo.pop()
        if isinstance(value, float) and not math.isfinite(value):
            raise _refusal("file.not_a_number", path, name, content)
        if isinstance(value, (dict, list)):
            if len(path) >= MAX_DEPTH:
                raise FileProblem("file.too_deep", file=name, line=_line(content, path))
            inner = value.items() if isinstance(value, dict) else enumerate(value)
            todo += [(part, (*path, key)) for key, part in inner if isinstance(part, _TO_LOOK_AT)]


def _refusal(code: str, path: Place, name: str, content: bytes) -> FileProblem:
    return FileProblem(code, file=name, path=path_text(path), line=_line(content, path))


def _line(content: bytes, path: Place) -> int:
    return line_of(content.decode("utf-8", "replace"), path)


def _unknown_fields(journey: JourneyMap) -> Iterator[tuple[Place, Any]]:
    for field in JourneyMap.model_fields:
        if field != "lanes":
            yield from _inside(getattr(journey, field), (field,))
    yield from _extra(journey, ())
    for place, lane in enumerate(journey.lanes):
        yield from _extra(lane, ("lanes", place))
        flat = flat_fields(lane.item_type)
        if set_fields(lane) <= flat:
            continue
        for step_id, items in lane.cells.items():
            for number, item in enumerate(items):
                if not item.__pydantic_fields_set__ <= flat:
                    yield from _inside(item, ("lanes", place, "cells", step_id, number))


def _inside(value: Any, path: Place) -> Iterator[tuple[Place, Any]]:
    if isinstance(value, tuple):
        for place, part in enumerate(value):
            yield from _inside(part, (*path, place))
    elif isinstance(value, Value):
        yield from _extra(value, path)
        flat = flat_fields(type(value))
        for field in type(value).model_fields:
            if field not in flat:
                yield from _inside(getattr(value, field), (*path, field))


def _extra(value: Value, path: Place) -> Iterator[tuple[Place, Any]]:
    for key, part in (value.model_extra or {}).items():
        yield (*path, key), part
