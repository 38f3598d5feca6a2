"""A sheet cut into parts for many pages: nothing lost, nothing out of order, nothing cut off."""

from __future__ import annotations

import pytest

from app.export.pdf.sheet_parts import sheet_parts
from model.layout.drawing_order import drawing_order
from model.layout.engine import Layout
from model.layout.marks import Mark
from model.layout.sheet import Sheet
from model.printing.extents import mark_box
from model.printing.pages import Piece
from model.templates import sample
from model.text.fonts import FontBook


@pytest.fixture(scope="module")
def sheet() -> Sheet:
    return Layout(FontBook.bundled()).sheet(sample("sustainable-shoes", "da"), for_print=True)


def pieces(sheet: Sheet, width: float) -> list[Piece]:
    return [Piece(sheet, (5.0, 5.0, width, width), 5.0 - at, 5.0, 1.0) for at in range(3)]


@pytest.mark.parametrize("width", [90.0, 400.0, 9000.0])
def test_the_parts_are_the_drawing_order_mark_by_mark(sheet, width):
    parts = list(sheet_parts(sheet, pieces(sheet, width)))
    drawn = [(layer.x, layer.y, id(mark)) for layer in drawing_order(sheet) for mark in layer.marks]
    again = [
        (layer.x, layer.y, id(mark))
        for part in parts
        for layer in part.layers
        for mark in layer.marks
    ]
    assert again == drawn


def test_smaller_windows_make_more_parts(sheet):
    counts = [len(list(sheet_parts(sheet, pieces(sheet, w)))) for w in (90.0, 400.0, 9000.0)]
    assert counts[0] > counts[1] > counts[2] >= 1


def test_the_box_of_a_part_holds_all_its_ink(sheet):
    for part in sheet_parts(sheet, pieces(sheet, 200.0)):
        left, top, right, bottom = part.box
        for layer in part.layers:
            for mark in layer.marks:
                if holds_ink(mark):
                    x1, y1, x2, y2 = mark_box(mark)
                    assert left <= x1 + layer.x + 1
                    assert top <= y1 + layer.y + 1
                    assert right >= x2 + layer.x - 1
                    assert bottom >= y2 + layer.y - 1


def holds_ink(mark: Mark) -> bool:
    box = mark_box(mark)
    return box[0] < box[2] or box[1] < box[3]
