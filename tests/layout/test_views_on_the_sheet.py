"""A map looked at through a filter: what is dimmed, what is left out, and what stays as it was."""

from __future__ import annotations

import pytest

from model.cards import Card, Feeling
from model.edits import remove_items, set_item
from model.filtering import Filter
from model.journey import JourneyMap, Link, MapCard, Phase, Step
from model.lanes import CardsLane, FeelingsLane
from model.layout.drawing_order import drawing_order
from model.layout.engine import Layout
from model.layout.marks import Glyphs, Icon, Mark, Outline, Rectangle, Stroke
from model.layout.sheet import Block, Sheet
from model.layout.theme import Theme, theme_names
from model.people import Persona
from model.sheet_settings import SheetSettings
from model.text.fonts import FontBook
from model.views import SavedView

STEPS = ("s0", "s1", "s2")


def journey() -> JourneyMap:
    return JourneyMap(
        id="m",
        about=MapCard(title="Kortet", language="da"),
        personas=(Persona(id="emma", name="Emma"), Persona(id="bo", name="Bo")),
        phases=(Phase(id="p", steps=tuple(Step(id=step) for step in STEPS)),),
        lanes=(
            CardsLane(
                id="l",
                cells={
                    step: (
                        Card(id=f"kø.{at}".replace("ø", "o"), text="Køen er lang"),
                        Card(id=f"app.{at}", text="Åbner appen"),
                    )
                    for at, step in enumerate(STEPS)
                },
            ),
            FeelingsLane(
                id="f",
                cells={
                    step: (
                        Feeling(id=f"emma.{at}", values=(1,), persona="emma"),
                        Feeling(id=f"bo.{at}", values=(-1,), persona="bo"),
                    )
                    for at, step in enumerate(STEPS)
                },
            ),
        ),
        links=(
            Link(id="k1", source="ko.0", target="ko.1"),
            Link(id="k2", source="ko.1", target="app.2"),
        ),
    )


def through(others: str = "dim", *, name: str = "", spared: tuple[str, ...] = (), **by: object):
    return Filter(SavedView(id="v", name=name, others=others, **by), frozenset(spared))


def blocks(sheet: Sheet) -> dict[str, Block]:
    return {held.block.id: held.block for row in sheet.cells for c in row for held in c.contents}


def roles(marks: tuple[Mark, ...]) -> set[str]:
    found: set[str | None] = set()
    for mark in marks:
        if isinstance(mark, Rectangle | Outline):
            found |= {mark.fill, mark.stroke}
        elif isinstance(mark, Stroke | Glyphs | Icon):
            found.add(mark.colour)
    return {role for role in found if role}


def is_pale(block: Block) -> bool:
    return all(role.startswith("pale:") for role in roles(block.marks))


def words_on(sheet: Sheet) -> str:
    return " ".join(
        mark.line.text
        for layer in drawing_order(sheet)
        for mark in layer.marks
        if isinstance(mark, Glyphs)
    )


def test_what_does_not_fit_is_drawn_paler_at_the_same_place(layout: Layout) -> None:
    whole = layout.sheet(journey())
    sheet = layout.sheet(journey(), through=through(text="køen"))
    assert [cell.x for row in sheet.cells for cell in row] == [
        cell.x for row in whole.cells for cell in row
    ]
    assert is_pale(blocks(sheet)["app.0"])
    assert not is_pale(blocks(sheet)["ko.0"])
    assert blocks(sheet).keys() == blocks(whole).keys()


def test_what_fits_is_the_same_block_as_without_a_filter(layout: Layout) -> None:
    one = journey()
    before = blocks(layout.sheet(one))
    after = blocks(layout.sheet(one, through=through(text="køen")))
    assert after["ko.1"] is before["ko.1"]


@pytest.mark.parametrize("others", ["dim", "hide"])
def test_a_keystroke_in_a_filtered_map_makes_one_block_and_one_row_anew(
    layout: Layout, others: str
) -> None:
    one, seen = journey(), through(others, text="køen")
    before = layout.sheet(one, through=seen)
    after = layout.sheet(set_item(one, "ko.1", text="Køen er meget lang"), through=seen)
    known = set(map(id, blocks(before).values()))
    assert {held.id for held in blocks(after).values() if id(held) not in known} == {"ko.1"}
    assert after.cells[0][0] is before.cells[0][0]
    assert after.cells[1] is before.cells[1]


def test_the_same_map_through_the_same_filter_is_the_same_sheet(layout: Layout) -> None:
    one = journey()
    sheet = layout.sheet(one, through=through(text="køen"))
    assert layout.sheet(one, through=through(text="køen")) is sheet
    assert layout.sheet(one) is not sheet


def test_what_is_hidden_is_not_on_the_sheet_and_its_links_are_not_drawn(layout: Layout) -> None:
    sheet = layout.sheet(journey(), through=through("hide", text="køen"))
    assert {"ko.0", "ko.1", "ko.2"} == {held for held in blocks(sheet) if held[:2] == "ko"}
    assert "app.0" not in blocks(sheet)
    assert 0 < len(sheet.overlay) < len(layout.sheet(journey()).overlay)


def test_links_of_dimmed_cards_are_dimmed_with_them(layout: Layout) -> None:
    sheet = layout.sheet(journey(), through=through(text="køen"))
    assert roles(sheet.overlay) == {"link", "pale:link"}


