"""Text in an SVG: lines as elements, and the faces they need, cut down to the letters in use."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

import uharfbuzz as hb

from model.text.fonts import BOLD_SUFFIX, FontBook
from model.text.glyphs import MM_PER_POINT, GlyphRun, TextLine

_FALLBACK = "Inter, 'Noto Sans', 'Segoe UI', Helvetica, Arial, sans-serif"
# What XML cannot hold.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_RIGHT_TO_LEFT = "\u200f"
_EPSILON = 1e-6
_UNUSED_TABLES = ("DSIG", "gasp", "meta")


@dataclass(slots=True)
class _Stretch:
    """Runs of one face that follow one another and are one piece of text."""

    face: str
    x: float
    width: float
    text: str
    is_plain: bool
    is_rtl: bool


class SvgFaces:
    """Writes lines of text and gathers the faces and characters they use."""

    def __init__(self, fonts: FontBook) -> None:
        self._fonts = fonts
        self._names: dict[str, str] = {}
        self._used: dict[str, set[int]] = {}

    def text(self, line: TextLine, size_pt: float, x: float, y: float) -> str:
        """Return ``line`` as text elements that start at (x, y) on the baseline.

        Each has the width it was set to, so that another font cannot make it longer.
        """
        em = size_pt * MM_PER_POINT
        return "".join(self._element(part, em, x, y) for part in _stretches(line))

    def style(self) -> str:
        """Return the style sheet that brings the faces along."""
        rules = []
        for face, name in self._names.items():
            family, weight = self._family(face)
            data = b64encode(self._subset(face)).decode()
            rules.append(
                f"@font-face{{font-family:'{family}';font-weight:{weight};"
                f"src:url(data:font/ttf;base64,{data})}}\n"
                f".{name}{{font-family:'{family}',{_FALLBACK};font-weight:{weight};"
                "white-space:pre}\n"
            )
        return "".join(rules)

    def _element(self, part: _Stretch, em: float, x: float, y: float) -> str:
        name = self._names.setdefault(part.face, f"f{len(self._names) + 1}")
        self._used.setdefault(part.face, set()).update(map(ord, part.text))
        place = f'x="{x + part.x * em:.3f}" y="{y:.3f}" font-size="{em:.4f}"'
        width = ""
        if part.is_plain and len(part.text) > 1:
            width = f' textLength="{part.width * em:.3f}"'
        said = escape(part.text, quote=False)
        return f'<text class="{name}" {place}{width} xml:space="preserve">{said}</text>'

    def _family(self, face: str) -> tuple[str, int]:
        """Return (family, weight) of a face, as its own file names them."""
        found = self._fonts.face(face).hb_face.get_name(hb.OTNameIdPredefined.FONT_FAMILY) or face
        plain = "".join(letter for letter in found if letter.isalnum() or letter in " -")
        return plain, 700 if face.endswith(BOLD_SUFFIX) else 400

    def _subset(self, face: str) -> bytes:
        held = self._fonts.face(face)
        wanted = hb.SubsetInput()
        wanted.sets(hb.SubsetInputSets.UNICODE).set(self._used[face])
        wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG).update(
            int.from_bytes(tag.encode(), "big") for tag in _UNUSED_TABLES
        )
        wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
        if held.hb_face.has_var_data:
            wanted.pin_all_axes_to_default(held.hb_face)
        return bytes(hb.SubsetPlan(held.hb_face, wanted).execute().blob.data)


def _stretches(line: TextLine) -> Iterator[_Stretch]:
    held: _Stretch | None = None
    for x, run in line.runs:
        if not run.text:
            continue
        if held is not None and _follows(held, x, run):
            held.text += _fit(run.text)
            held.width += run.width
            held.is_plain = held.is_plain and _is_plain(run)
            continue
        if held is not None:
            yield held
        held = _from_the_right(x, run) if run.is_rtl else _from_the_left(x, run)
    if held is not None:
        yield held


def _follows(held: _Stretch, x: float, run: GlyphRun) -> bool:
    return (
        held.face == run.face
        and not run.is_rtl
        and not held.is_rtl
        and abs(held.x + held.width - x) < _EPSILON
    )


def _is_plain(run: GlyphRun) -> bool:
    """Tell whether each character is a glyph of its own: only then may letters be moved apart."""
    return run.offsets is None and run.clusters == tuple(range(len(run.text)))


def _from_the_left(x: float, run: GlyphRun) -> _Stretch:
    return _Stretch(run.face, x, run.width, _fit(run.text), _is_plain(run), is_rtl=False)


def _from_the_right(x: float, run: GlyphRun) -> _Stretch:
    """Return a run that reads from right to left, without the spaces at its end.

    These stand at its left, where a program would not look for them. Marks of direction keep
    punctuation at its ends in place; no program needs to know the direction of the line.
    """
    text = run.text.rstrip(" ")
    for cluster, advance in zip(run.clusters, run.advances, strict=True):
        if cluster < len(text):
            break
        x += advance
    marked = f"{_RIGHT_TO_LEFT}{_fit(text)}{_RIGHT_TO_LEFT}" if text else ""
    return _Stretch(run.face, x, run.width, marked, is_plain=False, is_rtl=True)


def _fit(text: str) -> str:
    return _UNFIT.sub("\ufffd", text)
