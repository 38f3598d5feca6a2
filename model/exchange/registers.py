"""Personas and sources out of tables of their own, as we write them beside the cards."""

from __future__ import annotations

from typing import Any, Final

from pydantic import ValidationError

from model.evidence import Evidence
from model.exchange.drafting import Draft
from model.exchange.long_form import listed
from model.exchange.map_tables import EVIDENCE_FIELDS, PERSONA_FIELDS
from model.exchange.tables import Table
from model.exchange.vocabulary import is_said, value_called
from model.exchange.wording import read_plain_number
from model.people import Persona
from model.texts import LANGUAGES, text_table
from model.values import Value, with_changes

_AREAS: Final = {
    "evidence_level": "evidence_level",
    "method": "evidence_method",
    "kind": "evidence_kind",
}
_NUMBERS: Final = ("average_order_value", "sample_size")


def take_personas(draft: Draft, table: Table) -> None:
    """Give the personas of ``draft`` what ``table`` says of them; others are added."""
    for name, fields in _entries(draft, table, "personas", PERSONA_FIELDS):
        draft.persona(name)
        key = draft.line(name)
        draft.personas[key] = _filled(draft, draft.personas[key], fields, Persona)


def take_sources(draft: Draft, table: Table) -> None:
    """Give the sources of ``draft`` what ``table`` says of them; others are added."""
    for title, fields in _entries(draft, table, "evidence", EVIDENCE_FIELDS):
        draft.source(title)
        key = draft.line(title)
        draft.sources[key] = _filled(draft, draft.sources[key], fields, Evidence)


def is_register(title: str, register: str) -> bool:
    """Tell whether a sheet called ``title`` is the one of ``register`` that we write."""
    return is_said(f"exchange.table.{register}", title)


def _entries(
    draft: Draft, table: Table, register: str, fields: tuple[str, ...]
) -> list[tuple[str, dict[str, str]]]:
    heads = [_field(head, register, fields) for head in table[0]]
    found = []
    for row in table[1:]:
        held = {head: cell for head, cell in zip(heads, row, strict=False) if head and cell.strip()}
        for head, cell, title in zip(heads, row, table[0], strict=False):
            if not head and cell.strip():
                draft.losses.note("table.lost_column", column=title[:60])
        name = held.pop(fields[0], "")
        if name:
            found.append((name, held))
    return found


def _field(head: str, register: str, fields: tuple[str, ...]) -> str:
    for name in fields:
        keys = (f"exchange.{register}.{name}", f"window.field.{name}", f"exchange.column.{name}")
        key = next((key for key in keys if key in text_table(LANGUAGES[0])), "")
        if (key and is_said(key, head)) or head == name:
            return name
    return ""


def _filled(draft: Draft, entry: Any, fields: dict[str, str], owner: type[Value]) -> Any:
    for name, cell in fields.items():
        value: object = draft.text(cell)
        field = owner.model_fields.get(name)
        default = field.get_default(call_default_factory=True) if field else None
        if isinstance(default, tuple):
            value = tuple(map(draft.line, listed(cell)))
        elif name in _AREAS:
            value = value_called(_AREAS[name], cell)
        elif name in _NUMBERS:
            value = read_plain_number(cell)
        try:
            if field is None or value is None:
                raise AttributeError(name)
            entry = with_changes(entry, **{name: value})
        except (AttributeError, ValidationError):
            draft.losses.note("table.lost_value", column=name)
    return entry
