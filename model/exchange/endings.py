"""Which files of other programs can be read and written, told by the endings of their names."""

from __future__ import annotations

import os
from pathlib import PurePath
from typing import Final

IMPORTED: Final = (".ojf", ".mmd", ".mermaid", ".csv", ".tsv", ".xlsx", ".xlsm")
"""Endings of files that become maps."""

EXPORTED: Final = (".xlsx", ".csv", ".tsv", ".ojf", ".mmd")
"""Endings of files that maps become, the fullest first."""

TABLE_NAMES: Final = (
    "matrix", "cards", "feelings", "personas", "actions", "evidence", "metrics", "about", "phases",
    "steps", "lanes",
)  # fmt: skip
"""The tables a map can be written as; ``cards`` holds most."""

PACKED: Final = (".xlsx", ".xlsm")
"""Endings of files that are archives, small for what is in them."""


def ending_of(path: str | os.PathLike[str]) -> str:
    """Return the ending of the name of ``path`` in small letters, with its point."""
    return PurePath(path).suffix.lower()


def is_imported(path: str | os.PathLike[str]) -> bool:
    """Tell whether ``path`` is named like a file of another program that can be read."""
    return ending_of(path) in IMPORTED


def is_exported(path: str | os.PathLike[str]) -> bool:
    """Tell whether ``path`` is named like a file of another program that can be written."""
    return ending_of(path) in EXPORTED
