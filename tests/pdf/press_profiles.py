"""ICC profiles for tests: a coarse press of our own making, and files that are none."""

from __future__ import annotations

import struct
from itertools import product
from pathlib import Path

_IDENTITY = (1.0, 0, 0, 0, 1.0, 0, 0, 0, 1.0)


def press_profile(
    name: str = "Test press FOGRA39", kind: bytes = b"prtr", *, has_inks: bool = True
) -> bytes:
    """Return an output profile for CMYK: light is white paper, colours follow a and b.

    Without ``has_inks`` it says how inks look, but not which inks make a colour.
    """
    to_ink = [
        # cyan against red, magenta against green, yellow against blue, black against light
        (0.6 * (1 - a), 0.6 * a, 0.6 * b, 0.8 * (1 - light))
        for light, a, b in product((0.0, 1.0), repeat=3)
    ]
    from_ink = [
        ((1 - k) * (3 - c - m - y) / 3, 0.5 + (m - c) / 4, 0.5 + (y - (c + m) / 2) / 4)
        for c, m, y, k in product((0.0, 1.0), repeat=4)
    ]
    tags = {
        b"desc": _description(name),
        b"cprt": b"text\0\0\0\0none\0",
        b"wtpt": b"XYZ \0\0\0\0" + struct.pack(">3i", *(_fixed(v) for v in (0.9642, 1, 0.8249))),
        b"A2B0": _lut(4, 3, from_ink),
        b"B2A0": _lut(3, 4, to_ink),
    }
    if not has_inks:
        del tags[b"B2A0"]
    return _profile(tags, kind, b"CMYK")


def saved_profile(folder: Path, data: bytes | None = None, name: str = "shop.icc") -> str:
    """Return the path of a file in ``folder`` with ``data``, the press profile unless given."""
    path = folder / name
    path.write_bytes(press_profile() if data is None else data)
    return str(path)


def _profile(tags: dict[bytes, bytes], kind: bytes, space: bytes) -> bytes:
    at = 128 + 4 + 12 * len(tags)
    table, body = struct.pack(">I", len(tags)), b""
    for signature, content in tags.items():
        content += bytes(-len(content) % 4)
        table += signature + struct.pack(">II", at + len(body), len(content))
        body += content
    size = 128 + len(table) + len(body)
    white = struct.pack(">3i", *(_fixed(v) for v in (0.9642, 1, 0.8249)))
    header = (
        struct.pack(">I", size) + bytes(4) + b"\x02\x20\0\0" + kind + space + b"Lab "
        + struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + bytes(28) + white
    )  # fmt: skip
    return header.ljust(128, b"\0") + table + body


def _lut(inputs: int, outputs: int, grid: list[tuple[float, ...]]) -> bytes:
    """A `lut8Type` of two grid points a side (ICC.1:2001-04, 6.5.8)."""
    ramp = bytes(range(256))
    return (
        b"mft1" + bytes(4) + bytes((inputs, outputs, 2, 0))
        + struct.pack(">9i", *map(_fixed, _IDENTITY))
        + ramp * inputs
        + bytes(round(255 * min(1, max(0, value))) for point in grid for value in point)
        + ramp * outputs
    )  # fmt: skip


def _description(name: str) -> bytes:
    text = name.encode("ascii") + b"\0"
    return b"desc" + bytes(4) + struct.pack(">I", len(text)) + text + bytes(4 + 4 + 2 + 1 + 67)


def _fixed(value: float) -> int:
    return round(value * 65536)
