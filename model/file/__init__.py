"""The .journey file: a map as bytes and back (docs/file-format.md)."""

from model.file.disk import open_journey, read_bounded, read_head, read_journey, shown_name
from model.file.envelope import FORMAT, MAX_BYTES, MIN_READER, SCHEMA_VERSION
from model.file.loading import Opened, decode, open_bytes
from model.file.schema import json_schema
from model.file.versions import open_version, version_of
from model.file.writing import encode

__all__ = [
    "FORMAT",
    "MAX_BYTES",
    "MIN_READER",
    "SCHEMA_VERSION",
    "Opened",
    "decode",
    "encode",
    "json_schema",
    "open_bytes",
    "open_journey",
    "open_version",
    "read_bounded",
    "read_head",
    "read_journey",
    "shown_name",
    "version_of",
]
