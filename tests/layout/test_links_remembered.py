"""Links keep their way while one writes elsewhere, and find a new one where it matters."""

from __future__ import annotations

import random

import pytest

from model.cards import Card
from model.edits import add_item, move_items, remove_items, set_item, set_lane
from model.journey import JourneyMap, Link, MapCard, Phase, Step
from model.lanes import CardsLane
from model.layout import links
from model.layout.engine import Layout
from model.layout.link_routes import route
from model.text.fonts import FontBook
from tests.sheet_reading import plain

STEPS = tuple(f"s{number}" for number in range(5))
LANES = ("a", "b", "c", "d")


def linked_map(*pairs: tuple[str, str]) -> JourneyMap:
    def lane(name: str) -> CardsLane:
        cells = {step: (Card(id=f"{name}.{step}", text="Ser et opslag"),) for step in STEPS}
        return CardsLane(id=name, cells=cells)

    return JourneyMap(
        id="m",
        about=MapCard(language="da"),
        phases=(Phase(id="p", steps=tuple(Step(id=step) for step in STEPS)),),
        lanes=tuple(lane(name) for name in LANES),
        links=tuple(
            Link(id=f"k{number}", source=source, target=target, label="løses af")
            for number, (source, target) in enumerate(pairs)
        ),
    )


def test_a_letter_leads_anew_only_the_lines_that_pass_its_cell(
    layout: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    led = []

    def counting(*asked: object) -> object:
        led.append(asked)
        return route(*asked)  # type: ignore[arg-type]

    journey = linked_map(("a.s0", "b.s0"), ("a.s4", "b.s4"), ("c.s1", "d.s3"))
    layout.sheet(journey)
    monkeypatch.setattr(links, "route", counting)
    layout.sheet(set_item(journey, "b.s2", text="Ser en"))
    assert len(led) == 0
    layout.sheet(set_item(journey, "b.s0", text="Ser en"))
    assert len(led) == 1


def test_a_card_put_in_the_way_of_a_line_is_led_around(layout: Layout) -> None:
    journey = remove_items(linked_map(("a.s2", "c.s2")), ("b.s2",))
    (straight,) = layout.sheet(journey).links
    crossed = add_item(journey, "b", "s2", Card(id="new", text="Venter"))
    (around,) = layout.sheet(crossed).links
    assert around.commands != straight.commands
    (again,) = layout.sheet(journey).links
    assert again.commands == straight.commands


def test_a_line_to_a_card_in_a_collapsed_lane_leads_to_the_strip(layout: Layout) -> None:
    journey = linked_map(("a.s1", "c.s2"), ("c.s2", "c.s3"))
    folded = set_lane(journey, "c", is_collapsed=True)
    sheet = layout.sheet(folded)
    (line, inside) = sheet.links
    x, y = line.commands[-1][-2:]
    strip = sheet.cells[2][2]
    assert strip.x - 0.1 <= x <= strip.x + strip.width + 0.1
    assert strip.y - 0.1 <= y <= strip.y + strip.height + 0.1
    assert inside.id == "k1"


def test_a_line_between_two_cards_of_one_collapsed_cell_is_not_drawn(layout: Layout) -> None:
    journey = add_item(linked_map(("a.s1", "c.s2"), ("c.s2", "new")), "c", "s2", Card(id="new"))
    assert len(layout.sheet(journey).links) == 2
    folded = layout.sheet(set_lane(journey, "c", is_collapsed=True))
    assert [line.id for line in folded.links] == ["k0"]


@pytest.mark.parametrize("seed", range(4))
def test_lines_after_many_edits_are_those_of_a_map_opened_afresh(
    layout: Layout, fonts: FontBook, seed: int
) -> None:
    chance = random.Random(seed)
    cards = [f"{lane}.{step}" for lane in LANES for step in STEPS]
    journey = linked_map(*(tuple(chance.sample(cards, 2)) for _ in range(12)))  # type: ignore[arg-type]
    for _ in range(25):
        lane, step, card = chance.choice(LANES), chance.choice(STEPS), chance.choice(cards)
        match chance.randrange(4):
            case 0:
                journey = set_item(journey, card, text="ord " * chance.randrange(40))
            case 1:
                journey = move_items(journey, (card,), lane, step, 0)
            case 2:
                journey = set_item(journey, card, span=chance.randrange(1, 3))
            case _:
                flag = {"is_collapsed": chance.random() < 0.3}
                journey = set_lane(journey, lane, **flag)
        assert plain(layout.sheet(journey)) == plain(Layout(fonts).sheet(journey))
