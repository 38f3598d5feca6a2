"""Every format of other programs behind one door, told by the ending of the file's name."""

from __future__ import annotations

import os
from typing import Final

from model.exchange.endings import EXPORTED, ending_of
from model.exchange.foreign import read_foreign
from model.file import shown_name
from model.journey import JourneyMap
from model.problems import FileProblem, Problem

_MAX_BYTES: Final = 64 * 1024 * 1024
Exchanged = tuple[JourneyMap, tuple[Problem, ...]]


def import_map(path: str | os.PathLike[str], language: str, sheet: str | None = None) -> Exchanged:
    """Return the map in the file ``path`` of another program, and what could not be carried.

    Words the file lacks are given in ``language``, which is the map's, too. ``sheet`` names the
    one to be read of a workbook.

    Raises:
        FileProblem: If it cannot be read as a map.
    """
    ending = ending_of(path)
    data, name = read_foreign(path, _MAX_BYTES), shown_name(path)
    # Each format is needed for its own files only.
    if ending in (".mmd", ".mermaid"):
        from model.exchange.mermaid import read_mermaid

        return read_mermaid(data, name, language)
    if ending in (".xlsx", ".xlsm"):
        from model.exchange.spreadsheets import read_xlsx_map

        return read_xlsx_map(data, name, language, sheet)
    if ending in (".csv", ".tsv"):
        from model.exchange.spreadsheets import read_csv_map

        return read_csv_map(data, name, language)
    from model.exchange.ojf import read_ojf

    return read_ojf(data, name, language)


def export_map(
    journey: JourneyMap, path: str | os.PathLike[str], table: str | None = None
) -> tuple[bytes, tuple[Problem, ...]]:
    """Return ``journey`` as the bytes of a file called ``path``, and what that cannot carry.

    ``table`` is one of `endings.TABLE_NAMES`, for tables only.

    Raises:
        FileProblem: ``carry.unknown_ending`` if the name says no format that can be written.
    """
    ending = ending_of(path)
    if ending == ".ojf":
        from model.exchange.ojf_writing import write_ojf

        return write_ojf(journey)
    if ending == ".mmd":
        from model.exchange.mermaid_writing import write_mermaid

        return write_mermaid(journey)
    if ending not in EXPORTED:
        endings = ", ".join(EXPORTED)
        raise FileProblem("carry.unknown_ending", file=shown_name(path), endings=endings)
    from model.exchange.map_tables import TABLES
    from model.exchange.spreadsheets import write_csv_map, write_xlsx_map

    named = next((name for name in TABLES if name == table), None)
    if ending == ".xlsx":
        return write_xlsx_map(journey, named)
    return write_csv_map(journey, named, has_tabs=ending == ".tsv")
