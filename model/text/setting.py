"""Setting text: paragraphs to lines of positioned glyphs, the same on screen and paper."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from model.text.bidi import base_level, embedding_levels, visual_order
from model.text.breaking import cut_word, is_whole
from model.text.characters import SOFT_HYPHEN, grapheme_ends, has_rtl
from model.text.fonts import FontBook
from model.text.glyphs import MM_PER_POINT, GlyphRun, TextBlock, TextLine
from model.text.shaping import Shaper, Word

LINE_SPACING = 1.25
ELLIPSIS = "…"
MAX_WHOLE = 200  # characters: a longer word is never shaped in one go
# A text set to the width it was measured at must break as before: sums of floats differ in the
# last digits, so a line may be this much wider than asked (1e-6 em is 8 nm at 24 pt).
TOLERANCE = 1e-6
_IDLE_SOFT_HYPHENS = re.compile("\u00ad+(?![^ \n\u00ad])")  # at the end of a word
_PLAIN: dict[int, str | None] = {
    **dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)]),  # controls draw nothing
    **dict.fromkeys([0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029], "\n"),
    **dict.fromkeys([*range(0xD800, 0xE000), 0xFFFE, 0xFFFF], "\ufffd"),
    0x09: " ",
}

_shapers: WeakKeyDictionary[FontBook, Shaper] = WeakKeyDictionary()


def set_text(
    fonts: FontBook,
    text: str,
    *,
    width: float,
    size_pt: float,
    is_bold: bool = False,
    line_spacing: float = LINE_SPACING,
    max_lines: int | None = None,
) -> TextBlock:
    """Break ``text`` into lines no wider than ``width`` and shape them.

    Lines end at line feeds, after spaces, hyphens and soft hyphens and between ideographs. A
    word wider than a line is cut between grapheme clusters. Spaces at the end of a line hang.
    The same arguments give the same block, on every system.

    Args:
        fonts: The faces.
        text: Plain text.
        width: Width of a line in mm; `math.inf` sets each paragraph in one line.
        size_pt: Type size in points.
        is_bold: Whether to use the bold faces.
        line_spacing: Distance of baselines in type sizes; a line whose script is taller gets more.
        max_lines: How many lines to keep; what is left out is marked by an ellipsis. For headings
            only: text on cards is never cut.
    """
    em = size_pt * MM_PER_POINT
    setter = _Setter(_shaper(fonts), width / em + TOLERANCE, is_bold)
    paragraphs = _paragraphs(text)
    first_level = _first_level(paragraphs)
    lines: list[TextLine] = []
    for paragraph in paragraphs:
        lines += setter.paragraph(paragraph, first_level)
        if max_lines is not None and len(lines) > max_lines:
            break
    if max_lines is not None and len(lines) > max_lines:
        lines[max_lines - 1 :] = [setter.shortened(lines[max_lines - 1], first_level)]
    baselines, height = _baselines(fonts, lines, em, line_spacing, is_bold=is_bold)
    return TextBlock(
        lines=tuple(lines),
        baselines=baselines,
        size_pt=size_pt,
        width=max([line.width for line in lines]) * em,
        height=height,
        is_rtl=first_level == 1,
    )


def word_width(fonts: FontBook, word: str, *, is_bold: bool = False) -> float:
    """Return the width in em of ``word``, which holds no space, set in one line."""
    known = _shaper(fonts).words(is_bold=is_bold).get(word)
    if known is not None:
        return known.width
    if len(word) <= MAX_WHOLE and word.isprintable() and not has_rtl(word):
        return _shaper(fonts).word(word, is_bold=is_bold).width
    block = set_text(fonts, word, width=math.inf, size_pt=1.0, is_bold=is_bold)
    return block.width / MM_PER_POINT


def _shaper(fonts: FontBook) -> Shaper:
    shaper = _shapers.get(fonts)
    if shaper is None:
        shaper = _shapers[fonts] = Shaper(fonts)
    return shaper


def _paragraphs(text: str) -> list[str]:
    """Return the paragraphs of ``text`` without what no face can draw."""
    if not text.isprintable():
        text = text.replace("\r\n", "\n").translate(_PLAIN)
        text = _IDLE_SOFT_HYPHENS.sub("", text)
    return text.split("\n")


def _first_level(paragraphs: list[str]) -> int:
    """Return the base level of the first paragraph that has one."""
    if not any(map(has_rtl, paragraphs)):
        return 0
    levels = (base_level(paragraph) for paragraph in paragraphs)
    return next((level for level in levels if level is not None), 0)


def _baselines(
    fonts: FontBook, lines: list[TextLine], em: float, line_spacing: float, *, is_bold: bool
) -> tuple[tuple[float, ...], float]:
    """Return the baselines and the height of the block in mm.

    A line is ``line_spacing`` high with what the face does not need split above and below, or as
    high as the tallest face in it needs.
    """
    sans = fonts.sans(is_bold=is_bold)
    above = (line_spacing + sans.ascent - sans.descent) / 2
    below = line_spacing - above
    is_all_sans = {run.face for line in lines for _, run in line.runs} <= {sans.key}
    baselines, y = [], 0.0
    for line in lines:
        ascent, descent = above, below
        if not is_all_sans:
            for face in {fonts.face(run.face) for _, run in line.runs if run.face != sans.key}:
                ascent, descent = max(ascent, face.ascent), max(descent, face.descent)
        baselines.append((y + ascent) * em)
        y += ascent + descent
    return tuple(baselines), y * em


@dataclass(slots=True)
class _Setter:
    """Sets paragraphs of one weight to one width; everything in em."""

    shaper: Shaper
    limit: float
    is_bold: bool

    def paragraph(self, text: str, first_level: int) -> list[TextLine]:
        """Return the lines of one paragraph."""
        if not has_rtl(text):
            return [_plain_line(words) for words in self._plain_lines(text)]
        base = base_level(text)
        levels = embedding_levels(text, first_level if base is None else base)
        return [_mixed_line(words) for words in self._mixed_lines(text, levels)]

    def shortened(self, line: TextLine, first_level: int) -> TextLine:
        """Return ``line`` cut so that it fits with an ellipsis at its end."""
        text = line.text.rstrip(SOFT_HYPHEN)
        whole = _Setter(self.shaper, float("inf"), self.is_bold)
        for end in [*reversed(list(grapheme_ends(text))), 0]:
            made = whole.paragraph(text[:end].rstrip() + ELLIPSIS, first_level)[0]
            if made.width <= self.limit:
                return made
        return made

    def _plain_lines(self, text: str) -> list[list[Word]]:
        """Break a paragraph that reads from left to right."""
        shape, is_bold = self.shaper.word, self.is_bold

        def word_at(token: str, _: int) -> Word:
            return shape(token, is_bold=is_bold)

        return self._fill(text, self.shaper.words(is_bold=is_bold), word_at)

    def _mixed_lines(self, text: str, levels: tuple[int, ...]) -> list[list[Word]]:
        """Break a paragraph with characters that read from right to left."""
        shape, is_bold = self.shaper.mixed_word, self.is_bold

        def word_at(token: str, at: int) -> Word:
            end = at + len(token)
            space_level = levels[end] if end < len(levels) and text[end] == " " else 0
            return shape(token, levels[at:end], space_level, is_bold=is_bold)

        return self._fill(text, None, word_at)

    def _fill(
        self, text: str, known: dict[str, Word] | None, word_at: Callable[[str, int], Word]
    ) -> list[list[Word]]:
        """Return the words of each line: as many as fit.

        Args:
            text: A paragraph.
            known: Words at hand, or None if a word's place in the text matters.
            word_at: Shapes the word at a place.
        """
        limit = self.limit
        if known is None:
            known = {}
        lines: list[list[Word]] = []
        line: list[Word] = []
        x, at = 0.0, 0
        for token in text.split(" "):
            word = known.get(token)
            if word is None and len(token) <= MAX_WHOLE:
                word = word_at(token, at)
            if word is not None and (x + word.width <= limit or not token):  # spaces hang
                line.append(word)
                x += word.spaced_width
            elif word is not None and word.width <= limit and is_whole(token):
                lines.append(line)
                line = [word]
                x = word.spaced_width
            else:
                lines.append(line)
                x = self._fill_in_parts(token, at, x, lines, known, word_at)
                line = lines.pop()
            at += len(token) + 1
        lines.append(line)
        return lines

    def _fill_in_parts(
        self,
        token: str,
        at: int,
        x: float,
        lines: list[list[Word]],
        known: dict[str, Word],
        word_at: Callable[[str, int], Word],
    ) -> float:
        """Add a word that does not fit, from the last line on. Return that line's new width."""

        def measure(start: int, end: int) -> float:
            word = known.get(token[start:end]) or word_at(token[start:end], at + start)
            return word.width

        room = self.limit - x if lines[-1] else self.limit
        parts = cut_word(token, room, self.limit, measure)
        for number, (start, end) in enumerate(parts):
            if number:
                lines.append([])
                x = 0.0
            if start < end:
                word = word_at(token[start:end], at + start)
                lines[-1].append(word)
                x += word.spaced_width
        return x


