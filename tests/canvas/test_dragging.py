"""Cards and feelings moved with the mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from model.cards import Card, Feeling
from model.edits import add_item
from model.filtering import Filter
from model.find import item_by_id, item_place
from model.views import SavedView
from widgets.canvas.gestures.drag_feeling import DragFeeling
from widgets.canvas.selection import item_selection

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def _ids(document, lane_id, step_id):
    lane = next(lane for lane in document.value.lanes if lane.id == lane_id)
    return [item.id for item in lane.cells.get(step_id, ())]


def test_a_card_dragged_to_another_cell_keeps_its_id_and_is_one_edit(canvas, hand, document):
    before = document.value
    hand.drag(hand.over("a"), hand.in_cell("actions", "s3"))
    assert _ids(document, "actions", "s3") == ["a"]
    assert _ids(document, "actions", "s1") == ["b"]
    assert canvas.selection.ids == ("a",)
    document.undo()
    assert document.value is before


def test_a_card_dragged_into_another_lane_stays_the_same_card(hand, document):
    card = item_by_id(document.value, "c")
    hand.drag(hand.over("c"), hand.in_cell("pains", "s2"))
    assert item_by_id(document.value, "c") is card
    assert _ids(document, "pains", "s2") == ["c"]


def test_the_map_is_untouched_until_the_card_is_let_go(hand, document):
    before = document.value
    hand.press(hand.over("a"))
    hand.move(hand.in_cell("actions", "s3"))
    assert document.value is before
    hand.release()
    assert document.value is not before


def test_escape_takes_a_drag_back(canvas, hand, document):
    before = document.value
    hand.press(hand.over("a"))
    hand.move(hand.in_cell("actions", "s3"))
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    hand.release()
    assert document.value is before
    assert canvas.selection.ids == ("a",)


@pytest.mark.parametrize("key", [Qt.Key.Key_X, Qt.Key.Key_F2, Qt.Key.Key_Tab, Qt.Key.Key_Space])
def test_keys_wait_until_what_is_dragged_is_put_down(canvas, hand, document, key):
    before = document.value
    hand.press(hand.over("a"))
    hand.move(hand.in_cell("actions", "s3"))
    QTest.keyClick(canvas, key)
    assert document.value is before
    assert not canvas.is_editing
    assert canvas.selection.ids == ("a",)
    hand.release()
    assert _ids(document, "actions", "s3") == ["a"]


def test_a_second_button_takes_a_drag_back(hand, document):
    before = document.value
    hand.press(hand.over("a"))
    hand.move(hand.in_cell("actions", "s3"))
    hand.press(hand.point, button=Qt.MouseButton.RightButton)
    hand.release(button=Qt.MouseButton.RightButton)
    hand.release()
    assert document.value is before


def test_a_card_dropped_behind_its_neighbour_changes_the_order(hand, document):
    hand.drag(hand.over("a"), hand.in_cell("actions", "s1", 0.97, 0.3))
    assert _ids(document, "actions", "s1") == ["b", "a"]


def test_a_card_dropped_where_it_was_is_no_edit(hand, document):
    before = document.value
    hand.drag(hand.over("a"), hand.over("a") + QPointF(14, 3))
    assert document.value is before


def test_control_drags_a_copy(canvas, hand, document):
    hand.drag(hand.over("a"), hand.in_cell("actions", "s3"), CONTROL)
    assert _ids(document, "actions", "s1") == ["a", "b"]
    (copy,) = _ids(document, "actions", "s3")
    assert copy != "a"
    assert item_by_id(document.value, copy).text == "Ser et opslag"
    assert canvas.selection.ids == (copy,)


def test_several_cards_are_carried_together_in_wall_order(canvas, hand, document):
    hand.click(hand.over("c"))
    hand.click(hand.over("a"), CONTROL)
    hand.drag(hand.over("c"), hand.in_cell("pains", "s3"))
    assert _ids(document, "pains", "s3") == ["a", "c"]
    assert set(canvas.selection.ids) == {"a", "c"}


def test_a_card_is_not_dropped_where_it_does_not_belong(hand, document):
    before = document.value
    hand.drag(hand.over("a"), hand.in_cell("feelings", "s3"))
    assert document.value is before


def test_a_card_is_not_dropped_on_headers(canvas, hand, document):
    before = document.value
    header = canvas.frame.step_rect(canvas.sheet.columns[2]).center()
    hand.drag(hand.over("a"), header)
    assert document.value is before


def test_a_feeling_snaps_to_halves(canvas, hand, document):
    unit = canvas.sheet.rows[1].unit * canvas.frame.view.zoom
    start = hand.over("f1")
    hand.drag(start, start - QPointF(0, unit * 0.6))
    assert item_by_id(document.value, "f1").values == (1.5,)


def test_alt_lets_a_feeling_stand_between_halves(canvas, hand, document):
    unit = canvas.sheet.rows[1].unit * canvas.frame.view.zoom
    start = hand.over("f1")
    hand.drag(start, start - QPointF(0, unit * 0.7), ALT)
    assert item_by_id(document.value, "f1").value not in (1.5, 2.0)
    assert abs(item_by_id(document.value, "f1").value - 1.7) < 0.06


def test_a_feeling_stays_on_its_scale(canvas, hand, document):
    hand.drag(hand.over("f1"), hand.over("f1") - QPointF(0, 700))
    assert item_by_id(document.value, "f1").values == (2.0,)


def test_no_plus_lies_on_the_face_of_a_feeling(canvas, hand, document):
    cell = canvas.frame.cell_rect(canvas.frame.index.cell_of("feelings", "s1"))
    foot = QPointF(cell.center().x(), cell.bottom() - 2)
    count = len(canvas.all_items())
    hand.hover(foot)
    hand.click(foot)
    assert len(canvas.all_items()) == count


def test_the_curve_follows_the_pointer_before_the_map_does(canvas, hand, document):
    before, shown = document.value, canvas.sheet
    hand.press(hand.over("f1"))
    hand.move(hand.over("f1") + QPointF(0, 150))
    assert canvas.sheet is not shown
    assert canvas.sheet.rows[1].body != shown.rows[1].body
    assert document.value is before
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas.sheet.rows[1].body == shown.rows[1].body
    assert document.value is before


def test_a_double_click_on_an_empty_place_of_a_feelings_lane_adds_a_point_there(
    canvas, hand, document
):
    row = canvas.sheet.rows[1]
    cell = canvas.frame.index.cell_of("feelings", "s3")
    point = canvas.frame.view.point(cell.x + cell.width / 2, row.zero_y - 1.4 * row.unit)
    hand.double_click(point)
    (added,) = _ids(document, "feelings", "s3")
    assert item_by_id(document.value, added).values == (1.5,)
    assert canvas.selection.ids == (added,)


def test_a_locked_lane_takes_no_card_and_gives_none(canvas, hand, document):
    from model.edits import set_lane

    document.apply("edits.change_lane", lambda held: set_lane(held, "pains", is_locked=True))
    before = document.value
    hand.drag(hand.over("a"), hand.in_cell("pains", "s1"))
    assert document.value is before


def test_a_map_that_is_in_sight_is_not_scrolled_away_by_a_drag(canvas, hand, qtbot):
    canvas.fit()
    place = canvas.view.x, canvas.view.y
    hand.press(hand.over("a"))
    right, bottom = canvas.viewport().width() - 5, canvas.viewport().height() - 5
    for point in (QPointF(right, 300), QPointF(400, bottom), QPointF(right, bottom)):
        hand.move(point)
        qtbot.wait(50)
        assert (canvas.view.x, canvas.view.y) == place
    hand.release()


def test_the_canvas_scrolls_when_a_card_is_held_at_its_edge(canvas, hand, qtbot):
    canvas.set_zoom(1.0)
    canvas.scroll(-4000, -4000)
    canvas.select(canvas.selection)
    canvas.show_area(canvas.frame.index.find("a").area)
    hand.press(hand.over("a"))
    start = canvas.view.x
    hand.move(QPointF(canvas.viewport().width() - 6, canvas.viewport().height() / 2))
    qtbot.waitUntil(lambda: canvas.view.x > start + 60, timeout=5000)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)


def test_a_drag_with_the_middle_button_moves_the_sheet(canvas, hand):
    start = canvas.view
    hand.press(QPointF(600, 400), button=Qt.MouseButton.MiddleButton)
    hand.move(QPointF(560, 380))
    assert (canvas.view.x - start.x, canvas.view.y - start.y) == (40, 20)
    hand.release(button=Qt.MouseButton.MiddleButton)


def test_space_turns_the_pointer_into_a_hand(canvas, hand, document):
    before, start = document.value, canvas.view
    QTest.keyPress(canvas, Qt.Key.Key_Space)
    assert canvas.viewport().cursor().shape() == Qt.CursorShape.OpenHandCursor
    hand.drag(hand.over("a"), hand.over("a") + QPointF(-30, -10))
    QTest.keyRelease(canvas, Qt.Key.Key_Space)
    assert document.value is before
    assert (canvas.view.x - start.x, canvas.view.y - start.y) == (30, 10)
    assert canvas.viewport().cursor().shape() == Qt.CursorShape.ArrowCursor


def test_moving_a_card_with_alt_and_arrows_goes_place_by_place(canvas, hand, document):
    hand.click(hand.over("a"))
    QTest.keyClick(canvas, Qt.Key.Key_Right, ALT)
    assert _ids(document, "actions", "s1") == ["b", "a"]
    QTest.keyClick(canvas, Qt.Key.Key_Right, ALT)
    assert _ids(document, "actions", "s2") == ["a", "c"]
    QTest.keyClick(canvas, Qt.Key.Key_Left, ALT)
    assert item_place(document.value, "a").step_id == "s1"


def test_a_lane_is_dragged_to_another_place(canvas, hand, document):
    rows = canvas.sheet.rows
    start = canvas.frame.lane_rect(rows[2]).center()
    hand.drag(start, canvas.frame.lane_rect(rows[0]).center() - QPointF(0, 20))
    assert [lane.id for lane in document.value.lanes] == ["pains", "actions", "feelings", "notes"]
    assert canvas.selection.ids == ("pains",)
    document.undo()
    assert document.value.lanes[0].id == "actions"


def test_a_step_is_dragged_into_another_phase(canvas, hand, document):
    first, last = canvas.sheet.columns[0], canvas.sheet.columns[2]
    there = canvas.frame.step_rect(last)
    hand.drag(
        canvas.frame.step_rect(first).center(), QPointF(there.right() - 30, there.center().y())
    )
    assert [[step.id for step in phase.steps] for phase in document.value.phases] == [
        ["s2"],
        ["s3", "s1"],
    ]
    assert _ids(document, "actions", "s1") == ["a", "b"]


def test_the_only_step_of_a_phase_is_not_dragged_out_of_it(canvas, hand, document):
    before = document.value
    hand.drag(
        canvas.frame.step_rect(canvas.sheet.columns[2]).center(),
        canvas.frame.step_rect(canvas.sheet.columns[0]).center() - QPointF(40, 0),
    )
    assert document.value is before


def test_a_phase_is_dragged_with_its_steps_and_escape_takes_it_back(canvas, hand, document):
    before = document.value
    first, last = (canvas.frame.phase_rect(band) for band in canvas.sheet.phases)
    hand.press(last.center())
    hand.move(QPointF(first.left() + 40, first.center().y()))
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    hand.release()
    assert document.value is before
    hand.drag(last.center(), QPointF(first.left() + 40, first.center().y()))
    assert [phase.id for phase in document.value.phases] == ["p2", "p1"]
    assert [step.id for step in document.value.steps] == ["s3", "s1", "s2"]


def test_the_value_stands_beside_its_face_where_two_share_a_step(canvas, document):
    for number, name in enumerate("xy"):
        item = Feeling(id=name, values=(0.5,), label=f"Følelse {number}", persona=None)
        document.apply(
            "edits.add_feeling", lambda held, item=item: add_item(held, "feelings", "s3", item)
        )
    for name in "xy":
        spot = canvas.frame.index.find(name)
        gesture = DragFeeling(canvas, QPointF(), spot)
        face = spot.placed.block.marks[0]
        middle = (
            canvas.frame.block_rect(spot).x() + (face.x + face.width / 2) * canvas.frame.view.zoom
        )
        assert gesture._point_rect(spot).center().x() == pytest.approx(middle, abs=0.5)
        assert gesture._point_rect(spot).width() == pytest.approx(
            face.width * canvas.frame.view.zoom, rel=0.2
        )


@pytest.fixture
def half_hidden(canvas, document):
    """Return the canvas looking through a filter that hides every other card of a cell."""
    for place, item_id in ((0, "h1"), (0, "h2"), (3, "h3")):
        card = Card(id=item_id, text="Skjult")
        document.apply(
            "edits.add_card",
            lambda held, card=card, place=place: add_item(held, "actions", "s1", card, place),
        )
    assert _ids(document, "actions", "s1") == ["h2", "h1", "a", "h3", "b"]
    shown = Filter(SavedView(id="v", text="e", others="hide"), frozenset({"a", "b", "c"}))
    canvas.look_through(shown)
    assert canvas.frame.index.find("h1") is None
    return canvas


def test_a_card_dropped_between_two_hangs_between_them_also_where_a_filter_hides_others(
    half_hidden, hand, document
):
    index, frame = half_hidden.frame.index, half_hidden.frame
    between = (
        frame.item_rect(index.find("a")).center() + frame.item_rect(index.find("b")).center()
    ) / 2
    hand.drag(hand.over("c"), between)
    assert [item for item in _ids(document, "actions", "s1") if item in "abc"] == ["a", "c", "b"]
    hand.drag(hand.over("a"), hand.over("b") + QPointF(6, 0))
    assert [item for item in _ids(document, "actions", "s1") if item in "abc"] == ["c", "b", "a"]


def test_a_card_moved_by_key_passes_the_next_that_is_seen(half_hidden, document):
    half_hidden.select(item_selection(("a",)))
    QTest.keyClick(half_hidden, Qt.Key.Key_Right, ALT)
    assert _ids(document, "actions", "s1") == ["h2", "h1", "h3", "b", "a"]
    QTest.keyClick(half_hidden, Qt.Key.Key_Left, ALT)
    assert [item for item in _ids(document, "actions", "s1") if item in "ab"] == ["a", "b"]
    QTest.keyClick(half_hidden, Qt.Key.Key_Left, ALT)  # the hidden ones before it are no place
    assert [item for item in _ids(document, "actions", "s1") if item in "ab"] == ["a", "b"]
