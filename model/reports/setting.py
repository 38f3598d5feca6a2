"""A report set in type: its headings, sentences, facts, small picture and tables as blocks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from model.layout.look import Look
from model.layout.marks import Mark
from model.layout.writing import write
from model.printing.moved_marks import moved
from model.printing.pages import Told
from model.reports.blocks import PADDING, Block, Portion, SetCell, SetRow
from model.reports.choosing import without_empty_columns
from model.reports.feelings_picture import picture_marks, picture_words
from model.reports.report import Column, Report, Row, Table
from model.text.glyphs import MM_PER_POINT, TextBlock
from model.text.setting import set_text

_FACT_GAP = 6.0
_LEAST_WORD = 0.7  # a column's words are set smaller before they are cut
_MOST_LEAD_LINES = 4  # on a page that must stay one


@dataclass(frozen=True, slots=True)
class SetTable:
    """A table set in type: what stands above it, its heading row, and its rows."""

    above: tuple[Block, ...]
    head: SetRow | None
    rows: tuple[SetRow, ...]
    below: tuple[Block, ...]
    name: str


class Typesetter:
    """Sets one report to one width.

    Attributes:
        size_pt: Of the type in tables; everything else follows from it.
        gap: Between what belongs apart, in mm.
    """

    def __init__(self, report: Report, look: Look, width: float, size_pt: float) -> None:
        self._report, self._look, self._width = report, look, width
        self.size_pt = size_pt
        self._em = size_pt * MM_PER_POINT
        self.gap = 1.5 * self._em
        self._is_tight = report.kind == "leaders"

    def opening(self) -> Iterator[Block]:
        """Yield what stands before the tables."""
        report = self._report
        yield self._text(report.title, 2.0, "H1", is_bold=True, bookmark=report.title)
        if report.subtitle:
            yield self._text(report.subtitle, 1.15, "P", colour="text.muted")
        yield self._room(0.5)
        for sentence in report.lead:
            most = _MOST_LEAD_LINES if self._is_tight else None
            yield self._text(sentence, 1.05, "P", most_lines=most)
        if report.lead:
            yield self._room(0.4)
        yield from self._facts()
        if any(point.value is not None for point in report.curve):
            yield self._picture()

    def tables(self) -> Iterator[SetTable]:
        """Yield the tables, each with its headings."""
        group = ""
        for number, table in enumerate(map(without_empty_columns, self._report.tables)):
            above: list[Block] = []
            if table.group and table.group != group:
                starts = bool(group)
                above.append(self._room(1.0, starts_page=starts))
                name = self._text(table.group, 1.6, "H2", is_bold=True, bookmark=table.group)
                above.append(replace(name, starts_sheet=True))
            group = table.group or group
            above.append(self._room(0.9))
            if table.title:
                role = "H3" if table.group else "H2"
                mark = "" if table.group else table.title
                above.append(self._text(table.title, 1.25, role, is_bold=True, bookmark=mark))
                above.append(self._room(0.25))
            if not table.rows:
                words = self._text(table.empty, 1.0, "P", colour="text.muted", is_kept=False)
                yield SetTable((*above, words), None, (), (), table.title)
                continue
            below = (self._text(table.more, 1.0, "P", colour="text.muted", is_kept=False),)
            yield SetTable(
                above=tuple(above),
                head=self._head(table, number),
                rows=tuple(self._rows(table, number)),
                below=below if table.more else (),
                name=" – ".join(filter(None, (table.group, table.title))),
            )

    def _room(self, lines: float, *, starts_page: bool = False) -> Block:
        return Block(lines * self._em, (), is_kept=True, starts_page=starts_page)

    def _text(
        self,
        text: str,
        size: float,
        role: str,
        *,
        is_bold: bool = False,
        colour: str = "text",
        bookmark: str = "",
        is_kept: bool = True,
        most_lines: int | None = None,
    ) -> Block:
        block = set_text(
            self._look.fonts, text, width=self._width, size_pt=self.size_pt * size,
            is_bold=is_bold, max_lines=most_lines,
        )  # fmt: skip
        marks = write(block, 0, 0, self._width, colour)
        return Block(block.height, ((marks, Told(role)),), is_kept=is_kept, bookmark=bookmark)

    def _facts(self) -> Iterator[Block]:
        """Yield the facts, a few side by side: a small word, and what it is below."""
        facts = self._report.facts
        count = 4 if self._width > 220 else 3
        width = (self._width - (count - 1) * _FACT_GAP) / count
        for start in range(0, len(facts), count):
            portions: list[Portion] = []
            height = 0.0
            for place, (word, value) in enumerate(facts[start : start + count]):
                x = place * (width + _FACT_GAP)
                label = self._look.text(word, width, self.size_pt * 0.85)
                said = self._look.text(value, width, self.size_pt, is_bold=True)
                marks: tuple[Mark, ...] = (
                    *write(label, x, 0, width, "text.muted"),
                    *write(said, x, label.height, width),
                )
                portions.append((marks, Told("P")))
                height = max(height, label.height + said.height)
            yield Block(height + 0.5 * self._em, tuple(portions), is_kept=True)

    def _picture(self) -> Block:
        curve = self._report.curve
        marks, height = picture_marks(curve, self._look, self._width, self.size_pt)
        told = Told("Figure", alt=picture_words(curve, self._look))
        drawn = tuple(moved(marks, 0, self._em))
        return Block(height + 1.5 * self._em, ((drawn, told),), is_kept=True)

    def _head(self, table: Table, number: int) -> SetRow:
        cells = tuple(
            SetCell(
                block=self._look.heading(column.name, width, self.size_pt * 0.95),
                x=x,
                width=width,
                told=Told("TH", number, 0, place),
                is_ending=column.kind == "number",
            )
            for place, (column, x, width) in enumerate(self._places(table))
        )
        return SetRow(cells, self._width, ground="lane.fill", rule="grid.strong")

    def _rows(self, table: Table, number: int) -> Iterator[SetRow]:
        places = tuple(self._places(table))
        for at, row in enumerate(table.rows, 1):
            cells = tuple(
                SetCell(
                    block=self._cell(cell.text, width, is_bold=row.is_marked and place == 0),
                    x=x,
                    width=width,
                    told=Told("TD", number, at, place),
                    is_ending=column.kind == "number",
                )
                for place, ((column, x, width), cell) in enumerate(
                    zip(places, row.cells, strict=True)
                )
            )
            yield SetRow(cells, self._width, colour=_bar(row))

    def _cell(self, text: str, width: float, *, is_bold: bool) -> TextBlock:
        look, size = self._look, self.size_pt
        key = ("report", text, width, size, is_bold)
        if len(text) > 40:
            return self._set(text, width, is_bold=is_bold)
        return look.remembered(key, lambda: self._set(text, width, is_bold=is_bold))

    def _set(self, text: str, width: float, *, is_bold: bool) -> TextBlock:
        size = self._look.whole_word_size(text, self.size_pt, width, _LEAST_WORD)
        return self._look.text(text, width, size, is_bold=is_bold)

    def _places(self, table: Table) -> Iterator[tuple[Column, float, float]]:
        """Yield each column with where its text begins and how wide it may be."""
        whole = sum(column.share for column in table.columns)
        x = 0.0
        for column in table.columns:
            width = self._width * column.share / whole
            yield column, x + PADDING + 0.6, width - 2 * PADDING - 0.6
            x += width


def _bar(row: Row) -> str:
    return f"card.{row.colour}.bar" if row.colour else ""
