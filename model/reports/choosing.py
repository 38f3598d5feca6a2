"""Choosing of a report: only some rows of its tables, in another order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from operator import itemgetter

from model.folding import fold
from model.problems import Problem, Word
from model.reports.report import FACETS, Report, Row, Table, order_of
from model.texts import Texts


class ReportProblem(Problem):
    """A report cannot be made as asked."""


def narrowed(
    report: Report, wanted: Mapping[str, str], *, is_overdue: bool = False, text: str = ""
) -> Report:
    """Return ``report`` with the rows that fit ``wanted`` (a column of `FACETS` to its value).

    With ``is_overdue`` those that are overdue alone, and of all only those that hold every word
    of ``text``.

    Tables that cannot tell are left out where others can; so are sheets left empty.

    Raises:
        ReportProblem: ``report.no_facet`` if no table has such a column, ``report.nobody`` if
            nothing fits it.
    """
    if not wanted and not is_overdue and not text.strip():
        return report
    whole = sum(len(table.rows) for table in report.tables)
    for facet, value in wanted.items():
        report = _with_facet(report, facet, value)
    if is_overdue:
        report = replace(report, tables=tuple(_only_marked(table) for table in report.tables))
    searched = fold(text).split()
    if searched:
        report = replace(report, tables=tuple(_found(table, searched) for table in report.tables))
    words = Texts(report.language)
    parts = [f"{words(f'reports.column.{facet}')}: {value}" for facet, value in wanted.items()]
    parts += [words("reports.only_overdue")] if is_overdue else []
    parts += [words("reports.quoted", text=" ".join(text.split()))] if searched else []
    left = sum(len(table.rows) for table in report.tables)
    said = words("reports.narrowed", what=", ".join(parts), left=left, count=whole)
    return replace(report, lead=(said,))


def sorted_table(table: Table, column_id: str, *, is_descending: bool = False) -> Table:
    """Return ``table`` in the order of one column; rows that are equal there stay in order."""
    place = table.place_of(column_id)
    if place is None:
        return table
    rows = sorted(table.rows, key=lambda row: order_of(row.cells[place]), reverse=is_descending)
    if is_descending:  # what is unknown comes last both ways
        known = [row for row in rows if row.cells[place].key is not None]
        rows = known + [row for row in rows if row.cells[place].key is None]
    return replace(table, rows=tuple(rows))


def sorted_report(report: Report, column_id: str, *, is_descending: bool = False) -> Report:
    """Return ``report`` with each table in the order of one column.

    Raises:
        ReportProblem: ``report.no_column`` if no table has it.
    """
    if all(table.place_of(column_id) is None for table in report.tables):
        raise ReportProblem("report.no_column", column=column_id, columns=_columns_of(report))
    tables = (sorted_table(it, column_id, is_descending=is_descending) for it in report.tables)
    return replace(report, tables=tuple(tables))


def without_empty_columns(table: Table) -> Table:
    """Return ``table`` without columns that say nothing in any row; the first one stays."""
    kept = [
        at
        for at, _ in enumerate(table.columns)
        if at == 0 or not table.rows or any(row.cells[at].text for row in table.rows)
    ]
    if len(kept) == len(table.columns):
        return table
    rows = tuple(replace(row, cells=tuple(row.cells[at] for at in kept)) for row in table.rows)
    return replace(table, columns=tuple(table.columns[at] for at in kept), rows=rows)


def values_of(report: Report, facet: str) -> tuple[str, ...]:
    """Return what rows can be narrowed down to by ``facet``, in the order of the alphabet.

    Phases stand in the order of the journey.
    """
    found: dict[str, str] = {}
    for table in report.tables:
        place = table.place_of(facet)
        for row in table.rows:
            for text in _values(row, facet, place):
                found.setdefault(fold(text), text)
    if facet in ("phase", "status"):
        return tuple(found.values())
    return tuple(text for _, text in sorted(found.items(), key=itemgetter(0)))


def facets_of(report: Report) -> tuple[str, ...]:
    """Return which of `FACETS` the rows of ``report`` can be narrowed down by."""
    return tuple(facet for facet in FACETS if values_of(report, facet))


def fits(row: Row, facet: str, place: int | None, value: str) -> bool:
    """Tell whether ``row`` has ``value`` in a column, in any spelling that is searched alike."""
    wanted = fold(value)
    return any(fold(text) == wanted for text in _values(row, facet, place))


def _values(row: Row, facet: str, place: int | None) -> Iterator[str]:
    told = [value for column, value in row.facets if column == facet]
    if told:
        yield from told
    elif place is not None and row.cells[place].text:
        yield row.cells[place].text


def _with_facet(report: Report, facet: str, value: str) -> Report:
    named = Word(f"reports.column.{facet}")
    if report.kind == "leaders" or not any(_can_tell(table, facet) for table in report.tables):
        title = Texts(report.language)(f"reports.kind.{report.kind}")
        raise ReportProblem("report.no_facet", report=title, facet=named)
    tables = []
    for table in report.tables:
        if not _can_tell(table, facet):
            continue
        place = table.place_of(facet)
        rows = tuple(row for row in table.rows if fits(row, facet, place, value))
        if rows:
            tables.append(replace(table, rows=rows))
    if not tables:
        known = ", ".join(values_of(report, facet))
        raise ReportProblem("report.nobody", value=value, facet=named, known=known or "–")
    return replace(report, tables=tuple(tables))


def _can_tell(table: Table, facet: str) -> bool:
    place = table.place_of(facet)
    return place is not None or any(
        column == facet for row in table.rows for column, _ in row.facets
    )


def _only_marked(table: Table) -> Table:
    return replace(table, rows=tuple(row for row in table.rows if row.is_marked))


def _found(table: Table, searched: Sequence[str]) -> Table:
    def holds(row: Row) -> bool:
        said = fold(" ".join(cell.text for cell in row.cells))
        return all(word in said for word in searched)

    return replace(table, rows=tuple(filter(holds, table.rows)))


def _columns_of(report: Report) -> str:
    return ", ".join(dict.fromkeys(column.id for it in report.tables for column in it.columns))
