"""The order in which a sheet is drawn: one walk that every painter takes.

It is also the reading order of the text in a PDF: title, phases and steps, then lane by lane
from left to right (reference/workshops-and-print.md 4, reading order).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from model.layout.marks import Mark
from model.layout.sheet import Block, Cell, Placed, Sheet

PartKind = Literal[
    "background", "title", "body", "phase", "step", "lane", "ground", "item", "trailer", "overlay"
]


class Layer(NamedTuple):
    """Marks that are drawn relative to (x, y) on the sheet; thousands are made for a print."""

    x: float
    y: float
    marks: tuple[Mark, ...]


def drawing_order(sheet: Sheet) -> Iterator[Layer]:
    """Yield everything on ``sheet`` from the back to the front."""
    yield Layer(0, 0, sheet.background)
    if sheet.title is not None:
        yield _layer(sheet.title)
    for row in sheet.rows:
        yield Layer(sheet.grid_x, row.y, row.body)
    for phase in sheet.phases:
        yield _layer(phase.header)
    for column in sheet.columns:
        yield _layer(column.header)
    for row, cells in zip(sheet.rows, sheet.cells, strict=True):
        yield _layer(row.header)
        yield from _cell_layers(cells)
    for trailer in sheet.trailers:
        yield _layer(trailer)
    yield Layer(0, 0, sheet.overlay)


class Part(NamedTuple):
    """What a layer is.

    Attributes:
        kind: ``body`` is what lies behind the cells of a row, ``ground`` behind those of a cell.
        row, column: Of the lane and the step (or the phase), counted from 0; -1 for none.
        block: What is drawn, where the layer is a block.
    """

    kind: PartKind
    row: int = -1
    column: int = -1
    block: Block | None = None


def drawn_parts(sheet: Sheet) -> Iterator[Part]:
    """Yield what each layer of `drawing_order` is, in the same order.

    A walk of its own: only who writes down what is drawn needs it, and the others pay nothing.
    """
    yield Part("background")
    if sheet.title is not None:
        yield Part("title", block=sheet.title.block)
    for row in range(len(sheet.rows)):
        yield Part("body", row)
    for column, phase in enumerate(sheet.phases):
        yield Part("phase", column=column, block=phase.header.block)
    for column, step in enumerate(sheet.columns):
        yield Part("step", column=column, block=step.header.block)
    for row, cells in enumerate(sheet.cells):
        yield Part("lane", row, block=sheet.rows[row].header.block)
        for column, cell in enumerate(cells):
            if cell.marks:
                yield Part("ground", row, column)
        for column, cell in enumerate(cells):
            for placed in cell.contents:
                yield Part("item", row, column, placed.block)
    for trailer in sheet.trailers:
        yield Part("trailer", block=trailer.block)
    yield Part("overlay")


def _cell_layers(cells: tuple[Cell, ...]) -> Iterator[Layer]:
    # All grounds of a row before its contents: a card that spans steps reaches over the next cell.
    for cell in cells:
        if cell.marks:
            yield Layer(cell.x, cell.y, cell.marks)
    for cell in cells:
        for placed in cell.contents:
            yield Layer(cell.x + placed.x, cell.y + placed.y, placed.block.marks)


def _layer(placed: Placed) -> Layer:
    return Layer(placed.x, placed.y, placed.block.marks)
