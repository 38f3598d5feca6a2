"""A parsed map whose values do not fit, made to fit: what has no place is kept beside, and told.

Every field is checked by itself, so the time grows with the file and not with its faults.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from model.file.mending import Document, put_aside
from model.journey import JourneyMap
from model.people import CompanyProfile, Persona
from model.places import Place
from model.problems import FileProblem
from model.values import MAX_LINE, MAX_TEXT, Value, clean_line, clean_text

_DEEPEST = 90
_SHOWN = 40
_FEW = 9  # ids counted one by one; ten thousand equal ones would take a minute
_NOT_IN_IDS = re.compile(r"[^A-Za-z0-9_.-]+")
_LIMITS = ("ge", "gt", "le", "lt")
Told = list[FileProblem]


def fit_map(document: Document, told: Told) -> Document:
    """Return ``document`` so that each of its fields can be read; tell of what was changed."""
    fitted = _Fitter(told).fit(JourneyMap, document, ())
    assert fitted is not None  # all that a map must have can be made
    return _writable(fitted, told)


def as_id(text: str, taken: set[str]) -> str:
    """Return an id like ``text`` that is not ``taken`` yet, and take it."""
    stem = _NOT_IN_IDS.sub("-", text)[:56].strip("-") or "rescued"
    made, number = stem, 1
    while made in taken:
        number = number + 1 if number < _FEW else max(number + 1, len(taken))
        made = f"{stem}.{number}"
    taken.add(made)
    return made


def shown(value: object) -> str:
    """Return ``value`` as it stands in a file, short enough for a sentence."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


class _Fitter:
    def __init__(self, told: Told) -> None:
        self._told = told
        self._taken: set[str] = set()

    def fit(self, owner: type[Value], raw: Document, path: Place) -> Document | None:
        """Return ``raw`` as an ``owner`` can be made of it; None if it lacks what none can be."""
        made = dict(raw)
        for name, field in owner.model_fields.items():
            if name in raw:
                self._field(made, name, field, (*path, name))
            if name not in made and field.is_required() and not self._supplied(made, name, path):
                return None
        return made

    def _field(self, made: Document, name: str, field: FieldInfo, path: Place) -> None:
        value = made[name]
        if _fits(field, value):
            return
        classes = _classes(field.annotation)
        if not classes:
            self._plain(made, name, field, path)
        elif get_origin(field.annotation) is tuple:
            made[name] = self._many(made, name, value, classes, path)
        elif name == "cells":
            made[name] = self._cells(made, value, classes, path)
        else:
            part = self._part(classes, value, path)
            self._settle(made, name, value, part, path)

    def _many(
        self,
        holder: Document,
        name: str,
        value: object,
        classes: tuple[type[Value], ...],
        path: Place,
    ) -> list[Document]:
        kept = list[Document]()
        if not isinstance(value, list):
            self._aside(holder, name, value, path)
            return []
        for place, item in enumerate(value):
            part = self._part(classes, item, (*path, len(kept)))
            if part is None:
                self._aside(holder, f"{name}.{place}", item, (*path, place))
            else:
                kept.append(part)
        return kept

    def _cells(
        self, holder: Document, value: object, classes: tuple[type[Value], ...], path: Place
    ) -> Document:
        if not isinstance(value, dict):
            self._aside(holder, "cells", value, path)
            return {}
        made: Document = {}
        for key, items in value.items():
            fitting = key if _NOT_IN_IDS.sub("", key) == key and 0 < len(key) <= 64 else ""
            if not fitting:
                fitting = as_id(key, set(value) | set(made))
                self._tell("repair.changed", path, was=shown(key), now=fitting)
            made[fitting] = self._many(holder, key, items, classes, (*path, fitting))
        return made

    def _part(self, classes: tuple[type[Value], ...], item: object, path: Place) -> Document | None:
        if isinstance(item, str) and item and "text" in classes[0].model_fields:
            item = {"text": item}
        if not isinstance(item, dict):
            return None
        owner = classes[0]
        if len(classes) > 1:
            owner = next((it for it in classes if _kind(it) == item.get("kind")), None) or (
                _guessed(classes, item)
            )
            if item.get("kind") != _kind(owner):
                was, item = item.get("kind"), {**item, "kind": _kind(owner)}
                if was is not None:
                    put_aside(item, "kind", was)
                self._tell("repair.changed", (*path, "kind"), was=shown(was), now=_kind(owner))
        return self.fit(owner, item, path)

    def _plain(self, made: Document, name: str, field: FieldInfo, path: Place) -> None:
        value = made[name]
        for proposal in _proposals(value, field):
            if _fits(field, proposal):
                self._told.append(
                    FileProblem(
                        "repair.changed",
                        path=path,
                        was=shown(value),
                        now=shown(proposal),
                    )
                )
                made[name] = proposal
                put_aside(made, name, value)
                return
        del made[name]
        self._aside(made, name, value, path)

    def _settle(
        self, made: Document, name: str, value: object, part: Document | None, path: Place
    ) -> None:
        if part is not None:
            made[name] = part
        else:
            del made[name]
            self._aside(made, name, value, path)

    def _supplied(self, made: Document, name: str, path: Place) -> bool:
        """Give ``made`` a field that it must have; tell whether that is possible."""
        if name == "id":
            made["id"] = as_id("-".join(map(str, path[-3:])) or "map", self._taken)
            self._tell("repair.id_missing", path, now=made["id"])
            return True
        if name in ("phases", "steps"):
            made[name] = []
            return True
        return False

    def _aside(self, holder: Document, key: str, value: object, path: Place) -> None:
        put_aside(holder, key, value)
        self._tell("repair.aside", path, was=shown(value))

    def _tell(self, code: str, path: Place, **params: object) -> None:
        self._told.append(FileProblem(code, path=path, **params))


