"""A map as the bytes of a .journey file: one card a line, always the same for the same map."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from pydantic_core import SchemaSerializer, to_json

from model.file.envelope import ENVELOPE_KEYS, FORMAT, MIN_READER, SCHEMA_VERSION, seal
from model.journey import JourneyMap, Phase
from model.lanes import Lane
from model.people import Customer
from model.values import Value

_BETWEEN = b'},{"id":'


def encode(journey: JourneyMap) -> bytes:
    """Return the bytes of the file: UTF-8 JSON, cards one a line, sealed with a checksum.

    Fields that hold their default are left out (docs/decisions/defaults-left-out.md); unknown
    fields of a newer version stand behind the known ones of their object.
    """
    own = {name: _field(journey, name) for name in JourneyMap.model_fields}
    members = [*_versions(journey), *_written(own), *_unknown(journey)]
    return seal(b"{\n" + b"".join(b"%s:%s,\n" % member for member in members))


def _versions(journey: JourneyMap) -> Iterator[tuple[bytes, bytes]]:
    # A map of a newer version keeps its version: what we do not know is still in it, and a
    # migration of the newer program must not run over it again.
    extra = journey.model_extra or {}
    yield b'"format"', to_json(FORMAT)
    yield b'"schema_version"', to_json(extra.get("schema_version", SCHEMA_VERSION))
    yield b'"min_reader"', to_json(extra.get("min_reader", MIN_READER))


def _unknown(journey: JourneyMap) -> Iterator[tuple[bytes, bytes]]:
    for name, value in (journey.model_extra or {}).items():
        if name not in ENVELOPE_KEYS:
            yield to_json(name), to_json(value)


def _written(fields: Mapping[str, bytes]) -> Iterator[tuple[bytes, bytes]]:
    for name, value in fields.items():
        if value not in (b"{}", b"[]"):
            yield to_json(name), value


def _field(journey: JourneyMap, name: str) -> bytes:
    if name == "phases":
        return _list(map(_phase, journey.phases))
    if name == "lanes":
        columns = {step.id: place for place, step in enumerate(journey.steps)}
        return _list(_lane(lane, columns) for lane in journey.lanes)
    if name == "personas":
        return _list(map(_customer, journey.personas))
    value = getattr(journey, name)
    return _list(map(_short, value)) if isinstance(value, tuple) else _value(value)


def _value(value: object) -> bytes:
    """Return a part that the map has once, its fields a line each: people edit these by hand."""
    if not isinstance(value, Value):
        return to_json(value)
    fields = _head(value)
    lines = b",\n".join(b"%s:%s" % (to_json(key), to_json(fields[key])) for key in fields)
    return b"{\n%s\n}" % lines if lines else b"{}"


def _short(value: Value) -> bytes:
    return value.__pydantic_serializer__.to_json(value, exclude_defaults=True)


def _list(items: Iterable[bytes]) -> bytes:
    lines = b",\n".join(items)
    return b"[\n%s\n]" % lines if lines else b"[]"


def _phase(phase: Phase) -> bytes:
    return _with_last(
        _head(phase, "steps"), "steps", _list(map(_short, phase.steps)), is_wanted=True
    )


def _customer(customer: Customer) -> bytes:
    return to_json(_head(customer))


def _lane(lane: Lane, columns: Mapping[str, int]) -> bytes:
    by_column = sorted(lane.cells, key=lambda step_id: columns.get(step_id, len(columns)))
    write = _cell_writer(lane.item_type).to_json
    cells = b",\n".join(
        b'"%s":%s' % (step_id.encode(), _cell(lane.cells[step_id], write)) for step_id in by_column
    )
    return _with_last(_head(lane, "cells"), "cells", b"{\n%s\n}" % cells, is_wanted=bool(cells))


@cache
def _cell_writer(item_type: type[Value]) -> SchemaSerializer:
    serializer = TypeAdapter(tuple[item_type, ...]).serializer  # type: ignore[valid-type]
    assert isinstance(serializer, SchemaSerializer)
    return serializer


def _cell(items: tuple[Value, ...], write: Callable[..., bytes]) -> bytes:
    """Return the items of a cell in JSON, each on a line of its own.

    One call for a cell and a look for what is between its items take half the time of a call for
    each. ``},{"id":`` stands nowhere inside a text: there, its quotes would be escaped.
    """
    written = write(items, exclude_defaults=True)
    if written.count(_BETWEEN) >= len(items):  # it also stands in what a newer version added
        return _list(map(_short, items))
    return b"[\n%s\n]" % written[1:-1].replace(_BETWEEN, b'},\n{"id":')


def _head(value: Value, *without: str) -> dict[str, Any]:
    # ``kind`` is a default of its class, but tells the reader which class it is.
    fields = value.model_dump(mode="json", exclude_defaults=True, exclude=set(without))
    kind = getattr(value, "kind", None)
    if kind is None or "kind" not in type(value).model_fields:
        return fields
    return {"id": fields.pop("id"), "kind": kind, **fields}


def _with_last(head: dict[str, Any], name: str, value: bytes, *, is_wanted: bool) -> bytes:
    start = to_json(head)
    return b'%s,"%s":%s}' % (start[:-1], name.encode(), value) if is_wanted else start
