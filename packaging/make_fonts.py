"""Make the bundled fonts in resources/fonts from their sources: a developer's tool.

    python packaging/make_fonts.py SOURCES [OUT]

SOURCES is a folder that holds, anywhere below it, the files named in `FACES`;
``resources/fonts/README.md`` says where to get them. The same sources and the same fonttools give
the same bytes. Needs fonttools, a development dependency; the program itself never runs this.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass, field
from pathlib import Path

from fontTools.misc.transform import Identity
from fontTools.pens.reverseContourPen import ReverseContourPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.varLib.instancer import instantiateVariableFont

OUT = Path(__file__).parent.parent / "resources" / "fonts"
UPEM = 1000  # MuPDF reads widths as integers: with 1000 units an em they are integers
# Only what shaping needs. Inter's "calt" would turn "->" into an arrow and ":" into another
# glyph behind the writer's back; its stylistic sets and small figures are never asked for.
FEATURES = {
    *("ccmp", "locl", "kern", "mark", "mkmk", "liga"),
    *("rlig", "init", "medi", "fina", "isol"),  # Arabic
    *("nukt", "akhn", "rphf", "rkrf", "blwf", "half", "vatu", "cjct"),  # Devanagari
    *("pres", "abvs", "blws", "psts", "haln", "dist", "abvm", "blwm"),
    "rtlm",  # mathematical signs in right-to-left text
}
MAX_SPACE = 300
OFL = "This Font Software is licensed under the SIL Open Font License, Version 1.1."
EPOCH = 3_800_000_000  # seconds since 1904: a fixed date keeps the bytes the same


@dataclass(frozen=True)
class Recipe:
    """How one bundled face is made.

    Attributes:
        source: Name of the source file.
        family: New family name, so that no installed font can take its place.
        is_bold: Whether this is the bold of the family.
        axes: Where to pin a variable font.
        line: (ascent, descent) in units of 1000 that a line of this script needs, or None to
            keep the source's. Noto's own are made for any stacking of marks and would push
            lines twice as far apart as text needs.
        without: Ranges of characters to leave out.
    """

    source: str
    family: str
    is_bold: bool = False
    axes: dict[str, float] = field(default_factory=dict)
    line: tuple[int, int] | None = None
    without: tuple[tuple[int, int], ...] = ()

    @property
    def file_name(self) -> str:
        """Return the name of the face's file."""
        return f"{self.family.replace(' ', '')}-{'Bold' if self.is_bold else 'Regular'}.ttf"


# Glyphs a maker numbered for himself: a character from there means something else in each font.
PRIVATE = (0xE000, 0xF8FF)
# What nobody writes on a card, dropped to keep the download small.
RARE_SYMBOLS = (
    (0x2800, 0x28FF),  # Braille
    (0x10100, 0x102FF),  # Aegean and ancient numbers, Phaistos disc, Coptic
    (0x1D200, 0x1D2FF),  # Greek musical notation, Mayan numerals
    (0x1D300, 0x1D37F),  # Tai Xuan Jing, counting rods
    (0x1F000, 0x1F0FF),  # Mahjong, dominoes, cards
    (0x1F300, 0x1F64F),  # pictographs: the emoji face draws them
    (0x1F680, 0x1F6FF),
    (0x1F900, 0x1FAFF),
    (0x1FB00, 0x1FBFF),  # legacy computing
)
LATIN = "Inter[opsz,wght].ttf"
SANS_LINE = (969, 241)  # Inter's, so that a symbol does not push lines apart
FACES = (
    Recipe(LATIN, "Journeywall Sans", axes={"wght": 400, "opsz": 14}),
    Recipe(LATIN, "Journeywall Sans", is_bold=True, axes={"wght": 700, "opsz": 14}),
    Recipe("NotoSansArabic-Regular.ttf", "Journeywall Arabic", line=(1050, 500)),
    Recipe("NotoSansArabic-Bold.ttf", "Journeywall Arabic", is_bold=True, line=(1050, 500)),
    Recipe("NotoSansHebrew-Regular.ttf", "Journeywall Hebrew", line=SANS_LINE),
    Recipe("NotoSansHebrew-Bold.ttf", "Journeywall Hebrew", is_bold=True, line=SANS_LINE),
    Recipe("NotoSansDevanagari-Regular.ttf", "Journeywall Devanagari", line=(960, 420)),
    Recipe("NotoSansDevanagari-Bold.ttf", "Journeywall Devanagari", is_bold=True, line=(960, 420)),
    Recipe("NotoSansSymbols-Regular.ttf", "Journeywall Symbols", line=SANS_LINE),
    Recipe(
        "NotoSansSymbols2-Regular.ttf",
        "Journeywall Symbols Two",
        line=SANS_LINE,
        without=RARE_SYMBOLS,
    ),
    Recipe("NotoSansMath-Regular.ttf", "Journeywall Math", line=SANS_LINE),
    Recipe("noto-emoji-emoji-400-normal.woff", "Journeywall Emoji", line=SANS_LINE),
)


