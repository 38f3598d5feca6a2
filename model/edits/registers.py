"""Edits of the map's registers: personas, channels, links, evidence, photos, views and the rest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from model.dismissals import Dismissal
from model.edits.changes import (
    changed,
    check_references,
    inserted,
    replaced,
    same_or,
    settable,
    without_references_to,
)
from model.evidence import Evidence, Image, Photo
from model.journey import Channel, JourneyMap, Link
from model.people import CompanyProfile, Persona
from model.problems import EditProblem
from model.references import Target
from model.values import Value
from model.versions import Version
from model.views import SavedView
from model.voting import VotingRound

Register = Literal[
    "personas", "channels", "links", "evidence", "photos", "views", "rounds", "dismissals",
    "versions", "images",
]  # fmt: skip


class _Kind(NamedTuple):
    types: tuple[type[Value], ...]
    target: Target | None = None
    id_field: str = "id"


_KINDS: Mapping[Register, _Kind] = {
    "personas": _Kind((Persona, CompanyProfile), "personas"),
    "channels": _Kind((Channel,)),
    "links": _Kind((Link,)),
    "evidence": _Kind((Evidence,), "evidence"),
    "photos": _Kind((Photo,)),
    "views": _Kind((SavedView,)),
    "rounds": _Kind((VotingRound,)),
    "dismissals": _Kind((Dismissal,)),
    "versions": _Kind((Version,)),
    "images": _Kind((Image,), "images", "sha256"),
}


def add_entry(
    journey: JourneyMap, register: Register, entry: Value, index: int | None = None
) -> JourneyMap:
    """Put ``entry`` into ``register`` at ``index``, by default last.

    An image the map holds already is held once: nothing changes.

    Raises:
        EditProblem: If it is of another register, its id is taken, it refers to something
            unknown, or it is a link from a card to itself.
    """
    kind = _KINDS[register]
    if not isinstance(entry, kind.types):
        raise EditProblem("edit.invalid", field=register)
    entry_id = getattr(entry, kind.id_field)
    held = _entries(journey, register)
    if entry_id in held:
        if register == "images":
            return journey
        raise EditProblem("edit.id_taken", id=entry_id)
    _check(journey, entry)
    return changed(journey, **{register: inserted(tuple(held.values()), (entry,), index)})


def remove_entry(journey: JourneyMap, register: Register, entry_id: str) -> JourneyMap:
    """Take an entry away; what refers to it does so no more. An image takes its photos along.

    Raises:
        EditProblem: If it is unknown.
    """
    entry = _the_entry(journey, register, entry_id)
    left = changed(journey, **{register: replaced(getattr(journey, register), entry)})
    target = _KINDS[register].target
    return without_references_to(left, target, {entry_id}) if target else left


def move_entry(journey: JourneyMap, register: Register, entry_id: str, index: int) -> JourneyMap:
    """Put an entry at ``index``, counted after it has been taken out.

    Raises:
        EditProblem: If it is unknown.
    """
    entry = _the_entry(journey, register, entry_id)
    held = getattr(journey, register)
    moved = inserted(replaced(held, entry), (entry,), index)
    return changed(journey, **{register: same_or(held, moved)})


def set_entry(journey: JourneyMap, register: Register, entry_id: str, **fields: Any) -> JourneyMap:
    """Set fields of an entry.

    Raises:
        EditProblem: If it is unknown, has no such field, a value does not fit, or it refers to
            something the map does not have.
    """
    entry = _the_entry(journey, register, entry_id)
    settable(entry, fields, "sha256", *(("kind",) if register == "personas" else ()))
    made = changed(entry, **fields)
    if made is entry:
        return journey
    _check(journey, made)
    return changed(journey, **{register: replaced(getattr(journey, register), entry, made)})


def _entries(journey: JourneyMap, register: Register) -> dict[str, Value]:
    id_field = _KINDS[register].id_field
    return {getattr(entry, id_field): entry for entry in getattr(journey, register)}


def _the_entry(journey: JourneyMap, register: Register, entry_id: str) -> Value:
    entry = _entries(journey, register).get(entry_id)
    if entry is None:
        raise EditProblem("edit.unknown_entry", id=entry_id)
    return entry


def _check(journey: JourneyMap, entry: Value) -> None:
    if isinstance(entry, Link) and entry.source == entry.target:
        raise EditProblem("edit.link_to_itself")
    check_references(journey, entry)
