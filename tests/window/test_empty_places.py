"""Places with nothing in them say what to do."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from widgets.canvas.empty_hint import EmptyHint
from widgets.canvas.selection import NOTHING, Selection


def labels(pane):
    return [label.text() for label in pane.findChildren(QLabel) if label.isVisible()]


def test_an_empty_map_says_how_the_first_card_comes_and_then_says_it_no_more(window):
    hint = window.canvas.findChild(EmptyHint)
    assert hint.is_shown
    before = window.canvas.grab().toImage()
    lane = next(lane for lane in window.document.value.lanes if lane.kind == "cards")
    window.canvas.add_card_at(lane.id, window.document.value.steps[0].id)
    QTest.keyClicks(QApplication.focusWidget(), "x")
    window.canvas.commit_editing()
    assert not hint.is_shown
    assert window.canvas.grab().toImage() != before
    window.document.undo()
    assert hint.is_shown


def test_a_map_without_lanes_says_how_the_first_lane_comes(window):
    hint = window.canvas.findChild(EmptyHint)
    about_cards = hint.text
    for lane in window.document.value.lanes:
        window.choose(Selection("lanes", (lane.id,)))
        window.canvas.delete_selected()
    assert hint.is_shown
    assert "Insert ▸ Lane" in hint.text
    window.document.undo()
    assert hint.text == about_cards


def test_a_filled_map_says_nothing_of_the_kind(filled):
    assert not filled.canvas.findChild(EmptyHint).is_shown


def test_the_inspector_says_that_something_can_be_chosen(window):
    window.choose(NOTHING)
    said = window.language("window.inspector.nothing_chosen")
    assert said in labels(window.page.inspector)
    window.choose(Selection("lanes", (window.document.value.lanes[0].id,)))
    assert said not in labels(window.page.inspector)


def test_a_map_without_personas_sources_and_views_says_what_they_are_for(window):
    window.choose(NOTHING)
    for section in window.page.inspector.form.sections.values():
        section.set_open(True)
    said = labels(window.page.inspector)
    for register in ("personas", "evidence", "views"):
        assert window.language(f"window.inspector.none_yet.{register}") in said


def test_a_search_without_a_hit_says_how_to_see_everything_again(filled):
    outline = filled.page.outline
    outline.search.setText("zebra")
    outline.search_now()
    assert outline.hits.isVisible()
    assert "Escape" in outline.hits.text()


def test_a_filter_that_hides_every_card_says_how_to_see_them_again(filled):
    hint = filled.canvas.findChild(EmptyHint)
    looked = filled.page.seeing.filter
    looked.set(text="qqq-nowhere")
    assert not hint.is_shown  # all cards are pale, but there
    before = filled.canvas.grab().toImage()
    looked.set(others="hide")
    assert hint.is_shown
    assert "Esc" in hint.text
    assert filled.canvas.grab().toImage() != before
    filled.canvas.take_focus()
    filled.choose(NOTHING)
    QTest.keyClick(filled.canvas, Qt.Key.Key_Escape)
    assert not hint.is_shown
    assert looked.through is None
