"""The priorities window: notes dragged and moved by keys, lists, votes typed in, a page of it."""

import pypdfium2
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from app import file_dialogs
from app.priorities_desk import PrioritiesDesk
from model.cards import Card
from model.counting import recounts
from model.edits import add_entry, set_item, set_lane
from model.find import item_by_id
from model.priorities import notes_of, rate, votes_on
from model.voting import VotingRound

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def shown(filled, qtbot):
    """Return the priorities window of a filled sample, active."""
    filled.actions_made["priorities"].trigger()
    made = filled.page.findChild(PrioritiesDesk).shown
    QTest.qWaitForWindowActive(made)
    return made


def ratings(window, card):
    plan = item_by_id(window.document.value, card).action
    return plan.effort, plan.impact


def drag(note, goal):
    """Drag the middle of ``note`` to a global point."""
    start = note.rect().center()
    QTest.mousePress(note, Qt.MouseButton.LeftButton, pos=start)
    for part in (0.3, 1.0):
        way = (QPoint(goal) - note.mapToGlobal(start)) * part
        QTest.mouseMove(note, start + way)
    QTest.mouseRelease(note, Qt.MouseButton.LeftButton, pos=note.mapFromGlobal(goal))


def test_a_note_dragged_into_a_field_has_both_its_ratings_by_one_edit(filled, shown):
    board = shown.opportunities.board
    note = notes_of(filled.document.value, "opportunities")[0]
    before = filled.document.value
    drag(shown.opportunities.button(note.card), board.mapToGlobal(board.field(5, 2).center()))
    assert ratings(filled, note.card) == (5, 2)
    assert shown.opportunities.button(note.card).geometry().intersects(board.field(5, 2))
    QTest.keyClick(shown.opportunities.button(note.card), Qt.Key.Key_Z, CONTROL)
    assert filled.document.value is before
    tray = shown.opportunities.tray
    drag(shown.opportunities.button(note.card), tray.mapToGlobal(tray.rect().center()))
    assert ratings(filled, note.card) == (None, None)
    assert shown.opportunities.button(note.card).accessibleName().endswith("Not rated yet")


def test_alt_and_arrows_rate_arrows_alone_go_on_and_enter_goes_to_the_card(filled, shown):
    note = next(it for it in notes_of(filled.document.value, "opportunities") if it.x and it.x < 5)
    button = shown.opportunities.button(note.card)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Right, ALT)
    assert ratings(filled, note.card) == (note.x + 1, note.y)
    assert f"Effort {note.x + 1}" in button.accessibleName()
    assert button.hasFocus()
    QTest.keyClick(button, Qt.Key.Key_Delete)
    assert ratings(filled, note.card) == (None, None)
    QTest.keyClick(button, Qt.Key.Key_Up, ALT)
    assert ratings(filled, note.card) == (3, 3)
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert filled.selection.ids == (note.card,)


def test_one_rating_alone_is_told_in_the_tray_and_kept_by_alt_and_arrows(filled, shown):
    note = notes_of(filled.document.value, "opportunities")[0]
    filled.document.apply("edits.rate", lambda m: rate(m, "opportunities", note.card, None, 5))
    button = shown.opportunities.button(note.card)
    assert button.accessibleName().endswith("Impact 5, otherwise not rated yet")
    told = button.grab().toImage()
    filled.document.apply("edits.rate", lambda m: rate(m, "opportunities", note.card, None, None))
    assert button.grab().toImage() != told
    filled.document.undo()
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Up, ALT)
    assert ratings(filled, note.card) == (3, 5)


def test_a_locked_lane_says_why_nothing_moves_where_one_looks(filled, shown):
    lane = next(lane for lane in filled.document.value.lanes if lane.name == "Opportunities")
    filled.document.apply("edits.change", lambda m: set_lane(m, lane.id, is_locked=True))
    note = notes_of(filled.document.value, "opportunities")[0]
    button = shown.opportunities.button(note.card)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Delete)
    assert ratings(filled, note.card) == (note.x, note.y)
    assert "“Opportunities”" in shown.refusal.text()
    filled.document.apply("edits.change", lambda m: set_lane(m, lane.id, is_locked=False))
    assert shown.refusal.text() == ""


