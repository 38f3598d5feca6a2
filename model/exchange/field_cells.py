"""A cell of a table into the field it stands for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TypeVar

from pydantic import ValidationError

from model.exchange.long_form import listed
from model.exchange.vocabulary import is_said, value_called
from model.exchange.wording import read_plain_number
from model.values import Value, with_changes

Part = TypeVar("Part", bound=Value)


def with_cell(
    part: Part,
    field: str,
    cell: str,
    *,
    text: str,
    areas: Mapping[str, str],
    numbers: Collection[str],
    line: Callable[[str], str] = str,
) -> Part | None:
    """Return ``part`` with what ``cell`` says in ``field``, None if it cannot be held there.

    Args:
        part: What is filled in.
        field: Its field; "" and unknown ones hold nothing.
        cell: As it was read.
        text: The same as a field of plain text holds it.
        areas: By field of a vocabulary, its area of names.
        numbers: Fields that are numbers.
        line: What makes an entry of a list one that a map can hold.
    """
    info = type(part).model_fields.get(field)
    default = info.get_default(call_default_factory=True) if info else None
    value: object = text
    if isinstance(default, tuple) and field in areas:
        named = tuple(value_called(areas[field], word) for word in listed(cell))
        value = None if None in named else named
    elif isinstance(default, tuple):
        value = tuple(map(line, listed(cell)))
    elif isinstance(default, bool):
        value = is_said("exchange.yes", cell)
    elif field in areas:
        value = value_called(areas[field], cell)
    elif field in numbers:
        value = read_plain_number(cell)
    if info is None or value is None:
        return None
    try:
        return with_changes(part, **{field: value})
    except ValidationError:
        return None
