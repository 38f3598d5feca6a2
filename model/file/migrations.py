"""Older versions of the format, brought up to this one: pure functions from JSON to JSON.

Each takes a document of version N and returns one of version N + 1; what it does not know it
hands on. A file of every old version stands in ``tests/file/files``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from model.file.envelope import SCHEMA_VERSION
from model.file.places import line_of
from model.places import path_text
from model.problems import FileProblem

Document = dict[str, Any]


def migrate(document: Mapping[str, Any], text: str, name: str) -> Document:
    """Return ``document``, whose ``schema_version`` is older, as one of this version.

    Args:
        document: The parsed file.
        text: The file itself, to tell a person the line of a fault.
        name: What people know the file as.

    Raises:
        FileProblem: If the old document is not as its version had it.
    """
    current = dict(document)
    for version in range(current["schema_version"], SCHEMA_VERSION):
        try:
            current = {**MIGRATIONS[version](current), "schema_version": version + 1}
        except _MisfitError as misfit:
            raise FileProblem(
                misfit.code, file=name, path=path_text(misfit.path), line=line_of(text, misfit.path)
            ) from None
    return current


def cards_into_their_lanes(document: Document) -> Document:
    """Version 1 to 2: each card moves from one flat list into the cell of its lane.

    Version 1 kept ``cards`` with ``lane`` and ``step`` in each, a feeling with one ``value``,
    and the map's title beside its ``id``.
    """
    lanes = _objects(document, "lanes")
    cells: dict[str, dict[str, list[Document]]] = {_id(lane): {} for lane in lanes}
    for at, card in enumerate(_objects(document, "cards")):
        lane_id, step_id = card.pop("lane", None), card.pop("step", None)
        if not isinstance(lane_id, str) or lane_id not in cells:
            raise _MisfitError("file.card_without_lane", "cards", at)
        if not isinstance(step_id, str):
            raise _MisfitError("file.card_without_step", "cards", at)
        if "value" in card:
            card["values"] = [card.pop("value")]
        cells[lane_id].setdefault(step_id, []).append(card)
    for lane in lanes:
        lane["cells"] = cells[_id(lane)]
    return _with_title_in_about(document) | {"lanes": lanes}


def as_it_was(document: Document) -> Document:
    """Version 2 to 3: what version 3 adds was not there and begins with its defaults.

    It adds saved views, collapsed phases and lanes, and hidden links. A reader of version 2
    could break the views' references to personas, hence its ``min_reader``.
    """
    return document


def with_room_for_more(document: Document) -> Document:
    """Version 3 to 4: what version 4 adds was not there and begins with its defaults.

    It adds rounds of voting, dismissed insights, named versions, channel icons of one's own,
    marks of personas, origins and readings of figures, and more (docs/file-format.md). A reader of
    version 3 could break the references of rounds, dismissals and versions, hence its
    ``min_reader``.
    """
    return document


MIGRATIONS: Mapping[int, Callable[[Document], Document]] = {
    1: cards_into_their_lanes,
    2: as_it_was,
    3: with_room_for_more,
}


class _MisfitError(Exception):
    """The old document is not as its version had it."""

    def __init__(self, code: str, *path: str | int) -> None:
        super().__init__(code, path)
        self.code = code
        self.path = path


def _with_title_in_about(document: Document) -> Document:
    rest = {key: value for key, value in document.items() if key not in ("title", "cards")}
    if "title" not in document:
        return rest
    about = document.get("about", {})
    if not isinstance(about, dict):
        raise _MisfitError("file.not_an_object", "about")
    return rest | {"about": {**about, "title": document["title"]}}


def _objects(document: Document, key: str) -> list[Document]:
    """Return copies of the objects in the list ``key``."""
    found = document.get(key, [])
    if not isinstance(found, list):
        raise _MisfitError("file.not_a_list", key)
    for at, part in enumerate(found):
        if not isinstance(part, dict):
            raise _MisfitError("file.not_an_object", key, at)
    return [dict(part) for part in found]


def _id(lane: Document) -> str:
    # A lane without a sound id is refused later, where the map is checked.
    return str(lane.get("id"))
