"""What stands round the map in a .journey file: format, versions and checksum."""

from __future__ import annotations

import hashlib
from typing import Final, Literal

FORMAT: Final = "journeywall-map"
SCHEMA_VERSION: Final = 4
"""The version this program writes; `model.file.migrations` reads every older one."""
MIN_READER: Final = 4
"""The oldest program version of the format that can read what this one writes."""

MAX_BYTES: Final = 512 * 1024 * 1024
"""Larger files are refused before they are read (reference/reliability.md 2.4, H4)."""

ENVELOPE_KEYS: Final = ("format", "schema_version", "min_reader", "integrity")
BOM: Final = b"\xef\xbb\xbf"

Checksum = Literal["right", "missing", "wrong"]

_INTEGRITY = b'"integrity"'


def seal(content: bytes) -> bytes:
    """Return ``content``, an object but for its last key, closed with the key ``integrity``.

    The checksum is the SHA-256 of every byte before that key's opening quote.
    """
    digest = hashlib.sha256(content).hexdigest().encode()
    return b'%s%s:{"sha256":"%s"}\n}\n' % (content, _INTEGRITY, digest)


def compare_checksum(data: bytes, integrity: object) -> Checksum:
    """Tell whether ``data`` is what its writer sealed; ``integrity`` is the parsed last key."""
    if not isinstance(integrity, dict) or "sha256" not in integrity:
        return "missing"
    content = memoryview(data)[: data.rfind(_INTEGRITY)]
    return "right" if hashlib.sha256(content).hexdigest() == integrity["sha256"] else "wrong"
