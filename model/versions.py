"""Named states of a map, each kept in the map as the packed file it was at the time."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from model.values import Id, IsoTime, Line, Many, Sha256, Text, Value

MAX_PACKED = 64 * 1024 * 1024
"""Bytes of base64 that one state may take."""

Packed = Annotated[
    str, StringConstraints(pattern=r"\A[A-Za-z0-9+/]*={0,2}\z", max_length=MAX_PACKED)
]


class Version(Value):
    """A state of the map with a name (docs/decisions/named-versions.md).

    ``content`` is the base64 of a gzip of the .journey file of that state, which holds neither
    images nor versions: ``images`` names those of the map that it shows.
    `model.file.versions` packs and opens it.
    """

    id: Id
    name: Line = ""
    note: Text = ""
    author: Line = ""
    created: IsoTime = ""
    images: Many[Sha256] = ()
    content: Packed
