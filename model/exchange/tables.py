"""Tables as other programs put them on the clipboard: tabs between cells, or an HTML table.

What is written for others holds no formula: a cell that a spreadsheet would calculate gets an
apostrophe before it (OWASP, CSV injection; reference/reliability.md H14).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape, unescape

from model.values import MAX_TEXT, clean_text

Table = tuple[tuple[str, ...], ...]
MAX_CELLS = 20_000
_MAX_LETTERS = 4_000_000
_MAX_SPAN = 1000  # HTML's own limit
_STARTS_FORMULA = re.compile(r"\s*[=@\uff1d\uff20]|[\t\r]|\s*[+\-\uff0b\uff0d\u2212]")
_TAG = re.compile(r"<(/?[A-Za-z][A-Za-z0-9]*)([^<>]*)>")
_COLSPAN = re.compile(r"""(?i)\bcolspan\s*=\s*["']?([0-9]{1,4})\b""")
_UNSEEN = frozenset(("style", "script", "title", "head"))
_CELL_ENDS = re.compile(r"[\t\n]")
_BREAKS = frozenset(("br", "/p", "/div", "/li", "/tr"))
_NUMBER = re.compile(r"\s*[+\-\u2212]?[0-9]+([.,][0-9]+)?\s*")


def has_columns(text: str) -> bool:
    """Tell whether ``text`` is a table: a tab stands between two cells of one of its lines.

    Tabs that only indent a line, or stand behind a bullet, make no table.
    """
    return any(
        "\t" in re.sub(r"^(?:\W|o|[0-9]{1,3}[.)])\t+", "", line.strip())
        for line in text[:_MAX_LETTERS].splitlines()
        if "\t" in line
    )


def read_tabbed(text: str) -> Table:
    """Return the cells of ``text`` as spreadsheets write it: line by line, with tabs between.

    A cell with line breaks, tabs or quotes stands in quotes, and its own quotes twice.
    """
    text = clean_text(text[:_MAX_LETTERS])
    rows: list[list[str]] = [[]]
    at, count = 0, 0
    while at <= len(text) and count < MAX_CELLS:
        cell, at = _cell(text, at)
        rows[-1].append(cell[:MAX_TEXT])
        count += 1
        if at >= len(text):
            break
        if text[at] == "\n":
            rows.append([])
        at += 1
        if at == len(text) and text.endswith("\n"):
            break
    return tuple(tuple(row) for row in rows if row)


def read_html(html: str) -> Table | None:
    """Return the cells of the first table in ``html``, None where there is none.

    Nothing but the text of its cells is looked at; a line break stays one.
    """
    start = re.search(r"<table[\s>]", html[:_MAX_LETTERS], re.IGNORECASE)
    if start is None:
        return None
    reader = _TableReader()
    reader.read(html[start.start() : _MAX_LETTERS])
    rows = tuple(tuple(row) for row in reader.rows if row)
    return rows or None


def is_one_table(html: str) -> bool:
    """Tell whether ``html`` is a table with nothing round it, as spreadsheets copy it."""
    depth = tables = 0
    unseen = ""
    for tag, rest in _tokens(html[:_MAX_LETTERS]):
        if unseen:
            unseen = "" if tag == f"/{unseen}" else unseen
        elif tag in _UNSEEN:
            unseen = tag
        elif tag == "table":
            depth, tables = depth + 1, tables + 1
        elif tag == "/table":
            depth -= 1
        elif not tag and depth < 1 and not rest.startswith("<") and unescape(rest).strip():
            return False
    return tables == 1


def tabbed_text(table: Sequence[Sequence[str]]) -> str:
    """Return ``table`` as spreadsheets read it."""
    return "\n".join("\t".join(map(_quoted, map(without_formula, row))) for row in table)


def html_table(table: Sequence[Sequence[str]]) -> str:
    """Return ``table`` as HTML whose cells spreadsheets take for text."""
    rows = "".join(
        "<tr>" + "".join(f"<td>{_html_cell(text)}</td>" for text in row) + "</tr>\n"
        for row in table
    )
    return f'<meta charset="utf-8">\n<table>\n{rows}</table>\n'


def without_formula(text: str) -> str:
    """Return ``text``, with an apostrophe before it where a spreadsheet would calculate it."""
    is_formula = _STARTS_FORMULA.match(text) and not _NUMBER.fullmatch(text)
    return f"'{text}" if is_formula else text


def _cell(text: str, at: int) -> tuple[str, int]:
    """Return the cell that begins at ``at``, and where it ends."""
    if text.startswith('"', at):
        quoted = re.compile(r'"((?:[^"]|"")*)"(?=[\t\n]|\Z)').match(text, at)
        if quoted and re.search(r'[\t\n]|""', quoted.group(1)):
            return quoted.group(1).replace('""', '"'), quoted.end()
    found = _CELL_ENDS.search(text, at)
    end = found.start() if found else len(text)
    return text[at:end], end


def _quoted(text: str) -> str:
    if re.search(r'[\t\n"]', text):
        return '"' + text.replace('"', '""') + '"'
    return text


def _html_cell(text: str) -> str:
    return escape(without_formula(text), quote=False).replace("\n", "<br>")


def _tokens(html: str) -> Iterator[tuple[str, str]]:
    """Yield (tag, its attributes) with a slash before the name of an end, and ("", text).

    Not `html.parser`: that takes minutes over a few megabytes of nonsense.
    """
    at = 0
    while at < len(html):
        if html.startswith("<!--", at):
            at = html.find("-->", at) + 3
            if at < 3:
                return
            continue
        found = _TAG.match(html, at)
        if found:
            yield found.group(1).lower(), found.group(2)
            at = found.end()
            continue
        end = html.find("<", at + 1)
        end = len(html) if end < 0 else end
        yield "", html[at:end]
        at = end


class _TableReader:
    """Collects the text of the cells of one table; a table in a cell is text of that cell."""

    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self._depth = 0
        self._unseen = ""
        self._cell: list[str] | None = None
        self._span = 1
        self._count = 0

    def read(self, html: str) -> None:
        """Take the first table of ``html``."""
        for tag, rest in _tokens(html):
            if self._unseen:
                self._unseen = "" if tag == f"/{self._unseen}" else self._unseen
            elif not tag:
                self._take(rest)
            elif tag in _UNSEEN:
                self._unseen = tag
            else:
                self._depth += {"table": 1, "/table": -1}.get(tag, 0)
                if self._depth < 1:
                    break
                self._turn(tag, rest)
        self._end_cell()

    def _turn(self, tag: str, attributes: str) -> None:
        if self._depth == 1 and tag in ("tr", "td", "th", "/tr", "/td", "/th"):
            self._end_cell()
            if tag == "tr" or (tag in ("td", "th") and not self.rows):
                self.rows.append([])
            if tag in ("td", "th"):
                self._cell = []
                span = _COLSPAN.search(attributes)
                self._span = min(max(int(span.group(1)), 1), _MAX_SPAN) if span else 1
        elif tag in _BREAKS:
            self._take("<br>")

    def _take(self, text: str) -> None:
        if self._cell is not None:
            self._cell.append("\n" if text == "<br>" else re.sub(r"\s+", " ", unescape(text)))

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        lines = (" ".join(line.split()) for line in "".join(self._cell).split("\n"))
        text = clean_text("\n".join(lines).strip("\n"))[:MAX_TEXT]
        self._cell = None
        room = max(MAX_CELLS - self._count, 0)
        added = [text, *[""] * (self._span - 1)][:room]
        self._count += len(added)
        self.rows[-1].extend(added)
