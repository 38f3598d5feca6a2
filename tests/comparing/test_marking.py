"""A map that is compared with another: what is marked on it, and what is gone at its place."""

import pytest

from model import edits
from model.cards import Card, Feeling
from model.comparing import compare
from model.comparing.marking import marking_of
from model.comparing.wording import ITEM_SORTS
from model.filtering import Filter
from model.layout.engine import Layout
from model.merging.table import PARTS
from model.templates import template
from model.text.fonts import FontBook
from model.texts import Texts
from model.views import SavedView
from tests.sheet_reading import words

WHOLE = SavedView(id="current")


@pytest.fixture
def before():
    journey = template("classic-5", "en")
    for number in range(3):
        card = Card(id=f"card-{number}", text=f"Card number {number}")
        journey = edits.add_item(journey, "touchpoints", "use-1", card)
    return journey


def sheet_of(before, after, *, for_print=False):
    marking = marking_of(compare(before, after), "before the workshop")
    through = Filter(WHOLE, compared=marking)
    return Layout(FontBook.bundled()).sheet(after, for_print, through)


def blocks_of(sheet):
    return {
        placed.block.id: placed.block
        for row in sheet.cells
        for cell in row
        for placed in cell.contents
    }


def test_new_moved_and_changed_cards_are_marked_and_others_are_drawn_as_they_were(before):
    after = edits.set_item(before, "card-0", text="Card number zero")
    after = edits.move_items(after, ["card-1"], "pain_points", "use-1", 0)
    after = edits.add_item(after, "touchpoints", "use-1", Card(id="new", text="New"))
    marking = marking_of(compare(before, after), "")
    assert dict(marking.signs) == {"card-0": ("changed",), "card-1": ("moved",), "new": ("added",)}
    plain = blocks_of(Layout(FontBook.bundled()).sheet(after))
    marked = blocks_of(sheet_of(before, after))
    for card in ("card-0", "card-1", "new"):
        assert len(marked[card].marks) > len(plain[card].marks)
    assert len(marked["card-2"].marks) == len(plain["card-2"].marks)


@pytest.mark.parametrize("for_print", [False, True])
def test_what_is_gone_is_pale_at_its_place_and_cannot_be_chosen(before, for_print):
    after = edits.remove_items(before, ["card-1"])
    sheet = sheet_of(before, after, for_print=for_print)
    block = blocks_of(sheet)["gone.card-1"]
    assert block.kind == "gone"
    assert "Card number 1" in words(block.marks)
    assert block.fill.startswith("pale:")


def test_what_is_gone_with_its_lane_is_counted_in_the_legend(before):
    after = edits.remove_lane(before, "touchpoints")
    sheet = sheet_of(before, after)
    assert ("unplaced", "3") in sheet.signs


def test_a_letter_typed_into_a_marked_map_lays_out_one_cell(before):
    after = edits.remove_items(before, ["card-1"])
    marking = marking_of(compare(before, after), "")
    layout, through = Layout(FontBook.bundled()), Filter(WHOLE, compared=marking)
    first = layout.sheet(after, through=through)
    again = layout.sheet(edits.set_item(after, "card-0", text="Another"), through=through)
    pairs = zip(
        (cell for row in first.cells for cell in row),
        (cell for row in again.cells for cell in row),
        strict=True,
    )
    assert sum(1 for one, other in pairs if one is not other) == 1


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_sort_of_thing_that_can_differ_has_a_word(language):
    words = Texts(language)
    assert all(
        words.has(f"comparing.sort.{part}") for part in (*PARTS, *ITEM_SORTS) if part != "items"
    )


def test_how_it_felt_before_is_drawn_behind_how_it_feels(before):
    feeling = Feeling(id="felt", values=(-1.0,))
    before = edits.add_item(before, "feels", "use-1", feeling)
    before = edits.add_item(before, "feels", "loyalty-1", Feeling(id="later", values=(1.0,)))
    after = edits.set_item(before, "felt", values=(2.0,))
    plain = Layout(FontBook.bundled()).sheet(after)
    sheet = sheet_of(before, after)
    at = next(place for place, row in enumerate(sheet.rows) if row.lane_id == "feels")
    added = sheet.rows[at].body[len(plain.rows[at].body) :]
    assert [type(mark).__name__ for mark in added] == ["Outline", "Rectangle", "Rectangle"]
    middle = added[1].y + added[1].height / 2
    assert middle == pytest.approx(sheet.rows[at].zero_y - sheet.rows[at].y + sheet.rows[at].unit)
    assert ("curve_before", "before") in sheet.signs
