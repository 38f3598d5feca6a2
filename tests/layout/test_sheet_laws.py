"""What holds for every sheet: nothing overlaps, nothing sticks out, no word is lost."""

from __future__ import annotations

from itertools import combinations

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from model.cards import Card, Passage, Picture
from model.journey import JourneyMap, Step
from model.journey import Phase as JourneyPhase
from model.lanes import CardsLane
from model.layout.engine import Layout
from model.layout.sheet import Sheet
from model.sheet_settings import SheetSettings
from model.text.fonts import FontBook
from model.values import with_changes
from tests.sheet_reading import headings, letters, placed_items, plain, words
from tests.strategies import Run, edit_sequences, items_of, journeys

LAWS = settings(
    deadline=None,
    max_examples=40,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.function_scoped_fixture,
    ],
)
NEAR = 0.01


def usual(journey: JourneyMap) -> JourneyMap:
    """Return ``journey`` with settings a person would choose; others may be absurd."""
    return with_changes(journey, sheet=SheetSettings())


@st.composite
def wide_cards(draw: st.DrawFn) -> JourneyMap:
    """Maps with many cards over several columns, some of whose phases are hidden."""
    count = draw(st.integers(1, 7))
    phases = tuple(
        JourneyPhase(id=f"p{n}", steps=(Step(id=f"s{n}"),), is_visible=draw(st.booleans()) or n < 2)
        for n in range(count)
    )
    cells = {}
    for n in range(count):
        cells[f"s{n}"] = tuple(
            Card(
                id=f"c{n}.{k}",
                text="ord " * draw(st.integers(0, 30)),
                span=draw(st.integers(1, count - n)),
            )
            for k in range(draw(st.integers(0, 3)))
        )
    lanes = (CardsLane(id="a", cells={k: v for k, v in cells.items() if v}), CardsLane(id="b"))
    return JourneyMap(id="m", phases=phases, lanes=lanes)


def assert_in_order(sheet: Sheet) -> None:
    spots = list(placed_items(sheet))
    for row, _, x, y, block in spots:
        lane = sheet.rows[row]
        assert y >= lane.y - NEAR
        assert y + block.height <= lane.y + lane.height + NEAR
        assert x >= sheet.grid_x - NEAR
        assert x + block.width <= sheet.width + NEAR
    for (row, _, x, y, block), (other_row, _, other_x, other_y, other) in combinations(spots, 2):
        if row != other_row:
            continue
        assert (
            x + block.width <= other_x + NEAR
            or other_x + other.width <= x + NEAR
            or y + block.height <= other_y + NEAR
            or other_y + other.height <= y + NEAR
        ), (block.id, other.id)
    for placed in headings(sheet):
        assert placed.x >= -NEAR
        assert placed.y >= -NEAR
        assert placed.x + placed.block.width <= sheet.width + NEAR
        assert placed.y + placed.block.height <= sheet.height + NEAR
    for above, below in zip(sheet.rows, sheet.rows[1:], strict=False):
        assert above.y + above.height <= below.y + NEAR


@LAWS
@given(journeys())
def test_nothing_on_a_sheet_overlaps_or_sticks_out(fonts: FontBook, journey: JourneyMap) -> None:
    assert_in_order(Layout(fonts).sheet(usual(journey)))


@LAWS
@given(wide_cards())
def test_cards_over_several_columns_cover_no_other_card(
    fonts: FontBook, journey: JourneyMap
) -> None:
    assert_in_order(Layout(fonts).sheet(journey))


@LAWS
@given(journeys(), st.booleans())
def test_a_map_with_any_settings_has_a_sheet(
    fonts: FontBook, journey: JourneyMap, for_print: bool
) -> None:
    sheet = Layout(fonts).sheet(journey, for_print=for_print)
    assert 0 < sheet.width < 1e9
    assert 0 < sheet.height < 1e9
    assert [len(cells) for cells in sheet.cells] == [len(sheet.columns)] * len(sheet.rows)


@LAWS
@given(journeys())
def test_every_word_on_a_card_stands_on_the_sheet(fonts: FontBook, journey: JourneyMap) -> None:
    sheet = Layout(fonts).sheet(usual(journey))
    shown = {block.id: letters(words(block.marks)) for *_, block in placed_items(sheet)}
    for item in items_of(journey):
        if item.id not in shown:
            continue
        if isinstance(item, Card | Passage):
            assert letters(item.text) in shown[item.id]
        elif isinstance(item, Picture):
            assert letters(item.caption) in shown[item.id]


@LAWS
@given(edit_sequences(max_edits=6))
def test_a_sheet_after_edits_is_the_sheet_laid_out_afresh(fonts: FontBook, run: Run) -> None:
    layout = Layout(fonts)
    for journey in (*run.states, *reversed(run.states)):
        for for_print in (False, True):
            assert plain(layout.sheet(journey, for_print)) == plain(
                Layout(fonts).sheet(journey, for_print)
            )


SHORT_WORDS = st.lists(st.sampled_from(["og", "købet", "på\n", "ærlig"]), max_size=60)


@LAWS
@given(SHORT_WORDS, SHORT_WORDS)
def test_a_card_never_shrinks_when_words_are_added(
    fonts: FontBook, text: list[str], more: list[str]
) -> None:
    def height(written: list[str]) -> float:
        lane = CardsLane(id="l", cells={"s": (Card(id="c", text=" ".join(written)),)})
        phases = (JourneyPhase(id="p", steps=(Step(id="s"),)),)
        sheet = Layout(fonts).sheet(JourneyMap(id="m", phases=phases, lanes=(lane,)))
        return sheet.cells[0][0].contents[0].block.height

    assert height(text + more) >= height(text)
