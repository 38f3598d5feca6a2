"""Three small maps that hold something of everything, as sealed files, and ways to spoil them."""

from __future__ import annotations

import base64
import hashlib
import json
import struct
import zlib
from functools import cache
from typing import Any

from model.file import FORMAT, SCHEMA_VERSION, decode, encode

Document = dict[str, Any]


def png(width: int, height: int, *, body: bytes = b"\0\0\0\0") -> bytes:
    """Return a PNG that says it is so large, with almost no pixels in it."""

    def chunk(kind: bytes, held: bytes) -> bytes:
        check = zlib.crc32(kind + held)
        return struct.pack(">I", len(held)) + kind + held + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = chunk(b"IDAT", zlib.compress(body))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + pixels + chunk(b"IEND", b"")


def image_of(content: bytes, width: int = 1, height: int = 1, mime: str = "image/png") -> Document:
    """Return ``content`` as a map's register of images holds it."""
    return {
        "sha256": hashlib.sha256(content).hexdigest(),
        "mime": mime,
        "width_px": width,
        "height_px": height,
        "data": base64.b64encode(content).decode(),
    }


def plain_map() -> Document:
    """Return the smallest map with a card."""
    return {
        "format": FORMAT,
        "schema_version": SCHEMA_VERSION,
        "id": "m",
        "phases": [{"id": "p", "steps": [{"id": "s"}]}],
        "lanes": [{"id": "l", "kind": "cards", "cells": {"s": [{"id": "c", "text": "æ"}]}}],
    }


def full_map() -> Document:
    """Return a map with each kind of lane and nearly each register."""
    lanes = [
        {"id": "l", "kind": "cards", "name": "Gør", "cells": {
            "a": [{"id": "c1", "text": "Søger", "personas": ["emma"], "severity": 3},
                  {"id": "c2", "text": "Ser", "evidence": ["e1"], "span": 2}],
            "b": [{"id": "c3", "text": "Køber", "action": {"owner": "Bo", "metric": "n"}}]}},
        {"id": "f", "kind": "feelings", "cells": {"a": [{"id": "f1", "values": [-1.5, 2]}]}},
        {"id": "m", "kind": "metrics", "cells": {"b": [{"id": "n", "name": "Tid", "actual": 4.5}]}},
        {"id": "t", "kind": "text", "cells": {"a": [{"id": "t1", "text": "Frit"}]}},
    ]  # fmt: skip
    return {
        "format": FORMAT,
        "schema_version": SCHEMA_VERSION,
        "id": "full",
        "about": {"title": "Sko", "language": "da", "review": "2026-03-31"},
        "personas": [{"id": "emma", "kind": "persona", "name": "Emma"}],
        "phases": [
            {"id": "p", "name": "Før", "steps": [{"id": "a", "name": "Søger", "next": ["b"]}]},
            {"id": "q", "name": "Nu", "steps": [{"id": "b", "name": "Køber"}]},
        ],
        "lanes": lanes,
        "links": [{"id": "k", "source": "c1", "target": "c3"}],
        "evidence": [{"id": "e1", "title": "Interview"}],
        "views": [{"id": "v", "name": "Kun Emma", "personas": ["emma"]}],
        "rounds": [{"id": "r", "number": 1, "lanes": ["l"]}],
        "x_mine": {"deep": [1, [2, {"x": None}]], "big": 12345678901234567890},
    }


def pictured_map() -> Document:
    """Return a map with a picture that is shown, and one that is not what it says."""
    made = plain_map()
    good = image_of(png(1, 1))
    made["lanes"].append(
        {"id": "i", "kind": "images", "cells": {"s": [{"id": "q", "image": good["sha256"]}]}}
    )
    made["images"] = [good]
    return made


def written(document: Document) -> bytes:
    """Return ``document`` as the bytes of a file, as a script would write it."""
    return json.dumps(document, ensure_ascii=False).encode("utf-8", "surrogatepass")


@cache
def small_maps() -> tuple[bytes, ...]:
    """Return the three maps as this program writes them, sealed."""
    makers = (plain_map, full_map, pictured_map)
    return tuple(encode(decode(written(make()), "small.journey")) for make in makers)
