"""The lines of a journal, each with number, length and check sum: a torn end is found.

A line is ``crc32 number length payload``; the check sum, in hex, is of all that follows it.
The payload is JSON, which has no line breaks of its own. The 40 lines that read this passed
71,669 damages in the study (reference/reliability.md 5.6).
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MAX_PAYLOAD = 512 * 1024 * 1024
"""Bytes: no edit is larger than the largest map (reference/reliability.md 2.4 H4)."""

_CRC_LENGTH = 8
_MAX_HEAD = 32


@dataclass(frozen=True, slots=True)
class Frames:
    """What could be read of a journal.

    Attributes:
        payloads: Of all whole lines from the first on.
        is_whole: Whether nothing follows them: no torn line, no damage.
    """

    payloads: tuple[dict[str, Any], ...]
    is_whole: bool


def frame(number: int, payload: Mapping[str, Any]) -> bytes:
    """Return the line ``number`` (from 0) that holds ``payload``.

    Raises:
        ValueError: If JSON cannot hold it, or it is longer than `MAX_PAYLOAD`.
    """
    content = json.dumps(payload, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    data = content.encode("ascii")
    if len(data) > MAX_PAYLOAD:
        raise ValueError("a line of the journal would be too long")
    rest = b"%d %d %b" % (number, len(data), data)
    return b"%08x %b\n" % (zlib.crc32(rest), rest)


def read_frames(data: bytes) -> Frames:
    """Return the lines of the journal ``data`` up to the first that is not as it was written."""
    payloads: list[dict[str, Any]] = []
    at = 0
    while at < len(data):
        found = _read_one(data, at, len(payloads))
        if found is None:
            return Frames(tuple(payloads), is_whole=False)
        payload, at = found
        payloads.append(payload)
    return Frames(tuple(payloads), is_whole=True)


def _read_one(data: bytes, at: int, number: int) -> tuple[dict[str, Any], int] | None:
    """Return the payload of the line that begins at ``at``, and where the next one does."""
    head = data[at : at + _CRC_LENGTH + 1 + _MAX_HEAD].split(b" ", 3)
    if len(head) != 4 or len(head[0]) != _CRC_LENGTH:
        return None
    try:
        told, length = int(head[1]), int(head[2])
    except ValueError:
        return None
    start = at + sum(len(part) + 1 for part in head[:3])
    end = start + length
    if told != number or not 0 <= length <= MAX_PAYLOAD or data[end : end + 1] != b"\n":
        return None
    if b"%08x" % zlib.crc32(data[at + _CRC_LENGTH + 1 : end]) != head[0]:
        return None
    try:
        payload = json.loads(data[start:end])
    except (ValueError, RecursionError):
        return None
    return (payload, end + 1) if isinstance(payload, dict) else None
