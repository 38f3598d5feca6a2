"""Blank, seeded and filled prints of one map, and how many notes a form has room for."""

from __future__ import annotations

from ctypes import byref, c_float
from functools import cache

import pypdfium2
import pytest
from pypdfium2 import raw

from app.export.pdf import Metadata, export_pdf
from model.channel_use import is_matrix
from model.edits import set_about, set_lane, set_sheet, set_step
from model.file.writing import encode as to_bytes
from model.filtering import Filter
from model.integrity import check_integrity
from model.journey import JourneyMap
from model.lanes import CardsLane, FeelingsLane, MetricsLane
from model.layout.engine import Layout
from model.layout.marks import Glyphs, Rectangle
from model.layout.sheet import Sheet
from model.paper import scale_name
from model.printing.capacity import capacity, notes_on_paper
from model.printing.content import with_content
from model.printing.pages import Printout
from model.printing.printing import print_map
from model.printing.settings import PrintSettings
from model.templates import sample, sample_ids, template, template_ids
from model.text.fonts import FontBook
from model.texts import Texts
from model.views import SavedView
from tests.sheet_reading import placed_items, words

NOTES = [(76, 76), (51, 38), (127, 76), (101, 152)]
MM = 25.4 / 72


@cache
def layout() -> Layout:
    return Layout(FontBook.bundled())


def printout(journey: JourneyMap, **settings: object) -> Printout:
    return print_map(journey, PrintSettings(**settings), layout())


def sheet_of(out: Printout) -> Sheet:
    return out.pages[0].pieces[0].sheet


def codes(out: Printout) -> list[str]:
    return [note.code for note in out.notes]


@pytest.fixture(scope="module")
def shoes() -> JourneyMap:
    return sample("sustainable-shoes", "da")


def test_a_filled_print_is_the_map_itself(shoes: JourneyMap) -> None:
    assert with_content(shoes, "filled", 51, 38) is shoes


@pytest.mark.parametrize("name", sample_ids())
def test_a_blank_map_keeps_the_grid_and_nothing_that_was_written_in_it(name: str) -> None:
    journey = sample(name, "en")
    before = to_bytes(journey)
    blank = with_content(journey, "blank", 76, 76)
    check_integrity(blank)
    assert [phase.name for phase in blank.phases] == [phase.name for phase in journey.phases]
    assert [step.name for step in blank.steps] == [step.name for step in journey.steps]
    assert [lane.hint for lane in blank.lanes] == [lane.hint for lane in journey.lanes]
    assert blank.links == ()
    for lane in blank.lanes:
        if isinstance(lane, MetricsLane):
            figures = [metric for held in lane.cells.values() for metric in held]
            assert figures
            assert all(m.name and m.actual is m.target is m.baseline is None for m in figures)
        else:
            assert lane.cells == {}
    assert to_bytes(journey) == before


def test_a_seeded_map_keeps_the_touchpoints_and_what_is_locked(shoes: JourneyMap) -> None:
    kept = {lane.role for lane in with_content(shoes, "seeded", 76, 76).lanes if lane.cells}
    assert kept == {"touchpoints", "metrics"}
    pains = next(lane.id for lane in shoes.lanes if lane.role == "pain_points")
    opportunities = next(lane.id for lane in shoes.lanes if lane.role == "opportunities")
    locked = set_lane(shoes, pains, is_locked=True)
    seeded = with_content(locked, "seeded", 76, 76)
    check_integrity(seeded)
    assert next(lane for lane in seeded.lanes if lane.id == pains).cells
    # The others lead to opportunities, which are left to the workshop.
    assert {link.kind for link in seeded.links} == {"channel_jump"}
    both = with_content(set_lane(locked, opportunities, is_locked=True), "seeded", 76, 76)
    assert both.links == shoes.links


def test_hints_are_printed_on_a_form_also_where_the_map_hides_them(shoes: JourneyMap) -> None:
    hidden = set_sheet(shoes, are_hints_shown=False, are_definitions_shown=False)
    hint = next(lane.hint for lane in shoes.lanes if lane.role == "opportunities").split()[-1]

    def lanes(content: str) -> str:
        sheet = sheet_of(printout(hidden, content=content))
        return words(mark for row in sheet.rows for mark in row.header.block.marks)

    assert hint in lanes("blank")
    assert hint not in lanes("filled")


