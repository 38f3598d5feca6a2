"""The type sizes of a sheet."""

from __future__ import annotations

from model.layout.drawing_order import drawing_order
from model.layout.marks import Glyphs
from model.layout.sheet import Sheet


def type_sizes(sheet: Sheet) -> set[float]:
    """Return every type size on ``sheet`` that words are set in, in points at 1:1."""
    return {
        mark.size_pt
        for layer in drawing_order(sheet)
        for mark in layer.marks
        if isinstance(mark, Glyphs) and mark.line.runs
    }
