"""Draws lines of shaped text with QPainter, from the same font files the PDF embeds.

Everything is in units of 1/1000 em: Qt rounds the outlines of small fonts to 1/64 of a unit,
which shows when they are scaled up, so the fonts are opened large and the painter scales down.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QFont, QGlyphRun, QPainter, QPainterPath, QRawFont

from model.text.fonts import FontBook
from model.text.glyphs import GlyphRun, TextLine

EM = 1000.0
_MAX_LINES = 40_000


class GlyphPainter:
    """Glyph runs by line and glyph outlines by face, made when first drawn."""

    def __init__(self, fonts: FontBook) -> None:
        self._fonts = fonts
        self._raw_fonts: dict[str, QRawFont] = {}
        self._lines: dict[int, tuple[TextLine, list[QGlyphRun]]] = {}
        self._outlines: dict[tuple[str, int], QPainterPath] = {}

    def draw_cached(self, painter: QPainter, line: TextLine) -> None:
        """Draw ``line`` in the pen's colour through Qt's glyph cache; for an em up to 62 px."""
        known = self._lines.get(id(line))
        if known is None:
            known = self._remember(line)
        for run in known[1]:
            painter.drawGlyphRun(_ORIGIN, run)

    def fill_outlines(self, painter: QPainter, line: TextLine, brush: QBrush) -> None:
        """Fill each glyph's outline: exact at any size, seven times faster than a line's path."""
        at_x = at_y = 0.0
        for face, glyph, x, y in _places(line):
            painter.translate(x - at_x, y - at_y)
            at_x, at_y = x, y
            painter.fillPath(self._outline(face, glyph), brush)

    def forget(self) -> None:
        """Drop everything made so far."""
        self._raw_fonts.clear()
        self._lines.clear()
        self._outlines.clear()

    def _remember(self, line: TextLine) -> tuple[TextLine, list[QGlyphRun]]:
        if len(self._lines) >= _MAX_LINES:
            # the oldest half: lines of edited cards never come back
            for old in list(self._lines)[: _MAX_LINES // 2]:
                del self._lines[old]
        made = (line, list(self._glyph_runs(line)))
        self._lines[id(line)] = made
        return made

    def _glyph_runs(self, line: TextLine) -> Iterator[QGlyphRun]:
        """One run for each stretch of one face."""
        stretches: list[tuple[str, list[int], list[QPointF]]] = []
        for face, glyph, x, y in _places(line):
            if not stretches or stretches[-1][0] != face:
                stretches.append((face, [], []))
            stretches[-1][1].append(glyph)
            stretches[-1][2].append(QPointF(x, y))
        for face, glyphs, positions in stretches:
            run = QGlyphRun()
            run.setRawFont(self._raw_font(face))
            run.setGlyphIndexes(glyphs)
            run.setPositions(positions)
            yield run

    def _outline(self, face: str, glyph: int) -> QPainterPath:
        outline = self._outlines.get((face, glyph))
        if outline is None:
            outline = self._raw_font(face).pathForGlyph(glyph)
            # the bundled fonts' contours overlap; odd-even would cut holes where they do
            outline.setFillRule(Qt.FillRule.WindingFill)
            self._outlines[face, glyph] = outline
        return outline

    def _raw_font(self, face: str) -> QRawFont:
        font = self._raw_fonts.get(face)
        if font is None:
            path = str(self._fonts.face(face).path)
            font = QRawFont(path, EM, QFont.HintingPreference.PreferNoHinting)
            self._raw_fonts[face] = font
        return font


def _places(line: TextLine) -> Iterator[tuple[str, int, float, float]]:
    """(face, glyph, x, y down) in 1/1000 em of each glyph of ``line``."""
    for start, run in line.runs:
        x = start
        for glyph, advance, (dx, dy) in zip(run.glyphs, run.advances, _offsets(run), strict=True):
            yield run.face, glyph, (x + dx) * EM, -dy * EM
            x += advance


def _offsets(run: GlyphRun) -> tuple[tuple[float, float], ...]:
    return run.offsets or ((0.0, 0.0),) * len(run.glyphs)


_ORIGIN = QPointF(0, 0)
