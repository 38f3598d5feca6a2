"""Paints the pages of a print with QPainter: the preview and the system's printer take these.

The painter's units are the page's millimetres. What is painted is what stands on the page: its
windows onto sheets, clipped, and its layers; nothing is added here.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from model.evidence import Image
from model.layout.sheet import Sheet
from model.layout.theme import Theme
from model.printing.pages import Area, Piece, Printout, PrintPage
from widgets.painting import SheetPainter
from widgets.print.extents import Extent, extents_of, layers_in

Extents = Mapping[int, tuple[Extent, ...]]
"""The layers of each sheet of a print, by the identity of the sheet."""


def extents_in(printout: Printout) -> Extents:
    """Return the layers of every sheet of ``printout``; for large maps best beside the window."""
    return {id(sheet): extents_of(sheet) for sheet in printout.sheets()}


class PagePainter:
    """Draws the pages of one print.

    ``before`` drew another one: what it has made of the same lines is used again, through its
    ``marks_painter``.
    """

    def __init__(
        self,
        printout: Printout,
        extents: Extents | None = None,
        before: PagePainter | None = None,
    ) -> None:
        self.printout = printout
        self._extents = extents_in(printout) if extents is None else extents
        is_same = before is not None and before.printout.fonts is printout.fonts
        self.marks_painter: SheetPainter = (
            before.marks_painter if before and is_same else SheetPainter(printout.fonts)
        )
        images: dict[str, Image] = {}
        for sheet in printout.sheets():
            images.update(sheet.images)
        self.marks_painter.use_images(images)

    def paint(self, painter: QPainter, page: PrintPage) -> None:
        """Draw all of ``page`` with its top left corner at the painter's origin."""
        for _ in self.painted(painter, page, (0.0, 0.0, page.width, page.height)):
            pass

    def painted(
        self, painter: QPainter, page: PrintPage, seen: Area
    ) -> Generator[None, None, None]:
        """Draw what of ``page`` lies in ``seen``, a stop after each layer.

        Between two stops the painter may be left alone as long as one likes.
        """
        for piece in page.pieces:
            window = _shared(piece.window, seen)
            if window is not None:
                yield from self._piece_painted(painter, piece, window)
        for layer in page.layers:
            painter.translate(layer.x, layer.y)
            self.marks_painter.paint_marks(painter, layer.marks, self.theme)
            painter.translate(-layer.x, -layer.y)
            yield

    @property
    def theme(self) -> Theme:
        """The colours of the print."""
        return self.printout.theme

    def paper(self) -> QColor:
        """Return the colour of the empty page."""
        return QColor(*self.theme.rgb("paper"))

    def _piece_painted(
        self, painter: QPainter, piece: Piece, window: Area
    ) -> Generator[None, None, None]:
        painter.save()
        try:
            painter.setClipRect(QRectF(*window), Qt.ClipOperation.IntersectClip)
            painter.translate(piece.x, piece.y)
            painter.scale(piece.scale, piece.scale)
            for layer in layers_in(self._of(piece.sheet), _on_sheet(piece, window)):
                painter.translate(layer.x, layer.y)
                self.marks_painter.paint_marks(painter, layer.marks, self.theme)
                painter.translate(-layer.x, -layer.y)
                yield
        finally:  # also where nobody wants the rest
            painter.restore()

    def _of(self, sheet: Sheet) -> tuple[Extent, ...]:
        return self._extents[id(sheet)]


def _on_sheet(piece: Piece, window: Area) -> Area:
    x, y, width, height = window
    scale = piece.scale
    return (x - piece.x) / scale, (y - piece.y) / scale, width / scale, height / scale


def _shared(first: Area, second: Area) -> Area | None:
    left, top = max(first[0], second[0]), max(first[1], second[1])
    right = min(first[0] + first[2], second[0] + second[2])
    bottom = min(first[1] + first[3], second[1] + second[3])
    return (left, top, right - left, bottom - top) if right > left and bottom > top else None
