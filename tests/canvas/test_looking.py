"""Zoom, scrolling, headers that stay, and what is hit where."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QCursor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.document import Document
from model.journey import JourneyMap, Phase, Step
from model.lanes import CardsLane
from model.layout.engine import Layout
from model.layout.theme import Theme
from model.templates import sample
from model.texts import Texts
from widgets.canvas import Canvas, commands
from widgets.canvas.frame import Frame
from widgets.canvas.index import SheetIndex
from widgets.canvas.selection import NOTHING, Selection, cell_selection
from widgets.canvas.strips import place_strip
from widgets.canvas.view import View, actual_zoom, bounded, fitting

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
zooms = st.floats(0.03, 15)
places = st.floats(-2000, 4000)


@given(zooms, zooms, places, places)
@settings(deadline=None, max_examples=60)
def test_zooming_keeps_the_place_under_the_cursor(first, second, x, y):
    view = View(first, 37.5, -120.25)
    point = QPointF(x, y)
    before = view.sheet_point(point)
    after = view.zoomed_at(point, second).sheet_point(point)
    assert after == pytest.approx(before, abs=1e-6 * (1 + max(map(abs, before))))


@given(zooms, st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
@settings(deadline=None, max_examples=60)
def test_some_of_the_sheet_is_always_in_the_window(zoom, x, y):
    window = QSizeF(1000, 700)
    view = bounded(View(zoom, x, y), QSizeF(2000, 900), window)
    assert view.rect(0, 0, 2000, 900).intersects(QRectF(0, 0, 1000, 700))


def test_the_wheel_with_control_zooms_at_the_cursor(canvas, hand):
    point = hand.over("c")
    before = canvas.frame.view.sheet_point(point)
    zoom = canvas.zoom
    hand.wheel(point, 3, CONTROL)
    assert canvas.zoom > zoom * 1.5
    assert canvas.frame.view.sheet_point(point) == pytest.approx(before, abs=0.01)


def test_the_keys_zoom_at_the_pointer_and_about_the_middle_without_it(canvas, hand, qtbot):
    point = hand.over("b")
    QTest.mouseMove(canvas.viewport(), point.toPoint())
    qtbot.waitUntil(canvas.viewport().underMouse)
    point = QPointF(canvas.viewport().mapFromGlobal(QCursor.pos()))
    assert point != canvas.frame.grid.center()
    before = canvas.frame.view.sheet_point(point)
    canvas.zoom_in()
    assert canvas.frame.view.sheet_point(point) == pytest.approx(before, abs=0.01)
    QApplication.sendEvent(canvas.viewport(), QEvent(QEvent.Type.Leave))
    canvas.viewport().setAttribute(Qt.WidgetAttribute.WA_UnderMouse, on=False)
    middle = canvas.frame.grid.center()
    before = canvas.frame.view.sheet_point(middle)
    canvas.zoom_out()
    assert canvas.frame.view.sheet_point(middle) == pytest.approx(before, abs=0.01)


def test_the_wheel_scrolls_and_with_shift_sideways(canvas, hand):
    start = canvas.view
    hand.wheel(QPointF(600, 400), -1)
    assert (canvas.view.x, canvas.view.y) == (start.x, start.y + 90)
    hand.wheel(QPointF(600, 400), -1, SHIFT)
    assert (canvas.view.x, canvas.view.y) == (start.x + 90, start.y + 90)


def test_a_map_is_fitted_at_first_and_again_when_the_window_grows(canvas):
    window = canvas.frame.window
    assert window.contains(canvas.frame.paper)
    zoom = canvas.zoom
    canvas.resize(1700, 1200)
    assert canvas.frame.window.contains(canvas.frame.paper)
    assert canvas.zoom > zoom


def test_actual_size_shows_a_millimetre_as_a_millimetre(canvas, qtbot):
    with qtbot.waitSignal(canvas.zoom_changed) as told:
        canvas.actual_size()
    assert told.args == [pytest.approx(1.0)]
    dpi = canvas.screen().physicalDotsPerInch()
    assert canvas.frame.view.rect(0, 0, 25.4, 1).width() == pytest.approx(dpi, rel=0.3)


@pytest.mark.parametrize(
    ("physical", "expected"), [(110, 110), (5, 96), (float("inf"), 96), (1200, 96)]
)
def test_screens_that_lie_about_their_size_are_not_believed(physical, expected):
    assert actual_zoom(physical, 96) == pytest.approx(expected / 25.4)


def test_the_scroll_bars_move_the_sheet(canvas):
    canvas.set_zoom(1.0)
    y = canvas.view.y
    canvas.verticalScrollBar().setValue(canvas.verticalScrollBar().value() + 50)
    assert canvas.view.y == pytest.approx(y + 50, abs=1)


def test_zooming_to_what_is_chosen_brings_it_large_into_the_window(canvas):
    canvas.select(Selection("items", ("c",)))
    canvas.zoom_to_selection()
    rect = canvas.frame.item_rect(canvas.frame.index.find("c"))
    assert canvas.frame.grid.contains(rect)
    assert rect.height() > 250


@pytest.fixture(scope="module")
def shoes(fonts):
    return SheetIndex(Layout(fonts).sheet(sample("sustainable-shoes", "da")))


@pytest.mark.parametrize("zoom", [0.08, 0.3, 0.7, 1.0, 2.2, 6.0])
def test_every_card_cell_and_header_is_found_where_it_is_seen(shoes, zoom):
    window = QSizeF(1200, 800)
    for spot in [
        shoes.find(item_id)
        for item_id in [spot.id for spot in shoes.items_in(QRectF(0, 0, 9999, 9999))][::7]
    ]:
        view = fitting(spot.area, window, padding=0, max_zoom=zoom)
        frame = Frame(shoes, view, window)
        if frame.grid.contains(frame.item_rect(spot).center()):
            assert frame.hit(frame.item_rect(spot).center()).id == spot.id
        row, column = shoes.sheet.rows[spot.row], shoes.sheet.columns[spot.column]
        lane = QPointF((frame.left.start + frame.left.end) / 2, frame.grid.center().y())
        if frame.lane_rect(row).contains(lane):
            assert frame.hit(lane).id == row.lane_id
        step = frame.step_rect(column).center()
        if frame.window.contains(step) and step.x() > frame.grid.left():
            assert (frame.hit(step).kind, frame.hit(step).id) == ("step", column.step_id)
        phase = frame.phase_rect(shoes.phase_of(column.phase_id))
        above = QPointF(step.x(), phase.center().y())
        if frame.window.contains(above) and above.x() > frame.grid.left():
            assert (frame.hit(above).kind, frame.hit(above).id) == ("phase", column.phase_id)


def test_nothing_is_hit_through_the_corner_and_outside_the_paper(canvas):
    canvas.set_zoom(0.8)
    canvas.scroll(900, 700)
    frame = canvas.frame
    assert frame.top.is_held
    assert frame.left.is_held
    assert frame.hit(QPointF(3, 3)).kind == "sheet"
    canvas.scroll(-99999, -99999)
    assert canvas.frame.hit(QPointF(2, 2)).kind == "desk"


@given(
    st.floats(-3000, 500),
    st.floats(10, 900),
    st.floats(1, 80),
    st.floats(30, 130),
    st.floats(130, 400),
)
@settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow])
def test_a_strip_of_headers_never_leaves_the_window_nor_fills_it(
    start, length, type_px, compact, cap
):
    strip = place_strip(start, start + length, type_px=type_px, compact=compact, cap=cap)
    if start < 0:
        assert strip.end >= min(compact, length) - 1e-6
        assert strip.end <= max(cap, compact, start + length) + 1e-6
    assert strip.start <= strip.end


def _image(canvas) -> QImage:
    return canvas.viewport().grab().toImage()


def _has_ink(image: QImage, area: QRectF, ink: QColor) -> bool:
    """Tell whether a pixel in ``area`` (px) has nearly the colour ``ink``."""
    box = area.toAlignedRect().intersected(image.rect())
    for y in range(box.top(), box.bottom()):
        for x in range(box.left(), box.right()):
            held = image.pixelColor(x, y)
            if (
                abs(held.red() - ink.red())
                + abs(held.green() - ink.green())
                + abs(held.blue() - ink.blue())
                < 40
            ):
                return True
    return False


@pytest.mark.parametrize("zoom", [0.16, 0.32, 1.2])
def test_headers_stay_in_the_window_and_are_painted_there(canvas, zoom):
    canvas.set_zoom(zoom)
    scale = canvas.view.zoom
    header_y = canvas.sheet.phases[0].header.y
    canvas.use_view(View(scale, (canvas.sheet.grid_x - 20) * scale, (header_y + 15) * scale))
    frame = canvas.frame
    assert frame.top.is_held
    assert frame.left.is_held
    image = _image(canvas)
    phase = frame.phase_rect(canvas.sheet.phases[0]).intersected(frame.window)
    phase.setLeft(frame.grid.left())
    assert phase.height() >= 20
    assert _has_ink(image, phase, canvas.colour("phase.text"))
    lane = frame.lane_rect(canvas.sheet.rows[0]).intersected(frame.window)
    lane.setTop(frame.grid.top())
    assert lane.width() >= 60
    assert _has_ink(image, lane, canvas.colour("lane.text"))


def test_a_card_is_painted_where_it_is_said_to_be(canvas, hand):
    QTest.qWait(250)
    image = _image(canvas)
    fill = canvas.colour(canvas.frame.index.find("a").placed.block.fill)
    rect = canvas.frame.item_rect(canvas.frame.index.find("a"))
    for corner in (rect.topLeft() + QPointF(4, 2.5), rect.bottomRight() - QPointF(4, 4)):
        held = image.pixelColor(corner.toPoint())
        assert abs(held.lightness() - fill.lightness()) < 12
    outside = image.pixelColor((rect.bottomRight() + QPointF(3, 3)).toPoint())
    assert outside != fill


def test_a_dark_theme_repaints_everything(canvas):
    light = _image(canvas)
    canvas.set_theme(Theme.named("screen_dark"))
    dark = _image(canvas)
    assert dark.pixelColor(2, 2).lightness() < 60 < light.pixelColor(2, 2).lightness()


def test_a_click_chooses_and_a_click_beside_chooses_the_cell(canvas, hand):
    hand.click(hand.over("a"))
    assert canvas.selection == Selection("items", ("a",))
    hand.click(hand.over("b"), CONTROL)
    assert canvas.selection == Selection("items", ("a", "b"))
    hand.click(hand.over("a"), CONTROL)
    assert canvas.selection == Selection("items", ("b",))
    hand.click(hand.in_cell("pains", "s1", 0.9, 0.9))
    assert canvas.selection == cell_selection("pains", "s1")
    hand.click(QPointF(2, 2))
    assert canvas.selection == NOTHING


def test_shift_chooses_all_between_in_wall_order(canvas, hand):
    hand.click(hand.over("a"))
    hand.click(hand.over("c"), SHIFT)
    assert set(canvas.selection.ids) == {"a", "b", "c"}


def test_a_frame_chooses_what_it_touches(canvas, hand):
    start = hand.in_cell("actions", "s3", 0.9, 0.9)
    hand.drag(start, hand.over("c"))
    assert canvas.selection == Selection("items", ("c",))
    end = hand.over("a") - QPointF(0, 5)
    hand.drag(start, end)
    assert set(canvas.selection.ids) == {"a", "b", "c"}


def test_escape_takes_a_frame_back(canvas, hand):
    hand.click(hand.over("a"))
    hand.press(hand.in_cell("actions", "s3", 0.9, 0.9))
    hand.move(hand.over("c"))
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    hand.release()
    assert canvas.selection == Selection("items", ("a",))


def test_headers_are_chosen_by_click(canvas, hand):
    frame = canvas.frame
    hand.click(frame.phase_rect(canvas.sheet.phases[1]).center())
    assert canvas.selection == Selection("phases", ("p2",))
    hand.click(frame.step_rect(canvas.sheet.columns[0]).center())
    assert canvas.selection == Selection("steps", ("s1",))
    hand.click(frame.lane_rect(canvas.sheet.rows[2]).center())
    assert canvas.selection == Selection("lanes", ("pains",))


def test_a_menu_is_asked_for_with_what_is_under_the_pointer_chosen(canvas, hand, qtbot):
    with qtbot.waitSignal(canvas.context_requested) as asked:
        _context(canvas, hand.over("b").toPoint())
    assert asked.args[0] == Selection("items", ("b",))


def _context(canvas, point: QPoint) -> None:
    from PySide6.QtGui import QContextMenuEvent
    from PySide6.QtWidgets import QApplication

    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, point, canvas.viewport().mapToGlobal(point)
    )
    QApplication.sendEvent(canvas.viewport(), event)


def _bare_canvas(journey, fonts, qtbot):
    made = Canvas(Document(journey), Layout(fonts), Theme.named("screen_light"), Texts("da"))
    made.resize(900, 600)
    qtbot.addWidget(made)
    made.show()
    made.setFocus()
    return made


def test_a_map_without_lanes_can_be_looked_at_and_given_one(fonts, qtbot, hand_on):
    journey = JourneyMap(id="m", phases=(Phase(id="p", steps=(Step(id="s"),)),))
    canvas = _bare_canvas(journey, fonts, qtbot)
    QTest.qWait(50)
    hand = hand_on(canvas)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Tab, Qt.Key.Key_A, Qt.Key.Key_Return):
        QTest.keyClick(canvas, key)
    hand.drag(QPointF(100, 100), QPointF(500, 400))
    assert commands.add_lane_at(canvas, 0, "cards")
    canvas.commit_editing()
    assert len(canvas.sheet.rows) == 1


def test_a_map_whose_phases_are_all_hidden_does_no_harm(fonts, qtbot, hand_on):
    journey = JourneyMap(
        id="m",
        phases=(Phase(id="p", is_visible=False, steps=(Step(id="s"),)),),
        lanes=(CardsLane(id="l"),),
    )
    canvas = _bare_canvas(journey, fonts, qtbot)
    QTest.qWait(50)
    hand = hand_on(canvas)
    hand.hover(QPointF(450, 300))
    hand.drag(QPointF(100, 100), QPointF(500, 400))
    hand.double_click(QPointF(450, 300))
    canvas.commit_editing()
    for row in canvas.sheet.rows:
        hand.drag(canvas.frame.lane_rect(row).center(), QPointF(400, 300))
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Tab, Qt.Key.Key_Right, Qt.Key.Key_Delete):
        QTest.keyClick(canvas, key)


@pytest.mark.parametrize("text", ["مرحبا بكم في المتجر", "שלום לכולם", "नमस्ते दुनिया", "日本語 😀"])
def test_any_script_is_written_in_place(canvas, document, text):
    assert canvas.add_card_at("pains", "s1", text=text)
    canvas.commit_editing()
    (card,) = next(lane for lane in document.value.lanes if lane.id == "pains").cells["s1"]
    assert card.text == text


def test_the_map_gets_no_smaller_than_a_third_of_the_window(canvas):
    canvas.fit()
    whole = canvas.view.zoom
    for _ in range(30):
        canvas.zoom_out()
    assert 0.3 * whole < canvas.view.zoom < 0.4 * whole
    assert canvas.zoom == pytest.approx(canvas.zoom_range[0])
