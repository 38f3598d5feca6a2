"""Only what changed is painted anew, and what is painted is the sheet, near and far."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTextEdit

from app.document import Document
from model.edits import remove_items, set_item, set_lane
from model.integrity import integrity_problems
from model.layout.engine import Layout
from tests.painted_region import PaintedRegion
from widgets.canvas.changes import changed_areas
from widgets.canvas.pictures import PictureCache
from widgets.canvas.selection import item_selection, still_there
from widgets.painting import SheetPainter


def test_a_letter_paints_its_card_and_little_else(canvas, hand, qtbot):
    hand.double_click(hand.over("b"))
    QTest.qWait(400)
    painted = PaintedRegion(canvas.viewport())
    (editor,) = canvas.findChildren(QTextEdit)
    QTest.keyClicks(editor, "x")
    QTest.qWait(50)
    viewport = canvas.viewport()
    assert 0 < painted.pixels < viewport.width() * viewport.height() / 6


def test_a_carried_card_paints_what_it_passes(canvas, hand):
    canvas.set_zoom(0.25)
    canvas.show_area(canvas.frame.index.find("c").area)
    hand.press(hand.over("c"))
    hand.move(hand.over("c") + QPointF(20, 20))
    QTest.qWait(400)
    painted = PaintedRegion(canvas.viewport())
    hand.move(hand.over("c") + QPointF(25, 20))
    QTest.qWait(30)
    viewport = canvas.viewport()
    assert 0 < painted.pixels < viewport.width() * viewport.height() / 4
    QTest.keyClick(canvas, Qt.Key.Key_Escape)


def test_the_words_beside_a_carried_feeling_are_painted_whole(canvas, hand, document):
    document.apply("edits.delete", lambda held: remove_items(held, ["f1"]))  # and so the curve
    canvas.set_zoom(0.25)
    canvas.show_area(canvas.frame.index.find("f2").area)
    hand.press(hand.over("f2"))
    hand.move(hand.over("f2") - QPointF(0, 12))
    QTest.qWait(400)
    painted = PaintedRegion(canvas.viewport())
    hand.move(hand.point - QPointF(0, 300))
    QTest.qWait(50)
    region = QRegion(painted.region)
    picture = canvas.viewport().grab().toImage()  # everything, painted anew
    cell = canvas.frame.cell_rect(canvas.frame.index.cell_of("feelings", "s2"))
    words = [
        point
        for y in range(int(cell.top()), int(cell.bottom()))
        for x in range(int(cell.left()), picture.width())
        if picture.pixelColor(point := QPoint(x, y)) == canvas.colour("drop")
    ]
    assert any(point.x() > cell.right() + 10 for point in words)
    assert all(map(region.contains, words))
    QTest.keyClick(canvas, Qt.Key.Key_Escape)


def test_one_changed_card_is_one_changed_area(fonts, document):
    layout = Layout(fonts)
    before = layout.sheet(document.value)
    after = layout.sheet(set_item(document.value, "b", text="kort"))
    (area,) = changed_areas(before, after)
    cell = after.cells[0][0]
    (card,) = (placed for placed in cell.contents if placed.block.id == "b")
    block = QRectF(cell.x + card.x, cell.y + card.y, card.block.width, card.block.height)
    assert area.contains(block)
    assert area.width() < block.width() + 20
    assert area.height() < block.height() + 20


def test_cards_that_move_up_are_changed_where_they_were_and_where_they_are(fonts, document):
    layout = Layout(fonts)
    before = layout.sheet(document.value)
    after = layout.sheet(remove_items(document.value, ("a",)))
    areas = changed_areas(before, after)
    for sheet in (before, after):
        cell = sheet.cells[0][0]
        for placed in cell.contents:
            middle = QPointF(
                cell.x + placed.x + placed.block.width / 2,
                cell.y + placed.y + placed.block.height / 2,
            )
            assert any(area.contains(middle) for area in areas)


def test_a_renamed_lane_paints_everything(fonts, document):
    layout = Layout(fonts)
    before = layout.sheet(document.value)
    after = layout.sheet(set_lane(document.value, "pains", name="Ondt"))
    assert changed_areas(before, after) is None


def test_nothing_changed_is_nothing_painted(fonts, document):
    layout = Layout(fonts)
    assert changed_areas(layout.sheet(document.value), layout.sheet(document.value)) == []


@pytest.mark.parametrize("zoom", [0.025, 0.06, 0.5])
def test_a_card_shows_its_colour_at_any_distance(canvas, zoom):
    canvas.set_zoom(zoom)
    canvas.show_area(canvas.frame.index.find("a").area)
    QTest.qWait(300)
    spot = canvas.frame.index.find("a")
    rect = canvas.frame.item_rect(spot)
    inside = rect.topLeft() + QPointF(rect.width() * 0.8, rect.height() * 0.7)
    held = canvas.viewport().grab().toImage().pixelColor(inside.toPoint())
    # Far out a white note is drawn grey, or it would not be seen on the grid.
    expected = (canvas.colour(spot.placed.block.fill), canvas.colour("card.grey.fill"))
    assert any(_distance(held, colour) < 60 for colour in expected)


def _distance(one: QColor, other: QColor) -> int:
    pairs = zip(one.getRgb()[:3], other.getRgb()[:3], strict=True)
    return sum(abs(first - second) for first, second in pairs)


def test_pictures_never_take_more_memory_than_they_may(canvas):
    cap = 600_000
    cache = PictureCache(SheetPainter(canvas.sheet.fonts), canvas._board._theme, cap)
    blocks = [
        placed.block for row in canvas.sheet.cells for cell in row for placed in cell.contents
    ]
    for scale in (1.0, 1.5, 2.0, 2.5, 3.0):
        for block in blocks:
            assert cache.make(block, scale)
            assert cache.cost <= cap
    assert cache.has(blocks[-1], 3.0)
    assert not cache.has(blocks[0], 1.0)


_STEPS = ("s1", "s2", "s3")
_LANES = ("actions", "pains", "notes", "feelings")
_DEEDS = (
    *("drag", "copy", "add", "delete", "undo", "redo", "write"),
    *("left", "down", "zoom", "all", "hide"),
)
_WORK = st.lists(
    st.tuples(
        st.sampled_from(_DEEDS),
        st.integers(0, 99),
        st.sampled_from(_LANES),
        st.sampled_from(_STEPS),
    ),
    min_size=4,
    max_size=20,
)


@given(_WORK)
@settings(
    deadline=None,
    max_examples=30,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_whatever_one_does_the_canvas_shows_the_map(canvas, hand, document: Document, fonts, work):
    while document.undo_label:
        document.undo()
    for deed, number, lane_id, step_id in work:
        _do(canvas, hand, document, deed, number, lane_id, step_id)
        assert canvas.shown is document.value
        assert still_there(canvas.selection, document.value) is canvas.selection
    assert list(integrity_problems(document.value)) == []
    fresh = Layout(fonts).sheet(document.value)
    assert (canvas.sheet.width, canvas.sheet.height) == (fresh.width, fresh.height)
    while document.undo_label:
        document.undo()
    while document.redo_label:
        document.redo()
    assert canvas.shown is document.value


def _do(canvas, hand, document, deed, number, lane_id, step_id) -> None:
    items = canvas.all_items()
    item = items[number % len(items)] if items else None
    if deed in ("drag", "copy") and item is not None:
        keys = Qt.KeyboardModifier.ControlModifier if deed == "copy" else Qt.KeyboardModifier(0)
        canvas.fit()
        if canvas.frame.index.cell_of(lane_id, step_id) is None:
            return
        hand.drag(hand.over(item), hand.in_cell(lane_id, step_id, 0.8, 0.6), keys)
    elif deed == "add":
        if canvas.add_card_at(lane_id, step_id, text="ny") and canvas.is_editing:
            QTest.keyClick(canvas.findChildren(QTextEdit)[0], Qt.Key.Key_Escape)
    elif deed == "write" and item is not None and canvas.edit(item_selection((item,))):
        QTest.keyClicks(canvas.findChildren(QTextEdit)[0], "ord")
        canvas.commit_editing()
    elif deed == "delete" and item is not None:
        canvas.select(item_selection((item,)))
        QTest.keyClick(canvas, Qt.Key.Key_Delete)
    elif deed in ("undo", "redo"):
        getattr(document, deed)()
    elif deed in ("left", "down"):
        key = Qt.Key.Key_Left if deed == "left" else Qt.Key.Key_Down
        QTest.keyClick(canvas, key, Qt.KeyboardModifier.AltModifier)
    elif deed == "zoom":
        canvas.zoom_at(QPointF(300 + number, 200), 0.8 + number / 100)
    elif deed == "all":
        QTest.keyClick(canvas, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    elif deed == "hide":
        is_visible = number % 2 == 0
        document.apply(
            "edits.change_lane", lambda held: set_lane(held, "pains", is_visible=is_visible)
        )
