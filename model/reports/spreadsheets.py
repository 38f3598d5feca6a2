"""A report as a spreadsheet: a sheet for each kind of table, cells that are never formulas."""

from __future__ import annotations

from collections.abc import Iterator

from model.exchange.csv_text import Cell as Written
from model.exchange.csv_text import write_csv
from model.exchange.workbook import SheetOut, write_workbook
from model.reports.report import Cell, Column, Report, Table
from model.texts import Texts


def report_workbook(report: Report) -> bytes:
    """Return ``report`` as an XLSX file; sheets of several departments or personas are one."""
    sheets = [
        SheetOut(title or report.title, rows) for title, rows in _sheets(report) if len(rows) > 1
    ]
    if not sheets:
        sheets = [SheetOut(title or report.title, rows) for title, rows in _sheets(report)][:1]
    return write_workbook(f"{report.title}: {report.subtitle}", sheets)


def report_csv(report: Report, *, has_tabs: bool = False) -> bytes:
    """Return ``report`` as text; several tables stand below one another, each under its name."""
    has_comma = report.language == "da"
    found = list(_sheets(report))
    rows: list[list[Written]] = []
    for title, table in found:
        if len(found) > 1:
            rows.extend([[], [title]] if rows else [[title]])
        rows.extend(table)
    separator = "\t" if has_tabs else ";" if has_comma else ","
    return write_csv(rows, separator=separator, has_comma=has_comma)


def _sheets(report: Report) -> Iterator[tuple[str, list[list[Written]]]]:
    """Yield the rows of tables that tell the same, heads first, under one title."""
    held: dict[tuple[str, tuple[Column, ...]], list[Table]] = {}
    for table in report.tables:
        held.setdefault((table.title, table.columns), []).append(table)
    of_group = Texts(report.language)(
        f"reports.column.{'persona' if report.kind == 'personas' else 'department'}"
    )
    for (title, columns), tables in held.items():
        has_groups = any(table.group for table in tables)
        heads: list[Written] = [of_group] if has_groups else []
        heads.extend(column.name for column in columns)
        rows = [heads]
        for table in tables:
            for row in table.rows:
                begin: list[Written] = [table.group] if has_groups else []
                cells = zip(columns, row.cells, strict=True)
                rows.append([*begin, *(_written(column, cell) for column, cell in cells)])
        yield title, rows


def _written(column: Column, cell: Cell) -> Written:
    """Return a number as a number and a day as ISO 8601, so that spreadsheets can sort them."""
    if column.kind == "number":
        return cell.key if isinstance(cell.key, float) else ""
    if column.kind == "date":
        return str(cell.key or "")
    return cell.text
