"""Boxes to vote in: which cards have one, how large it is, and that it covers nothing."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from model.cards import Card
from model.edits import set_item
from model.journey import JourneyMap, MapCard, Phase, Step
from model.lanes import CardsLane
from model.layout.engine import Layout
from model.layout.marks import Rectangle
from model.layout.print_look import PLAIN, PrintLook
from model.layout.sheet import Cell, Sheet
from model.layout.vote_boxes import is_voted_on, vote_box
from tests.sheet_reading import placed_items, plain, words

VOTING = PrintLook(vote_scale=1.0)


def cards(lane: str, *texts: str, **fields: object) -> tuple[Card, ...]:
    return tuple(Card(id=f"{lane}{at}", text=text, **fields) for at, text in enumerate(texts))


@pytest.fixture
def journey() -> JourneyMap:
    steps = tuple(Step(id=f"s{at}") for at in range(3))
    return JourneyMap(
        id="m",
        about=MapCard(title="Sko", language="da"),
        phases=(Phase(id="p", steps=steps),),
        lanes=(
            CardsLane(id="pain", card_type="pain_point", cells={"s0": cards("pain", "kø", "pris")}),
            CardsLane(
                id="open",
                card_type="opportunity",
                cells={
                    "s0": cards("open", "lang " * 40, "kort", "tre"),
                    "s1": (Card(id="wide", text="bred", span=2),),
                },
            ),
            CardsLane(id="ideas", role="ideas"),
        ),
    )


def boxes(sheet: Sheet) -> list[tuple[float, float, float, float]]:
    """Return all boxes on the sheet: those of cards and those of places for notes."""
    found = [
        (x + mark.x, y + mark.y, mark.width, mark.height)
        for *_, x, y, block in placed_items(sheet)
        for mark in block.marks
        if is_box(mark)
    ]
    found += [
        (cell.x + mark.x, cell.y + mark.y, mark.width, mark.height)
        for cells in sheet.cells
        for cell in cells
        for mark in cell.marks
        if is_box(mark)
    ]
    return found


def is_box(mark: object) -> bool:
    return isinstance(mark, Rectangle) and mark.stroke == "slot.form" and mark.fill == "paper"


def printed(layout: Layout, journey: JourneyMap, look: PrintLook = VOTING) -> Sheet:
    return layout.sheet(journey, for_print=True, print_look=look)


def test_opportunities_and_places_for_ideas_have_a_box_of_60_by_24(
    layout: Layout, journey: JourneyMap
) -> None:
    found = boxes(printed(layout, journey))
    # Four opportunities, and two places in each empty cell.
    assert len(found) == 4 + 2 + 3 * 2
    assert {box[2:] for box in found} == {(60.0, 24.0)}
    assert boxes(printed(layout, journey, PLAIN)) == []


def test_a_box_covers_no_card_and_no_other_box(layout: Layout, journey: JourneyMap) -> None:
    sheet = printed(layout, journey)
    blocks = [
        (x, y, block.width, block.height)
        for *_, x, y, block in placed_items(sheet)
        if block.kind == "card"
    ]
    for one, other in combinations(blocks, 2):
        assert not overlap(one, other)
    for x, y, width, height in boxes(sheet):
        cell = cell_at(sheet, x, y)
        assert y + height <= cell.y + cell.height
        assert x + width <= sheet.width
    for one, other in combinations(boxes(sheet), 2):
        assert not overlap(one, other)


def cell_at(sheet: Sheet, x: float, y: float) -> Cell:
    return next(
        cell
        for cells in sheet.cells
        for cell in cells
        if cell.x <= x < cell.x + cell.width and cell.y <= y < cell.y + cell.height
    )


def overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return all(
        one[at] < other[at] + other[at + 2] and other[at] < one[at] + one[at + 2] for at in (0, 1)
    )


@pytest.mark.parametrize("scale", [2.0, 1.0, 0.9, 0.7, 0.5, 0.4])
def test_a_box_takes_as_many_dots_on_the_paper_at_every_scale(scale: float) -> None:
    box = vote_box(scale, 76)
    assert box.width <= 76
    assert box.width * box.height * scale**2 == pytest.approx(60 * 24)


def test_what_people_vote_on_follows_the_card_before_its_lane() -> None:
    ideas, plain_lane = CardsLane(id="l", role="ideas"), CardsLane(id="m")
    assert is_voted_on(ideas)
    assert is_voted_on(ideas, Card(id="c"))
    assert not is_voted_on(ideas, Card(id="c", type="question"))
    assert is_voted_on(plain_lane, Card(id="c", type="solution"))
    assert not is_voted_on(plain_lane)


def test_a_sheet_laid_out_again_is_that_of_a_new_layout(
    layout: Layout, journey: JourneyMap
) -> None:
    changed = set_item(journey, "open1", text="noget helt andet og meget længere " * 5)
    looks = (PLAIN, VOTING, replace(VOTING, vote_scale=0.5), replace(VOTING, is_form=True))
    for one in (journey, changed, journey):
        for look in (*looks, *looks):
            again = printed(layout, one, look)
            assert plain(again) == plain(printed(Layout(again.fonts), one, look))


def test_only_what_has_a_box_is_laid_out_anew(layout: Layout, journey: JourneyMap) -> None:
    before, after = printed(layout, journey, PLAIN), printed(layout, journey)
    kept = {id(block) for *_, block in placed_items(before)}
    again = {block.id for *_, block in placed_items(after) if id(block) in kept}
    assert again == {"pain0", "pain1"}


def test_legend_and_footer_are_set_as_large_as_the_print_needs_them(
    layout: Layout, journey: JourneyMap
) -> None:
    sheet = printed(layout, journey, replace(VOTING, trailer_size_pt=40, scale_name="1:4"))
    sizes = {mark.size_pt for trailer in sheet.trailers for mark in glyphs(trailer.block.marks)}
    assert sizes == {40}
    legend, footer = (words(trailer.block.marks) for trailer in sheet.trailers)
    assert "Stemmefelt til jeres prikker" in legend
    assert footer.endswith("Skala 1:4\nLavet med Journeywall")


def glyphs(marks):
    return (mark for mark in marks if hasattr(mark, "size_pt"))
