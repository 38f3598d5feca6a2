"""The inspector for several things at once: what they share, where they differ, one undo."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from model.cards import Feeling
from model.edits import set_items, set_lane, set_phase
from model.find import item_by_id, lane_by_id
from model.views import SavedView
from widgets.canvas.selection import NOTHING, Selection, item_selection
from widgets.inspector.chips import Chip


def items(window, kind):
    lanes = [lane for lane in window.document.value.lanes if lane.kind == kind]
    return [item for lane in lanes for cell in lane.cells.values() for item in cell]


@pytest.fixture
def three(filled):
    """Return the window and three chosen cards: two with the tag "a", one with "b", all "c"."""
    ids = tuple(card.id for card in items(filled, "cards")[:3])

    def tagged(held):
        held = set_items(held, ids[:2], tags=("a", "c"), severity=2, is_quote=True)
        return set_items(held, ids[2:], tags=("c", "b"), severity=5, is_quote=False)

    filled.document.apply("edits.change_cards", tagged)
    filled.choose(item_selection(ids))
    for section in filled.page.inspector.form.sections.values():
        section.set_open(True)
    return filled, ids


def tags(window, ids):
    return [item_by_id(window.document.value, held).tags for held in ids]


def chips(row):
    return {chip.button.accessibleName().removeprefix("Remove "): chip
            for chip in row.findChildren(Chip) if not chip.isHidden()}  # fmt: skip


def test_what_differs_is_shown_as_mixed(three):
    window, _ = three
    rows = window.page.inspector.form.rows
    assert "Mixed values" in rows["severity"].label.text()
    assert rows["severity"].dots.accessibleDescription() == "Mixed values"
    box = rows["is_quote"].box
    assert box.checkState() == Qt.CheckState.PartiallyChecked
    state = QAccessible.queryAccessibleInterface(box).state()
    assert state.checkStateMixed
    assert not rows["text"].isVisible()


def test_one_click_sets_a_field_for_all_and_one_undo_takes_it_back(three):
    window, ids = three
    before = window.document.value
    rows = window.page.inspector.form.rows
    rows["is_quote"].box.click()
    assert all(item_by_id(window.document.value, held).is_quote for held in ids)
    window.document.undo()
    assert window.document.value is before
    window.choose(item_selection(ids))  # undo has chosen what it changed
    QTest.keyClick(rows["severity"].dots, Qt.Key.Key_4)
    assert {item_by_id(window.document.value, held).severity for held in ids} == {4}
    assert "Mixed" not in rows["severity"].label.text()
    window.document.undo()
    assert window.document.value is before


def test_typing_into_a_mixed_plan_sets_it_for_all_in_one_entry(three):
    window, ids = three
    window.document.apply(
        "edits.change_cards", lambda held: set_items(held, ids[:1], department="IT")
    )
    before = window.document.value
    row = window.page.inspector.form.rows["action.owner"]
    row.focus_field()
    QTest.keyClicks(row.edit, "Bo")
    owners = {item_by_id(window.document.value, held).action.owner for held in ids}
    assert owners == {"Bo"}
    assert window.page.inspector.form.rows["department"].edit.placeholderText() == "Mixed values"
    window.document.undo()
    assert window.document.value is before


def test_tags_of_some_say_so_and_are_given_to_all_or_taken_from_all(three):
    window, ids = three
    row = window.page.inspector.form.rows["tags"]
    shown = chips(row)
    assert set(shown) == {"a", "b", "c"}
    assert shown["c"].for_all.isHidden()
    assert shown["a"].for_all.accessibleName() == "Give a to all"
    shown["a"].for_all.click()
    assert tags(window, ids) == [("a", "c"), ("a", "c"), ("c", "b", "a")]
    chips(row)["c"].button.click()
    assert tags(window, ids) == [("a",), ("a",), ("b", "a")]
    window.document.undo()
    window.document.undo()
    assert tags(window, ids) == [("a", "c"), ("a", "c"), ("c", "b")]


def test_a_word_typed_is_added_to_each_and_nobody_loses_what_they_had(three):
    window, ids = three
    row = window.page.inspector.form.rows["tags"]
    row.focus_field()
    QTest.keyClicks(row.edit, "new")
    QTest.keyClick(row.edit, Qt.Key.Key_Return)
    assert tags(window, ids) == [("a", "c", "new"), ("a", "c", "new"), ("c", "b", "new")]
    assert "new" in chips(row)


def test_cards_and_feelings_share_the_persona(filled):
    card, feeling = items(filled, "cards")[0], items(filled, "feelings")[0]
    persona = filled.document.value.personas[0]

    def without(held):
        held = set_items(held, (card.id,), personas=())
        return set_items(held, (feeling.id,), persona=persona.id)

    filled.document.apply("edits.change_cards", without)
    filled.choose(item_selection([card.id, feeling.id]))
    form = filled.page.inspector.form
    assert form.kind == "mixture"
    assert [path for path, row in form.rows.items() if row.isVisible()] == ["personas"]
    chips(form.rows["personas"])[persona.name].for_all.click()
    assert item_by_id(filled.document.value, card.id).personas == (persona.id,)
    chips(form.rows["personas"])[persona.name].button.click()
    made = item_by_id(filled.document.value, feeling.id)
    assert isinstance(made, Feeling)
    assert made.persona is None


def test_what_has_nothing_in_common_says_what_can_be_done(filled):
    feeling, metric = items(filled, "feelings")[0], items(filled, "metrics")[0]
    filled.choose(item_selection([feeling.id, metric.id]))
    form = filled.page.inspector.form
    assert form.nothing.isVisible()
    assert "no field in common" in form.nothing.text()
    filled.choose(item_selection([feeling.id]))
    assert not filled.page.inspector.form.nothing.isVisible()


def test_several_lanes_and_phases_are_set_at_once(filled):
    lanes = tuple(lane.id for lane in filled.document.value.lanes[:4])
    filled.document.apply("edits.x", lambda held: set_lane(held, lanes[0], is_locked=True))
    filled.choose(Selection("lanes", lanes))
    rows = filled.page.inspector.form.rows
    assert rows["is_locked"].box.checkState() == Qt.CheckState.PartiallyChecked
    rows["is_locked"].box.click()
    assert all(lane_by_id(filled.document.value, held).is_locked for held in lanes)
    rows["is_collapsed"].box.click()
    assert all(lane_by_id(filled.document.value, held).is_collapsed for held in lanes)
    phases = tuple(phase.id for phase in filled.document.value.phases[:2])
    filled.document.apply("edits.x", lambda held: set_phase(held, phases[0], duration="a day"))
    filled.choose(Selection("phases", phases))
    rows = filled.page.inspector.form.rows
    assert rows["duration"].edit.placeholderText() == "Mixed values"
    rows["is_collapsed"].box.click()
    assert [phase.is_collapsed for phase in filled.document.value.phases[:2]] == [True, True]


def test_saved_views_stand_in_the_form_of_the_map(window):
    window.choose(NOTHING)
    inspector = window.page.inspector
    row = inspector.form.rows["views"]
    row.add_buttons["view"].click()
    assert inspector.subject.kind == "view"
    QTest.keyClicks(inspector.form.rows["name"].edit, "Pains")
    inspector.form.rows["others"].box.activated.emit(1)
    (view,) = window.document.value.views
    assert isinstance(view, SavedView)
    assert (view.name, view.others) == ("Pains", "hide")
    window.document.undo()
    window.document.undo()
    window.document.undo()
    assert window.document.value.views == ()
