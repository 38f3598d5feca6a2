"""Fonts that are not ours, as installed CJK fonts are: CFF outlines, collections, other units."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont

from model.layout.marks import Glyphs
from model.layout.sheet import Sheet
from model.text.fonts import Face, FontBook, open_face
from model.text.glyphs import GlyphRun, TextLine
from tests.pdf.printed import map_of, pdf_of, sheet_of

UPEM = 2048
# Left edge, width of the bar and advance of each glyph, in font units.
BARS = {
    ".notdef": (0, 100, 500),
    "space": (0, 0, 600),
    "yi": (100, 900, 1501),
    "er": (300, 400, 1333),
}
CHARACTERS = {"yi": "一", "er": "二", "space": " "}


class BookWithOne(FontBook):
    """The bundled faces and one more."""

    def __init__(self, face: Face) -> None:
        super().__init__(folders=())
        self._one = face

    def face(self, key: str) -> Face:
        return self._one if key == self._one.key else super().face(key)


def font_file(folder: Path, kind: str) -> Path:
    build = FontBuilder(UPEM, isTTF=kind != "cff")
    build.setupGlyphOrder(list(BARS))
    build.setupCharacterMap({ord(char): name for name, char in CHARACTERS.items()})
    advances = {name: (advance, left) for name, (left, _, advance) in BARS.items()}
    if kind == "cff":
        shapes = {name: bar(T2CharStringPen(BARS[name][2], None), name) for name in BARS}
        build.setupCFF(
            "TestCff", {}, {name: pen.getCharString() for name, pen in shapes.items()}, {}
        )
    else:
        build.setupGlyf({name: bar(TTGlyphPen(None), name).glyph() for name in BARS})
    build.setupHorizontalMetrics(advances)
    build.setupHorizontalHeader(ascent=1600, descent=-400)
    build.setupNameTable(
        {"familyName": "Test", "psName": "Test (odd) /name", "styleName": "Regular"}
    )
    build.setupOS2(sTypoAscender=1600, sCapHeight=1400, sxHeight=1000)
    build.setupPost()
    path = folder / ("font.otf" if kind == "cff" else "font.ttf")
    build.save(path)
    if kind == "collection":
        both = TTCollection()
        both.fonts = [TTFont(path), TTFont(path)]
        path = folder / "font.ttc"
        both.save(path)
    return path


def bar(pen: object, name: str) -> object:
    left, width, _ = BARS[name]
    if width:
        pen.moveTo((left, 0))
        for corner in ((left, 1000), (left + width, 1000), (left + width, 0)):
            pen.lineTo(corner)
        pen.closePath()
    return pen


def sheet_with(face: Face, text: str) -> Sheet:
    sheet = sheet_of(map_of(["Seddel"]))
    names = list(BARS)
    glyphs = tuple(
        names.index(next(name for name, char in CHARACTERS.items() if char == letter))
        for letter in text
    )
    advances = tuple(BARS[names[glyph]][2] / UPEM for glyph in glyphs)
    run = GlyphRun(
        face.key, glyphs, advances, None, text, tuple(range(len(text))), False, sum(advances)
    )
    line = TextLine(((0.0, run),), run.width, text)
    return replace(
        sheet,
        fonts=BookWithOne(face),
        overlay=(Glyphs(5, 15, 24, line),),
        background=(),
        title=None,
    )


@pytest.mark.parametrize("kind", ["cff", "truetype", "collection"])
def test_a_font_of_any_kind_is_drawn_and_found(kind: str, tmp_path: Path) -> None:
    face = open_face("one", font_file(tmp_path, kind), is_bold=False)
    data = pdf_of(sheet_with(face, "一二 一一二"))
    page = pypdfium2.PdfDocument(data)[0]
    assert "一二 一一二" in page.get_textpage().get_text_range()
    with pikepdf.open(BytesIO(data)) as pdf:
        names = [
            str(thing.FontName)
            for thing in pdf.objects
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor"
        ]
        assert any(name.endswith("+Testoddname") for name in names)
        assert not pdf.check_pdf_syntax()


@pytest.mark.parametrize("kind", ["cff", "truetype"])
def test_the_ink_of_a_long_line_stays_true_in_a_font_of_2048_units(
    kind: str, tmp_path: Path
) -> None:
    face = open_face("one", font_file(tmp_path, kind), is_bold=False)
    count = 20
    sheet = sheet_with(face, "一" * count)
    page = pypdfium2.PdfDocument(pdf_of(sheet))[0]
    scale = 10
    row = (
        page.render(scale=scale, grayscale=True)
        .to_numpy()
        .squeeze()[round((15 - 2) * scale * 72 / 25.4)]
    )
    dark = np.flatnonzero(row < 128)
    em = 24 * scale
    last = 5 * scale * 72 / 25.4 + ((count - 1) * 1501 + 1000) / UPEM * em
    assert dark.max() == pytest.approx(last, abs=1.5)
