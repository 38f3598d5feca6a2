"""What the canvas keeps between frames is what it would paint anew, and little is painted anew."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QRegion
from PySide6.QtTest import QTest

from model.edits import set_item, set_lane
from model.layout.theme import Theme
from tests.painted_region import PaintedRegion
from widgets.canvas import board
from widgets.canvas.selection import item_selection
from widgets.canvas.shades import Shades


def shown(canvas) -> QImage:
    """Return what the window shows when nothing is waiting to be painted."""
    canvas.viewport().repaint()
    for _ in range(100):
        QTest.qWait(20)
        if canvas.is_settled:
            break
    assert canvas.is_settled
    return canvas.viewport().grab().toImage()


def painted_anew(canvas) -> QImage:
    canvas._layer.forget()
    return shown(canvas)


def anew(canvas, work) -> int:
    """Return how many pixels of the board are painted anew by ``work``."""
    shown(canvas)
    before = canvas._layer.painted_area
    work()
    shown(canvas)
    return canvas._layer.painted_area - before


def pixels(canvas) -> int:
    return canvas.viewport().width() * canvas.viewport().height()


@pytest.mark.parametrize("zoom", [0.08, 0.4, 1.0])
def test_after_much_scrolling_the_window_shows_what_it_would_paint_anew(canvas, zoom):
    canvas.set_zoom(zoom)
    chance = random.Random(3)
    for _ in range(12):
        canvas.scroll(chance.uniform(-300, 300), chance.uniform(-300, 300))
        canvas.viewport().repaint()
    assert shown(canvas) == painted_anew(canvas)


def test_after_edits_and_undo_while_scrolled_the_window_shows_the_map(canvas, document):
    canvas.set_zoom(0.5)
    canvas.scroll(123.4, 56.7)
    for card, text in (("a", "kort"), ("b", "en noget længere tekst end før"), ("c", "")):
        document.apply("edits.write", lambda held, c=card, t=text: set_item(held, c, text=t))
        canvas.viewport().repaint()
        canvas.scroll(-31, 17)
        canvas.viewport().repaint()
    document.undo()
    assert shown(canvas) == painted_anew(canvas)
    document.apply("edits.change_lane", lambda held: set_lane(held, "notes", is_visible=False))
    assert shown(canvas) == painted_anew(canvas)


def test_a_scroll_paints_little_more_than_what_comes_in(canvas):
    canvas.set_zoom(1.0)
    width, height = canvas.viewport().width(), canvas.viewport().height()
    block = 256  # it comes in so many pixels at a time

    def scroll_down() -> None:
        for _ in range(30):
            canvas.scroll(0, 20)
            canvas.viewport().repaint()

    assert anew(canvas, scroll_down) <= (600 + block) * (width + block)
    assert anew(canvas, lambda: canvas.scroll(0, -20)) <= (20 + block) * (width + block)
    assert anew(canvas, lambda: canvas.scroll(-1, 0)) <= block * (height + block)


def test_going_back_a_little_paints_nothing_anew(canvas):
    canvas.set_zoom(1.0)
    canvas.scroll(300, 300)
    shown(canvas)
    anew(canvas, lambda: canvas.scroll(8, 8))
    assert anew(canvas, lambda: canvas.scroll(-4, -4)) == 0


def test_small_scrolls_add_up(canvas):
    canvas.set_zoom(1.0)
    canvas.scroll(10, 10)
    before = canvas.frame.view.x
    for _ in range(10):
        canvas.scroll(0.3, 0)
    assert canvas.frame.view.x == pytest.approx(before + 3)


def test_a_chosen_card_paints_nothing_of_the_board(canvas):
    canvas.set_zoom(0.5)
    assert anew(canvas, lambda: canvas.select(item_selection(("a",)))) == 0
    assert anew(canvas, canvas.take_focus) == 0


def test_a_letter_paints_only_the_cell_of_its_card(canvas, document):
    canvas.set_zoom(0.5)
    canvas.reveal(item_selection(("b",)))
    work = lambda: document.apply("edits.write", lambda held: set_item(held, "b", text="x"))  # noqa: E731
    cell = canvas.frame.cell_rect(canvas.frame.index.cell_of("actions", "s1"))
    assert 0 < anew(canvas, work) < 1.5 * cell.width() * cell.height()


def test_a_carried_card_is_painted_pale_once_and_then_only_over_the_board(canvas, hand):
    canvas.set_zoom(0.25)
    canvas.reveal(item_selection(("c",)))
    card = canvas.frame.item_rect(canvas.frame.index.find("c"))

    def take() -> None:
        hand.press(card.center())
        hand.move(card.center() + QPointF(12, 9))

    taken = anew(canvas, take)
    assert 0 < taken < 3 * card.width() * card.height()
    assert anew(canvas, lambda: hand.move(card.center() + QPointF(40, 30))) == 0
    carried = shown(canvas)
    assert carried == painted_anew(canvas)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert shown(canvas) == painted_anew(canvas)


def test_other_colours_are_painted_at_once(canvas):
    light = shown(canvas)
    canvas.set_theme(Theme.named("screen_dark"))
    dark = shown(canvas)
    assert dark != light
    assert dark == painted_anew(canvas)
    canvas.set_theme(Theme.named("screen_light"))
    assert shown(canvas) == light


def test_another_window_size_shows_the_same_as_painted_anew(canvas):
    canvas.set_zoom(0.5)
    canvas.resize(900, 700)
    canvas.scroll(33, 44)
    assert shown(canvas) == painted_anew(canvas)


def with_part_of(picture: QImage, region: QRegion, other: QImage) -> QImage:
    """Return ``picture`` with what ``other`` shows in ``region``."""
    made = QImage(picture)
    painter = QPainter(made)
    painter.setClipRegion(region)
    painter.drawImage(0, 0, other)
    painter.end()
    return made


@pytest.mark.parametrize("zoom", [0.08, 0.5, 1.0])
@pytest.mark.parametrize("card", ["a", "b"])
def test_a_lane_that_grows_has_all_painted_that_looks_different(canvas, document, zoom, card):
    canvas.set_zoom(zoom)
    canvas.reveal(item_selection((card,)))
    for text in ("en\nto\ntre\nfire\nfem\nseks\nsyv\notte\nni\nti\nelleve", "kort"):
        before = shown(canvas)
        painted = PaintedRegion(canvas.viewport())
        document.apply("edits.write", lambda held, t=text: set_item(held, card, text=t))
        QTest.qWait(300)
        region = QRegion(painted.region)
        after = shown(canvas)
        assert after != before
        assert with_part_of(before, region, after) == after


@pytest.mark.parametrize("zoom", [0.08, 0.5, 1.0])
@pytest.mark.parametrize("card", ["a", "b"])
def test_a_lane_that_grows_and_shrinks_again_shows_what_it_would_paint_anew(
    canvas, document, zoom, card
):
    canvas.set_zoom(zoom)
    canvas.reveal(item_selection((card,)))
    for text in ("en\nto\ntre\nfire\nfem\nseks\nsyv\notte\nni\nti\nelleve", "kort"):
        document.apply("edits.write", lambda held, t=text: set_item(held, card, text=t))
        kept = shown(canvas)
        assert kept == painted_anew(canvas)


def test_what_lies_above_a_lane_that_grows_is_not_painted_anew(canvas, document):
    canvas.set_zoom(0.4)
    lanes = canvas.sheet.rows
    last = next(
        spot.id
        for row in reversed(range(len(lanes)))
        for spot in canvas.frame.index.row_items(row, range(len(canvas.sheet.columns)))
        if spot.placed.block.kind == "card"
    )
    canvas.reveal(item_selection((last,)))
    area = canvas.frame.item_rect(canvas.frame.index.find(last))
    text = "\n".join("linje" for _ in range(14))
    work = lambda: document.apply("edits.write", lambda held: set_item(held, last, text=text))  # noqa: E731
    row = canvas.frame.index.find(last).row
    above = canvas.frame.area_rect(QRectF(0, 0, 1, canvas.sheet.rows[row].y)).bottom()
    assert area.top() > above > 100
    assert 0 < anew(canvas, work) < pixels(canvas) * 1.2 - (above - 30) * canvas.viewport().width()


def test_the_shade_of_a_long_edge_is_the_same_all_along():
    picture = QImage(3000, 40, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    Shades().paint(painter, QRectF(picture.rect()), QPointF(10, 5), (2500, 0))
    painter.end()
    column = [picture.pixel(11, y) for y in range(40)]
    assert len(set(column)) > 4
    for x in (12, 1033, 1034, 1035, 2509):
        assert [picture.pixel(x, y) for y in range(40)] == column
    assert picture.pixel(9, 6) == picture.pixel(2510, 6) == QColor("white").rgb()


@pytest.mark.parametrize("zoom", [0.3, 0.53, 1.0])
def test_a_coarse_picture_leaves_no_trace_beside_the_sharp_one(canvas, monkeypatch, zoom):
    canvas.set_zoom(0.4)
    shown(canvas)
    with monkeypatch.context() as hurry:
        for name in ("ALWAYS_MADE", "BUDGET_SECONDS", "RESTING_BUDGET_SECONDS"):
            hurry.setattr(board, name, 0)
        canvas.set_zoom(zoom)
        QTest.qWait(250)
        assert not canvas.is_settled
    assert shown(canvas) == painted_anew(canvas)
