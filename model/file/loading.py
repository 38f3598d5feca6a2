"""The bytes of a .journey file as a map, checked all through; only a `FileProblem` comes out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import from_json, to_json

from model.collector import collector_paused
from model.file.diagnosis import check_duplicate_keys, refuse_bytes, refuse_early
from model.file.envelope import (
    BOM,
    ENVELOPE_KEYS,
    FORMAT,
    MAX_BYTES,
    MIN_READER,
    SCHEMA_VERSION,
    Checksum,
    compare_checksum,
)
from model.file.migrations import migrate
from model.file.refusals import refuse_integrity, refuse_values
from model.file.unknown import check_json, check_unknown_fields
from model.images import image_notes
from model.integrity import check_integrity
from model.journey import JourneyMap
from model.problems import FileProblem, Problem

# What the root of an OpenJourney file has beside ``stages``.
_OF_OPENJOURNEY = ("swimlanes", "nodes")


Complete = Callable[[JourneyMap], JourneyMap]


def _as_it_is(journey: JourneyMap) -> JourneyMap:
    return journey


@dataclass(frozen=True, slots=True)
class Opened:
    """A map that was read, and what its reader should be told about the file.

    Attributes:
        journey: The map.
        checksum: Whether the bytes are those its writer sealed.
        version: The schema version the file was written in.
        notes: What a person should know though the file could be read; worded like problems.
    """

    journey: JourneyMap
    checksum: Checksum
    version: int
    notes: tuple[FileProblem, ...] = ()

    @property
    def was_migrated(self) -> bool:
        """Whether the file was written in an older version of the format."""
        return self.version < SCHEMA_VERSION


def decode(data: bytes, name: str) -> JourneyMap:
    """Return the map in ``data``, the content of a file that people know as ``name``.

    Raises:
        FileProblem: If ``data`` is not a whole and sound journey map; codes ``file.*``.
    """
    return open_bytes(data, name).journey


def open_bytes(data: bytes, name: str, complete: Complete = _as_it_is) -> Opened:
    """Return the map in ``data`` with what is to be told about the file ``name``.

    Args:
        data: The content of the file.
        name: What people know it as.
        complete: Adds what a map needs that stands elsewhere, before its integrity is checked.

    Raises:
        FileProblem: As `decode`.
    """
    if len(data) > MAX_BYTES:
        raise FileProblem("file.too_large", file=name, size=len(data) >> 20, limit=MAX_BYTES >> 20)
    content = data.removeprefix(BOM)
    refuse_early(content, name)
    with collector_paused():
        try:
            journey = JourneyMap.model_validate_json(content)
        except ValidationError as error:
            return _open_slowly(content, name, error, complete)
        envelope = journey.model_extra or {}
        if _version(envelope, name) < SCHEMA_VERSION:
            return _open_older(content, name, complete)
        return _checked(journey, content, name, complete)


def _open_slowly(content: bytes, name: str, error: ValidationError, complete: Complete) -> Opened:
    """Open an older version, or tell what is wrong with the file."""
    try:
        document = from_json(content)
    except ValueError as fault:
        raise refuse_bytes(content, name, str(fault)) from None
    if not isinstance(document, dict):
        raise FileProblem("file.other_json", file=name)
    version = _version(document, name)
    if version < SCHEMA_VERSION:
        return _open_older(content, name, complete)
    if version > SCHEMA_VERSION:  # its min_reader promised too much
        raise FileProblem("file.newer", file=name, needed=version, known=SCHEMA_VERSION)
    raise refuse_values(error, content, name) from None


def _open_older(content: bytes, name: str, complete: Complete) -> Opened:
    document: dict[str, Any] = from_json(content)
    check_json(document, name, content)
    check_duplicate_keys(content, name)
    checksum = compare_checksum(content, document.get("integrity"))
    version = document["schema_version"]
    current = migrate(document, content.decode("utf-8"), name)
    try:
        journey = JourneyMap.model_validate_json(to_json(current))
    except ValidationError as error:
        raise refuse_values(error, content, name) from None
    return _opened(complete(journey), content, name, checksum, version)


def _checked(journey: JourneyMap, content: bytes, name: str, complete: Complete) -> Opened:
    envelope = journey.model_extra or {}
    checksum = compare_checksum(content, envelope.get("integrity"))
    # jiter keeps the last of two equal keys without a word; who seals a file vouches that it has
    # none. Looking always would cost a fifth more: 5 of 22 ms at 5,000 cards (docs/file-format.md).
    if checksum != "right":
        check_duplicate_keys(content, name)
    check_unknown_fields(journey, name, content)
    return _opened(complete(journey), content, name, checksum, envelope["schema_version"])


def _opened(
    journey: JourneyMap, content: bytes, name: str, checksum: Checksum, version: int
) -> Opened:
    bare = _without_envelope(journey)
    try:
        check_integrity(bare)
    except Problem as problem:
        raise refuse_integrity(problem, content, name) from None
    return Opened(bare, checksum, version, tuple(_notes(bare, name, checksum, version)))


def _notes(
    journey: JourneyMap, name: str, checksum: Checksum, version: int
) -> Iterator[FileProblem]:
    if checksum == "wrong":
        yield FileProblem("file.note_checksum", file=name)
    if version > SCHEMA_VERSION:
        yield FileProblem("file.note_newer", file=name, version=version, known=SCHEMA_VERSION)
    yield from image_notes(journey, name)


def _version(envelope: dict[str, Any], name: str) -> int:
    """Return the schema version of a document that says it is a journey map.

    Raises:
        FileProblem: If it is another document, or one that only a newer program can read.
    """
    if envelope.get("format") != FORMAT:
        is_openjourney = "stages" in envelope and not envelope.keys().isdisjoint(_OF_OPENJOURNEY)
        raise FileProblem("file.is_openjourney" if is_openjourney else "file.other_json", file=name)
    version = envelope.get("schema_version")
    needed = envelope.get("min_reader", version)
    for key, value in (("schema_version", version), ("min_reader", needed)):
        if type(value) is not int or not 1 <= value < 10**6:
            raise FileProblem("file.no_version", file=name, key=key, version=SCHEMA_VERSION)
    assert isinstance(version, int)
    assert isinstance(needed, int)
    if needed > SCHEMA_VERSION:
        raise FileProblem("file.newer", file=name, needed=needed, known=SCHEMA_VERSION)
    return version


def _without_envelope(journey: JourneyMap) -> JourneyMap:
    """Return the map itself; of a newer version it keeps the numbers, for `encode`."""
    # Copied, not constructed: a name in the file may be that of a constructor's parameter.
    bare = journey.model_copy()
    extra = bare.model_extra or {}
    is_newer = extra.get("schema_version", 0) > SCHEMA_VERSION
    for name in ENVELOPE_KEYS:
        extra.pop(name, None)
    if is_newer:
        held = journey.model_extra or {}
        extra["schema_version"] = held["schema_version"]
        extra["min_reader"] = held.get("min_reader", MIN_READER)
    bare.__pydantic_fields_set__.intersection_update(JourneyMap.model_fields)
    return bare
