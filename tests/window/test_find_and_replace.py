"""Find and replace in the window: the bar, its marks, and what comes into sight."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from model.cards import Card
from model.edits import add_entry, add_item, set_about, set_entry, set_item, set_lane
from model.find import item_by_id
from model.journey import Channel
from model.search import Wanted, find_matches
from widgets.canvas import found
from widgets.canvas.found import found_spans
from widgets.canvas.selection import NOTHING, Selection

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def put(window, item_id, text, column=0):
    lane = next(lane for lane in window.document.value.lanes if lane.kind == "cards")
    step = window.document.value.steps[column]
    window.document.apply(
        "edits.add_card",
        lambda held: add_item(held, lane.id, step.id, Card(id=item_id, text=text)),
    )


@pytest.fixture
def active(filled, qtbot):
    """Return a window whose map holds a zebra in three cards."""
    filled.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is filled)
    filled.canvas.take_focus()
    put(filled, "z1", "a zebra and a Zebra")
    put(filled, "z2", "no zebras here", 2)
    put(filled, "z3", "en zebra på åen", 4)
    filled.choose(NOTHING)
    return filled


@pytest.fixture
def bar(active):
    press(Qt.Key.Key_F, CONTROL)
    return active.page.middle.find_bar


def look_for(bar, text):
    bar.wanted.setText(text)
    bar.search_now()


def test_ctrl_f_opens_the_bar_and_escape_goes_back_to_the_canvas(active, bar):
    assert QApplication.focusWidget() is bar.wanted
    assert not bar.by.isVisible()
    press(Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert QApplication.focusWidget() is active.canvas


def test_enter_goes_from_match_to_match_in_the_order_of_the_wall_and_round(active, bar):
    look_for(bar, "zebra")
    assert bar.count.text() == "4 found"
    seen = []
    for _ in range(5):
        press(Qt.Key.Key_Return)
        seen.append((active.selection.current, bar.count.text()))
    assert [held for held, _ in seen] == ["z1", "z1", "z2", "z3", "z1"]
    assert seen[1][1] == "2 of 4"
    press(Qt.Key.Key_Return, SHIFT)
    assert active.selection.current == "z3"
    assert QApplication.focusWidget() is bar.wanted
    spot = active.canvas.frame.index.find("z3")
    assert active.canvas.frame.grid.contains(active.canvas.frame.item_rect(spot).center())


def test_f3_goes_on_from_the_canvas_and_begins_at_what_is_chosen(active, bar):
    look_for(bar, "zebra")
    active.canvas.take_focus()
    active.choose(Selection("items", ("z2",)))
    press(Qt.Key.Key_F3)
    assert bar.count.text() == "3 of 4"
    press(Qt.Key.Key_G, CONTROL)
    assert active.selection.current == "z3"
    press(Qt.Key.Key_F3, SHIFT)
    assert active.selection.current == "z2"
    assert QApplication.focusWidget() is active.canvas


def test_case_and_whole_words_narrow_the_count(active, bar):
    look_for(bar, "zebra")
    bar.whole.setChecked(True)
    bar.search_now()
    assert bar.count.text() == "3 found"
    bar.case.setChecked(True)
    bar.search_now()
    assert bar.count.text() == "2 found"


def test_danish_letters_are_found_in_both_spellings(active, bar):
    look_for(bar, "paa aaen")
    assert [match.place.id for match in bar.matches] == ["z3"]


def test_nothing_found_says_so(active, bar):
    look_for(bar, "qqqxx")
    assert bar.count.text() == "Nothing found"
    press(Qt.Key.Key_Return)
    assert active.selection == NOTHING


def test_the_letters_found_are_marked_where_they_are_drawn(active, bar):
    active.choose(Selection("items", ("z1",)))
    spot = active.canvas.frame.index.find("z1")
    spans = list(found_spans(spot.placed.block, Wanted("zebra")))
    assert len(spans) == 2
    for x, y, width, height in spans:
        assert 0 < x < x + width < spot.placed.block.width
        assert 0 < y < y + height < spot.placed.block.height
    active.canvas.zoom_to_selection()
    area = active.canvas.frame.item_rect(active.canvas.frame.index.find("z1")).toAlignedRect()
    plain = active.canvas.viewport().grab(area).toImage()
    look_for(bar, "zebra")
    assert active.canvas.viewport().grab(area).toImage() != plain
    bar.leave()
    assert active.canvas.viewport().grab(area).toImage() == plain


def test_where_thousands_are_found_their_cards_are_ringed_and_no_others(active, bar, monkeypatch):
    monkeypatch.setattr(found, "_MANY", 2)
    canvas = active.canvas
    canvas.fit()
    assert canvas.view.zoom < 0.7
    put(active, "plain", "nothing of the kind", 3)

    def seen() -> dict[str, QImage]:
        window = canvas.viewport().grab().toImage()
        index, frame = canvas.frame.index, canvas.frame
        cards = ("z1", "z2", "z3", "plain")
        return {c: window.copy(frame.item_rect(index.find(c)).toAlignedRect()) for c in cards}

    before = seen()
    look_for(bar, "zebra")
    active.choose(NOTHING)
    marked = seen()
    assert {card for card in marked if marked[card] != before[card]} == {"z1", "z2", "z3"}
    bar.leave()
    assert seen() == before


def test_replacing_one_goes_on_to_the_next(active):
    press(Qt.Key.Key_H, CONTROL)
    bar = active.page.middle.find_bar
    look_for(bar, "zebra")
    bar.by.setText("zebra crossing")
    bar.replace_button.click()
    assert bar.count.text() == "1 of 4"
    bar.replace_button.click()
    assert item_by_id(active.document.value, "z1").text == "a zebra crossing and a Zebra"
    assert bar.count.text() == "2 of 4"
    bar.replace_button.click()
    assert item_by_id(active.document.value, "z1").text == ("a zebra crossing and a zebra crossing")
    assert active.selection.current == "z2"


def test_replacing_all_is_one_step_of_the_history_and_says_how_many(active):
    before = active.document.value
    steps = len(active.document.history)
    press(Qt.Key.Key_H, CONTROL)
    bar = active.page.middle.find_bar
    look_for(bar, "zebra")
    bar.by.setText("horse")
    bar.replace_all_button.click()
    assert bar.count.text() == "4 replaced"
    assert find_matches(active.document.value, Wanted("zebra")) == ()
    assert len(active.document.history) == steps + 1
    bar.by.setFocus()
    press(Qt.Key.Key_Z, CONTROL)
    assert active.document.value is before


def test_what_is_locked_is_left_and_told(active):
    lane = next(lane for lane in active.document.value.lanes if lane.kind == "cards")
    active.document.apply(
        "edits.change_lane",
        lambda held: set_about(set_lane(held, lane.id, is_locked=True), notes="zebra"),
    )
    press(Qt.Key.Key_H, CONTROL)
    bar = active.page.middle.find_bar
    look_for(bar, "zebra")
    bar.by.setText("horse")
    bar.replace_all_button.click()
    assert bar.count.text() == "1 replaced; 4 in locked lanes left as they are"
    assert item_by_id(active.document.value, "z2").text == "no zebras here"
    assert active.document.value.about.notes == "horse"


@pytest.mark.parametrize("field", ["as_written", "tags", "department"])
def test_what_is_not_drawn_on_the_card_is_shown_in_the_inspector(active, bar, field):
    value = ("unicorn",) if field == "tags" else "unicorn"
    active.document.apply("edits.change_card", lambda held: set_item(held, "z2", **{field: value}))
    active.workspace.settings.change(is_inspector_shown=False)
    active.show_panels()
    look_for(bar, "unicorn")
    press(Qt.Key.Key_Return)
    assert active.selection.current == "z2"
    row = active.page.inspector.form.rows[field]
    assert row.isVisible()
    assert not row.visibleRegion().isEmpty()
    assert QApplication.focusWidget() is bar.wanted


def test_the_words_of_a_persona_and_of_the_map_open_there(active, bar):
    persona = active.document.value.personas[0]
    active.document.apply(
        "edits.change_persona",
        lambda held: set_about(
            set_entry(held, "personas", persona.id, motivation="unicorn"), scenario="Unicorns"
        ),
    )
    look_for(bar, "unicorn")
    press(Qt.Key.Key_Return)
    assert active.page.inspector.subject.kind == "map"
    assert not active.page.inspector.form.rows["about.scenario"].visibleRegion().isEmpty()
    press(Qt.Key.Key_Return)
    assert active.page.inspector.subject.ids == (persona.id,)
    assert QApplication.focusWidget() is bar.wanted
    assert "Persona" in bar.wanted.accessibleDescription()


def test_what_hangs_in_a_hidden_lane_is_shown_in_the_inspector(active, bar):
    lane = next(lane for lane in active.document.value.lanes if lane.kind == "cards")
    active.document.apply(
        "edits.change_lane", lambda held: set_lane(held, lane.id, is_visible=False)
    )
    look_for(bar, "zebras")
    press(Qt.Key.Key_Return)
    assert active.page.inspector.subject.ids == ("z2",)
    assert not active.page.inspector.form.rows["text"].visibleRegion().isEmpty()


def test_a_channel_of_the_list_is_counted_and_told_but_opens_nothing(active, bar):
    active.document.apply(
        "edits.change_map",
        lambda held: add_entry(held, "channels", Channel(id="c9", name="Unicorn post")),
    )
    active.choose(Selection("items", ("z1",)))
    look_for(bar, "unicorn")
    press(Qt.Key.Key_Return)
    assert bar.count.text() == "1 of 1"
    assert bar.wanted.accessibleDescription().endswith("Channel: Unicorn post")
    assert active.selection.ids == ("z1",)


def test_the_count_follows_the_map(active, bar, qtbot):
    look_for(bar, "zebra")
    active.document.apply("edits.change_card", lambda held: set_item(held, "z2", text="gone"))
    qtbot.waitUntil(lambda: bar.count.text() == "3 found")


def test_in_a_narrow_window_the_bar_takes_two_rows_and_all_of_it_is_seen(active, bar):
    active.resize(1280, 700)
    press(Qt.Key.Key_H, CONTROL)
    QApplication.processEvents()
    assert bar.case.y() < bar.wanted.geometry().bottom()
    active.resize(active.minimumSizeHint().width(), 700)
    QApplication.processEvents()
    assert bar.case.y() > bar.wanted.geometry().bottom()
    shown = [
        held for held in bar.findChildren(QWidget) if held.isVisible() and held.parent() is bar
    ]
    assert all(bar.rect().contains(held.geometry()) for held in shown)
    assert bar.whole.width() >= bar.whole.sizeHint().width()
    active.resize(1280, 700)
    QApplication.processEvents()
    assert bar.case.y() < bar.wanted.geometry().bottom()


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_bar_makes_no_narrow_window_wider(active, language, qtbot):
    active.workspace.language.use(language)
    active.resize(active.minimumSizeHint().width(), 500)
    qtbot.wait(20)  # a layout that is asked for is made in the rounds after
    width = active.width()
    press(Qt.Key.Key_H, CONTROL)
    qtbot.wait(20)
    assert active.width() == width
    assert active.page.middle.find_bar.replace_all_button.isVisible()
