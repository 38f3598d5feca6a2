"""One thing changed on two sides: field by field, and lists entry by entry."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, get_type_hints

from model.cards import ActionPlan, Card, Feeling, Votes
from model.journey import Scope
from model.merging.order import merged_order
from model.values import MAX_LINE, MAX_TEXT, Line, Part, Text, Value, with_changes

ABSENT: Final = object()
_INNER: Final = (ActionPlan, Scope)
# Lists whose entries mean something by their place.
_WHOLE: Final = frozenset({"levels"})
_STRUCTURE: Final = frozenset({"id", "sha256", "steps", "cells"})
_MOST_VALUES: Final = 200  # model.cards.Feeling
_LONGEST: Final[Mapping[Any, tuple[int, str]]] = {Line: (MAX_LINE, " / "), Text: (MAX_TEXT, "\n")}


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that both sides gave another value; ``both`` is the two as one, if they can be."""

    field: str
    base: object
    ours: object
    theirs: object
    both: object = ABSENT


# Returns the value to take.
Decide = Callable[[Clash], object]


def merged_value(base: Value | None, ours: Part, theirs: Part, decide: Decide) -> Part:
    """Return ``ours`` with what ``theirs`` changed; both are of one class.

    Without a ``base`` what says nothing gives way to what says something.
    """
    held = own_fields(base) if base is not None else defaults(type(ours))
    made = merged_fields(held, own_fields(ours), own_fields(theirs), decide, owner=type(ours))
    return _with_fields(ours, made)


def merged_fields(
    base: Mapping[str, Any],
    ours: Mapping[str, Any],
    theirs: Mapping[str, Any],
    decide: Decide,
    *,
    owner: type[Value],
    outer: str = "",
) -> dict[str, Any]:
    """Return what the fields of ``ours`` become that do not stay; ABSENT for one that goes."""
    made: dict[str, Any] = {}
    for name in {**ours, **theirs}:
        was, one, other = (side.get(name, ABSENT) for side in (base, ours, theirs))
        if one is other or one == other or (other == was and other is not ABSENT):
            continue
        if other is was:
            continue
        if one == was:
            made[name] = other
            continue
        made[name] = _both_changed(f"{outer}{name}", (was, one, other), decide, owner)
    return made


def _both_changed(
    name: str, sides: tuple[Any, Any, Any], decide: Decide, owner: type[Value]
) -> Any:
    base, ours, theirs = sides
    own_name = name.rpartition(".")[2]
    if own_name in ("created", "modified") and ours and theirs:
        return min(ours, theirs) if own_name == "created" else max(ours, theirs)
    if isinstance(ours, _INNER) and type(ours) is type(theirs):
        return _merged_inner(name, sides, decide)
    if own_name not in _WHOLE and isinstance(ours, tuple) and isinstance(theirs, tuple):
        merged = _merged_list(base if isinstance(base, tuple) else (), ours, theirs)
        if merged is not None:
            return merged
    both = both_of(owner, own_name, ours, theirs)
    return decide(Clash(name, None if base is ABSENT else base, ours, theirs, both))


def both_of(owner: type[Value], name: str, ours: object, theirs: object) -> object:
    """Return two values of a field as one that holds both, ABSENT where there is no such value."""
    if owner is Card and name == "text":
        return theirs  # it gets a card of its own
    if owner is Feeling and name == "values" and isinstance(ours, tuple):
        values = ours + theirs if isinstance(theirs, tuple) else ours
        return values if len(values) <= _MOST_VALUES else ABSENT
    longest = _LONGEST.get(_kinds(owner).get(name))
    if longest is None or not isinstance(ours, str) or not isinstance(theirs, str):
        return ABSENT
    said = [text for text in (ours, theirs) if text]
    both = longest[1].join(said)
    return both if len(said) > 1 and len(both) <= longest[0] else ABSENT


@cache
def defaults(owner: type[Value]) -> Mapping[str, Any]:
    """Return what the fields of ``owner`` are when nobody set them; ABSENT for what must be set."""
    return {
        name: ABSENT if field.is_required() else field.get_default(call_default_factory=True)
        for name, field in owner.model_fields.items()
        if name not in _STRUCTURE
    }


def _merged_inner(name: str, sides: tuple[Any, Any, Any], decide: Decide) -> Any:
    base, ours, theirs = sides
    owner: type[Value] = type(ours)
    held = own_fields(base) if type(base) is owner else defaults(owner)
    made = merged_fields(
        held, own_fields(ours), own_fields(theirs), decide, owner=owner, outer=f"{name}."
    )
    return _with_fields(ours, {key.rpartition(".")[2]: value for key, value in made.items()})


def _merged_list(
    base: tuple[Any, ...], ours: tuple[Any, ...], theirs: tuple[Any, ...]
) -> tuple[Any, ...] | None:
    """Return the entries both kept or one added, None where that cannot be told."""
    lists = (base, ours, theirs)
    if all(isinstance(entry, Votes) for each in lists for entry in each):
        return _merged_votes(base, ours, theirs)
    if not all(isinstance(entry, str) for each in lists for entry in each):
        return None
    if any(len(set(each)) < len(each) for each in lists):
        return None
    was, one, other = set(base), set(ours), set(theirs)
    return merged_order(base, ours, theirs, (one & other) | (one - was) | (other - was))


def _merged_votes(
    base: tuple[Votes, ...], ours: tuple[Votes, ...], theirs: tuple[Votes, ...]
) -> tuple[Votes, ...] | None:
    """Return the votes of each colour and round; None if both counted the same ones anew."""
    tables = [{(vote.colour, vote.round): vote for vote in side} for side in (base, ours, theirs)]
    if any(
        len(table) < len(side) for table, side in zip(tables, (base, ours, theirs), strict=True)
    ):
        return None
    was, one, other = tables
    kept: dict[tuple[str, int], Votes] = {}
    for key in {**was, **one, **other}:
        counted = [table.get(key) for table in tables]
        if counted[1] != counted[0] and counted[2] not in (counted[0], counted[1]):
            return None
        taken = counted[2] if counted[1] == counted[0] else counted[1]
        if taken is not None:
            kept[key] = taken
    names = {f"{number}": key for number, key in enumerate({**was, **one, **other})}
    name_of = {key: name for name, key in names.items()}
    orders = [[name_of[key] for key in table] for table in tables]
    order = merged_order(orders[0], orders[1], orders[2], [name_of[key] for key in kept])
    return tuple(kept[names[name]] for name in order)


def own_fields(value: Value) -> dict[str, Any]:
    """Return the fields of ``value``, those of newer versions too, but its id and what it holds."""
    own = {name: held for name, held in value.__dict__.items() if name not in _STRUCTURE}
    return {**own, **(value.model_extra or {})}


def _with_fields(part: Part, made: Mapping[str, Any]) -> Part:
    known = {name: value for name, value in made.items() if name in type(part).model_fields}
    changed = with_changes(part, **known)
    if len(known) == len(made):
        return changed
    extra = {**(part.model_extra or {}), **made}
    unknown = {
        name: value
        for name, value in extra.items()
        if name not in type(part).model_fields and value is not ABSENT
    }
    # Only the class itself knows how to hold fields of a newer version.
    return type(part)(**{**unknown, **changed.__dict__})


@cache
def _kinds(owner: type[Value]) -> Mapping[str, Any]:
    return get_type_hints(owner, include_extras=True)
