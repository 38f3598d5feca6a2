"""The faces text is set in: the bundled ones, the fallback chain, and installed CJK fonts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

import uharfbuzz as hb

from model.problems import Problem
from model.text.characters import has_emoji_look, is_ignorable, is_unified_cjk
from model.text.installed import InstalledFont, find_cjk_fonts
from resources import resource_path

MAX_CLUSTERS = 4096  # faces remembered per cluster before the memory starts afresh
UNDRAWN = ("Cc", "Cs", "Zl", "Zp")  # controls and line ends, which are never drawn
REPLACEMENT = 0xFFFD  # what stands for a character no face can draw
SANS = "sans"
BOLD_SUFFIX = "-bold"
EMOJI = "emoji"
# Family key -> file stem; the order is the order in which a character looks for its face.
BUNDLED: Mapping[str, str] = MappingProxyType(
    {
        SANS: "JourneywallSans",
        "arabic": "JourneywallArabic",
        "hebrew": "JourneywallHebrew",
        "devanagari": "JourneywallDevanagari",
        "symbols": "JourneywallSymbols",
        "symbols-two": "JourneywallSymbolsTwo",
        "math": "JourneywallMath",
        EMOJI: "JourneywallEmoji",
    }
)
ONLY_REGULAR = frozenset({"symbols", "symbols-two", "math", EMOJI})


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """One opened face. Lengths are in em, y up (``descent`` is positive, downwards).

    Attributes:
        key: Its name in the `FontBook`, as `model.text.glyphs.GlyphRun.face` says it.
        path: The font file, for painters that open it themselves.
        index: Which face of a collection file; always one that Qt opens too, so 0.
        is_bold: Whether this is the bold of its family.
        is_cff: Whether its outlines are PostScript (CFF), not TrueType.
        upem: Font units per em.
        hb_face: HarfBuzz's face, e.g. for subsetting.
        hb_font: HarfBuzz's font at scale ``upem``.
        coverage: The code points it has glyphs for.
        ascent: What a line needs above the baseline.
        descent: What a line needs below the baseline.
        cap_height: Height of a capital letter.
        x_height: Height of a small x.
        space: Glyph and advance of the space, or None if the face has none.
    """

    key: str
    path: Path
    index: int
    is_bold: bool
    is_cff: bool
    upem: int
    hb_face: hb.Face
    hb_font: hb.Font
    coverage: hb.Set
    ascent: float
    descent: float
    cap_height: float
    x_height: float
    space: tuple[int, float] | None

    def covers(self, text: str) -> bool:
        """Tell whether the face draws every character of ``text`` that is drawn at all."""
        coverage = self.coverage
        return all(ord(char) in coverage or is_ignorable(char) for char in text)


def open_face(key: str, path: Path, *, is_bold: bool, index: int = 0) -> Face:
    """Open a font file.

    Raises:
        OSError: If the file cannot be read.
    """
    hb_face = hb.Face(hb.Blob.from_file_path(path), index)
    hb_font = hb.Font(hb_face)
    upem = hb_face.upem
    lines = hb_font.get_font_extents("ltr")
    space = hb_font.get_nominal_glyph(0x20)
    return Face(
        key=key,
        path=path,
        index=index,
        is_bold=is_bold,
        is_cff="CFF " in hb_face.table_tags,
        upem=upem,
        hb_face=hb_face,
        hb_font=hb_font,
        coverage=hb_face.unicodes,
        ascent=lines.ascender / upem,
        descent=-lines.descender / upem,
        cap_height=_metric(hb_font, hb.OTMetricsTag.CAP_HEIGHT) / upem,
        x_height=_metric(hb_font, hb.OTMetricsTag.X_HEIGHT) / upem,
        space=None if space is None else (space, hb_font.get_glyph_h_advance(space) / upem),
    )


def _metric(font: hb.Font, tag: hb.OTMetricsTag) -> int:
    return int(font.get_metric_position_with_fallback(tag))


class FontBook:
    """All faces of the program, opened when first needed.

    Keys are ``"sans"``, ``"sans-bold"``, ``"arabic"`` …, and ``"cjk"``, ``"cjk-2"`` … for
    installed fonts. A book belongs to one thread, with all that is set with it: work beside the
    window takes a book of its own.
    """

    def __init__(self, folders: tuple[Path, ...] | None = None) -> None:
        """Make a book of the bundled faces.

        Args:
            folders: Where to look for installed CJK fonts; None is the system's font folders.
        """
        self._folders = folders
        self._faces: dict[str, Face] = {}
        self._installed: tuple[InstalledFont, ...] | None = None
        self._by_cluster: dict[tuple[str, bool], Face | None] = {}

    @staticmethod
    @cache
    def bundled() -> FontBook:
        """Return the one book that the program's main thread shares."""
        return FontBook()

    def face(self, key: str) -> Face:
        """Return the face called ``key``, opening it if need be.

        Raises:
            KeyError: If there is no such face.
        """
        face = self._faces.get(key)
        if face is None:
            face = self._faces[key] = self._open(key)
        return face

    def sans(self, *, is_bold: bool = False) -> Face:
        """Return the face most text is set in."""
        return self.face(SANS + BOLD_SUFFIX if is_bold else SANS)

    def face_for(self, cluster: str, *, is_bold: bool = False) -> Face | None:
        """Return the face for one grapheme cluster, or None if no face can draw it.

        The first face of the chain that has every character wins, then the first that has the
        base character, so that marks and joiners stay with what they belong to.
        """
        asked = (cluster, is_bold)
        with suppress(KeyError):
            return self._by_cluster[asked]
        if len(self._by_cluster) >= MAX_CLUSTERS:
            self._by_cluster.clear()
        face = self._by_cluster[asked] = self._find(cluster, is_bold=is_bold)
        return face

    def missing(self, text: str) -> str:
        """Return the characters of ``text`` that no face can draw, each once, in order."""
        unknown = (
            char
            for char in dict.fromkeys(text)
            if not char.isascii() and not is_ignorable(char) and self.face_for(char) is None
        )
        return "".join(char for char in unknown if unicodedata.category(char) not in UNDRAWN)

    def problems(self, text: str) -> tuple[Problem, ...]:
        """Return what to warn of in ``text``: characters that are drawn as a replacement."""
        missing = self.missing(text)
        cjk = "".join(char for char in missing if is_unified_cjk(char))
        others = "".join(char for char in missing if not is_unified_cjk(char))
        found = []
        if cjk:
            found.append(Problem("text.no_cjk_font", characters=_some(cjk)))
        if others:
            found.append(Problem("text.no_font", characters=_some(others)))
        return tuple(found)

    def _find(self, cluster: str, *, is_bold: bool) -> Face | None:
        composed = unicodedata.normalize("NFC", cluster)
        with_base = None
        for face in self._chain(cluster, is_bold=is_bold):
            if face.covers(cluster) or face.covers(composed):
                return face
            if with_base is None and face.covers(cluster[0]):
                with_base = face
        return with_base

    def _chain(self, cluster: str, *, is_bold: bool) -> Iterator[Face]:
        """Yield the faces to ask for ``cluster``, opening each only when it is asked."""
        if has_emoji_look(cluster):
            yield self.face(EMOJI)
        for family in BUNDLED:
            has_bold = is_bold and family not in ONLY_REGULAR
            yield self.face(family + BOLD_SUFFIX if has_bold else family)
        if is_unified_cjk(cluster[0]):
            yield from self._installed_faces(is_bold=is_bold)

    def _installed_faces(self, *, is_bold: bool) -> Iterator[Face]:
        if self._installed is None:
            self._installed = find_cjk_fonts(self._folders)
        wanted = [font for font in self._installed if font.is_bold == is_bold]
        for font in wanted + [font for font in self._installed if font.is_bold != is_bold]:
            yield self.face(font.key)

    def _open(self, key: str) -> Face:
        family = key.removesuffix(BOLD_SUFFIX)
        is_bold = key != family
        if family in BUNDLED and not (is_bold and family in ONLY_REGULAR):
            name = f"fonts/{BUNDLED[family]}-{'Bold' if is_bold else 'Regular'}.ttf"
            return open_face(key, resource_path(name), is_bold=is_bold)
        for font in self._installed or ():
            if font.key == key:
                return open_face(key, font.path, is_bold=font.is_bold)
        raise KeyError(key)


def _some(characters: str) -> str:
    """Return at most a dozen of ``characters``, as a person is shown them."""
    shown = [char if char.isprintable() else f"U+{ord(char):04X}" for char in characters[:12]]
    return " ".join(shown) + (" …" if len(characters) > 12 else "")
