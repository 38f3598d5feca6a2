"""Named versions of a map: packed as the file they were, opened like any file."""

from __future__ import annotations

import zlib
from base64 import b64decode, b64encode
from itertools import chain
from typing import Final

from model.edits.changes import without_references_to
from model.file.envelope import MAX_BYTES
from model.file.loading import open_bytes
from model.file.writing import encode
from model.journey import JourneyMap
from model.problems import FileProblem
from model.references import REFERRING_REGISTERS, all_items, references
from model.values import with_changes
from model.versions import Version

_GZIP: Final = 31
"""What zlib calls a window of 32 KB inside a gzip wrapper."""


def version_of(journey: JourneyMap, version_id: str, name: str, created: str) -> Version:
    """Return the present state of ``journey`` under a name; `model.edits.add_entry` keeps it.

    Args:
        journey: The map.
        version_id: An id that no version of the map has.
        name: What people will know the state as.
        created: When, as `model.values.present_time` writes it.

    Raises:
        pydantic.ValidationError: If the map is too large to be packed, or the name no line.
    """
    packer = zlib.compressobj(9, wbits=_GZIP)
    data = packer.compress(encode(_bare(journey))) + packer.flush()
    shown = _images_in(journey) & {image.sha256 for image in journey.images}
    return Version(
        id=version_id,
        name=name,
        created=created,
        images=tuple(image.sha256 for image in journey.images if image.sha256 in shown),
        content=b64encode(data).decode("ascii"),
    )


def open_version(journey: JourneyMap, version: Version) -> JourneyMap:
    """Return the state of ``journey`` that ``version`` holds, checked and migrated as any file.

    It has the images and the versions that the map has now, so that going back to it loses none;
    an image that is gone is gone from it too.

    Raises:
        FileProblem: If what it holds is damaged, too large, or of a newer version of the format.
    """
    name = version.name or version.id

    def complete(state: JourneyMap) -> JourneyMap:
        whole = with_changes(state, images=journey.images, versions=journey.versions)
        gone = _images_in(whole) - {image.sha256 for image in journey.images}
        return without_references_to(whole, "images", gone)

    return open_bytes(_unpacked(version, name), name, complete).journey


def _bare(journey: JourneyMap) -> JourneyMap:
    return with_changes(journey, images=(), versions=())


def _unpacked(version: Version, name: str) -> bytes:
    unpacker = zlib.decompressobj(_GZIP)
    try:
        data = unpacker.decompress(b64decode(version.content), MAX_BYTES + 1)
    except (ValueError, zlib.error) as error:
        raise FileProblem("file.version_damaged", file=name) from error
    if len(data) > MAX_BYTES:
        raise FileProblem("file.too_large", file=name, size=len(data) >> 20, limit=MAX_BYTES >> 20)
    if not unpacker.eof or unpacker.unused_data:
        raise FileProblem("file.version_damaged", file=name)
    return data


def _images_in(journey: JourneyMap) -> set[str]:
    """Return the hashes of all images that the map itself refers to, its versions left aside."""
    registers = (getattr(journey, name) for name in REFERRING_REGISTERS if name != "versions")
    holders = chain(all_items(journey), *registers)
    return {
        found.id for value in holders for found in references(value) if found.target == "images"
    }
