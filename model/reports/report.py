"""A report is data: a title, what is said first, and tables whose rows lead back into the map."""

from __future__ import annotations

from typing import Final, Literal, get_args

from model.computed import computed
from model.folding import fold

ReportKind = Literal[
    "leaders", "actions", "said_and_did", "pain_points", "opportunities", "touchpoints",
    "evidence_gaps", "departments", "personas",
]  # fmt: skip
KINDS: Final[tuple[ReportKind, ...]] = get_args(ReportKind)
CellKind = Literal["text", "number", "date"]
Key = float | str | None
"""What a cell is sorted by; None, where nothing is known, always comes last."""

FACETS: Final = ("owner", "department", "status", "phase")
"""The columns that a report is narrowed down by."""


@computed(eq=True)
class Column:
    """A column of a table.

    Attributes:
        id: What it tells, the same in all tables: ``owner``, ``phase`` …
        name: Its heading.
        share: How much of the width it takes, beside the others.
        kind: How its cells sort, and how they are written into a spreadsheet.
    """

    id: str
    name: str
    share: float = 1.0
    kind: CellKind = "text"


@computed(eq=True)
class Cell:
    """What stands in a cell: ``text`` for people, ``key`` to sort by and for spreadsheets."""

    text: str = ""
    key: Key = None


@computed(eq=True)
class Row:
    """A row of a table.

    Attributes:
        cells: One for each column.
        target: Ids to look for in the map, of one kind: the card first.
        is_marked: Whether it wants to be seen first: it is overdue. A cell says so in words.
        colour: Name of the colour of its card, "" for none.
        facets: (column, value) that it is found by beside what stands in its cells, e.g. each of
            several departments.
    """

    cells: tuple[Cell, ...]
    target: tuple[str, ...] = ()
    is_marked: bool = False
    colour: str = ""
    facets: tuple[tuple[str, str], ...] = ()


@computed(eq=True)
class Table:
    """Rows under the same headings.

    Attributes:
        group: The sheet it stands on: of a department or persona; each begins on a new page.
        empty: What is said where there is no row.
        left_out: How many rows a page that must stay one page has not got.
        more: What is said of them.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    empty: str = ""
    group: str = ""
    left_out: int = 0
    more: str = ""

    def place_of(self, column_id: str) -> int | None:
        """Return where the column ``column_id`` stands, None where there is none."""
        ids = [column.id for column in self.columns]
        return ids.index(column_id) if column_id in ids else None


@computed(eq=True)
class CurvePoint:
    """How it feels in a phase: the middle of all values given there; None where none is."""

    name: str
    value: float | None


@computed(eq=True)
class Report:
    """What a map adds up to, of one kind.

    Attributes:
        subtitle: Which map this is of.
        lead: Sentences that stand first.
        facts: (word, value) that stand below them.
        curve: How the journey feels from phase to phase, for a small picture.
        day: The day it was made for, ISO; "" where it says nothing of days.
    """

    kind: ReportKind
    title: str
    subtitle: str
    lead: tuple[str, ...]
    tables: tuple[Table, ...]
    facts: tuple[tuple[str, str], ...] = ()
    curve: tuple[CurvePoint, ...] = ()
    day: str = ""
    language: str = "en"


def text_cell(text: str) -> Cell:
    """Return a cell that sorts by its words."""
    return Cell(text, fold(text) or None)


def order_of(cell: Cell) -> tuple[int, float, str]:
    """Return what cells of one column are compared by: what is unknown last."""
    key = cell.key
    if key is None:
        return 2, 0.0, ""
    return (1, 0.0, key) if isinstance(key, str) else (0, key, "")
