"""The mini map: the whole sheet in a corner, and the part of it that is seen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from app.document import Document
from model.edits import set_item, set_lane
from model.layout.theme import Theme
from widgets.canvas import Canvas
from widgets.canvas.mini_map import MiniMap
from widgets.canvas.selection import item_selection

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def mini(canvas: Canvas, qtbot: object) -> MiniMap:
    """The mini map of a canvas that shows a corner of its sheet."""
    made = MiniMap(canvas)
    canvas.set_zoom(1.0)
    qtbot.waitUntil(lambda: made.isVisible())  # type: ignore[attr-defined]
    return made


def settled(mini: MiniMap, qtbot: object) -> None:
    qtbot.waitUntil(lambda: mini.is_complete)  # type: ignore[attr-defined]


def pixel(mini: MiniMap, canvas: Canvas, item_id: str) -> QColor:
    """Return the colour in the middle of an item on the mini map's picture."""
    area = canvas.frame.index.find(item_id).block_area
    sheet = canvas.sheet
    x = round(area.center().x() * mini.width() / sheet.width)
    y = round(area.center().y() * mini.height() / sheet.height)
    return mini.grab().toImage().pixelColor(x, y)


def test_it_shows_only_while_part_of_the_map_is_out_of_sight(canvas: Canvas, mini: MiniMap) -> None:
    canvas.fit()
    assert not mini.isVisible()
    canvas.set_zoom(1.0)
    assert mini.isVisible()


def test_it_shows_cards_in_their_colour(canvas: Canvas, mini: MiniMap) -> None:
    canvas.show_area(canvas.frame.index.find("a").block_area)
    expected = canvas.colour("card.yellow.fill")
    found = pixel(mini, canvas, "a")
    assert abs(found.hue() - expected.hue()) < 12
    assert pixel(mini, canvas, "a") != canvas.colour("grid.fill")


def test_a_change_is_repaired_without_painting_other_rows(
    canvas: Canvas, mini: MiniMap, document: Document, qtbot: object
) -> None:
    settled(mini, qtbot)
    before = pixel(mini, canvas, "a")
    document.apply("edits.change_card", lambda held: set_item(held, "a", colour="violet"))
    assert not mini.is_complete
    settled(mini, qtbot)
    assert pixel(mini, canvas, "a") != before


def test_a_lane_that_grows_moves_the_rows_below_it_there_too(
    canvas: Canvas, mini: MiniMap, document: Document, qtbot: object
) -> None:
    settled(mini, qtbot)
    document.apply("edits.change_lane", lambda held: set_lane(held, "actions", height=400))
    settled(mini, qtbot)
    canvas.reveal(item_selection(("a",)))
    ground = pixel(mini, canvas, "c").hue()
    assert abs(ground - canvas.colour("card.yellow.fill").hue()) < 12


def test_panning_does_not_touch_the_picture(canvas: Canvas, mini: MiniMap, qtbot: object) -> None:
    settled(mini, qtbot)
    before = mini.seen
    canvas.scroll(40, 25)
    assert mini.seen != before
    assert mini.is_complete


def test_a_click_looks_there(canvas: Canvas, mini: MiniMap) -> None:
    point = QPoint(mini.width() * 3 // 4, mini.height() * 2 // 3)
    QTest.mouseClick(mini, LEFT, NONE, point)
    x, y = canvas.frame.view.sheet_point(canvas.frame.grid.center())
    assert x == pytest.approx(point.x() / mini.width() * canvas.sheet.width, rel=0.02)
    assert y == pytest.approx(point.y() / mini.height() * canvas.sheet.height, rel=0.02)


def test_what_is_seen_can_be_dragged_from_where_it_was_taken_hold_of(
    canvas: Canvas, mini: MiniMap
) -> None:
    QTest.mouseClick(mini, LEFT, NONE, QPoint(mini.width() // 2, mini.height() // 2))
    start = (mini.seen.center() + QPointF(3, 2)).toPoint()
    before = mini.seen.center()
    QTest.mousePress(mini, LEFT, NONE, start)
    assert (mini.seen.center() - before).manhattanLength() < 3
    QTest.mouseMove(mini, start + QPoint(20, 0))
    assert mini.seen.center().x() - before.x() == pytest.approx(20, abs=3)
    QTest.mouseRelease(mini, LEFT, NONE, start + QPoint(20, 0))
    after = mini.seen
    QTest.mouseMove(mini, start)
    assert mini.seen == after


def test_it_makes_room_for_the_card_that_is_chosen(canvas: Canvas, mini: MiniMap) -> None:
    right = mini.x()
    spot = canvas.frame.index.find("a")
    corner = QPointF(mini.geometry().center() - canvas.viewport().geometry().topLeft())
    place = canvas.frame.item_rect(spot).center()
    canvas.scroll(place.x() - corner.x(), place.y() - corner.y())
    assert mini.x() == right
    canvas.select(item_selection(("a",)))
    assert mini.x() < right
    area = canvas.frame.item_rect(spot).toRect().translated(canvas.viewport().pos())
    assert not mini.geometry().intersects(area)


def test_it_can_be_switched_off(canvas: Canvas, mini: MiniMap) -> None:
    mini.want(is_wanted=False)
    canvas.scroll(10, 10)
    assert not mini.isVisible()
    mini.want(is_wanted=True)
    assert mini.isVisible()


def test_it_leaves_a_small_window_alone(canvas: Canvas, mini: MiniMap, qtbot: object) -> None:
    canvas.resize(400, 300)
    qtbot.waitUntil(lambda: not mini.isVisible())  # type: ignore[attr-defined]


def test_it_stays_in_the_corner_of_a_window_that_grows(
    canvas: Canvas, mini: MiniMap, qtbot: object
) -> None:
    before = mini.geometry()
    canvas.resize(canvas.width() - 150, canvas.height() - 100)
    qtbot.waitUntil(  # type: ignore[attr-defined]
        lambda: before.bottomRight() - mini.geometry().bottomRight() == QPoint(150, 100)
    )


def test_it_has_a_name_and_never_takes_the_keyboard(canvas: Canvas, mini: MiniMap) -> None:
    assert mini.accessibleName() == "Oversigt over hele kortet"
    QTest.mouseClick(mini, LEFT, NONE, QPoint(5, 5))
    assert canvas.hasFocus()


def test_it_follows_light_and_dark(canvas: Canvas, mini: MiniMap, qtbot: object) -> None:
    settled(mini, qtbot)
    light = mini.grab().toImage().pixelColor(2, 2)
    canvas.set_theme(Theme.named("screen_dark"))
    mini.recolour()
    settled(mini, qtbot)
    assert mini.grab().toImage().pixelColor(2, 2).lightness() < light.lightness() / 2