def test_only_the_personas_curve_keeps_its_colour(layout: Layout) -> None:
    sheet = layout.sheet(journey(), through=through(personas=("emma",)))
    lines = (m for m in sheet.rows[1].body if isinstance(m, Outline) and m.fill is None)
    curves = {mark.stroke for mark in lines}
    assert curves == {"curve.blue", "pale:curve.orange"}
    assert is_pale(blocks(sheet)["bo.0"])
    assert not is_pale(blocks(sheet)["emma.0"])
    back = layout.sheet(journey())
    assert "pale" not in " ".join(roles(back.rows[1].body))


def test_the_small_curves_of_a_collapsed_lane_are_dimmed_as_well(layout: Layout) -> None:
    lanes = tuple(lane.model_copy(update={"is_collapsed": True}) for lane in journey().lanes)
    folded = journey().model_copy(update={"lanes": lanes})
    sheet = layout.sheet(folded, through=through(personas=("emma",)))
    edges = {"paper", "pale:paper"}  # of the marks on the curves
    assert roles(sheet.rows[1].body) - edges == {"curve.blue", "pale:curve.orange"}
    assert roles(layout.sheet(folded).rows[1].body) - edges == {"curve.blue", "curve.orange"}


def test_a_hidden_personas_curve_is_gone(layout: Layout) -> None:
    sheet = layout.sheet(journey(), through=through("hide", personas=("emma",)))
    curves = {mark.stroke for mark in sheet.rows[1].body if isinstance(mark, Outline)}
    assert curves == {"curve.blue"}


@pytest.mark.parametrize("others", ["dim", "hide"])
def test_what_is_spared_is_shown_as_it_is(layout: Layout, others: str) -> None:
    sheet = layout.sheet(journey(), through=through(others, text="køen", spared=("app.0",)))
    assert not is_pale(blocks(sheet)["app.0"])
    assert "app.1" not in blocks(sheet) or is_pale(blocks(sheet)["app.1"])


@pytest.mark.parametrize(
    ("others", "name", "said"),
    [
        ("dim", "Kun køer", "Visning: Kun køer (resten er nedtonet)"),
        ("hide", "Kun køer", "Visning: Kun køer (resten er udeladt)"),
        ("hide", "", "Visning: en del af kortet (resten er udeladt)"),
    ],
)
def test_the_footer_says_which_view_this_is(
    layout: Layout, others: str, name: str, said: str
) -> None:
    sheet = layout.sheet(journey(), True, through(others, name=name, text="køen"))
    assert said in words_on(sheet)
    assert "Visning" not in words_on(layout.sheet(journey(), True))


def test_a_print_says_which_view_it_is_also_where_the_footer_is_switched_off(
    layout: Layout,
) -> None:
    bare = journey().model_copy(update={"sheet": SheetSettings(is_footer_shown=False)})
    view = through("hide", name="Kun køer", text="køen")
    assert "Visning: Kun køer" in words_on(layout.sheet(bare, True, view))
    assert "Visning" not in words_on(layout.sheet(bare, False, view))
    assert not [held for held in layout.sheet(bare, True).trailers if held.block.kind == "footer"]


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: tuple[int, int, int]) -> float:
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (held / 255 for held in colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("name", theme_names())
def test_dimmed_words_stand_back_and_can_still_be_made_out(name: str) -> None:
    theme = Theme.named(name)
    for colour in ("white", "yellow", "blue", "orange", "green", "violet", "pink", "grey"):
        ground = theme.rgb(f"pale:card.{colour}.fill")
        words = contrast(theme.rgb("pale:card.text"), ground)
        assert 2.2 < words < contrast(theme.rgb("card.text"), theme.rgb(f"card.{colour}.fill")) / 2
        assert contrast(ground, theme.rgb("paper")) < 3.2


def test_dimmed_black_is_still_black_ink_alone() -> None:
    cyan, magenta, yellow, black = Theme.named("print").cmyk("pale:card.text")
    assert (cyan, magenta, yellow) == (0, 0, 0)
    assert 0.3 < black < 0.6


def test_a_filtered_sheet_equals_that_of_a_fresh_layout(fonts: FontBook) -> None:
    kept = Layout(fonts)
    one = journey()
    for by in (None, through(text="køen"), through("hide", text="køen"), through(text="app")):
        again = kept.sheet(one, through=by)
        fresh = Layout(fonts).sheet(one, through=by)
        assert (again.width, again.height) == (fresh.width, fresh.height)
        assert [roles(layer.marks) for layer in drawing_order(again)] == [
            roles(layer.marks) for layer in drawing_order(fresh)
        ]


def test_a_cell_that_a_filter_emptied_does_not_look_as_if_nothing_was_known(
    layout: Layout,
) -> None:
    def slots(sheet: Sheet) -> int:
        return sum(
            isinstance(mark, Rectangle) and mark.stroke == "slot"
            for cell in sheet.cells[0]
            for mark in cell.marks
        )

    one = journey()
    bare = remove_items(one, ("ko.0", "app.0"))
    assert slots(layout.sheet(bare)) > 0
    assert slots(layout.sheet(one, through=through("hide", text="nothing like this"))) == 0
    assert slots(layout.sheet(bare, through=through(text="nothing like this"))) > 0
    assert slots(layout.sheet(bare)) > 0
