"""Reads a PDF back with pikepdf: where each glyph stands, and which fonts there are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from fontTools.ttLib import TTFont

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True)
class ShownGlyph:
    """A glyph with ink or room, its origin in points from the page's bottom left corner."""

    font: str
    x: float
    y: float


def shown_glyphs(pdf: pikepdf.Pdf) -> Iterator[ShownGlyph]:
    """Yield every glyph of the first page in drawing order, as ISO 32000-1, 9.4 places it."""
    page = pdf.pages[0]
    fonts = {name: EmbeddedFont(font) for name, font in page.Resources.Font.items()}
    reader = _Reader(fonts)
    for operands, operator in pikepdf.parse_content_stream(page):
        yield from reader.step(str(operator), list(operands))


class EmbeddedFont:
    """Widths and silent codes of a Type 0 font of ours."""

    def __init__(self, font: pikepdf.Object) -> None:
        descendant = font.DescendantFonts[0]
        self.name = str(font.BaseFont)[1:]
        self.widths = _widths(descendant.W)
        self._gids = descendant.CIDToGIDMap.read_bytes()
        program = TTFont(BytesIO(descendant.FontDescriptor.FontFile2.read_bytes()))
        glyphs = program["glyf"]
        self._is_empty = [glyphs[name].numberOfContours == 0 for name in program.getGlyphOrder()]

    def is_silent(self, code: int) -> bool:
        """Tell whether ``code`` is there to be read only: no ink and no room."""
        gid = int.from_bytes(self._gids[2 * code : 2 * code + 2], "big")
        return self._is_empty[gid] and self.widths[code] == 0


class _Reader:
    def __init__(self, fonts: dict[str, EmbeddedFont]) -> None:
        self._fonts = fonts
        self._stack: list[tuple[Matrix, EmbeddedFont | None, float]] = []
        self._page: Matrix = IDENTITY
        self._font: EmbeddedFont | None = None
        self._size = 0.0
        self._rise = 0.0
        self._line: Matrix = IDENTITY
        self._text: Matrix = IDENTITY

    def step(self, operator: str, operands: list[object]) -> Iterator[ShownGlyph]:
        match operator:
            case "q":
                self._stack.append((self._page, self._font, self._size))
            case "Q":
                self._page, self._font, self._size = self._stack.pop()
            case "cm":
                self._page = _times(tuple(map(float, operands)), self._page)
            case "BT":
                self._line = self._text = IDENTITY
            case "Tf":
                self._font, self._size = self._fonts[str(operands[0])], float(operands[1])
            case "Ts":
                self._rise = float(operands[0])
            case "Tm":
                self._line = self._text = tuple(map(float, operands))
            case "Td":
                move = (1, 0, 0, 1, float(operands[0]), float(operands[1]))
                self._line = self._text = _times(move, self._line)
            case "TJ":
                yield from self._show(operands[0])

    def _show(self, parts: object) -> Iterator[ShownGlyph]:
        for part in parts:
            if isinstance(part, pikepdf.String):
                yield from self._show_string(bytes(part))
            else:
                self._advance(-float(part) / 1000)

    def _show_string(self, data: bytes) -> Iterator[ShownGlyph]:
        for code in (int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data), 2)):
            if not self._font.is_silent(code):
                risen = (1, 0, 0, 1, 0, self._rise)
                *_, x, y = _times(_times(risen, self._text), self._page)
                yield ShownGlyph(self._font.name, x, y)
            self._advance(self._font.widths[code] / 1000)

    def _advance(self, ems: float) -> None:
        self._text = _times((1, 0, 0, 1, ems * self._size, 0), self._text)


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j,
        e * g + f * i + k, e * h + f * j + m,
    )  # fmt: skip


def _widths(array: pikepdf.Array) -> dict[int, int]:
    widths, items = {}, list(array)
    for first, row in zip(items[::2], items[1::2], strict=True):
        for offset, width in enumerate(row):
            widths[int(first) + offset] = int(width)
    return widths
