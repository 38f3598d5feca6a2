"""File names that every system can hold, Windows above all."""

from __future__ import annotations

import os
import re

SUFFIX, PDF_SUFFIX = ".journey", ".pdf"
"""How the names of maps end, and of prints that hold one."""

LONGEST_NAME = 255
"""What a file name may take of the file system, counted by `name_length`."""

_RESERVED = re.compile(r"(?i)(CON|PRN|AUX|NUL|COM[0-9¹²³]|LPT[0-9¹²³]|CONIN\$|CONOUT\$)(\.|$)")
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


def name_length(name: str) -> int:
    """Return what ``name`` takes of `LONGEST_NAME`: units of UTF-16 on Windows, else bytes."""
    if os.name == "nt":
        return len(name.encode("utf-16-le", "surrogatepass")) // 2
    return len(os.fsencode(name))


def lengthened(name: str, more: str) -> str:
    """Return ``name`` with ``more`` before its suffix; what is too long for that goes from it."""
    stem, suffix = os.path.splitext(name)  # noqa: PTH122 - a name is no path
    while len(stem) > 1 and name_length(stem + more + suffix) > LONGEST_NAME:
        stem = stem[:-1]
    return stem + more + suffix


def is_windows_name(name: str) -> bool:
    """Tell whether Windows can hold a file called ``name`` and give it back under that name."""
    return not (
        _RESERVED.match(name) or _FORBIDDEN.search(name) or name.endswith((".", " ")) or not name
    )


def windows_name(name: str) -> str:
    """Return ``name``, or the nearest one that Windows can hold."""
    proposal = _FORBIDDEN.sub("-", name).rstrip(". ")
    if _RESERVED.match(proposal):
        proposal = f"_{proposal}"
    return proposal or "map.journey"
