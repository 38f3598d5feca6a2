"""XLSX files through openpyxl, which is never asked before the archive has been looked through.

openpyxl unpacks and parses whatever it is given. So the size of the parts, their number, and every
DTD, which entity bombs need, are checked first; then values are read, never formulas.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Final
from xml.parsers import expat

from model.exchange.csv_text import MAX_CELLS, MAX_ROWS, Cell
from model.exchange.foreign import Losses
from model.exchange.tables import Table
from model.exchange.wording import number_text
from model.problems import FileProblem
from model.values import clean_line, clean_text

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

MAX_BYTES: Final = 32 * 1024 * 1024
MAX_UNPACKED: Final = 64 * 1024 * 1024
MAX_PARTS: Final = 2_000
MAX_SHEETS: Final = 60
LONGEST_CELL: Final = 32_767
"""Letters a cell of Excel can hold."""

_MOST_PACKING: Final = 300
_ALWAYS_UNPACKED: Final = 4 << 20
_DEEPEST: Final = 200
_LAST_ROW: Final = 1_048_576
_MOST_SCANNED: Final = 8_000_000
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"
_NOT_IN_TITLES: Final = re.compile(r"[\[\]:*?/\\]")
_LONGEST_TITLE: Final = 31
_CODE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_CODED: Final = re.compile(r"_x005F_(?=x[0-9A-Fa-f]{4}_)")
_TEXT: Final = "Journeywall text"
_HEAD: Final = "Journeywall head"
# What openpyxl is slow over: most of them in a part. Excel itself has at most 65,490 formats.
_MOST: Final = {
    "row": 200_000, "c": 1_000_000, "si": 500_000, "definedName": 20_000, "xf": 66_000,
    "font": 66_000, "fill": 66_000, "border": 66_000, "dxf": 66_000, "numFmt": 66_000,
}  # fmt: skip
_MOST_ELEMENTS: Final = 4_000_000
_MOST_READ_AGAIN: Final = 12_000_000  # every sheet may be the same part, parsed each time
_XML_BEGINS: Final = re.compile(rb"(\xef\xbb\xbf)?\s*<|\xff\xfe|\xfe\xff")
_UNREAD: Final = (("xl/media/", "pictures"), ("xl/comments", "comments"), ("xl/charts/", "charts"))


@dataclass(frozen=True, slots=True)
class Workbook:
    """The tables of a workbook by the names of their sheets, and its title."""

    title: str
    sheets: tuple[tuple[str, Table], ...]


PlacedRows = Mapping[int, tuple[str, ...]]
"""Rows of a sheet by their number; what is not there is empty."""


@dataclass(frozen=True, slots=True)
class SheetOut:
    """A table to be written; the first ``heads`` rows and columns stay in sight."""

    title: str
    table: Sequence[Sequence[Cell]]
    heads: int = 1


def read_workbook(data: bytes, name: str, losses: Losses) -> Workbook:
    """Return what stands in the cells of the XLSX file ``data``, known as ``name``.

    Raises:
        FileProblem: If it is no XLSX file, damaged, or larger than the limits of this module.
    """
    _look_through(data, name, losses)
    from openpyxl import load_workbook  # start-up: it takes a quarter of a second

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions, which are not read
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            measured = _Measured(name)
            sheets = tuple(
                (clean_line(sheet.title), tuple(_rows(sheet, measured)))
                for sheet in book.worksheets[:MAX_SHEETS]
            )
            title = clean_line(str(book.properties.title or ""))
    except FileProblem:
        raise
    except Exception:  # whatever openpyxl stumbles over in a file of anybody's
        raise FileProblem("table.xlsx_damaged", file=name) from None
    for _ in book.worksheets[MAX_SHEETS:]:
        losses.note("table.sheet_unread", sheet="…")
    return Workbook(title, sheets)


def read_placed(data: bytes, name: str) -> tuple[tuple[str, PlacedRows], ...]:
    """Return the sheets of the XLSX file ``data``: name, and the rows that hold something.

    Each row stands under its number from 1 and begins in column A, so that ``B7`` is found. What
    is shown as per cent is given as per cent.

    Raises:
        FileProblem: As `read_workbook`.
    """
    _look_through(data, name, Losses())
    from openpyxl import load_workbook  # start-up: as above

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            measured = _Measured(name)
            return tuple(
                (clean_line(sheet.title), dict(_placed_rows(sheet, measured)))
                for sheet in book.worksheets[:MAX_SHEETS]
            )
    except FileProblem:
        raise
    except Exception:  # whatever openpyxl stumbles over in a file of anybody's
        raise FileProblem("table.xlsx_damaged", file=name) from None


def write_workbook(title: str, sheets: Sequence[SheetOut]) -> bytes:
    """Return a workbook in which every text is text, also for who edits its cell later."""
    from openpyxl import Workbook as NewWorkbook  # start-up: as above
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font, NamedStyle

    book = NewWorkbook(write_only=True)
    book.properties.title, book.properties.creator = title, "Journeywall"
    wrapped = Alignment(wrap_text=True, vertical="top")
    book.add_named_style(NamedStyle(_TEXT, number_format="@", alignment=wrapped))
    book.add_named_style(
        NamedStyle(_HEAD, number_format="@", alignment=wrapped, font=Font(bold=True))
    )
    for sheet in sheets:
        page = book.create_sheet(_sheet_title(sheet.title))
        page.freeze_panes = f"B{sheet.heads + 1}"
        for place in range(1, max((len(row) for row in sheet.table), default=0) + 1):
            page.column_dimensions[_letters(place)].width = 24
        for number, row in enumerate(sheet.table):
            style = _HEAD if number < sheet.heads else _TEXT
            cells: list[object] = []
            for value in row:
                if isinstance(value, str) and value:
                    cell = WriteOnlyCell(page, _CODE.sub("_x005F_", value))
                    cell.data_type, cell.style = "s", style
                    cells.append(cell)
                else:
                    cells.append(value if value != "" else None)
            page.append(cells)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _letters(place: int) -> str:
    letters = ""
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _sheet_title(title: str) -> str:
    return _NOT_IN_TITLES.sub(" ", title).strip().strip("'")[:_LONGEST_TITLE]


# ------------------------------------------------------------ before openpyxl


def _look_through(data: bytes, name: str, losses: Losses) -> None:
    if len(data) > MAX_BYTES:
        raise FileProblem("table.too_large", file=name, limit=MAX_BYTES >> 20)
    if not data.strip(b"\0"):
        raise FileProblem("file.zeros" if data else "file.empty", file=name)
    if data.startswith(_OLD_OFFICE):
        raise FileProblem("table.old_excel", file=name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _look_at_parts(archive, name, losses)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError):
        raise FileProblem("table.xlsx_damaged", file=name) from None


def _look_at_parts(archive: zipfile.ZipFile, name: str, losses: Losses) -> None:
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    is_bomb = unpacked > max(_ALWAYS_UNPACKED, packed * _MOST_PACKING)
    if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED or is_bomb:
        raise FileProblem("table.too_much_inside", file=name, limit=MAX_UNPACKED >> 20)
    if "xl/workbook.xml" not in archive.namelist() and "[Content_Types].xml" not in (
        part.filename for part in parts
    ):
        raise FileProblem("table.not_xlsx", file=name)
    sheets = largest = 0
    for part in parts:
        with archive.open(part) as held:
            content = held.read()
        if part.filename.endswith((".xml", ".rels", ".vml")) or _XML_BEGINS.match(content):
            looker = _Looker(name, part.filename, losses)
            looker.look(content)
            sheets = max(sheets, looker.count("sheet"))
            largest = max(largest, looker.count(""))
    if sheets * largest > _MOST_READ_AGAIN:
        raise FileProblem("table.too_much_inside", file=name, limit=MAX_UNPACKED >> 20)
    for start, kind in _UNREAD:
        for part in parts:
            if part.filename.startswith(start):
                losses.note(f"table.lost_{kind}")


class _Looker:
    """Goes through a part as XML: refuses DTDs and depth, and counts formulas without a value."""

    def __init__(self, name: str, part: str, losses: Losses) -> None:
        self._name, self._part, self._losses = name, part, losses
        self._depth = 0
        self._counts: Counter[str] = Counter()
        self._has_formula = self._has_value = self._is_value = False

    def look(self, data: bytes) -> None:
        """Go through ``data``.

        Raises:
            FileProblem: If it is no XML, has a DTD, or is too deep or too much.
        """
        parser = expat.ParserCreate(namespace_separator=" ")
        if not self._part.endswith(".svg"):  # whose DTD is an old custom, and has no entities
            parser.StartDoctypeDeclHandler = self._refuse
        parser.EntityDeclHandler = self._refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._say
        try:
            parser.Parse(data, True)
        except expat.ExpatError:
            raise FileProblem("table.xlsx_damaged", file=self._name) from None

    def count(self, kind: str) -> int:
        """Return how many elements of ``kind`` there are, of "" how many in all."""
        return self._counts[kind]

    def _refuse(self, *_about: Any) -> None:
        raise FileProblem("table.xlsx_hostile", file=self._name, part=self._part[:80])

    def _start(self, tag: str, _attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            self._refuse()
        kind = tag.rpartition(" ")[2]
        self._counts[kind] += 1
        self._counts[""] += 1
        if self._counts[kind] > _MOST.get(kind, _MOST_ELEMENTS) or (
            self._counts[""] > _MOST_ELEMENTS
        ):
            raise FileProblem("table.too_much_inside", file=self._name, limit=MAX_UNPACKED >> 20)
        if kind == "c":
            self._has_formula = self._has_value = False
        self._has_formula |= kind == "f"
        self._is_value = kind in ("v", "t")

    def _say(self, text: str) -> None:
        self._has_value |= self._is_value and bool(text)

    def _end(self, tag: str) -> None:
        self._depth -= 1
        is_cell = tag.endswith("main c") and self._part.startswith("xl/worksheets/")
        if is_cell and self._has_formula and not self._has_value:
            self._losses.note("table.formula_without_value")


# ------------------------------------------------------------ values


class _Measured:
    """What was read of a whole workbook: its sheets may all be the same part, read each time."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._scanned = self._cells = 0

    def take(self, row: Sequence[object], texts: Sequence[str], rows: int) -> None:
        """Count a row and its ``texts``, one of ``rows`` of its sheet that are not empty.

        Raises:
            FileProblem: If it is one too many.
        """
        self._scanned += 1 + len(row)
        self._cells += len(texts)
        if rows > MAX_ROWS or self._cells > MAX_CELLS or self._scanned > _MOST_SCANNED:
            raise FileProblem("table.too_many", file=self._name, limit=MAX_ROWS)


