"""Branches, loops back and the funnel between the headings and the rows."""

from __future__ import annotations

from itertools import pairwise

import pytest

from model.course import shares_of
from model.journey import JourneyMap, MapCard, Phase, Step
from model.lanes import CardsLane
from model.layout.engine import Layout
from model.layout.marks import Outline, Rectangle
from model.layout.sheet import PlacedWay, Sheet
from model.sheet_settings import SheetSettings
from model.values import with_changes
from tests.sheet_reading import words

LANES = (CardsLane(id="l"),)


def journey(*steps: Step, language: str = "en", **fields: object) -> JourneyMap:
    phases = tuple(Phase(id=f"p{at}", steps=pair) for at, pair in enumerate((steps[:2], steps[2:])))
    about = MapCard(language=language)
    return JourneyMap(**{"id": "m", "about": about, "phases": phases, "lanes": LANES, **fields})


def steps(**ways: tuple[str, ...]) -> tuple[Step, ...]:
    return tuple(Step(id=each, name=each.upper(), next=ways.get(each, ())) for each in "abcdef")


def ends(sheet: Sheet) -> set[tuple[str, str]]:
    return {(way.source, way.target) for way in sheet.ways}


def depth(way: PlacedWay) -> float:
    return max(command[2] for command in way.commands if len(command) > 2)


def test_steps_that_follow_each_other_leave_no_room_below_their_headings(layout: Layout) -> None:
    plain = layout.sheet(journey(*steps()))
    on = layout.sheet(journey(*steps(a=("b",))))
    assert plain.ways == on.ways == ()
    assert plain.funnel is on.funnel is None
    assert on.rows[0].y == plain.rows[0].y == on.grid_y


def test_a_branch_and_a_loop_back_hang_below_the_headings_with_words(layout: Layout) -> None:
    sheet = layout.sheet(journey(*steps(b=("a", "d"))))
    assert ends(sheet) == {("b", "a"), ("b", "d")}
    said = words(mark for way in sheet.ways for mark in way.marks)
    assert "back to A" in said
    assert "on to D" in said
    for way in sheet.ways:
        target = next(column for column in sheet.columns if column.step_id == way.target)
        assert target.x < way.head[0] < target.x + target.width
        assert way.head[1] == pytest.approx(target.header.y + target.header.block.height)
        assert way.head[1] < depth(way) < sheet.rows[0].y
        assert all(mark in sheet.background for mark in way.marks)


def test_a_way_inside_another_is_drawn_nearer_to_the_headings(layout: Layout) -> None:
    sheet = layout.sheet(journey(*steps(e=("a", "c"), d=("b",), f=("c",))))
    depths = {(way.source, way.target): depth(way) for way in sheet.ways}
    assert depths["e", "c"] < depths["e", "a"]
    assert depths["d", "b"] < depths["e", "a"]
    assert len({round(y, 3) for y in depths.values()}) > 2  # e-c and d-b meet, and f-c both


def test_ways_of_two_neighbours_share_a_line(layout: Layout) -> None:
    sheet = layout.sheet(journey(*steps(b=("a",), c=("b",), d=("c",))))
    assert len({round(depth(way), 3) for way in sheet.ways}) == 1
    runs = sorted(
        sorted((way.commands[0][1], way.head[0])) for way in sheet.ways if way.commands[0][0] == "M"
    )
    assert all(before[1] < after[0] for before, after in pairwise(runs))


def test_ways_of_a_collapsed_phase_lead_to_its_strip_once(layout: Layout) -> None:
    held = journey(*steps(a=("d", "e"), d=("c",)))
    folded = with_changes(held.phases[1], is_collapsed=True)
    sheet = layout.sheet(with_changes(held, phases=(held.phases[0], folded)))
    assert ends(sheet) == {("a", "d")}
    band = sheet.phases[1]
    assert band.x < sheet.ways[0].head[0] < band.x + band.width
    hidden = with_changes(held.phases[1], is_visible=False)
    assert layout.sheet(with_changes(held, phases=(held.phases[0], hidden))).ways == ()


def test_the_funnel_tells_who_comes_and_who_goes_on(layout: Layout) -> None:
    held = journey(
        Step(id="a"), Step(id="b", drop_off=50, stuck=10), Step(id="c", drop_off=25), language="da"
    )
    shares = shares_of(held.phases)
    assert [share.coming for share in shares.values()] == pytest.approx([100, 100, 40])
    assert shares["c"].leaving == pytest.approx(30)
    sheet = layout.sheet(held)
    assert sheet.funnel is not None
    assert sheet.grid_y < sheet.funnel.y + sheet.funnel.height <= sheet.rows[0].y
    said = words(sheet.funnel.marks).replace("\xa0", " ").split("\n")
    assert said[1:] == ["100 %", "100 %", "→ 40 %", "40 %", "→ 30 %"]
    off = with_changes(held, sheet=SheetSettings(is_funnel_shown=False))
    assert layout.sheet(off).funnel is None


def test_a_word_written_leaves_ways_and_funnel_the_same_objects(layout: Layout) -> None:
    held = journey(*(*steps(c=("a",))[:4], Step(id="x", drop_off=5)))
    before = layout.sheet(held)
    after = layout.sheet(with_changes(held, lanes=(CardsLane(id="l", name="Ny"),)))
    assert after.ways is before.ways
    assert after.funnel is before.funnel
    assert after.background is before.background


def test_headings_of_optional_steps_are_dashed_and_of_decisions_pointed(layout: Layout) -> None:
    sheet = layout.sheet(
        journey(Step(id="a"), Step(id="b", is_optional=True), Step(id="c", is_decision=True))
    )
    plain, optional, decision = (column.header.block.marks[0] for column in sheet.columns)
    assert isinstance(plain, Rectangle)
    assert isinstance(optional, Outline)
    assert optional.dash
    assert isinstance(decision, Outline)
    assert not decision.dash
    assert decision.commands[0][1:] != (0.0, 0.0)
