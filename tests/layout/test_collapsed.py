"""Collapsed lanes and phases on the sheet: thin on the screen, whole in print."""

from __future__ import annotations

import pytest
from hypothesis import given

from model.cards import Card, Feeling
from model.edits import add_item, set_lane, set_phase
from model.journey import JourneyMap, Phase, Step
from model.lanes import CardsLane, FeelingsLane
from model.layout.engine import Layout
from model.layout.marks import Outline, Rectangle
from model.layout.sheet import Sheet
from model.text.fonts import FontBook
from tests.layout.test_sheet_laws import LAWS, assert_in_order, usual
from tests.sheet_reading import plain, words
from tests.strategies import journeys


def journey() -> JourneyMap:
    cards = CardsLane(
        id="a",
        name="Handlinger",
        cells={
            "s0": (Card(id="w", text="bred", span=3), Card(id="x", text="ét", colour="green")),
            "s1": (Card(id="y", text="to"), Card(id="z", text="tre")),
            "s2": (Card(id="v", text="rækker ud", span=2),),
        },
    )
    feelings = FeelingsLane(
        id="f",
        name="Følelser",
        cells={f"s{n}": (Feeling(id=f"f{n}", values=(n - 1.5,)),) for n in range(4)},
    )
    steps = [Step(id=f"s{n}", name=f"Trin {n}") for n in range(4)]
    return JourneyMap(
        id="m",
        phases=(
            Phase(id="p", name="Før", steps=(steps[0],)),
            Phase(id="q", name="Under", definition="Købet", steps=(steps[1], steps[2])),
            Phase(id="r", name="Efter", steps=(steps[3],)),
        ),
        lanes=(cards, feelings),
    )


def shown(sheet: Sheet) -> set[str]:
    return {c.block.id for row in sheet.cells for cell in row for c in cell.contents}


def test_a_collapsed_lane_is_thin_and_tells_its_name_and_how_much_it_holds(layout: Layout) -> None:
    whole = layout.sheet(journey()).rows[0]
    sheet = layout.sheet(set_lane(journey(), "a", is_collapsed=True))
    row = sheet.rows[0]
    assert row.is_collapsed
    assert row.height < whole.height / 3
    assert words(row.header.block.marks).split("\n") == ["Handlinger", "5"]
    assert shown(sheet) == {"f0", "f1", "f2", "f3"}


def test_each_card_of_a_collapsed_lane_is_a_small_note_in_its_colour(layout: Layout) -> None:
    sheet = layout.sheet(set_lane(journey(), "a", is_collapsed=True))
    fills = [
        [mark.fill for mark in cell.marks if isinstance(mark, Rectangle)] for cell in sheet.cells[0]
    ]
    assert [len(held) for held in fills] == [2, 2, 1, 0]
    assert fills[0][1] == "card.green.fill"


def test_a_collapsed_feelings_lane_keeps_its_curve_small(layout: Layout) -> None:
    sheet = layout.sheet(set_lane(journey(), "f", is_collapsed=True))
    row = sheet.rows[1]
    curves = [mark for mark in row.body if isinstance(mark, Outline)]
    assert len(curves) == 1
    heights = [command[-1] for command in curves[0].commands]
    assert all(0 < y < row.height for y in heights if isinstance(y, float))
    assert row.zero_y is None


def test_a_height_of_its_own_does_not_keep_a_lane_from_collapsing(layout: Layout) -> None:
    tall = set_lane(journey(), "a", height=700.0)
    assert layout.sheet(set_lane(tall, "a", is_collapsed=True)).rows[0].height < 50


def test_a_collapsed_phase_is_narrow_with_a_column_for_each_step(layout: Layout) -> None:
    sheet = layout.sheet(set_phase(journey(), "q", is_collapsed=True))
    band = sheet.phases[1]
    assert band.is_collapsed
    assert band.width < sheet.phases[0].width / 2
    assert [column.step_id for column in sheet.columns] == ["s0", "s1", "s2", "s3"]
    assert [column.is_collapsed for column in sheet.columns] == [False, True, True, False]
    assert words(band.header.block.marks).split("\n") == ["Under", "5"]
    assert words(sheet.columns[1].header.block.marks) == ""


def test_cards_reach_over_a_collapsed_phase_and_those_in_it_are_small(layout: Layout) -> None:
    sheet = layout.sheet(set_phase(journey(), "q", is_collapsed=True))
    assert shown(sheet) == {"w", "x", "f0", "f3"}
    wide = next(c for c in sheet.cells[0][0].contents if c.block.id == "w")
    end = sheet.cells[0][0].x + wide.x + wide.block.width
    assert end > sheet.columns[2].x
    lowest = wide.y + wide.block.height
    for mark in sheet.cells[0][1].marks:
        assert isinstance(mark, Rectangle)
        assert mark.y >= lowest


def test_the_curve_goes_through_a_collapsed_phase(layout: Layout) -> None:
    sheet = layout.sheet(set_phase(journey(), "q", is_collapsed=True))
    row, column = sheet.rows[1], sheet.columns[1]
    curve = next(mark for mark in row.body if isinstance(mark, Outline))
    ends = [command[-2:] for command in curve.commands if command[0] != "Z"]
    middle = column.x + column.width / 2 - sheet.grid_x
    assert row.zero_y is not None
    assert row.unit is not None
    assert pytest.approx((middle, row.zero_y - row.y + 0.5 * row.unit)) in ends


def test_print_shows_everything_whole(layout: Layout) -> None:
    one = journey()
    folded = set_lane(set_phase(one, "q", is_collapsed=True), "a", is_collapsed=True)
    assert plain(layout.sheet(folded, for_print=True)) == plain(layout.sheet(one, for_print=True))


def test_the_number_on_a_strip_follows_its_cards(layout: Layout) -> None:
    folded = set_phase(set_lane(journey(), "a", is_collapsed=True), "q", is_collapsed=True)
    layout.sheet(folded)
    sheet = layout.sheet(add_item(folded, "a", "s1", Card(id="n")))
    assert words(sheet.rows[0].header.block.marks).split("\n")[-1] == "6"
    assert words(sheet.phases[1].header.block.marks).split("\n")[-1] == "6"
    assert len(sheet.cells[0][1].marks) == 3


@LAWS
@given(journeys())
def test_nothing_overlaps_where_everything_is_collapsed(fonts: FontBook, one: JourneyMap) -> None:
    one = usual(one)
    for phase in one.phases:
        one = set_phase(one, phase.id, is_collapsed=True)
    for lane in one.lanes:
        one = set_lane(one, lane.id, is_collapsed=True)
    sheet = Layout(fonts).sheet(one)
    assert_in_order(sheet)
    assert not shown(sheet)
