"""What differs between two maps, as upright pages to read: counts, curves, figures, changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from model.comparing import Comparison
from model.comparing.compare import KINDS
from model.comparing.rows import ChangeRow, FigureRow, change_rows, figure_rows
from model.comparing.wording import count_lines, curve_names, step_names
from model.layout.change_marks import change_badge
from model.layout.look import Look
from model.layout.marks import Mark, Rectangle
from model.layout.sheet import Block, Sheet
from model.layout.two_curves import CurveWords, two_curves_block
from model.layout.writing import write
from model.marking import ChangeSign
from model.printing.moved_marks import moved
from model.printing.pages import Piece, PrintPage
from model.sheet_settings import SheetSettings
from model.text.fonts import FontBook
from model.text.glyphs import TextBlock
from model.texts import Texts

WIDTH, HEIGHT = 210.0, 297.0
"""The list is made for A4, upright, in mm: it is read at a desk."""

_MARGIN, _GAP, _ROW_GAP = 16.0, 7.0, 2.2
_BODY_PT, _HEADING_PT, _TITLE_PT = 9.0, 13.0, 20.0
_INNER = WIDTH - 2 * _MARGIN
_SHARES: Final = (0.4, 0.3, 0.3)
_FIGURE_SHARES: Final = (0.34, 0.28, 0.28, 0.1)
_SIGNS: Final[dict[str, ChangeSign]] = {
    "added": "added",
    "removed": "gone",
    "moved": "moved",
    "renamed": "changed",
    "changed": "changed",
}


class _Piece(NamedTuple):
    """A block of the list; ``is_heading``: it never stands last on a page."""

    block: Block
    is_heading: bool = False
    gap: float = _ROW_GAP


def comparison_list(
    comparison: Comparison, names: tuple[str, str], fonts: FontBook
) -> tuple[PrintPage, ...]:
    """Return the pages of the list in the language of the map after.

    Args:
        comparison: What differs.
        names: What the maps before and after are called.
        fonts: The faces.
    """
    words = Texts(comparison.after.about.language)
    look = Look(SheetSettings(small_size_pt=_BODY_PT), fonts, words, True)
    pages = list(_shared_out([*_List(look, comparison, names).pieces()]))
    return tuple(
        _page(look, comparison, marks, number, len(pages)) for number, marks in enumerate(pages, 1)
    )


class _List:
    def __init__(self, look: Look, comparison: Comparison, names: tuple[str, str]) -> None:
        self._look, self._comparison, self._names = look, comparison, names
        self._words = look.words

    def pieces(self) -> Iterator[_Piece]:
        """Yield the list from top to bottom."""
        words, comparison = self._words, self._comparison
        yield self._text(words("versions.print.title"), _TITLE_PT, is_bold=True)
        title = comparison.after.about.title
        first, second = self._names
        said = words("versions.print.between", first=first, second=second)
        yield self._text(" · ".join(filter(None, (title, said))), _BODY_PT + 1)
        if comparison.matching.is_apart:
            yield self._text(words("versions.apart"), _BODY_PT)
        for line in count_lines(words, comparison) or (words("versions.same"),):
            yield self._text(line, _BODY_PT)
        yield from self._feelings()
        yield from self._figures()
        yield from self._changes()

    def _feelings(self) -> Iterator[_Piece]:
        curves = [curve for curve in self._comparison.feelings if curve.is_changed]
        if not curves:
            return
        yield self._heading(self._words("versions.feelings"))
        for curve in curves:
            said = CurveWords(
                curve_names(self._words, self._comparison, curve),
                *self._names,
                step_names(self._comparison, curve),
            )
            block = two_curves_block(self._look, said, curve.points, _INNER)
            yield _Piece(block, gap=_GAP)

    def _figures(self) -> Iterator[_Piece]:
        rows = [
            row for row in figure_rows(self._words, self._comparison) if row.before != row.after
        ]
        if not rows:
            return
        words = self._words
        yield self._heading(words("versions.figures"))
        heads = (words("versions.column.what"), *self._names, words("versions.column.difference"))
        yield self._cells(heads, _FIGURE_SHARES, is_bold=True)
        for row in rows:
            cells = (
                f"{row.name}\n{row.where}",
                figure_words(words, row, is_before=True),
                figure_words(words, row, is_before=False),
                row.difference,
            )
            yield self._cells(cells, _FIGURE_SHARES)

    def _changes(self) -> Iterator[_Piece]:
        words = self._words
        rows = change_rows(words, self._comparison)
        for kind in KINDS:
            held = [row for row in rows if row.kind == kind]
            if not held:
                continue
            yield self._heading(words(f"versions.group.{kind}", count=len(held)))
            heads = (words("versions.column.what"), *self._names)
            yield self._cells(heads, _SHARES, is_bold=True)
            for row in held:
                yield self._row(row)

    def _row(self, row: ChangeRow) -> _Piece:
        said = f"{row.what}\n{row.where}" if row.where else row.what
        return self._cells((said, row.before, row.after), _SHARES, sign=_SIGNS[row.kind])

    def _cells(
        self,
        texts: Sequence[str],
        shares: Sequence[float],
        *,
        is_bold: bool = False,
        sign: ChangeSign | None = None,
    ) -> _Piece:
        em = self._look.small_em
        indent = 2.0 * em if sign else 0.0
        marks: list[Mark] = [Rectangle(0, 0, _INNER, 0.2, fill="grid.strong")]
        if sign:
            marks += change_badge(sign, 0, 0.9, 1.4 * em)
        x, height = indent, 0.0
        for at, (text, share) in enumerate(zip(texts, shares, strict=True)):
            width = _INNER * share - (indent if at == 0 else 0.0)
            block = self._set(text, width - 3.0, _BODY_PT, is_bold=is_bold)
            marks += write(block, x, 0.8, width - 3.0)
            height = max(height, block.height)
            x += width
        return _Piece(_block(tuple(marks), height + 0.8), is_heading=is_bold)

    def _heading(self, text: str) -> _Piece:
        piece = self._text(text, _HEADING_PT, is_bold=True)
        return piece._replace(is_heading=True, gap=_GAP)

    def _text(self, text: str, size_pt: float, *, is_bold: bool = False) -> _Piece:
        block = self._set(text, _INNER, size_pt, is_bold=is_bold)
        return _Piece(_block(write(block, 0, 0, _INNER), block.height))

    def _set(self, text: str, width: float, size_pt: float, *, is_bold: bool = False) -> TextBlock:
        return self._look.text(text, width, size_pt, is_bold=is_bold)


def figure_words(words: Texts, row: FigureRow, *, is_before: bool) -> str:
    """Return what a figure was or is in one line: start, target and present value."""
    held = row.before if is_before else row.after
    said = [
        words(f"versions.figure.{name}", value=value)
        for name, value in zip(("start", "target", "now"), held, strict=True)
        if value
    ]
    return ", ".join(said) or words("comparing.nothing")


def _block(marks: tuple[Mark, ...], height: float) -> Block:
    return Block("passage", "", _INNER, height, marks)


def _shared_out(pieces: Sequence[_Piece]) -> Iterator[tuple[Mark, ...]]:
    """Yield the marks of each page; headings go along with what they head."""
    bottom = HEIGHT - _MARGIN - 8.0
    marks: list[Mark] = []
    y = _MARGIN
    for at, piece in enumerate(pieces):
        needed = piece.block.height
        following = at
        while pieces[following].is_heading and following + 1 < len(pieces):
            following += 1
            needed += pieces[following].gap + pieces[following].block.height
        top = y + (piece.gap if marks else 0.0)
        if marks and top + needed > bottom:
            yield tuple(marks)
            marks, top = [], _MARGIN
        marks += moved(piece.block.marks, _MARGIN, top)
        y = top + piece.block.height
    yield tuple(marks)


def _page(
    look: Look, comparison: Comparison, marks: tuple[Mark, ...], number: int, count: int
) -> PrintPage:
    words, title = look.words, comparison.after.about.title
    foot = look.text(
        words("versions.print.page", title=title, number=number, count=count), _INNER, 8.0
    )
    y = HEIGHT - _MARGIN + 2.0 - foot.height
    sheet = Sheet(
        width=WIDTH, height=HEIGHT, grid_x=0.0, grid_y=0.0, title=None,
        phases=(), columns=(), rows=(), cells=(),
        background=(*marks, *write(foot, _MARGIN, y, _INNER, "text.muted")),
        overlay=(), trailers=(), images={}, fonts=look.fonts, language=words.language,
        map_title=title,
    )  # fmt: skip
    area = (0.0, 0.0, WIDTH, HEIGHT)
    bookmark = words("versions.print.title") if number == 1 else ""
    piece = Piece(sheet, area, 0.0, 0.0, 1.0)
    return PrintPage(f"changes.{number}", WIDTH, HEIGHT, area, area, (piece,), title=bookmark)
