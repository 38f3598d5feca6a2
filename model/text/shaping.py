"""Shaping: characters to glyphs with HarfBuzz, each word once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import uharfbuzz as hb

from model.computed import computed
from model.text.characters import SOFT_HYPHEN, grapheme_ends, is_ignorable
from model.text.fonts import REPLACEMENT, Face, FontBook
from model.text.glyphs import GlyphRun

MAX_WORDS = 20_000  # words kept per shaper before its memory starts afresh
HYPHEN = "\u2010"
# Behind the Latin, Greek and Cyrillic that the sans face has come joiners, selectors and all the
# other scripts: such text is cut into clusters before faces are chosen.
_FIRST_CARE = "\u0590"


@computed(eq=False)
class Word:
    """An unbroken piece of text, shaped: by itself and with a space behind it.

    Attributes:
        text: Its characters as drawn, without soft hyphens.
        runs: Its runs in reading order.
        levels: Bidi level of each of ``runs``.
        width: Width in em.
        spaced_runs: Its runs in reading order with a space at the end.
        spaced_levels: Bidi level of each of ``spaced_runs``.
        spaced_width: Width with the space in em.
    """

    text: str
    runs: tuple[GlyphRun, ...]
    levels: tuple[int, ...]
    width: float
    spaced_runs: tuple[GlyphRun, ...]
    spaced_levels: tuple[int, ...]
    spaced_width: float


class Shaper:
    """Shapes words with the faces of a book and remembers them; belongs to one thread."""

    def __init__(self, fonts: FontBook) -> None:
        self.fonts = fonts
        self._words: dict[bool, dict[str, Word]] = {False: {}, True: {}}
        self._mixed: dict[tuple[str, bool, tuple[int, ...], int], Word] = {}
        self._runs: dict[tuple[str, bool, bool], tuple[GlyphRun, ...]] = {}

    def words(self, *, is_bold: bool) -> dict[str, Word]:
        """Return the remembered left-to-right words of a weight, to look up in a hurry."""
        return self._words[is_bold]

    def word(self, text: str, *, is_bold: bool) -> Word:
        """Return ``text``, which reads from left to right and holds no space, shaped."""
        words = self._words[is_bold]
        word = words.get(text)
        if word is None:
            if len(words) >= MAX_WORDS:
                words.clear()
            runs = self.runs(text, is_bold=is_bold, is_rtl=False)
            word = words[text] = self._spaced(runs, (0,) * len(runs), 0, is_bold=is_bold)
        return word

    def mixed_word(
        self, text: str, levels: tuple[int, ...], space_level: int, *, is_bold: bool
    ) -> Word:
        """Return ``text``, whose characters have these bidi levels, shaped.

        Args:
            text: A word without spaces.
            levels: The level of each character.
            space_level: The level of the space that follows.
            is_bold: The weight.
        """
        key = (text, is_bold, levels, space_level)
        word = self._mixed.get(key)
        if word is None:
            if len(self._mixed) >= MAX_WORDS:
                self._mixed.clear()
            text, levels = _without_soft_hyphens(text, levels)
            runs: list[GlyphRun] = []
            run_levels: list[int] = []
            for start, end in level_spans(levels):
                level = levels[start]
                made = self.runs(text[start:end], is_bold=is_bold, is_rtl=level % 2 == 1)
                runs += made
                run_levels += [level] * len(made)
            word = self._mixed[key] = self._spaced(
                tuple(runs), tuple(run_levels), space_level, is_bold=is_bold
            )
        return word

    def runs(self, text: str, *, is_bold: bool, is_rtl: bool) -> tuple[GlyphRun, ...]:
        """Return the runs of ``text`` in reading order, one for each change of face.

        A soft hyphen at the end is drawn as a hyphen, any other is left out.
        """
        key = (text, is_bold, is_rtl)
        runs = self._runs.get(key)
        if runs is None:
            if len(self._runs) >= MAX_WORDS:
                self._runs.clear()
            runs = self._runs[key] = self._shape(text, is_bold=is_bold, is_rtl=is_rtl)
        return runs

    def _shape(self, text: str, *, is_bold: bool, is_rtl: bool) -> tuple[GlyphRun, ...]:
        if not text:
            return ()
        if SOFT_HYPHEN in text:
            return self._shape_hyphenated(text, is_bold=is_bold, is_rtl=is_rtl)
        if text.isascii() or max(text) < _FIRST_CARE:
            run = self._run(self.fonts.sans(is_bold=is_bold), text, is_rtl=is_rtl)
            if 0 not in run.glyphs:
                return (run,)
        return tuple(
            self._run_or_replacement(face, piece, is_bold=is_bold, is_rtl=is_rtl)
            for face, piece in self._split_by_face(text, is_bold=is_bold)
        )

    def _shape_hyphenated(self, text: str, *, is_bold: bool, is_rtl: bool) -> tuple[GlyphRun, ...]:
        plain = text.replace(SOFT_HYPHEN, "")
        if not text.endswith(SOFT_HYPHEN):
            return self._shape(plain, is_bold=is_bold, is_rtl=is_rtl)
        *first, last = self._shape(plain + HYPHEN, is_bold=is_bold, is_rtl=is_rtl)
        return (*first, _with_text(last, last.text[:-1] + SOFT_HYPHEN))

    def _split_by_face(self, text: str, *, is_bold: bool) -> Iterator[tuple[Face | None, str]]:
        """Yield the stretches of ``text`` that one face draws; None draws replacements."""
        start = piece_start = 0
        face: Face | None = None
        for end in grapheme_ends(text):
            wanted = self._face_of(text[start:end], face, is_bold=is_bold)
            if wanted is not face and start > piece_start:
                yield face, text[piece_start:start]
                piece_start = start
            face, start = wanted, end
        yield face, text[piece_start:]

    def _face_of(self, cluster: str, before: Face | None, *, is_bold: bool) -> Face | None:
        if before is not None and all(map(is_ignorable, cluster)):
            return before
        return self.fonts.face_for(cluster, is_bold=is_bold)

    def _run_or_replacement(
        self, face: Face | None, text: str, *, is_bold: bool, is_rtl: bool
    ) -> GlyphRun:
        sans = self.fonts.sans(is_bold=is_bold)
        if face is None:
            return _replacements(sans, text, is_rtl=is_rtl)
        run = self._run(face, text, is_rtl=is_rtl)
        return run if 0 not in run.glyphs else _replacements(sans, text, is_rtl=is_rtl)

    def _run(self, face: Face, text: str, *, is_rtl: bool) -> GlyphRun:
        """Shape ``text`` with one face in one direction."""
        buffer = hb.Buffer()  # of this call alone: shaping lets other threads run
        buffer.add_str(text)
        buffer.direction = "rtl" if is_rtl else "ltr"
        buffer.language = "en"  # else HarfBuzz takes the process's locale: not the same everywhere
        buffer.guess_segment_properties()
        hb.shape(face.hb_font, buffer)
        infos, upem = buffer.glyph_infos, face.upem
        # (x offset, y offset, x advance, y advance) of each glyph, at one question each
        places = [glyph.position for glyph in buffer.glyph_positions]
        advances = tuple([advance / upem for _, _, advance, _ in places])
        is_shifted = any([x or y for x, y, _, _ in places])  # noqa: C419 - twice as fast as lazily
        return GlyphRun(
            face.key,
            tuple([info.codepoint for info in infos]),
            advances,
            tuple([(x / upem, y / upem) for x, y, _, _ in places]) if is_shifted else None,
            text,
            tuple([info.cluster for info in infos]),
            is_rtl,
            sum(advances),
        )

    def _spaced(
        self,
        runs: tuple[GlyphRun, ...],
        levels: tuple[int, ...],
        space_level: int,
        *,
        is_bold: bool,
    ) -> Word:
        """Return the word with its space, drawn by the face before it where that has one."""
        width = sum([run.width for run in runs])
        space = self.fonts.face(runs[-1].face).space if runs else None
        if space is not None and levels[-1] == space_level:
            spaced_runs = (*runs[:-1], _with_space(runs[-1], space))
            spaced_levels = levels
        else:
            sans = self.fonts.sans(is_bold=is_bold)
            spaced_runs = (*runs, self._run(sans, " ", is_rtl=space_level % 2 == 1))
            spaced_levels = (*levels, space_level)
        drawn = "".join([run.text for run in runs])
        spaced_width = sum([run.width for run in spaced_runs])
        return Word(drawn, runs, levels, width, spaced_runs, spaced_levels, spaced_width)


def level_spans(levels: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each stretch of equal levels."""
    start = 0
    for end in range(1, len(levels) + 1):
        if end == len(levels) or levels[end] != levels[start]:
            yield start, end
            start = end


