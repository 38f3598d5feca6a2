"""Lanes and sets of cards kept for later: a clipping with a name, and its file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal, get_args

from pydantic import BaseModel, ValidationError

from model.clippings import Clipping, clipping_from, clipping_of, clipping_to_bytes
from model.journey import JourneyMap
from model.keeping.emptied import Kept, emptied
from model.problems import FileProblem
from model.values import Line, clean_line, new_id, with_changes

PART_ENDING = ".journeypart"
PartKind = Literal["lanes", "items"]
_FIELD = "part"  # what the file of a part has more than that of a clipping


@dataclass(frozen=True, slots=True)
class OwnPart:
    """Lanes or cards kept for later: what they are called, and what is pasted."""

    name: str
    clipping: Clipping

    @property
    def kind(self) -> PartKind:
        """Whether they are lanes or what hangs in them."""
        return "lanes" if self.clipping.kind == "lanes" else "items"


class _Note(BaseModel):  # no part of a map
    name: Line


def part_of(
    journey: JourneyMap, kind: PartKind, ids: Iterable[str], name: str, *, keeps_cards: bool
) -> OwnPart | None:
    """Return the lanes or items with ``ids`` as something to keep, None if there are none.

    They are kept without personas, sources, votes, dates and names; items always with what is
    written on them.
    """
    found = clipping_of(journey, kind, ids)
    if found is None:
        return None
    # All personas, so that none is left by name in a text that does not refer to them.
    whole = with_changes(found.part, personas=journey.personas)
    part = emptied(whole, Kept(cards=keeps_cards or kind == "items", personas="gone"))
    part = with_changes(part, id=new_id())  # of no map: nothing of it is ever "the same" there
    return OwnPart(clean_line(name), Clipping(kind, part, MappingProxyType({})))


def renamed_part(part: OwnPart, name: str) -> OwnPart:
    """Return ``part`` under another name."""
    return replace(part, name=clean_line(name))


def part_to_bytes(part: OwnPart) -> bytes:
    """Return ``part`` as JSON: a clipping with one field more."""
    note = _Note(name=part.name).model_dump(mode="json")
    # Not a field of the map, so there is nothing that `with_changes` could check.
    named = part.clipping.part.model_copy(update={_FIELD: note})
    return clipping_to_bytes(replace(part.clipping, part=named))


def part_from(data: bytes, name: str) -> OwnPart:
    """Return the part in ``data``, a file called ``name``, checked like any map.

    Raises:
        FileProblem: If it is no whole and sound part; ``own.no_part`` for a map.
    """
    try:
        clipping = clipping_from(data, name)
        note = (clipping.part.model_extra or {}).pop(_FIELD, None)
        held = _Note.model_validate(note)
    except ValidationError as error:
        raise FileProblem("own.no_part", file=name) from error
    except FileProblem as problem:
        if problem.code != "file.other_json":
            raise
        raise FileProblem("own.no_part", file=name) from problem
    if clipping.kind not in get_args(PartKind):
        raise FileProblem("own.no_part", file=name)
    return OwnPart(held.name, clipping)