def _plain_line(words: list[Word]) -> TextLine:
    """Place the words of a line that reads from left to right."""
    if not words or not words[-1].text:
        words = _without_hanging(words)
    x = 0.0
    placed: list[tuple[float, GlyphRun]] = []
    last = len(words) - 1
    for number, word in enumerate(words):
        for run in word.spaced_runs if number < last else word.runs:
            placed.append((x, run))
            x += run.width
    return TextLine(tuple(placed), x, " ".join([word.text for word in words]))


def _mixed_line(words: list[Word]) -> TextLine:
    """Place the words of a line with both directions: left to right as they are seen."""
    words = _without_hanging(words)
    runs: list[GlyphRun] = []
    levels: list[int] = []
    for word in words[:-1]:
        runs += word.spaced_runs
        levels += word.spaced_levels
    for word in words[-1:]:
        runs += word.runs
        levels += word.levels
    x = 0.0
    placed: list[tuple[float, GlyphRun]] = []
    for run in visual_order(runs, levels):
        placed.append((x, run))
        x += run.width
    return TextLine(tuple(placed), x, "".join([run.text for run in runs]))


def _without_hanging(words: list[Word]) -> list[Word]:
    """Return the words of a line without the spaces at its end."""
    while words and not words[-1].text:
        words = words[:-1]
    return words
