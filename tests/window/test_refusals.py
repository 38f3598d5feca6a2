"""What a map does not let one do is told in the bar over the canvas, as long as it matters."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from model.cards import Card
from model.edits import add_item, set_lane
from widgets.banner import Banner
from widgets.canvas.selection import Selection, cell_selection, item_selection


@pytest.fixture
def banner(window):
    return lambda: window.findChild(Banner).text


def _lock(window):
    """Lock the first lane, with one card in its first cell; returns (lane id, step id)."""
    document = window.document
    lane, step = document.value.lanes[0], document.value.phases[0].steps[0]
    card = Card(id="c", text="Queue")
    document.apply("edits.add_card", lambda held: add_item(held, lane.id, step.id, card))
    document.apply("edits.change_lane", lambda held: set_lane(held, lane.id, is_locked=True))
    return lane.id, step.id


@pytest.mark.parametrize("key", [Qt.Key.Key_X, Qt.Key.Key_Return])
def test_who_writes_in_a_locked_lane_is_told_why_nothing_happens(window, banner, key):
    lane, step = _lock(window)
    for selection in (cell_selection(lane, step), item_selection(("c",))):
        window.hide_problem()
        window.choose(selection)
        before = window.document.value
        QTest.keyClick(window.canvas, key)
        assert window.document.value is before
        assert "is locked" in banner()


def test_a_refusal_is_gone_when_the_next_edit_goes_through(window, banner):
    for phase in window.document.value.phases:
        window.choose(Selection("phases", (phase.id,)))
        QTest.keyClick(window.canvas, Qt.Key.Key_Delete)
    assert "at least one phase" in banner()
    window.document.undo()
    assert banner() == ""


def test_other_news_stays_while_one_edits(window, banner):
    window.show_sentence("window.is_read_only", name="map.journey")
    lane, _ = _lock(window)
    window.document.apply("edits.change_lane", lambda held: set_lane(held, lane, is_locked=False))
    assert "map.journey" in banner()