def test_a_card_with_a_box_to_vote_in_keeps_its_colour_for_all_who_ask(shoes: JourneyMap) -> None:
    def cards(*, has_boxes: bool) -> dict[str, tuple[float, str | None]]:
        sheet = sheet_of(printout(shoes, has_vote_boxes=has_boxes))
        held = [block for *_, block in placed_items(sheet) if block.kind == "card"]
        return {block.id: (block.height, block.fill) for block in held}

    plain, boxed = cards(has_boxes=False), cards(has_boxes=True)
    assert any(boxed[card][0] > height for card, (height, _) in plain.items())
    assert {card: fill for card, (_, fill) in boxed.items()} == {
        card: fill for card, (_, fill) in plain.items()
    }


def test_a_blank_feelings_lane_prints_its_scale(shoes: JourneyMap) -> None:
    sheet = sheet_of(printout(shoes, content="blank"))
    row = next(row for row in sheet.rows if row.zero_y is not None)
    assert row.body
    assert not [block for *_, block in placed_items(sheet) if block.kind == "feeling"]
    assert any("Begejstret" in words(trailer.block.marks) for trailer in sheet.trailers)


@pytest.mark.parametrize("note", NOTES)
def test_places_for_notes_are_true_on_the_paper(note: tuple[float, float]) -> None:
    journey = set_sheet(template("classic-5", "da"), notes_across=1)
    step = journey.steps[0].id
    journey = set_step(journey, step, width=2 * 84.0 + 8)  # room for two notes of 76 mm
    settings = {"note_width": note[0], "note_height": note[1], "content": "blank"}
    out = printout(journey, **settings)
    found = outlines(export_pdf(out, Metadata()))
    true = [size for size in found if near(size, note)]
    cells = sum(1 for lane in journey.lanes if isinstance(lane, CardsLane)) * 5
    assert len(true) == capacity(sheet_of(out), out.settings, out.scale).notes
    assert len(true) >= cells + cells / 5  # the first step keeps its two notes a cell
    assert codes(out) == []


def near(size: tuple[float, float], note: tuple[float, float]) -> bool:
    return all(abs(one - other) <= 0.1 for one, other in zip(size, note, strict=True))


def outlines(pdf: bytes) -> list[tuple[float, float]]:
    """Return width and height in mm of every path on the first page, as PDFium reads them."""
    document = pypdfium2.PdfDocument(pdf)
    found = []
    for each in document[0].get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,), max_depth=8):
        points = list(path_points(each.raw))
        if points:
            xs, ys = zip(*points, strict=True)
            found.append(((max(xs) - min(xs)) * MM, (max(ys) - min(ys)) * MM))
    document.close()
    return found


def path_points(path: raw.FPDF_PAGEOBJECT):
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(path, byref(matrix))
    for index in range(raw.FPDFPath_CountSegments(path)):
        x, y = c_float(), c_float()
        segment = raw.FPDFPath_GetPathSegment(path, index)
        if raw.FPDFPathSegment_GetPoint(segment, byref(x), byref(y)):
            yield (
                matrix.a * x.value + matrix.c * y.value,
                matrix.b * x.value + matrix.d * y.value,
            )


def test_cards_that_stay_are_not_squeezed_into_small_notes(shoes: JourneyMap) -> None:
    out = printout(shoes, content="seeded", note_width=51, note_height=38)
    cards = {block.width for *_, block in placed_items(sheet_of(out)) if block.kind == "card"}
    assert cards == {76.0}
    places = [size for size in outlines(export_pdf(out, Metadata())) if near(size, (51, 38))]
    assert len(places) == capacity(sheet_of(out), out.settings, out.scale).notes == 6 * 11 * 2


def test_a_lane_to_write_in_has_room_for_a_note_but_figures_need_none() -> None:
    journey = sample("holiday", "en")
    heights = {
        lane.kind: row.height
        for lane, row in zip(
            journey.lanes,
            sheet_of(printout(journey, content="blank", note_height=152)).rows,
            strict=True,
        )
    }
    assert heights["text"] >= 152
    assert heights["metrics"] < 152


def test_a_cell_has_as_many_places_as_were_asked_for(shoes: JourneyMap) -> None:
    out = printout(shoes, content="blank", notes_across=3, note_rows=2, has_vote_boxes=True)
    lanes = [lane for lane in shoes.lanes if isinstance(lane, CardsLane) and not is_matrix(lane)]
    found = capacity(sheet_of(out), out.settings, out.scale)
    assert found.notes == len(lanes) * len(shoes.steps) * 3 * 2
    assert found.too_small == ()


