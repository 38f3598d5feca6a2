"""Personas and sources out of tables of their own, as we write them beside the cards."""

from __future__ import annotations

from typing import Final

from model.exchange.drafting import Draft
from model.exchange.field_cells import Part, with_cell
from model.exchange.map_tables import EVIDENCE_FIELDS, PERSONA_FIELDS
from model.exchange.tables import Table
from model.exchange.vocabulary import is_said
from model.people import CompanyProfile, Persona
from model.texts import LANGUAGES, text_table

_AREAS: Final = {
    "evidence_level": "evidence_level",
    "method": "evidence_method",
    "kind": "evidence_kind",
}
_OF_PEOPLE: Final = frozenset(Persona.model_fields) - frozenset(CompanyProfile.model_fields)
_OF_COMPANIES: Final = frozenset(CompanyProfile.model_fields) - frozenset(Persona.model_fields)
_NUMBERS: Final = ("average_order_value", "sample_size")


def take_personas(draft: Draft, table: Table) -> None:
    """Give the personas of ``draft`` what ``table`` says of them; others are added."""
    for name, fields in _entries(draft, table, "personas", PERSONA_FIELDS):
        draft.persona(name)
        key = draft.line(name)
        held = draft.personas[key]
        if not fields.keys() & _OF_PEOPLE and fields.keys() & _OF_COMPANIES:
            held = CompanyProfile(id=held.id, name=held.name)
        draft.personas[key] = _filled(draft, held, fields)


def take_sources(draft: Draft, table: Table) -> None:
    """Give the sources of ``draft`` what ``table`` says of them; others are added."""
    for title, fields in _entries(draft, table, "evidence", EVIDENCE_FIELDS):
        draft.source(title)
        key = draft.line(title)
        draft.sources[key] = _filled(draft, draft.sources[key], fields)


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


def _filled(draft: Draft, entry: Part, fields: dict[str, str]) -> Part:
    for name, cell in fields.items():
        made = with_cell(
            entry, name, cell, text=draft.text(cell), areas=_AREAS, numbers=_NUMBERS,
            line=draft.line,
        )  # fmt: skip
        if made is None:
            draft.losses.note("table.lost_value", column=name)
        else:
            entry = made
    return entry
