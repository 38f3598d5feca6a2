"""Feelings on the canvas: added on the line, set by digits, several curves."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.document import Document
from model.cards import Feeling
from model.edits import add_entry, add_item, set_item, set_lane
from model.find import item_by_id
from model.people import Persona
from tests.canvas.conftest import Hand
from widgets.canvas import Canvas
from widgets.canvas.feeling_line import curves_of, ghost_on_line
from widgets.canvas.selection import cell_selection, item_selection

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def open_middle(document: Document) -> None:
    """Take the point of the second step to the third, so that the curve passes the second."""
    bo = Persona(id="bo", name="Bo")
    document.apply("edits.add_persona", lambda held: add_entry(held, "personas", bo))
    document.apply("edits.move", lambda held: set_item(held, "f1", persona="bo"))
    last = Feeling(id="f3", values=(-2.0,), persona="bo")
    document.apply("edits.add_feeling", lambda held: add_item(held, "feelings", "s3", last))


def feelings(document: Document, step: str) -> list[Feeling]:
    lane = next(lane for lane in document.value.lanes if lane.id == "feelings")
    return list(lane.cells.get(step, ()))  # type: ignore[arg-type]


def at_height(hand: Hand, step: str, value: float, across: float = 0.5) -> QPointF:
    row = hand.canvas.frame.index.row("feelings")
    assert row is not None
    assert row.zero_y is not None
    assert row.unit is not None
    y = hand.canvas.frame.view.point(0, row.zero_y - value * row.unit).y()
    return QPointF(hand.in_cell("feelings", step, across).x(), y)


def on_curve(hand: Hand, step: str, across: float) -> QPointF:
    """Return a place on Bo's curve within a step."""
    frame = hand.canvas.frame
    lane = next(lane for lane in hand.canvas.shown.lanes if lane.id == "feelings")
    curve = next(c for c in curves_of(frame, lane) if c.group == ("bo", "as_is"))  # type: ignore[arg-type]
    x, _ = frame.view.sheet_point(hand.in_cell("feelings", step, across))
    height = curve.height_at(x)
    assert height is not None
    return frame.view.point(x, height)


def value_of(document: Document, item_id: str) -> float:
    item = item_by_id(document.value, item_id)
    assert isinstance(item, Feeling)
    return item.value


def test_a_click_on_the_zero_line_of_an_empty_cell_adds_a_neutral_point(
    canvas: Canvas, document: Document, hand: Hand
) -> None:
    hand.click(at_height(hand, "s3", 0.0, 0.2))
    (made,) = feelings(document, "s3")
    assert made.values == (0.0,)
    assert canvas.selection == item_selection((made.id,))
    document.undo()
    assert feelings(document, "s3") == []


def test_a_click_beside_the_line_chooses_the_cell(
    canvas: Canvas, document: Document, hand: Hand
) -> None:
    hand.click(at_height(hand, "s3", 1.2))
    assert feelings(document, "s3") == []
    assert canvas.selection == cell_selection("feelings", "s3")


@pytest.mark.usefixtures("open_middle")
def test_a_click_on_a_curve_adds_a_point_of_that_curve_at_its_height(
    document: Document, hand: Hand
) -> None:
    place = on_curve(hand, "s2", 0.2)
    hand.click(place)
    made = next(item for item in feelings(document, "s2") if item.persona == "bo")
    assert abs(at_height(hand, "s2", made.value).y() - place.y()) <= hand.canvas.frame.view.zoom * 6
    assert made.value * 2 % 1 == 0


