"""A face as a PDF embeds it: a Type 0 font whose codes are handed out as glyphs are drawn.

Each pair of glyph and text gets a code of its own, so a glyph that stands for two characters
(space and no-break space) is found again as what it stands for each time. TrueType codes reach
their glyphs through a CIDToGIDMap, CFF codes through a CMap of ours; so the subset can be compact
although the codes are written before it is known (reference/pdf.md 2.3).
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable
from functools import cached_property
from hashlib import sha256
from itertools import pairwise

import uharfbuzz as hb

from model.text.fonts import Face

# Bytes that would need an escape in a PDF string; no code holds them.
_AVOIDED = frozenset(b"()\\\r\n")
_BYTES = tuple(byte for byte in range(256) if byte not in _AVOIDED)
_NO_GLYPH = -1  # stands for a glyph without ink and room
_MAX_BFCHARS = 100  # entries in one bfchar or cidchar section (Adobe Technical Note 5014)
_UNUSED_TABLES = ("GSUB", "GPOS", "GDEF", "name", "OS/2", "post", "cmap", "DSIG", "gasp", "meta")


class EmbeddedFont:
    """The codes, widths and characters of one face in one document.

    Attributes:
        resource: Name of the font in the page's resources, e.g. ``F1``.
    """

    def __init__(self, face: Face, resource: str) -> None:
        self.resource = resource
        self._face = face
        self._codes: dict[tuple[int, str], str] = {}
        self._widths: dict[int, int] = {_NO_GLYPH: 0}
        self._characters: dict[int, str] | None = None

    def code(self, glyph: int, text: str) -> str:
        """Return the two characters (U+0000 to U+00FF) that draw ``glyph`` and read ``text``."""
        code = self._codes.get((glyph, text))
        if code is None:
            high, low = divmod(len(self._codes) + 1, len(_BYTES))
            code = self._codes[glyph, text] = chr(_BYTES[high]) + chr(_BYTES[low])
        return code

    def silent_code(self, text: str) -> str:
        """Return a code that reads ``text`` and draws nothing in no room; "" if there is none."""
        if self._face.space is None or self.is_cff:
            return ""
        return self.code(_NO_GLYPH, text)

    def space_code(self) -> str:
        """Return the code of a space; "" if the face has none."""
        return "" if self._face.space is None else self.code(self._face.space[0], " ")

    def width(self, glyph: int) -> int:
        """Return the width of ``glyph`` as the PDF will state it: whole thousandths of an em."""
        width = self._widths.get(glyph)
        if width is None:
            units = self._face.hb_font.get_glyph_h_advance(glyph)
            width = self._widths[glyph] = round(units * 1000 / self._face.upem)
        return width

    def draws(self, glyph: int, character: str) -> bool:
        """Tell whether ``glyph`` is what the face shows for ``character`` alone."""
        return bool(self._face.hb_font.get_nominal_glyph(ord(character)) == glyph)

    @property
    def name(self) -> str:
        """PostScript name with the six letters that mark a subset, the same for the same codes."""
        digest = sha256(repr(sorted(self._codes)).encode()).digest()
        tag = "".join(chr(65 + byte % 26) for byte in digest[:6])
        found = self._face.hb_face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or ""
        plain = re.sub(r"[^A-Za-z0-9-]", "", found)[:60]
        return f"{tag}+{plain or 'Font'}"

    @property
    def is_cff(self) -> bool:
        """Whether the outlines are PostScript ones."""
        return "glyf" not in self._face.hb_face.table_tags

    @property
    def is_archival(self) -> bool:
        """Whether PDF/A takes it: TrueType, and each glyph as wide as the PDF says."""
        has_silent = any(glyph == _NO_GLYPH for glyph, _ in self._codes)
        return not self.is_cff and (not has_silent or self._silent_glyph != self._space_glyph)

    def subset(self) -> FontSubset:
        """Return the face cut down to the glyphs drawn."""
        subset = FontSubset(self._face, self._glyphs_drawn(), is_cff=self.is_cff)
        subset.glyphs[_NO_GLYPH] = subset.glyphs.get(self._silent_glyph, 0)
        return subset

    def cid_to_gid_map(self, subset: FontSubset) -> bytes:
        """Return the stream that leads from a code to its glyph in ``subset``."""
        numbers = {_number(code): glyph for (glyph, _), code in self._codes.items()}
        size = max(numbers) + 1
        gids = (subset.glyphs[numbers[at]] if at in numbers else 0 for at in range(size))
        return struct.pack(f">{size}H", *gids)

    def code_map(self, subset: FontSubset) -> bytes:
        """Return the CMap that leads from a code to its glyph in ``subset``, for CFF fonts."""
        lines = [
            f"<{_number(code):04x}> {subset.glyphs[glyph]}"
            for (glyph, _), code in self._codes.items()
        ]
        return _cmap("Journeywall-H", "cidchar", lines, kind=1)

    def to_unicode(self) -> bytes:
        """Return the CMap that leads from a code to the characters it stands for."""
        lines = [
            f"<{_number(code):04x}> <{_utf16(text)}>" for (_, text), code in self._codes.items()
        ]
        return _cmap("Journeywall-UCS", "bfchar", lines, kind=2)

    def widths(self, subset: FontSubset) -> str:
        """Return the ``/W`` array, by code for TrueType and by glyph of ``subset`` for CFF."""
        if self.is_cff:
            wide = {subset.glyphs[glyph]: self.width(glyph) for glyph, _ in self._codes}
        else:
            wide = {_number(code): self.width(glyph) for (glyph, _), code in self._codes.items()}
        return f"[{' '.join(_width_ranges(sorted(wide.items())))}]"

    def descriptor(self) -> dict[str, object]:
        """Return the numbers of the font descriptor, in thousandths of an em."""
        head = self._face.hb_face.reference_table("head").data
        box = struct.unpack(">4h", head[36:44])
        return {
            "Flags": 4,
            "FontBBox": [round(side * 1000 / self._face.upem) for side in box],
            "ItalicAngle": 0,
            "Ascent": round(self._face.ascent * 1000),
            "Descent": -round(self._face.descent * 1000),
            "CapHeight": round(self._face.cap_height * 1000),
            "StemV": 140 if self._face.is_bold else 80,
        }

    def _glyphs_drawn(self) -> set[int]:
        drawn = {glyph for glyph, _ in self._codes}
        if _NO_GLYPH in drawn:
            drawn.add(self._silent_glyph)
        return drawn - {_NO_GLYPH}

    @property
    def _space_glyph(self) -> int:
        return 0 if self._face.space is None else self._face.space[0]

    @cached_property
    def _silent_glyph(self) -> int:
        """A glyph without ink and room, as nearly all faces have; else the space."""
        font = self._face.hb_font
        for glyph in range(1, self._face.hb_face.glyph_count):
            if font.get_glyph_h_advance(glyph) == 0:
                ink = font.get_glyph_extents(glyph)
                if ink is None or (ink.width, ink.height) == (0, 0):
                    return glyph
        return self._space_glyph


class FontSubset:
    """A font file cut down to some glyphs.

    Attributes:
        data: What a PDF embeds: a TrueType file, or the bare CFF table.
        glyphs: Glyph id in ``data`` by glyph id in the face.
    """

    def __init__(self, face: Face, glyphs: set[int], *, is_cff: bool) -> None:
        wanted = hb.SubsetInput()
        wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).set({0, *glyphs})
        wanted.sets(hb.SubsetInputSets.UNICODE).set(set())
        wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG).update(
            int.from_bytes(tag.encode(), "big") for tag in _UNUSED_TABLES
        )
        wanted.flags = (
            hb.SubsetFlags.NO_HINTING
            | hb.SubsetFlags.NO_LAYOUT_CLOSURE
            | hb.SubsetFlags.NOTDEF_OUTLINE
            | hb.SubsetFlags.CFF_IDENTITY_CHARSET
            | hb.SubsetFlags.DOWNGRADE_CFF2
        )
        if face.hb_face.has_var_data:
            wanted.pin_all_axes_to_default(face.hb_face)
        plan = hb.SubsetPlan(face.hb_face, wanted)
        made = plan.execute()
        self.data: bytes = made.reference_table("CFF ").data if is_cff else made.blob.data
        self.glyphs: dict[int, int] = dict(plan.old_to_new_glyph_mapping)


def _number(code: str) -> int:
    return ord(code[0]) << 8 | ord(code[1])


def _utf16(text: str) -> str:
    # U+0000, U+FEFF and U+FFFE are forbidden here (ISO 19005-2, 6.2.11.7.2), lone surrogates
    # cannot be written at all
    clean = re.sub("[\x00\ufeff\ufffe\ud800-\udfff]", "\ufffd", text)
    return clean.encode("utf-16-be").hex()


def _width_ranges(widths: list[tuple[int, int]]) -> Iterable[str]:
    """``first [w w w]`` for each row of numbers without a gap."""
    row: list[int] = []
    for (number, width), (following, _) in pairwise([*widths, (-1, 0)]):
        row.append(width)
        if following != number + 1:
            yield f"{number - len(row) + 1} [{' '.join(map(str, row))}]"
            row = []


def _cmap(name: str, section: str, lines: list[str], *, kind: int) -> bytes:
    parts = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> def",
        f"/CMapName /{name} def /CMapType {kind} def",
        "1 begincodespacerange <0000> <ffff> endcodespacerange",
    ]
    for first in range(0, len(lines), _MAX_BFCHARS):
        some = lines[first : first + _MAX_BFCHARS]
        parts += [f"{len(some)} begin{section}", *some, f"end{section}"]
    parts.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(parts).encode("ascii")
