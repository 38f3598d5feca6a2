"""Papers, scales and where a map comes to stand on a page."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.paper import (
    MAX_SIDE,
    PagePlan,
    Paper,
    Scale,
    fit,
    paper_table,
    parse_orientation,
    parse_paper,
    parse_scale,
    scale_name,
)
from model.problems import PrintProblem
from model.texts import LANGUAGES, Texts

SIDES = st.floats(30, 20_000)
PAPERS = st.sampled_from([paper for paper in paper_table() if not paper.is_map_size])


def problem_of(act: object, *arguments: object) -> PrintProblem:
    with pytest.raises(PrintProblem) as caught:
        act(*arguments)
    for language in LANGUAGES:
        assert Texts(language).of(caught.value)
    return caught.value


@pytest.mark.parametrize(
    ("text", "width", "height"),
    [
        ("A5", 148, 210), ("A4", 210, 297), ("A3", 297, 420), ("A2", 420, 594), ("A1", 594, 841),
        ("A0", 841, 1189), ("2A0", 1189, 1682), ("4A0", 1682, 2378),
        ("Letter", 215.9, 279.4), ("Legal", 215.9, 355.6), ("Tabloid", 279.4, 431.8),
        ("ANSI C", 431.8, 558.8), ("ANSI D", 558.8, 863.6), ("ANSI E", 863.6, 1117.6),
        ("Arch C", 457.2, 609.6), ("Arch D", 609.6, 914.4), ("Arch E", 914.4, 1219.2),
        ("Arch E1", 762, 1066.8), ("arch-e1", 762, 1066.8), (" a0 ", 841, 1189),
        ("900x3000mm", 900, 3000), ("90 x 300 cm", 900, 3000), ("36x48in", 914.4, 1219.2),
        ("90,5×120cm", 905, 1200), ("roll:914", 914, None), ("roll:36in", 914.4, None),
        ("map", None, None),
    ],
)  # fmt: skip
def test_a_paper_is_known_by_name_and_by_size(
    text: str, width: float | None, height: float | None
) -> None:
    paper = parse_paper(text)
    assert (paper.width, paper.height) == (width, height)


def test_every_paper_is_found_by_its_own_name() -> None:
    assert all(parse_paper(paper.name) == paper for paper in paper_table())


@pytest.mark.parametrize(
    "text", ["", "B9", "A", "900", "900x", "xmm", "roll:", "1e5x3mm", "A0" * 99]
)
def test_an_unknown_paper_is_named(text: str) -> None:
    assert problem_of(parse_paper, text).code == "print.unknown_paper"


@pytest.mark.parametrize("text", ["0x100mm", "5x5mm", "999999x10in", "roll:1"])
def test_paper_of_no_use_is_refused(text: str) -> None:
    assert problem_of(parse_paper, text).code == "print.paper_size"


@pytest.mark.parametrize(
    ("text", "scale"),
    [("1:1", 1.0), ("1:10", 0.1), ("2:1", 2.0), ("50%", 0.5), ("1:2,5", 0.4), ("FIT", "fit")],
)
def test_a_scale_is_read(text: str, scale: object) -> None:
    assert parse_scale(text) == scale


@pytest.mark.parametrize("text", ["", "0:1", "1:0", "1:99999", "-1:2", "nan", "inf", "1/x", "0%"])
def test_an_impossible_scale_is_named(text: str) -> None:
    assert problem_of(parse_scale, text).code == "print.unknown_scale"


def test_an_unknown_orientation_is_named() -> None:
    assert parse_orientation("Landscape") == "landscape"
    assert problem_of(parse_orientation, "upside down").code == "print.unknown_orientation"


@settings(deadline=None, max_examples=200)
@given(SIDES, SIDES, PAPERS, st.sampled_from(["auto", "portrait", "landscape"]))
def test_a_fitted_map_lies_inside_the_page_and_touches_two_margins(
    width: float, height: float, paper: Paper, orientation: str
) -> None:
    plan = fit(width, height, paper, "fit", orientation)
    right = plan.width - plan.x - width * plan.scale
    bottom = plan.height - plan.y - height * plan.scale
    assert min(plan.x, plan.y, right, bottom) == pytest.approx(paper.margin, abs=0.01)
    assert plan.x == pytest.approx(right, abs=0.01)
    assert plan.y == pytest.approx(bottom, abs=0.01)
    assert max(plan.width, plan.height) <= MAX_SIDE
    if orientation == "portrait" and not paper.is_roll:
        assert not plan.is_landscape


@settings(deadline=None, max_examples=200)
@given(SIDES, SIDES, PAPERS)
def test_auto_is_never_smaller_than_either_orientation(
    width: float, height: float, paper: Paper
) -> None:
    auto = fit(width, height, paper).scale
    chosen = [fit(width, height, paper, "fit", way).scale for way in ("portrait", "landscape")]
    assert auto == pytest.approx(max(chosen))


@settings(deadline=None, max_examples=200)
@given(SIDES, SIDES, PAPERS, st.floats(0.01, 2))
def test_an_exact_scale_is_kept_or_refused_with_one_that_fits(
    width: float, height: float, paper: Paper, scale: float
) -> None:
    made = plan_or_problem(width, height, paper, scale)
    if isinstance(made, PagePlan):
        assert made.scale == scale
        assert made.is_exact
    elif made.code == "print.map_too_large":
        again = parse_scale(made.params["fitting"])
        assert fit(width, height, paper, again).scale == again < scale
    else:
        assert made.code == "print.page_too_large"
        assert made.params["side"] > made.params["limit"] == 5080


def plan_or_problem(*arguments: object) -> PagePlan | PrintProblem:
    try:
        return fit(*arguments)
    except PrintProblem as problem:
        return problem


def test_an_a0_map_fills_an_a0_page_at_true_size() -> None:
    plan = fit(1189, 841, parse_paper("A0"))
    assert (plan.width, plan.height, plan.scale, plan.x, plan.y) == (1189, 841, 1, 0, 0)


def test_a_roll_takes_the_length_the_map_needs_and_leaves_its_margins() -> None:
    plan = fit(4000, 880, parse_paper("roll:914"), 1.0)
    assert (plan.width, plan.height) == (4010, 914)
    assert (plan.x, plan.y) == (5, 17)


def test_on_an_office_printer_the_edge_stays_blank() -> None:
    plan = fit(1000, 1000, parse_paper("A4"))
    assert min(plan.x, plan.y) == 5


def test_a_page_may_be_as_long_as_viewers_show_and_no_longer() -> None:
    assert fit(5080, 900, parse_paper("map"), 1.0).width == 5080
    problem = problem_of(fit, 5080.5, 900, parse_paper("map"), 1.0)
    assert problem.code == "print.page_too_large"
    assert problem.params == {"side": 5081, "limit": 5080, "scale": "1:2", "panels": 2}
    for language in LANGUAGES:
        told = Texts(language).of(problem)
        assert "5080" in told
        assert "1:2" in told
        assert "2 panel" in told


@pytest.mark.parametrize("scale", ["fit", 1.0])
@pytest.mark.parametrize("paper", ["6000x900mm", "900x100000mm", "roll:5081", "501x509cm"])
def test_of_a_paper_that_is_too_large_a_smaller_one_helps_or_panels(
    paper: str, scale: Scale
) -> None:
    problem = problem_of(fit, 1189, 841, parse_paper(paper), scale)
    is_roll = paper.startswith("roll")
    assert problem.code == ("print.paper_too_large" if is_roll else "print.paper_too_long")
    for language in LANGUAGES:
        told = Texts(language).of(problem)
        assert "5080" in told
        assert str(problem.params["side"]) in told.replace(",", "").replace(".", "")
        assert "1:" not in told
        assert ("panel" in told) == (not is_roll)


@pytest.mark.parametrize("paper", ["roll:10", "roll:10.1", "rulle: 1 cm"])
@pytest.mark.parametrize("scale", ["fit", 1.0, 0.001])
def test_a_paper_on_which_the_map_would_vanish_is_refused(paper: str, scale: Scale) -> None:
    problem = problem_of(fit, 4000, 900, parse_paper(paper), scale)
    assert problem.code == "print.paper_too_small"
    for language in LANGUAGES:
        assert "1:1000" in Texts(language).of(problem)


@settings(deadline=None, max_examples=200)
@given(SIDES, SIDES, st.floats(10, 100_000), st.floats(10, 100_000))
def test_no_page_holds_a_map_smaller_than_a_thousandth(
    width: float, height: float, first: float, second: float
) -> None:
    for paper in (f"{first:.2f}x{second:.2f}mm", f"roll:{first:.2f}"):
        made = plan_or_problem(width, height, parse_paper(paper))
        if isinstance(made, PagePlan):
            assert made.scale >= 0.001
            assert max(made.width, made.height) <= MAX_SIDE
        else:
            assert made.code in (
                "print.paper_too_large", "print.paper_too_long", "print.paper_too_small",
            )  # fmt: skip


@settings(deadline=None, max_examples=200)
@given(st.floats(5081, 100_000), st.floats(30, 5000))
def test_the_scale_named_for_a_page_too_large_can_be_printed(width: float, height: float) -> None:
    problem = problem_of(fit, width, height, parse_paper("map"), 1.0)
    again = parse_scale(problem.params["scale"])
    assert fit(width, height, parse_paper("map"), again).width <= MAX_SIDE
    assert math.ceil(width / problem.params["panels"]) <= MAX_SIDE + 1


@settings(deadline=None)
@given(st.floats(0.002, 500))
def test_the_name_of_a_scale_is_read_back_and_never_larger(scale: float) -> None:
    again = parse_scale(scale_name(scale))
    assert again <= scale * (1 + 1e-6)
    assert again == pytest.approx(scale, rel=0.02)


def test_text_is_readable_from_a_fifth_of_a_metre_for_each_millimetre_of_capital() -> None:
    plan = fit(2378, 1682, parse_paper("A0"))
    assert plan.cap_height(24) == pytest.approx(6.06 * plan.scale, abs=0.01)
    assert plan.readable_at(24) == pytest.approx(plan.cap_height(24) * 0.2)
    assert plan.printed_size_pt(24) == pytest.approx(12, abs=0.02)


@pytest.mark.parametrize("text", ["١٢٣x٤٥٦mm", "roll:٩١٤", "９00x3000mm"])
def test_only_the_digits_of_the_keyboard_make_a_paper(text: str) -> None:
    with pytest.raises(PrintProblem, match="unknown_paper"):
        parse_paper(text)
    with pytest.raises(PrintProblem, match="unknown_scale"):
        parse_scale("1:١٠")
