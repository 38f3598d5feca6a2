"""Rounds of voting and channels: their forms, their place in the outline, votes by colour."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.priorities_desk import PrioritiesDesk
from model.edits import add_entry, set_item, set_items
from model.edits.channels import rename_channel
from model.edits.votes import with_count
from model.find import item_by_id
from model.journey import Channel
from model.lanes import CardsLane
from model.libraries import channel_entries
from model.problems import EditProblem
from model.voting import DotColour, VotingRound
from widgets.canvas.selection import NOTHING, item_selection

RED, BLUE = DotColour(colour="red", meaning="hurts"), DotColour(colour="blue", meaning="pays")
ROUND = VotingRound(
    id="r1", question="Where first?", participants=4, dots_each=2, colours=(RED, BLUE)
)


def cards_of(journey):
    return [
        item
        for lane in journey.lanes
        if isinstance(lane, CardsLane)
        for cell in lane.cells.values()
        for item in cell
    ]


@pytest.fixture
def voting(filled):
    filled.document.apply("edits.add_round", lambda held: add_entry(held, "rounds", ROUND))
    return filled


def form_of(window):
    return window.page.inspector.form


def write(row, text):
    row.focus_field()
    row.edit.selectAll()
    QTest.keyClicks(row.edit, text)
    QTest.keyClick(row.edit, Qt.Key.Key_Return)


def test_a_round_is_added_filled_in_and_taken_away(window):
    window.actions_made["add_round"].trigger()
    form = form_of(window)
    write(form.rows["participants"], "12")
    QTest.keyClicks(form.rows["question"].edit, "What hurts most?")
    line = form.rows["colours"].lines()[0]
    line.meaning.setFocus()
    QTest.keyClicks(line.meaning, "hurts")
    held = window.document.value.rounds[0]
    assert (held.number, held.participants, held.question) == (1, 12, "What hurts most?")
    assert held.colours == (DotColour(colour="red", meaning="hurts"),)
    assert form.rows["budget"].told.text() == "12 people × 3 = 36 dots to give"
    window.actions_made["add_round"].trigger()
    assert window.document.value.rounds[1].number == 2
    assert window.document.value.rounds[1].colours == held.colours
    tree = window.page.outline
    tree.tree.setCurrentIndex(tree.model.index_of(("round", held.id)))
    QTest.keyClick(tree.tree, Qt.Key.Key_Delete)
    assert [each.number for each in window.document.value.rounds] == [2]


def test_a_cards_votes_are_entered_by_the_colours_of_the_round(voting):
    card = cards_of(voting.document.value)[0]
    voting.document.apply("edits.change_card", lambda held: set_item(held, card.id, votes=()))
    voting.choose(item_selection([card.id]))
    counts = form_of(voting).rows["votes"].counts
    assert [box.accessibleName() for box in counts.values()] == [
        "Round 1: Where first?: red \u2013 hurts",
        "Round 1: Where first?: blue \u2013 pays",
    ]
    counts[1, "blue"].setValue(3)
    votes = item_by_id(voting.document.value, card.id).votes
    assert [(held.colour, held.round, held.count) for held in votes] == [("blue", 1, 3)]
    counts[1, "blue"].setValue(0)
    assert item_by_id(voting.document.value, card.id).votes == ()


def test_votes_of_several_lines_for_a_colour_become_one():
    votes = with_count((), 1, "red", 2) + with_count((), 1, "blue", 1) + with_count((), 1, "red", 4)
    assert [(held.colour, held.count) for held in with_count(votes, 1, "red", 5)] == [
        ("red", 5),
        ("blue", 1),
    ]


def test_entering_votes_begins_at_the_first_number_in_the_colours_of_the_round(voting, qtbot):
    ids = [card.id for card in cards_of(voting.document.value)]
    # The sample's own dots are of two rounds, and one begins with the newest.
    voting.document.apply("edits.change_card", lambda held: set_items(held, ids, votes=()))
    voting.actions_made["enter_votes"].trigger()
    shown = voting.page.findChild(PrioritiesDesk).shown
    qtbot.waitExposed(shown)
    table = shown.votes.table
    assert shown.segment == "votes"
    titles = [table.votes.headerData(at, Qt.Orientation.Horizontal) for at in (1, 2)]
    assert titles == ["red \u2013 hurts", "blue \u2013 pays"]
    assert (table.currentIndex().row(), table.currentIndex().column()) == (0, 1)
    shown.tabs.setCurrentIndex(0)
    voting.actions_made["enter_votes"].trigger()
    assert shown.segment == "votes"
    shown.reject()


def test_a_channel_gets_another_name_wherever_it_stands(filled):
    journey = filled.document.value
    channel = next(held for held in journey.channels if any(
        held.name in card.channels for card in cards_of(journey)
    ))  # fmt: skip
    before = sum(channel.name in card.channels for card in cards_of(journey))
    filled.page.inspector.show_entry(channel.id)
    write(form_of(filled).rows["name"], "The window in the street")
    after = filled.document.value
    assert sum("The window in the street" in card.channels for card in cards_of(after)) == before
    assert not any(channel.name in card.channels for card in cards_of(after))
    filled.document.undo()
    assert filled.document.value is journey


def test_a_channel_typed_on_a_card_is_on_the_maps_list_with_the_librarys_icon(filled):
    before = [held.name for held in filled.document.value.channels]
    journey = filled.document.value
    filled.choose(item_selection([cards_of(journey)[0].id]))
    line = form_of(filled).rows["channels"].edit
    listed = next(entry.name for entry in channel_entries("en") if entry.name not in before)
    for name in (listed, "The van at the fair", before[0].upper()):
        line.setFocus()
        QTest.keyClicks(line, name)
        QTest.keyClick(line, Qt.Key.Key_Return)
    made = filled.document.value.channels[len(before) :]
    assert [held.name for held in made] == [listed, "The van at the fair"]
    assert made[0].icon is not None
    while filled.document.value is not journey:
        filled.document.undo()
    assert [held.name for held in filled.document.value.channels] == before


def test_two_channels_cannot_have_one_name(filled):
    one, other = filled.document.value.channels[:2]
    filled.page.inspector.show_entry(one.id)
    row = form_of(filled).rows["name"]
    write(row, other.name.upper())
    assert filled.document.value.channels[0].name == one.name
    assert "already" in row.complaint.text()
    with pytest.raises(EditProblem, match="channel_name_taken"):
        rename_channel(filled.document.value, one.id, other.name.upper())


def test_channels_are_put_in_order_by_alt_and_arrows(window):
    for name in ("Phone", "Store"):
        window.document.apply(
            "edits.add_channel",
            lambda held, name=name: add_entry(held, "channels", Channel(id=name, name=name)),
        )
    window.choose(NOTHING)
    form_of(window).show_row("channels")
    opener = form_of(window).rows["channels"].openers["Store"]
    QTest.keyClick(opener, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [held.name for held in window.document.value.channels][-2:] == ["Store", "Phone"]
    assert window.focusWidget().accessibleName() == "Edit Store"


def test_the_kpi_of_a_plan_is_one_of_the_maps_figures(filled):
    journey = filled.document.value
    card = next(card for card in cards_of(journey) if card.action is not None)
    metric = next(
        cell[0] for lane in journey.lanes if lane.kind == "metrics" for cell in lane.cells.values()
    )
    filled.choose(item_selection([card.id]))
    box = form_of(filled).rows["action.metric"].box
    box.setCurrentIndex(box.findData(metric.id))
    box.activated.emit(box.currentIndex())
    assert item_by_id(filled.document.value, card.id).action.metric == metric.id
    assert box.currentText() == metric.name


def test_what_a_figure_was_earlier_is_written_line_by_line(filled):
    journey = filled.document.value
    metric = next(
        cell[0] for lane in journey.lanes if lane.kind == "metrics" for cell in lane.cells.values()
    )
    filled.document.apply(
        "edits.change_metric", lambda held: set_item(held, metric.id, readings=())
    )
    filled.choose(item_selection([metric.id]))
    row = form_of(filled).rows["readings"]
    row.button.click()
    write(row.lines()[0].value, "12.5")
    write(row.lines()[0].date, "2026-03-01")
    reading = item_by_id(filled.document.value, metric.id).readings[0]
    assert (reading.value, reading.date) == (12.5, "2026-03-01")
