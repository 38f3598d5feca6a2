"""A template of one's own: a map to start from, with a name and a sentence, and its file."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pydantic import BaseModel, ValidationError

from model.file import encode, open_bytes
from model.journey import JourneyMap
from model.keeping.emptied import Kept, emptied
from model.problems import FileProblem
from model.values import Line, clean_line, new_id, with_changes

TEMPLATE_ENDING = ".journeytemplate"
_FIELD = "template"  # what the file of a template has more than that of a map


@dataclass(frozen=True, slots=True)
class OwnTemplate:
    """A template of one's own.

    Attributes:
        name: What people call it.
        description: A sentence about it, or "".
        journey: The map one begins with.
    """

    name: str
    description: str
    journey: JourneyMap


class _Note(BaseModel):  # no part of a map
    name: Line
    description: Line = ""


def template_of(journey: JourneyMap, name: str, description: str, kept: Kept) -> OwnTemplate:
    """Return a template made of ``journey``: its structure, and what ``kept`` says."""
    made = emptied(journey, kept)
    title = made.about.title or clean_line(name)
    made = with_changes(made, about=with_changes(made.about, title=title))
    return OwnTemplate(clean_line(name), clean_line(description), made)


def started_from(template: OwnTemplate) -> JourneyMap:
    """Return a new map made from ``template``; its dates are the caller's to set."""
    return with_changes(template.journey, id=new_id())


def renamed_template(template: OwnTemplate, name: str) -> OwnTemplate:
    """Return ``template`` under another name."""
    return replace(template, name=clean_line(name))


def template_to_bytes(template: OwnTemplate) -> bytes:
    """Return ``template`` as JSON: a file of ours with one field more."""
    note = _Note(name=template.name, description=template.description).model_dump(mode="json")
    # Not a field of the map, so there is nothing that `with_changes` could check.
    return encode(template.journey.model_copy(update={_FIELD: note}))


def template_from(data: bytes, name: str) -> OwnTemplate:
    """Return the template in ``data``, a file called ``name``, checked like any map.

    Raises:
        FileProblem: If it is no whole and sound template; ``own.no_template`` for a map.
    """
    journey = open_bytes(data, name).journey
    note = (journey.model_extra or {}).pop(_FIELD, None)
    try:
        held = _Note.model_validate(note)
    except ValidationError as error:
        raise FileProblem("own.no_template", file=name) from error
    return OwnTemplate(held.name, held.description, journey)
