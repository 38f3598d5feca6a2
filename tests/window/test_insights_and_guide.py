"""The panels that tell what a map shows and what is missing, and the calm notices around them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QTextEdit

from app.document import Document
from app.noticing import Noticing
from app.saving import save_journey
from model import edits
from model.cards import Card
from model.find import has_item
from model.people import Persona
from model.templates import sample
from widgets.canvas.selection import NOTHING, Selection, item_selection


@pytest.fixture
def insights(filled):
    """Return the insights panel of the sample, shown."""
    return shown(filled, "insights")


@pytest.fixture
def guide(window):
    """Return the guide of a new map, shown."""
    return shown(window, "guide")


def shown(window, name):
    window.actions_made[f"panel_{name}"].trigger()
    panel = window.page.side.panel(name)
    assert panel.isVisible()
    return panel


def told(panel) -> list[str]:
    """Return the kinds of the insights that are listed."""
    return [row.insight.kind for row in panel.rows if row.insight]


def mark(panel, kind: str) -> None:
    at = next(n for n, row in enumerate(panel.rows) if row.insight and row.insight.kind == kind)
    panel.list.setCurrentIndex(panel.list.model().index(at, 0))


def set_segment(window, segment: str) -> None:
    window.document.apply("edits.change_map", lambda m: edits.set_about(m, segment=segment))


def test_an_insight_is_jumped_to_and_the_keyboard_stays_in_the_list(filled, insights, qtbot):
    mark(insights, "assumption_at_moment_of_truth")
    insights.focus_first()
    qtbot.keyClick(insights.list, Qt.Key.Key_Return)
    card = filled.selection.current
    assert filled.selection == item_selection((card,))
    assert insights.rows[insights.list.currentIndex().row()].target == (card,)
    assert insights.list.hasFocus()


def test_the_moments_of_truth_are_listed_with_their_phase(filled, insights, qtbot):
    at = next(n for n, row in enumerate(insights.rows) if row.text.startswith("Moments of"))
    listed = insights.rows[at + 1 :]
    assert [row.text for row in listed] == [
        step.name for step in filled.document.value.steps if step.is_moment_of_truth
    ]
    assert all(row.below for row in listed)
    assert len(listed) > 1
    insights.list.clicked.emit(insights.list.model().index(at + 1, 0))
    assert filled.selection.current in listed[0].target


def test_delete_sets_the_insight_aside_and_not_the_card(filled, insights, qtbot):
    mark(insights, "assumption_at_moment_of_truth")
    insights.focus_first()
    qtbot.keyClick(insights.list, Qt.Key.Key_Return)
    card = filled.selection.current
    qtbot.keyClick(insights.list, Qt.Key.Key_Delete)
    qtbot.keyClicks(insights.form.reason, "Chat logs say so")
    insights.form.by.setText("LH")
    qtbot.keyClick(insights.form.reason, Qt.Key.Key_Return)
    (held,) = filled.document.value.dismissals
    assert (held.card, held.reason, held.by) == (card, "Chat logs say so", "LH")
    assert has_item(filled.document.value, card)
    assert told(insights) == ["channel_used_once"]

    insights.aside_button.click()
    (row,) = insights.rows
    assert row.below.startswith("Chat logs say so · LH, ")
    insights.focus_first()
    insights.act_button.click()
    assert filled.document.value.dismissals == ()
    assert insights.calm_words == filled.language("counting.insights.no_aside")

    filled.document.undo()
    filled.document.undo()
    insights.open_button.click()
    qtbot.waitUntil(lambda: len(told(insights)) == 2)


def test_what_is_written_is_told_once_it_rests_and_what_is_hidden_reads_nothing(
    filled, insights, qtbot
):
    lane = next(held for held in filled.document.value.lanes if held.role == "pain_points")
    step = filled.document.value.steps[0].id

    def write(name: str) -> None:
        card = Card(id=name, text="Queue")
        filled.document.apply("edits.add_card", lambda m: edits.add_item(m, lane.id, step, card))

    write("fresh")
    qtbot.waitUntil(lambda: "unanswered_pain_point" in told(insights))
    (row,) = [held for held in insights.rows if held.target == ("fresh",)]
    assert row.text == "“Queue” leads on to no opportunity or solution."
    filled.actions_made["panel_insights"].trigger()
    before = insights.rows
    write("second")
    assert insights.rows is before
    filled.actions_made["panel_insights"].trigger()
    assert ("second",) in [held.target for held in insights.rows]


def test_a_map_of_nobody_is_asked_quietly_until_it_says_whose_journey_it_is(window, qtbot):
    whose = window.findChild(object, "whose_button")
    assert whose.isVisible()
    panel = shown(window, "insights")
    assert [row.text for row in panel.rows] == [
        "Worth knowing",
        window.language("counting.note.nobody"),
    ]
    whose.click()
    guide = window.page.side.panel("guide")
    assert guide.isVisible()
    assert guide.sections["personas"].is_open
    set_segment(window, "Students")
    assert not whose.isVisible()
    shown(window, "insights")
    assert panel.rows == []
    assert panel.calm_words == window.language("counting.insights.calm")


def test_the_guide_leads_to_the_field_that_is_missing_and_sees_it_filled(window, guide, qtbot):
    before = guide.sections["scope"].far_words
    way(guide, "scope", "purpose").click()
    field = window.focusWidget()
    assert isinstance(field, QPlainTextEdit | QTextEdit)
    assert window.page.inspector.form.rows["about.purpose"].isAncestorOf(field)
    qtbot.keyClicks(field, "Fewer leave")
    window.commit_editing()
    shown(window, "guide")
    assert guide.sections["scope"].far_words != before
    assert [held.property("way").code for held in guide.sections["scope"].ways] == [
        "journey_type",
        "scenario",
    ]


def way(guide, step: str, code: str):
    guide.sections[step].set_open(True)
    return next(held for held in guide.sections[step].ways if held.property("way").code == code)


def test_the_guide_puts_in_the_lane_that_is_missing_and_opens_a_card_there(window, guide, qtbot):
    lanes = window.document.value.lanes
    assert all(lane.role != "needs" for lane in lanes)
    way(guide, "needs", "needs").click()
    made = window.document.value.lanes[-1]
    assert (made.role, len(window.document.value.lanes)) == ("needs", len(lanes) + 1)
    (editor,) = [held for held in window.canvas.findChildren(QTextEdit) if held.isVisible()]
    qtbot.keyClicks(editor, "A quiet seat")
    window.commit_editing()
    assert [card.text for cell in window.document.value.lanes[-1].cells.values() for card in cell]
    way(guide, "needs", "pain_points").click()
    assert window.document.value.lanes[-1].role == "needs"


def test_every_way_of_the_guide_leads_somewhere(filled, qtbot):
    plain = filled.document.value
    bare = {held.id: {"evidence_level": None, "channels": ()} for held in cards_of(plain)}
    for card_id, fields in bare.items():
        plain = edits.set_item(plain, card_id, severity=None, action=None, **fields)
    plain = edits.add_entry(plain, "personas", Persona(id="bo", name="Bo"))
    plain = edits.set_about(plain, review="", scenario="")
    filled.document.apply("edits.change_map", lambda _: plain)
    guide = shown(filled, "guide")
    codes = [
        (step, held.property("way").code)
        for step, section in guide.sections.items()
        for held in section.ways
    ]
    assert {"levels", "persona_evidence", "pain_ratings", "review"} <= {c for _, c in codes}
    for step, code in codes:
        if code in ("source", "qualitative", "quantitative"):
            continue  # they add one, which is the Insert menu's
        filled.canvas.select(NOTHING)
        shown_again(filled, guide)
        way(guide, step, code).click()
        assert filled.selection != NOTHING or not guide.isVisible(), code


def cards_of(journey):
    return [
        item
        for lane in journey.lanes
        for cell in lane.cells.values()
        for item in cell
        if isinstance(item, Card)
    ]


def shown_again(window, panel):
    if not panel.isVisible():
        shown(window, "guide")


def test_a_step_of_the_guide_is_set_aside_and_taken_up_by_undo(window, guide):
    section = guide.sections["data"]
    section.set_open(True)
    section.aside_button.click()
    assert window.document.value.about.set_aside == ("data",)
    assert section.far_words == window.language("counting.guide.is_set_aside")
    window.document.undo()
    guide.resting.catch_up()
    assert section.far_words == "0 of 1"


def test_the_guide_hidden_for_good_comes_back_by_the_menu_alone(window, guide, settings):
    button = window.page.side.stack.buttons["guide"]
    guide.dismiss_button.click()
    assert not guide.isVisible()
    assert not button.isVisible()
    assert settings.value.dismissed_panels == ("guide",)
    assert window.page.inspector.isVisible()
    shown(window, "guide")
    assert button.isVisible()
    assert settings.value.dismissed_panels == ()


def test_a_fourth_moment_of_truth_is_remarked_once(window):
    notices = window.page.findChild(Noticing)
    steps = [step.id for step in window.document.value.steps]
    assert len(steps) > 4
    said = []
    window.statusBar().messageChanged.connect(said.append)
    for step_id in steps[:5]:
        window.document.apply(
            "edits.change_step",
            lambda m, at=step_id: edits.set_step(m, at, is_moment_of_truth=True),
        )
        notices.count_moments()
    assert said == [window.language("counting.note.many_moments", count=4)]


def test_a_review_that_is_due_is_told_when_the_file_is_opened(workspace, tmp_path, qtbot):
    journey = edits.set_about(sample("sustainable-shoes", "en"), review="2020-03-02")
    path = tmp_path / "shoes.journey"
    save_journey(path, journey)
    window = workspace.open_file(path, None)
    qtbot.waitUntil(lambda: bool(window.banner.text))
    assert window.banner.text == "The map was due for review on 2 March 2020."
    (show,) = window.banner.findChildren(QPushButton)
    show.click()
    row = window.page.inspector.form.rows["about.review"]
    assert row.isAncestorOf(window.focusWidget())
    assert isinstance(window.focusWidget(), QLineEdit)
    assert window.banner.text == ""
    assert window.selection == Selection("title")
    unsaved = workspace.open_window(Document(journey))
    Noticing(unsaved).tell_reviews()
    assert unsaved.banner.text == ""