@pytest.mark.parametrize("name", template_ids())
def test_every_template_makes_a_form_at_its_own_size(name: str) -> None:
    journey = template(name, "en")
    out = printout(journey, content="blank")
    assert codes(out) == []
    found = capacity(sheet_of(out), out.settings, 1.0)
    lanes = [lane for lane in journey.lanes if isinstance(lane, CardsLane)]
    assert found.notes >= journey.sheet.notes_across * len(lanes) * len(journey.steps)


def test_a_view_dims_cards_of_a_seeded_form_but_not_its_empty_places(shoes: JourneyMap) -> None:
    through = Filter(SavedView(id="v", text="nothing like this", others="hide"))

    def printed(content: str) -> tuple[int, int]:
        settings = PrintSettings(content=content)
        sheet = sheet_of(print_map(shoes, settings, layout(), through))
        cards = sum(1 for *_, block in placed_items(sheet) if block.kind == "card")
        return cards, capacity(sheet, settings, 1.0).notes

    rows = len(shoes.steps) * 2
    assert printed("filled") == (0, 0)
    assert printed("seeded") == (0, 6 * rows)  # not those of the lane that the view has emptied
    assert printed("blank") == (0, 7 * rows)


def test_cells_smaller_than_the_note_are_told_of_with_their_size() -> None:
    out = printout(template("classic-5", "da"), content="blank", paper="A0", scale="fit")
    assert codes(out) == ["print.small_cells"]
    assert "76 × 76 mm" in Texts("da").of(out.notes[0])
    found = capacity(sheet_of(out), out.settings, out.scale)
    assert len(found.too_small) == 30
    assert found.smallest_cell is not None
    assert found.smallest_cell[1] < 76
    smaller = printout(
        template("classic-5", "da"), content="blank", paper="A0", scale="fit", note_width=51,
        note_height=38,
    )  # fmt: skip
    assert codes(smaller) == []  # the form is laid out for the smaller note


def test_a_file_the_shop_enlarges_again_is_judged_as_it_will_hang(shoes: JourneyMap) -> None:
    out = printout(shoes, content="blank", scale="1:10", has_vote_boxes=True)
    assert codes(out) == []


def test_boxes_and_places_of_a_wall_larger_than_the_map_are_true_on_that_wall() -> None:
    journey = set_sheet(template("classic-5", "da"), notes_across=1)
    whole = printout(journey, content="blank", has_vote_boxes=True)
    double = printout(journey, content="blank", has_vote_boxes=True, scale="2:1")

    def boxes(out: Printout) -> set[tuple[float, float]]:
        marks = (mark for row in sheet_of(out).cells for cell in row for mark in cell.marks)
        return {
            (round(mark.width * out.scale, 1), round(mark.height * out.scale, 1))
            for mark in marks
            if isinstance(mark, Rectangle) and mark.fill == "paper"
        }

    assert boxes(double) == boxes(whole) == {(60, 24)}


@pytest.mark.parametrize(
    ("paper", "label", "header", "across", "rows"),
    [
        ((594, 420), 80, 60, 1, 3),
        ((841, 594), 100, 80, 1, 5),
        ((1189, 841), 120, 110, 2, 7),
        ((1682, 1189), 120, 130, 3, 11),
        ((2440, 914), 120, 110, 5, 8),
        ((3000, 1067), 120, 110, 6, 10),
    ],
)
def test_the_table_of_the_reference(
    paper: tuple[float, float], label: float, header: float, across: int, rows: int
) -> None:
    """Reference workshops-and-print.md 3.6, five phases."""
    assert notes_on_paper(*paper, 5, label=label, header=header) == (across, rows)


def smallest_below_the_grid(out: Printout) -> float:
    sizes = [
        mark.size_pt * out.scale
        for trailer in sheet_of(out).trailers
        for mark in trailer.block.marks
        if isinstance(mark, Glyphs)
    ]
    return min(sizes)


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"paper": "A1", "scale": "1:4"},
        {"paper": "A0", "scale": "fit"},
        {"paper": "A1", "scale": "fit"},
    ],
)
def test_legend_and_footer_are_at_least_10_pt_on_the_paper(
    shoes: JourneyMap, settings: dict[str, str]
) -> None:
    out = printout(shoes, **settings, has_vote_boxes=True, are_codes_shown=True)
    assert smallest_below_the_grid(out) >= 10 - 0.01
    footer = words(sheet_of(out).trailers[-1].block.marks)
    assert Texts("da")("sheet.scale", scale=scale_of(out)) in footer


