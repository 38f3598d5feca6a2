"""Headers of phases, steps and lanes carried by the mouse, one or several."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from widgets.canvas.highlights import header_rect

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def over(canvas):
    """Give the point in the middle of a header, or ``down`` of its height from the top."""

    def point(kind, part_id, down=0.5):
        rect = header_rect(canvas.frame, kind, part_id)
        return QPointF(rect.center().x(), rect.top() + rect.height() * down)

    return point


def lanes(document):
    return [lane.id for lane in document.value.lanes]


def test_lanes_chosen_together_are_carried_together_in_wall_order(canvas, hand, document, over):
    before = document.value
    hand.click(over("lanes", "pains"))
    hand.click(over("lanes", "actions"), CONTROL)
    hand.drag(over("lanes", "actions"), over("lanes", "notes", 0.9))
    assert lanes(document) == ["feelings", "notes", "actions", "pains"]
    assert set(canvas.selection.ids) == {"actions", "pains"}
    document.undo()
    assert document.value is before


def test_a_lane_that_is_not_chosen_is_carried_alone(canvas, hand, document, over):
    hand.click(over("lanes", "pains"))
    hand.click(over("lanes", "actions"), CONTROL)
    hand.drag(over("lanes", "feelings"), over("lanes", "notes", 0.9))
    assert lanes(document) == ["actions", "pains", "notes", "feelings"]
    assert canvas.selection.ids == ("feelings",)


def test_lanes_put_down_among_themselves_close_up(hand, document, over):
    hand.click(over("lanes", "actions"))
    hand.click(over("lanes", "pains"), CONTROL)
    hand.drag(over("lanes", "actions"), over("lanes", "pains", 0.9))
    assert lanes(document) == ["feelings", "actions", "pains", "notes"]


def test_a_click_on_one_of_several_chosen_headers_chooses_it_alone(canvas, hand, over):
    hand.click(over("lanes", "actions"))
    hand.click(over("lanes", "pains"), CONTROL)
    hand.click(over("lanes", "actions"))
    assert canvas.selection.ids == ("actions",)


def test_steps_chosen_together_go_to_another_phase_together(hand, document, over):
    hand.click(over("steps", "s2"))
    hand.click(over("steps", "s3"), CONTROL)
    hand.drag(over("steps", "s3"), over("steps", "s1") - QPointF(20, 0))
    # The last step of a phase stays: the drop is refused as a whole.
    assert [[s.id for s in p.steps] for p in document.value.phases] == [["s1", "s2"], ["s3"]]
    hand.click(over("steps", "s1"))
    hand.drag(over("steps", "s1"), over("steps", "s3") + QPointF(20, 0))
    assert [[s.id for s in p.steps] for p in document.value.phases] == [["s2"], ["s3", "s1"]]


def test_escape_takes_headers_back_and_leaves_them_chosen(canvas, hand, document, over):
    before = document.value
    hand.click(over("lanes", "actions"))
    hand.click(over("lanes", "pains"), CONTROL)
    hand.press(over("lanes", "pains"))
    hand.move(over("lanes", "notes", 0.9))
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    hand.release()
    assert document.value is before
    assert set(canvas.selection.ids) == {"actions", "pains"}
