"""Edges and borders dragged with the mouse: cards over steps, wide steps, tall lanes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtTest import QTest

from model.cards import Card
from model.edits import add_item, set_item, set_lane, set_step
from model.find import item_by_id, lane_by_id, step_by_id
from widgets.canvas.selection import Selection, item_selection

ALT = Qt.KeyboardModifier.AltModifier
SHIFT_ALT = Qt.KeyboardModifier.ShiftModifier | ALT
SPLIT_H, SPLIT_V = Qt.CursorShape.SplitHCursor, Qt.CursorShape.SplitVCursor


@pytest.fixture(autouse=True)
def _near(canvas):
    canvas.resize(1600, 1000)
    canvas.set_zoom(0.35)
    canvas.show_area(QRectF(0, 0, 1, 1))


def edge_of(canvas, item_id):
    rect = canvas.frame.block_rect(canvas.frame.index.find(item_id))
    return QPointF(rect.right() - 2, rect.center().y())


def border_of(canvas, kind, part_id):
    """Return a place on the right border of a step or phase, clear of the plus in its middle."""
    frame = canvas.frame
    if kind == "phase":
        part = frame.index.phase_of(part_id)
        rect = frame.phase_rect(part)
    else:
        part = frame.index.column(part_id)
        rect = frame.step_rect(part)
    return QPointF(frame.view.point(part.x + part.width, 0).x(), rect.top() + 3)


def lower_border_of(canvas, lane_id):
    frame, row = canvas.frame, canvas.frame.index.row(lane_id)
    return QPointF(frame.left.start + 12, frame.view.point(0, row.y + row.height).y() - 1)


def mm(canvas, length):
    return length * canvas.frame.view.zoom


def span(document, item_id):
    return item_by_id(document.value, item_id).span


def test_a_card_dragged_by_its_right_edge_covers_more_steps(canvas, hand, document):
    before = document.value
    column = canvas.frame.index.column("s3")
    end = canvas.frame.view.point(column.x + column.width * 0.7, 0).x()
    edge = edge_of(canvas, "c")
    hand.drag(edge, QPointF(end, edge.y()))
    assert span(document, "c") == 2
    assert document.undo_label == "edits.change_span"
    document.undo()
    assert document.value is before


def test_the_card_is_shown_wide_while_its_edge_is_dragged_and_escape_takes_it_back(
    canvas, hand, document
):
    before, width = document.value, canvas.frame.index.find("c").placed.block.width
    column = canvas.frame.index.column("s3")
    edge = edge_of(canvas, "c")
    hand.press(edge)
    hand.move(QPointF(canvas.frame.view.point(column.x + column.width, 0).x(), edge.y()))
    assert canvas.frame.index.find("c").placed.block.width > 1.5 * width
    assert document.value is before
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas.frame.index.find("c").placed.block.width == width
    assert document.value is before


def test_the_edge_can_be_dragged_back_to_one_step(canvas, hand, document):
    canvas.select(item_selection(("a",)))
    QTest.keyClick(canvas, Qt.Key.Key_Right, SHIFT_ALT)
    QTest.keyClick(canvas, Qt.Key.Key_Right, SHIFT_ALT)
    assert span(document, "a") == 3
    edge = edge_of(canvas, "a")
    column = canvas.frame.index.column("s1")
    hand.drag(edge, QPointF(canvas.frame.view.point(column.x + 40, 0).x(), edge.y()))
    assert span(document, "a") == 1


def test_keys_make_cards_wider_and_narrower_up_to_the_last_step(canvas, document):
    canvas.select(item_selection(("a", "c", "f1")))
    QTest.keyClick(canvas, Qt.Key.Key_Right, SHIFT_ALT)
    assert (span(document, "a"), span(document, "c")) == (2, 2)
    QTest.keyClick(canvas, Qt.Key.Key_Right, SHIFT_ALT)
    assert (span(document, "a"), span(document, "c")) == (3, 2)
    for _ in range(4):
        QTest.keyClick(canvas, Qt.Key.Key_Left, SHIFT_ALT)
    assert (span(document, "a"), span(document, "c")) == (1, 1)


def test_a_click_on_the_edge_of_a_card_chooses_the_card(canvas, hand):
    hand.click(edge_of(canvas, "c"))
    assert canvas.selection.ids == ("c",)


def test_the_pointer_shows_what_can_be_dragged(canvas, hand):
    viewport = canvas.viewport()
    hand.hover(edge_of(canvas, "c"))
    assert viewport.cursor().shape() == SPLIT_H
    hand.hover(border_of(canvas, "step", "s1"))
    assert viewport.cursor().shape() == SPLIT_H
    hand.hover(lower_border_of(canvas, "actions"))
    assert viewport.cursor().shape() == SPLIT_V
    hand.hover(hand.over("c"))
    assert viewport.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_cards_of_a_locked_lane_have_no_edge_to_drag(canvas, hand, document):
    document.apply("edits.change_lane", lambda held: set_lane(held, "actions", is_locked=True))
    hand.hover(edge_of(canvas, "c"))
    assert canvas.viewport().cursor().shape() == Qt.CursorShape.ArrowCursor


def test_a_steps_border_sets_its_width_in_fives_of_millimetres(canvas, hand, document):
    before, width = document.value, canvas.frame.index.column("s1").width
    border = border_of(canvas, "step", "s1")
    hand.drag(border, border + QPointF(mm(canvas, 43), 0))
    made = step_by_id(document.value, "s1").width
    assert made % 5 == 0
    assert made == pytest.approx(width + 43, abs=3)
    assert document.undo_label == "edits.resize_step"
    document.undo()
    assert document.value is before


def test_alt_sets_a_width_to_the_millimetre(canvas, hand, document):
    width = canvas.frame.index.column("s1").width
    border = border_of(canvas, "step", "s1")
    hand.drag(border, border + QPointF(mm(canvas, 43), 0), ALT)
    assert step_by_id(document.value, "s1").width == pytest.approx(width + 43, abs=1)


def test_a_step_is_never_narrower_than_a_word(canvas, hand, document):
    border = border_of(canvas, "step", "s1")
    hand.drag(border, border - QPointF(2000, 0))
    column = canvas.frame.index.column("s1")
    assert step_by_id(document.value, "s1").width == column.width == 41


def test_a_phases_border_scales_all_its_steps(canvas, hand, document):
    document.apply("edits.resize_step", lambda held: set_step(held, "s1", width=100))
    first, second = (canvas.frame.index.column(step).width for step in ("s1", "s2"))
    border = border_of(canvas, "phase", "p1")
    hand.drag(border, border + QPointF(mm(canvas, first + second), 0))
    made = [step_by_id(document.value, step).width for step in ("s1", "s2")]
    assert sum(made) == pytest.approx(2 * (first + second), abs=3)
    assert made[0] / made[1] == pytest.approx(first / second, rel=0.02)
    assert step_by_id(document.value, "s3").width is None


def test_a_lanes_lower_border_sets_its_height(canvas, hand, document):
    height = canvas.frame.index.row("actions").height
    border = lower_border_of(canvas, "actions")
    hand.drag(border, border + QPointF(0, mm(canvas, 80)))
    made = lane_by_id(document.value, "actions").height
    assert made % 5 == 0
    assert made == pytest.approx(height + 80, abs=3)
    assert canvas.frame.index.row("actions").height == made
    assert document.undo_label == "edits.resize_lane"


def test_a_lane_as_low_as_it_goes_grows_with_its_cards_again(canvas, hand, document):
    natural = canvas.frame.index.row("actions").height
    document.apply("edits.resize_lane", lambda held: set_lane(held, "actions", height=300))
    border = lower_border_of(canvas, "actions")
    hand.drag(border, border - QPointF(0, mm(canvas, 290)))
    assert lane_by_id(document.value, "actions").height is None
    assert canvas.frame.index.row("actions").height == natural


def test_a_double_click_on_a_border_gives_up_the_size(canvas, hand, document):
    def sized(held):
        return set_lane(set_step(held, "s1", width=60), "actions", height=300)

    document.apply("edits.resize_step", sized)
    hand.double_click(border_of(canvas, "step", "s1"))
    assert step_by_id(document.value, "s1").width is None
    hand.double_click(lower_border_of(canvas, "actions"))
    assert lane_by_id(document.value, "actions").height is None
    assert not canvas.is_editing


def test_the_map_stays_where_it_is_while_a_border_is_dragged(canvas, hand, document):
    canvas.fit()
    view = canvas.view
    border = border_of(canvas, "step", "s1")
    hand.press(border)
    hand.move(border + QPointF(90, 0))
    assert canvas.view == view
    hand.release()
    assert step_by_id(document.value, "s1").width > 0
    assert canvas.frame.paper.right() <= canvas.viewport().width()


def test_a_plus_on_a_border_still_adds_and_a_drag_from_it_resizes(canvas, hand, document):
    frame = canvas.frame
    column = frame.index.column("s1")
    plus = QPointF(
        frame.view.point(column.x + column.width, 0).x(), frame.step_rect(column).center().y()
    )
    hand.drag(plus, plus + QPointF(60, 0))
    assert step_by_id(document.value, "s1").width is not None
    assert len(document.value.steps) == 3
    column = canvas.frame.index.column("s1")
    hand.click(QPointF(canvas.frame.view.point(column.x + column.width, 0).x(), plus.y()))
    assert len(document.value.steps) == 4


def test_the_read_out_tells_steps_and_millimetres(canvas, hand):
    told = []
    words = canvas.words

    def listening(key, /, **params):
        if key.startswith("canvas.read_out"):
            told.append(words(key, **params))
        return words(key, **params)

    canvas._words = listening
    column = canvas.frame.index.column("s3")
    edge = edge_of(canvas, "c")
    hand.press(edge)
    hand.move(QPointF(canvas.frame.view.point(column.x + column.width, 0).x(), edge.y()))
    canvas.viewport().grab()
    assert told[-1] == "2 trin"
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    border = border_of(canvas, "step", "s1")
    hand.press(border)
    hand.move(border + QPointF(mm(canvas, 43), 0))
    canvas.viewport().grab()
    assert told[-1] == f"{round(canvas.frame.index.column('s1').width)} mm"


def ids_of(document, lane_id, step_id):
    return [item.id for item in lane_by_id(document.value, lane_id).cells.get(step_id, ())]


def test_a_card_is_dropped_between_the_cards_one_sees_below_a_wide_one(canvas, hand, document):
    for name in ("w", "x"):
        document.apply(
            "edits.add_card", lambda held, name=name: add_item(held, "actions", "s1", Card(id=name))
        )
    document.apply("edits.change_span", lambda held: set_item(held, "b", span=2))
    assert ids_of(document, "actions", "s1") == ["a", "b", "w", "x"]
    rect = canvas.frame.block_rect(canvas.frame.index.find("w"))
    hand.drag(hand.over("c"), QPointF(rect.left() + 4, rect.center().y()))
    assert ids_of(document, "actions", "s1") == ["a", "b", "c", "w", "x"]
    places = {held: canvas.frame.index.find(held).placed for held in "acwx"}
    assert sorted("acwx", key=lambda held: (places[held].y, places[held].x)) == list("acwx")


def test_a_card_dropped_below_a_lone_wide_one_comes_after_it(canvas, hand, document):
    document.apply("edits.change_span", lambda held: set_item(held, "c", span=2))
    hand.drag(hand.over("a"), hand.in_cell("actions", "s2", 0.5, 0.9))
    assert ids_of(document, "actions", "s2") == ["c", "a"]


def test_who_drags_a_border_keeps_what_was_chosen_and_who_clicks_on_it_chooses(canvas, hand):
    canvas.select(item_selection(("c",)))
    border = border_of(canvas, "step", "s1") + QPointF(2, 0)
    hand.drag(border, border + QPointF(mm(canvas, 40), 0))
    assert canvas.selection == item_selection(("c",))
    hand.click(border_of(canvas, "step", "s1") - QPointF(3, 0))
    assert canvas.selection == Selection("steps", ("s1",))