def test_signs_of_a_small_prints_legend_stand_apart(shoes: JourneyMap) -> None:
    legend = sheet_of(printout(shoes, paper="A5", scale="fit")).trailers[0].block.marks
    texts = [mark for mark in legend if isinstance(mark, Glyphs)]
    swatches = [mark for mark in legend if isinstance(mark, Rectangle) and mark.stroke]
    em = texts[0].size_pt * MM
    beside = [
        swatch.x - text.x - text.line.width * em
        for swatch in swatches
        for text in texts
        if abs(text.y - swatch.y - swatch.height / 2) < em and text.x < swatch.x
    ]
    assert beside
    assert min(beside) >= 0.65 * em


def scale_of(out: Printout) -> str:
    return scale_name(out.scale)


def test_legend_and_footer_of_a_file_that_is_enlarged_again_are_those_of_the_wall(
    shoes: JourneyMap,
) -> None:
    whole, tenth = printout(shoes), printout(shoes, scale="1:10")
    assert tenth.pages[0].height == pytest.approx(whole.pages[0].height / 10, abs=0.01)
    assert codes(tenth) == []


def test_where_even_that_cannot_be_one_is_told(shoes: JourneyMap) -> None:
    assert "print.small_legend" in codes(printout(shoes, paper="100x60mm", scale="fit"))
    assert "print.small_legend" not in codes(
        printout(shoes, scale="1:20", is_footer_shown=False, is_legend_shown=False)
    )
    fitted = printout(shoes, paper="A3", scale="fit", has_vote_boxes=True)
    assert "print.small_vote_boxes" in codes(fitted)


@pytest.mark.parametrize("paper", ["A0", "A1"])
def test_vote_boxes_are_60_by_24_mm_on_the_paper_or_hold_as_many_dots(
    shoes: JourneyMap, paper: str
) -> None:
    out = printout(shoes, paper=paper, scale="fit", has_vote_boxes=True)
    boxes = [
        (mark.width * out.scale) * (mark.height * out.scale)
        for *_, block in placed_items(sheet_of(out))
        for mark in block.marks
        if getattr(mark, "stroke", "") == "slot.form"
    ]
    if "print.small_vote_boxes" not in codes(out):
        assert boxes == [pytest.approx(60 * 24, rel=0.005)] * len(boxes)
    assert boxes


def test_codes_legend_and_footer_follow_the_print_before_the_map(shoes: JourneyMap) -> None:
    assert not shoes.sheet.are_codes_shown
    with_codes = sheet_of(printout(shoes, are_codes_shown=True, is_legend_shown=False))
    assert "1.1-1" in words(with_codes.cells[0][0].marks)
    assert [trailer.block.kind for trailer in with_codes.trailers] == ["footer"]
    bare = sheet_of(printout(shoes, is_footer_shown=False))
    assert [trailer.block.kind for trailer in bare.trailers] == ["legend"]
    assert not bare.cells[0][0].marks


def test_the_legend_explains_all_that_the_print_shows(shoes: JourneyMap) -> None:
    sheet = sheet_of(printout(shoes, are_codes_shown=True, has_vote_boxes=True))
    legend = words(sheet.trailers[0].block.marks)
    for part in (
        "Smertepunkt", "Valideret", "+2 Begejstret", "−2 Frustreret", "E = Emma",
        "Antal stemmer i hver farve", "Stemmefelt til jeres prikker", "Fører til", "fase 3, trin 2",
    ):  # fmt: skip
        assert part in legend, part
    scale = next(lane for lane in shoes.lanes if isinstance(lane, FeelingsLane))
    named = set_lane(shoes, scale.id, levels=("øv", "næ", "tja", "ja", "juhu"))
    assert "+2 juhu" in words(sheet_of(printout(named)).trailers[0].block.marks)


def test_the_footer_says_which_map_this_is_and_how_old(shoes: JourneyMap) -> None:
    dated = set_about(shoes, modified="2026-05-01T10:00:00Z")
    footer = words(sheet_of(printout(dated, language="en")).trailers[-1].block.marks)
    for part in (
        shoes.about.title,
        "Emma",
        "As-is",
        "Research",
        shoes.about.version_label,
        "1 May 2026",
        "Scale 1:1",
    ):
        assert part in footer
