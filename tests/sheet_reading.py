"""Reading a sheet in tests: what is drawn, as plain values that can be compared."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from typing import Any

from model.layout.marks import Glyphs, Mark
from model.layout.sheet import Block, Placed, Sheet
from model.text.fonts import FontBook
from model.text.glyphs import GlyphRun


def plain(part: Any) -> Any:
    """Return ``part`` as nested tuples; two sheets that look the same give the same."""
    if isinstance(part, FontBook):
        return None
    if isinstance(part, GlyphRun):
        return (part.face, part.glyphs, part.advances, part.offsets, part.text)
    if dataclasses.is_dataclass(part):
        return (
            type(part).__name__,
            *(plain(getattr(part, field.name)) for field in dataclasses.fields(part)),
        )
    if isinstance(part, tuple):
        return tuple(plain(one) for one in part)
    if hasattr(part, "items"):
        return {key: id(value) for key, value in part.items()}
    return part


def words(marks: Iterable[Mark]) -> str:
    """Return the text of all glyphs in ``marks``."""
    return "\n".join(mark.line.text for mark in marks if isinstance(mark, Glyphs))


def letters(text: str) -> str:
    """Return ``text`` without what is not drawn or may be drawn otherwise at a line's end."""
    return "".join(c for c in text if c.isprintable() and not c.isspace() and c != "-")


def placed_items(sheet: Sheet) -> Iterator[tuple[int, int, float, float, Block]]:
    """Yield (row, column, x, y, block) of everything in cells, at its place on the sheet."""
    for row, cells in enumerate(sheet.cells):
        for column, cell in enumerate(cells):
            for content in cell.contents:
                yield row, column, cell.x + content.x, cell.y + content.y, content.block


def headings(sheet: Sheet) -> Iterator[Placed]:
    """Yield everything that stands outside the cells."""
    if sheet.title is not None:
        yield sheet.title
    yield from (band.header for band in sheet.phases)
    yield from (column.header for column in sheet.columns)
    yield from (row.header for row in sheet.rows)
    yield from sheet.trailers
