"""Where the layers of a sheet are, so that a part of it is painted without the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from model.layout.drawing_order import Layer, drawing_order
from model.layout.sheet import Sheet
from model.printing.extents import layer_box
from model.printing.pages import Area


class Extent(NamedTuple):
    """A layer and the sides of the box it stays within, on its sheet."""

    left: float
    top: float
    right: float
    bottom: float
    layer: Layer


def extents_of(sheet: Sheet) -> tuple[Extent, ...]:
    """Return the layers of ``sheet`` that have marks, back to front, with where they are."""
    return tuple(Extent(*layer_box(layer), layer) for layer in drawing_order(sheet) if layer.marks)


def layers_in(extents: Iterable[Extent], area: Area) -> Iterator[Layer]:
    """Yield the layers that may be seen in ``area`` of their sheet, back to front."""
    left, top, width, height = area
    right, bottom = left + width, top + height
    for extent in extents:
        if (
            extent.left <= right
            and extent.right >= left
            and extent.top <= bottom
            and extent.bottom >= top
        ):
            yield extent.layer
