"""The wall planner: three ways of covering a wall that really come out as they say."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.edits import set_lane
from model.journey import JourneyMap
from model.layout.engine import Layout
from model.layout.sheet import Sheet
from model.printing.planner import wall_alternatives
from model.printing.printing import print_map
from model.printing.settings import PrintSettings
from model.templates import sample, template
from model.text.fonts import FontBook

PLAIN = PrintSettings()


@pytest.fixture(scope="module")
def sheet() -> Sheet:
    return Layout(FontBook.bundled()).sheet(low_map(), for_print=True)


def low_map() -> JourneyMap:
    """Return a filled map that at its true size is not higher than a roll is wide."""
    journey = sample("holiday", "en")
    for role in ("channels", "message", "competitors"):
        journey = set_lane(journey, role, is_printed=False)
    return journey


def test_each_way_prints_as_large_as_it_says(sheet: Sheet) -> None:
    journey = low_map()
    for made in wall_alternatives(sheet, 2000, 900, 1.0, PLAIN):
        printout = print_map(journey, made.settings, Layout(FontBook.bundled()))
        assert made.problem is None
        assert printout.scale == pytest.approx(made.scale)
        printed = [page for page in printout.pages if page.name != "assembly"]
        assert len(printed) == made.sheets


@settings(max_examples=40, deadline=None)
@given(
    width=st.floats(min_value=300, max_value=9000), height=st.floats(min_value=300, max_value=3000)
)
def test_nothing_hangs_beyond_the_wall(sheet: Sheet, width: float, height: float) -> None:
    for made in wall_alternatives(sheet, width, height, 1.0, PLAIN):
        if made.problem is None:
            assert made.width <= width + 0.01
            assert made.height <= height + 0.01


def test_a_large_wall_is_no_reason_to_enlarge_the_map_unless_people_stand_far_off(
    sheet: Sheet,
) -> None:
    near = {made.way: made for made in wall_alternatives(sheet, 9000, 4000, 1.0, PLAIN)}
    far = {made.way: made for made in wall_alternatives(sheet, 9000, 4000, 2.0, PLAIN)}
    assert near["roll"].scale == 1
    assert near["A3"].scale == pytest.approx(1, abs=0.02)  # shrunk to whole sheets
    assert near["roll"].is_readable(1.0)
    for way in ("A4", "A3"):
        assert far[way].scale > 1.5
        assert far[way].is_readable(1.95)
    # as large as the widest roll, and it says that this is not enough
    assert 1 < far["roll"].scale < far["A3"].scale
    assert far["roll"].paper == "roll:1524"
    assert not far["roll"].is_readable(2.0)


def test_larger_sheets_are_fewer(sheet: Sheet) -> None:
    a4, a3, roll = wall_alternatives(sheet, 2400, 1300, 1.0, PLAIN)
    assert a4.sheets > a3.sheets > roll.sheets == 1
    assert a4.paper_m2 > roll.width * roll.height / 1e6
    assert roll.paper.startswith("roll:")


def test_a_wall_longer_than_a_page_comes_in_panels(sheet: Sheet) -> None:
    long = replace(sheet, width=7400.0)
    (roll,) = wall_alternatives(long, 7500, 4000, 1.0, PLAIN, ways=("roll",))
    assert roll.problem is None
    assert (roll.width, roll.sheets) == (7400, 2)


def test_an_empty_map_says_how_many_notes_it_holds() -> None:
    blank = Layout(FontBook.bundled()).sheet(template("classic-5", "en"), for_print=True)
    true, small = (
        wall_alternatives(blank, width, 3000, 1.0, PLAIN, ways=("roll",))[0]
        for width in (5000, blank.width / 3)
    )
    assert true.scale == 1
    assert true.notes > 20
    assert small.notes < true.notes
