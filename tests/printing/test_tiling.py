"""Tiles as geometry: how many sheets a whole takes, what each shows, where it is cut."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.paper import parse_paper
from model.printing.tiling import Obstacle, TilePlan, parse_tile_papers, plan_tiles
from model.problems import PrintProblem
from model.texts import LANGUAGES, Texts

A0 = (1189, 841)
SIDES = st.floats(40, 4000)
MARGINS = st.sampled_from([0.0, 5.0, 6.5, 12.0])
OVERLAPS = st.sampled_from([0.0, 8.0, 10.0, 25.0])
PAPERS = st.sampled_from(["A4", "A3", "Letter", "Tabloid", "300x400mm"])


def planned(width: float, height: float, paper: str = "A4", **rules: object) -> TilePlan:
    return plan_tiles(width, height, parse_tile_papers(paper), **rules)


@pytest.mark.parametrize(
    ("whole", "paper", "turn", "margin", "columns", "rows"),
    [
        (A0, "A4", "portrait", 5, 7, 3), (A0, "A4", "landscape", 5, 5, 5),
        (A0, "A3", "landscape", 5, 3, 3), ((1682, 1189), "A3", "portrait", 5, 7, 3),
        ((1682, 1189), "A4", "auto", 5, 9, 5), ((3000, 1000), "A3", "landscape", 5, 8, 4),
        ((3000, 1000), "A4", "auto", 5, 16, 4), ((841, 594), "A3", "portrait", 5, 3, 2),
        ((841, 594), "A4", "landscape", 5, 3, 4), ((4000, 1200), "A4", "auto", 5, 15, 7),
        ((4000, 1200), "A3", "auto", 5, 15, 3), (A0, "A4", "portrait", 6, 7, 4),
        (A0, "A3", "landscape", 6, 3, 4), ((200, 287), "A4", "portrait", 5, 1, 1),
    ],
)  # fmt: skip
def test_a_whole_takes_the_sheets_of_the_reference(whole, paper, turn, margin, columns, rows):
    plan = planned(*whole, paper, orientation=turn, margin=margin)
    assert (plan.columns, plan.rows, plan.sheets) == (columns, rows, columns * rows)


def test_three_upright_sheets_hold_841_mm_exactly_and_a_hundredth_more_spills():
    assert planned(1189, 841, orientation="portrait").rows == 3
    assert planned(1189, 841.009, orientation="portrait").rows == 3
    assert planned(1189, 841.02, orientation="portrait").rows == 4


def test_both_ways_to_turn_the_paper_are_told_the_one_with_fewer_sheets_first():
    plan = planned(*A0)
    assert [(way.is_landscape, way.sheets) for way in plan.ways] == [(False, 21), (True, 25)]
    assert not plan.is_landscape
    assert plan.waste_m2 == pytest.approx(21 * 0.210 * 0.297 - 1.189 * 0.841)


def test_of_several_papers_the_one_of_which_fewest_are_needed_is_taken():
    assert planned(*A0, "auto").paper == "A3"
    assert planned(*A0, "A4, A3").sheets == 9
    assert {way.paper for way in planned(*A0, "auto").ways} == {"A4", "A3"}


def test_a_shrink_of_two_percent_is_made_only_if_asked_and_only_if_it_saves_sheets():
    whole = {"width": 1189, "height": 841, "orientation": "portrait", "margin": 6}
    fitted = planned(**whole, is_fitted_to_sheets=True)
    assert planned(**whole).rows == 4
    assert (fitted.rows, fitted.columns) == (3, 7)
    assert fitted.shrink == pytest.approx((3 * 285 - 20) / 841)
    assert (fitted.width, fitted.height) == pytest.approx((1189 * fitted.shrink, 835))
    assert planned(1189, 860, is_fitted_to_sheets=True, orientation="portrait").shrink == 1
    assert planned(*A0, is_fitted_to_sheets=True, orientation="portrait").shrink == 1


@settings(deadline=None, max_examples=60)
@given(SIDES, SIDES, PAPERS, MARGINS, OVERLAPS, st.sampled_from(["right", "left"]), st.booleans(),
       st.sampled_from([(0.0, 0.0), (32.0, 16.0)]))  # fmt: skip
def test_what_is_seen_of_the_sheets_is_the_whole_and_all_of_it_is_printed(
    width, height, paper, margin, overlap, glue_side, has_cards, header
):
    cards = cards_in_rows(width, height) if has_cards else ()
    plan = planned(
        width, height, paper, margin=margin, overlap=overlap, glue_side=glue_side,
        obstacles=cards, header=header,
    )  # fmt: skip
    for row in range(1, plan.rows + 1):
        ends = [plan.seen(row, column) for column in range(1, plan.columns + 1)]
        assert ends[0][0] == 0
        assert ends[-1][0] + ends[-1][2] == pytest.approx(width)
        assert all(a[0] + a[2] == pytest.approx(b[0]) for a, b in pairwise(ends))
    for column in range(1, plan.columns + 1):
        ends = [plan.seen(row, column) for row in range(1, plan.rows + 1)]
        assert ends[-1][1] + ends[-1][3] == pytest.approx(height)
        assert all(a[1] + a[3] == pytest.approx(b[1]) for a, b in pairwise(ends))
    assert len(set(plan.names)) == plan.sheets
    for place in plan.places:
        assert_printable(plan, place)


def assert_printable(plan: TilePlan, place: tuple[int, int]) -> None:
    """What is seen lies within what is printed, that within what the printer reaches."""
    seen, printed = plan.seen(*place), plan.printed(*place)
    left, top = plan.corner(*place)
    assert printed[0] <= seen[0] + 1e-9
    assert printed[1] <= seen[1] + 1e-9
    assert printed[0] + printed[2] >= seen[0] + seen[2] - 1e-9
    assert printed[1] + printed[3] >= seen[1] + seen[3] - 1e-9
    assert left + printed[2] <= plan.page_width - plan.margin + 0.02
    assert top + printed[3] <= plan.page_height - plan.margin + 0.02
    assert min(seen[2], seen[3]) >= 0


def cards_in_rows(width: float, height: float) -> tuple[Obstacle, ...]:
    """Cards of 80 x 76 mm, 6 mm apart."""
    return tuple(
        Obstacle(f"{x}.{y}", (6 + 86.0 * x, 6 + 82.0 * y, 80.0, 76.0))
        for x in range(int((width - 6) // 86))
        for y in range(int((height - 6) // 82))
    )


@settings(deadline=None, max_examples=30)
@given(st.floats(300, 1600), st.floats(300, 1600), st.sampled_from(["A3", "300x400mm"]))
def test_seams_between_cards_leave_every_card_whole_on_some_sheet(width, height, paper):
    cards = cards_in_rows(width, height)
    plan = planned(width, height, paper, obstacles=cards)
    cut = {card.id for card in cards if not is_whole_somewhere(card, plan)}
    assert cut == set(plan.cut_cards)
    axes = ((width, plan.page_width, plan.columns), (height, plan.page_height, plan.rows))
    if all(has_room_for_gutters(*axis) for axis in axes):
        assert plan.cut_cards == ()


def has_room_for_gutters(length: float, side: float, count: int) -> bool:
    """Whether each sheet may be shorter than it could be by a card and the gap beside it."""
    slack = count * (side - 10) - (count - 1) * 10 - length
    return count == 1 or slack > 90 * (count - 1)


def is_whole_somewhere(card: Obstacle, plan: TilePlan) -> bool:
    x, y, width, height = card.area
    near = 0.06
    return any(
        left <= x + near and top <= y + near
        and x + width <= left + w + near and y + height <= top + h + near
        for left, top, w, h in (plan.seen(*place) for place in plan.places)
    )  # fmt: skip


def test_seams_move_out_of_cards_that_evenly_spaced_ones_would_cut():
    cards = cards_in_rows(1400, 1000)
    moved = planned(1400, 1000, "A3", obstacles=cards, orientation="landscape")
    even = planned(1400, 1000, "A3", orientation="landscape")
    assert moved.sheets == even.sheets
    assert moved.cut_cards == ()
    assert not all(is_whole_somewhere(card, even) for card in cards)


def test_where_nothing_can_be_moved_the_cards_that_are_cut_are_named():
    card = Obstacle("middle", (500, 100, 200, 76))
    plan = planned(*A0, orientation="portrait", obstacles=(card,))  # 841 mm: no slack upright
    cut = planned(*A0, orientation="portrait", obstacles=(Obstacle("c", (10, 270, 76, 76)),))
    assert plan.cut_cards == ("middle",)  # wider than a sheet
    assert cut.cut_cards == ("c",)


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (lambda: parse_tile_papers("roll:914"), "print.tile_paper"),
        (lambda: parse_tile_papers("map"), "print.tile_paper"),
        (lambda: parse_tile_papers("A4,B9"), "print.unknown_paper"),
        (lambda: planned(*A0, "100x100mm", overlap=80), "print.tile_too_small"),
        (lambda: planned(*A0, "A5", margin=50, header=(40, 20)), "print.tile_too_small"),
        (lambda: planned(90_000, 9000), "print.too_many_sheets"),
    ],
)
def test_what_no_sheet_can_do_is_refused_with_a_way_out(act, code):
    with pytest.raises(PrintProblem) as caught:
        act()
    assert caught.value.code == code
    assert all(Texts(language).of(caught.value) for language in LANGUAGES)


def test_a_paper_as_wide_as_high_is_tried_once():
    assert len(plan_tiles(900, 900, (parse_paper("300x300mm"),)).ways) == 1
