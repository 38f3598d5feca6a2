"""PNG pictures of a PDF's pages at a chosen resolution, drawn by PDFium; needs no Qt.

A page is drawn in bands and packed band by band, so that a wall of hundreds of millions of pixels
takes no more memory than a photo.
"""

from __future__ import annotations

import ctypes
import math
import struct
import zlib
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium

from model.problems import PrintProblem

LEAST_DPI, MOST_DPI = 10.0, 2400.0
MAX_SIDE_PX = 65_000
"""The longest side of a picture: what most programs open at all (reference/peers.md)."""
MAX_PIXELS = 500_000_000
"""The most pixels of one picture: a wall of 5 by 2.8 m at 150 dpi."""

_POINTS_PER_INCH = 72.0
_METRES_PER_INCH = 0.0254
_BAND_PX = 4_000_000
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_DEPTH, _RGB = 8, 2
_WHITE = 0xFFFFFFFF
_UNFILTERED = b"\x00"
_LEVEL = 6


def png_pages(pdf: bytes, dpi: float) -> Iterator[bytes]:
    """Yield a PNG of each page of ``pdf``, in order, white where the page is blank.

    The file states the resolution, so that it is placed at its size in mm. PDFium is not made for
    several threads: draw in one at a time.

    Raises:
        PrintProblem: ``print.png_dpi`` for a resolution nobody can draw, ``print.png_too_large``
            with the largest that works. Both are raised before any page is drawn.
    """
    if not LEAST_DPI <= dpi <= MOST_DPI:
        raise PrintProblem("print.png_dpi", least=round(LEAST_DPI), most=round(MOST_DPI))
    document = pypdfium2.PdfDocument(pdf)
    sizes = [document.get_page_size(at) for at in range(len(document))]
    for width, height in sizes:
        _check_size(width, height, dpi)
    return _pictures(document, sizes, dpi)


def largest_dpi(width: float, height: float) -> int:
    """Return the largest resolution a page of this size in points can be drawn at."""
    by_side = MAX_SIDE_PX / max(width, height)
    by_area = math.sqrt(MAX_PIXELS / (width * height))
    return math.floor(min(_POINTS_PER_INCH * min(by_side, by_area), MOST_DPI))


def _check_size(width: float, height: float, dpi: float) -> None:
    most = largest_dpi(width, height)
    if dpi > most:
        across, down = _pixels(width, dpi), _pixels(height, dpi)
        raise PrintProblem("print.png_too_large", dpi=dpi, width=across, height=down, fitting=most)


def _pixels(points: float, dpi: float) -> int:
    return max(1, round(points * dpi / _POINTS_PER_INCH))


def _pictures(
    document: pypdfium2.PdfDocument, sizes: list[tuple[float, float]], dpi: float
) -> Iterator[bytes]:
    try:
        for at, (width, height) in enumerate(sizes):
            page = document[at]
            try:
                yield _png(page, _pixels(width, dpi), _pixels(height, dpi), dpi)
            finally:
                page.close()
    finally:
        document.close()


def _png(page: pypdfium2.PdfPage, width: int, height: int, dpi: float) -> bytes:
    density = round(dpi / _METRES_PER_INCH)
    parts = [
        _SIGNATURE,
        _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, _DEPTH, _RGB, 0, 0, 0)),
        _chunk(b"sRGB", b"\x00"),
        _chunk(b"pHYs", struct.pack(">IIB", density, density, 1)),
    ]
    packer = zlib.compressobj(_LEVEL)
    for rows in _bands(page, width, height):
        packed = packer.compress(rows)
        if packed:
            parts.append(_chunk(b"IDAT", packed))
    parts.append(_chunk(b"IDAT", packer.flush()))
    parts.append(_chunk(b"IEND", b""))
    return b"".join(parts)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _bands(page: pypdfium2.PdfPage, width: int, height: int) -> Iterator[bytes]:
    """Yield the page's rows of RGB from the top, some at a time, each after its filter's byte."""
    rows = min(height, max(1, _BAND_PX // width))
    bitmap = pdfium.FPDFBitmap_CreateEx(width, rows, pdfium.FPDFBitmap_BGR, None, 0)
    if not bitmap:
        raise MemoryError
    try:
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        start = pdfium.FPDFBitmap_GetBuffer(bitmap)
        pixels = memoryview((ctypes.c_ubyte * (stride * rows)).from_address(start)).cast("B")
        for top in range(0, height, rows):
            pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, rows, _WHITE)
            pdfium.FPDF_RenderPageBitmap(
                bitmap, page, 0, -top, width, height, 0, pdfium.FPDF_REVERSE_BYTE_ORDER
            )
            held = (
                pixels[at : at + 3 * width]
                for at in range(0, min(rows, height - top) * stride, stride)
            )
            yield b"".join(part for row in held for part in (_UNFILTERED, row))
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
