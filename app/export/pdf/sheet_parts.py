"""A sheet cut into parts for pages that each show a piece of it: runs of its drawing order.

A part is a stretch of the drawing order that stays within a bounded area, so a page calls only the
parts it shows, what lies over what stays as it is, and text is read in the order it was in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from statistics import median
from typing import NamedTuple

from model.layout.drawing_order import Layer, drawing_order
from model.layout.sheet import Sheet
from model.printing.extents import NOTHING, Box, joined, layer_box, mark_box
from model.printing.pages import Piece

# Of what a page shows: how far a part reaches. Smaller parts are drawn less often for nothing,
# larger ones compress better; of many pages the parts are the smaller share (docs/benchmarks.md).
_REACH, _REACH_OF_MANY = 1.6, 0.7
_MANY = 40
# A part with fewer marks is not worth its object in the file.
_LEAST_MARKS = 20
_OUT = 4.5  # how far outline and marks of a card reach beyond it, and more


class SheetPart(NamedTuple):
    """Consecutive layers, and a box that holds all their ink."""

    box: Box
    layers: tuple[Layer, ...]


def sheet_parts(sheet: Sheet, pieces: Iterable[Piece]) -> Iterator[SheetPart]:
    """Yield ``sheet`` in parts, in drawing order, for pages that show it through ``pieces``."""
    windows = [(piece.window[2] / piece.scale, piece.window[3] / piece.scale) for piece in pieces]
    reach = _REACH if len(windows) < _MANY else _REACH_OF_MANY
    across = median(min(width, sheet.width) for width, _ in windows) * reach
    down = median(min(height, sheet.height) for _, height in windows) * reach
    yield from _runs(_atoms(sheet, across, down), across, down)


class _Atom(NamedTuple):
    box: Box
    layer: Layer
    is_large: bool


def _atoms(sheet: Sheet, across: float, down: float) -> Iterator[_Atom]:
    """Yield the layers; of those that reach far, the marks one by one."""
    cards = _cards(sheet)
    for layer in drawing_order(sheet):
        size = cards.get(id(layer.marks))
        if size is not None:
            box = (layer.x - _OUT, layer.y - _OUT, layer.x + size[0], layer.y + size[1])
        else:
            box = layer_box(layer)
        if box == NOTHING:
            continue
        if not _is_large(box, across, down):
            yield _Atom(box, layer, is_large=False)
            continue
        for mark in layer.marks:
            left, top, right, bottom = mark_box(mark)
            own = (left + layer.x, top + layer.y, right + layer.x, bottom + layer.y)
            yield _Atom(own, Layer(layer.x, layer.y, (mark,)), _is_large(own, across, down))


def _cards(sheet: Sheet) -> Mapping[int, tuple[float, float]]:
    """Return (width, height) of the cards, which hold all their ink, by their marks' identity."""
    return {
        id(block.marks): (block.width + _OUT, block.height + _OUT)
        for row in sheet.cells
        for cell in row
        for block in (placed.block for placed in cell.contents)
        if block.kind == "card"
    }


def _runs(atoms: Iterable[_Atom], across: float, down: float) -> Iterator[SheetPart]:
    held: list[_Atom] = []
    box, marks = NOTHING, 0
    for atom in atoms:
        wider = joined((box, atom.box))
        if held and (
            atom.is_large != held[0].is_large
            or (not atom.is_large and marks >= _LEAST_MARKS and _is_large(wider, across, down))
        ):
            yield SheetPart(box, _layers(held))
            held, wider, marks = [], atom.box, 0
        held.append(atom)
        box, marks = wider, marks + len(atom.layer.marks)
    if held:
        yield SheetPart(box, _layers(held))


def _layers(atoms: Iterable[_Atom]) -> tuple[Layer, ...]:
    """Return the layers of ``atoms``, marks of one place put together again."""
    made: list[Layer] = []
    for _, layer, _ in atoms:
        last = made[-1] if made else None
        if last is not None and (last.x, last.y) == (layer.x, layer.y):
            made[-1] = Layer(layer.x, layer.y, (*last.marks, *layer.marks))
        else:
            made.append(layer)
    return tuple(made)


def _is_large(box: Box, across: float, down: float) -> bool:
    return box[2] - box[0] > across or box[3] - box[1] > down
