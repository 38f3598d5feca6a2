"""A report as one accessible HTML page that needs nothing else: the twin of its PDF."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from app.export.text_twin import POLICY
from model.reports.choosing import without_empty_columns
from model.reports.report import Report, Row, Table
from model.texts import Texts
from model.wording import date_words, signed_words
from resources import resource_text


def report_page(report: Report) -> bytes:
    """Return ``report`` as an HTML page in UTF-8; nothing on it is loaded or run."""
    return "".join(_page(report, Texts(report.language))).encode("utf-8", "replace")


def _page(report: Report, words: Texts) -> Iterator[str]:
    style = resource_text("pages/twin.css") + resource_text("pages/report.css")
    title = " – ".join(filter(None, (report.title, report.subtitle)))
    yield (
        f'<!DOCTYPE html>\n<html lang="{report.language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="generator" content="Journeywall">\n'
        f"<title>{escape(title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
    )
    yield from _head(report, words)
    yield "<main>\n"
    group = ""
    for number, table in enumerate(report.tables):
        if table.group and table.group != group:
            group = table.group
            yield f'<h2 id="{_anchor(report, group)}" dir="auto">{escape(group)}</h2>\n'
        yield from _table(without_empty_columns(table), number)
    yield "</main>\n<footer><p>"
    if report.day:
        yield escape(words("reports.made_on", day=date_words(words, report.day))) + " "
    yield escape(words("sheet.made_with")) + "</p></footer>\n</body>\n</html>\n"


def _head(report: Report, words: Texts) -> Iterator[str]:
    yield f'<header>\n<h1 dir="auto">{escape(report.title)}</h1>\n'
    if report.subtitle:
        yield f'<p class="subtitle" dir="auto">{escape(report.subtitle)}</p>\n'
    for sentence in report.lead:
        yield f'<p dir="auto">{escape(sentence)}</p>\n'
    if report.facts:
        facts = "".join(
            f'<div><dt>{escape(word)}</dt><dd dir="auto">{escape(said)}</dd></div>'
            for word, said in report.facts
        )
        yield f"<dl>{facts}</dl>\n"
    if any(point.value is not None for point in report.curve):
        yield f"<p>{escape(words('reports.feeling.picture'))}</p>\n<ul>"
        for point in report.curve:
            known = point.value is not None
            said = signed_words(words, point.value or 0) if known else _unknown(words)
            yield f'<li dir="auto">{escape(point.name)}: {escape(said)}</li>'
        yield "</ul>\n"
    groups = tuple(dict.fromkeys(table.group for table in report.tables if table.group))
    if len(groups) > 1:
        yield f'<nav aria-label="{escape(words("print.twin.contents"))}"><ul>'
        for group in groups:
            yield f'<li><a href="#{_anchor(report, group)}">{escape(group)}</a></li>'
        yield "</ul></nav>\n"
    yield "</header>\n"


def _unknown(words: Texts) -> str:
    return words("reports.feeling.unknown")


def _anchor(report: Report, group: str) -> str:
    groups = tuple(dict.fromkeys(table.group for table in report.tables))
    return f"sheet-{groups.index(group) + 1}"


def _table(table: Table, number: int) -> Iterator[str]:
    level = "h3" if table.group else "h2"
    if table.title:
        yield f'<{level} id="table-{number}">{escape(table.title)}</{level}>\n'
    if not table.rows:
        yield f"<p>{escape(table.empty)}</p>\n"
        return
    named = f' role="region" aria-labelledby="table-{number}"' if table.title else ""
    yield f'<div class="scroll" tabindex="0"{named}>\n<table>\n<thead>\n<tr>'
    for column in table.columns:
        yield f'<th scope="col"{_kind(column.kind)}>{escape(column.name)}</th>'
    yield "</tr>\n</thead>\n<tbody>\n"
    for row in table.rows:
        yield from _row(table, row)
    yield "</tbody>\n</table>\n</div>\n"
    if table.more:
        yield f"<p>{escape(table.more)}</p>\n"


def _row(table: Table, row: Row) -> Iterator[str]:
    yield '<tr class="marked">' if row.is_marked else "<tr>"
    for column, cell in zip(table.columns, row.cells, strict=True):
        yield f'<td dir="auto"{_kind(column.kind)}>{escape(cell.text)}</td>'
    yield "</tr>\n"


def _kind(kind: str) -> str:
    return ' class="figure"' if kind == "number" else ""
