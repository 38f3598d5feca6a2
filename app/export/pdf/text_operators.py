"""Lines of shaped text as PDF text operators; a word is spelled out once and then reused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from app.export.pdf.embedded_font import EmbeddedFont
from model.text.fonts import FontBook
from model.text.glyphs import MM_PER_POINT, GlyphRun, TextLine

_ZERO_WIDTH = "\u200b"
_TOLERANCE = 0.05  # thousandths of an em: 4 µm in type of 240 pt


class Word(NamedTuple):
    """A run inside the brackets of a TJ array: ``ab)-12(c``, to be put between ``[(`` and ``)]``.

    ``width`` is how far a PDF reader moves on over it, in thousandths of an em.
    """

    font: str
    inside: str
    width: float


class TextOperators:
    """Turns lines into operators and gathers the fonts they need."""

    def __init__(self, fonts: FontBook) -> None:
        self._fonts = fonts
        self._embedded: dict[str, EmbeddedFont] = {}
        self._words: dict[GlyphRun, Word] = {}
        self._raised: dict[tuple[GlyphRun, float], Word] = {}
        self._settings = _FontSettings()

    @property
    def fonts(self) -> tuple[EmbeddedFont, ...]:
        """The fonts used so far, in the order of their first use."""
        return tuple(self._embedded.values())

    def show(self, out: list[str], line: TextLine, size_pt: float, font: str) -> str:
        """Add to ``out`` the operators that show ``line`` from the current text position.

        Args:
            out: Operators so far.
            line: What to show.
            size_pt: Its type size; the font is set in millimetres.
            font: The font that is set, as this method returned it; "" for none.

        Returns:
            The font that is set now.
        """
        words = self._words
        pen = 0.0
        face = ""
        for x, run in line.runs:
            word = words.get(run) or self._word(run, size_pt)
            if word[0] != face:
                if face:
                    out.append(")]TJ\n")
                face = word[0]
                wanted = self._settings[face, size_pt]
                if wanted != font:
                    font = wanted
                    out.append(font)
                out.append("[(")
            gap = x * 1000 - pen
            if gap > _TOLERANCE or gap < -_TOLERANCE:
                gap = round(gap, 1)
                out.append(f"){-gap:g}(")
                pen += gap
            out.append(word[1])
            pen += word[2]
        if face:
            out.append(")]TJ\n")
        return font

    def space_behind(self, line: TextLine) -> str:
        """Return the operator that shows a space behind ``line``, which was just shown."""
        if not line.runs:
            return ""
        code = self._font(line.runs[-1][1].face).space_code()
        return f"({code})Tj\n" if code else ""

    def _word(self, run: GlyphRun, size_pt: float) -> Word:
        """Spell out ``run``; one with raised glyphs is kept per size, the rise being a length."""
        if run.offsets is None or not any(dy for _, dy in run.offsets):
            word = self._words[run] = self._spelled(run, size_pt)
            return word
        key = (run, size_pt)
        raised = self._raised.get(key)
        if raised is None:
            raised = self._raised[key] = self._spelled(run, size_pt)
        return raised

    def _spelled(self, run: GlyphRun, size_pt: float) -> Word:
        font = self._font(run.face)
        if run.offsets is None and run.clusters == tuple(range(len(run.text))):
            return _plain_word(font, run)
        speller = _Speller(font, size_pt * MM_PER_POINT)
        for first, last, text in _clusters(run):
            glyphs = run.glyphs[first:last]
            if run.is_rtl:
                # no ActualText: readers then turn it round twice (reference 2.3)
                texts, left_over = _shares_rtl(len(glyphs), text)
                speller.silent(left_over)
                speller.cluster(run, first, texts, None)
            else:
                texts = _shares(font, glyphs, text)
                speller.cluster(run, first, texts, None if "".join(texts) == text else text)
        return Word(font.resource, "".join(speller.parts), speller.pen)

    def _font(self, face: str) -> EmbeddedFont:
        font = self._embedded.get(face)
        if font is None:
            font = EmbeddedFont(self._fonts.face(face), f"F{len(self._embedded) + 1}")
            self._embedded[face] = font
        return font


class _FontSettings(dict[tuple[str, float], str]):
    """``Tf`` operators by (font, size in points)."""

    def __missing__(self, key: tuple[str, float]) -> str:
        font, size_pt = key
        made = self[key] = f"/{font} {size_pt * MM_PER_POINT:.4f} Tf\n"
        return made


def _plain_word(font: EmbeddedFont, run: GlyphRun) -> Word:
    """Spell out a run of one glyph for each character, from left to right: nearly all of them."""
    parts: list[str] = []
    pen = wanted = 0.0
    code_of, width_of = font.code, font.width
    for glyph, character, advance in zip(run.glyphs, run.text, run.advances, strict=True):
        move = wanted - pen
        if move > _TOLERANCE or move < -_TOLERANCE:
            move = round(move, 1)
            parts.append(f"){-move:g}(")
            pen += move
        parts.append(code_of(glyph, character))
        pen += width_of(glyph)
        wanted += advance * 1000
    return Word(font.resource, "".join(parts), pen)


class _Speller:
    """Writes one run, glyph by glyph, moving the PDF's pen where HarfBuzz wants the glyph."""

    def __init__(self, font: EmbeddedFont, size: float) -> None:
        self.parts: list[str] = []
        self.pen = 0.0
        self._font = font
        self._size = size
        self._wanted = 0.0

    def cluster(self, run: GlyphRun, first: int, texts: list[str], spoken: str | None) -> None:
        """Write the glyphs from ``first`` on; a reader is told ``spoken`` in their place."""
        if spoken is not None:
            heard = ("\ufeff" + spoken).encode("utf-16-be", "replace").hex()
            self.parts.append(f")]TJ/Span<</ActualText<{heard}>>>BDC[(")
        for at, text in enumerate(texts, first):
            self._glyph(run, at, text)
        if spoken is not None:
            self.parts.append(")]TJ EMC[(")

    def silent(self, characters: str) -> None:
        """Write ``characters`` so that they are read but not seen."""
        for character in characters:
            self.parts.append(self._font.silent_code(character))

    def _glyph(self, run: GlyphRun, at: int, text: str) -> None:
        dx, dy = run.offsets[at] if run.offsets else (0.0, 0.0)
        move = round((self._wanted + dx) * 1000 - self.pen, 1)
        if move:
            self.parts.append(f"){-move:g}(")
            self.pen += move
        glyph = run.glyphs[at]
        code = self._font.code(glyph, text)
        if dy:
            self.parts.append(f")]TJ {dy * self._size:.3f} Ts[({code})]TJ 0 Ts[(")
        else:
            self.parts.append(code)
        self.pen += self._font.width(glyph)
        self._wanted += run.advances[at]


def _clusters(run: GlyphRun) -> Iterator[tuple[int, int, str]]:
    """(first glyph, glyph after the last, characters) of each cluster, in drawing order."""
    starts = sorted(set(run.clusters))
    ends = dict(zip(starts, [*starts[1:], len(run.text)], strict=True))
    first = 0
    for at in range(1, len(run.clusters) + 1):
        if at == len(run.clusters) or run.clusters[at] != run.clusters[first]:
            start = run.clusters[first]
            yield first, at, run.text[start : ends[start]]
            first = at


def _shares(font: EmbeddedFont, glyphs: tuple[int, ...], text: str) -> list[str]:
    """Share the characters of a cluster out to its glyphs, so that read in order they are it.

    Where that cannot be (reordered vowels of Devanagari), the first glyph takes all.
    """
    if len(glyphs) == 1:
        return [text]
    if len(text) == len(glyphs) and all(map(font.draws, glyphs, text)):
        return list(text)
    return [text, *[_ZERO_WIDTH] * (len(glyphs) - 1)]


def _shares_rtl(count: int, text: str) -> tuple[list[str], str]:
    """Share a cluster of right-to-left text out to ``count`` glyphs standing from left to right.

    Returns:
        What each glyph reads, and the characters left over, to be put before them without ink:
        poppler and PDFium take the characters of one glyph to stand from left to right too, and
        so would read a ligature backwards.
    """
    shares = list(text[:count]) + [_ZERO_WIDTH] * (count - len(text))
    return shares[::-1], text[count:][::-1]