def _rows(sheet: ReadOnlyWorksheet, measured: _Measured) -> Iterator[tuple[str, ...]]:
    sheet.reset_dimensions()  # some programs write a wrong one
    empty = rows = 0
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        texts = _without_end(map(_text, row))
        rows += bool(texts)
        measured.take(row, texts, rows)
        if not texts:
            empty += 1
            if number > _LAST_ROW:
                return
            continue
        yield from [()] * min(empty, 1)
        empty = 0
        yield tuple(texts)


def _placed_rows(
    sheet: ReadOnlyWorksheet, measured: _Measured
) -> Iterator[tuple[int, tuple[str, ...]]]:
    sheet.reset_dimensions()
    rows = 0
    for number, row in enumerate(sheet.iter_rows(), start=1):
        texts = _without_end(map(_shown_text, row))
        if number > _LAST_ROW:
            return
        rows += bool(texts)
        measured.take(row, texts, rows)
        if texts:
            yield number, tuple(texts)


def _without_end(texts: Iterable[str]) -> list[str]:
    held = list(texts)
    while held and not held[-1]:
        held.pop()
    return held


def _shown_text(cell: Any) -> str:
    """Return what a cell says; 0.031 that is shown as 3.1 % says 3.1."""
    value = cell.value
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if is_number and "%" in str(getattr(cell, "number_format", "")):
        return number_text(round(value * 100, 10))
    return _text(value)


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "1" if value else "0"
        case int() | float():
            return number_text(value)
        case datetime():
            is_day = value.time() == time()
            return value.date().isoformat() if is_day else value.isoformat(" ", "minutes")
        case date() | time():
            return value.isoformat()
        case _:
            return clean_text(_CODED.sub("_", str(value)))