def main() -> None:
    """Make every face and print its size."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sources", type=Path)
    parser.add_argument("out", type=Path, nargs="?", default=OUT)
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    total = 0
    for recipe in FACES:
        path = asked.out / recipe.file_name
        make_face(find_source(asked.sources, recipe.source), recipe).save(path)
        total += path.stat().st_size
        print(f"{path.stat().st_size:>9,} {path.name}")
    print(f"{total:>9,} together")


def find_source(folder: Path, name: str) -> Path:
    """Return the one file called ``name`` below ``folder``."""
    found = sorted(path for path in folder.rglob("*") if path.name == name)
    if not found:
        raise SystemExit(f"{name} is missing below {folder}: see resources/fonts/README.md")
    return found[0]


def make_face(source: Path, recipe: Recipe) -> TTFont:
    """Return the bundled face: static, 1000 units an em, renamed, without what we never use."""
    font = TTFont(source, recalcTimestamp=False)
    if recipe.axes:
        font = instantiateVariableFont(font, recipe.axes, inplace=True)
    _keep_what_is_used(font, recipe)
    if font["head"].unitsPerEm != UPEM:
        scale_upem(font, UPEM)
    if recipe.source == LATIN:
        _add_replacement(font)
    _rename(font, recipe)
    _set_metrics(font, recipe)
    font.flavor = None
    return font


def _keep_what_is_used(font: TTFont, recipe: Recipe) -> None:
    options = Options(
        layout_features=sorted(FEATURES),
        hinting=False,
        glyph_names=False,
        notdef_outline=True,
        name_IDs=["*"],
        drop_tables=["DSIG", "STAT", "vhea", "vmtx", "MVAR", "HVAR", "gasp", "prep"],
    )
    dropped = {
        code for first, last in (PRIVATE, *recipe.without) for code in range(first, last + 1)
    }
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=set(font.getBestCmap()) - dropped)
    subsetter.subset(font)


def _add_replacement(font: TTFont) -> None:
    """Draw U+FFFD, which Inter lacks: a question mark cut out of a black diamond."""
    glyphs, left, right, middle, reach = font.getGlyphSet(), 40, 940, 364, 450
    question = font.getBestCmap()[ord("?")]
    pen = TTGlyphPen(glyphs)
    centre = (left + right) / 2
    pen.moveTo((left, middle))
    for corner in ((centre, middle + reach), (right, middle), (centre, middle - reach)):
        pen.lineTo(corner)
    pen.closePath()
    scale = 0.72
    moved = Identity.translate(
        centre - scale * glyphs[question].width / 2, middle - scale * middle
    ).scale(scale)
    glyphs[question].draw(ReverseContourPen(TransformPen(pen, moved)))
    font["glyf"]["replacement"] = pen.glyph()
    font["hmtx"]["replacement"] = (left + right, left)
    font["maxp"].numGlyphs = len(font.getGlyphOrder())
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[0xFFFD] = "replacement"


def _rename(font: TTFont, recipe: Recipe) -> None:
    """Give the face a name of its own and keep copyright and licence."""
    names = font["name"]
    style = "Bold" if recipe.is_bold else "Regular"
    kept = {number: names.getDebugName(number) for number in (0, 5, 9, 11, 13, 14)}
    kept[13] = kept[13] or OFL
    names.names = []
    new = {
        1: recipe.family,
        2: style,
        3: f"{recipe.family} {style}; made from {kept[5]}",
        4: f"{recipe.family} {style}",
        6: f"{recipe.family.replace(' ', '')}-{style}",
    }
    for number, words in sorted({**kept, **new}.items()):
        if words:
            names.setName(words, number, 3, 1, 0x409)


def _set_metrics(font: TTFont, recipe: Recipe) -> None:
    """Set line metrics and style bits, and fix the dates so that the bytes stay the same."""
    style, lines = font["OS/2"], font["hhea"]
    if recipe.line:
        lines.ascent, lines.descent, lines.lineGap = recipe.line[0], -recipe.line[1], 0
    style.sTypoAscender, style.sTypoDescender = lines.ascent, lines.descent
    style.sTypoLineGap = lines.lineGap
    style.usWinAscent, style.usWinDescent = lines.ascent, -lines.descent
    style.usWeightClass = 700 if recipe.is_bold else 400
    style.fsSelection = 0b1010_0000 if recipe.is_bold else 0b1100_0000  # USE_TYPO and the style
    font["head"].macStyle = 1 if recipe.is_bold else 0
    space = font.getBestCmap()[ord(" ")]
    width, left = font["hmtx"][space]
    font["hmtx"][space] = (min(width, MAX_SPACE), left)  # Noto Emoji's is as wide as an emoji
    font["head"].created = font["head"].modified = EPOCH
    font["post"].formatType = 3.0


if __name__ == "__main__":
    main()
