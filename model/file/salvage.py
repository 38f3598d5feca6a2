"""What can be saved of a damaged file, or of one whose parts do not fit: a map, and what was done.

The file itself is only read. Time and memory grow with its size, not with its faults.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pydantic import ValidationError
from pydantic_core import to_json

from model.collector import collector_paused
from model.file.diagnosis import foreign_kind
from model.file.envelope import ENVELOPE_KEYS, FORMAT, SCHEMA_VERSION
from model.file.fitting import Told, fit_map, shown
from model.file.loading import open_bytes
from model.file.mending import Document, Mended, put_aside, read_damaged
from model.file.migrations import migrate
from model.file.placing import place_all, place_loose, place_words
from model.journey import JourneyMap
from model.problems import FileProblem

MAX_SALVAGED: Final = 128 * 1024 * 1024
"""Larger files are not salvaged: reading them several times would take minutes."""

_DAMAGED_LETTERS: Final = 2
_REFERENCE: Final = "repair.reference"
_MOST_PLACES: Final = 4
_WORTHLESS: Final = frozenset(
    {"file.not_there", "file.is_folder", "file.not_regular", "file.not_allowed", "file.link_loop",
     "file.name_too_long", "file.unreadable", "file.too_large", "file.newer", "file.other_type",
     "file.is_openjourney"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Salvaged:
    """A map that was made of a file which could not be opened as it is.

    Attributes:
        journey: The map, sound like any other.
        repairs: What was done, a sentence each.
        is_damaged: Whether bytes were damaged or missing, not only values unfit.
        lost: How many items stand in the file but could not be read.
    """

    journey: JourneyMap
    repairs: tuple[FileProblem, ...]
    is_damaged: bool
    lost: int

    @property
    def cards(self) -> int:
        """How many things stand in the cells of the map."""
        return count_items(self.journey)


def count_items(journey: JourneyMap) -> int:
    """Return how many things stand in the cells of ``journey``, of whatever kind."""
    return sum(len(items) for lane in journey.lanes for items in lane.cells.values())


def is_worth_salvaging(problem: FileProblem) -> bool:
    """Tell whether more may be had of a file that ``problem`` refuses than the refusal."""
    return problem.code.startswith("file.") and problem.code not in _WORTHLESS


def salvage(data: bytes, name: str) -> Salvaged | None:
    """Return what can be saved of ``data``, the content of the file ``name``; None if nothing.

    A newer version of the format than this program reads is left alone: it is not damaged.
    """
    if len(data) > MAX_SALVAGED or foreign_kind(data):
        return None
    with collector_paused():
        mended = read_damaged(data)
        if mended is None or not _is_ours(mended.document):
            return None
        is_damaged = bool(mended.told)
        told: Told = list(mended.told)
        try:
            document = _made_sound(mended, name, told)
            journey = open_bytes(to_json(document), name).journey
        except (FileProblem, ValidationError):
            return None
    repairs = _gathered([_with_place(repair, document) for repair in told])
    return Salvaged(journey, repairs, is_damaged, mended.lost)


def _gathered(repairs: list[FileProblem]) -> tuple[FileProblem, ...]:
    """Return ``repairs`` with all that miss the same thing told once, where the first stands."""
    places: dict[str, list[str]] = {}
    for repair in repairs:
        if repair.code == _REFERENCE:
            places.setdefault(str(repair.params["id"]), []).append(str(repair.params["path"]))
    told: list[FileProblem] = []
    for repair in repairs:
        if repair.code != _REFERENCE:
            told.append(repair)
            continue
        missing = str(repair.params["id"])
        paths = places.pop(missing, [])
        if len(paths) == 1:
            told.append(repair)
        elif paths:
            some = "; ".join(paths[:_MOST_PLACES]) + (" …" if paths[_MOST_PLACES:] else "")
            told.append(FileProblem("repair.references", id=missing, count=len(paths), paths=some))
    return tuple(told)


def _with_place(repair: FileProblem, document: Document) -> FileProblem:
    """Return ``repair`` with the place it is about in words of the map: names before numbers."""
    place = repair.params.get("path")
    if not isinstance(place, tuple):
        return repair
    rest = {name: value for name, value in repair.params.items() if name != "path"}
    has_field = repair.code != _REFERENCE  # that a source is missing says enough
    return FileProblem(repair.code, **rest, path=place_words(document, place, has_field=has_field))


def _is_ours(document: Document) -> bool:
    """Tell whether ``document`` is a map of ours, of a version this program can read."""
    needed = document.get("min_reader", document.get("schema_version"))
    if type(needed) is int and SCHEMA_VERSION < needed < 10**6:
        return False
    phases = document.get("phases")
    has_grid = isinstance(phases, list) or isinstance(document.get("lanes"), list)
    return has_grid and _is_nearly_our_format(document)


def _is_nearly_our_format(document: Document) -> bool:
    """Tell whether ``document`` names our format, but for a damaged letter or two."""
    said = document.get("format")
    if said is None:
        return type(document.get("schema_version")) is int
    is_as_long = isinstance(said, str) and len(said) == len(FORMAT)
    return is_as_long and sum(a != b for a, b in zip(said, FORMAT, strict=True)) <= _DAMAGED_LETTERS


def _made_sound(mended: Mended, name: str, told: Told) -> Document:
    document = dict(mended.document)
    version = document.get("schema_version")
    if type(version) is not int or not 1 <= version < 10**6:
        version = SCHEMA_VERSION
    document["schema_version"] = version
    if version < SCHEMA_VERSION:
        document = migrate(_ready_for_migration(document, told), "", name)
    place_loose(document, mended.loose, told)
    envelope = {
        "format": FORMAT,
        "schema_version": max(version, SCHEMA_VERSION),
        "min_reader": SCHEMA_VERSION,
    }
    bare = {key: value for key, value in document.items() if key not in ENVELOPE_KEYS}
    return envelope | place_all(fit_map(bare, told), told)


def _ready_for_migration(document: Document, told: Told) -> Document:
    """Return a map of the first version with a lane and a step for each of its cards."""
    if document["schema_version"] != 1:
        return document
    ready = dict(document)
    for key in ("lanes", "cards"):
        held = ready.get(key, [])
        parts = held if isinstance(held, list) else [held]
        ready[key] = [part for part in parts if isinstance(part, dict)]
        for part in parts:
            if not isinstance(part, dict):
                _keep_beside(ready, key, part, told)
    ready["lanes"] = [_of_first_version(lane, told) for lane in ready["lanes"]]
    lanes = {str(lane.get("id")) for lane in ready["lanes"]}
    loose: list[tuple[str, Document]] = []
    placed: list[Document] = []
    for card in ready["cards"]:
        lane, step = card.get("lane"), card.get("step")
        if isinstance(lane, str) and lane in lanes and isinstance(step, str):
            placed.append(card)
        else:
            rest = {key: value for key, value in card.items() if key not in ("lane", "step")}
            if "value" in rest:
                rest["values"] = [rest.pop("value")]
            loose.append((step if isinstance(step, str) else "", rest))
    ready["cards"] = placed
    if not isinstance(ready.get("about", {}), dict):
        _keep_beside(ready, "about", ready.pop("about"), told)
    place_loose(ready, loose, told)
    if loose:  # they stand in lanes of their own already, which the migration would empty
        kept = {lane["id"]: lane["cells"] for lane in ready["lanes"] if "cells" in lane}
        ready["cards"] = [
            *placed,
            *({**item, "lane": lane, "step": step}
              for lane, cells in kept.items() for step, items in cells.items() for item in items),
        ]  # fmt: skip
    return ready


def _of_first_version(lane: Document, told: Told) -> Document:
    """Return ``lane`` without cells, which the first version had not."""
    if "cells" not in lane:
        return lane
    bare = {key: value for key, value in lane.items() if key != "cells"}
    _keep_beside(bare, "cells", lane["cells"], told)
    return bare


def _keep_beside(document: Document, key: str, value: object, told: Told) -> None:
    put_aside(document, key, value)
    told.append(FileProblem("repair.aside", path=(key,), was=shown(value)))
