"""What a preflight finds in good maps and in bad ones, and where it sends one to look."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PIL import Image as Pillow

from model.cards import Card, Picture
from model.edits import set_about, set_lane, set_sheet
from model.journey import JourneyMap
from model.lanes import CardsLane, ImagesLane
from model.layout.engine import Layout
from model.people import Persona
from model.printing.pages import Piece, Printout
from model.printing.preflight import Finding, preflight
from model.printing.printing import print_map
from model.printing.settings import PrintSettings
from model.printing.sight import contrast, difference
from model.templates import sample
from model.text.fonts import FontBook
from model.texts import LANGUAGES, Texts
from tests.embedded_images import image_of
from tests.pdf.printed import map_of

SAVED = "2026-05-01T10:00:00Z"


def printout_of(journey: JourneyMap, **settings: object) -> Printout:
    return print_map(journey, PrintSettings(**settings), Layout(FontBook.bundled()))


def found_in(journey: JourneyMap, **settings: object) -> dict[str, Finding]:
    """Return the findings by code."""
    return by_code(preflight(journey, printout_of(journey, **settings)))


def by_code(findings: tuple[Finding, ...]) -> dict[str, Finding]:
    return {finding.problem.code.removeprefix("preflight."): finding for finding in findings}


@pytest.fixture(scope="module")
def shoes() -> JourneyMap:
    return set_about(sample("sustainable-shoes", "en"), modified=SAVED)


def test_a_good_map_at_its_own_size_has_nothing_but_facts(shoes: JourneyMap) -> None:
    findings = preflight(shoes, printout_of(shoes))
    assert {finding.severity for finding in findings} == {"note"}
    assert {"pages", "readable", "text_good", "fonts_good", "colours_apart"} <= set(
        by_code(findings)
    )


def test_tiles_are_sheets_of_paper_and_cut_cards_are_told_of_once(shoes: JourneyMap) -> None:
    printout = printout_of(shoes, output="tiles", paper="A1", scale="fit", tile_paper="A3")
    findings = preflight(shoes, printout)
    (sizes,) = [f.problem.params for f in findings if f.problem.code == "preflight.pages"]
    assert (sizes["width"], sizes["height"]) == (297, 420)
    assert sizes["count"] == len(printout.pages)
    (cut,) = [
        finding
        for finding in findings
        if "card" in finding.problem.code and "cut" in finding.problem.code
    ]
    assert cut.severity == "warning"
    assert len(cut.ids) == cut.problem.params["count"] > 0


def test_the_gravest_come_first(shoes: JourneyMap) -> None:
    findings = preflight(set_about(shoes, modified=""), printout_of(shoes, paper="A4", scale="fit"))
    order = [finding.severity for finding in findings]
    assert order == sorted(order, key=["error", "warning", "note"].index)
    assert set(order) == {"error", "warning", "note"}


def test_cards_too_small_for_the_distance_are_named_and_twice_too_small_is_an_error(
    shoes: JourneyMap,
) -> None:
    cards = {item.id for lane in shoes.lanes if lane.kind == "cards" for cell in
             lane.cells.values() for item in cell}  # fmt: skip
    near = found_in(shoes, distance_m=1.2)
    assert "cards_far" not in near
    assert near["readable"].problem.params["metres"] == 1.2
    warned = found_in(shoes, distance_m=2)["cards_far"]
    assert warned.severity == "warning"
    assert cards <= set(warned.ids)
    assert found_in(shoes, distance_m=3)["cards_far"].severity == "error"


def test_type_nobody_reads_is_an_error_and_small_type_on_a_wall_a_warning(
    shoes: JourneyMap,
) -> None:
    assert found_in(shoes)["text_good"].problem.params["size"] == 16
    assert (
        found_in(shoes, paper="3000x2000mm", scale="1:2")["text_small"].problem.params["size"] == 8
    )
    assert found_in(shoes, paper="3000x2000mm", scale="1:4")["text_tiny"].severity == "error"


def test_characters_without_a_font_are_found_with_their_card() -> None:
    journey = map_of(["Godt", "Se \U00010980 her"])
    finding = found_in(journey)["text.no_font"]
    assert (finding.severity, finding.ids) == ("warning", ("c1",))
    assert "fonts_good" in found_in(map_of(["Godt"]))


def with_image(width: int, height: int, **mark: object) -> JourneyMap:
    image = image_of(Pillow.new("RGB", (width, height), "teal"))
    lane = ImagesLane(
        id="b", name="Billeder", cells={"s0": (Picture(id="pic", image=image.sha256),)}
    )
    journey = map_of(["Seddel"], images=(image,))
    return journey.model_copy(update={"lanes": (*journey.lanes, lane)})


@pytest.mark.parametrize(
    ("pixels", "code", "severity"),
    [
        (300, "images_coarse", "error"),
        (500, "images_soft", "warning"),
        (800, "images_good", "note"),
    ],
)
def test_images_are_judged_at_the_size_they_print(pixels: int, code: str, severity: str) -> None:
    journey = with_image(pixels, pixels)
    finding = found_in(journey)[code]
    assert finding.severity == severity
    if severity != "note":
        assert finding.ids == ("pic",)
    assert finding.problem.params["ppi"] == pytest.approx(pixels / 160 * 25.4, abs=1)


def test_a_map_that_does_not_say_whose_journey_it_is_is_told_so(shoes: JourneyMap) -> None:
    nameless = set_about(map_of(["Seddel"]), title="", segment="")
    assert {"no_title", "no_persona", "no_date"} <= set(found_in(nameless))
    assert "no_persona" not in found_in(set_about(nameless, segment="Studerende"))
    assert {"no_title", "no_persona", "no_date"}.isdisjoint(found_in(shoes))


def test_what_an_office_printer_leaves_out_is_found(shoes: JourneyMap) -> None:
    bare = set_sheet(shoes, margin=0)
    for role in ("channels", "message", "next_phase"):  # so that it is as wide as the paper
        bare = set_lane(bare, role, is_printed=False)
    width = printout_of(bare).pages[0].width
    scale = 296 / width
    assert found_in(bare, paper="A4", scale=f"1:{1 / scale:.2f}")["in_margin"].severity == "error"
    assert "in_margin" not in found_in(bare, paper="A4", scale="fit")
    assert "in_margin" not in found_in(bare, paper="A0", scale="fit")
    # a roll is left blank as far as its printer asks for
    assert "in_margin" not in found_in(bare, paper="roll:610", scale="fit", margin=3)
    assert found_in(bare, paper="A4", scale="fit", margin=8)["pages"]
    assert "in_margin" not in found_in(bare, paper="A4", scale="fit", margin=8)


def test_cards_that_stand_whole_on_no_page_are_found(shoes: JourneyMap) -> None:
    whole = printout_of(shoes)
    (page,) = whole.pages
    (piece,) = page.pieces
    card = next(part for part in whole.pages[0].pieces[0].sheet.cells[0] if part.contents)
    middle = card.x + card.contents[0].x + 30

    def split_at(x: float, overlap: float) -> Printout:
        left = Piece(piece.sheet, (0, 0, x + overlap, page.height), 0, 0, 1)
        right = Piece(piece.sheet, (0, 0, page.width - x, page.height), -x, 0, 1)
        pages = (
            replace(page, name="1.1", pieces=(left,)),
            replace(page, name="1.2", pieces=(right,)),
        )
        return replace(whole, pages=pages)

    cut = by_code(preflight(shoes, split_at(middle, 10)))["cards_cut"]
    assert card.contents[0].block.id in cut.ids
    assert "no_card_cut" in by_code(preflight(shoes, split_at(middle, 400)))


def test_cards_cut_by_sheets_are_told_of_once_with_a_way_to_them(shoes: JourneyMap) -> None:
    printout = printout_of(shoes, output="tiles", tile_paper="A4")
    cut = [each for each in preflight(shoes, printout) if each.problem.code.endswith("cards_cut")]
    assert len(cut) == 1
    assert len(cut[0].ids) == cut[0].problem.params["count"]


def test_sheets_of_a_printer_are_counted_as_one_size(shoes: JourneyMap) -> None:
    printout = printout_of(shoes, output="tiles", tile_paper="A4")
    (pages,) = (f for f in preflight(shoes, printout) if f.problem.code == "preflight.pages")
    assert pages.problem.params["count"] == len(printout.pages)
    assert {pages.problem.params["width"], pages.problem.params["height"]} == {210, 297}


def test_colours_that_look_alike_are_named_with_their_cards() -> None:
    cells = {"s0": (Card(id="a", text="A", colour="blue"), Card(id="b", text="B", colour="green"))}
    journey = map_of(["x"])
    journey = journey.model_copy(update={"lanes": (CardsLane(id="l", name="L", cells=cells),)})
    told = found_in(journey, theme="print")
    assert "colours_apart" in told
    one, other = (117, 122, 30), (133, 107, 44)
    assert difference(one, other, "deutan") < 10 < difference(one, other, "tritan")


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [((0, 0, 0), (255, 255, 255), 21.0), ((118, 118, 118), (255, 255, 255), 4.54)],
)
def test_contrast_is_that_of_wcag(
    one: tuple[int, int, int], other: tuple[int, int, int], wanted: float
) -> None:
    assert contrast(one, other) == pytest.approx(wanted, abs=0.01)


def test_the_traffic_light_of_the_reference_fails_for_the_red_green_blind() -> None:
    red, green = (0xD3, 0x2F, 0x2F), (0x38, 0x8E, 0x3C)
    assert difference(red, green, "deutan") == pytest.approx(14, abs=1.5)
    assert difference(red, green, "grey") == pytest.approx(5, abs=1)


def test_marks_without_bleed_are_told(shoes: JourneyMap) -> None:
    printout = printout_of(shoes)
    marked = replace(printout, settings=PrintSettings(has_crop_marks=True, bleed=1))
    assert by_code(preflight(shoes, marked))["no_bleed"].severity == "warning"
    assert "no_bleed" not in found_in(shoes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_has_its_words(language: str) -> None:
    bad = set_about(with_image(150, 150), title="", language=language)
    for settings in ({}, {"paper": "A4", "scale": "fit"}, {"theme": "greyscale"}):
        for finding in preflight(bad, printout_of(bad, **settings)):
            said = Texts(language).of(finding.problem)
            assert said.endswith(".")
            assert "{" not in said


def test_a_file_that_is_enlarged_again_is_judged_as_it_will_hang(shoes: JourneyMap) -> None:
    findings = preflight(shoes, printout_of(shoes, scale="1:10"))
    assert {finding.severity for finding in findings} == {"note"}


def test_pictures_of_a_file_that_is_enlarged_again_are_judged_as_they_will_hang() -> None:
    tenth, whole = (found_in(with_image(300, 300), scale=scale) for scale in ("1:10", "1:1"))
    assert tenth["images_coarse"].problem.params == whole["images_coarse"].problem.params
    assert tenth["images_coarse"].ids == ("pic",)


def test_a_portrait_too_coarse_for_its_poster_is_found_before_it_is_refused() -> None:
    portrait = image_of(Pillow.new("RGB", (60, 60), "teal"))
    personas = (Persona(id="p", name="Emma", image=portrait.sha256),)
    journey = map_of(["Seddel"], images=(portrait,), personas=personas)
    assert found_in(journey, output="persona")["images_coarse"].severity == "error"


def test_cards_that_seams_of_sheets_go_through_are_told_once_with_their_ids(
    shoes: JourneyMap,
) -> None:
    findings = preflight(shoes, printout_of(shoes, output="tiles", tile_paper="A4"))
    (cut,) = (it for it in findings if it.problem.code.endswith("cards_cut"))
    assert cut.severity == "warning"
    assert len(cut.ids) == cut.problem.params["count"]
    cards = {part.block.id for row in printout_of(shoes).pages[0].pieces[0].sheet.cells
             for cell in row for part in cell.contents}  # fmt: skip
    assert set(cut.ids) <= cards


def test_a_form_says_how_many_notes_it_has_room_for(shoes: JourneyMap) -> None:
    two, three = (
        found_in(shoes, content="blank", notes_across=across)["room"].problem.params["count"]
        for across in (2, 3)
    )
    assert 0 < two < three
    assert "room" not in found_in(shoes)