def _proposals(value: object, field: FieldInfo) -> Iterator[object]:
    """Yield values near ``value`` that the field may take."""
    if isinstance(value, str):
        yield clean_text(value)[:MAX_TEXT]
        yield clean_line(value)[:MAX_LINE]
    elif isinstance(value, list):
        cleaned = [clean_line(item) if isinstance(item, str) else item for item in value]
        kept = [item for item in cleaned if _fits(field, [item])]
        yield kept
        most = [it.max_length for it in field.metadata if hasattr(it, "max_length")]
        yield kept[: most[0]] if most else kept
    elif isinstance(value, float) and not math.isfinite(value):
        return
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield shown(value)
        yield from _clamped(value, field)


def _clamped(value: int | float, field: FieldInfo) -> Iterator[object]:
    yield round(value)
    try:
        _check(field).validate_python(value)
    except ValidationError as error:
        for found in error.errors(include_url=False, include_input=False):
            context = found.get("ctx", {})
            yield from (context[key] for key in _LIMITS if key in context)


def _fits(field: FieldInfo, value: object) -> bool:
    try:
        _check(field).validate_python(value)
    except (ValidationError, RecursionError):
        return False
    return True


_CHECKS: dict[int, tuple[FieldInfo, TypeAdapter[Any]]] = {}


def _check(field: FieldInfo) -> TypeAdapter[Any]:
    # A field is no key of a dictionary; it lives as long as its class.
    held = _CHECKS.get(id(field))
    if held is None:
        annotation: Any = Annotated[field.annotation, field]
        held = _CHECKS[id(field)] = (field, TypeAdapter(annotation))
    return held[1]


def _classes(annotation: Any) -> tuple[type[Value], ...]:
    """Return the classes of a map's parts that ``annotation`` names."""
    if isinstance(annotation, type) and issubclass(annotation, Value):
        return (annotation,)
    return tuple(found for part in get_args(annotation) for found in _classes(part))


@cache
def _kind(owner: type[Value]) -> str:
    default = owner.model_fields["kind"].default if "kind" in owner.model_fields else ""
    return "" if default is PydanticUndefined else str(default)


def _guessed(classes: tuple[type[Value], ...], item: Document) -> type[Value]:
    """Return the class that ``item`` is most like; a lane of unknown kind is one of cards."""
    if CompanyProfile in classes:
        return Persona if Persona in classes else CompanyProfile
    cells = item.get("cells")
    held: object = next(iter(cells.values()), []) if isinstance(cells, dict) else []
    first = held[0] if isinstance(held, list) and held and isinstance(held[0], dict) else {}
    wanted = kind_of_item(first)
    return next((owner for owner in classes if _kind(owner) == wanted), classes[0])


def kind_of_item(item: Document) -> str:
    """Return the kind of lane that ``item`` of a cell is most likely from."""
    if "values" in item:
        return "feelings"
    if not item.keys().isdisjoint(("actual", "target", "baseline", "unit")):
        return "metrics"
    return "images" if "caption" in item else "cards"


def _writable(value: Document, told: Told) -> Document:
    """Return ``value`` with numbers that are none, and what is nested too deep, as text."""
    made: dict[Any, Any] = dict(value)
    todo: list[tuple[Any, Any, Place]] = [(made, key, (key,)) for key in value]
    while todo:
        holder, key, path = todo.pop()
        held = holder[key]
        if isinstance(held, float) and not math.isfinite(held):
            holder[key] = shown(held)
            told.append(FileProblem("repair.no_number", path=path))
        elif isinstance(held, dict | list) and len(path) >= _DEEPEST:
            holder[key] = shown(held)
            told.append(FileProblem("repair.too_deep", path=path[:8]))
        elif isinstance(held, dict):
            holder[key] = inner = dict(held)
            todo += [(inner, name, (*path, name)) for name in inner]
        elif isinstance(held, list):
            holder[key] = items = list(held)
            todo += [(items, place, (*path, place)) for place in range(len(items))]
    return made
