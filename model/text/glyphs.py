"""Shaped text: what HarfBuzz made of characters, as both painters draw it.

Widths and positions are in em: multiply by the type size. One em at ``size_pt`` is
``size_pt * 25.4 / 72`` mm.
"""

from __future__ import annotations

from model.computed import computed

MM_PER_POINT = 25.4 / 72


@computed(eq=False)
class GlyphRun:
    """Glyphs of one face and one direction, in drawing order from left to right.

    Runs are cached and shared: compare them with ``is`` and key caches by identity.

    Attributes:
        face: Key of the face in the `model.text.fonts.FontBook`.
        glyphs: Glyph ids of that face.
        advances: Advance of each glyph in em.
        offsets: (x, y up) shift of each glyph in em, or None when all are zero.
        text: The characters the run stands for, in reading order. A run that ends a word before
            a space holds that space, so that a line's runs joined are the line's text.
        clusters: For each glyph the index in ``text`` of the first character it stands for.
        is_rtl: Whether the characters read from right to left.
        width: Sum of the advances in em.
    """

    face: str
    glyphs: tuple[int, ...]
    advances: tuple[float, ...]
    offsets: tuple[tuple[float, float], ...] | None
    text: str
    clusters: tuple[int, ...]
    is_rtl: bool
    width: float


@computed(eq=False)
class TextLine:
    """One line as drawn: (x in em from the line's left end, run) from left to right."""

    runs: tuple[tuple[float, GlyphRun], ...]
    width: float
    text: str


@computed(eq=False)
class TextBlock:
    """Lines set to a width: what `model.text.setting.set_text` makes.

    Attributes:
        lines: The lines, top to bottom.
        baselines: Distance of each baseline from the block's top in mm.
        size_pt: Type size in points.
        width: Width of the widest line in mm.
        height: Height of the block in mm.
        is_rtl: Whether the paragraph reads from right to left and so stands at the right edge.
    """

    lines: tuple[TextLine, ...]
    baselines: tuple[float, ...]
    size_pt: float
    width: float
    height: float
    is_rtl: bool
