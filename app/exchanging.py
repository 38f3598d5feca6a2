"""Writing maps as files of other programs; needs no Qt."""

from __future__ import annotations

from pathlib import Path

from app.saving import save_bytes, save_export
from model.exchange.endings import ending_of


def write_exported(path: Path, data: bytes) -> None:
    """Write ``data``, a map as a file of another program, to ``path``.

    An OpenJourney file may be somebody's only copy of a map, so the one before stays beside it.

    Raises:
        FileProblem: If it was not written; never in the place of a map of ours.
    """
    if ending_of(path) == ".ojf":
        save_bytes(path, data)
    else:
        save_export(path, data)
