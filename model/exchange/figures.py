"""Figures read from a cell of a table: CSV or XLSX, each cell where the spreadsheet shows it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from model.cards import CellOrigin
from model.exchange.csv_text import read_separated
from model.exchange.foreign import Losses
from model.exchange.workbook import PlacedRows, read_placed
from model.problems import FileProblem

ENDINGS: Final = (".csv", ".tsv", ".txt", ".xlsx")
_SHOWN_LETTERS: Final = 60
_CELL: Final = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_NUMBER: Final = re.compile(r"([+\-\u2212]?)([0-9][0-9.,]*)")
_SPACES: Final = str.maketrans("", "", " \t\u00a0\u202f\u2009'\u2019")
# What stands around a number that is an amount or a share.
_UNITS: Final = re.compile(r"^(?:kr\.?|dkk|eur|usd|[$€£])|(?:%|kr\.?|,-|dkk|eur|usd|[$€£])$", re.I)
_MOST_FIGURES: Final = 15


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet with its rows by number; ``has_comma`` where decimals most likely have a comma."""

    sheet: str
    rows: PlacedRows
    has_comma: bool = False

    @property
    def height(self) -> int:
        """The number of the last row that holds something."""
        return max(self.rows, default=0)

    @property
    def width(self) -> int:
        """How many columns hold something."""
        return max(map(len, self.rows.values()), default=0)

    def text(self, row: int, column: int) -> str:
        """Return what stands in a cell, both counted from 1."""
        held = self.rows.get(row, ())
        return held[column - 1] if 1 <= column <= len(held) else ""


def read_grids(data: bytes, name: str) -> tuple[Grid, ...]:
    """Return the sheets of the CSV or XLSX file ``data``; ``name`` tells which of the two it is.

    Raises:
        FileProblem: If it is none, damaged, or more than the limits allow.
    """
    if name.lower().endswith(".xlsx"):
        return tuple(Grid(title, rows) for title, rows in read_placed(data, name))
    table, separator = read_separated(data, name, Losses())
    rows = {number: row for number, row in enumerate(table, start=1) if any(row)}
    return (Grid("", rows, has_comma=separator == ";"),)


def figure_at(grids: Sequence[Grid], origin: CellOrigin) -> float:
    """Return the number in the cell ``origin`` names.

    Raises:
        FileProblem: If there is no such sheet, or no number in the cell.
    """
    grid = grid_of(grids, origin)
    row, column = place_of(origin.cell)
    text = grid.text(row, column).strip()
    told = {"file": origin.file, "cell": origin.cell or "–", "sheet": grid.sheet or "–"}
    if not text:
        raise FileProblem("figures.empty_cell", **told)
    number = read_figure(text, has_comma=grid.has_comma)
    if number is None:
        raise FileProblem("figures.no_number", text=text[:_SHOWN_LETTERS], **told)
    return number


def grid_of(grids: Sequence[Grid], origin: CellOrigin) -> Grid:
    """Return the sheet ``origin`` names, "" the first.

    Raises:
        FileProblem: If there is none of that name.
    """
    if not origin.sheet and grids:
        return grids[0]
    for grid in grids:
        if grid.sheet == origin.sheet:
            return grid
    sheets = ", ".join(grid.sheet for grid in grids)[:400]
    raise FileProblem("table.no_sheet", file=origin.file, sheet=origin.sheet[:60], sheets=sheets)


def read_figure(text: str, *, has_comma: bool) -> float | None:
    """Return the number a cell says, with a unit or without; None if it says none.

    A point or comma before exactly three digits can mean either: ``has_comma`` decides.
    """
    bare = _UNITS.sub("", text.translate(_SPACES))
    found = _NUMBER.fullmatch(bare)
    if found is None or sum(letter.isdigit() for letter in bare) > _MOST_FIGURES:
        return None
    sign, digits = found.groups()
    point = _decimal_point(digits, "," if has_comma else ".")
    group = {".": ",", ",": ".", "": ""}[point] or next((c for c in ".," if c in digits), "")
    whole, _, rest = digits.partition(point) if point else (digits, "", "")
    if not _is_grouped(whole, group) or (not rest.isdigit() and rest != ""):
        return None
    number = float(f"{whole.replace(group, '') if group else whole}.{rest or '0'}")
    return -number if sign in ("-", "\u2212") else number


def place_of(cell: str) -> tuple[int, int]:
    """Return row and column, from 1, of a cell such as ``B7``; (0, 0) if it is none."""
    found = _CELL.fullmatch(cell)
    if found is None:
        return 0, 0
    column = 0
    for letter in found.group(1):
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found.group(2)), column


def cell_name(row: int, column: int) -> str:
    """Return the name of a cell, row and column from 1: ``B7``."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def _decimal_point(digits: str, likely: str) -> str:
    """Return which of point and comma stands before the decimals, "" for none."""
    points, commas = digits.count("."), digits.count(",")
    if points and commas:
        return "." if digits.rindex(".") > digits.rindex(",") else ","
    mark = "." if points else "," if commas else ""
    if points + commas != 1:
        return ""
    whole, _, rest = digits.partition(mark)
    is_open = len(rest) == 3 and 1 <= len(whole) <= 3 and whole != "0"
    return mark if not is_open or mark == likely else ""


def _is_grouped(whole: str, group: str) -> bool:
    """Tell whether ``whole`` has its thousands set apart by ``group``, or not at all."""
    if not group or group not in whole:
        return whole.isdigit()
    first, *rest = whole.split(group)
    return (
        1 <= len(first) <= 3
        and first.isdigit()
        and all(len(part) == 3 and part.isdigit() for part in rest)
    )
