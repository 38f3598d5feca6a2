"""CSV files: separator and encoding of other programs found out, and ours safe to open.

A cell that a spreadsheet would calculate goes out with an apostrophe before it (OWASP, CSV
injection), and that apostrophe is taken away again when the file comes back.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from model.exchange.foreign import Losses
from model.exchange.plain_text import decode_text
from model.exchange.tables import Table, without_formula
from model.exchange.wording import number_text
from model.problems import FileProblem

MAX_BYTES: Final = 32 * 1024 * 1024
MAX_ROWS: Final = 25_000
MAX_CELLS: Final = 500_000
SEPARATORS: Final = (";", "\t", ",", "|")
Cell = str | float
"""What is written into a cell: text, never a formula, or a number."""

_TOLD: Final = re.compile(r"sep=(.)\n", re.IGNORECASE)
_LOOKED_AT: Final = 40
_LOOKED_LETTERS: Final = 200_000


def read_csv(data: bytes, name: str, losses: Losses) -> Table:
    """Return the rows of the CSV file ``data``, which people know as ``name``.

    Raises:
        FileProblem: As `read_separated`.
    """
    return read_separated(data, name, losses)[0]


def read_separated(data: bytes, name: str, losses: Losses) -> tuple[Table, str]:
    """Return the rows of the CSV file ``data``, and what separates its cells.

    Raises:
        FileProblem: If it is no text, too large, or its quotes do not end.
    """
    if len(data) > MAX_BYTES:
        raise FileProblem("table.too_large", file=name, limit=MAX_BYTES >> 20)
    text = decode_text(data, name, losses)
    told = _TOLD.match(text)
    separator = told.group(1) if told else _separator(text)
    rows: list[tuple[str, ...]] = []
    count = 0
    reader = csv.reader(io.StringIO(text[told.end() :] if told else text), delimiter=separator)
    try:
        for row in reader:
            count += len(row)
            if len(rows) >= MAX_ROWS or count > MAX_CELLS:
                raise FileProblem("table.too_many", file=name, limit=MAX_ROWS)
            rows.append(tuple(_without_guard(cell) for cell in row))
    except csv.Error:
        raise FileProblem("table.csv_fault", file=name, line=reader.line_num) from None
    return tuple(rows), separator


def write_csv(table: Sequence[Sequence[Cell]], *, separator: str, has_comma: bool) -> bytes:
    """Return ``table`` as UTF-8 with a mark, which Excel needs, and every text in quotes."""
    held = io.StringIO()
    writer = csv.writer(held, delimiter=separator, quoting=csv.QUOTE_NONNUMERIC)
    for row in table:
        writer.writerow(_written(cell, has_comma=has_comma) for cell in row)
    return held.getvalue().encode("utf-8-sig")


def _written(cell: Cell, *, has_comma: bool) -> Cell:
    if isinstance(cell, str):
        return _with_guard(cell)
    return number_text(cell, has_comma=has_comma)


def _with_guard(text: str) -> str:
    bare = text.lstrip("'")
    return f"'{text}" if without_formula(bare) != bare else text


def _without_guard(text: str) -> str:
    bare = text.lstrip("'")
    return text[1:] if text.startswith("'") and without_formula(bare) != bare else text


def _separator(text: str) -> str:
    """Return the separator that gives the most rows of one width, and then the widest."""
    start = text[:_LOOKED_LETTERS]
    found: list[tuple[float, int, int, str]] = []
    for place, separator in enumerate(SEPARATORS):
        widths = _widths(start, separator)
        if not widths:
            continue
        width, count = max(Counter(widths).items(), key=lambda held: (held[0] > 1, held[1]))
        if width > 1:
            found.append((count / len(widths), width, -place, separator))
    return max(found)[3] if found else ","


def _widths(text: str, separator: str) -> list[int]:
    widths: list[int] = []
    try:
        for row in csv.reader(io.StringIO(text), delimiter=separator):
            if any(cell.strip() for cell in row):
                widths.append(len(row))
            if len(widths) >= _LOOKED_AT:
                break
    except csv.Error:
        pass
    return widths
