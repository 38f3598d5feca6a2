"""A clipping: part of a map that was copied, a small map itself, and its bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

from pydantic import BaseModel, Field, ValidationError

from model.file import encode, open_bytes
from model.journey import JourneyMap, Link
from model.problems import FileProblem
from model.values import Id, Many

ClippingKind = Literal["items", "lanes", "phases", "steps", "personas"]
_FIELD = "clipping"  # what the file of a clipping has more than that of a map
# The largest map has some 100,000 outside of texts; to read ten times more takes a second.
_MOST_COMMAS = 1_000_000


@dataclass(frozen=True, slots=True)
class Clipping:
    """What was copied.

    Attributes:
        kind: What was chosen of it.
        part: The copied things in lanes and steps of their own, with everything they refer to.
            Its id is that of the map they come from.
        outside: For an item that refers to a card or a metric that was not copied: the id of the
            item to the id of that.
        loose_links: Links from what was cut out to what stayed: in the same map they are tied
            again.
    """

    kind: ClippingKind
    part: JourneyMap
    outside: Mapping[str, str]
    loose_links: tuple[Link, ...] = ()


class _Note(BaseModel):  # no part of a map
    kind: ClippingKind
    outside: dict[Id, Id] = Field(default_factory=dict)
    loose_links: Many[Link] = ()


def clipping_to_bytes(clipping: Clipping) -> bytes:
    """Return ``clipping`` as JSON: a file of ours with one field more."""
    note: dict[str, Any] = _Note(
        kind=clipping.kind, outside=dict(clipping.outside), loose_links=clipping.loose_links
    ).model_dump(mode="json", exclude_defaults=True)
    # Not a field of the map, so there is nothing that `with_changes` could check.
    return encode(clipping.part.model_copy(update={_FIELD: note}))


def clipping_from(data: bytes, name: str) -> Clipping:
    """Return the clipping in ``data``, which people know as ``name``, checked like any file.

    Raises:
        FileProblem: If it is not a whole and sound clipping.
    """
    if data.count(b",") > _MOST_COMMAS:
        raise FileProblem("file.too_much", file=name)
    part = open_bytes(data, name).journey
    extra = part.model_extra or {}
    try:
        note = _Note.model_validate(extra.pop(_FIELD, None))
    except ValidationError as error:
        raise FileProblem("file.other_json", file=name) from error
    return Clipping(note.kind, part, MappingProxyType(note.outside), note.loose_links)