def test_the_lists_follow_the_map_and_say_why(filled, shown, qtbot):
    shown.tabs.setCurrentIndex(2)
    pains = shown.ranking.lists["pain_points"]
    last = pains.topLevelItem(pains.topLevelItemCount() - 1)
    card = last.data(0, Qt.ItemDataRole.UserRole)
    filled.document.apply("edits.rate", lambda m: set_item(m, card, severity=5, frequency=5))
    qtbot.waitUntil(lambda: pains.topLevelItem(0).text(2).startswith("Severity 5 × frequency 5"))
    first = pains.topLevelItem(0)
    assert first.data(0, Qt.ItemDataRole.UserRole) == card
    pains.setCurrentItem(first)
    QTest.keyClick(pains, Qt.Key.Key_Return)
    assert filled.selection.ids == (card,)


def test_votes_are_typed_one_below_the_other_and_counted_again(filled, shown, qtbot):
    number = max((it.number for it in recounts(filled.document.value)), default=0) + 1
    entry = VotingRound(id="new", number=number, participants=4, dots_each=3)
    filled.document.apply("edits.add_round", lambda m: add_entry(m, "rounds", entry))
    shown.tabs.setCurrentIndex(3)
    votes = shown.votes
    votes.rounds.setCurrentIndex(votes.rounds.findData(number))
    votes.rounds.activated.emit(votes.rounds.currentIndex())
    qtbot.waitUntil(lambda: "4 people × 3 = 12 dots, 0 entered" in votes.recount.text())
    votes.table.begin()
    for typed in ("5", "6"):
        QTest.keyClicks(votes.table, typed)
        editor = votes.table.findChildren(QLineEdit)[-1]
        row = votes.table.currentIndex().row()
        QTest.keyClick(editor, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda was=row: votes.table.currentIndex().row() == was + 1)
    cards = [item_by_id(filled.document.value, votes.table.votes.card_at(row)) for row in (0, 1)]
    assert all(isinstance(card, Card) for card in cards)
    assert [votes_on(card, number, "") for card in cards] == [5, 6]
    assert "11 entered. 1 is missing." in votes.recount.text()
    assert cards[1].text in votes.top.text()


def test_a_round_that_was_only_voted_in_is_described_by_giving_its_people_and_dots(filled, shown):
    shown.tabs.setCurrentIndex(3)
    assert "How many there were to give is not known" in shown.votes.recount.text()
    shown.votes.people.setValue(12)
    shown.votes.dots.setValue(8)
    described = filled.document.value.rounds[-1]
    assert (described.participants, described.dots_each) == (12, 8)
    assert "12 people × 8 = 96 dots, 35 entered. 61 are missing." in shown.votes.recount.text()


def test_what_was_shown_last_is_shown_again_and_the_window_goes_with_its_map(filled, shown):
    shown.tabs.setCurrentIndex(1)
    shown.reject()
    desk = filled.page.findChild(PrioritiesDesk)
    assert desk.shown is None
    filled.actions_made["priorities"].trigger()
    assert desk.shown.segment == "pain_points"
    filled.language.use("da")
    QTest.qWait(0)
    assert desk.shown.windowTitle() == "Prioritering"
    filled.language.use("en")


def test_a_matrix_is_saved_as_pdf_with_its_order_and_as_a_picture(
    filled, shown, tmp_path, monkeypatch
):
    for output, name in (("pdf_a3", "m.pdf"), ("png", "m.png")):
        monkeypatch.setattr(file_dialogs, "choose_new_file", lambda *_, n=name: tmp_path / n)
        shown.output_asked.emit("opportunities", output)
        assert name in filled.problem_text
    pages = pypdfium2.PdfDocument(tmp_path / "m.pdf")
    assert [round(side / 72 * 25.4) for side in pages.get_page_size(0)] == [420, 297]
    text = "".join(page.get_textpage().get_text_range() for page in pages)
    for note in notes_of(filled.document.value, "opportunities"):
        assert note.text.split()[0] in text
    assert "Quick wins" in text
    assert (tmp_path / "m.png").read_bytes().startswith(b"\x89PNG")


def test_the_colours_of_a_round_fit_beside_the_words_also_in_a_narrow_table(shown):
    shown.tabs.setCurrentWidget(shown.votes)
    table = shown.votes.table
    for width in (560, 1200):
        table.resize(width, 300)
        last = table.model().columnCount() - 1
        right = table.columnViewportPosition(last) + table.columnWidth(last)
        assert right <= table.viewport().width()
        assert table.columnWidth(0) >= table.columnWidth(last)
