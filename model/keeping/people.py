"""A persona kept for later: a clipping with one persona, and its file."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from model.clippings import Clipping, clipping_from, people_clipping
from model.journey import JourneyMap
from model.problems import FileProblem
from model.values import clean_line, new_id, with_changes

PERSONA_ENDING = ".journeypersona"


def kept_persona(journey: JourneyMap, person_id: str) -> Clipping | None:
    """Return someone as she is kept: with photo, channels and sources; None if there is none."""
    found = people_clipping(journey, (person_id,))
    if found is None:
        return None
    part = with_changes(found.part, id=new_id())  # of no map: nothing of it is "the same" there
    return renamed_persona(Clipping("personas", part, MappingProxyType({})), name_of_kept(found))


def name_of_kept(kept: Clipping) -> str:
    """Return what people call what is kept: as it was named, else the persona's own name."""
    people = kept.part.personas
    return kept.part.about.title or (people[0].name if people else "")


def renamed_persona(kept: Clipping, name: str) -> Clipping:
    """Return what is kept under another name; the persona keeps her own."""
    about = with_changes(kept.part.about, title=clean_line(name))
    return replace(kept, part=with_changes(kept.part, about=about))


def persona_from(data: bytes, name: str) -> Clipping:
    """Return the persona in ``data``, a file called ``name``, checked like any map.

    Raises:
        FileProblem: If it is no whole and sound persona; ``own.no_persona`` for something else.
    """
    try:
        kept = clipping_from(data, name)
    except FileProblem as problem:
        if problem.code != "file.other_json":
            raise
        raise FileProblem("own.no_persona", file=name) from problem
    if kept.kind != "personas" or not kept.part.personas:
        raise FileProblem("own.no_persona", file=name)
    return kept
