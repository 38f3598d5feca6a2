"""What of a map is printed and how large: the ground that every check stands on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from model.journey import JourneyMap
from model.layout.sheet import Block, Placed, Sheet
from model.printing.laying import enlargement
from model.printing.pages import Area, Piece, Printout, PrintPage
from model.printing.settings import PrintSettings


@dataclass(frozen=True, slots=True)
class Part:
    """A block at its place on its sheet (mm at 1:1), and the smallest scale it is seen at."""

    block: Block
    x: float
    y: float
    scale: float


@dataclass(frozen=True)
class Printed:
    """A map and the pages it is about to be printed on."""

    journey: JourneyMap
    printout: Printout

    @property
    def settings(self) -> PrintSettings:
        """How it is printed."""
        return self.printout.settings

    @cached_property
    def pieces(self) -> tuple[tuple[PrintPage, Piece], ...]:
        """The windows one reads the map through, not the small pictures that show where one is."""
        least = self.printout.scale * 0.999
        return tuple(
            (page, piece)
            for page in self.printout.pages
            for piece in page.pieces
            if piece.scale >= least
        )

    @cached_property
    def scales(self) -> dict[int, tuple[Sheet, float]]:
        """The sheets that are printed, by identity, each with the smallest scale it is seen at.

        A file that a print shop enlarges again is judged as it will hang.
        """
        enlarged = enlargement(self.settings)
        found: dict[int, tuple[Sheet, float]] = {}
        for _, piece in self.pieces:
            scale = piece.scale * enlarged
            _, known = found.get(id(piece.sheet), (piece.sheet, scale))
            found[id(piece.sheet)] = (piece.sheet, min(known, scale))
        return found

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Everything on the sheets that can be pointed at, in wall order."""
        return tuple(
            Part(block, x, y, scale)
            for sheet, scale in self.scales.values()
            for block, x, y in _blocks(sheet)
        )

    def parts_of(self, sheet: Sheet) -> Iterator[Part]:
        """Yield what can be pointed at on one of the sheets, in wall order."""
        _, scale = self.scales[id(sheet)]
        return (Part(block, x, y, scale) for block, x, y in _blocks(sheet))

    def windows(self, sheet: Sheet) -> Iterator[Area]:
        """Yield what of ``sheet`` each page shows, in the sheet's own millimetres."""
        for _, piece in self.pieces:
            if piece.sheet is sheet:
                x, y, width, height = piece.window
                yield (
                    (x - piece.x) / piece.scale,
                    (y - piece.y) / piece.scale,
                    width / piece.scale,
                    height / piece.scale,
                )


def _blocks(sheet: Sheet) -> Iterator[tuple[Block, float, float]]:
    heads: list[Placed] = [] if sheet.title is None else [sheet.title]
    heads += [phase.header for phase in sheet.phases]
    heads += [column.header for column in sheet.columns]
    for placed in heads:
        yield placed.block, placed.x, placed.y
    for row, cells in zip(sheet.rows, sheet.cells, strict=True):
        yield row.header.block, row.header.x, row.header.y
        for cell in cells:
            for placed in cell.contents:
                yield placed.block, cell.x + placed.x, cell.y + placed.y
    for placed in sheet.trailers:
        yield placed.block, placed.x, placed.y
