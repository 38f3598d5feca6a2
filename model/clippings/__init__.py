"""Parts of a map that were copied, and how they come into a map again; all pure, no clipboard.

A clipping is a small map of its own, so whatever reads files reads clippings, with all checks.
"""

from model.clippings.copying import clipping_of
from model.clippings.filling import fill_cell, fill_table, holds, written_item
from model.clippings.part import Clipping, ClippingKind, clipping_from, clipping_to_bytes
from model.clippings.pasting import Pasted, Where, paste
from model.clippings.people import people_clipping, people_lines, with_people
from model.clippings.room import covered_cells
from model.clippings.telling import cell_count, lines_of, table_of

__all__ = [
    "Clipping",
    "ClippingKind",
    "Pasted",
    "Where",
    "cell_count",
    "clipping_from",
    "clipping_of",
    "clipping_to_bytes",
    "covered_cells",
    "fill_cell",
    "fill_table",
    "holds",
    "lines_of",
    "paste",
    "people_clipping",
    "people_lines",
    "table_of",
    "with_people",
    "written_item",
]
