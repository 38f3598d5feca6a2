"""File names that every system can hold, Windows above all."""

from __future__ import annotations

import re

LONGEST_NAME = 255
"""Bytes of a file name on the file systems of Linux; units of UTF-16 on the others."""

_RESERVED = re.compile(r"(?i)(CON|PRN|AUX|NUL|COM[0-9¹²³]|LPT[0-9¹²³]|CONIN\$|CONOUT\$)(\.|$)")
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


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
