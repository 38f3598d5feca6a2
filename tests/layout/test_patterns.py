"""Without colours: each colour has a bar of its own, on cards and on the title of their lane."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import get_args

import pytest

from model.cards import Card, CardColour
from model.journey import JourneyMap, Phase, Step
from model.lanes import CardsLane
from model.layout.engine import Layout
from model.layout.marks import Mark, Outline, Rectangle, Stroke
from model.layout.sheet import Sheet
from model.printing.printing import print_map
from model.printing.settings import PrintSettings
from model.text.fonts import FontBook

COLOURS = get_args(CardColour)
WITHOUT_COLOURS = ("ink_saving", "greyscale")


def colourful() -> JourneyMap:
    """A map with a lane in every colour, a card in each."""
    lanes = tuple(
        CardsLane(id=f"l{colour}", name=colour, colour=colour,
                  cells={"s": (Card(id=colour, text="Ens"),)})
        for colour in COLOURS
    )  # fmt: skip
    return JourneyMap(id="m", phases=(Phase(id="p", steps=(Step(id="s"),)),), lanes=lanes)


def printed(theme: str) -> Sheet:
    made = print_map(colourful(), PrintSettings(theme=theme), Layout(FontBook.bundled()))
    return made.pages[0].pieces[0].sheet


def bars(marks: Iterable[Mark], colour: str) -> tuple[Mark, ...]:
    """The marks of the bar of ``colour``, without their colour."""
    role, found = f"card.{colour}.bar", []
    for mark in marks:
        if isinstance(mark, Rectangle) and role in (mark.fill, mark.stroke):
            found.append(replace(mark, fill=mark.fill and "bar", stroke=mark.stroke and "bar"))
        elif isinstance(mark, Stroke) and mark.colour == role:
            found.append(replace(mark, colour="bar"))
        elif isinstance(mark, Outline) and mark.stroke == role:
            found.append(replace(mark, stroke="bar"))
    return tuple(found)


def on_cards(sheet: Sheet) -> dict[str, tuple[Mark, ...]]:
    blocks = [placed.block for row in sheet.cells for cell in row for placed in cell.contents]
    return {block.id: bars(block.marks, block.id) for block in blocks}


@pytest.mark.parametrize("theme", WITHOUT_COLOURS)
def test_no_two_colours_have_the_same_bar(theme: str) -> None:
    sheet = printed(theme)
    cards = on_cards(sheet)
    titles = {row.lane_id: bars(row.header.block.marks, row.lane_id[1:]) for row in sheet.rows}
    for shown in (cards, titles):
        assert len(shown) == len(COLOURS)
        assert all(shown.values())
        assert len(set(shown.values())) == len(COLOURS)
    for colour in COLOURS:
        kinds = [type(mark) for mark in cards[colour]]
        assert kinds == [type(mark) for mark in titles[f"l{colour}"]]


@pytest.mark.parametrize("theme", WITHOUT_COLOURS)
def test_a_bar_stays_within_its_card(theme: str) -> None:
    sheet = printed(theme)
    for row in sheet.cells:
        for cell in row:
            for placed in cell.contents:
                block = placed.block
                for mark in bars(block.marks, block.id):
                    ys = _heights(mark)
                    assert 0 < min(ys) < max(ys) < block.height


def test_in_colour_and_on_the_screen_all_bars_are_alike() -> None:
    on_screen = Layout(FontBook.bundled()).sheet(
        colourful().model_copy(
            update={"sheet": colourful().sheet.model_copy(update={"theme": "greyscale"})}
        )
    )
    for sheet in (printed("print"), on_screen):
        assert len(set(on_cards(sheet).values())) == 1


def _heights(mark: Mark) -> list[float]:
    match mark:
        case Rectangle():
            return [mark.y, mark.y + mark.height]
        case Stroke():
            return [mark.y1, mark.y2]
        case Outline():
            return [float(command[-1]) for command in mark.commands]
    raise AssertionError("a bar is made of other marks")