def _without_soft_hyphens(text: str, levels: tuple[int, ...]) -> tuple[str, tuple[int, ...]]:
    """Return text and levels without the soft hyphens that are not at the end."""
    if SOFT_HYPHEN not in text[:-1]:
        return text, levels
    kept = [at for at, char in enumerate(text) if char != SOFT_HYPHEN or at == len(text) - 1]
    return "".join([text[at] for at in kept]), tuple([levels[at] for at in kept])


def _with_space(run: GlyphRun, space: tuple[int, float]) -> GlyphRun:
    """Return ``run`` with a space at its reading end."""
    glyph, advance = space
    at_end = len(run.text)
    still = ((0.0, 0.0),)
    if run.is_rtl:
        glyphs, advances = (glyph, *run.glyphs), (advance, *run.advances)
        offsets = run.offsets and still + run.offsets
        clusters = (at_end, *run.clusters)
    else:
        glyphs, advances = (*run.glyphs, glyph), (*run.advances, advance)
        offsets = run.offsets and run.offsets + still
        clusters = (*run.clusters, at_end)
    text, width = run.text + " ", run.width + advance
    return GlyphRun(run.face, glyphs, advances, offsets, text, clusters, run.is_rtl, width)


def _with_text(run: GlyphRun, text: str) -> GlyphRun:
    """Return ``run`` standing for other characters, as many."""
    return GlyphRun(
        run.face,
        run.glyphs,
        run.advances,
        run.offsets,
        text,
        run.clusters,
        run.is_rtl,
        run.width,
    )


def _replacements(sans: Face, text: str, *, is_rtl: bool) -> GlyphRun:
    """Return one replacement glyph for each grapheme cluster of ``text``."""
    glyph = sans.hb_font.get_nominal_glyph(REPLACEMENT) or 0
    advance = sans.hb_font.get_glyph_h_advance(glyph) / sans.upem
    starts = [0, *grapheme_ends(text)][:-1]
    count = len(starts)
    return GlyphRun(
        face=sans.key,
        glyphs=(glyph,) * count,
        advances=(advance,) * count,
        offsets=None,
        text=text,
        clusters=tuple(reversed(starts)) if is_rtl else tuple(starts),
        is_rtl=is_rtl,
        width=advance * count,
    )
