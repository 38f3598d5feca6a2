"""Sheets as pages: assembly map, sheets row by row, marks and labels beside the map alone."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pikepdf
import pypdfium2
import pytest

from app.export.jobs import metadata_of
from app.export.pdf import export_pdf
from model.cards import Card
from model.journey import JourneyMap, MapCard, Phase, Step
from model.lanes import CardsLane
from model.layout.engine import Layout
from model.layout.marks import Glyphs, Mark, Outline
from model.printing.extents import Box, box_of, mark_box, touches
from model.printing.pages import Area, Printout, PrintPage
from model.printing.printing import print_map
from model.printing.settings import PrintSettings
from model.problems import PrintProblem
from model.text.fonts import FontBook
from model.text.glyphs import MM_PER_POINT
from model.texts import LANGUAGES, Texts
from tests.printing.rebuilding import put_together

DPI = 101.6  # 4 pixels a millimetre
PIXELS_PER_MM = 4


def small_map(steps: int = 4, lanes: int = 2, language: str = "da") -> JourneyMap:
    """A map of about 700 x 500 mm with a card in every cell."""
    names = [f"s{at}" for at in range(steps)]
    return JourneyMap(
        id="tiled",
        about=MapCard(title="Kundens vej", language=language, version_label="2"),
        phases=(Phase(id="p", name="Køb", steps=tuple(Step(id=s, name=s) for s in names)),),
        lanes=tuple(
            CardsLane(
                id=f"l{at}",
                name=f"Række {at}",
                cells={s: (Card(id=f"c{at}{s}", text=f"Seddel {at} {s}"),) for s in names},
            )
            for at in range(lanes)
        ),
    )


@pytest.fixture(scope="module")
def layout() -> Layout:
    return Layout(FontBook.bundled())


def printed(layout: Layout, journey: JourneyMap | None = None, **settings: object) -> Printout:
    wanted = PrintSettings.model_validate({"output": "tiles", **settings})
    return print_map(journey or small_map(), wanted, layout)


def sheets_of(printout: Printout) -> tuple[PrintPage, ...]:
    return tuple(page for page in printout.pages if page.name != "assembly")


def ink(mark: Mark) -> Box:
    """A box round a mark; of type from its tallest letter to its deepest, not all room it has."""
    if isinstance(mark, Outline):
        left, top, right, bottom = hull(mark)
        half = mark.stroke_width / 2 if mark.stroke else 0.0
        return left - half, top - half, right + half, bottom + half
    if not isinstance(mark, Glyphs):
        return mark_box(mark)
    em, width = mark.size_pt * MM_PER_POINT, mark.line.width * mark.size_pt * MM_PER_POINT
    if mark.is_turned:
        return mark.x - 0.77 * em, mark.y - width, mark.x + 0.21 * em, mark.y
    return mark.x, mark.y - 0.77 * em, mark.x + width, mark.y + 0.21 * em


def marks_of(page: PrintPage) -> list[Mark]:
    assert all((layer.x, layer.y) == (0, 0) for layer in page.layers)
    return [mark for layer in page.layers for mark in layer.marks]


def lies_within(box: Box, other: Box) -> bool:
    left, top, right, bottom = other
    return (
        left - 0.02 <= box[0] and top - 0.02 <= box[1]
        and box[2] <= right + 0.02 and box[3] <= bottom + 0.02
    )  # fmt: skip


def shrunk(area: Area, by: float) -> Box:
    left, top, right, bottom = box_of(area)
    return left + by, top + by, right - by, bottom - by


VARIANTS = [
    {},
    {"tile_paper": "A3", "glue_side": "left", "overlap": 14},
    {"are_headers_repeated": True, "are_seams_in_gutters": False},
    {"margin": 6.5, "overlap": 8, "tile_paper": "Letter", "orientation": "landscape"},
]


@pytest.mark.parametrize("settings", VARIANTS)
def test_what_stands_beside_the_map_is_neither_seen_on_the_wall_nor_out_of_reach(layout, settings):
    printout = printed(layout, **settings)
    margin = printout.settings.margin
    for page in sheets_of(printout):
        reach = (margin, margin, page.width - margin, page.height - margin)
        assert lies_within(box_of(page.bleed), reach)
        assert lies_within(box_of(page.trim), box_of(page.bleed))
        (piece,) = page.pieces
        assert piece.window == page.bleed
        for mark in marks_of(page):
            assert lies_within(ink(mark), reach), mark
            assert not touches(ink(mark), shrunk(page.trim, 0.01)), mark


def test_every_sheet_says_which_it_is_and_what_is_glued_on_where_in_type_one_can_read(layout):
    printout = printed(layout)
    sheets = sheets_of(printout)
    names = [page.name for page in sheets]
    for number, page in enumerate(sheets, 1):
        words = [mark.line.text for mark in marks_of(page) if isinstance(mark, Glyphs)]
        sizes = [mark.size_pt for mark in marks_of(page) if isinstance(mark, Glyphs)]
        assert min(sizes) >= 10
        row, column = map(int, page.name.split("."))
        assert page.name in words
        assert f"ark {number} af {len(sheets)}" in words
        assert "100 mm" in words
        for beyond, said in [
            (f"{row}.{column + 1}", "limes på her"), (f"{row + 1}.{column}", "limes på her"),
            (f"{row}.{column - 1}", "lim på"), (f"{row - 1}.{column}", "lim på"),
        ]:  # fmt: skip
            told = any(beyond in word and said in word for word in words)
            assert told == (beyond in names)
        assert any(word.startswith("Kundens vej · 2"[:9]) for word in words)


def test_the_ruler_on_every_sheet_is_a_hundred_millimetres(layout):
    for page in printed(layout).pages:
        drawn = [mark for mark in marks_of(page) if isinstance(mark, Outline) and mark.stroke]
        sides = [(right - left, bottom - top) for left, top, right, bottom in map(hull, drawn)]
        assert any(max(each) == pytest.approx(100, abs=1e-9) for each in sides), page.name


def hull(mark: Outline) -> Box:
    points = [command[1:3] for command in mark.commands if len(command) > 1]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_assembly_map_comes_first_and_shows_the_map_with_all_sheets_named(layout, language):
    printout = printed(layout, small_map(language=language))
    assembly, *sheets = printout.pages
    assert assembly.name == "assembly"
    words = [mark.line.text for mark in marks_of(assembly) if isinstance(mark, Glyphs)]
    assert {page.name for page in sheets} <= set(words)
    assert Texts(language)("print.tiles.assembly") in words
    (shown,) = assembly.pieces
    assert shown.sheet.width * shown.scale == pytest.approx(shown.window[2])
    margin = printout.settings.margin
    reach = (margin, margin, assembly.width - margin, assembly.height - margin)
    assert all(lies_within(ink(mark), reach) for mark in marks_of(assembly))


@pytest.mark.parametrize("paper", ["A5", "A4", "Tabloid", "130x400mm"])
def test_the_assembly_map_has_room_on_any_paper(layout, paper):
    page = printed(layout, tile_paper=paper).pages[0]
    reach = (5, 5, page.width - 5, page.height - 5)
    assert all(lies_within(ink(mark), reach) for mark in marks_of(page))


def test_only_the_sheets_asked_for_are_printed_and_keep_their_numbers(layout):
    everything = [page.name for page in printed(layout).pages]
    some = printed(layout, sheets=("2.1", "1.2"))
    assert [page.name for page in some.pages] == ["assembly", "1.2", "2.1"]
    words = [mark.line.text for mark in marks_of(some.pages[1]) if isinstance(mark, Glyphs)]
    assert f"ark 2 af {len(everything) - 1}" in words
    with pytest.raises(PrintProblem) as caught:
        printed(layout, sheets=("9.9",))
    assert caught.value.code == "print.unknown_sheet"
    assert everything[-1] in Texts("en").of(caught.value)


def test_a_whole_of_sheets_may_be_longer_than_a_page_of_a_pdf(layout):
    wall = printed(layout, paper="6000x3000mm", scale="fit", tile_paper="A0", margin=5)
    assert wall.scale > 5
    assert len(wall.pages) > 15
    assert max(max(page.width, page.height) for page in wall.pages) == 1189


def test_blank_sheets_are_left_out_and_told_of(layout):
    whole = {"paper": "1000x3000mm", "scale": "1:1"}
    printout, all_of_them = (
        printed(layout, **whole),
        printed(layout, **whole, are_blank_sheets_skipped=False),
    )
    left_out = {page.name for page in all_of_them.pages} - {page.name for page in printout.pages}
    (note,) = [note for note in printout.notes if note.code == "print.blank_sheets"]
    assert left_out
    assert all(name in Texts("da").of(note) for name in left_out)
    data = export_pdf(all_of_them, metadata_of(small_map()))
    for page, pixels in zip(all_of_them.pages, grey(data, dpi=25.4), strict=True):
        if page.name != "assembly":
            left, top, right, bottom = (round(side) for side in shrunk(page.trim, 1.0))
            if page.name in left_out:
                assert pixels[top:bottom, left:right].min() == 255, page.name
            else:
                (piece,) = page.pieces
                size = (piece.sheet.width * piece.scale, piece.sheet.height * piece.scale)
                assert touches(box_of(page.trim), box_of((piece.x, piece.y, *size))), page.name


def test_cards_that_are_cut_are_a_note_with_their_ids(layout):
    printout = printed(layout, small_map(steps=1), tile_paper="100x100mm", overlap=4)
    (note,) = [note for note in printout.notes if note.code == "print.cards_cut"]
    assert set(note.params["ids"]) <= {"c0s0", "c1s0"}
    assert note.params["count"] == len(note.params["ids"])


@pytest.mark.parametrize("overlap", [0, 3])
def test_with_hardly_any_overlap_marks_stay_off_the_map_and_one_is_told(layout, overlap):
    printout = printed(layout, overlap=overlap)
    assert "print.little_overlap" in {note.code for note in printout.notes}
    for page in sheets_of(printout):
        assert not any(touches(ink(mark), shrunk(page.trim, 0.01)) for mark in marks_of(page))
    assert "print.little_overlap" not in {note.code for note in printed(layout).notes}


def test_repeated_headings_name_every_lane_and_step_of_a_sheet_outside_of_what_is_seen(layout):
    printout = printed(layout, are_headers_repeated=True)
    page = next(page for page in printout.pages if page.name == "2.2")
    words = {mark.line.text for mark in marks_of(page) if isinstance(mark, Glyphs)}
    (piece,) = page.pieces
    left, top, right, bottom = box_of(page.trim)
    lanes = [
        f"Række {at}" for at, row in enumerate(piece.sheet.rows)
        if piece.y + row.y + 15 < bottom and piece.y + row.y + row.height - 15 > top
    ]  # fmt: skip
    steps = [
        column.step_id for column in piece.sheet.columns
        if piece.x + column.x + 15 < right and piece.x + column.x + column.width - 15 > left
    ]  # fmt: skip
    assert lanes
    assert steps
    assert {*lanes, *steps, "Køb"} <= words


def test_a_printers_error_is_corrected_on_every_sheet(layout):
    printout = printed(layout, correct_x=1.01, correct_y=0.995)
    assert {page.stretch for page in printout.pages} == {(1.01, 0.995)}


# ---------------------------------------------------------------- the PDF


def test_the_pdf_has_a_page_for_each_sheet_in_its_size_with_bookmarks_and_names(layout):
    journey = small_map()
    printout = printed(layout, journey)
    with pikepdf.open(BytesIO(export_pdf(printout, metadata_of(journey)))) as pdf:
        assert len(pdf.pages) == len(printout.pages)
        for made, page in zip(pdf.pages, printout.pages, strict=True):
            sides = [float(side) / 72 * 25.4 for side in made.MediaBox]
            assert sides == pytest.approx([0, 0, page.width, page.height], abs=0.01)
            trim = [float(side) / 72 * 25.4 for side in made.TrimBox]
            assert trim[2] - trim[0] == pytest.approx(page.trim[2], abs=0.01)
            assert trim[3] - trim[1] == pytest.approx(page.trim[3], abs=0.01)
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root]
        labels = list(pdf.Root.PageLabels.Nums)[1::2]
    assert titles[:2] == ["Samlekort", "Ark 1.1"]
    assert [str(label.P) for label in labels] == [page.name for page in printout.pages]


@pytest.mark.parametrize("settings", [{}, {"glue_side": "left", "are_headers_repeated": True}])
def test_sheets_cut_at_their_marks_and_put_together_are_the_wall(layout, settings):
    journey = small_map()
    printout = printed(layout, journey, scale="1:2", **settings)
    wall = print_map(journey, PrintSettings(scale="1:2"), layout)
    whole = grey(export_pdf(wall, metadata_of(journey)))[0]
    sheets = grey(export_pdf(printout, metadata_of(journey)))
    rebuilt = put_together(printout, sheets, whole.shape, PIXELS_PER_MM, ground=127, kind=np.int16)
    difference = np.abs(rebuilt - whole)
    assert difference.mean() < 4  # of 255: sheets lie up to half a pixel beside the wall
    assert (difference > 128).mean() < 0.01
    assert whole.min() == 0


def grey(data: bytes, dpi: float = DPI) -> list[np.ndarray]:
    document = pypdfium2.PdfDocument(data)
    return [
        page.render(scale=dpi / 72, grayscale=True).to_numpy().astype(np.int16) for page in document
    ]
