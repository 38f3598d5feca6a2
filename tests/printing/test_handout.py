"""Handout and slides: all of the map on pages for the hand, in type one can read."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from pypdfium2 import PdfDocument

from app.export.jobs import export_journey
from benchmarks.maps import make_map
from model.cards import Card
from model.edits import set_lane
from model.journey import JourneyMap, MapCard, Phase, Step
from model.lanes import CardsLane
from model.layout.drawing_order import drawing_order
from model.layout.engine import Layout
from model.layout.marks import Glyphs
from model.layout.sheet import Sheet
from model.printing.pages import Printout, PrintPage
from model.printing.preflight import preflight
from model.printing.printing import print_map
from model.printing.settings import PrintSettings
from model.problems import PrintProblem
from model.templates import sample
from model.text.fonts import FontBook
from model.texts import Texts
from model.values import with_changes
from tests.pdf.printed import map_of

PHASES = PrintSettings(output="handout", is_phase_by_phase=True)


class CountingLayout(Layout):
    """Counts how often it lays something out."""

    count = 0

    def sheet(self, *args: Any, **kwargs: Any) -> Sheet:
        self.count += 1
        return super().sheet(*args, **kwargs)


def printed(journey: JourneyMap, settings: PrintSettings) -> Printout:
    return print_map(journey, settings, Layout(FontBook.bundled()))


def lines(page: PrintPage) -> list[tuple[str, float]]:
    """Every line on the page with its size in points as printed."""
    found = [
        (mark.line.text, mark.size_pt * piece.scale)
        for piece in page.pieces
        for layer in drawing_order(piece.sheet)
        for mark in layer.marks
        if isinstance(mark, Glyphs)
    ]
    marks = (mark for layer in page.layers for mark in layer.marks)
    return found + [(m.line.text, m.size_pt) for m in marks if isinstance(m, Glyphs)]


def words(page: PrintPage) -> str:
    return " ".join("".join(text for text, _ in lines(page)).split())


def codes(page: PrintPage) -> set[str]:
    return {text for text, _ in lines(page) if text[:1].isdigit() and "-" in text}


def small_map(**sheet: object) -> JourneyMap:
    """Three phases of two steps; a card reaches from the first phase into the second."""
    steps = [Step(id=f"s{n}", name=f"Trin {n}") for n in range(6)]
    phases = tuple(
        Phase(id=f"f{n}", name=f"Fase-{'ABC'[n]}", steps=tuple(steps[2 * n : 2 * n + 2]))
        for n in range(3)
    )
    cells = {step.id: (Card(id=f"c-{step.id}", text=f"Seddel {step.id}"),) for step in steps}
    cells["s1"] = (Card(id="wide", text="Bred", span=3),)
    lanes = (CardsLane(id="a", name="Over", cells=cells), CardsLane(id="b", name="Under"))
    journey = JourneyMap(id="m", about=MapCard(title="Lille kort"), phases=phases, lanes=lanes)
    return with_changes(journey, sheet=with_changes(journey.sheet, **sheet))


def narrowed():
    """Return a filled map whose phases are low enough for some to share a page."""
    journey = sample("sustainable-shoes", "da")
    for role in ("channels", "message", "next_phase"):
        journey = set_lane(journey, role, is_visible=False, is_printed=False)
    return journey


def test_a_map_too_large_for_one_page_stands_readable_on_few_and_says_so():
    journey = narrowed()
    made = printed(journey, PrintSettings(output="handout"))
    assert 1 < len(made.pages) < len(journey.phases)
    assert [note.code for note in made.notes] == ["print.handout_split"]
    said = "".join(words(page) for page in made.pages).replace(" ", "")
    for lane in (lane for lane in journey.lanes if lane.is_printed):
        for items in lane.cells.values():
            for item in items:
                if isinstance(item, Card):
                    assert "".join(item.text.split()) in said
    for page in made.pages:
        assert {page.width, page.height} == {297, 420}
        assert min(size for _, size in lines(page)) >= 6
        for piece in page.pieces:
            x, y, width, height = piece.window
            assert piece.sheet.width * piece.scale <= width + 0.01
            assert piece.sheet.height * piece.scale <= height + 0.01
            assert min(x, y, page.width - x - width, page.height - y - height) >= 10 - 0.01
    assert "Signaturforklaring" in words(made.pages[-1])


def test_a_map_that_needs_one_page_without_its_card_is_not_said_to_be_split():
    made = printed(narrowed(), PrintSettings(output="handout", content="blank", paper="A2"))
    assert len(made.pages) == 1
    assert made.notes == ()


def test_pages_stand_upright_where_fewer_do():
    journey = sample("holiday", "en")
    upright = printed(journey, PrintSettings(output="handout", paper="A4"))
    lying = printed(journey, PrintSettings(output="handout", paper="A4", orientation="landscape"))
    assert len(upright.pages) < len(lying.pages)
    assert {(page.width, page.height) for page in upright.pages} == {(210, 297)}
    assert {(page.width, page.height) for page in lying.pages} == {(297, 210)}


def test_phase_by_phase_each_page_has_its_phase_in_heading_and_bookmark():
    made = printed(small_map(), PHASES)
    assert [page.title for page in made.pages] == ["Fase-A", "Fase-B", "Fase-C"]
    for number, page in enumerate(made.pages, 1):
        assert f"Phase {number} of 3" in words(page)
        assert f"Page {number} of 3" in words(page)
    assert "Seddel s0" in words(made.pages[0])
    assert "Seddel s0" not in words(made.pages[1])


def test_a_card_over_a_page_break_is_on_both_pages_and_codes_are_those_of_the_wall():
    first, second, third = printed(small_map(are_codes_shown=True), PHASES).pages
    assert "Bred" in words(first)
    assert "Bred" in words(second)
    assert "Bred" not in words(third)
    assert codes(second) == {"2.1-1", "2.2-1", "2.1-2", "2.2-2"}


def test_a_phase_that_is_split_keeps_the_codes_of_the_wall():
    steps = tuple(Step(id=f"s{n}", name=f"Trin {n}") for n in range(8))
    cells = {step.id: (Card(id=step.id, text="Et langt ord om vejen " * 12),) for step in steps}
    journey = small_map(are_codes_shown=True)
    journey = with_changes(
        journey,
        phases=(journey.phases[0].model_copy(update={"id": "f", "steps": steps}),),
        lanes=(CardsLane(id="z", name="Skjult", is_printed=False), CardsLane(id="a", cells=cells)),
    )
    made = printed(journey, PrintSettings(output="handout", paper="A5")).pages
    assert len(made) > 1
    found = [codes(page) for page in made]
    assert all(found)
    assert set().union(*found) >= {f"1.{number}-2" for number in range(1, 9)}


def test_a_small_map_is_one_page_with_its_title_legend_and_footer():
    (page,) = printed(map_of(["Kort", "tekst"]), PrintSettings(output="handout", paper="A4")).pages
    assert words(page).startswith("Skrifter")
    assert (page.width, page.height) == (297, 210)


def test_what_no_split_makes_readable_is_printed_with_a_warning():
    journey = map_of(["Ord " * 4500])
    made = printed(journey, PrintSettings(output="handout", paper="A5"))
    assert len(made.pages) == 1
    assert [note.code for note in made.notes] == ["print.handout_small"]


def test_slides_that_nobody_can_read_come_with_a_warning_too():
    made = printed(map_of(["Ord " * 4500]), PrintSettings(output="slides"))
    (note,) = made.notes
    assert note.code == "print.slides_small"
    assert (note.params["slide"], note.params["count"]) == (1, 1)
    assert "pt" in Texts("da").of(note)


@pytest.mark.parametrize("settings", [PrintSettings(output="slides"), PHASES])
def test_a_large_map_is_laid_out_few_times_a_page(settings: PrintSettings):
    layout = CountingLayout(FontBook.bundled())
    made = print_map(make_map(300), settings, layout)
    assert all(min(size for _, size in lines(page)) >= 6 - 1e-6 for page in made.pages)
    assert layout.count < 8 * len(made.pages)


def test_a_roll_is_no_paper_for_the_hand():
    with pytest.raises(PrintProblem) as refused:
        printed(small_map(), PrintSettings(output="handout", paper="roll:914"))
    assert refused.value.code == "print.handout_paper"


def test_slides_have_the_shape_of_a_screen_and_only_lanes_with_something_to_show():
    made = printed(small_map(), PrintSettings(output="slides"))
    assert len(made.pages) == 3
    for page in made.pages:
        assert page.width / page.height == pytest.approx(16 / 9, rel=1e-3)
        assert "Over" in words(page)
        assert "Under" not in words(page)


def test_a_slide_too_full_to_be_read_becomes_two():
    journey = sample("holiday", "da")
    made = printed(journey, PrintSettings(output="slides"))
    assert len(made.pages) > len(journey.phases)
    assert all(min(size for _, size in lines(page)) >= 6 for page in made.pages)
    assert any("fortsat" in words(page) for page in made.pages)


def test_preflight_finds_nothing_cut_where_each_page_is_a_sheet_of_its_own():
    journey = sample("holiday", "da")
    found = preflight(journey, printed(journey, PHASES))
    codes = {finding.problem.code: finding.severity for finding in found}
    assert "preflight.cards_cut" not in codes
    assert "error" not in codes.values()


def test_the_pdf_of_a_handout_holds_the_words_of_each_page():
    pdf = PdfDocument(BytesIO(export_journey(small_map(), PHASES)))
    texts = [page.get_textpage().get_text_range() for page in pdf]
    assert ["Seddel s4" in text for text in texts] == [False, False, True]