@pytest.mark.usefixtures("open_middle")
def test_the_ghost_says_what_a_click_adds(canvas: Canvas, hand: Hand) -> None:
    lane = next(lane for lane in canvas.shown.lanes if lane.id == "feelings")
    ghost = ghost_on_line(canvas.frame, lane, on_curve(hand, "s2", 0.1), (None, "as_is"))  # type: ignore[arg-type]
    assert ghost is not None
    assert (ghost.step_id, ghost.group) == ("s2", ("bo", "as_is"))
    bare = canvas.viewport().grab().toImage()
    hand.hover(on_curve(hand, "s2", 0.1))
    shown = canvas.viewport().grab().toImage()
    centre = ghost.centre.toPoint()
    assert bare.copy(centre.x() - 8, centre.y() - 8, 16, 16) != shown.copy(
        centre.x() - 8, centre.y() - 8, 16, 16
    )


def test_a_press_on_the_line_draws_the_new_point_up_and_escape_takes_it_back(
    canvas: Canvas, document: Document, hand: Hand
) -> None:
    start = at_height(hand, "s3", 0.0, 0.3)
    hand.drag(start, QPointF(start.x(), at_height(hand, "s3", 1.5).y()))
    (made,) = feelings(document, "s3")
    assert made.values == (1.5,)
    document.undo()
    hand.press(start)
    hand.move(at_height(hand, "s3", 2.0, 0.3))
    QTest.keyClick(canvas, Key.Key_Escape)
    hand.release()
    assert feelings(document, "s3") == []


def test_a_double_click_on_the_line_adds_one_point_and_opens_its_label(
    canvas: Canvas, document: Document, hand: Hand
) -> None:
    hand.double_click(at_height(hand, "s3", 0.0, 0.15))
    assert len(feelings(document, "s3")) == 1
    QTest.keyClicks(QApplication.focusWidget(), "lettet")
    assert [item.label for item in feelings(document, "s3")] == ["lettet"]


def test_what_is_added_is_of_the_curve_chosen_last(document: Document, hand: Hand) -> None:
    bo = Persona(id="bo", name="Bo")
    document.apply("edits.add_persona", lambda held: add_entry(held, "personas", bo))
    document.apply("edits.change", lambda held: set_item(held, "f2", persona="bo", state="to_be"))
    hand.click(hand.over("f2"))
    hand.double_click(at_height(hand, "s3", 1.0))
    (made,) = feelings(document, "s3")
    assert (made.persona, made.state, made.value) == ("bo", "to_be", 1.0)


def test_a_locked_lane_takes_no_points(document: Document, hand: Hand) -> None:
    document.apply("edits.change_lane", lambda held: set_lane(held, "feelings", is_locked=True))
    hand.click(at_height(hand, "s3", 0.0))
    assert feelings(document, "s3") == []


def test_digits_set_a_feeling_and_plus_and_minus_move_it(
    canvas: Canvas, document: Document
) -> None:
    canvas.select(item_selection(("f1",)))
    for key, value in (("5", 2.0), ("1", -2.0), ("+", -1.5), ("-", -2.0), ("3", 0.0)):
        QTest.keyClick(canvas, key)
        assert value_of(document, "f1") == value
    assert not canvas.is_editing


def test_alt_and_arrows_move_feelings_on_their_curve_and_not_to_another_lane(
    canvas: Canvas, document: Document
) -> None:
    canvas.select(item_selection(("f1", "f2")))
    QTest.keyClick(canvas, Key.Key_Up, ALT)
    assert (value_of(document, "f1"), value_of(document, "f2")) == (1.5, -0.5)
    QTest.keyClick(canvas, Key.Key_Down, ALT)
    assert (value_of(document, "f1"), value_of(document, "f2")) == (1.0, -1.0)


def test_a_digit_in_an_empty_cell_adds_a_feeling_and_a_word_adds_one_with_it(
    canvas: Canvas, document: Document
) -> None:
    canvas.select(cell_selection("feelings", "s3"))
    QTest.keyClick(canvas, "4")
    assert [item.values for item in feelings(document, "s3")] == [(1.0,)]
    document.undo()
    canvas.select(cell_selection("feelings", "s3"))
    QTest.keyClick(canvas, "g")
    QTest.keyClicks(QApplication.focusWidget(), "lad")
    assert [item.label for item in feelings(document, "s3")] == ["glad"]
