"""Which sheets must be printed again after a change, and which need not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from model.edits import set_about
from model.journey import JourneyMap
from model.layout.engine import Layout
from model.printing.fingerprints import changed_sheets, fingerprint, fingerprints
from model.printing.pages import Printout
from model.printing.printing import print_map
from model.printing.settings import PrintSettings
from model.templates import sample
from model.text.fonts import FontBook

SETTINGS = PrintSettings(output="tiles", tile_paper="A3", scale="1:2")


def printed(journey: JourneyMap, **changes: object) -> Printout:
    settings = SETTINGS.model_copy(update=changes)
    return print_map(journey, settings, Layout(FontBook.bundled()))


@pytest.fixture(scope="module")
def journey() -> JourneyMap:
    return sample("sustainable-shoes", "da")


@pytest.fixture(scope="module")
def before(journey: JourneyMap) -> dict[str, str]:
    return fingerprints(printed(journey))


def with_text(journey: JourneyMap, text: str) -> JourneyMap:
    """The map with other words on the first card of its first lane."""
    lane = journey.lanes[0]
    step, cards = next((step, cards) for step, cards in lane.cells.items() if cards)
    cells = {**lane.cells, step: (cards[0].model_copy(update={"text": text}), *cards[1:])}
    changed = lane.model_copy(update={"cells": cells})
    return journey.model_copy(update={"lanes": (changed, *journey.lanes[1:])})


def test_the_same_map_needs_no_sheet_again(journey, before):
    again = printed(journey)
    assert changed_sheets(again, before) == ()
    assert "assembly" not in before
    sheet = again.pages[1]
    assert fingerprint(sheet, again.theme.name) == before[sheet.name]


def test_what_a_layout_printed_before_is_no_reason_to_print_again(journey):
    layout = Layout(FontBook.bundled())
    blank = SETTINGS.model_copy(update={"content": "blank", "scale": "1:1"})
    print_map(journey, SETTINGS.model_copy(update={"scale": "1:1"}), layout)
    after_another = fingerprints(print_map(journey, blank, layout))
    assert after_another == fingerprints(printed(journey, content="blank", scale="1:1"))


def test_other_words_on_a_card_change_the_sheets_that_show_it_and_no_others(journey, before):
    changed = changed_sheets(printed(with_text(journey, "Ny")), before)
    assert changed
    assert len(changed) < len(before) / 2
    assert "1.1" in changed


def test_what_labels_say_changes_no_sheet(journey, before):
    untitled = replace_footer(set_about(journey, version_label="9"))
    plain = replace_footer(journey)
    assert changed_sheets(printed(untitled), fingerprints(printed(plain))) == ()


def replace_footer(journey: JourneyMap) -> JourneyMap:
    """The map without what tells its version on the map itself."""
    sheet = journey.sheet.model_copy(
        update={"is_footer_shown": False, "is_title_shown": False, "is_legend_shown": False}
    )
    return journey.model_copy(update={"sheet": sheet})


@pytest.mark.parametrize(
    "changes",
    [{"theme": "greyscale"}, {"scale": "1:2.1"}, {"correct_x": 1.01}, {"margin": 7.0}],
)
def test_another_look_or_place_changes_every_sheet(journey, before, changes):
    printout = printed(journey, **changes)
    assert changed_sheets(printout, before) == tuple(fingerprints(printout))


def test_fingerprints_are_the_same_on_every_computer(before):
    assert all(len(each) == 32 and int(each, 16) >= 0 for each in before.values())
    assert len(set(before.values())) == len(before)


def test_a_page_without_its_labels_looks_the_same(journey, before):
    printout = printed(journey)
    bare = replace(printout.pages[1], layers=(), title="")
    assert fingerprint(bare, printout.theme.name) == before[bare.name]
