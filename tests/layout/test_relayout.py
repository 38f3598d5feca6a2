"""What a change leaves alone is the same object on the next sheet."""

from __future__ import annotations

from model.cards import Card, Feeling
from model.edits import move_items, set_about, set_entry, set_item, set_lane, set_step
from model.journey import Channel, JourneyMap, MapCard, Phase, Step
from model.lanes import CardsLane, FeelingsLane
from model.layout.engine import Layout
from model.layout.sheet import Sheet
from model.people import Persona

STEPS = ("s0", "s1", "s2", "s3")


def journey() -> JourneyMap:
    def lane(name: str) -> CardsLane:
        return CardsLane(
            id=name,
            name=name,
            cells={
                step: tuple(Card(id=f"{name}.{step}.{n}", text="Ser et opslag") for n in range(3))
                for step in STEPS
            },
        )

    feelings = FeelingsLane(
        id="feel", cells={s: (Feeling(id=f"f{s}", values=(1,)),) for s in STEPS}
    )
    return JourneyMap(
        id="m",
        about=MapCard(title="Kortet", language="da"),
        personas=(Persona(id="emma", name="Emma"),),
        channels=(Channel(id="ch", name="Butik"),),
        phases=(
            Phase(id="p", name="Før", steps=(Step(id="s0"), Step(id="s1"))),
            Phase(id="q", name="Efter", steps=(Step(id="s2"), Step(id="s3"))),
        ),
        lanes=(lane("a"), lane("b"), feelings),
    )


def changed_blocks(before: Sheet, after: Sheet) -> set[str]:
    known = {id(content.block) for row in before.cells for cell in row for content in cell.contents}
    return {
        content.block.id
        for row in after.cells
        for cell in row
        for content in cell.contents
        if id(content.block) not in known
    }


def test_the_same_map_gives_the_same_sheet(layout: Layout) -> None:
    one = journey()
    assert layout.sheet(one) is layout.sheet(one)


def test_a_keystroke_makes_one_block_and_one_cell_anew(layout: Layout) -> None:
    one = journey()
    before = layout.sheet(one)
    after = layout.sheet(set_item(one, "a.s1.0", text="Ser et opslag til"))
    assert changed_blocks(before, after) == {"a.s1.0"}
    new_cells = [
        (cell.lane_id, cell.step_id)
        for old_row, row in zip(before.cells, after.cells, strict=True)
        for old, cell in zip(old_row, row, strict=True)
        if cell is not old
    ]
    assert new_cells == [("a", "s1")]
    assert after.rows[1] is before.rows[1]
    assert after.cells[1] is before.cells[1]
    assert after.phases is before.phases
    assert after.columns is before.columns


def test_rows_that_move_keep_their_contents(layout: Layout) -> None:
    one = journey()
    before = layout.sheet(one)
    after = layout.sheet(set_item(one, "a.s1.0", text="meget lang tekst " * 20))
    assert after.rows[1].y > before.rows[1].y
    for old, cell in zip(before.cells[1], after.cells[1], strict=True):
        assert cell is not old
        assert cell.contents is old.contents


def test_a_moved_card_keeps_its_block(layout: Layout) -> None:
    one = journey()
    before = layout.sheet(one)
    after = layout.sheet(move_items(one, ["a.s0.0"], "b", "s3", 0))
    assert changed_blocks(before, after) == set()


def test_undo_brings_the_old_blocks_back(layout: Layout) -> None:
    one = journey()
    before = layout.sheet(one)
    layout.sheet(set_item(one, "b.s2.1", text="x"))
    assert changed_blocks(before, layout.sheet(one)) == set()


def test_a_new_title_leaves_the_rows_alone(layout: Layout) -> None:
    one = journey()
    before = layout.sheet(one)
    after = layout.sheet(set_about(one, title="Kortet igen"))
    assert after.title is not None
    assert before.title is not None
    assert after.title.block is not before.title.block
    assert after.rows == before.rows


def test_the_name_of_a_step_or_a_lane_leaves_the_cards_alone(layout: Layout) -> None:
    one = journey()
    before = layout.sheet(one)
    renamed = set_lane(set_step(one, "s2", name="Betaler"), "a", name="Handling")
    assert changed_blocks(before, layout.sheet(renamed)) == set()


def test_a_persona_described_leaves_cards_and_curves_alone(layout: Layout) -> None:
    one = journey()
    before = layout.sheet(one)
    after = layout.sheet(set_entry(one, "personas", "emma", description="Bor i Aarhus"))
    assert after.cells == before.cells


def test_the_memory_does_not_grow_with_the_edits(layout: Layout) -> None:
    one = journey()
    for number in range(2_500):
        one = set_item(one, "a.s0.0", text=str(number))
        layout.sheet(one)
    assert len(layout._makers[False]._memo) < 2_500
